/** Of a value that a query or its variables give, and that is none: whose it is, and which there are. */
import { type ASTNode, BREAK, type DocumentNode, GraphQLError, type GraphQLSchema, isEnumType, Kind, visit } from 'graphql';
import { problem } from '../../domain/message/problem.ts';
import { problemError, problemOf } from '../problem-error.ts';
import { languageSentence } from './language-sentence.ts';

/** Of a variable that is not what it should be: with the name of the field, or else the variable, as a scalar does not know it. */
export function variableError(error: GraphQLError, schema: GraphQLSchema, hints: boolean): GraphQLError {
  const own = problemOf(error.extensions);
  const found = own ?? problem('BAD_USER_INPUT', languageSentence({ message: withValues(error.message, schema, hints) }));
  const { extensions, message } = problemError(
    found,
    own === undefined || own.field !== undefined ? own?.field : placeIn(error.message),
  );
  return new GraphQLError(message, { nodes: error.nodes ?? null, extensions });
}

/**
 * graphql-js says the place in its sentence alone, which it ends with that of a scalar: our code.
 * @example placeIn('Variable "$scope" got invalid value "9114" at "scope.company"; USCC_LENGTH') → 'company'
 */
function placeIn(sentence: string): string | undefined {
  const [, place] = / at "([\w.[\]]+)"; [A-Z_]+$/.exec(sentence) ?? /^Variable "\$(\w+)"/.exec(sentence) ?? [];
  return place?.split('.').at(-1)?.replace(/\[.*/, '');
}

/** The argument, field of an input object or variable that a value of a document is written for. */
export function fieldOfLiteral(document: DocumentNode, value: ASTNode): string | undefined {
  let found: string | undefined;
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (node !== value) return undefined;
      for (const above of ancestors.flat()) {
        if (above.kind === Kind.ARGUMENT || above.kind === Kind.OBJECT_FIELD) found = above.name.value;
        if (above.kind === Kind.VARIABLE_DEFINITION) found = above.variable.name.value;
      }
      return BREAK;
    },
  });
  return found;
}

/** Where graphql-js knows no value that is spelled alike, those that there are. @param hints whether names of the schema are told */
export function withValues(sentence: string, schema: GraphQLSchema, hints: boolean): string {
  const [said = '', name = ''] = / does not exist in "(\w+)" enum\.?$/.exec(sentence) ?? [];
  const type = hints ? schema.getType(name) : undefined;
  if (!isEnumType(type)) return sentence;
  const values = type.getValues().map((value) => value.name);
  return `${sentence.slice(0, -said.length)} does not exist in "${name}" enum, which has ${values.join(', ')}`;
}
