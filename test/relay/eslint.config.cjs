/** The rules for Relay that others publish, over our SDL, run from the root of the project: `npx eslint -c test/relay/eslint.config.cjs schema`. */
const { join } = require('node:path');
const graphql = require('@graphql-eslint/eslint-plugin');

const relay = graphql.configs['flat/schema-relay'];

module.exports = [
  {
    files: ['schema/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: join(process.cwd(), 'schema/*.graphql') } },
    },
    // What each of the three options says no to, and why: docs/decisions/0017-relay.md.
    rules: {
      ...relay.rules,
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      '@graphql-eslint/relay-edge-types': ['error', { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
    },
  },
];
