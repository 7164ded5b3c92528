/**
 * The counter page: look up a company, check a list, print a status sheet, have one confirmed. For people, so every
 * answer is a page in plain Chinese, errors too. Works without scripts.
 */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anybody, type Viewer } from '../../access/viewer.ts';
import { parseSheetCode, type SheetCode } from '../../domain/identifier/sheet-code.ts';
import { parseUscc } from '../../domain/identifier/uscc.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { foldWidth } from '../../domain/value/name.ts';
import { findSuccessors } from '../../feed/code-replacements.ts';
import { listCompanyHistory, readCompanyCard } from '../../feed/company-card.ts';
import { readJoined } from '../../feed/company-joined.ts';
import { requireFeed } from '../../feed/feeds.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead } from '../../feed/position.ts';
import { listSources } from '../../feed/runs.ts';
import { searchCompanies } from '../../feed/search/search-companies.ts';
import { findSheet, issueSheet, type StatusSheet } from '../../feed/sheets.ts';
import { shanghaiDate } from '../../feed/valid-on.ts';
import { sourceNames } from '../../graph/feed/sources.ts';
import { type Log, unexpected } from '../graph/answer-errors.ts';
import { RETRY_SECONDS } from '../statuses.ts';
import { cardPage } from './card-page.ts';
import { MAX_QUERY, PAGE_HEADERS, type Page, renderPage } from './layout.ts';
import { listRoute } from './list/list-route.ts';
import { problemPage } from './problem-page.ts';
import { MAX_LIST_BYTES, matchesPage, startPage } from './search-page.ts';
import { sheetPage, verifiedPage, verifyPage } from './sheet-page.ts';
import { Tries } from './tries.ts';

export interface CounterOptions {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly log: Log;
}

const MAX_MATCHES = 20;
const CHANGES_PER_PAGE = 10;
const MAX_FORM_BYTES = 2_000;
const VERIFY_LIMITS = { tries: 20, windowMs: 60_000 };

type Pages = FastifyInstance;

export async function registerCounter(app: FastifyInstance, options: CounterOptions): Promise<void> {
  await app.register(async (pages: Pages) => {
    pages.addHook('onRequest', async (_request, reply) => {
      reply.headers(PAGE_HEADERS);
    });
    pages.setErrorHandler((error, request, reply) => {
      const { status, found } = ofHttpError(error, request, options.log);
      return send(reply, problemPage(status, found), status);
    });
    await pages.register(multipart, {
      throwFileSizeLimit: true,
      limits: { fileSize: MAX_LIST_BYTES, files: 1, fields: 5, parts: 6, fieldSize: 1_000, headerPairs: 20 },
    });
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    lookup(pages, options);
    sheets(pages, options);
    refusals(pages);
  });
}

const LIST_STATUS: Readonly<Record<string, number>> = { LIST_BUSY: 503, LIST_NO_FILE: 400, LIST_TOO_LARGE: 413 };

