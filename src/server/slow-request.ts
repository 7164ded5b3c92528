/**
 * Cuts off a request whose body is not there in time. Node has one limit for a whole server, and that is the one of the
 * longest push; what comes anywhere else is small, and who sends it slowly only holds a connection.
 */
import type { IncomingMessage } from 'node:http';
import { answerClientError } from './client-error.ts';

/** @param limitMs milliseconds from the end of the request's head on */
export function cutWhereSlow(request: IncomingMessage, limitMs: number): void {
  const late = setTimeout(() => {
    if (request.complete) return;
    answerClientError(Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), request.socket);
    request.socket.destroySoon();
  }, limitMs);
  late.unref();
  request.once('close', () => clearTimeout(late));
}
