import { describe, expect, it } from 'vitest';
import type { Fields } from '../domain/record/field.ts';
import type { RecordType } from '../domain/record/record-type.ts';
import { registration } from '../domain/record/registration.record.ts';
import { maskPersonal } from './mask.ts';
import { ERASED, present } from './present.ts';
import { anybody, operator, type Viewer } from './viewer.ts';

const base = { zh: '', en: '', basis: 'a law', type: 'text' } as const;
const fields: Fields = {
  open: { ...base, class: 'PUBLIC' },
  shared: { ...base, class: 'SHARED' },
  restricted: { ...base, class: 'RESTRICTED' },
  lead: { ...base, class: 'PUBLIC_BY_DUTY', personal: true },
  person: { ...base, class: 'SHARED', personal: true },
};
const type: RecordType = { ...(registration as unknown as RecordType), fields };
const stored = {
  content: { restricted: 'r', shared: 's', open: 'o', unheardOf: 'x' },
  personal: { person: '欧阳修', lead: '张三' },
  erased: [],
};

describe('what a viewer sees', () => {
  it('is everything for the operator, in the order of the record type', () => {
    expect(Object.entries(present(type, stored, operator))).toEqual([
      ['open', 'o'],
      ['shared', 's'],
      ['restricted', 'r'],
      ['lead', '张三'],
      ['person', '欧阳修'],
    ]);
  });

  it('is what is public for anybody: persons masked unless the law orders their names out', () => {
    expect(present(type, stored, anybody)).toEqual({ open: 'o', lead: '张三', person: '欧**' });
  });

  it('leaves a class out that is not the viewer’s, and clears no person by class alone', () => {
    const authority: Viewer = { party: 'tax', classes: new Set(['PUBLIC', 'SHARED']), personalInClear: false };
    expect(present(type, stored, authority)).toEqual({ open: 'o', shared: 's', lead: '张**', person: '欧**' });
    expect(present(type, stored, { ...authority, personalInClear: true })).toMatchObject({ person: '欧阳修', lead: '张**' });
  });

  it('never shows a field that the record type does not define', () => {
    expect(present(type, stored, operator)).not.toHaveProperty('unheardOf');
  });

  it('marks what was erased, for everybody, and leaves out what never was', () => {
    const gone = { content: {}, personal: {}, erased: ['person'] };
    expect(present(type, gone, operator)).toEqual({ person: ERASED });
    expect(present(type, gone, anybody)).toEqual({ person: ERASED });
  });

  it('takes no personal value from content', () => {
    expect(present(type, { content: { person: '欧阳修' }, personal: {}, erased: [] }, operator)).toEqual({});
  });
});

describe('a mask', () => {
  it('keeps the first character, a rare one too, and not the length', () => {
    expect(maskPersonal('张三')).toBe('张**');
    expect(maskPersonal('欧阳娜娜')).toBe('欧**');
    expect(maskPersonal('\u{20BB7}野家')).toBe('\u{20BB7}**');
    expect(maskPersonal('')).toBe('**');
  });
});
