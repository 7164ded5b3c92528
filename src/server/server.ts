/** The HTTP server: the graph, GraphiQL to try it in, its health. It reads from a hub that its caller opened and closes. */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type Logger, pino } from 'pino';
import { anybody, operator, partyViewer, type Viewer } from '../access/viewer.ts';
import type { MessageCode } from '../domain/message/catalogue.ts';
import { ok, type Problem, problem, type Result } from '../domain/message/problem.ts';
import type { Desk } from '../feed/desk.ts';
import type { FeedPlace } from '../feed/feeds.ts';
import type { Hub } from '../feed/hub.ts';
import type { PushIntake } from '../feed/push/intake.ts';
import { createContext, type GraphContext } from '../graph/context.ts';
import { readDocuments } from '../graph/operation/documents.ts';
import { OperationCache } from '../graph/operation/operation-cache.ts';
import type { PushGate } from '../graph/push/push.ts';
import { createSchema } from '../graph/schema.ts';
import type { SubgraphName } from '../graph/subgraph/subgraph-names.ts';
import { answerClientError } from './client-error.ts';
import { registerCounter } from './counter/counter.ts';
import { registerDocuments } from './documents/register.ts';
import { registerExports } from './export/export-route.ts';
import type { Pace } from './export/paced-answer.ts';
import { unexpected } from './graph/answer-errors.ts';
import { AskReader } from './graph/asked.ts';
import { createEndpoint } from './graph/endpoint.ts';
import { wantsEvents } from './graph/negotiate.ts';
import { couldBeForged } from './graph/preflight.ts';
import { serveGraphiql } from './graphiql/serve.ts';
import { readinessOf } from './health.ts';
import { NOT_UTF8, readJsonBodies } from './json-body.ts';
import { languageOf } from './language.ts';
import { isLoopback, namesLoopback } from './loopback.ts';
import { pageOf, pagePolicy } from './page.ts';
import { Door } from './push/door.ts';
import { PUSH_ROUTE, type PushDesk, registerPush } from './push/push.ts';
import { turnAway } from './push/turn-away.ts';
import { refuse } from './refuse.ts';
import { cutWhereSlow } from './slow-request.ts';
import { STATUSES } from './statuses.ts';
import { createEventEndpoint } from './stream/event-stream.ts';
import type { Headers, SocketLimits } from './stream/socket-session.ts';
import { SUBSCRIPTION_LIMITS, type Subscriber, type SubscriptionLimits, Subscriptions } from './stream/subscriptions.ts';
import { isWebSocketUpgrade, serveWebSockets } from './stream/websocket.ts';
import { UnaskedConnections } from './unasked-connections.ts';
import { untilGone } from './until-gone.ts';

export interface ServerOptions {
  readonly hub: Hub;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 4000; 0 takes any that is free. */
  readonly port?: number;
  /** Default: JSON lines to standard output. */
  readonly logger?: Logger;
  /** Who everybody is that asks without a token of a party. Default: the operator; of a subgraph anybody, since a gateway asks for others. */
  readonly viewer?: Viewer;
  /** How pushes are taken in, and from whom; nobody may push without it. */
  readonly pushes?: PushDesk;
  /** Where decisions of the operator are carried out; this server carries out none without it. */
  readonly desk?: Desk;
  /** Days in which a challenge has to be answered; see `challenges.ts`. */
  readonly challengeDays?: number;
  /** Serve one subgraph alone, to a gateway; pages for people are in none. Default: the whole graph. */
  readonly subgraph?: SubgraphName | undefined;
  /** How long a request waits for a position that this node has not reached, milliseconds; see await-position.ts. */
  readonly positionWaitMs?: number | undefined;
  /** After how long a subscriber that takes nothing is cut off, milliseconds. Default: a minute. */
  readonly streamStallMs?: number | undefined;
  /** The reader of an export who takes less is cut off. Default: `LOWEST_PACE`. */
  readonly exportPace?: Pace | undefined;
  /** Default: see `SUBSCRIPTION_LIMITS`. */
  readonly subscriptionLimits?: Partial<SubscriptionLimits> | undefined;
  /** Default: see `SOCKET_LIMITS`. */
  readonly socketLimits?: Partial<SocketLimits> | undefined;
  /** Run the queries that the hub brings along, and no other text; the whole graph only. Default: any. */
  readonly trustedOnly?: boolean | undefined;
  /** Whether the schema is told: by introspection, by suggestions, and by a page to try queries in. Default: it is. */
  readonly introspection?: boolean;
  /** Listen where other machines reach it. Everybody who does without a token is `viewer`. */
  readonly allowRemote?: boolean;
  /** In which all of a request has to come, but for a push; milliseconds. Default: half a minute. */
  readonly requestMs?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Answers what is under way, then stops. The hub stays open. */
  close(): Promise<void>;
}

