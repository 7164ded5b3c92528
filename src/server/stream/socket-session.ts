/** One WebSocket that speaks `graphql-transport-ws`: who asks, its operations, and its end. */
import { type GraphQLError, OperationTypeNode } from 'graphql';
import { CloseCode } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Viewer } from '../../access/viewer.ts';
import { problem, type Result } from '../../domain/message/problem.ts';
import type { GraphContext } from '../../graph/context.ts';
import { problemError } from '../../graph/problem-error.ts';
import { answerOf } from '../graph/answer.ts';
import { type Log, tellAll, unexpected } from '../graph/answer-errors.ts';
import { type Ask, type AskReader, isRefused } from '../graph/asked.ts';
import { deliver } from './deliver.ts';
import { type ClientMessage, readMessage } from './socket-message.ts';
import { SocketWriter } from './socket-writer.ts';
import type { Subscriptions } from './subscriptions.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whoever asks over a connection that lasts. */
export interface Guest {
  readonly viewer: Viewer;
  /** A context for each operation. @param viewer the guest, for as long as the operation runs */
  readonly contextOf: (viewer: Viewer) => GraphContext;
}

export interface SocketLimits {
  /** In which a client has to say who it is, milliseconds. */
  readonly initMs: number;
  /** How often a client has to show that it is there, milliseconds. */
  readonly pingMs: number;
  /** In which it has to take what was sent to it, milliseconds. */
  readonly stallMs: number;
  /** Operations at once over one connection. */
  readonly operations: number;
}

export interface SessionOptions {
  readonly reader: AskReader;
  readonly subscriptions: Subscriptions;
  readonly log: Log;
  readonly limits: SocketLimits;
  /** Who asks. @param params what it sends in place of headers, by names in small letters */
  readonly admit: (params: Headers) => Result<Guest>;
}

/** Of RFC 6455 and its registry: whoever is told so comes again. */
export const RESTART = 1012;
const TRY_AGAIN = 1013;

/** Why a connection is closed. */
interface Fault {
  readonly code: number;
  readonly reason: string;
}

const INVALID: Fault = { code: CloseCode.BadRequest, reason: 'Invalid message received' };

const END_OF_NEXT = Buffer.from('}');

export class SocketSession {
  readonly #socket: WebSocket;
  readonly #options: SessionOptions;
  readonly #writer: SocketWriter;
  readonly #noInit: NodeJS.Timeout;
  readonly #operations = new Map<string, AbortController>();
  /** With those that were completed by the client and have not ended yet. */
  #running = 0;
  #guest: Guest | undefined;
  #isInitialised = false;
  /** Signs of life that were asked for since it was last heard of. */
  #unanswered = 0;
  #asked = 0;
  readonly #codes = new Set<string>();

