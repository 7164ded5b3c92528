/** The manifest of the trusted documents, made of documents/*.graphql. Run by `npm run codegen` (scripts/codegen.ts). */
import { createHash } from 'node:crypto';
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type VariableDefinitionNode,
  validate,
  valueFromASTUntyped,
} from 'graphql';
import type { DocumentVariable, Manifest, TrustedDocument } from '../src/graph/operation/documents.ts';

/** A file by its name and what stands in it. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** A document that cannot be one of the manifest, by its file. */
export class DocumentFileError extends Error {
  override readonly name = 'DocumentFileError';
}

/** @throws DocumentFileError */
export function manifestOf(sdl: string, files: readonly SourceFile[]): string {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const operations = files.map((file) => readFile(schema, file)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest: Manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function readFile(schema: GraphQLSchema, { file, text }: SourceFile): TrustedDocument {
  const document = parse(text);
  const [first] = validate(schema, document);
  if (first !== undefined) throw new DocumentFileError(`${file}: ${first.message}`);
  const { name, operation, variableDefinitions } = operationOf(file, document);
  const [zh, en, example] = commentsOf(text);
  if (name === undefined || zh === undefined || en === undefined) {
    throw new DocumentFileError(`${file}: above it stands what it is for, in Chinese and in English`);
  }
  const body = print(document);
  const facts = {
    id: createHash('sha256').update(body).digest('hex'),
    name: name.value,
    body,
    description: { zh: zh.replaceAll('\n', ''), en: en.replaceAll('\n', ' ') },
    variables: (variableDefinitions ?? []).map(variableOf),
  };
  if (operation === OperationTypeNode.SUBSCRIPTION) return { ...facts, type: operation };
  if (example?.startsWith(`/q/${name.value}`) === true) return { ...facts, type: 'query', example };
  throw new DocumentFileError(`${file}: a query has an address above it, /q/<name>?…`);
}

function operationOf(file: string, document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operation.operation === OperationTypeNode.MUTATION || operations.length !== 1) {
    throw new DocumentFileError(`${file}: one query or one subscription to a file`);
  }
  return operation;
}

function variableOf({ variable, type, defaultValue }: VariableDefinitionNode): DocumentVariable {
  return {
    name: variable.name.value,
    type: print(type),
    ...(defaultValue === undefined ? {} : { default: valueFromASTUntyped(defaultValue) }),
  };
}

/** The paragraphs of the comment that the file begins with. */
function commentsOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const comment = lines.slice(0, end).map((line) => line.replace(/^# ?/, ''));
  return comment.join('\n').split('\n\n');
}
