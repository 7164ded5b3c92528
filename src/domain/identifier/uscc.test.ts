import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationCheckCharacter } from './organisation-code.ts';
import { isUscc, orgCodeOfUscc, parseUscc } from './uscc.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A code made up here: right check characters on `seventeen` minus its organisation check, worked out the slow way. */
function made(division: string, serial: string): string {
  const seventeen = `91${division}${serial}${organisationCheckCharacter(serial)}`;
  let sum = 0;
  let weight = 1;
  for (const character of seventeen) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return seventeen + ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const good = made('140302', 'MA0HT123');
const code = (input: unknown) => {
  const read = parseUscc(input);
  return read.ok ? read.value : read.problem.code;
};

describe('parseUscc', () => {
  it.each([
    good,
    good.toLowerCase(),
    `${good} `,
    ` \t${good}\u3000`,
    `\ufeff${good}`,
    `${good.slice(0, 6)} ${good.slice(6)}`,
    [...good].map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).join(''),
  ])('reads %j', (given) => {
    expect(parseUscc(given)).toEqual({ ok: true, value: good });
  });

  it.each([
    ['', 'FIELD_REQUIRED'],
    ['暂无', 'FIELD_REQUIRED'],
    [null, 'FIELD_REQUIRED'],
    ['913302******531452', 'USCC_MASKED'],
    ['９１３３０２＊＊＊＊＊＊531452', 'USCC_MASKED'],
    ['140302000012345', 'USCC_IS_REGISTRATION_NUMBER'],
    ['1403021000123', 'USCC_IS_REGISTRATION_NUMBER'],
    [140302000012345, 'USCC_IS_REGISTRATION_NUMBER'],
    [`MA0HT123-${organisationCheckCharacter('MA0HT123')}`, 'USCC_IS_ORGANISATION_CODE'],
    ['9.11403E+17', 'USCC_SPOILED'],
    [911403217701440800, 'USCC_SPOILED'],
    ['11010519491231002X', 'USCC_IS_RESIDENT_ID'], // the example of GB 11643
    ['000000000000000000', 'USCC_PLACEHOLDER'],
    ['111111111111111111', 'USCC_PLACEHOLDER'],
    [good.slice(1), 'USCC_LENGTH'],
    ['物业公司', 'USCC_LENGTH'],
    [`9I${good.slice(2)}`, 'USCC_ALPHABET'],
    [`${good.slice(0, 17)}Z`, 'USCC_ALPHABET'],
  ])('names what is wrong with %j: %s', (given, expected) => {
    expect(code(given)).toBe(expected);
  });

  it('tells the check character it expected', () => {
    const wrong = good.slice(0, 17) + (good.endsWith('7') ? '8' : '7');
    expect(parseUscc(wrong)).toMatchObject({ problem: { code: 'USCC_CHECK', params: { expected: good[17], got: wrong[17] } } });
  });

  it('catches any one wrong character and any two neighbours swapped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.constantFrom(...ALPHABET), (place, other) => {
        const typed = good.slice(0, place) + other + good.slice(place + 1);
        expect(parseUscc(typed).ok).toBe(typed === good);
        const swapped =
          good.slice(0, place) +
          good
            .slice(place, place + 2)
            .split('')
            .reverse()
            .join('') +
          good.slice(place + 2);
        expect(parseUscc(swapped).ok).toBe(swapped === good);
      }),
    );
  });

  it('never throws and never repeats the value in a problem', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary', minLength: 17, maxLength: 19 })), (input) => {
        const read = parseUscc(input);
        if (read.ok) expect(isUscc(read.value)).toBe(true);
        else for (const param of Object.values(read.problem.params)) expect(param.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('orgCodeOfUscc', () => {
  it('is positions 9 to 17', () => {
    const read = parseUscc(good);
    expect(read.ok && orgCodeOfUscc(read.value)).toBe(good.slice(8, 17));
  });
});

const folder = '../shared/data';
describe.skipIf(!existsSync(folder))(`codes of ${folder} (skipped where the folder is absent)`, () => {
  const rows = (file: string) =>
    parse(readFileSync(`${folder}/${file}`), { columns: true, bom: true }) as Record<string, string>[];

  it('accepts every code of the three cities, one with a warning', () => {
    const read = rows('companies/cn-registry-three-cities.csv').map((row) => parseUscc(row.code));
    expect(read).toHaveLength(6564);
    expect(read.filter((result) => !result.ok)).toEqual([]);
    expect(read.filter((result) => result.ok && result.warnings !== undefined)).toHaveLength(1);
  });

  it('accepts the list of valid ones', () => {
    expect(rows('uscc-real.csv').filter((row) => !parseUscc(row.uscc).ok)).toEqual([]);
  });

  it.each(['companies/cn-codes-invalid.csv', 'uscc-invalid-or-legacy.csv'])(
    'gives each code of %s the class that the file says',
    (file) => {
      const classOf = (given: string) => {
        const read = parseUscc(given);
        if (read.ok) return read.warnings?.[0]?.code === 'USCC_INNER_CODE' ? 'uscc-ok/org-bad' : 'uscc-ok';
        const { code, params } = read.problem;
        if (code === 'USCC_CHECK') return 'uscc-bad-check';
        if (code === 'USCC_IS_REGISTRATION_NUMBER') return params.length === '13' ? 'regno13-legacy' : 'regno15-ok';
        return code === 'USCC_IS_ORGANISATION_CODE' ? 'orgcode9-ok' : 'other';
      };
      const wrong = rows(file).filter((row) => classOf(row.code_as_published ?? '') !== row.class);
      expect(wrong.map((row) => [row.code_as_published, row.class])).toEqual([]);
    },
  );
});
