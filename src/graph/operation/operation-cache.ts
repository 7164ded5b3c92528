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
import { excerpt } from '../../domain/value/name.ts';
import { problemError, problemOf } from '../problem-error.ts';
import { conditionalRoot } from './conditional-root.ts';
import { fieldOfLiteral, withValues } from './input-error.ts';
import { type LanguageSentence, languageSentence } from './language-sentence.ts';
import { longListProblem, MAX_CHARACTERS, MAX_TOKENS, shapeProblem } from './limits.ts';
import { longListIn } from './long-lists.ts';
import { Operation, type OperationParts } from './operation.ts';
import { type Shapes, shapesIn } from './shape.ts';
import { shortDetail } from './short-detail.ts';

export interface OperationCacheOptions {
  /** Whether the schema may be asked, and its names are told to whoever mistypes one. Default: yes. */
  readonly introspection?: boolean;
  /** Of memory that all that is kept takes, about. Default: a hundred million, some 300 queries that are asked again and again. */
  readonly bytes?: number;
}

/** The operations of a text, or why there are none. */
export type Prepared =
  | { readonly ok: true; readonly document: ReadyDocument }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

const KEPT_BYTES = 100_000_000;

/** Of one character of a text, parsed and weighed; measured. */
const PARSED_BYTES = 100;

/** Errors of one document that are told; there may be one for each of its fields. */
const MAX_ERRORS = 5;

/** How the parser begins to say so; it has no code for it. */
const TOO_MANY_TOKENS = `Document contains more that ${MAX_TOKENS} tokens`;

export class OperationCache {
  readonly #schema: GraphQLSchema;
  readonly #introspection: boolean;
  readonly #limit: number;
  /** In the order in which they were asked for, the one that was not asked for longest first. */
  readonly #kept = new Map<string, { readonly document: ReadyDocument; readonly bytes: number }>();
  #bytes = 0;

  constructor(schema: GraphQLSchema, { introspection = true, bytes = KEPT_BYTES }: OperationCacheOptions = {}) {
    this.#schema = schema;
    this.#introspection = introspection;
    this.#limit = bytes;
  }

  prepare(text: string): Prepared {
    const known = this.#kept.get(text);
    if (known !== undefined) {
      this.#drop(text, known.bytes);
      // Asked for again, its operations are going to be compiled.
      this.#keep(text, known.document, known.document.bytes);
      return { ok: true, document: known.document };
    }
    const document = this.#read(text);
    if (!(document instanceof ReadyDocument)) return { ok: false, errors: document };
    this.#keep(text, document, 0);
    return { ok: true, document };
  }

  #read(text: string): ReadyDocument | readonly GraphQLError[] {
    if (text.length > MAX_CHARACTERS) {
      const params = { length: String(text.length), limit: String(MAX_CHARACTERS) };
      return [problemError(problem('QUERY_TEXT_TOO_LONG', params))];
    }
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: MAX_TOKENS });
    } catch (error) {
      // The parser goes down a level of the stack for each bracket, and has no limit for them.
      if (error instanceof RangeError)
        return [problemError(problem('GRAPHQL_PARSE_FAILED', languageSentence({ message: 'too many open brackets' })))];
      if (!(error instanceof GraphQLError)) throw error;
      const found = error.message.includes(TOO_MANY_TOKENS)
        ? problemError(problem('QUERY_TOO_MANY_TOKENS', { limit: String(MAX_TOKENS) }))
        : said(error, 'GRAPHQL_PARSE_FAILED');
      return [found];
    }
    const shapes = shapesIn(document);
    for (const shape of shapes.values()) {
      const found = shapeProblem(shape);
      if (found !== null) return [problemError(found)];
    }
    const list = longListIn(document);
    if (list !== null) return [problemError(longListProblem(list))];
    const condition = conditionalRoot(document);
    if (condition !== null) return [said(condition, 'GRAPHQL_VALIDATION_FAILED')];
    if (document.definitions.every(({ kind }) => kind === Kind.FRAGMENT_DEFINITION))
      return [problemError(problem('OPERATION_MISSING'))];
    const rules = this.#introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const errors = validate(this.#schema, document, rules, { maxErrors: MAX_ERRORS, hideSuggestions: !this.#introspection });
    if (errors.length > 0) return errors.map((error) => this.#refused(error, document));
    return new ReadyDocument({ schema: this.#schema, document, hints: this.#introspection }, shapes);
  }

  #refused(error: GraphQLError, document: DocumentNode): GraphQLError {
    const own = problemOf(error.extensions);
    if (own === undefined)
      return said(error, 'GRAPHQL_VALIDATION_FAILED', withValues(error.message, this.#schema, this.#introspection));
    // A scalar that refuses a literal says why in a problem of its own.
    const [value] = error.nodes ?? [];
    const field = value === undefined ? undefined : fieldOfLiteral(document, value);
    const { message, extensions } = problemError(own, own.field ?? field);
    return new GraphQLError(message, { nodes: error.nodes ?? null, extensions });
  }

  #keep(text: string, document: ReadyDocument, ofOperations: number): void {
    const bytes = text.length * PARSED_BYTES + ofOperations;
    this.#kept.set(text, { document, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#kept) {
      if (this.#bytes <= this.#limit) return;
      this.#drop(oldest, freed);
    }
  }

  #drop(text: string, bytes: number): void {
    this.#kept.delete(text);
    this.#bytes -= bytes;
  }
}

/** A document that fits the schema. */
export class ReadyDocument {
  readonly #parts: Pick<OperationParts, 'schema' | 'document' | 'hints'>;
  readonly #shapes: Shapes;
  readonly #operations = new Map<string | null, Operation>();

  constructor(parts: Pick<OperationParts, 'schema' | 'document' | 'hints'>, shapes: Shapes) {
    this.#parts = parts;
    this.#shapes = shapes;
  }

  /** What the operations that were asked for take of memory when they are compiled, about. */
  get bytes(): number {
    return [...this.#operations.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** @param name null where the document has one operation only */
  operation(name: string | null): Operation | GraphQLError {
    const known = this.#operations.get(name);
    if (known !== undefined) return known;
    const node = getOperationAST(this.#parts.document, name);
    const shape = node ? this.#shapes.get(node) : undefined;
    if (!node || shape === undefined) {
      return problemError(problem('OPERATION_RESOLUTION_FAILURE', this.#choiceFor(name)));
    }
    const operation = new Operation({ ...this.#parts, node, shape });
    this.#operations.set(name, operation);
    return operation;
  }

  #choiceFor(name: string | null): LanguageSentence {
    const all = this.#parts.document.definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION ? [each.name?.value ?? '?'] : [],
    );
    const names = shortDetail(all.join(', '));
    if (name === null) return { detail: `现有 ${names}`, detailEn: `operations: ${names}` };
    const given = excerpt(name);
    return { detail: `没有「${given}」，现有 ${names}`, detailEn: `no operation named "${given}"; operations: ${names}` };
  }
}

/** A sentence of the query language as a part of one of ours, which brings its own mark at the end. */
function said(
  error: GraphQLError,
  code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED',
  message = error.message,
): GraphQLError {
  const found = problem(code, languageSentence({ message }));
  const { nodes, source, positions } = error;
  return new GraphQLError(found.code, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, problem: found },
  });
}