export class RemoteHostError extends Error {
  override readonly name = 'RemoteHostError';
}

export class TrustedSubgraphError extends Error {
  override readonly name = 'TrustedSubgraphError';
}

/** Of the graph: a query of MAX_TOKENS tokens fits in well, and so do 1,000 records that are pushed with one. */
export const MAX_BODY_BYTES = 1_000_000;

/** Of whatever names no limit of its own; nothing else has a body. */
const SMALL_BODY_BYTES = 16_384;

/** In which all of a request has to come. */
const REQUEST_MS = 30_000;

/** A push of any length comes over a slow line; what is in memory while it comes is bounded elsewhere. */
const PUSH_MS = 1_800_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { hub, host = '127.0.0.1', port = 4000, logger = pino(), allowRemote = false, pushes } = options;
  const {
    desk,
    challengeDays,
    requestMs = REQUEST_MS,
    subgraph,
    viewer = subgraph === undefined ? operator : anybody,
    positionWaitMs,
    streamStallMs,
    exportPace,
    subscriptionLimits,
    socketLimits,
    trustedOnly = false,
    introspection = true,
  } = options;
  if (!allowRemote && !isLoopback(host)) {
    throw new RemoteHostError(`${host} is reached from other machines, and the hub does not know yet who asks`);
  }
  if (subgraph !== undefined && trustedOnly) {
    throw new TrustedSubgraphError('a gateway asks a subgraph in words of its own, of which none is kept');
  }
  // Fastify's own lines hold whole addresses, and a GET has its query and variables in there.
  const app: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: SMALL_BODY_BYTES,
    requestTimeout: PUSH_MS,
    // Refused by us, below.
    return503OnClosing: false,
    http: { shouldUpgradeCallback: isWebSocketUpgrade },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => refuseAddress(error, request, reply, allowRemote),
  });
  const unasked = new UnaskedConnections(app.server);
  readJsonBodies(app);
  let isStopping = false;
  // Hooks that wait for nothing call on: a promise in each of them would be a tenth of what a small request costs.
  app.addHook('onRequest', (request, reply, goOn) => {
    if (isStopping) void refuse(request, reply, 503, problem('SERVER_STOPPING'));
    else goOn();
  });
  const answered = new WeakMap<FastifyRequest, Pick<GraphContext, 'positions'> & { readonly codes: readonly string[] }>();

  if (!allowRemote) {
    app.addHook('onRequest', (request, reply, goOn) => {
      if (namesLoopback(request.headers.host)) goOn();
      else void refuse(request, reply, 421, problem('HOST_REFUSED'));
    });
  }
  app.addHook('onRequest', ({ raw, routeOptions }, _reply, goOn) => {
    if (routeOptions.url !== PUSH_ROUTE) cutWhereSlow(raw, requestMs);
    goOn();
  });
  app.addHook('onResponse', (request, reply, goOn) => {
    const graph = answered.get(request);
    logger.info({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(graph === undefined ? {} : { positions: [...graph.positions], codes: graph.codes }),
    });
    goOn();
  });
  app.setNotFoundHandler((request, reply) => refuse(request, reply, 404, problem('NOT_FOUND')));
  app.setErrorHandler((error, request, reply) => {
    const { status, found } = ofHttpError(error, request.routeOptions.bodyLimit ?? SMALL_BODY_BYTES, logger);
    return refuse(request, reply, status, found);
  });

  const door = new Door(pushes?.parties ?? [], () => hub.clock.now());
  const schema = subgraph === undefined ? createSchema() : await schemaOf(subgraph);
  const operations = new OperationCache(schema, { introspection });
  // A subgraph answers no whole document.
  const documents = subgraph === undefined ? readDocuments() : undefined;
  const onlyDocuments = documents !== undefined && trustedOnly;
  const reader = new AskReader(operations, { documents, onlyDocuments });
  const answer = createEndpoint(reader, logger);
  const contextAt = ({ viewer: asking, language }: Subscriber, position: number | null, resumeAfter?: FeedPlace) => {
    const at = position === null ? undefined : String(position);
    return createContext({ hub, viewer: asking, language, at, positionWaitMs, resumeAfter });
  };
  const subscriptions = new Subscriptions({ hub, log: logger, contextAt, limits: subscriptionLimits });
  const stream = createEventEndpoint({ reader, subscriptions, log: logger, stallMs: streamStallMs });
  // Nothing that is written there would be run where only documents are.
  const showGraphiql = introspection && !onlyDocuments ? serveGraphiql(app) : undefined;
  const viewers = new WeakMap<FastifyRequest, Viewer>();
  // Before a body is read. Whoever shows a token is nobody else: with a wrong one it is not the operator either.
  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    const asking = viewerOf(request, door, viewer);
    if (!asking.ok) return turnAway(request, reply, asking.problem);
    viewers.set(request, untilGone(asking.value, reply.raw));
  };
  const contextFor = (asker: Asker, asking: Viewer) =>
    createContext({
      hub,
      viewer: asking,
      language: languageOf(headerOf(asker, 'accept-language')),
      at: headerOf(asker, 'hutong-at'),
      maxStaleness: headerOf(asker, 'hutong-max-staleness'),
      positionWaitMs,
      desk,
      challengeDays,
      ...(pushes === undefined ? {} : { pushGate: gateOf(asker, door, pushes.intake) }),
    });
  const contextOf = (request: FastifyRequest) => contextFor(request, viewers.get(request) ?? anybody);
  const note = (request: FastifyRequest, { positions }: GraphContext, codes: readonly string[]) => {
    answered.set(request, { positions, codes });
  };
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    bodyLimit: MAX_BODY_BYTES,
    onRequest: admit,
    preHandler: (request, reply, goOn) => {
      if (!isBrowserVisit(request)) goOn();
      else if (showGraphiql !== undefined) void showGraphiql(reply);
      else if (documents !== undefined) void reply.redirect('/q', 302);
      else void refuse(request, reply, 404, problem('NOT_FOUND'));
    },
    handler: async (request, reply) => {
      const context = contextOf(request);
      const endpoint = wantsEvents(request.headers.accept) ? stream : answer;
      note(request, context, await endpoint(request, reply, context));
      return reply;
    },
  });
  app.route({
    url: '/graphql',
    method: ['DELETE', 'OPTIONS', 'PATCH', 'PUT'],
    onRequest: refuseMethod,
    handler: refuseMethod,
  });
  if (documents !== undefined) {
    registerDocuments(app, { schema, documents, operations, log: logger, admit, contextOf, note });
  }
  if (subgraph === undefined) {
    const page = pageOf(showGraphiql !== undefined);
    app.get('/', (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(page),
    );
    await registerCounter(app, { hub, viewer, log: logger });
  }
  if (subgraph === undefined || subgraph === 'feed') {
    await registerPush(app, { hub, desk: pushes, door });
    const exportsTo = (request: FastifyRequest) => viewers.get(request) ?? anybody;
    registerExports(app, { hub, log: logger, admit, viewerOf: exportsTo, positionWaitMs, pace: exportPace });
  }
  app.get('/health/live', () => ({ status: 'live' }));
  const hindranceOf = readinessOf(hub);
  app.get('/health/ready', async (request, reply) => {
    const hindrance = await hindranceOf();
    return hindrance === null ? reply.send({ status: 'ready' }) : refuse(request, reply, 503, hindrance);
  });

  const sockets = serveWebSockets(app.server, {
    reader,
    subscriptions,
    log: logger,
    allowRemote,
    limits: { ...(streamStallMs === undefined ? {} : { stallMs: streamStallMs }), ...socketLimits },
    subscriptionLimits: { ...SUBSCRIPTION_LIMITS, ...subscriptionLimits },
    admit(headers, ip) {
      const asker = { headers, ip };
      const asking = viewerOf(asker, door, viewer);
      return asking.ok ? ok({ viewer: asking.value, contextOf: (guest) => contextFor(asker, guest) }) : asking;
    },
  });
  const url = await app.listen({ host, port });
  logger.info({ url }, 'listening');
  return {
    url,
    async close() {
      isStopping = true;
      sockets.stop();
      subscriptions.stop();
      unasked.cut();
      // Who is answered while it closes would hold the connection, and with it the server, for as long as one may stay idle.
      app.server.keepAliveTimeout = 1;
      await app.close();
      logger.info({ url }, 'stopped');
    },
  };
}

