/** What a request asks of the graph: an operation that may be run, with its variables; or why none is. */
import type { FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { parseRequestParams, type RequestParams } from 'graphql-http';
import type { MessageCode } from '../../domain/message/catalogue.ts';
import { problem } from '../../domain/message/problem.ts';
import { Documents } from '../../graph/operation/documents.ts';
import { languageSentence } from '../../graph/operation/language-sentence.ts';
import type { Operation } from '../../graph/operation/operation.ts';
import type { OperationCache } from '../../graph/operation/operation-cache.ts';
import { problemError } from '../../graph/problem-error.ts';
import { type Asking, withDocument } from '../documents/asked-document.ts';
import { couldBeForged } from './preflight.ts';

/** An operation that may be run. */
export interface Ask {
  readonly text: string;
  readonly operation: Operation;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Values that it was let through for. */
  readonly estimated: number;
}

/** Nothing is run. */
export interface Refused {
  readonly errors: readonly GraphQLError[];
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Asked = Ask | Refused;

export function isRefused(asked: Asked): asked is Refused {
  return 'errors' in asked;
}

export interface AskOptions {
  /** Queries that may be named in place of a text. */
  readonly documents?: Documents | undefined;
  /** Whether no other text is run. Default: any is. */
  readonly onlyDocuments?: boolean;
}

const NO_DOCUMENTS = new Documents([]);

export class AskReader {
  readonly #operations: OperationCache;
  readonly #documents: Documents;
  readonly #onlyDocuments: boolean;

  constructor(operations: OperationCache, { documents = NO_DOCUMENTS, onlyDocuments = false }: AskOptions = {}) {
    this.#operations = operations;
    this.#documents = documents;
    this.#onlyDocuments = onlyDocuments;
  }

  /** A request of HTTP; a body that is no JSON was refused before. */
  async ofRequest(request: FastifyRequest): Promise<Asked> {
    if (couldBeForged(request)) return refused('PREFLIGHT_REQUIRED');
    if (Array.isArray(request.body)) return refused('BATCH_REFUSED');
    // A HEAD is a GET whose body is not sent.
    const asking = request.method === 'HEAD' ? { method: 'GET', url: request.url, body: null } : request;
    const asked = await this.#ofParams(asking, request);
    if (isRefused(asked) || asked.operation.kind !== OperationTypeNode.MUTATION || request.method === 'POST') return asked;
    return { ...refused('MUTATION_BY_GET', 405), headers: { allow: 'POST' } };
  }

  /** What a message says that is no request of its own; it has the form of a request's body. */
  async ofMessage(body: object): Promise<Asked> {
    return this.#ofParams({ method: 'POST', url: '/', body }, { headers: { 'content-type': 'application/json' } });
  }

  async #ofParams(
    asking: Asking,
    { headers, raw }: Pick<FastifyRequest, 'headers'> & { readonly raw?: unknown },
  ): Promise<Asked> {
    const asked = withDocument(asking, this.#documents, !this.#onlyDocuments);
    const params = asked instanceof GraphQLError ? asked : await readParams(asked, headers['content-type'] ?? '', raw);
    if (params instanceof GraphQLError) {
      return { errors: [params], status: params.extensions.code === 'BODY_MEDIA_TYPE' ? 415 : 400 };
    }
    if (this.#onlyDocuments && !this.#documents.has(params.query)) return refused('DOCUMENT_NOT_TRUSTED');
    const prepared = this.#operations.prepare(params.query);
    if (!prepared.ok) return { errors: prepared.errors, status: 400 };
    const operation = prepared.document.operation(params.operationName ?? null);
    if (operation instanceof GraphQLError) return { errors: [operation], status: 400 };
    const variables = params.variables ?? {};
    const weight = operation.weigh(variables);
    if (weight.problem !== null) return { errors: [problemError(weight.problem)], status: 400 };
    return { text: params.query, operation, variables, estimated: weight.values };
  }
}

function refused(code: MessageCode, status = 400): Refused {
  return { errors: [problemError(problem(code))], status };
}

async function readParams(
  { method, url, body }: Asking,
  type: string,
  raw: unknown,
): Promise<(RequestParams & { readonly query: string }) | GraphQLError> {
  // The library takes it for an address that cannot be read.
  const strange = method === 'GET' ? notJsonIn(url) : undefined;
  if (strange !== undefined) return problemError(problem('BAD_REQUEST', languageSentence({ message: `Invalid ${strange}` })));
  try {
    const params = await parseRequestParams({
      method,
      url,
      headers: { 'content-type': isUtf8Json(type) ? 'application/json' : type },
      raw,
      body: body as Record<string, unknown>,
      context: undefined,
    });
    // Of the answers that the library has ready, the one for another method has been given before.
    return 'query' in params ? params : problemError(problem('BODY_MEDIA_TYPE'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return problemError(problem('BAD_REQUEST', languageSentence(error)));
  }
}

/** The parameter of an address that should be JSON, and is none. */
function notJsonIn(url: string): string | undefined {
  const { searchParams } = new URL(url, 'http://localhost');
  return ['variables', 'extensions'].find((name) => {
    try {
      JSON.parse(searchParams.get(name) || 'null');
      return false;
    } catch {
      return true;
    }
  });
}

/** With quotation marks and other parameters too, which the library takes for another charset. */
function isUtf8Json(type: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1] ?? 'utf-8';
  return /^\s*application\/json\s*(?:;|$)/i.test(type) && charset.toLowerCase() === 'utf-8';
}
