/**
 * The graph over Server-Sent Events, as the protocol graphql-sse has it in its "distinct connections mode": a request that accepts
 * `text/event-stream` is answered by `next` events and, where there is an end, by `complete`.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphContext } from '../../graph/context.ts';
import { problemError } from '../../graph/problem-error.ts';
import { answerOf, refusalOf } from '../graph/answer.ts';
import type { Log } from '../graph/answer-errors.ts';
import { type AskReader, isRefused } from '../graph/asked.ts';
import { refuse } from '../refuse.ts';
import { STATUSES } from '../statuses.ts';
import { deliver, STALL_MS } from './deliver.ts';
import { eventIdOf, readEventId } from './event-id.ts';
import { COMPLETE_FRAME, nextFrame, type StreamEvent } from './stream-event.ts';
import type { Opened, Subscriptions } from './subscriptions.ts';

/** Milliseconds in which it has to take what was sent when nothing more will come. */
const LEAVE_MS = 500;

export interface EventStreamOptions {
  readonly reader: AskReader;
  readonly subscriptions: Subscriptions;
  readonly log: Log;
  readonly stallMs?: number | undefined;
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store',
  vary: 'accept, accept-language, authorization, hutong-at, hutong-max-staleness',
  // What stands before the server in a city must not wait for the end of it.
  'x-accel-buffering': 'no',
};

/** Answers one request by events. @returns the codes of its errors, for the log */
export type EventEndpoint = (request: FastifyRequest, reply: FastifyReply, context: GraphContext) => Promise<readonly string[]>;

export function createEventEndpoint(options: EventStreamOptions): EventEndpoint {
  const { reader, subscriptions, log, stallMs = STALL_MS } = options;

  /**
   * The protocol wants what is wrong with a query told by an event: a browser tells its page nothing of a refused stream. Of what another
   * site sends that page is told nothing.
   */
  const sendOnce = async (reply: FastifyReply, body: string): Promise<void> => {
    await reply.headers(HEADERS).send(Buffer.concat([nextFrame(body), COMPLETE_FRAME]));
  };

  return async (request, reply, context) => {
    const told = async (errors: readonly GraphQLError[]): Promise<readonly string[]> => {
      const { body, codes } = refusalOf(errors, 200, context, log);
      await sendOnce(reply, body);
      return codes;
    };
    const asked = await reader.ofRequest(request);
    if (isRefused(asked)) {
      const { body, codes } = refusalOf(asked.errors, asked.status, context, log);
      if (asked.status === 400 && codes[0] !== 'PREFLIGHT_REQUIRED') await sendOnce(reply, body);
      else
        await reply
          .code(asked.status)
          .headers(asked.headers ?? {})
          .type('application/json; charset=utf-8')
          .send(body);
      return codes;
    }
    const { operation, variables, estimated } = asked;
    if (operation.kind !== OperationTypeNode.SUBSCRIPTION) {
      const result = await operation.run(context, variables);
      if (!('data' in result)) return told(result.errors ?? []);
      const { body, codes } = await answerOf(result, estimated, context, log);
      await sendOnce(reply, body);
      return codes;
    }
    const resumeAfter = readEventId(request.headers['last-event-id']);
    if (!resumeAfter.ok) return told([problemError(resumeAfter.problem)]);
    const opening = await subscriptions.open(asked, context, resumeAfter.value);
    if (opening.kind === 'REFUSED') return told(opening.errors);
    if (opening.kind === 'FULL' || opening.kind === 'NOT_NOW') {
      await refuse(request, reply, STATUSES[opening.problem.code] ?? 503, opening.problem);
      return [opening.problem.code];
    }
    reply.hijack();
    const codes = await sendEvents(opening, reply.raw, stallMs);
    log.info({ method: request.method, route: '/graphql', stream: 'sse', ms: Math.round(reply.elapsedTime), codes });
    return codes;
  };
}

/** Sends until nobody listens any more. An end without `complete` tells the client to come again. */
async function sendEvents(opened: Opened, response: ServerResponse, stallMs: number): Promise<readonly string[]> {
  const { closed, close } = opened;
  response.once('close', close);
  // It may be gone by now, and says so no more.
  if (response.destroyed) close();
  closed.addEventListener('abort', () => endSoon(response));
  // Nothing comes after it: a connection that is kept for more would keep a server from stopping.
  response.writeHead(200, { ...HEADERS, connection: 'close' });
  // So that the client knows that it is heard, and where to go on, though there may be nothing to say for a while.
  response.write(`id: ${eventIdOf(opened.start)}\n\n`);
  try {
    const { end, codes } = await deliver(opened, (event) => send(event, response, stallMs));
    if (end === 'FAILED') response.destroy();
    if (end === 'COMPLETE') {
      response.end(COMPLETE_FRAME);
      await taken(response, 'finish', stallMs);
    }
    return codes;
  } finally {
    close();
  }
}

/**
 * Hands an event to the connection, as a chunk that is ready for all of them: of many small writes, making chunks of each is half of what
 * they cost. Before HTTP/1.1 there are no chunks.
 */
async function send(event: StreamEvent, response: ServerResponse, stallMs: number): Promise<void> {
  const { req, socket } = response;
  if (socket === null || req.httpVersion !== '1.1') {
    if (!response.write(event.frame)) await taken(response, 'drain', stallMs);
  } else if (!socket.write(event.chunk)) await taken(socket, 'drain', stallMs);
}

/** Whoever does not take the rest in time comes again for it. */
function endSoon(response: ServerResponse): void {
  if (response.destroyed || response.writableFinished) return;
  response.end();
  const late = setTimeout(() => response.destroy(), LEAVE_MS);
  response.once('close', () => clearTimeout(late));
}

/** Until what was sent is taken. A client that does not take it for long is cut off: it holds what was written for it. */
function taken(sent: ServerResponse | Socket, event: 'drain' | 'finish', stallMs: number): Promise<void> {
  if (sent.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => sent.destroy(), stallMs);
    const done = (): void => {
      clearTimeout(late);
      sent.off(event, done).off('close', done);
      resolve();
    };
    sent.on(event, done).on('close', done);
  });
}
