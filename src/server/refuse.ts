/** A problem as the answer of the server, for programs: its code and its sentence in the language that is preferred. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe } from '../domain/message/describe.ts';
import type { Problem } from '../domain/message/problem.ts';
import { languageOf } from './language.ts';
import { RETRY_SECONDS } from './statuses.ts';

export async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  found: Problem,
): Promise<FastifyReply> {
  const language = languageOf(request.headers['accept-language']);
  const { code, field, facts } = found;
  const error = { message: describe(found, language), extensions: { code, ...(field === undefined ? {} : { field }), ...facts } };
  const retry = RETRY_SECONDS[code];
  if (retry !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', String(retry));
  return reply
    .code(status)
    .header('content-language', language)
    .send({ errors: [error] });
}
