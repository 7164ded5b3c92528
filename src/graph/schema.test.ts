import {
  type GraphQLEnumType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CompanyTypeClass } from '../domain/code/company-type.ts';
import { COMPANY_TYPE_CLASSES } from '../domain/code/company-type.ts';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../domain/code/registration-status.ts';
import type { ChangeKind, Stage } from '../domain/record/change.ts';
import type { ScopeReason } from '../domain/record/record-type.ts';
import { type Origin, registrationFields } from '../domain/record/registration.record.ts';
import type { CompanyOrder } from '../feed/companies.ts';
import type { CompanyGroup } from '../feed/company-stats.ts';
import { COUNT_NAMES } from '../feed/counts.ts';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../feed/identifiers.ts';
import type { SourceView } from '../feed/runs.ts';
import { createSchema } from './schema.ts';
import type * as graph from './types.generated.ts';

const schema = createSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const fieldsOf = (name: string): string[] => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
};

describe('the schema', () => {
  it('describes every type, field, argument and value in English with the Chinese term', () => {
    const described: [string, string | null | undefined][] = [];
    for (const type of ours) {
      described.push([type.name, type.description]);
      if (isEnumType(type))
        for (const value of type.getValues()) described.push([`${type.name}.${value.name}`, value.description]);
      if (!isObjectType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        described.push([`${type.name}.${field.name}`, field.description]);
        if (!('args' in field)) continue;
        for (const argument of field.args) described.push([`${type.name}.${field.name}(${argument.name})`, argument.description]);
      }
    }
    expect(described.length).toBeGreaterThan(150);
    expect(described.filter(([, text]) => !/\p{Script=Han}/u.test(text ?? '') || !/[a-z]{3}/.test(text ?? ''))).toEqual([]);
  });

  it('has every field of a registration, and of its lists', () => {
    expect(fieldsOf('Registration').toSorted()).toEqual(
      [...Object.keys(registrationFields), 'provenance', 'fieldSince'].toSorted(),
    );
    expect(fieldsOf('AbnormalEntry')).toEqual(Object.keys(registrationFields.abnormalEntries.of));
    expect(fieldsOf('SeriousEntry')).toEqual(Object.keys(registrationFields.seriousEntries.of));
    expect(fieldsOf('RunCounts').toSorted()).toEqual(['read', 'ended', ...COUNT_NAMES].toSorted());
  });

  it('names the values of an enumeration as the domain does', () => {
    const valuesOf = (name: string) => (schema.getType(name) as GraphQLEnumType).getValues().map((value) => value.name);
    expect(valuesOf('RegistrationStatus')).toEqual(Object.keys(REGISTRATION_STATUSES));
    expect(valuesOf('RegistrationField')).toEqual(Object.keys(registrationFields));
    expect(valuesOf('IdentifierKind').toSorted()).toEqual([...IDENTIFIER_KINDS].toSorted());
    expect(valuesOf('CompanyTypeClass')).toEqual(Object.keys(COMPANY_TYPE_CLASSES));
    // Checked by tsc: a value on one side only does not compile.
    expectTypeOf<graph.RegistrationStatus>().toEqualTypeOf<RegistrationStatus>();
    expectTypeOf<graph.CompanyTypeClass>().toEqualTypeOf<CompanyTypeClass>();
    expectTypeOf<graph.ScopeReason>().toEqualTypeOf<ScopeReason>();
    expectTypeOf<graph.Stage>().toEqualTypeOf<Stage>();
    expectTypeOf<graph.ChangeKind>().toEqualTypeOf<ChangeKind>();
    expectTypeOf<graph.SourceState>().toEqualTypeOf<SourceView['state']>();
    expectTypeOf<graph.CompanyOrder>().toEqualTypeOf<CompanyOrder>();
    expectTypeOf<graph.CompanyGroup>().toEqualTypeOf<CompanyGroup>();
    expectTypeOf<graph.IdentifierKind>().toEqualTypeOf<IdentifierKind>();
    expectTypeOf<graph.Origin>().toEqualTypeOf<Origin | 'NAMED'>();
  });
});
