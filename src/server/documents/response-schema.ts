/** JSON Schema of what the graph answers and takes: of a selection with its very fields, of input types, scalars and enums. */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  Kind,
  type SelectionSetNode,
} from 'graphql';

export type JsonSchema = Readonly<Record<string, unknown>>;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** How the scalars look in JSON; of the rest there is nothing to say but that they are there. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer', format: 'int32' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  String: { type: 'string' },
  ID: { type: 'string' },
  At: { type: 'string' },
  Position: { type: 'string', pattern: '^\\d{1,15}$' },
  USCC: { type: 'string' },
  Date: { type: 'string', format: 'date' },
  DateTime: { type: 'string', format: 'date-time' },
  Decimal: { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' },
};

/** Types of the language itself say nothing about themselves that a reader of JSON Schema does not know. */
const BUILT_IN: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean', 'String', 'ID']);

/** Notes the named types that are referred to, so that each is described once. */
export class SchemaWriter {
  readonly #named = new Map<string, JsonSchema>();

  /** Of all types referred to so far, by name. */
  get named(): JsonSchema {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What a selection on a type is answered with. */
  selection(type: GraphQLNamedType, selections: SelectionSetNode, fragments: Fragments): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    for (const node of fieldsOf(selections, fragments)) {
      const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
      if (field !== undefined) properties[node.alias?.value ?? node.name.value] = this.#field(field, node, fragments);
    }
    return { type: 'object', properties, required: Object.keys(properties) };
  }

  #field(field: GraphQLField<unknown, unknown>, { selectionSet }: FieldNode, fragments: Fragments): JsonSchema {
    const value = (type: GraphQLNamedType) =>
      selectionSet === undefined ? this.#reference(type) : this.selection(type, selectionSet, fragments);
    return { ...this.#output(field.type, value), ...described(field.description) };
  }

  #output(type: GraphQLOutputType, value: (type: GraphQLNamedType) => JsonSchema): JsonSchema {
    if (isNonNullType(type)) return this.#present(type.ofType, value);
    return orNull(this.#present(type, value));
  }

  #present(type: GraphQLOutputType, value: (type: GraphQLNamedType) => JsonSchema): JsonSchema {
    return isListType(type) ? { type: 'array', items: this.#output(type.ofType, value) } : value(getNamedType(type));
  }

  /** What a parameter or a field of an input object is given, where it is. */
  input(type: GraphQLInputType): JsonSchema {
    if (isNonNullType(type)) return this.input(type.ofType);
    return isListType(type) ? { type: 'array', items: this.input(type.ofType) } : this.#reference(getNamedType(type));
  }

  #reference(type: GraphQLNamedType): JsonSchema {
    const { name } = type;
    if (BUILT_IN.has(name)) return SCALARS[name] ?? {};
    // First the name, then what it is made of: an input object may hold one of its own type.
    if (!this.#named.has(name)) {
      this.#named.set(name, {});
      this.#named.set(name, this.#definition(type));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #definition(type: GraphQLNamedType): JsonSchema {
    if (isEnumType(type)) {
      const values = type.getValues();
      const words = values.map(({ name, description }) => `- \`${name}\`: ${description ?? ''}`);
      return {
        type: 'string',
        enum: values.map(({ name }) => name),
        description: `${type.description ?? ''}\n\n${words.join('\n')}`,
      };
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return {
        type: 'object',
        properties: Object.fromEntries(
          fields.map((field) => [field.name, { ...this.input(field.type), ...described(field.description) }]),
        ),
        required: fields.filter(isRequiredInputField).map(({ name }) => name),
        additionalProperties: false,
        ...described(type.description),
      };
    }
    return { ...SCALARS[type.name], ...described(type.description) };
  }
}

/** Every field of a selection, those of its fragments too. */
function fieldsOf(selections: SelectionSetNode, fragments: Fragments): readonly FieldNode[] {
  return selections.selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each];
    if (each.kind === Kind.INLINE_FRAGMENT) return fieldsOf(each.selectionSet, fragments);
    const fragment = fragments.get(each.name.value);
    return fragment === undefined ? [] : fieldsOf(fragment.selectionSet, fragments);
  });
}

function orNull(schema: JsonSchema): JsonSchema {
  if (typeof schema.type === 'string') return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function described(description: string | null | undefined): JsonSchema {
  return description == null ? {} : { description };
}
