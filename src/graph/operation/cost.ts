/**
 * How many values an answer may hold at most: what costs is not the text of a query but what it can return, and a list inside
 * a list multiplies.
 *
 * A document is walked once and becomes a row of terms, one for each field with fields of its own and each condition. A term is a
 * factor (how long the list is) times a sum of values and of terms before it. With variables the row is gone through once,
 * without the document. A fragment has its terms once, however often it is spread.
 */
import {
  type BooleanValueNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE } from '../page.ts';
import { ENTRY_FIELDS, JSON_VALUES, KEYS_ARGUMENT, SIZE_ARGUMENTS, UNSIZED_LISTS } from './list-sizes.ts';
import { isGiven, SEARCHES } from './searches.ts';
import { fragmentsOf } from './shape.ts';

export type Variables = Readonly<Record<string, unknown>>;

export interface Estimate {
  readonly values: number;
  /** Fields that count or search; see searches.ts. */
  readonly searches: number;
  /** Where most of them are, the lists on the way there with their sizes: `companies 100 × timeline 100`. */
  most(): string;
}

/** Weighs one operation, for any variables. */
export type Cost = (variables: Variables) => Estimate;

type Factor = (variables: Variables) => number;

interface Term {
  /** Of its field; empty of a condition. */
  readonly name: string;
  readonly factor: Factor;
  readonly sum: Sum;
}

/** A number of values, and of each term (by its place in the row) how often it is in. */
class Sum {
  values = 0;
  searches = 0;
  readonly times = new Map<number, number>();

  add(other: Sum): void {
    this.values += other.values;
    this.searches += other.searches;
    for (const [term, times] of other.times) this.addTerm(term, times);
  }

  addTerm(term: number, times = 1): void {
    this.times.set(term, (this.times.get(term) ?? 0) + times);
  }
}

/** What stands between braces: what is there once, and, of a connection, what is there of every entry. */
interface Part {
  readonly once: Sum;
  readonly ofEntry: Sum;
}

