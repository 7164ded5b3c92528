/** Variables that may be null by their type and stand where null may not: the query language lets those with a default. */
import { type DocumentNode, type GraphQLSchema, isNonNullType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** The names of all variables that stand where null may not, in any operation or fragment. */
export function neverNull(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.VARIABLE]({ name }) {
        if (isNonNullType(types.getInputType())) names.add(name.value);
      },
      [Kind.VARIABLE_DEFINITION]: () => false,
    }),
  );
  return [...names];
}
