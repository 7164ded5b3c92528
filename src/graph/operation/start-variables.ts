/** Which variables of a subscription say no more than where it begins: those that stand for `after` and `feed`, and nowhere else. */
import { type ArgumentNode, type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

const OF_START: ReadonlySet<string> = new Set(['after', 'feed']);

/** @param operation one of the document's */
export function startVariables(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const uses = new Map<string, number>();
  visit(document, {
    [Kind.VARIABLE]({ name }, key) {
      // What declares a variable is no use of it.
      if (key !== 'variable') uses.set(name.value, (uses.get(name.value) ?? 0) + 1);
    },
  });
  const ofRoots = operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? (each.arguments ?? []) : []));
  const starts = ofRoots.flatMap(variableOf);
  return new Set(starts.filter((name) => uses.get(name) === 1));
}

function variableOf({ name, value }: ArgumentNode): readonly string[] {
  return OF_START.has(name.value) && value.kind === Kind.VARIABLE ? [value.name.value] : [];
}
