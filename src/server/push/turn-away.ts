/** Refuses a push, or whoever has no right token, with the status and the wait that the reason asks for. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../domain/message/problem.ts';
import { refuse } from '../refuse.ts';
import { STATUSES } from '../statuses.ts';

/** Anything else is about what was sent. */
const UNPROCESSABLE = 422;

export async function turnAway(request: FastifyRequest, reply: FastifyReply, found: Problem): Promise<FastifyReply> {
  const status = STATUSES[found.code] ?? UNPROCESSABLE;
  if (found.params.seconds !== undefined) reply.header('retry-after', found.params.seconds);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // A body that nobody reads: the connection ends with the answer.
  if (!request.raw.complete) reply.header('connection', 'close');
  return refuse(request, reply, status, found);
}
