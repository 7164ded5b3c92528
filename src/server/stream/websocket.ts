/** The graph over WebSocket, at the address of the graph: who may open one, and how many. What is said over it, see `SocketSession`. */
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { describe } from '../../domain/message/describe.ts';
import { type Problem, problem, type Result } from '../../domain/message/problem.ts';
import { languageOf } from '../language.ts';
import { namesLoopback } from '../loopback.ts';
import { RETRY_SECONDS, STATUSES } from '../statuses.ts';
import { STALL_MS } from './deliver.ts';
import { type Guest, type Headers, type SessionOptions, type SocketLimits, SocketSession } from './socket-session.ts';
import type { SubscriptionLimits } from './subscriptions.ts';

export const SOCKET_LIMITS: SocketLimits = { initMs: 3_000, pingMs: 30_000, stallMs: STALL_MS, operations: 20 };

/** Of a message: that of a query's body over HTTP. */
const MAX_MESSAGE_BYTES = 1_000_000;

/** Milliseconds that a client is given to take its leave. */
const LEAVE_MS = 500;

export interface WebSocketOptions extends Omit<SessionOptions, 'limits' | 'admit'> {
  readonly limits?: Partial<SocketLimits> | undefined;
  /** How many sockets there may be: as many as subscriptions. */
  readonly subscriptionLimits: Pick<SubscriptionLimits, 'ofOne' | 'inAll'>;
  /** Whether it is reached by any name, and not by those of this machine alone. */
  readonly allowRemote: boolean;
  /** Who asks, by headers or by what stands in their place. */
  readonly admit: (headers: Headers, address: string) => Result<Guest>;
}

export interface OpenSockets {
  /** Tells all of them to come again; those that are opened from now on are refused. */
  stop(): void;
}

/** Whether a request is to become a WebSocket. Others ask for other upgrades, as programs in Java for HTTP/2, and are content with an answer. */
export function isWebSocketUpgrade({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** @param server one that takes for upgrades what `isWebSocketUpgrade` does */
export function serveWebSockets(server: Server, options: WebSocketOptions): OpenSockets {
  const { log, allowRemote, admit } = options;
  const limits = { ...SOCKET_LIMITS, ...options.limits };
  const { ofOne, inAll } = options.subscriptionLimits;
  const sessions = new Map<SocketSession, WebSocket>();
  const ofAddress = new Map<string, number>();
  let isStopping = false;

  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });

  /** Why it is not let in. */
  const problemOf = (request: IncomingMessage, address: string): Problem | null => {
    const { host, 'sec-websocket-protocol': protocols = '' } = request.headers;
    if (isStopping) return problem('SERVER_STOPPING');
    if (!allowRemote && !namesLoopback(host)) return problem('HOST_REFUSED');
    if (!/^\/graphql(?:\?|$)/.test(request.url ?? '')) return problem('NOT_FOUND');
    if (isOfOtherSite(request)) return problem('SOCKET_OTHER_SITE');
    if (!protocols.split(',').some((each) => each.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
      return problem('SOCKET_PROTOCOL_UNKNOWN');
    }
    if ((ofAddress.get(address) ?? 0) >= ofOne) return problem('SOCKETS_TOO_MANY', { limit: String(ofOne) });
    if (sessions.size >= inAll) return problem('SOCKETS_TOO_MANY', { limit: String(inAll) });
    return null;
  };

  const open = (socket: WebSocket, request: IncomingMessage, address: string): void => {
    const openedAt = performance.now();
    const session = new SocketSession(socket, {
      ...options,
      limits,
      admit: (params) => admit({ ...request.headers, ...params }, address),
    });
    sessions.set(session, socket);
    ofAddress.set(address, (ofAddress.get(address) ?? 0) + 1);
    socket.once('close', (code) => {
      sessions.delete(session);
      const left = (ofAddress.get(address) ?? 1) - 1;
      if (left === 0) ofAddress.delete(address);
      else ofAddress.set(address, left);
      const ms = Math.round(performance.now() - openedAt);
      log.info({ route: '/graphql', stream: 'ws', closed: code, ms, ...session.facts });
    });
  };

  server.on('upgrade', (request, stream, head) => {
    const address = request.socket.remoteAddress ?? '';
    const found = problemOf(request, address);
    if (found !== null) return refuse(request, stream, found);
    sockets.handleUpgrade(request, stream, head, (socket) => open(socket, request, address));
  });

  const pings = setInterval(() => {
    for (const session of sessions.keys()) session.beat();
  }, limits.pingMs);
  pings.unref();

  return {
    stop() {
      isStopping = true;
      clearInterval(pings);
      for (const session of sessions.keys()) session.stop();
      const late = setTimeout(() => {
        for (const socket of sessions.values()) socket.terminate();
      }, LEAVE_MS);
      late.unref();
    },
  };
}

/**
 * Browsers open WebSockets for any page without asking first, and say which page it is; programs say nothing. Its scheme may be another
 * where something before the server ends the encryption.
 */
function isOfOtherSite({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false;
  try {
    const page = new URL(origin);
    return page.host !== new URL(`${page.protocol}//${host}`).host || page.host === '';
  } catch {
    return true;
  }
}

function refuse(request: IncomingMessage, stream: Duplex, found: Problem): void {
  const { code } = found;
  const status = STATUSES[code] ?? 400;
  const language = languageOf(request.headers['accept-language']);
  const body = JSON.stringify({ errors: [{ message: describe(found, language), extensions: { code } }] });
  const retry = RETRY_SECONDS[code];
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(retry === undefined ? [] : [`retry-after: ${retry}`]),
    'connection: close',
  ];
  // Whoever is gone by now is not told.
  stream.on('error', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