function lookup(pages: Pages, { hub, viewer }: CounterOptions): void {
  pages.get('/lookup', async (request, reply) => {
    const text = queryOf(request, 'q').trim();
    if (text === '') return send(reply, startPage());
    if (text.length > MAX_QUERY) {
      const found = problem('QUERY_TOO_LONG', { length: String(text.length), limit: String(MAX_QUERY) });
      return send(reply, problemPage(400, found), 400);
    }
    const code = parseUscc(text);
    if (code.ok) return reply.redirect(`/lookup/${code.value}`, 302);
    const answer = await searchCompanies(hub, { text, first: MAX_MATCHES }, viewer);
    const [exact, ...others] = answer.matches.filter((match) => match.exact);
    if (exact !== undefined && others.length === 0) return reply.redirect(`/lookup/${exact.uscc}`, 302);
    const found = isMeantAsCode(text) ? code.problem : answer.problem;
    return send(reply, matchesPage(text, { ...answer, problem: found }));
  });

  pages.get<{ Params: { code: string } }>('/lookup/:code', async (request, reply) => {
    const given = request.params.code;
    const parsed = parseUscc(given);
    if (!parsed.ok) {
      if (!isMeantAsCode(given)) return reply.redirect(`/lookup?q=${encodeURIComponent(given)}`, 302);
      return send(reply, problemPage(400, parsed.problem, given), 400);
    }
    const uscc = parsed.value;
    if (uscc !== given) return reply.redirect(`/lookup/${uscc}`, 302);
    const { position } = await getHead(hub);
    const card = await readCompanyCard(hub, uscc, position, viewer);
    if (card === null || card.registration === null) {
      const present = await findPresentCode(hub, uscc, position);
      if (present !== null) return reply.redirect(`/lookup/${present}?from=${uscc}`, 302);
    }
    if (card === null) return send(reply, problemPage(404, problem('COMPANY_UNKNOWN', { uscc }), uscc), 404);
    const before = pageStart(request);
    return send(
      reply,
      cardPage({
        card,
        joined: await readJoined(hub, card, shanghaiDate(hub.clock.now()), viewer),
        history: await listCompanyHistory(hub, uscc, { position, before, first: CHANGES_PER_PAGE }, viewer),
        isFirstPage: before === null,
        sources: await listSources(hub, sourceNames()),
        now: hub.clock.now(),
        askedFor: await replacedCode(hub, queryOf(request, 'from'), uscc, position),
      }),
    );
  });

  const answerList = listRoute({ hub, viewer });
  pages.post('/lookup', { bodyLimit: MAX_LIST_BYTES + 100_000, onRequest: refuseOtherSites }, async (request, reply) => {
    const answered = await answerList(request, reply);
    if (!('code' in answered)) return answered;
    const status = LIST_STATUS[answered.code] ?? 422;
    const retry = RETRY_SECONDS[answered.code];
    if (retry !== undefined) reply.header('retry-after', String(retry));
    return send(reply, problemPage(status, answered), status);
  });
}

function sheets(pages: Pages, { hub, viewer }: CounterOptions): void {
  const tries = new Tries(VERIFY_LIMITS, () => hub.clock.now());

  pages.post('/sheet', { bodyLimit: MAX_FORM_BYTES, onRequest: refuseOtherSites }, async (request, reply) => {
    const uscc = parseUscc(request.body instanceof URLSearchParams ? request.body.get('uscc') : null);
    if (!uscc.ok) return send(reply, problemPage(400, uscc.problem), 400);
    const { position } = await getHead(hub);
    const card = await readCompanyCard(hub, uscc.value, position, viewer);
    if (card === null || card.registration === null) {
      return send(reply, problemPage(404, problem('COMPANY_UNKNOWN', { uscc: uscc.value })), 404);
    }
    const sheet = await issueSheet(hub, uscc.value, sourceNames());
    return reply.redirect(`/sheet/${sheet.code}`, 303);
  });

  pages.get<{ Params: { code: string } }>('/sheet/:code', async (request, reply) => {
    const sheet = await openSheet(request, reply, '/sheet');
    if (sheet === null) return reply;
    const card = await readCompanyCard(hub, sheet.uscc, sheet.position, viewer);
    if (card === null) return send(reply, problemPage(404, problem('SHEET_UNKNOWN', { code: sheet.code })), 404);
    return send(reply, sheetPage(sheet, card, `${originOf(request)}/verify/${sheet.code}`));
  });

  pages.get('/verify', async (request, reply) => {
    const code = queryOf(request, 'code').trim();
    if (code === '') return send(reply, verifyPage(''));
    return reply.redirect(`/verify/${encodeURIComponent(code.slice(0, 60))}`, 302);
  });

  pages.get<{ Params: { code: string } }>('/verify/:code', async (request, reply) => {
    const sheet = await openSheet(request, reply, '/verify');
    if (sheet === null) return reply;
    const then = await readCompanyCard(hub, sheet.uscc, sheet.position, anybody);
    if (then === null) return send(reply, problemPage(404, problem('SHEET_UNKNOWN', { code: sheet.code })), 404);
    const { position } = await getHead(hub);
    return send(reply, verifiedPage(sheet, then, await readCompanyCard(hub, sheet.uscc, position, anybody)));
  });

  /** The sheet of the address; null where the answer, that there is none, has been given. */
  async function openSheet(
    request: FastifyRequest<{ Params: { code: string } }>,
    reply: FastifyReply,
    home: '/sheet' | '/verify',
  ): Promise<StatusSheet | null> {
    const given = request.params.code;
    const code = parseSheetCode(given);
    const sheet = code.ok ? await findSheet(hub, code.value) : null;
    if (sheet === null) {
      const waitMs = tries.waitOf(request.ip);
      if (waitMs > 0) {
        const seconds = String(Math.ceil(waitMs / 1000));
        send(reply.header('retry-after', seconds), problemPage(429, problem('TOO_MANY_TRIES', { seconds })), 429);
        return null;
      }
      tries.count(request.ip);
    }
    const found = sheet === null ? missing(code) : (await isKnownHere(sheet)) ? null : problem('SHEET_OTHER_FEED');
    if (found !== null) {
      send(reply, problemPage(404, found), 404);
      return null;
    }
    if (sheet !== null && sheet.code !== given) {
      reply.redirect(`${home}/${sheet.code}`, 302);
      return null;
    }
    return sheet;
  }

  /** A sheet from before a restore says what the restored hub knows, up to where it goes on from. */
  async function isKnownHere({ feedId, position }: StatusSheet): Promise<boolean> {
    return feedId === hub.feedId || (await requireFeed(hub, feedId, position)).ok;
  }
}

