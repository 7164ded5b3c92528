/**
 * What a query asks for under a field. A level is looked at when somebody asks for it, and each fragment once at a level: written
 * out as a whole, fragments that spread each other three times triple at every step, and a short text has millions of fields.
 */
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
} from 'graphql';

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What `@skip` and `@include` are told by variables. */
type Switches = Readonly<Record<string, boolean>>;

/** The fields under a field, whatever they are renamed to and however many fragments they come from, without those left out. */
export class Selection {
  readonly #sets: Iterable<SelectionSetNode>;
  readonly #fragments: Fragments;
  readonly #switches: Switches;
  readonly #below = new Map<string, Selection>();
  #fields: ReadonlyMap<string, ReadonlySet<SelectionSetNode>> | undefined;

  constructor(sets: Iterable<SelectionSetNode>, fragments: Fragments, switches: Switches) {
    this.#sets = sets;
    this.#fragments = fragments;
    this.#switches = switches;
  }

  has(field: string): boolean {
    return this.#level().has(field);
  }

  /** The names of the fields. */
  keys(): Iterable<string> {
    return this.#level().keys();
  }

  /** What is asked for under a field that is there. */
  get(field: string): Selection | undefined {
    const sets = this.#level().get(field);
    const known = this.#below.get(field);
    if (sets === undefined || known !== undefined) return known;
    const below = new Selection(sets, this.#fragments, this.#switches);
    this.#below.set(field, below);
    return below;
  }

  #level(): ReadonlyMap<string, ReadonlySet<SelectionSetNode>> {
    this.#fields ??= this.#read();
    return this.#fields;
  }

  #read(): ReadonlyMap<string, ReadonlySet<SelectionSetNode>> {
    const fields = new Map<string, Set<SelectionSetNode>>();
    const spread = new Set<string>();
    const read = ({ selections }: SelectionSetNode): void => {
      for (const each of selections) {
        if (isLeftOut(each.directives, this.#switches)) continue;
        if (each.kind === Kind.FIELD) {
          let sets = fields.get(each.name.value);
          if (sets === undefined) {
            sets = new Set();
            fields.set(each.name.value, sets);
          }
          if (each.selectionSet !== undefined) sets.add(each.selectionSet);
        } else if (each.kind === Kind.INLINE_FRAGMENT) {
          read(each.selectionSet);
        } else if (!spread.has(each.name.value)) {
          spread.add(each.name.value);
          const fragment = this.#fragments[each.name.value];
          if (fragment !== undefined) read(fragment.selectionSet);
        }
      }
    };
    for (const set of this.#sets) read(set);
    return fields;
  }
}

interface Kept {
  readonly switches: Switches;
  readonly selection: Selection;
}

/** By the node of a field that has one: the nodes of a query that is asked again are the same. Of its switches those of last time. */
const kept = new WeakMap<FieldNode, Kept>();

/** The fields that a resolver's own field is asked for. */
export function selectionOf({
  fieldNodes,
  fragments,
  variableValues,
}: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>): Selection {
  const switches: Switches = Object.fromEntries(
    Object.entries(variableValues).flatMap(([name, value]) => (typeof value === 'boolean' ? [[name, value]] : [])),
  );
  // A fragment's node can be the first of two fields that differ in the others.
  const only = fieldNodes.length === 1 ? fieldNodes[0] : undefined;
  const before = only && kept.get(only);
  if (before !== undefined && areSame(before.switches, switches)) return before.selection;
  const sets = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const selection = new Selection(sets, fragments, switches);
  if (only !== undefined) kept.set(only, { switches, selection });
  return selection;
}

function areSame(one: Switches, other: Switches): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** What is neither true nor false leaves nothing out: it is refused elsewhere. */
function isLeftOut(directives: readonly DirectiveNode[] | undefined, switches: Switches): boolean {
  return (directives ?? []).some(({ name, arguments: given }) => {
    const leavesOut = name.value === 'skip' ? true : name.value === 'include' ? false : null;
    const value = given?.find((each) => each.name.value === 'if')?.value;
    if (leavesOut === null || value === undefined) return false;
    if (value.kind === Kind.BOOLEAN) return value.value === leavesOut;
    return value.kind === Kind.VARIABLE && switches[value.name.value] === leavesOut;
  });
}
