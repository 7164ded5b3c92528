/** The graph behind HTTP, as the specification "GraphQL over HTTP" has it: an answer to each request, in the form that it accepts. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { problem } from '../../domain/message/problem.ts';
import type { GraphContext } from '../../graph/context.ts';
import { problemError } from '../../graph/problem-error.ts';
import { type Answer, answerOf, refusalOf } from './answer.ts';
import type { Log } from './answer-errors.ts';
import { type AskReader, isRefused, type Refused } from './asked.ts';
import { formOf } from './negotiate.ts';

/** Answers one request. @returns the codes of the answer's errors, for the log */
export type Endpoint = (request: FastifyRequest, reply: FastifyReply, context: GraphContext) => Promise<readonly string[]>;

export function createEndpoint(reader: AskReader, log: Log): Endpoint {
  const answer = async (request: FastifyRequest, context: GraphContext): Promise<Answer> => {
    const refuse = ({ errors, status, headers = {} }: Refused): Answer => {
      const refusal = refusalOf(errors, status, context, log);
      return { ...refusal, headers: { ...refusal.headers, ...headers } };
    };
    const asked = await reader.ofRequest(request);
    if (isRefused(asked)) return refuse(asked);
    const { operation, variables, estimated } = asked;
    if (operation.kind === OperationTypeNode.SUBSCRIPTION) {
      return refuse({ errors: [problemError(problem('SUBSCRIPTION_NEEDS_STREAM'))], status: 400 });
    }
    const result = await operation.run(context, variables);
    return 'data' in result ? answerOf(result, estimated, context, log) : refuse({ errors: result.errors ?? [], status: 400 });
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
