/** Refuses a push, or whoever has no right token, with the status and the wait that the reason asks for. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MessageCode } from '../../domain/message/catalogue.ts';
import type { Problem } from '../../domain/message/problem.ts';
import { refuse } from '../refuse.ts';
import { STATUSES } from '../statuses.ts';

/** Anything else is about what was sent. */
const UNPROCESSABLE = 422;

/** Seconds after which it may well be otherwise. */
const RETRY_SECONDS: Readonly<Partial<Record<MessageCode, number>>> = {
  PUSH_TOO_OFTEN: 60,
  PUSH_BUSY: 5,
  PUSH_STOPPED: 10,
  PUSH_UNDER_WAY: 2,
};

export async function turnAway(request: FastifyRequest, reply: FastifyReply, found: Problem): Promise<FastifyReply> {
  const status = STATUSES[found.code] ?? UNPROCESSABLE;
  const retry = RETRY_SECONDS[found.code];
  if (retry !== undefined) reply.header('retry-after', found.params.seconds ?? String(retry));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // A body that nobody reads: the connection ends with the answer.
  if (!request.raw.complete) reply.header('connection', 'close');
  return refuse(request, reply, status, found);
}
