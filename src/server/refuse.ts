/** A problem as the answer of the server, for programs: its code and its sentence in the language that is preferred. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe } from '../domain/message/describe.ts';
import type { Problem } from '../domain/message/problem.ts';
import { languageOf } from './language.ts';

export async function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  found: Problem,
): Promise<FastifyReply> {
  const language = languageOf(request.headers['accept-language']);
  const error = { message: describe(found, language), extensions: { code: found.code } };
  return reply
    .code(status)
    .header('content-language', language)
    .send({ errors: [error] });
}
