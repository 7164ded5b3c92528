/** The variables of a document with what the schema says of them: by it addresses are read, described and shown. */
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type TypeNode,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface Variable {
  readonly name: string;
  /** Without the mark that it may not be null. */
  readonly type: GraphQLInputType;
  /** It has to be given: it may not be null, and has no default. */
  readonly isRequired: boolean;
  /** In English with the Chinese term, as the argument says that takes it. */
  readonly description: string;
}

export function variablesOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Variable[] {
  const descriptions = descriptionsOf(schema, document);
  return (operation.variableDefinitions ?? []).map(({ variable, type: node, defaultValue }) => {
    const type = inputType(schema, node);
    return {
      name: variable.name.value,
      type: getNullableType(type),
      isRequired: isNonNullType(type) && defaultValue === undefined,
      description: descriptions.get(variable.name.value) ?? '',
    };
  });
}

function inputType(schema: GraphQLSchema, node: TypeNode): GraphQLInputType {
  const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]);
  if (isInputType(type)) return type;
  throw new TypeError('a document that was validated has no other types');
}

/** What is said of the argument, or the input field, that each variable is first given to. */
function descriptionsOf(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, description: string | null | undefined): void => {
    if (!found.has(name) && description != null) found.set(name, description);
  };
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      [Kind.ARGUMENT]({ value }) {
        if (value.kind === Kind.VARIABLE) note(value.name.value, info.getArgument()?.description);
      },
      [Kind.OBJECT_FIELD]({ name, value }) {
        const parent = getNamedType(info.getParentInputType());
        if (value.kind === Kind.VARIABLE && isInputObjectType(parent)) {
          note(value.name.value, parent.getFields()[name.value]?.description);
        }
      },
    }),
  );
  return found;
}