/** @param document valid by the schema */
export function compileCost(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Cost {
  const compiler = new CostCompiler(schema, document, operation);
  const root = compiler.part(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined).once;
  const { terms } = compiler;
  return (variables) => {
    const worth = new Float64Array(terms.length);
    const searches = new Float64Array(terms.length);
    for (const [place, { factor, sum }] of terms.entries()) {
      const times = factor(variables);
      // No entry of infinitely many values is none.
      worth[place] = times === 0 ? 0 : times * totalOf(sum, sum.values, worth);
      searches[place] = times === 0 ? 0 : times * totalOf(sum, sum.searches, searches);
    }
    return {
      values: Math.ceil(totalOf(root, root.values, worth)),
      searches: Math.ceil(totalOf(root, root.searches, searches)),
      most: () => heaviest(root, terms, worth, variables),
    };
  };
}

/** @param own what is in the sum itself; @param ofTerms the same of each term */
function totalOf({ times: terms }: Sum, own: number, ofTerms: Float64Array): number {
  let total = own;
  for (const [term, times] of terms) total += times * (ofTerms[term] ?? 0);
  return total;
}

function heaviest(root: Sum, terms: readonly Term[], worth: Float64Array, variables: Variables): string {
  const path: Term[] = [];
  for (let sum: Sum | undefined = root; sum !== undefined; ) {
    let most = -1;
    let term: Term | undefined;
    for (const [place, times] of sum.times) {
      const share = times * (worth[place] ?? 0);
      if (share > most) [most, term] = [share, terms[place]];
    }
    if (term !== undefined && term.name !== '') path.push(term);
    sum = term?.sum;
  }
  const lists = path.map(({ name, factor }) => ({ name, size: factor(variables) })).filter(({ size }) => size > 1);
  return lists.length > 0 ? lists.map(({ name, size }) => `${name} ${size}`).join(' × ') : path.map(({ name }) => name).join('.');
}

class CostCompiler {
  readonly #schema: GraphQLSchema;
  readonly #definitions: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #defaults: ReadonlyMap<string, ValueNode>;
  readonly #fragments = new Map<string, Part>();
  /** Each after those that it rests on. */
  readonly terms: Term[] = [];

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.#schema = schema;
    this.#definitions = fragmentsOf(document);
    this.#defaults = new Map(
      (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue === undefined ? [] : [[variable.name.value, defaultValue]],
      ),
    );
  }

  part({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): Part {
    const whole: Part = { once: new Sum(), ofEntry: new Sum() };
    for (const selection of selections) {
      const part = this.#selected(selection, type);
      const condition = this.#conditionOf(selection.directives ?? []);
      whole.once.add(this.#times(condition, part.once));
      whole.ofEntry.add(this.#times(condition, part.ofEntry));
    }
    return whole;
  }

  #selected(selection: SelectionNode, type: GraphQLNamedType | undefined): Part {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    return this.part(selection.selectionSet, condition === undefined ? type : this.#schema.getType(condition));
  }

  #fragment(name: string): Part {
    const known = this.#fragments.get(name);
    if (known !== undefined) return known;
    const definition = this.#definitions.get(name);
    const part: Part =
      definition === undefined
        ? { once: new Sum(), ofEntry: new Sum() }
        : this.part(definition.selectionSet, this.#schema.getType(definition.typeCondition.name.value));
    this.#fragments.set(name, part);
    return part;
  }

  #field(node: FieldNode, type: GraphQLNamedType | undefined): Part {
    const name = node.name.value;
    const field = fieldOf(type, name);
    const of = field === undefined ? undefined : getNamedType(field.type);
    const once = new Sum();
    const ofEntry = new Sum();
    once.values = of?.name === 'JSON' ? 1 + JSON_VALUES : 1;
    this.#countSearch(`${type?.name}.${name}`, node, once);
    if (node.selectionSet !== undefined) {
      const inner = this.part(node.selectionSet, of);
      const size = this.#sizeOf(`${type?.name}.${name}`, field, node);
      if (isConnection(of)) {
        once.add(inner.once);
        once.addTerm(this.#term(name, size, inner.ofEntry));
      } else {
        const target = isConnection(type) && ENTRY_FIELDS.has(name) ? ofEntry : once;
        target.addTerm(this.#term(name, size, inner.once));
      }
    }
    return { once, ofEntry };
  }

  #countSearch(path: string, node: FieldNode, into: Sum): void {
    const where = Object.hasOwn(SEARCHES, path) ? SEARCHES[path] : undefined;
    if (where === undefined) return;
    const search = new Sum();
    search.searches = 1;
    if (where === null) {
      into.add(search);
      return;
    }
    const value = node.arguments?.find((each) => each.name.value === where[0])?.value;
    if (value === undefined) return;
    into.addTerm(this.#term('', (variables) => (isGiven(value, where.slice(1), variables, this.#defaults) ? 1 : 0), search));
  }

  #term(name: string, factor: Factor, sum: Sum): number {
    return this.terms.push({ name, factor, sum }) - 1;
  }

  #times(condition: Factor | null, sum: Sum): Sum {
    if (condition === null || (sum.values === 0 && sum.times.size === 0)) return sum;
    const conditional = new Sum();
    conditional.addTerm(this.#term('', condition, sum));
    return conditional;
  }

  /** 1 where all of `@include` and `@skip` let it stand, else 0; null where there are none. */
  #conditionOf(directives: readonly DirectiveNode[]): Factor | null {
    const conditions = directives.flatMap(({ name, arguments: given }) => {
      const wanted = name.value === 'include' ? true : name.value === 'skip' ? false : null;
      const value = given?.find((each) => each.name.value === 'if')?.value;
      return wanted === null || value === undefined ? [] : [{ wanted, read: this.#reading(value, readBoolean) }];
    });
    if (conditions.length === 0) return null;
    // What is no boolean is refused before it is run.
    return (variables) => (conditions.every(({ wanted, read }) => (read(variables) ?? wanted) === wanted) ? 1 : 0);
  }

  /** How many entries a field may have: its `first` or `last` where it takes one, else what is known of it. */
  #sizeOf(path: string, field: GraphQLField<unknown, unknown> | undefined, node: FieldNode): Factor {
    const argument = (name: string) => node.arguments?.find((each) => each.name.value === name)?.value;
    const keys = argument(KEYS_ARGUMENT);
    if (keys !== undefined) {
      const count = this.#reading(keys, readLength);
      return (variables) => count(variables) ?? 0;
    }
    const sizes = field?.args.filter(({ name }) => SIZE_ARGUMENTS.has(name)) ?? [];
    if (sizes.length === 0) {
      const known = UNSIZED_LISTS[path] ?? 1;
      return () => known;
    }
    const given = sizes.map(({ name, defaultValue }) => {
      const value = argument(name);
      const read = value === undefined ? () => undefined : this.#reading(value, readNumber);
      return (variables: Variables) => read(variables) ?? (typeof defaultValue === 'number' ? defaultValue : 0);
    });
    return (variables) => {
      const size = Math.max(...given.map((read) => read(variables)));
      // A size that is none, or beyond its limit, is refused by the field itself.
      return size >= 1 ? size : DEFAULT_PAGE;
    };
  }

  /** Reads a literal now, a variable when it comes; its default where it does not come. */
  #reading<T>(node: ValueNode, read: (value: unknown) => T | undefined): (variables: Variables) => T | undefined {
    if (node.kind !== Kind.VARIABLE) {
      const value = read(literalOf(node));
      return () => value;
    }
    const name = node.name.value;
    const fallback = this.#defaults.get(name);
    const usual = fallback === undefined ? undefined : read(literalOf(fallback));
    return (variables) => {
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return given === undefined ? usual : read(given);
    };
  }
}

/** So far as it is read here. */
function literalOf(node: ValueNode): unknown {
  if (node.kind === Kind.INT) return Number(node.value);
  if (node.kind === Kind.BOOLEAN) return (node satisfies BooleanValueNode).value;
  return node.kind === Kind.LIST ? node.values : undefined;
}

const readNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const readBoolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const readLength = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);

function isConnection(type: GraphQLNamedType | undefined): boolean {
  return type?.name.endsWith('Connection') === true;
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
