/** The graph behind HTTP, as the specification "GraphQL over HTTP" has it: what a request asks for, and in which form it is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { parseRequestParams, type RequestParams } from 'graphql-http';
import type { MessageCode } from '../../domain/message/catalogue.ts';
import { problem } from '../../domain/message/problem.ts';
import type { GraphContext } from '../../graph/context.ts';
import { Documents } from '../../graph/operation/documents.ts';
import type { OperationCache } from '../../graph/operation/operation-cache.ts';
import { problemError } from '../../graph/problem-error.ts';
import { withDocument } from '../documents/asked-document.ts';
import { type Answer, answerOf, refusalOf } from './answer.ts';
import type { Log } from './answer-errors.ts';
import { formOf } from './negotiate.ts';
import { couldBeForged } from './preflight.ts';

export interface EndpointOptions {
  /** Queries that may be named in place of a text. */
  readonly documents?: Documents | undefined;
  /** Whether no other text is run. Default: any is. */
  readonly onlyDocuments?: boolean;
}

const NO_DOCUMENTS = new Documents([]);

/** Answers one request. @returns the codes of the answer's errors, for the log */
export type Endpoint = (request: FastifyRequest, reply: FastifyReply, context: GraphContext) => Promise<readonly string[]>;

export function createEndpoint(operations: OperationCache, log: Log, options: EndpointOptions = {}): Endpoint {
  const { documents = NO_DOCUMENTS, onlyDocuments = false } = options;

  const answer = async (request: FastifyRequest, context: GraphContext): Promise<Answer> => {
    const refuse = (errors: readonly GraphQLError[], status = 400) => refusalOf(errors, status, context, log);
    const refuseFor = (code: MessageCode, status = 400) => refuse([problemError(problem(code))], status);

    if (couldBeForged(request.headers)) return refuseFor('PREFLIGHT_REQUIRED');
    if (Array.isArray(request.body)) return refuseFor('BATCH_REFUSED');
    const params = await readParams(request, documents);
    if (params instanceof GraphQLError) return refuse([params], params.extensions.code === 'BODY_MEDIA_TYPE' ? 415 : 400);
    if (onlyDocuments && !documents.has(params.query)) return refuseFor('DOCUMENT_NOT_TRUSTED');
    const prepared = operations.prepare(params.query);
    if (!prepared.ok) return refuse(prepared.errors);
    const operation = prepared.document.operation(params.operationName ?? null);
    if (operation instanceof GraphQLError) return refuse([operation]);
    if (operation.kind === OperationTypeNode.SUBSCRIPTION) return refuseFor('OPERATION_KIND_ABSENT');
    if (operation.kind === OperationTypeNode.MUTATION && request.method !== 'POST') {
      const refused = refuseFor('MUTATION_BY_GET', 405);
      return { ...refused, headers: { ...refused.headers, allow: 'POST' } };
    }
    const variables = params.variables ?? {};
    const weight = operation.weigh(variables);
    if (weight.problem !== null) return refuse([problemError(weight.problem)]);
    const result = await operation.run(context, variables);
    return 'data' in result ? answerOf(result, weight.values, context, log) : refuse(result.errors ?? []);
  };

  return async (request, reply, context) => {
    const form = formOf(request.headers.accept);
    if (form === null) {
      await send(
        reply,
        refusalOf([problemError(problem('FORM_NOT_ACCEPTABLE'))], 406, context, log),
        'application/json; charset=utf-8',
      );
      return ['FORM_NOT_ACCEPTABLE'];
    }
    const { status, ...rest } = await answer(request, context);
    await send(
      reply,
      { ...rest, status: form.alwaysOk && status === 400 && !OF_FORM.has(rest.codes[0]) ? 200 : status },
      form.contentType,
    );
    return rest.codes;
  };
}

/** Refused for the request's own form, not by the graph. */
const OF_FORM: ReadonlySet<string | undefined> = new Set([
  'PREFLIGHT_REQUIRED',
  'BAD_REQUEST',
  'BATCH_REFUSED',
  'DOCUMENT_AND_QUERY',
  'DIGEST_OF_OTHER',
]);

async function send(reply: FastifyReply, { status, headers, body }: Answer, contentType: string): Promise<void> {
  await reply.code(status).headers(headers).header('content-type', contentType).send(body);
}

/** With quotation marks and other parameters too, which the library takes for another charset. */
function isUtf8Json(type: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1] ?? 'utf-8';
  return /^\s*application\/json\s*(?:;|$)/i.test(type) && charset.toLowerCase() === 'utf-8';
}

/** What is asked for. A body that is no JSON was refused before. */
async function readParams(
  request: FastifyRequest,
  documents: Documents,
): Promise<(RequestParams & { readonly query: string }) | GraphQLError> {
  try {
    // A HEAD is a GET whose body is not sent.
    const asked = withDocument(request.method === 'HEAD' ? { method: 'GET', url: request.url, body: null } : request, documents);
    if (asked instanceof GraphQLError) return asked;
    const { method, url, body } = asked;
    const { headers, raw } = request;
    const type = headers['content-type'] ?? '';
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
    return problemError(problem('BAD_REQUEST', { detail: error.message }));
  }
}
