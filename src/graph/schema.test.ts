import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { CompanyTypeClass } from '../domain/code/company-type.ts';
import { COMPANY_TYPE_CLASSES } from '../domain/code/company-type.ts';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../domain/code/registration-status.ts';
import type { ChangeKind, Stage } from '../domain/record/change.ts';
import { committeeFields } from '../domain/record/committee.record.ts';
import { companyFilingFields } from '../domain/record/company-filing.record.ts';
import { estateFields } from '../domain/record/estate.record.ts';
import type { ScopeReason } from '../domain/record/record-type.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';
import { type Origin, registrationFields } from '../domain/record/registration.record.ts';
import { serviceContractFields } from '../domain/record/service-contract.record.ts';
import type { RegionLevel } from '../domain/region/region.ts';
import type { CompanyOrder } from '../feed/companies.ts';
import type { CompanyGroup } from '../feed/company-stats.ts';
import { COUNT_NAMES } from '../feed/counts.ts';
import type { EstateGroup } from '../feed/estate-stats.ts';
import type { EstateOrder } from '../feed/estates.ts';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../feed/identifiers.ts';
import type { SourceView } from '../feed/runs.ts';
import { type RecordAt, typeNameOf } from './records.ts';
import { createSchema, readWholeSdl } from './schema.ts';
import type * as graph from './types.generated.ts';

const schema = createSchema();
const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));

const fieldsOf = (name: string): string[] => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
};

describe('the schema', () => {
  it('is valid, which no start of a server looks into', () => {
    expect(validateSchema(buildSchema(readWholeSdl()))).toEqual([]);
  });

  it('has a field for every resolver', () => {
    const resolve = () => null;
    expect(() => createSchema([{ Query: { nothing: resolve } } as object])).toThrow('Query.nothing');
    expect(() => createSchema([{ Nothing: { id: resolve } } as object])).toThrow('Nothing.id');
  });

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

  it('lets nothing that can be refused take along what stands beside it', () => {
    const certain = ['Query', 'Mutation', 'Company', 'Estate'].map((name) => {
      const fields = Object.values((schema.getType(name) as GraphQLObjectType).getFields());
      return [name, fields.filter(({ type }) => isNonNullType(type)).map((field) => field.name)];
    });
    // The hub itself, the keys of an entity, and what the hub has of its own about it. Of mutations nothing: what one has done
    // stays done where the next one is refused, and its answer is the only word of it.
    expect(Object.fromEntries(certain)).toEqual({
      Query: ['head', 'sources'],
      Mutation: [],
      Company: ['uscc', 'at', 'origin', 'formerCodes'],
      Estate: ['id', 'at', 'disputed'],
    });
  });

  it('takes a promise of a list from a resolver, and no list of promises', () => {
    type Listed = ReturnType<Extract<NonNullable<graph.CompanyResolvers['taxpayers']>, (...given: never) => unknown>>;
    // Checked by tsc.
    expectTypeOf<Promise<readonly RecordAt[]>>().toExtend<Listed>();
    expectTypeOf<readonly Promise<RecordAt>[]>().not.toExtend<Listed>();
  });

  it('has every field of a registration, and of its lists', () => {
    expect(fieldsOf('Registration').toSorted()).toEqual(
      [...Object.keys(registrationFields), 'provenance', 'fieldSince', 'disputed'].toSorted(),
    );
    expect(fieldsOf('AbnormalEntry')).toEqual(Object.keys(registrationFields.abnormalEntries.of));
    expect(fieldsOf('SeriousEntry')).toEqual(Object.keys(registrationFields.seriousEntries.of));
    expect(fieldsOf('RunCounts').toSorted()).toEqual(['read', 'ended', ...COUNT_NAMES].toSorted());
  });

  it.each(listRecordTypes().map(({ name, fields }) => [typeNameOf(name), fields] as const))(
    'has every field of %s, and names the values of its tables as they do',
    (name, fields) => {
      expect(fieldsOf(name)).toEqual(expect.arrayContaining([...Object.keys(fields), 'provenance', 'disputed']));
      const shown = (schema.getType(name) as GraphQLObjectType).getFields();
      // What its definition does not have comes from somewhere else; the id of a reference is there already.
      const unanswered = Object.values(shown).filter(({ name: field, resolve }) => resolve === undefined && field !== 'id');
      expect(unanswered.map(({ name: field }) => field)).toEqual([]);
      for (const [field, { codes }] of Object.entries(fields)) {
        if (codes === undefined) continue;
        const type = shown[field]?.type as GraphQLEnumType;
        expect([field, type.getValues?.().map((value) => value.name)]).toEqual([field, Object.keys(codes.values)]);
      }
    },
  );

  it.each([
    ['ContractEstate', serviceContractFields.estates.of],
    ['DocumentReference', companyFilingFields.documents.of],
    ['DocumentReference', serviceContractFields.documents.of],
    ['CommitteeEstate', committeeFields.estates.of],
    ['EstateAlias', estateFields.aliases.of],
    ['Facility', estateFields.facilities.of],
  ])('has every field of %s', (name, fields) => {
    expect(fieldsOf(name).toSorted()).toEqual(Object.keys(fields).toSorted());
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
    expectTypeOf<graph.EstateOrder>().toEqualTypeOf<EstateOrder>();
    expectTypeOf<graph.EstateGroup>().toEqualTypeOf<EstateGroup>();
    expectTypeOf<graph.RegionLevel>().toEqualTypeOf<RegionLevel>();
    expectTypeOf<graph.CompanyGroup>().toEqualTypeOf<CompanyGroup>();
    expectTypeOf<graph.IdentifierKind>().toEqualTypeOf<IdentifierKind>();
    expectTypeOf<graph.Origin>().toEqualTypeOf<Origin | 'NAMED'>();
  });
});
