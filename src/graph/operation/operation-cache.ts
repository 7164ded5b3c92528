/**
 * Operations ready to be run. What can be said of a text without its variables is said once: it is parsed, held against the
 * schema, and, when it comes again, compiled. Answers are kept by nobody here.
 */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { problem } from '../../domain/message/problem.ts';
import { problemError } from '../problem-error.ts';
import { MAX_CHARACTERS, MAX_TOKENS } from './limits.ts';
import { Operation } from './operation.ts';

export interface OperationCacheOptions {
  /** Whether the schema may be asked, and its names are told to whoever mistypes one. Default: yes. */
  readonly introspection?: boolean;
  /** Of all texts kept, in characters. Default: eight million, a few thousand queries. */
  readonly characters?: number;
}

/** The operations of a text, or why there are none. */
export type Prepared =
  | { readonly ok: true; readonly document: ReadyDocument }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

const KEPT_CHARACTERS = 8_000_000;

/** Errors of one document that are told; there may be one for each of its fields. */
const MAX_ERRORS = 5;

/** How the parser begins to say so; it has no code for it. */
const TOO_MANY_TOKENS = `Document contains more that ${MAX_TOKENS} tokens`;

export class OperationCache {
  readonly #schema: GraphQLSchema;
  readonly #introspection: boolean;
  readonly #limit: number;
  /** In the order in which they were asked for, the one that was not asked for longest first. */
  readonly #ready = new Map<string, ReadyDocument>();
  #characters = 0;

  constructor(schema: GraphQLSchema, { introspection = true, characters = KEPT_CHARACTERS }: OperationCacheOptions = {}) {
    this.#schema = schema;
    this.#introspection = introspection;
    this.#limit = characters;
  }

  prepare(text: string): Prepared {
    const known = this.#ready.get(text);
    if (known !== undefined) {
      this.#ready.delete(text);
      this.#ready.set(text, known);
      return { ok: true, document: known };
    }
    const read = this.#read(text);
    if (Array.isArray(read)) return { ok: false, errors: read };
    const document = new ReadyDocument(this.#schema, read as DocumentNode);
    this.#keep(text, document);
    return { ok: true, document };
  }

  #read(text: string): DocumentNode | readonly GraphQLError[] {
    if (text.length > MAX_CHARACTERS) {
      const params = { length: String(text.length), limit: String(MAX_CHARACTERS) };
      return [problemError(problem('QUERY_TEXT_TOO_LONG', params))];
    }
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const found = error.message.includes(TOO_MANY_TOKENS)
        ? problemError(problem('QUERY_TOO_MANY_TOKENS', { limit: String(MAX_TOKENS) }))
        : said(error, 'GRAPHQL_PARSE_FAILED');
      return [found];
    }
    const rules = this.#introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const errors = validate(this.#schema, document, rules, { maxErrors: MAX_ERRORS, hideSuggestions: !this.#introspection });
    return errors.length === 0 ? document : errors.map((error) => said(error, 'GRAPHQL_VALIDATION_FAILED'));
  }

  #keep(text: string, document: ReadyDocument): void {
    this.#ready.set(text, document);
    this.#characters += text.length;
    for (const [oldest] of this.#ready) {
      if (this.#characters <= this.#limit) return;
      this.#ready.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** A document that fits the schema. */
export class ReadyDocument {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #operations = new Map<string | null, Operation>();

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#document = document;
  }

  /** @param name null where the document has one operation only */
  operation(name: string | null): Operation | GraphQLError {
    const known = this.#operations.get(name);
    if (known !== undefined) return known;
    const node = getOperationAST(this.#document, name);
    if (!node) return problemError(problem('OPERATION_RESOLUTION_FAILURE', { detail: this.#namesOf(name) }));
    const operation = new Operation(this.#schema, this.#document, node);
    this.#operations.set(name, operation);
    return operation;
  }

  #namesOf(name: string | null): string {
    const names = this.#document.definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value ?? '?'] : [],
    );
    return name === null ? `operations: ${names.join(', ')}` : `no operation named "${name}"; operations: ${names.join(', ')}`;
  }
}

/** A sentence of the query language as a part of one of ours, which brings its own mark at the end. */
function said(error: GraphQLError, code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED'): GraphQLError {
  // A scalar that refuses a literal says why in a problem of its own.
  const own = error.extensions.problem;
  if (own !== undefined) return error;
  const found = problem(code, { detail: error.message.trim().replace(/\.$/, '') });
  const { nodes, source, positions } = error;
  return new GraphQLError(found.code, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, problem: found },
  });
}
