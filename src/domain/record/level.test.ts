import { describe, expect, it } from 'vitest';
import type { Fields } from './field.ts';
import { isSeenAt, LEVEL_OF, lesserTexts, textAt } from './level.ts';
import type { RecordType } from './record-type.ts';
import { getRecordType } from './record-types.ts';
import { registration } from './registration.record.ts';

const base = { zh: '', en: '', basis: 'a law', type: 'text' } as const;
const typeOf = (fields: Fields): RecordType => ({ ...(registration as unknown as RecordType), fields });
const type = typeOf({
  open: { ...base, class: 'PUBLIC' },
  shared: { ...base, class: 'SHARED' },
  restricted: { ...base, class: 'RESTRICTED' },
  lead: { ...base, class: 'PUBLIC_BY_DUTY', personal: true },
});

describe('what a level sees of a content', () => {
  const content = { shared: 's', open: 'o', restricted: 'r', lead: '张三', lost: 'x' };

  it('is the fields of its classes and those below, in canonical order, and no personal one', () => {
    expect(textAt('RESTRICTED', type, content)).toBe('{"open":"o","restricted":"r","shared":"s"}');
    expect(textAt('SHARED', type, content)).toBe('{"open":"o","shared":"s"}');
    expect(textAt('PUBLIC', type, content)).toBe('{"open":"o"}');
  });

  it.each([
    [{ open: 'o', shared: 's', restricted: 'r' }, '{"open":"o","shared":"s"}', '{"open":"o"}'],
    [{ open: 'o', restricted: 'r' }, '{"open":"o"}', null],
    [{ open: 'o', shared: 's' }, null, '{"open":"o"}'],
    [{ open: 'o', restricted: undefined }, null, null],
  ])('has a text of its own only where it hides a field: %j', (content, shared, open) => {
    expect(lesserTexts(type, content)).toEqual({ shared, public: open });
  });

  it('has one where a field was stored that the type has lost', () => {
    expect(lesserTexts(type, { open: 'o', lost: 'x' }, false)).toEqual({ shared: '{"open":"o"}', public: null });
    expect(lesserTexts(typeOf({ open: { ...base, class: 'PUBLIC' } }), { open: 'o', lost: 'x' }, false).shared).toBe(
      '{"open":"o"}',
    );
  });
});

it('a type is seen where one of its fields is, and where a person is named, who is masked', () => {
  expect(isSeenAt('PUBLIC', typeOf({ restricted: { ...base, class: 'RESTRICTED' } }))).toBe(false);
  expect(isSeenAt('SHARED', typeOf({ shared: { ...base, class: 'SHARED' } }))).toBe(true);
  expect(isSeenAt('PUBLIC', typeOf({ person: { ...base, class: 'RESTRICTED', personal: true } }))).toBe(true);
});

/**
 * Stored hashes of the lesser levels cover the fields of these classes. Who changes the class of a field, or takes one away, puts
 * `leveled_to` of the head to 0, and the sums of the lesser levels in `head` and `scope_digest` to zeros, by a migration; then they
 * are filled anew. New fields and new types need nothing but a line here.
 */
it.each([
  ['registration', { SHARED: ['pripid'] }],
  [
    'taxpayer',
    {
      SHARED: [
        ...['uscc', 'taxpayerId', 'formerTaxpayerId', 'name', 'status', 'statusCode', 'statusText', 'registrationKind'],
        ...['companyTypeCode', 'industry', 'officeCode', 'office', 'branchOfficeCode', 'vatKind', 'registeredOn'],
        ...['abnormalSince', 'clearanceNo', 'clearedOn', 'deregisteredOn', 'address', 'region'],
      ],
      RESTRICTED: ['creditRating', 'creditYear', 'inArrears'],
    },
  ],
  ['company-filing', { SHARED: ['decision', 'certified', 'documents'] }],
  ['service-contract', { SHARED: ['client', 'documents'] }],
  ['estate', {}],
  ['committee', {}],
])('what is hidden of a %s is what stored hashes were made by', (name, hidden) => {
  const open = Object.entries(getRecordType(name).fields).filter(([, field]) => field.personal !== true);
  const above = open.filter(([, field]) => LEVEL_OF[field.class] !== 'PUBLIC');
  const byClass = Map.groupBy(above, ([, field]) => field.class);
  expect(Object.fromEntries([...byClass].map(([each, fields]) => [each, fields.map(([field]) => field)]))).toEqual(hidden);
});
