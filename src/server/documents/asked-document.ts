/**
 * Requests that name a document in place of a text: by `documentId` (a name, or a digest, with `sha256:` before it as the appendix of
 * "GraphQL over HTTP" has it), or by `extensions.persistedQuery`, as clients of Apollo do, who send the text beside it the second time.
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { problem } from '../../domain/message/problem.ts';
import type { Documents } from '../../graph/operation/documents.ts';
import { problemError } from '../../graph/problem-error.ts';

/** Where a request says what it asks for. */
export type Asking = Pick<FastifyRequest, 'method' | 'url' | 'body'>;

/**
 * The same request with the text of the document that it names; as it is where it names none. An error where none is kept, and where
 * it asks for more than one thing: whichever was run, somebody may have meant the other.
 * @param isTextRun whether who names none that is kept may send a text instead
 */
export function withDocument(asking: Asking, documents: Documents, isTextRun: boolean): Asking | GraphQLError {
  const { method, url, body } = asking;
  const given = method === 'GET' ? inAddress(url) : inBody(body);
  const { documentId } = given;
  // Stock clients for WebSockets send no request without a text, be it an empty one.
  const query = given.query === '' ? null : given.query;
  const digest = digestIn(given);
  if (documentId == null && digest === undefined) return asking;
  if (documentId != null && (query != null || digest !== undefined)) return problemError(problem('DOCUMENT_AND_QUERY'));
  // What is no text is told by whoever reads the rest of the request.
  if (query != null)
    return typeof query !== 'string' || digest === digestOf(query) ? asking : problemError(problem('DIGEST_OF_OTHER'));
  const key = digest === undefined ? documentId : `sha256:${digest}`;
  const text = typeof key === 'string' ? documents.find(key)?.body : undefined;
  if (text === undefined) return notFound(given, isTextRun);
  if (method !== 'GET') return { method, url, body: { ...(body as object), query: text } };
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('query', text);
  return { method, body, url: `${pathname}?${searchParams}` };
}

/**
 * Clients of persisted queries send the text when they are told that its digest is not known. Not all of them know that by the code:
 * urql and Apollo Kotlin look for this message and no other.
 */
function notFound({ documentId }: Given, isTextRun: boolean): GraphQLError {
  const instead = isTextRun ? '，或发送完整的 query' : '';
  const insteadEn = isTextRun ? ', or send the whole query' : '';
  const error = problemError(problem('PERSISTED_QUERY_NOT_FOUND', { instead, insteadEn }));
  if (documentId != null) return error;
  return new GraphQLError('PersistedQueryNotFound', { extensions: { ...error.extensions, verbatim: true } });
}

interface Given {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

function inAddress(url: string): Given {
  const search = new URL(url, 'http://localhost').searchParams;
  const text = search.get('extensions');
  return { query: search.get('query'), documentId: search.get('documentId'), extensions: text === null ? null : parsed(text) };
}

function inBody(body: unknown): Given {
  return typeof body === 'object' && body !== null ? body : {};
}

/** What is no JSON is told by whoever reads the rest of the request. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Empty where what was sent is none. */
function digestIn({ extensions }: Given): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: { readonly sha256Hash?: unknown } | null };
  if (persistedQuery == null) return undefined;
  return typeof persistedQuery.sha256Hash === 'string' ? persistedQuery.sha256Hash : '';
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
