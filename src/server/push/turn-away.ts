/** Refuses a push, or whoever has no right token, with the status and the wait that the reason asks for. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MessageCode } from '../../domain/message/catalogue.ts';
import type { Problem } from '../../domain/message/problem.ts';
import { refuse } from '../refuse.ts';

const STATUS: Readonly<Partial<Record<MessageCode, number>>> = {
  PUSH_NOT_ALLOWED: 403,
  PUSH_NOT_YOURS: 403,
  PUSH_TOKEN: 401,
  PUSH_TOO_OFTEN: 429,
  PUSH_BUSY: 503,
  PUSH_STOPPED: 503,
  PUSH_UNDER_WAY: 409,
  PUSH_ANSWER_GONE: 410,
  PUSH_TYPE_UNKNOWN: 404,
  PUSH_TOO_LARGE: 413,
  PUSH_EMPTY: 400,
  PUSH_CUT_OFF: 400,
  PUSH_KEY_FORM: 400,
  PUSH_TOTALS_FORM: 400,
  PUSH_WAITING_TYPES: 400,
  PARAMETER_UNKNOWN: 400,
  PARAMETER_VALUE: 400,
};
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
  const status = STATUS[found.code] ?? UNPROCESSABLE;
  const retry = RETRY_SECONDS[found.code];
  if (retry !== undefined) reply.header('retry-after', found.params.seconds ?? String(retry));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // A body that nobody reads: the connection ends with the answer.
  if (!request.raw.complete) reply.header('connection', 'close');
  return refuse(request, reply, status, found);
}
