/**
 * The trusted documents as the typed client has them: a constant for each, a method for each query, and types of all that they take and
 * give.
 */
import {
  buildASTSchema,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentVariable, Manifest, TrustedDocument } from '../src/graph/operation/documents.ts';

export const CLIENT_FILE = 'packages/client/src/operations.generated.ts';

const HEADER = `// Made by \`npm run codegen\` from schema/*.graphql and documents/*.graphql. Do not edit.
import type { Operation, PagedOperation } from './operation.ts';
import type { Answer, RequestOptions } from './request.ts';

`;

export async function clientOperationsOf(sdl: string, { operations }: Manifest): Promise<string> {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const types = await typesOf(sdl, operations);
  const constants = operations.map((operation) => constantOf(schema, operation));
  return `${HEADER}${types}\n${constants.join('\n')}\n${methodsOf(operations.filter(({ type }) => type === 'query'))}`;
}

/** Scalars that are strings on the wire. */
const STRINGS = ['At', 'Date', 'DateTime', 'Decimal', 'ID', 'Position', 'USCC'];

/** Of variables and answers, and of the enums and inputs that occur in them. */
async function typesOf(sdl: string, operations: readonly TrustedDocument[]): Promise<string> {
  const { generate } = await import('@graphql-codegen/cli');
  const config = {
    skipTypename: true,
    immutableTypes: true,
    strictScalars: true,
    arrayInputCoercion: false,
    printFieldsOnNewLines: true,
    scalars: { ...Object.fromEntries(STRINGS.map((name) => [name, 'string'])), JSON: 'unknown' },
  };
  const generates = { [CLIENT_FILE]: { plugins: ['typescript-operations'], config } };
  const documents = operations.map(({ body }) => body);
  const made: readonly { readonly content: string }[] = await generate(
    { schema: sdl, documents, silent: true, generates },
    false,
  );
  return made.map(({ content }) => content).join('');
}

function constantOf(schema: GraphQLSchema, { name, id, body, description, type }: TrustedDocument): string {
  const list = listIn(schema, body);
  const types = type === 'query' ? `${name}Query` : `${name}Subscription`;
  return [
    ...docOf(description, ''),
    `export const ${name}: ${list === undefined ? 'Operation' : 'PagedOperation'}<${types}, ${types}Variables> = {`,
    `  name: '${name}',`,
    `  sha256: '${id}',`,
    `  text: ${JSON.stringify(body)},`,
    ...(list === undefined ? [] : [`  list: ${JSON.stringify(list)},`]),
    '};\n',
  ].join('\n');
}

/** Where the list stands that the variable `after` leads through. */
function listIn(schema: GraphQLSchema, body: string): readonly string[] | undefined {
  const info = new TypeInfo(schema);
  const path: string[] = [];
  let found: readonly string[] | undefined;
  visit(
    parse(body),
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          path.push(field.alias?.value ?? field.name.value);
          if (isLedByAfter(field) && saysItsEnd(info, field)) found = [...path];
        },
        leave() {
          path.pop();
        },
      },
    }),
  );
  return found;
}

function isLedByAfter({ arguments: given = [] }: FieldNode): boolean {
  return given.some(({ name, value }) => name.value === 'after' && value.kind === Kind.VARIABLE && value.name.value === 'after');
}

function saysItsEnd(info: TypeInfo, { selectionSet }: FieldNode): boolean {
  const type = getNamedType(info.getType());
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return false;
  const pageInfo = selectionSet?.selections.find((each) => each.kind === Kind.FIELD && each.name.value === 'pageInfo');
  const said = pageInfo?.kind === Kind.FIELD ? pageInfo.selectionSet?.selections : undefined;
  return said?.some((each) => each.kind === Kind.FIELD && each.name.value === 'endCursor') === true;
}

function methodsOf(queries: readonly TrustedDocument[]): string {
  return [
    '/** One method for each query. */',
    'export abstract class Operations {',
    '  abstract query<Data, Variables>(',
    '    operation: Operation<Data, Variables>,',
    '    variables: Variables,',
    '    options?: RequestOptions,',
    '  ): Promise<Answer<Data>>;',
    ...queries.flatMap(({ name, variables, description }) => [
      '',
      ...docOf(description, '  '),
      `  ${name.charAt(0).toLowerCase()}${name.slice(1)}(`,
      `    variables: ${name}QueryVariables${variables.every(isOptional) ? ' = {}' : ''},`,
      '    options?: RequestOptions,',
      `  ): Promise<Answer<${name}Query>> {`,
      `    return this.query(${name}, variables, options);`,
      '  }',
    ]),
    '}\n',
  ].join('\n');
}

function isOptional(variable: DocumentVariable): boolean {
  return !variable.type.endsWith('!') || 'default' in variable;
}

function docOf({ zh, en }: TrustedDocument['description'], indent: string): readonly string[] {
  return ['/**', ` * ${zh}`, ' *', ` * ${en}`, ' */'].map((line) => `${indent}${line}`);
}
