/**
 * `GET /export/<record-type>`: a snapshot as a stream. It is read as fast as it is taken, from a position that does not move, so
 * that whoever is slow holds nothing but its own connection.
 */
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Viewer } from '../../access/viewer.ts';
import { at, type Problem, problem, type Result } from '../../domain/message/problem.ts';
import { patienceWith } from '../../feed/await-position.ts';
import { VersionDamagedError } from '../../feed/damaged.ts';
import { type Export, ExportTotal, openExport } from '../../feed/export/export.ts';
import { exportText, formOf } from '../../feed/export/export-text.ts';
import { requireFeed } from '../../feed/feeds.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead, pinPosition } from '../../feed/position.ts';
import { LevelsUnfilledError } from '../../feed/viewer-level.ts';
import { type Log, unexpected } from '../graph/answer-errors.ts';
import { languageOf } from '../language.ts';
import { refusalIn, refuse } from '../refuse.ts';
import { STATUSES } from '../statuses.ts';
import { ExportRoom } from './export-room.ts';
import { LOWEST_PACE, type Pace, PacedAnswer, ReaderGoneError, ReaderTooSlowError } from './paced-answer.ts';
import { type AskedExport, readExportRequest } from './read-request.ts';

export interface ExportRouteOptions {
  readonly hub: Hub;
  readonly log: Log;
  /** Turns away whoever shows a wrong token, before anything else. */
  readonly admit: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  readonly viewerOf: (request: FastifyRequest) => Viewer;
  readonly positionWaitMs?: number | undefined;
  /** Who takes less is cut off. Default: `LOWEST_PACE`. */
  readonly pace?: Pace | undefined;
}

const EXPORT_ROUTE = '/export/:recordType';
type ExportRequest = FastifyRequest<{ Params: { recordType: string } }>;

export function registerExports(app: FastifyInstance, options: ExportRouteOptions): void {
  const { hub, admit, viewerOf, positionWaitMs } = options;
  const room = new ExportRoom();
  const running = new Set<FastifyReply>();
  // A server that stops waits for nobody: what is cut short is gone on with, at this server or another.
  app.addHook('preClose', async () => {
    for (const reply of running) reply.raw.destroy();
  });
  app.route<{ Params: { recordType: string } }>({
    url: EXPORT_ROUTE,
    method: 'GET',
    exposeHeadRoute: false,
    onRequest: admit,
    handler: async (request, reply) => {
      const asked = readExportRequest(request);
      if (!asked.ok) return turnAway(request, reply, asked.problem);
      const viewer = viewerOf(request);
      const place = room.enter(`${viewer.party} ${viewer.address ?? ''}`);
      if (!place.ok) return turnAway(request, reply, place.problem);
      running.add(reply);
      try {
        const opened = await open(hub, asked.value, viewer, positionWaitMs);
        if (!opened.ok) return await turnAway(request, reply, opened.problem);
        reply.hijack();
        await send(request, reply, opened.value, asked.value, options);
        return reply;
      } catch (error) {
        if (!(error instanceof LevelsUnfilledError)) throw error;
        return await turnAway(request, reply, error.problem);
      } finally {
        running.delete(reply);
        place.value.leave();
      }
    },
  });
  app.route({
    url: EXPORT_ROUTE,
    method: ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    onRequest: refuseMethod,
    handler: refuseMethod,
  });
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return refuse(request, reply.header('allow', 'GET'), 405, problem('EXPORT_METHOD', { method: request.method }));
}

function turnAway(request: FastifyRequest, reply: FastifyReply, found: Problem): Promise<FastifyReply> {
  return refuse(request, reply, STATUSES[found.code] ?? 400, found);
}

/** @throws LevelsUnfilledError */
async function open(hub: Hub, asked: AskedExport, viewer: Viewer, waitMs: number | undefined): Promise<Result<Export>> {
  const { type, scope, after } = asked;
  // First of all: a position of another feed is none here, whether there is one of its number or not.
  const ofFeed = await requireFeed(hub, asked.feed, /^\d{1,15}$/.test(asked.at) ? Number(asked.at) : 0);
  if (!ofFeed.ok) return ofFeed;
  const pinned = await pinPosition(hub, asked.at, await getHead(hub), patienceWith(hub, waitMs));
  if (!pinned.ok) return { ok: false, problem: at(pinned.problem, asked.atName) };
  const position = pinned.value;
  const feed = await requireFeed(hub, asked.feed, position);
  return feed.ok ? { ok: true, value: await openExport(hub, { type, scope, position, after }, viewer) } : feed;
}

async function send(
  request: ExportRequest,
  { raw }: FastifyReply,
  order: Export,
  { format, given }: AskedExport,
  { log, pace = LOWEST_PACE }: ExportRouteOptions,
): Promise<void> {
  const { type, feed, position } = order;
  const total = new ExportTotal();
  const isZipped = new Negotiator(request.raw).encoding(['gzip', 'identity']) === 'gzip';
  // Of HTTP/1.0 an answer comes in one piece, and nothing behind it.
  const hasTrailers = request.raw.httpVersion !== '1.0';
  raw.writeHead(200, {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    ...(format === 'csv' ? { 'content-disposition': `attachment; filename="${type.name}-${position}.csv"` } : {}),
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    ...(hasTrailers ? { trailer: 'hutong-digest, hutong-rows' } : {}),
    'hutong-feed': feed,
    'hutong-position': String(position),
    'cache-control': 'private, no-store',
    vary: 'accept-encoding, authorization, hutong-at',
    'x-content-type-options': 'nosniff',
  });
  let failure: Problem | null = null;
  const text = async function* () {
    try {
      yield* exportText(order, formOf(format, order, given), total);
    } catch (error) {
      // To ask again does not help: a reader of lines is told why they end. A table has no place for it.
      if (format === 'csv' || !(error instanceof VersionDamagedError)) throw error;
      failure = unexpected(error, log, order.level);
      yield `${JSON.stringify(refusalIn(failure, languageOf(request.headers['accept-language'])))}\n`;
      return;
    }
    if (hasTrailers) raw.addTrailers({ 'hutong-digest': total.digest, 'hutong-rows': String(total.rows) });
  };
  const facts = () => ({ route: EXPORT_ROUTE, recordType: type.name, format, position, rows: total.rows });
  try {
    const answer = new PacedAnswer(raw, pace);
    await (isZipped ? pipeline(text, createGzip(), answer) : pipeline(text, answer));
    if (failure === null) log.info(facts(), 'exported');
    else log.error(facts(), 'export failed');
  } catch (error) {
    if (error instanceof ReaderTooSlowError) log.info(facts(), 'export cut off, its reader is too slow');
    else if (error instanceof ReaderGoneError) log.info(facts(), 'export cut short');
    else log.error({ ...facts(), ...unexpected(error, log).params }, 'export failed');
  }
}
