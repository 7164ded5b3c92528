/**
 * Follows an interface that gives its rows page by page behind a cursor, as docs/registry-http.md describes it:
 * `{ code, cursor, more, <rows>, <lists beside them> }`. The envelope is checked here, the rows are for their connector.
 *
 * A cursor must move forwards while there is more, and no page may come twice: an office whose paging is broken would
 * otherwise be asked for ever.
 */
import { createHash } from 'node:crypto';
import { type Problem, problem } from '../../src/domain/message/problem.ts';
import type { JsonClient } from './json-client.ts';
import { readRoundPlace, roundPlaceText } from './round-place.ts';
import { failureOfStatus, SourceError } from './source-error.ts';

export interface CursorOptions {
  /** Below the base of the client. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The `place` of the page to go on after; null for the beginning. */
  readonly after: string | null;
  /** The most rows to a page. */
  readonly limit: number;
  /** The name of the rows in the answer. */
  readonly rows: string;
  /** The name of a list that may stand beside the rows; absent where none does. */
  readonly beside?: string;
  readonly signal?: AbortSignal;
}

export interface Page {
  readonly rows: readonly unknown[];
  readonly beside: readonly unknown[];
  /** The cursor with which the round of pages began; null at the beginning of everything. */
  readonly round: string | null;
  /** To go on after this page, also in a process that knows nothing else (see round-place.ts). */
  readonly place: string;
}

/** What a page's answer says. */
interface Answered extends Pick<Page, 'rows' | 'beside'> {
  readonly cursor: string;
  readonly more: boolean;
}

/** Pages that bring rows or a new place, until there is no more. @throws {SourceError} @throws the signal's reason */
export async function* followCursor(client: JsonClient, options: CursorOptions): AsyncGenerator<Page, void, undefined> {
  const { path, query, limit, signal } = options;
  const url = client.urlOf(path);
  /** Digests of the pages that came: some ten bytes for a page of hundreds of kilobytes. */
  const came = new Set<string>();
  let place = options.after;
  const { since: first, round } = readRoundPlace(place);
  let since = first;
  for (;;) {
    const asked = {
      ...query,
      ...(since === null ? {} : { since }),
      limit: String(limit),
      // What stands beside the rows counts from where the round began, not from the page before.
      ...(round === null || round === since ? {} : { round }),
    };
    const answered = readPage(await client.get(path, asked, signal), options, url);
    const { cursor, more, rows, beside } = answered;
    const found = pagingProblem(answered, since, came);
    if (found !== null) throw unreadable({ ...found, params: { ...found.params, url, since: since ?? '' } });
    const page: Page = { rows, beside, round, place: roundPlaceText(cursor, more ? round : undefined) };
    if (rows.length > 0 || page.place !== place) yield page;
    if (!more) return;
    ({ place } = page);
    since = cursor;
  }
}

function pagingProblem({ cursor, more, rows }: Answered, since: string | null, came: Set<string>): Problem | null {
  const step = since === null ? 1n : BigInt(cursor) - BigInt(since);
  if (step < 0n) return problem('SOURCE_CURSOR_BACK', { cursor });
  if (step === 0n && (more || rows.length > 0)) return problem('SOURCE_CURSOR_STUCK');
  if (rows.length === 0) return null;
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest('base64').slice(0, 16);
  if (came.has(digest)) return problem('SOURCE_PAGE_REPEATS');
  came.add(digest);
  return null;
}

function readPage(answer: unknown, { rows, beside, limit }: CursorOptions, url: string): Answered {
  const wrong = (name: string, expected: string, got: string): SourceError =>
    unreadable(problem('SOURCE_SHAPE', { url, name, expected, got }));

  if (!isObject(answer)) throw wrong('$', 'object', kindOf(answer));
  const code = String(answer.code);
  if (code !== '200') throw codeError(code, url);
  const { more } = answer;
  if (typeof more !== 'boolean') throw wrong('more', 'boolean', kindOf(more));
  const cursor = readCursor(answer.cursor);
  if (cursor === undefined) throw wrong('cursor', 'integer', kindOf(answer.cursor));
  const list = answer[rows];
  if (!Array.isArray(list)) throw wrong(rows, 'array', kindOf(list));
  if (list.length > limit) throw wrong(rows, `≤ ${limit}`, String(list.length));
  const others = beside === undefined ? [] : (answer[beside] ?? []);
  if (!Array.isArray(others)) throw wrong(beside ?? rows, 'array', kindOf(others));
  return { cursor, more, rows: list, beside: others };
}

/** Decimal digits; some offices send them as a number. More than 40 are nobody's count of rows. */
function readCursor(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,40}$/.test(text) ? text : undefined;
}

/** Some gateways answer 200 and write what is the matter into the answer. */
function codeError(code: string, url: string): SourceError {
  const status = /^\d{3}$/.test(code) ? Number(code) : 0;
  return new SourceError(failureOfStatus(status), problem('SOURCE_CODE', { url, code: /^\w{1,20}$/.test(code) ? code : '?' }));
}

function unreadable(found: Problem): SourceError {
  return new SourceError('unreadable', found);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What came, without a word of it. */
function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
