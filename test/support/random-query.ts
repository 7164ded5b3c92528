/**
 * Random queries that are valid by a schema, and values for their variables: nested, aliased, with fragments, repeated fields,
 * @skip and @include. The same seed gives the same queries.
 */
import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type NamedTypeNode,
  OperationTypeNode,
  parse,
  parseType,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
  validate,
} from 'graphql';
import type { Dice } from './dice.ts';

export type Variables = Readonly<Record<string, unknown>>;

export interface RandomQuery {
  readonly document: DocumentNode;
  /** Another set of values each time. */
  variables(): Variables;
}

/** Where values come from that are worth asking for. */
export interface QueryValues {
  /** @param place `Type.field.argument`, or `Input.field`. @param scalar the name of its type */
  draw(place: string, scalar: string, dice: Dice): unknown;
  /** What takes the place of a good value now and then. */
  readonly wrong: readonly unknown[];
  /** Arguments that belong together, of a page that follows another one: by `Type.field`. */
  readonly pages: Readonly<Record<string, readonly Variables[]>>;
}

export interface QueryLimits {
  /** How often each root field is asked for, beside the others. One that is not named is not asked for. */
  readonly roots: Readonly<Record<string, number>>;
  /** Arguments that are not sent, by name. */
  readonly without?: ReadonlySet<string>;
}

const DEEPEST = 9;
const FIELDS = 22;
const ALIASES = 40;
const DIRECTIVES = 12;
/** Entries of lists in lists that a field may stand in. */
const ENTRIES = 400;
/** How long a list is thought to be that takes no size. */
const LIST = 5;

const SIZES = new Set(['first', 'last']);

interface Drawn {
  readonly definition: VariableDefinitionNode;
  readonly type: GraphQLInputType;
  readonly draw: () => unknown;
}

interface Level {
  readonly depth: number;
  readonly entries: number;
}

export function randomQuery(schema: GraphQLSchema, values: QueryValues, limits: QueryLimits, dice: Dice): RandomQuery {
  for (;;) {
    const query = new QueryWriter(schema, values, limits, dice).write();
    // Fields of one name with other arguments meet now and then: that is not a valid query.
    if (isValid(schema, query.document)) return query;
  }
}

/** As it is written: a number that is none cannot be told from one before. */
export function isValid(schema: GraphQLSchema, document: DocumentNode): boolean {
  return validate(schema, parse(print(document))).length === 0;
}

class QueryWriter {
  readonly #schema: GraphQLSchema;
  readonly #values: QueryValues;
  readonly #limits: QueryLimits;
  readonly #dice: Dice;
  readonly #variables: Drawn[] = [];
  readonly #fragments: { readonly node: FragmentDefinitionNode; readonly level: Level }[] = [];
  #fields = FIELDS;
  #aliases = 0;
  #directives = 0;

  constructor(schema: GraphQLSchema, values: QueryValues, limits: QueryLimits, dice: Dice) {
    this.#schema = schema;
    this.#values = values;
    this.#limits = limits;
    this.#dice = dice;
  }

