import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInDeregistration, REGISTRATION_STATUSES, resolveStatus, type StatusSource } from './registration-status.ts';

const status = (source: StatusSource, code?: unknown, text?: unknown) => {
  const read = resolveStatus({ source, code, text });
  return read.ok
    ? `${read.value.status}${read.warnings === undefined ? '' : ` ${read.warnings.map((one) => one.code).join()}`}`
    : read.problem.code;
};

describe('resolveStatus', () => {
  it('reads one code by the table of its source', () => {
    expect(status('NATIONAL', '3')).toBe('REVOKED_AND_CANCELLED');
    expect(status('JIANGXI_2015', '3')).toBe('CANCELLED');
    expect(status('NATIONAL', 1)).toBe('IN_OPERATION');
    expect(status('NATIONAL', '1 ')).toBe('IN_OPERATION');
    expect(status('NATIONAL', '02')).toBe('REVOKED');
    expect(status('SHANGHAI', '0012')).toBe('ANNULLED');
    expect(status('SHANGHAI', 12)).toBe('ANNULLED');
    expect(status('SHANGHAI', '0099')).toBe('OTHER');
    expect(status('ZHEJIANG', 'da')).toBe('REVOKED');
    expect(status('ZHEJIANG', 'X')).toBe('CANCELLING');
  });

  it.each([
    ['存续（在营、开业、在册）', 'IN_OPERATION'],
    ['存续(在营、开业、在册、在业)', 'IN_OPERATION'],
    ['吊销,未注销', 'REVOKED'],
    ['吊销，已注销', 'REVOKED_AND_CANCELLED'],
    [' 注销 ', 'CANCELLED'],
    ['歇业', 'SUSPENDED'],
    ['清算中', 'IN_LIQUIDATION'],
  ])('reads the words %s', (text, expected) => {
    expect(status('NATIONAL', undefined, text)).toBe(expected);
  });

  it('takes the words where code and words disagree, and says so', () => {
    expect(status('NATIONAL', '3', '注销')).toBe('CANCELLED STATUS_DISAGREES');
    expect(status('NATIONAL', '1', '吊销')).toBe('REVOKED STATUS_DISAGREES');
    expect(status('JIANGXI_2015', '3', '注销')).toBe('CANCELLED');
  });

  it('does not call a finer word a disagreement', () => {
    expect(status('NATIONAL', '9', '歇业')).toBe('SUSPENDED');
    expect(status('NATIONAL', '1', '注销中')).toBe('CANCELLING');
  });

  it('knows what it does not know', () => {
    expect(status('NATIONAL', '1', '谜')).toBe('IN_OPERATION STATUS_TEXT_UNKNOWN');
    expect(status('NATIONAL', 'Q', '开业')).toBe('IN_OPERATION');
    expect(status('NATIONAL', '7')).toBe('STATUS_UNKNOWN');
    expect(status('NATIONAL', undefined, '存续吊销')).toBe('STATUS_UNKNOWN');
    expect(status('NATIONAL', undefined, '存续、吊销')).toBe('STATUS_UNKNOWN');
    expect(status('NATIONAL', 'constructor')).toBe('STATUS_UNKNOWN');
    expect(status('NATIONAL')).toBe('null');
    expect(status('NATIONAL', 'NULL', '暂无')).toBe('null');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<StatusSource>('NATIONAL', 'JIANGXI_2015', 'SHANGHAI', 'ZHEJIANG'),
        fc.anything(),
        fc.oneof(fc.anything(), fc.string()),
        (source, code, text) => void status(source, code, text),
      ),
    );
  });
});

describe('REGISTRATION_STATUSES', () => {
  it('has no word twice', () => {
    const words = Object.values(REGISTRATION_STATUSES).flatMap((entry) => entry.words);
    expect(new Set(words).size).toBe(words.length);
  });

  it('knows which end a company', () => {
    expect(isInDeregistration('CANCELLED')).toBe(true);
    expect(isInDeregistration('IN_OPERATION')).toBe(false);
    expect(isInDeregistration(undefined)).toBe(false);
  });
});

const list = '../shared/data/codes/regstate.csv';
describe.skipIf(!existsSync(list))(`words of ${list} (skipped where the file is absent)`, () => {
  it('all lead to a status published under that code', () => {
    const rows = parse(readFileSync(list), { columns: true, bom: true }) as {
      code: string;
      name: string;
      aliases_seen: string;
    }[];
    for (const row of rows) {
      for (const word of [row.name, ...row.aliases_seen.split('|')]) {
        const read = resolveStatus({ source: 'NATIONAL', text: word });
        const found = read.ok ? read.value.status : null;
        expect([word, found === null ? null : REGISTRATION_STATUSES[found].national]).toEqual([word, row.code]);
      }
    }
  });
});

const zhejiang = '../shared/data/codes/opstate-zhejiang.csv';
describe.skipIf(!existsSync(zhejiang))(`codes of ${zhejiang} (skipped where the file is absent)`, () => {
  it('agree with their words', () => {
    const rows = parse(readFileSync(zhejiang), { columns: true, bom: true }) as { code: string; name: string }[];
    for (const { code, name } of rows) expect(status('ZHEJIANG', code)).toBe(status('ZHEJIANG', undefined, name));
  });
});