/** Loaded only where it is served: the whole graph should not wait for it at its start. */
async function schemaOf(subgraph: SubgraphName): Promise<GraphQLSchema> {
  const { createSubgraphSchema } = await import('../graph/subgraph/subgraph-schema.ts');
  return createSubgraphSchema(subgraph);
}

/** Before a body is read: what is wrong with that does not matter any more. */
function refuseMethod(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return refuse(request, reply.header('allow', 'GET, POST'), 405, problem('GRAPH_METHOD_REFUSED', { method: request.method }));
}

/** What Fastify finds wrong with a body, by its own codes; without one it is the parser of JSON that complains. */
const BODY_PROBLEMS: Readonly<Record<string, MessageCode>> = {
  [NOT_UTF8]: 'BODY_NOT_UTF8',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BODY_EMPTY',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'BODY_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'REQUEST_UNREADABLE',
};

function ofHttpError(error: unknown, bodyLimit: number, logger: Logger): { readonly status: number; readonly found: Problem } {
  const { statusCode, code } = error as { readonly statusCode?: number; readonly code?: string };
  if (statusCode === 413) return { status: 413, found: problem('BODY_TOO_LARGE', { limit: String(bodyLimit) }) };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, found: problem(BODY_PROBLEMS[code ?? ''] ?? 'BODY_NOT_JSON') };
  }
  const found = unexpected(error, logger);
  return { status: STATUSES[found.code] ?? 500, found };
}

