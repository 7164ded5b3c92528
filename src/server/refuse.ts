/** A problem as the answer of the server, for programs: its code and its sentence in the language that is preferred. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, type Language } from '../domain/message/describe.ts';
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
  const retry = RETRY_SECONDS[found.code];
  if (retry !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', String(retry));
  return reply.code(status).header('content-language', language).send(refusalIn(found, language));
}

/** In the form of an answer of the graph. */
export function refusalIn(found: Problem, language: Language): object {
  const { code, field, facts } = found;
  return {
    errors: [{ message: describe(found, language), extensions: { code, ...(field === undefined ? {} : { field }), ...facts } }],
  };
}