  constructor(socket: WebSocket, options: SessionOptions) {
    const { initMs, stallMs } = options.limits;
    this.#socket = socket;
    this.#options = options;
    this.#writer = new SocketWriter(socket, stallMs);
    this.#noInit = setTimeout(
      () => this.#close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout'),
      initMs,
    );
    socket.on('message', (data, isBinary) => this.#hear(data, isBinary));
    socket.on('pong', () => {
      this.#unanswered = 0;
    });
    // What is wrong with a frame closes the socket with its own code.
    socket.on('error', () => {});
    socket.once('close', () => this.#leave());
  }

  /** What the log says of it: operations that were asked for, and codes of their errors. */
  get facts(): { readonly operations: number; readonly codes: readonly string[] } {
    return { operations: this.#asked, codes: [...this.#codes] };
  }

  /**
   * Asks for a sign of life, and cuts off who gave none to two: on a slow line one lies for long behind what was sent before it. Who takes
   * nothing is given the time that it may.
   */
  beat(): void {
    if (this.#writer.isFull) return;
    if (this.#unanswered === 2) {
      this.#socket.terminate();
      return;
    }
    this.#unanswered++;
    this.#socket.ping();
  }

  /** The server stops: whoever listens is to come again. */
  stop(): void {
    this.#close(RESTART, 'Service restart');
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#noInit);
    for (const operation of this.#operations.values()) operation.abort();
    this.#operations.clear();
  }

  #hear(data: RawData, isBinary: boolean): void {
    this.#unanswered = 0;
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const message = isBinary ? null : readMessage(String(data));
    const fault = message === null ? INVALID : this.#take(message);
    if (fault !== null) this.#close(fault.code, fault.reason);
  }

  #take(message: ClientMessage): Fault | null {
    switch (message.type) {
      case 'connection_init':
        return this.#init(message.payload);
      case 'subscribe':
        return this.#begin(message.id, message.payload);
      case 'complete':
        this.#operations.get(message.id)?.abort();
        this.#operations.delete(message.id);
        return null;
      case 'ping':
        this.#say({ type: 'pong' });
        return null;
      case 'pong':
        return null;
    }
  }

  #init(params: object): Fault | null {
    if (this.#isInitialised) {
      return { code: CloseCode.TooManyInitialisationRequests, reason: 'Too many initialisation requests' };
    }
    this.#isInitialised = true;
    clearTimeout(this.#noInit);
    const admitted = this.#options.admit(asHeaders(params));
    if (!admitted.ok) {
      this.#codes.add(admitted.problem.code);
      return { code: CloseCode.Forbidden, reason: `Forbidden: ${admitted.problem.code}` };
    }
    this.#guest = admitted.value;
    this.#say({ type: 'connection_ack' });
    return null;
  }

  #begin(id: string, payload: object): Fault | null {
    const guest = this.#guest;
    if (guest === undefined) return { code: CloseCode.Unauthorized, reason: 'Unauthorized' };
    if (this.#operations.has(id)) return { code: CloseCode.SubscriberAlreadyExists, reason: 'Subscriber already exists' };
    this.#asked++;
    const operation = new AbortController();
    const context = guest.contextOf({ ...guest.viewer, gone: operation.signal });
    const { operations: limit } = this.#options.limits;
    if (this.#running >= limit) {
      this.#refuse(id, [problemError(problem('SOCKET_OPERATIONS_TOO_MANY', { limit: String(limit) }))], context);
      return null;
    }
    this.#operations.set(id, operation);
    this.#running++;
    void this.#run(id, payload, context, operation.signal)
      .catch((error: unknown) => {
        if (!operation.signal.aborted) this.#refuse(id, [problemError(unexpected(error, this.#options.log))], context);
      })
      .finally(() => {
        this.#running--;
        // Another may have its id by now.
        if (this.#operations.get(id) === operation) this.#operations.delete(id);
      });
    return null;
  }

  async #run(id: string, payload: object, context: GraphContext, signal: AbortSignal): Promise<void> {
    const asked = await this.#options.reader.ofMessage(payload);
    if (isRefused(asked)) return this.#refuse(id, asked.errors, context, signal);
    if (asked.operation.kind === OperationTypeNode.SUBSCRIPTION) return this.#follow(id, asked, context, signal);
    const result = await asked.operation.run(context, asked.variables);
    if (!('data' in result)) return this.#refuse(id, result.errors ?? [], context, signal);
    const { body, codes } = await answerOf(result, asked.estimated, context, this.#options.log);
    for (const code of codes) this.#codes.add(code);
    if (signal.aborted) return;
    await this.#next(id, Buffer.from(body));
    this.#complete(id, signal);
  }

  async #follow(id: string, asked: Ask, context: GraphContext, signal: AbortSignal): Promise<void> {
    const opening = await this.#options.subscriptions.open(asked, context);
    if (opening.kind === 'REFUSED') return this.#refuse(id, opening.errors, context, signal);
    if (opening.kind === 'FULL') return this.#refuse(id, [problemError(opening.problem)], context, signal);
    if (opening.kind === 'NOT_NOW') {
      this.#codes.add(opening.problem.code);
      return this.#close(TRY_AGAIN, 'Try again later');
    }
    signal.addEventListener('abort', opening.close);
    if (signal.aborted) opening.close();
    try {
      const { end, codes } = await deliver(opening, (event) => this.#next(id, event.json));
      for (const code of codes) this.#codes.add(code);
      if (end === 'COMPLETE') this.#complete(id, signal);
      else if (end === 'FAILED') this.#close(TRY_AGAIN, 'Try again later');
    } finally {
      opening.close();
    }
  }

  #refuse(id: string, errors: readonly GraphQLError[], context: GraphContext, signal?: AbortSignal): void {
    const payload = tellAll(errors, context, this.#options.log);
    for (const { extensions } of payload) this.#codes.add(extensions.code);
    if (signal?.aborted !== true) this.#say({ id, type: 'error', payload });
  }

  #complete(id: string, signal: AbortSignal): void {
    if (!signal.aborted) this.#say({ id, type: 'complete' });
  }

  #say(message: object): void {
    void this.#writer.send(JSON.stringify(message));
  }

  /** @param json an answer, written out once for all who are given it */
  #next(id: string, json: Buffer): Promise<void> {
    const start = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    return this.#writer.send(Buffer.concat([start, json, END_OF_NEXT]));
  }
}

function asHeaders(params: object): Headers {
  const texts = Object.entries(params).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value as string]));
}
