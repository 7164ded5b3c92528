import { expect, it } from 'vitest';
import { isCompanyOrder } from '../feed/companies.ts';
import { filterMark, formatCursor, readCursor } from './list-cursor.ts';

const cursor = {
  feed: 'f1',
  at: '12~2025-01-02',
  order: 'NAME',
  filter: filterMark({}),
  place: { value: '物业', key: 'X' },
} as const;

it('comes back as it was made', () => {
  expect(readCursor(formatCursor(cursor), isCompanyOrder)).toEqual({ ok: true, value: cursor });
  const undated = { ...cursor, order: 'ESTABLISHED', place: { value: null, key: 'X' } } as const;
  expect(readCursor(formatCursor(undated), isCompanyOrder)).toEqual({ ok: true, value: undated });
});

it('tells filters apart, not the order in which their conditions are written', () => {
  expect(filterMark({ region: '14', origin: 'REGISTRY' })).toBe(filterMark({ origin: 'REGISTRY', region: '14' }));
  expect(filterMark({ region: '14' })).not.toBe(filterMark({ region: '15' }));
});

it.each([
  '',
  '!',
  'W10',
  Buffer.from('null').toString('base64url'),
  Buffer.from('["f1","x","NAME","f","a","b"]').toString('base64url'),
  Buffer.from('["f1","1","OTHER","f","a","b"]').toString('base64url'),
  Buffer.from('["f1","1","NAME","f",{},"b"]').toString('base64url'),
])('is no cursor: %s', (text) => {
  expect(readCursor(text, isCompanyOrder)).toMatchObject({ ok: false, problem: { code: 'CURSOR_MALFORMED' } });
});
