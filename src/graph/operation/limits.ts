/**
 * How large a query may be, said before anything of it runs. What costs is not the text but what it can return: a list
 * inside a list multiplies, so every field is weighed by the `first` or `last` of all lists around it.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { MAX_GROUPS } from '../../feed/group-counts.ts';
import { MAX_MATCHES } from '../../feed/identifiers.ts';
import { DEFAULT_PAGE } from '../page.ts';
import { MAX_PUSHED } from '../push/push.ts';

export const MAX_TOKENS = 2_000;
export const MAX_DEPTH = 12;
export const MAX_ALIASES = 50;
/** Values that an answer may hold at most: a page of 1,000 changes with every field is 25,000. */
export const MAX_VALUES = 100_000;

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an operation may return at most, and why that is too much; null where it is not. */
export interface Weight {
  readonly values: number;
  readonly problem: Problem | null;
}

export function weigh({ schema, document, operation, variables }: Operation): Weight {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const given = { ...defaultsOf(operation), ...variables };
  let values = 0;
  let aliases = 0;
  let deepest = 0;

  const visit = (selections: SelectionSetNode, type: GraphQLNamedType | undefined, depth: number, weight: number): void => {
    deepest = Math.max(deepest, depth);
    for (const selection of selections.selections) {
      // Fragments that spread each other twice double at every step: the walk itself must end early.
      if (values > MAX_VALUES || deepest > MAX_DEPTH) return;
      values += weight;
      if (selection.kind === Kind.FIELD) {
        if (selection.alias !== undefined) aliases += 1;
        const field = fieldOf(type, selection.name.value);
        // The schema of the schema nests deeper than any data; graphql-js limits it by a rule of its own.
        if (selection.selectionSet === undefined || selection.name.value.startsWith('__')) continue;
        const size = sizeOf(type, field, selection, given);
        visit(selection.selectionSet, field === undefined ? undefined : getNamedType(field.type), depth + 1, weight * size);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        visit(selection.selectionSet, condition === undefined ? type : schema.getType(condition), depth, weight);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined)
          visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), depth, weight);
      }
    }
  };
  visit(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, 1, 1);

  const found = (): Problem | null => {
    if (deepest > MAX_DEPTH) return problem('QUERY_TOO_DEEP', { depth: String(deepest), limit: String(MAX_DEPTH) });
    if (aliases > MAX_ALIASES) return problem('QUERY_TOO_MANY_ALIASES', { count: String(aliases), limit: String(MAX_ALIASES) });
    if (values > MAX_VALUES) return problem('QUERY_TOO_COSTLY', { limit: String(MAX_VALUES) });
    return null;
  };
  return { values, problem: found() };
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (type === undefined || !isCompositeType(type) || !(isObjectType(type) || isInterfaceType(type))) return undefined;
  return type.getFields()[name];
}

/** What the operation itself gives for variables that are not sent. */
function defaultsOf(operation: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, defaultValue.value]] : [],
  );
  return Object.fromEntries(defaults) as Record<string, unknown>;
}

/** Lists that take no size of their own and may be long: their limit, else how long they are of a large company or estate. */
const LONG_LISTS: Readonly<Record<string, number>> = {
  'PushAnswer.records': MAX_PUSHED,
  'CompanyStats.groups': MAX_GROUPS,
  'EstateStats.groups': MAX_GROUPS,
  'CompanyByIdentifier.candidates': MAX_MATCHES,
  'Company.taxpayers': 3,
  'Company.filings': 5,
  'Company.contracts': 10,
  'Company.estates': 10,
  'ServiceContract.estates': 2,
  'Estate.contracts': 5,
  'Estate.companies': 2,
  'Estate.formerCompanies': 5,
  'Estate.committees': 2,
  'Estate.regions': 5,
  'Committee.estates': 2,
};

/** How many entries a field may have: its `first` or `last` where it takes one. */
function sizeOf(
  type: GraphQLNamedType | undefined,
  field: GraphQLField<unknown, unknown> | undefined,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const sizes = field?.args.filter(({ name }) => name === 'first' || name === 'last') ?? [];
  if (sizes.length === 0) return LONG_LISTS[`${type?.name}.${node.name.value}`] ?? 1;
  const given = sizes.map(({ name, defaultValue }) => {
    const argument = node.arguments?.find((each) => each.name.value === name)?.value;
    const value =
      argument?.kind === Kind.VARIABLE
        ? variables[argument.name.value]
        : argument?.kind === Kind.INT
          ? argument.value
          : undefined;
    return Number(value ?? defaultValue ?? 0);
  });
  // A size that is none, or beyond its limit, is refused by the field itself.
  const size = Math.max(...given.filter((each) => Number.isFinite(each)), 0);
  return size >= 1 ? size : DEFAULT_PAGE;
}