/** What the router refuses before any hook is run: an address that is no UTF-8, or of which a part is longer than that of any page. */
function refuseAddress({ code }: FastifyError, request: FastifyRequest, reply: FastifyReply, allowRemote: boolean): void {
  if (!allowRemote && !namesLoopback(request.headers.host)) void refuse(request, reply, 421, problem('HOST_REFUSED'));
  else if (code === 'FST_ERR_MAX_PARAM_LENGTH') void refuse(request, reply, 404, problem('NOT_FOUND'));
  else void refuse(request, reply, 400, problem('ADDRESS_UNREADABLE'));
}

/** What whoever asks says of itself. */
interface Asker {
  readonly headers: Headers;
  readonly ip: string;
}

/** The party whose token comes with a request to the graph; without one it is whoever everybody is. */
function viewerOf(asker: Asker, door: Door, everybody: Viewer): Result<Viewer> {
  const authorization = headerOf(asker, 'authorization');
  if (authorization === undefined) return ok({ ...everybody, address: asker.ip });
  const party = door.partyOf(authorization, asker.ip);
  return party.ok ? ok(partyViewer(party.value)) : party;
}

/** The way in for pushes as it stands open to one request. */
function gateOf(asker: Asker, door: Door, intake: PushIntake): PushGate {
  return {
    party: () => door.pusherOf(headerOf(asker, 'authorization'), asker.ip),
    enter: (party) => door.enter(party),
    intake,
  };
}

/** Somebody opened the address in a browser: GraphiQL shows them the query that is in it, or where to write one; a program is answered. */
function isBrowserVisit(request: FastifyRequest): boolean {
  if (request.method !== 'GET' || request.headers.accept?.includes('text/html') !== true) return false;
  return couldBeForged(request) || !new URL(request.url, 'http://localhost').searchParams.has('query');
}

function headerOf({ headers }: Pick<Asker, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
