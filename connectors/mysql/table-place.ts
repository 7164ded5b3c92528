/**
 * How far a table has been followed, in the clock of its own database, and what the next round reads.
 *
 * A round reads what was written up to a moment that is a little past (`through`): rows of a second that is not over are
 * left to the next one. It begins before the end of the round before (`overlap`): what was committed late, by a long
 * transaction or a clock behind, has an update time that was passed already. What it reads again unchanged writes nothing.
 * See docs/decisions/0014-a-table-is-read-again.md.
 */

/** Times as the database writes them, `YYYY-MM-DD HH:MM:SS`: they compare as text. */
export interface TablePlace {
  /** What was committed by this time has been read, once the round is over. */
  readonly through: string;
  /** The last row that was read, of a round that is not over. */
  readonly last: RowPlace | null;
  /**
   * The clock went back from here, or rows are dated so far ahead of it. Until all of that time has been read twice over, an
   * update time does not tell whether a row is newer than what is known.
   */
  readonly doubtful: string | null;
}

/** Where a row stands in the order of reading; `updated` is empty in a listing by key. */
export interface RowPlace {
  readonly updated: string;
  readonly key: string;
}

export interface Round {
  /** What follows this. */
  readonly after: RowPlace;
  /** The place that is reached at its end. */
  readonly place: TablePlace;
  /** How far the clock went back since the round before, in seconds. */
  readonly wentBack: number;
}

export interface RoundOptions {
  /** Seconds: rows younger than this are left to the next round. */
  readonly settle: number;
  /** Seconds of the round before that are read again. */
  readonly overlap: number;
}

const BEGINNING: RowPlace = { updated: '1000-01-01 00:00:00', key: '' };

/** What the database tells of its clock as somebody begins to read. */
export interface TableClock {
  readonly now: string;
  /** The first time ahead of it that a row is dated by; null where there is none. */
  readonly ahead: string | null;
}

/** @param before null at the beginning of everything */
export function nextRound(before: TablePlace | null, clock: TableClock, { settle, overlap }: RoundOptions): Round {
  const through = later(clock.now, -settle);
  const wentBack = before === null ? 0 : Math.max(0, secondsBetween(through, before.through));
  const from = before === null ? BEGINNING.updated : later(wentBack > 0 ? through : before.through, -overlap);
  const { doubtful } = noticed(before ?? { through: BEGINNING.updated, last: null, doubtful: null }, clock, { settle });
  const place = { through, last: null, doubtful: doubtful !== null && doubtful > from ? doubtful : null };
  return { after: { updated: from, key: '' }, place, wentBack };
}

/** A place with its times in doubt, where the clock is behind what was read up to, or behind what rows are dated by. */
export function noticed(place: TablePlace, { now, ahead }: TableClock, { settle }: Pick<RoundOptions, 'settle'>): TablePlace {
  const wentBack = later(now, -settle) < place.through ? place.through : null;
  const doubts = [place.doubtful, wentBack, ahead].filter((time) => time !== null);
  return { ...place, doubtful: doubts.toSorted().at(-1) ?? null };
}

/** A time so many seconds later. The zone is the database's own and does not matter: China keeps no summer time. */
export function later(time: string, seconds: number): string {
  return new Date(Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`) + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)) / 1000;
}

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/;

/** Whether a value is a time as the database writes it. */
export function isTableTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(`${value.slice(0, 19).replace(' ', 'T')}Z`));
}

/** The place as the hub keeps it. */
export function tablePlaceText({ through, last, doubtful }: TablePlace): string {
  return JSON.stringify({
    through,
    ...(last === null ? {} : { last: [last.updated, last.key] }),
    ...(doubtful === null ? {} : { doubtful }),
  });
}

/** The place that a kept text tells; null where nothing is kept, or something else. */
export function readTablePlace(kept: string | null): TablePlace | null {
  if (kept === null || !kept.startsWith('{')) return null;
  const { through, last, doubtful } = JSON.parse(kept) as { through?: unknown; last?: unknown; doubtful?: unknown };
  if (!isTableTime(through)) return null;
  const [updated, key] = Array.isArray(last) ? last : [];
  return {
    through,
    last: typeof updated === 'string' && typeof key === 'string' ? { updated, key } : null,
    doubtful: isTableTime(doubtful) ? doubtful : null,
  };
}
