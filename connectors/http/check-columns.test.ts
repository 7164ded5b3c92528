import { describe, expect, it } from 'vitest';
import type { MessageCode } from '../../src/domain/message/catalogue.ts';
import { problem } from '../../src/domain/message/problem.ts';
import type { Reading } from '../../src/domain/record/observation.ts';
import { checkColumns } from './check-columns.ts';

const URL = 'https://office.example/list';
const bad = (code: MessageCode): Reading => ({
  row: 1,
  wire: { plain: {}, personal: {} },
  problems: [problem(code, { column: 'UNISCID' })],
});

describe('a page of an interface', () => {
  it.each([
    ['of rows of another layout', ['ROW_FIELDS_UNKNOWN', 'ROW_FIELDS_UNKNOWN']],
    ['of one such row', ['ROW_FIELDS_UNKNOWN']],
    ['of rows that all lack a column', ['ROW_FIELD_MISSING', 'ROW_FIELD_MISSING', 'ROW_FIELDS_UNKNOWN']],
  ] as const)('%s is another interface', (_what, codes) => {
    expect(() => checkColumns(codes.map(bad), URL)).toThrow(
      expect.objectContaining({
        failure: 'unreadable',
        problem: problem('SOURCE_COLUMNS', { url: URL, rows: String(codes.length), expected: 'UNISCID' }),
      }),
    );
  });

  it.each([
    ['without rows', []],
    ['of one row that lacks a column', ['ROW_FIELD_MISSING']],
    ['with a row whose columns are known', ['ROW_FIELDS_UNKNOWN', 'DATE_UNREADABLE']],
  ] as const)('%s goes on', (_what, codes) => {
    expect(() => checkColumns(codes.map(bad), URL)).not.toThrow();
  });
});
