import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOrganisationCode, organisationCheckCharacter, parseOrganisationCode } from './organisation-code.ts';

describe('parseOrganisationCode', () => {
  it.each(['D2143569-X', 'D2143569X', 'd2143569-x', ' D2143569–X ', 'Ｄ２１４３５６９－Ｘ'])(
    'reads %j (the example of GB 11714)',
    (given) => {
      expect(parseOrganisationCode(given)).toEqual({ ok: true, value: 'D2143569X' });
    },
  );

  it('prints the hyphen back', () => {
    const read = parseOrganisationCode('D2143569X');
    expect(read.ok && formatOrganisationCode(read.value)).toBe('D2143569-X');
  });

  it.each([
    ['D2143569-1', 'ORGANISATION_CODE_CHECK'],
    ['D214356-9X', 'ORGANISATION_CODE_FORM'],
    ['D2143569--X', 'ORGANISATION_CODE_FORM'],
    ['企合晋总字第0001', 'ORGANISATION_CODE_FORM'],
    ['', 'FIELD_REQUIRED'],
    [12, 'FIELD_REQUIRED'],
  ])('refuses %j: %s', (given, code) => {
    expect(parseOrganisationCode(given)).toMatchObject({ problem: { code } });
  });

  it('never throws, and accepts exactly one check character', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (input) => void parseOrganisationCode(input)));
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{8}$/), (eight) => {
        const right = [...'0123456789X'].filter((check) => parseOrganisationCode(eight + check).ok);
        expect(right).toEqual([organisationCheckCharacter(eight)]);
      }),
    );
  });
});
