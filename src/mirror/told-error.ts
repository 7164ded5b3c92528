/** What a hub says when it does not answer: read out of the body of a response, or of an event. */
import { problem } from '../domain/message/problem.ts';
import type { MirrorClock } from './clock.ts';
import { type Damage, type Resume, strangeAnswer, UpstreamError } from './mirror-error.ts';
import { asObject, parse } from './wire.ts';

/** The first error of an answer. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly resume?: Resume;
  readonly damage?: Damage;
}

/** What is said of the way to a hub. */
export interface Way {
  readonly url: string;
  /** Where the token that it is shown was read; undefined where none is. */
  readonly tokenFrom: string | undefined;
}

/** Statuses that pass by themselves, and codes that do where they come beside data or in an event. */
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const PASSING_CODE: ReadonlySet<string> = new Set([
  'POSITION_UNKNOWN', // the hub has given it: this is a node of it that lags
  'POSITION_NOT_REACHED',
  'LEVELS_UNFILLED',
  'COUNTS_BUSY',
  'SERVER_STOPPING',
  'DATABASE_SILENT',
  'INTERNAL',
]);

/** Statuses by which a server, or something before it, says that it does not know this way of asking. */
const FORM_STATUS: ReadonlySet<number> = new Set([400, 404, 405, 406, 415, 501]);
/** Codes under such a status that are about what was asked and not about the way. */
const ABOUT_WHAT: ReadonlySet<string> = new Set(['FEED_FOREIGN', 'POSITION_UNKNOWN', 'BAD_USER_INPUT']);

/** As much of somebody else's text as is repeated. */
const LONGEST_SAID = 300;

/** What `errors` of an answer says first; undefined where there is none. @throws WireError */
export function toldIn(answer: unknown): Told | undefined {
  const { errors } = asObject(answer, 'errors');
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.length === 0)) return undefined;
  const first = asObject(Array.isArray(errors) ? errors[0] : undefined, 'errors');
  const extensions = first.extensions == null ? {} : asObject(first.extensions, 'extensions');
  const code = typeof extensions.code === 'string' ? extensions.code : 'UNKNOWN';
  const resume = code === 'FEED_FOREIGN' ? resumeIn(extensions) : undefined;
  const damage = code === 'VERSION_DAMAGED' ? damageIn(extensions) : undefined;
  const message = String(first.message);
  return { code, message, ...(resume === undefined ? {} : { resume }), ...(damage === undefined ? {} : { damage }) };
}

function resumeIn({ feed, resumeAfter }: Readonly<Record<string, unknown>>): Resume | undefined {
  if (typeof feed !== 'string') return undefined;
  return { feed, after: typeof resumeAfter === 'string' && /^\d{1,15}$/.test(resumeAfter) ? Number(resumeAfter) : null };
}

function damageIn({ position, recordType, key }: Readonly<Record<string, unknown>>): Damage {
  const isNamed = typeof recordType === 'string' && typeof key === 'string';
  return {
    position: typeof position === 'string' && /^\d{1,15}$/.test(position) ? Number(position) : null,
    record: isNamed ? `${recordType} ${key}`.slice(0, LONGEST_SAID) : null,
  };
}

/** The error that a response which is no answer stands for. @param body its text, as far as it was read */
export function refusalOf({ status, headers }: Response, body: string, way: Way, clock: MirrorClock): UpstreamError {
  const told = tryTold(body);
  if (told !== undefined) return toldError(told, way, { status, retryAfterMs: waitOf(headers, clock) });
  const said = `HTTP ${status}`;
  if (PASSING_STATUS.has(status)) {
    const found = problem('MIRROR_GATEWAY_BUSY', { url: way.url, status: String(status) });
    return new UpstreamError(found, { retryable: true, retryAfterMs: waitOf(headers, clock) });
  }
  // A hub says why it refuses.
  return strangeAnswer(way.url, said, { isFormRefused: FORM_STATUS.has(status) });
}

/** With which status an error was told: without one, it came beside data or in an event. */
interface Circumstances {
  readonly status?: number;
  readonly retryAfterMs?: number | null;
}

export function toldError(told: Told, way: Way, { status = 200, retryAfterMs = null }: Circumstances = {}): UpstreamError {
  const { code, message, resume, damage } = told;
  const said = message.replace(/\s+/g, ' ').slice(0, LONGEST_SAID);
  if (damage !== undefined) return new UpstreamError(problem('MIRROR_HUB_DAMAGED', { said }), { damage });
  if (code === 'PUSH_TOKEN') {
    const from = way.tokenFrom ?? '-';
    return new UpstreamError(problem('MIRROR_TOKEN_REFUSED', { url: way.url, from }));
  }
  // Somewhere below the address of a hub.
  if (code === 'NOT_FOUND') return strangeAnswer(way.url, `HTTP ${status}`, { isFormRefused: true });
  if (PASSING_STATUS.has(status) || PASSING_CODE.has(code)) {
    return new UpstreamError(problem('MIRROR_HUB_BUSY', { code, said }), { retryable: true, retryAfterMs });
  }
  return new UpstreamError(problem('MIRROR_REFUSED', { code, said }), {
    ...(resume === undefined ? {} : { resume }),
    isFormRefused: FORM_STATUS.has(status) && !ABOUT_WHAT.has(code),
  });
}

function tryTold(body: string): Told | undefined {
  try {
    return toldIn(parse(body));
  } catch {
    return undefined;
  }
}

function waitOf(headers: Headers, clock: MirrorClock): number | null {
  const after = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - clock.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
