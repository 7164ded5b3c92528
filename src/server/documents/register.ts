/** The queries that the hub brings along, each at an address of its own: `GET /q/<name>?…`. For programs that speak HTTP and no GraphQL. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { MessageCode } from '../../domain/message/catalogue.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { GraphContext } from '../../graph/context.ts';
import type { Documents } from '../../graph/operation/documents.ts';
import type { OperationCache } from '../../graph/operation/operation-cache.ts';
import { problemError, problemOf } from '../../graph/problem-error.ts';
import { PAGE_HEADERS } from '../counter/layout.ts';
import { type Answer, answerOf, refusalOf } from '../graph/answer.ts';
import type { Log } from '../graph/answer-errors.ts';
import { refuse } from '../refuse.ts';
import { RETRY_SECONDS, STATUSES } from '../statuses.ts';
import { indexPage } from './index-page.ts';
import { openApiOf } from './openapi.ts';
import { readParameters } from './parameters.ts';
import { type ServedDocument, ServedDocuments } from './served-document.ts';

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly operations: OperationCache;
  readonly log: Log;
  /** Turns away whoever shows a wrong token, before anything else. */
  readonly admit: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly contextOf: (request: FastifyRequest) => GraphContext;
  /** For the line of the log. */
  readonly note: (request: FastifyRequest, context: GraphContext, codes: readonly string[]) => void;
}

/** Nothing of another site can read what is answered here, so a GET needs no preflight: it changes nothing. */
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

export function registerDocuments(app: FastifyInstance, options: DocumentsOptions): void {
  const { schema, documents, operations, log, admit, contextOf, note } = options;
  const served = new ServedDocuments(schema, documents, operations);
  let description: object | undefined;
  let page: string | undefined;

  app.get('/q', (_request, reply) => {
    page ??= indexPage(served.all, served.subscriptions);
    return reply.headers(PAGE_HEADERS).send(page);
  });
  app.get('/q/openapi.json', (_request, reply) => {
    description ??= openApiOf(schema, served.all);
    return reply.headers(HEADERS).send(description);
  });
  app.get<{ readonly Params: { readonly name: string } }>('/q/:name', {
    onRequest: admit,
    handler: async (request, reply) => {
      const { name } = request.params;
      const document = served.named(name);
      if (document === undefined) {
        return refuse(request, reply.headers(HEADERS), 404, notServed(name, served));
      }
      const context = contextOf(request);
      const { status, headers, body, codes } = await answer(document, searchOf(request), context, log);
      note(request, context, codes);
      const retry = status === 503 ? RETRY_SECONDS[codes[0] as MessageCode] : undefined;
      if (retry !== undefined) reply.header('retry-after', String(retry));
      return reply
        .code(status)
        .headers({ ...headers, ...HEADERS })
        .send(body);
    },
  });
  for (const url of ['/q', '/q/:name']) {
    app.route({ url, method: ['DELETE', 'OPTIONS', 'PATCH', 'POST', 'PUT'], onRequest: refuseMethod, handler: refuseMethod });
  }
}

function notServed(name: string, { names, subscriptions }: ServedDocuments): Problem {
  if (subscriptions.some((each) => each.name === name)) return problem('DOCUMENT_SUBSCRIPTION', { name });
  return problem('DOCUMENT_UNKNOWN', { name: excerpt(name), known: names.join(', ') });
}

async function answer(
  document: ServedDocument,
  given: URLSearchParams | undefined,
  context: GraphContext,
  log: Log,
): Promise<Answer> {
  const refuse = (errors: readonly GraphQLError[]): Answer => {
    const refused = refusalOf(errors, 400, context, log);
    return { ...refused, status: statusOf(refused) };
  };
  const refuseFor = (found: Problem) => refuse([problemError(found)]);
  if (given === undefined) return refuseFor(problem('ADDRESS_NOT_UTF8'));
  const read = readParameters(document.variables, document.parameters, given);
  if (!read.ok) return refuseFor(read.problem);
  const weight = document.runnable.weigh(read.value);
  if (weight.problem !== null) return refuseFor(weight.problem);
  const result = await document.runnable.run(context, read.value);
  if (!('data' in result)) return refuse(result.errors ?? []);
  // Who looks at the status alone is to see a mistake in the address too, however deep the field that it is about.
  const mistakes = (result.errors ?? []).filter(({ extensions }) => problemOf(extensions)?.field !== undefined);
  if (mistakes.length > 0) return refuse(mistakes);
  const answered = await answerOf(result, weight.values, context, log);
  return { ...answered, status: isAnswered(result) ? 200 : statusOf(answered) };
}

function statusOf({ codes }: Answer): number {
  return STATUSES[codes[0] as MessageCode] ?? 400;
}

/** Whether it has any data; what is not there, as a company that nobody has named, is an answer too. */
function isAnswered({ data, errors }: ExecutionResult): boolean {
  return errors === undefined || Object.values(data ?? {}).some((value) => value !== null);
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return refuse(request, reply.header('allow', 'GET, HEAD'), 405, problem('DOCUMENT_METHOD_REFUSED', { method: request.method }));
}

/** Undefined where it is not UTF-8, as what older systems write in GBK: it would be read as other characters. */
function searchOf({ url }: FastifyRequest): URLSearchParams | undefined {
  const { search, searchParams } = new URL(url, 'http://localhost');
  try {
    decodeURIComponent(search);
    return searchParams;
  } catch {
    return undefined;
  }
}
