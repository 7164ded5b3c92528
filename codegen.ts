/** How the resolver types are made of the schema. Run by `npm run codegen` (scripts/codegen.ts). */
import type { CodegenConfig } from '@graphql-codegen/cli';

export const schemaFiles = 'schema/*.graphql';
export const typesFile = 'src/graph/types.generated.ts';

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
        scalars: { At: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown', Position: 'string', USCC: 'string' },
        // GraphQL type → the domain type its resolver is given, e.g. Company: '../domain/company.ts#Company'.
        mappers: {},
      },
    },
  },
};

export default config;
