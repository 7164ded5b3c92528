/**
 * What can be said of an operation by its text alone: how deep it is, and how often it uses what costs more than it looks.
 * A fragment counts wherever it is spread, but is looked at once: fragments that spread each other twice double at every step.
 */
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  isExecutableDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Shape {
  /** Levels of braces. The schema of the schema counts for one: graphql-js limits it by a rule of its own. */
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields that stand in an object again under the same name, and answer nothing new. */
  readonly repeats: number;
}

/** Of what stands between braces. Its repeats are those further in: its own names may yet meet those around a fragment. */
interface Part extends Shape {
  /** How often each name stands there, those that come by fragments too. */
  readonly names: ReadonlyMap<string, number>;
}

/** By what has it, an operation or a fragment. */
export type Shapes = ReadonlyMap<DefinitionNode, Shape>;

/**
 * The shapes of a document's operations, and of its fragments: one that is spread nowhere is held against the schema too. It need not be valid: holding it against the schema costs much more, and more than
 * in proportion. What a fragment spreads of itself counts for nothing.
 */
export function shapesIn(document: DocumentNode): Shapes {
  const definitions = fragmentsOf(document);
  const known = new Map<string, Part>();

  const ofFragment = (name: string): Part => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, EMPTY);
    const definition = definitions.get(name);
    const part = definition === undefined ? EMPTY : ofSelections(definition.selectionSet);
    known.set(name, part);
    return part;
  };

  const ofSelection = (selection: SelectionNode): Part => {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind !== Kind.FIELD) {
      const part =
        selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelections(selection.selectionSet);
      return { ...part, directives: part.directives + directives };
    }
    const { name, alias, selectionSet } = selection;
    const inner = selectionSet === undefined ? EMPTY : ofSelections(selectionSet);
    return {
      depth: selectionSet === undefined || name.value.startsWith('__') ? 1 : inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (alias === undefined ? 0 : 1),
      directives: inner.directives + directives,
      repeats: inner.repeats + repeatsAmong(inner.names),
      names: new Map([[(alias ?? name).value, 1]]),
    };
  };

  const ofSelections = ({ selections }: SelectionSetNode): Part => {
    const names = new Map<string, number>();
    let { depth, fields, aliases, directives, repeats } = EMPTY;
    for (const part of selections.map(ofSelection)) {
      depth = Math.max(depth, part.depth);
      fields += part.fields;
      aliases += part.aliases;
      directives += part.directives;
      repeats += part.repeats;
      for (const [name, times] of part.names) names.set(name, (names.get(name) ?? 0) + times);
    }
    return { depth, fields, aliases, directives, repeats, names };
  };

  const ofDefinition = (definition: OperationDefinitionNode | FragmentDefinitionNode): Shape => {
    const { fields, aliases, directives, repeats, names, depth } = ofSelections(definition.selectionSet);
    const isOfSchema = definition.kind === Kind.FRAGMENT_DEFINITION && definition.typeCondition.name.value.startsWith('__');
    return {
      depth: isOfSchema ? 1 : depth,
      fields,
      aliases,
      directives: directives + (definition.directives?.length ?? 0),
      repeats: repeats + repeatsAmong(names),
    };
  };

  return new Map(document.definitions.flatMap((each) => (isExecutableDefinitionNode(each) ? [[each, ofDefinition(each)]] : [])));
}

const EMPTY: Part = { depth: 0, fields: 0, aliases: 0, directives: 0, repeats: 0, names: new Map() };

function repeatsAmong(names: ReadonlyMap<string, number>): number {
  let repeats = 0;
  for (const times of names.values()) repeats += times - 1;
  return repeats;
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
}
