import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, type GraphQLSchema, isObjectType, lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { composeSupergraph } from './compose.ts';
import { SUBGRAPHS, type SubgraphName } from './subgraph-names.ts';
import { createSubgraphSchema } from './subgraph-schema.ts';
import { subgraphDocument } from './subgraph-sdl.ts';

const merged = createSchema();
const schemas = new Map(SUBGRAPHS.map((name) => [name, createSubgraphSchema(name)]));
const urlOf = Object.fromEntries(SUBGRAPHS.map((name) => [name, `http://${name}.example/graphql`])) as Record<
  SubgraphName,
  string
>;

/** Who resolves each field, `Type.field`, by the name of the function, which the merged graph has bound. */
function resolversIn(schema: GraphQLSchema): ReadonlyMap<string, string | undefined> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  return new Map(
    fields
      .filter(({ type, field }) => !`${type.name} ${field.name}`.includes(' _') && !type.name.startsWith('_'))
      .map(({ type, field }) => [`${type.name}.${field.name}`, field.resolve?.name.replace(/^bound /, '')]),
  );
}

describe('the subgraphs', () => {
  it('compose to what the merged graph is: no field, argument, value or description more or less', () => {
    const composed = composeSupergraph(urlOf);
    if (!composed.ok) throw new Error(composed.problem.params.detail);
    const open = buildASTSchema(transformSupergraphToPublicSchema(parse(composed.value)));
    const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));
    expect(sorted(open)).toBe(sorted(merged));
    for (const [name, url] of Object.entries(urlOf))
      expect(composed.value).toContain(`@join__graph(name: "${name}", url: "${url}")`);
  });

  it('resolve each field as the merged graph does', () => {
    const known = resolversIn(merged);
    const met = new Set<string>();
    for (const [name, schema] of schemas) {
      for (const [field, resolve] of resolversIn(schema)) {
        met.add(field);
        expect(resolve, `${name}: ${field}`).toBe(known.get(field));
      }
    }
    expect([...known.keys()].filter((field) => !met.has(field))).toEqual([]);
  });

  it('name an entity by its key and its own fields, and everything else of another one whole', () => {
    const tax = print(subgraphDocument('tax'));
    expect(/^type Company (.*) \{/m.exec(tax)?.[1]).toBe('@key(fields: "uscc at")');
    const fieldsOf = (name: SubgraphName, type: string) => {
      const found = schemas.get(name)?.getType(type);
      return isObjectType(found) ? Object.keys(found.getFields()) : [];
    };
    expect(fieldsOf('tax', 'Company')).toEqual(['uscc', 'at', 'taxpayers']);
    expect(fieldsOf('filing', 'Estate')).toEqual(['id', 'at', 'contracts', 'companies', 'formerCompanies']);
    expect(fieldsOf('tax', 'Challenge')).toEqual(fieldsOf('feed', 'Challenge'));
    expect(tax).toContain('type Provenance @shareable {');
    expect(tax).toContain('type Taxpayer {');
    expect(fieldsOf('tax', 'Query')).toEqual(['_entities', '_service']);
    expect(schemas.get('tax')?.getType('Estate')).toBeUndefined();
    expect(SUBGRAPHS.filter((name) => schemas.get(name)?.getMutationType() !== undefined)).toEqual(['feed']);
  });
});
