/**
 * A subscription follows its field whatever its variables are: section 5.2.4.1 of the specification of 2025. graphql-js 16 does not know
 * it yet, and its validation throws at what it cannot decide without the variables.
 */
import { type DocumentNode, GraphQLError, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include']);

/** What is wrong where a root field of a subscription hangs on a condition. @param document parsed, and no more */
export function conditionalRoot({ definitions }: DocumentNode): GraphQLError | null {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const open = definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.SUBSCRIPTION ? [each.selectionSet] : [],
  );
  // A document that is not valid may spread a fragment in itself.
  const seen = new Set<SelectionSetNode>();
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    if (seen.has(set)) continue;
    seen.add(set);
    for (const selection of set.selections) {
      const found = selection.directives?.find(({ name }) => CONDITIONS.has(name.value));
      if (found !== undefined) {
        return new GraphQLError(`The root field of a subscription must not have "@${found.name.value}".`, { nodes: found });
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) open.push(selection.selectionSet);
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      if (spread !== undefined) open.push(spread.selectionSet);
    }
  }
  return null;
}
