/**
 * Pins what a request sees. `At` is canonical: `1234`, or `1234~2025-09-30` for what was true on a date as known at
 * that position. A time is turned into a position first.
 */
import { findPositionAtTime, type HeadRow } from '../db/head.repository.ts';
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { isIsoDate } from '../domain/value/date.ts';
import { readInstant } from '../domain/value/instant.ts';
import type { Hub } from './hub.ts';

/** A pinned moment of knowledge, and the date asked about (YYYY-MM-DD, Asia/Shanghai) where one was. */
export interface Pin {
  readonly position: number;
  readonly validOn: string | null;
}

/** The clock of who asks may be ahead of the hub's by so much. Within it a time that is still to come here is the head. */
const CLOCKS_APART_MS = 60_000;

/** `1234` or `1234~2025-09-30`: what a client may keep and send again. */
export function formatAt(pin: Pin): string {
  return pin.validOn === null ? String(pin.position) : `${pin.position}~${pin.validOn}`;
}

/**
 * For each position the day (YYYY-MM-DD, Asia/Shanghai) on which it was recorded. It is "today" for an answer at that position
 * which asks about no date: by the clock, an answer that is kept would change overnight.
 */
export async function daysOfPositions(hub: Hub, positions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const days = await Promise.all(positions.map((position) => hub.reads.dayOf(position)));
  return new Map(positions.flatMap((position, i) => (days[i] == null ? [] : [[position, days[i]]])));
}

/** The head as it is now: read after it was asked for, for all who ask in one turn of the event loop. */
export function getHead(hub: Hub): Promise<HeadRow> {
  return hub.reads.head();
}

/**
 * @param at `1234`, `1234~2025-09-30` or an instant with its zone; `~2025-09-30` is the position of `head`
 * @param head what is known of the head; where that has not reached a position, `reach` is asked for a later one
 */
export async function pin(
  hub: Hub,
  at: string,
  head: HeadRow,
  reach: (position: number) => Promise<HeadRow>,
): Promise<Result<Pin>> {
  const [moment, date = null] = splitAt(at);
  if (date !== null && !isIsoDate(date)) return fail('AT_MALFORMED', { value: date.slice(0, 40) });
  if (moment === '') return ok({ position: head.position, validOn: date });
  if (/^\d{1,15}$/.test(moment)) {
    const position = Number(moment);
    const latest = position <= head.position ? head : await reach(position);
    if (position > latest.position) return fail('POSITION_NOT_REACHED', { position: moment, head: String(latest.position) });
    return ok({ position, validOn: date });
  }
  if (isIsoDate(moment)) return fail('AT_DATE', { date: moment });
  const time = readInstant(moment);
  if (time === undefined) return fail('AT_MALFORMED', { value: moment.slice(0, 40) });
  // What is recorded until then would be left out of this answer, and be in the next to the same question.
  const now = hub.clock.now();
  if (time > Math.max(now, head.recorded_at) + CLOCKS_APART_MS) {
    return fail('AT_FUTURE', { value: new Date(time).toISOString(), now: new Date(now).toISOString() });
  }
  return ok({ position: await findPositionAtTime(hub.db.read, time, head), validOn: date });
}

/**
 * A position alone: of what is told for positions and not for dates, as snapshots are.
 * @param at `1234` or an ISO instant with zone; empty for the position of `head`
 * @param reach as of `pin`
 */
export async function pinPosition(
  hub: Hub,
  at: string,
  head: HeadRow,
  reach: (position: number) => Promise<HeadRow>,
): Promise<Result<number>> {
  const [, date] = splitAt(at);
  if (date !== undefined) return fail('EXPORT_AT_DATE', { date: date.slice(0, 40) });
  const moment = await pin(hub, at, head, reach);
  if (moment.ok) return ok(moment.value.position);
  const { code, params } = moment.problem;
  if (code === 'AT_DATE') return fail('EXPORT_AT_DATE', params);
  return code === 'AT_MALFORMED' ? fail('EXPORT_AT', params) : moment;
}

function splitAt(at: string): [string, string | undefined] {
  const mark = at.indexOf('~');
  return mark === -1 ? [at.trim(), undefined] : [at.slice(0, mark).trim(), at.slice(mark + 1).trim()];
}