function missing(code: ReturnType<typeof parseSheetCode>): Problem {
  return code.ok ? problem('SHEET_UNKNOWN', { code: code.value satisfies SheetCode }) : code.problem;
}

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  '/lookup': ['GET', 'HEAD', 'POST'],
  '/lookup/:code': ['GET', 'HEAD'],
  '/sheet': ['POST'],
  '/sheet/:code': ['GET', 'HEAD'],
  '/verify': ['GET', 'HEAD'],
  '/verify/:code': ['GET', 'HEAD'],
};
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Other methods of the addresses above, and addresses below them. Answered before a body is read. */
function refusals(pages: Pages): void {
  for (const [url, allowed] of Object.entries(ADDRESSES)) {
    const method = METHODS.filter((each) => !allowed.includes(each));
    const refuse = async (_request: FastifyRequest, reply: FastifyReply) =>
      send(reply.header('allow', allowed.join(', ')), problemPage(405, problem('METHOD_REFUSED')), 405);
    pages.route({ method, url, onRequest: refuse, handler: refuse });
  }
  for (const url of ['/lookup/*', '/sheet/*', '/verify/*']) {
    const refuse = async (_request: FastifyRequest, reply: FastifyReply) =>
      send(reply, problemPage(404, problem('PAGE_NOT_FOUND')), 404);
    pages.route({ method: [...METHODS], url, onRequest: refuse, handler: refuse });
  }
}

/**
 * A form on another site must not act here in the name of whoever looks at it. Browsers say with every form where it comes
 * from; a request that says nothing comes from a program, which acts in its own name.
 */
async function refuseOtherSites(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOurs = site === undefined ? origin === undefined || origin === originOf(request) : site === 'same-origin';
  if (!isOurs) send(reply, problemPage(403, problem('OTHER_SITE')), 403);
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function send(reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply.code(status).headers(PAGE_HEADERS).send(renderPage(page));
}

function queryOf(request: FastifyRequest, name: string): string {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

/** Where a page of the history starts, as an earlier page named it; null for the newest. */
function pageStart(request: FastifyRequest): number | null {
  const text = queryOf(request, 'before');
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

async function findPresentCode(hub: Hub, uscc: string, position: number): Promise<string | null> {
  return (await findSuccessors(hub, [uscc], position)).get(uscc)?.code ?? null;
}

/** The code that was asked for first, if it is true that this one took its place. */
async function replacedCode(hub: Hub, text: string, uscc: string, position: number): Promise<string | null> {
  const code = parseUscc(text);
  return code.ok && (await findPresentCode(hub, code.value, position)) === uscc ? code.value : null;
}

/** Whether somebody meant a whole credit code: then it is told what is wrong with it. */
function isMeantAsCode(text: string): boolean {
  const bare = foldWidth(text).replace(/\s+/g, '');
  return /^[\dA-Z*-]{16,20}$/i.test(bare) && /\d{4}/.test(bare);
}

function ofHttpError(error: unknown, request: FastifyRequest, log: Log): { readonly status: number; readonly found: Problem } {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode === 413 && request.routeOptions.url === '/lookup') {
    return { status: 413, found: problem('LIST_TOO_LARGE', { limit: String(MAX_LIST_BYTES / 1_000_000) }) };
  }
  if (statusCode === 406 || statusCode === 415) return { status: 400, found: problem('LIST_NO_FILE') };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, found: problem('PAGE_REQUEST_BROKEN') };
  }
  return { status: 500, found: unexpected(error, log) };
}