  write(): RandomQuery {
    const root = this.#schema.getQueryType();
    if (!root) throw new Error('a schema without queries');
    const names = Object.entries(this.#limits.roots).flatMap(([name, weight]) => Array<string>(weight).fill(name));
    const fields = Array.from({ length: this.#chance(70) ? 1 : 2 }, () => {
      const field = root.getFields()[this.#dice.pick(names)];
      if (field === undefined) throw new Error('no such root field');
      return this.#field(root, field, { depth: 1, entries: 1 });
    });
    const selectionSet = this.#inFragments(root, fields, { depth: 1, entries: 1 });
    const variables = this.#variables;
    const operation = {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      name: name('Random'),
      variableDefinitions: variables.map(({ definition }) => definition),
      selectionSet,
    } as const;
    const document = { kind: Kind.DOCUMENT, definitions: [operation, ...this.#fragments.map(({ node }) => node)] } as const;
    return { document, variables: () => this.#drawAll(variables) };
  }

  #drawAll(variables: readonly Drawn[]): Variables {
    return Object.fromEntries(
      variables.flatMap(({ definition, type, draw }) => {
        const given = !isNonNullType(type) && definition.defaultValue === undefined;
        if (!isNonNullType(type) && this.#chance(10)) return [];
        return [[definition.variable.name.value, given && this.#chance(5) ? null : draw()]];
      }),
    );
  }

  #chance(percent: number): boolean {
    return this.#dice.roll(100) < percent;
  }

  #selections(type: GraphQLObjectType, level: Level): SelectionSetNode {
    const all = Object.values(type.getFields());
    const leaves = all.filter((field) => isLeafType(getNamedType(field.type)));
    const branches = level.depth < DEEPEST ? all.filter((field) => isObjectType(getNamedType(field.type))) : [];
    const isConnection = type.name.endsWith('Connection') || type.name.endsWith('Edge');
    const chosen = [
      ...this.#pick(leaves, 1 + this.#dice.roll(this.#chance(10) ? 12 : 3)),
      ...this.#pick(
        branches,
        this.#fields > 0 ? this.#dice.roll(isConnection || level.depth > 3 ? 3 : 4) + (isConnection ? 1 : 0) : 0,
      ),
    ];
    const nodes = chosen.map((field) => this.#field(type, field, level));
    if (nodes.length === 0 || this.#chance(10)) nodes.push({ kind: Kind.FIELD, name: name('__typename') });
    return this.#inFragments(type, nodes, level);
  }

  /** A field may stand there twice, which is seldom what somebody writes. */
  #pick<Field>(fields: readonly Field[], count: number): readonly Field[] {
    if (fields.length === 0) return [];
    const picked = Array.from({ length: count }, () => this.#dice.pick(fields));
    return this.#chance(15) ? picked : [...new Set(picked)];
  }

  /** Some of the fields stand in fragments, and fragments that are there already are spread again. */
  #inFragments(type: GraphQLObjectType, nodes: readonly FieldNode[], level: Level): SelectionSetNode {
    const plain: SelectionNode[] = [...nodes];
    const typeCondition: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: name(type.name) };
    const known = this.#fragments.filter(
      ({ node, level: { depth, entries } }) =>
        node.typeCondition.name.value === type.name && depth >= level.depth && entries >= level.entries,
    );
    if (known.length > 0 && this.#chance(30)) plain.push(this.#spread(this.#dice.pick(known).node.name.value));
    if (this.#chance(12)) {
      const selectionSet = set(plain.splice(0, 1 + this.#dice.roll(plain.length)));
      const condition = this.#chance(70) ? { typeCondition } : {};
      plain.push({ kind: Kind.INLINE_FRAGMENT, ...condition, directives: this.#condition(30), selectionSet });
    }
    if (this.#chance(12)) {
      const selectionSet = set(plain.splice(0, 1 + this.#dice.roll(plain.length)));
      const fragment = name(`F${this.#fragments.length + 1}`);
      this.#fragments.push({ node: { kind: Kind.FRAGMENT_DEFINITION, name: fragment, typeCondition, selectionSet }, level });
      plain.push(this.#spread(fragment.value));
    }
    return set(plain);
  }

  #spread(fragment: string): SelectionNode {
    return { kind: Kind.FRAGMENT_SPREAD, name: name(fragment), directives: this.#condition(15) };
  }

  #field(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>, level: Level): FieldNode {
    this.#fields--;
    const place = `${parent.name}.${field.name}`;
    const args = this.#argumentsOf(place, field.args);
    const type = getNamedType(field.type);
    const sized = field.args.some((arg) => SIZES.has(arg.name));
    const isList = !isLeafType(type) && (sized || isListType(bare(field.type))) && !/\.(nodes|edges)$/.test(place);
    const entries = level.entries * (isList ? LIST : 1);
    const isAliased = this.#aliases < ALIASES && this.#chance(args.length > 0 ? 85 : 12);
    if (isAliased) this.#aliases++;
    const node: FieldNode = {
      kind: Kind.FIELD,
      name: name(field.name),
      ...(isAliased ? { alias: name(`a${this.#aliases}`) } : {}),
      arguments: args,
      directives: this.#condition(4),
    };
    if (!isObjectType(type)) return node;
    const inner = { depth: level.depth + 1, entries };
    if (entries > ENTRIES) return { ...node, selectionSet: set([{ kind: Kind.FIELD, name: name('__typename') }]) };
    return { ...node, selectionSet: this.#selections(type, inner) };
  }

  #condition(percent: number): readonly DirectiveNode[] {
    if (!this.#chance(percent) || this.#directives >= DIRECTIVES) return [];
    this.#directives++;
    const type = new GraphQLNonNull(GraphQLBoolean);
    const value: ValueNode = this.#chance(60)
      ? this.#variable(type, () => this.#chance(50))
      : { kind: Kind.BOOLEAN, value: this.#chance(50) };
    const directive = name(this.#chance(50) ? 'include' : 'skip');
    return [{ kind: Kind.DIRECTIVE, name: directive, arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value }] }];
  }

  #argumentsOf(place: string, args: readonly GraphQLArgument[]): readonly ArgumentNode[] {
    const pages = this.#values.pages[place] ?? [];
    const follows = pages.length > 0 && this.#chance(40) ? this.#dice.pick(pages) : undefined;
    const backward = follows === undefined ? args.some((arg) => arg.name === 'last') && this.#chance(25) : 'before' in follows;
    return args.flatMap((arg) => {
      const draw = this.#drawFor(place, arg, backward, follows);
      if (draw === undefined || this.#limits.without?.has(arg.name)) return [];
      return [{ kind: Kind.ARGUMENT, name: name(arg.name), value: this.#given(arg.type, draw) } as const];
    });
  }

  /** Undefined where the argument is left out. @param follows the arguments of a page that follows another one */
  #drawFor(place: string, arg: GraphQLArgument, backward: boolean, follows: Variables | undefined): (() => unknown) | undefined {
    if (SIZES.has(arg.name)) return this.#chance((arg.name === 'last') === backward ? 95 : 1) ? () => this.#size() : undefined;
    if (follows !== undefined && arg.name !== 'maxStaleness') {
      const known = follows[arg.name];
      return known === undefined ? undefined : () => known;
    }
    if (arg.name === (backward ? 'after' : 'before') && !this.#chance(1)) return undefined;
    if (!isRequiredArgument(arg) && !this.#chance(arg.name === 'maxStaleness' ? 5 : 35)) return undefined;
    return () => this.#value(arg.type, `${place}.${arg.name}`);
  }

  #size(): number {
    return this.#chance(97) ? 1 + this.#dice.roll(LIST) : this.#dice.pick([0, -1, 101]);
  }

  /** As a variable, or written where it stands. */
  #given(type: GraphQLInputType, draw: () => unknown): ValueNode {
    if (!this.#chance(55)) return literal(draw(), type);
    return this.#variable(type, draw);
  }

  #variable(type: GraphQLInputType, draw: () => unknown): ValueNode {
    const variable = { kind: Kind.VARIABLE, name: name(`v${this.#variables.length + 1}`) } as const;
    const defaultValue = !isNonNullType(type) && this.#chance(12) ? { defaultValue: literal(draw(), type) as never } : {};
    const definition = { kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type)), ...defaultValue } as const;
    const isGuarded = isEnumType(getNamedType(type)) || String(type) === 'Boolean!';
    const wrong = () => this.#dice.pick(this.#values.wrong);
    this.#variables.push({ definition, type, draw: isGuarded ? draw : () => (this.#chance(2) ? wrong() : draw()) });
    return variable;
  }

  #value(type: GraphQLInputType, place: string): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, place);
    if (isListType(type))
      return Array.from({ length: this.#dice.roll(3) + (this.#chance(80) ? 1 : 0) }, () => this.#value(type.ofType, place));
    if (isEnumType(type)) return this.#dice.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => this.#chance(18));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, `${type.name}.${field.name}`)]));
    }
    return this.#values.draw(place, String(type), this.#dice);
  }
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

const set = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

function bare(type: unknown): unknown {
  return isNonNullType(type) ? type.ofType : type;
}

/** A value as it is written in a query. */
function literal(value: unknown, given: GraphQLInputType): ValueNode {
  const type = isNonNullType(given) ? given.ofType : given;
  if (value === null) return { kind: Kind.NULL };
  if (isListType(type) && Array.isArray(value))
    return { kind: Kind.LIST, values: value.map((each) => literal(each, type.ofType)) };
  if (isInputObjectType(type) && typeof value === 'object') {
    const fields = Object.entries(value as Variables).flatMap(([field, each]) => {
      const known = type.getFields()[field];
      return known === undefined
        ? []
        : [{ kind: Kind.OBJECT_FIELD, name: name(field), value: literal(each, known.type) } as const];
    });
    return { kind: Kind.OBJECT, fields };
  }
  if (isEnumType(type)) return { kind: Kind.ENUM, value: String(value) };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'number') return { kind: Kind.INT, value: String(value) };
  return { kind: Kind.STRING, value: String(value) };
}
