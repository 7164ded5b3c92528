/** The smallest part of a query of which something still holds, so that a person can see why. */
import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';
import type { RandomQuery, Variables } from './random-query.ts';

/** What can be left out of a query. */
const PARTS: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
]);

export interface AskedQuery extends Pick<RandomQuery, 'document'> {
  readonly values: Variables;
}

/** @param holds is asked of valid queries only, at most so many times */
export async function shrinkQuery(
  query: AskedQuery,
  isValid: (document: DocumentNode) => boolean,
  holds: (query: AskedQuery) => Promise<boolean>,
  times = 300,
): Promise<AskedQuery> {
  let smallest = query;
  let left = times;
  for (let part = 0; part < partsOf(smallest.document).length && left > 0; ) {
    const document = without(smallest.document, partsOf(smallest.document)[part]);
    const values = valuesFor(document, smallest.values);
    if (isWhole(document) && isValid(document) && left-- > 0 && (await holds({ document, values }))) {
      smallest = { document, values };
    } else part++;
  }
  return smallest;
}

/** There is something between all braces. */
function isWhole(document: DocumentNode): boolean {
  let whole = true;
  visit(document, {
    [Kind.SELECTION_SET]({ selections }) {
      if (selections.length === 0) whole = false;
    },
  });
  return whole;
}

/** From the outside in. */
function partsOf(document: DocumentNode): readonly ASTNode[] {
  const parts: ASTNode[] = [];
  visit(document, { enter: (node) => void (PARTS.has(node.kind) && parts.push(node)) });
  return parts;
}

/** And without the fragments and variables that nobody uses then. */
function without(document: DocumentNode, part: ASTNode | undefined): DocumentNode {
  let smaller = visit(document, { enter: (node) => (node === part ? null : undefined) }) as DocumentNode;
  for (;;) {
    const used = new Set<string>();
    visit(smaller, { [Kind.FRAGMENT_SPREAD]: ({ name }) => void used.add(name.value) });
    const kept = smaller.definitions.filter((each) => each.kind !== Kind.FRAGMENT_DEFINITION || used.has(each.name.value));
    if (kept.length === smaller.definitions.length) break;
    smaller = { ...smaller, definitions: kept };
  }
  const used = new Set<string>();
  visit(smaller, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return visit(smaller, {
    [Kind.VARIABLE_DEFINITION]: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  }) as DocumentNode;
}

function valuesFor(document: DocumentNode, values: Variables): Variables {
  const names = new Set<string>();
  visit(document, { [Kind.VARIABLE_DEFINITION]: ({ variable }) => void names.add(variable.name.value) });
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
