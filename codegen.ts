/** How the resolver types are made of the schema. Run by `npm run codegen` (scripts/codegen.ts). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { Kind, parse } from 'graphql';

export const schemaFiles = 'schema/*.graphql';
export const typesFile = 'src/graph/types.generated.ts';

/** A type that says where it comes from is a record type: its resolvers are given a record. */
function recordMappers(): Readonly<Record<string, string>> {
  const folder = join(import.meta.dirname, 'schema');
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const sdl = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const records = parse(sdl.join('\n')).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION && type.fields?.some(({ name }) => name.value === 'provenance')
      ? [type.name.value]
      : [],
  );
  return Object.fromEntries(records.map((name) => [name, './records.ts#RecordAt']));
}

const config: CodegenConfig = {
  schema: schemaFiles,
  silent: true,
  generates: {
    [typesFile]: {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        // Node strips types: no enums, and types are imported as types.
        enumsAsTypes: true,
        useTypeImports: true,
        contextType: './context.ts#GraphContext',
        strictScalars: true,
        immutableTypes: true,
        // A resolver may give a promise of a list, and no list of promises: where several of its entries fail, graphql-jit 0.8.9
        // answers without the last ones. Such a list is waited for whole, with what failed as a value.
        resolverTypeWrapperSignature: 'T',
        // What resolvers hold; src/graph/scalars.ts turns it into what is on the wire.
        scalars: {
          At: 'string',
          Date: 'string',
          DateTime: 'number',
          Decimal: 'string',
          JSON: 'unknown',
          Position: 'number',
          USCC: 'string',
        },
        // GraphQL type → the type its resolvers are given.
        mappers: {
          ...recordMappers(),
          Challenge: '../feed/challenges.ts#Challenge as ChallengeModel',
          ChallengeConnection: './feed/challenges.ts#ChallengePage',
          Change: '../feed/changes.ts#ChangeView',
          ChangeConnection: './feed/change-connection.ts#ChangesAt',
          CommitteeEstate: './records.ts#RowAt',
          Company: './registry/company.ts#CompanyAt',
          CompanyByIdentifier: './registry/company-by-identifier.ts#MatchesAt',
          CompanyConnection: './registry/company-connection.ts#CompaniesAt',
          CompanyStats: './registry/company-stats.ts#StatsAt',
          ContractEstate: './records.ts#RowAt',
          Estate: './estate/estate.ts#EstateAt',
          EstateCompany: './filing/contracts.ts#EstateCompany as EstateCompanyModel',
          EstateConnection: './estate/estate-connection.ts#EstatesAt',
          EstateStats: './estate/estate-stats.ts#EstateStatsAt',
          FeedHead: './context.ts#HeadView',
          FieldHistoryConnection: './registry/field-history.ts#FieldHistoryPage',
          FieldValue: '../feed/field-history.ts#FieldRun',
          IdentifierMatch: './registry/company-by-identifier.ts#MatchAt',
          Problem: '../domain/message/problem.ts#Problem as ProblemModel',
          PushAnswer: './push/push.ts#PushedAnswer',
          PushedRecord: '../feed/push/answer.ts#RecordAnswer',
          PushProblem: '../feed/push/answer.ts#AnswerProblem',
          Provenance: '../feed/read.ts#Provenance as ProvenanceModel',
          Quarantined: '../feed/quarantine.ts#Quarantined as QuarantinedModel',
          QuarantineConnection: './feed/quarantine-connection.ts#QuarantinePage',
          Run: '../feed/runs.ts#Run as RunModel',
          RunConnection: './feed/runs.ts#RunPage',
          Source: '../feed/runs.ts#SourceView',
        },
      },
    },
  },
};

export default config;
