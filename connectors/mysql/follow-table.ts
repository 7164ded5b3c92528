/**
 * Follows an exchange table (前置库) whose rows carry the time of their last writing: the news in the order of (update time,
 * key), or everything in the order of keys. Page by page by what came last, never by counting rows.
 */
import { raw } from 'mysql2';
import { fail, ok, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import { SourceError } from '../http/source-error.ts';
import {
  isTableTime,
  later,
  nextRound,
  noticed,
  type RoundOptions,
  type RowPlace,
  readTablePlace,
  type TableClock,
  type TablePlace,
  tablePlaceText,
} from './table-place.ts';
import type { TableAnswer, TableRow, TableSession } from './table-session.ts';

/** What is asked of a table. */
export interface TableDefinition {
  /** Where it is, as messages and the ledger name it. */
  readonly name: string;
  readonly table: string;
  /** Our names of the columns → the table's own. */
  readonly columns: ReadonlyMap<string, string>;
  /** Our names of the key and of the time of the last writing; neither is ever null. */
  readonly key: string;
  readonly updated: string;
}

export interface FollowOptions extends Partial<RoundOptions> {
  /** The `place` of the page to go on after; null for the beginning. */
  readonly after: string | null;
  /** The most rows to a page. */
  readonly limit: number;
}

export interface TablePage {
  readonly rows: readonly TableRow[];
  /** To go on after this page, also in a process that knows nothing else. */
  readonly place: string;
  /** Whether update times tell what is newer: not after the clock went back, nor in a listing, which says what is there now. */
  readonly isOrdered: boolean;
  readonly warnings: readonly Problem[];
}

/** Rows of a second are all there after a few; transactions and clocks that are two hours behind still lose nothing. */
const ROUNDS: RoundOptions = { settle: 5, overlap: 7_200 };

/** Clocks of one office differ by seconds: rows further ahead than this put times in doubt. */
const DIFFER_SECONDS = 60;
/** Rows further ahead than this, in seconds, are told of: they will be read late. So is a clock that went back further. */
const AHEAD_SECONDS = 600;
/** A date further ahead than a day is a slip of the pen, and says nothing of clocks. */
const SLIP_SECONDS = 86_400;

/** A name as a statement may hold it bare. */
const NAME = /^[\p{L}_][\p{L}\p{N}_$]{0,63}$/u;

/** Names go into statements as they are, so they must be names. */
export function checkNames({ table, columns }: Pick<TableDefinition, 'table' | 'columns'>): Result<null> {
  const wrong = [table, ...columns.values()].find((name) => !NAME.test(name));
  return wrong === undefined ? ok(null) : fail('EXCHANGE_TABLE_NAME', { name: wrong.slice(0, 64) });
}

/** What was written since the last round. @throws {SourceError} */
export async function* followNews(
  session: TableSession,
  definition: TableDefinition,
  options: FollowOptions,
): AsyncGenerator<TablePage, void, undefined> {
  const table = new Table(session, definition, options.limit);
  const rounds = { ...ROUNDS, ...options };
  const clock = await table.clock();
  let warnings = aheadWarnings(definition, clock);
  let before = readTablePlace(options.after);
  if (before !== null && before.last !== null) {
    // A round that broke off is read to its own end first: only then is known what it has seen.
    const place = noticed({ ...before, last: null }, clock, rounds);
    for await (const page of table.news(before.last, place)) {
      yield { ...page, warnings };
      warnings = [];
    }
    before = place;
  }
  const { after, place, wentBack } = nextRound(before, clock, rounds);
  if (wentBack > AHEAD_SECONDS) {
    warnings = [
      ...warnings,
      problem('EXCHANGE_CLOCK_BACK', { url: definition.name, through: before?.through ?? '', now: clock.now }),
    ];
  }
  for await (const page of table.news(after, place)) {
    yield { ...page, warnings };
    warnings = [];
  }
}

/** Everything there is. Its last place is where the news go on. @throws {SourceError} */
export async function* listTable(
  session: TableSession,
  definition: TableDefinition,
  options: FollowOptions,
): AsyncGenerator<TablePage, void, undefined> {
  const table = new Table(session, definition, options.limit);
  const clock = await table.clock();
  const begun = readTablePlace(options.after);
  const { place } = nextRound(null, clock, { ...ROUNDS, ...options });
  yield* table.all(begun?.last?.key ?? '', begun === null ? place : { ...begun, last: null });
}

function aheadWarnings({ name }: TableDefinition, { now, ahead }: TableClock): readonly Problem[] {
  return ahead === null || ahead <= later(now, AHEAD_SECONDS) ? [] : [problem('EXCHANGE_AHEAD', { url: name, time: ahead, now })];
}

class Table {
  readonly #session: TableSession;
  readonly #definition: TableDefinition;
  readonly #limit: number;
  readonly #select: string;
  readonly #key: string;
  readonly #updated: string;
  #keyIsNumber = false;

  constructor(session: TableSession, definition: TableDefinition, limit: number) {
    const { table, columns, key, updated } = definition;
    this.#session = session;
    this.#definition = definition;
    this.#limit = limit;
    this.#key = columns.get(key) ?? key;
    this.#updated = columns.get(updated) ?? updated;
    const list = [...columns].map(([ours, theirs]) => (ours === theirs ? ours : `${theirs} AS ${ours}`));
    this.#select = `SELECT ${list.join(', ')} FROM ${table}`;
  }

  /** The clock that rows are dated by. The first question of every session: its answer also shows what the columns hold. */
  async clock(): Promise<TableClock> {
    const { rows } = await this.#session.query('SELECT NOW() AS now');
    const now = rows[0]?.now?.slice(0, 19);
    if (!isTableTime(now)) throw this.#unreadable('EXCHANGE_TIME', 'NOW()');
    const next = await this.#between({ updated: later(now, DIFFER_SECONDS), key: '' }, later(now, SLIP_SECONDS), 1);
    this.#keyIsNumber = next.numbers.has(this.#definition.key);
    const ahead = next.rows[0]?.[this.#definition.updated];
    return { now, ahead: isTableTime(ahead) ? ahead : null };
  }

  /** What follows a row, up to the end of a round. */
  async *news(after: RowPlace, place: TablePlace): AsyncGenerator<Omit<TablePage, 'warnings'>, void, undefined> {
    yield* this.#pages(after, place, place.doubtful === null, (last) => this.#between(last, place.through, this.#limit));
  }

  async *all(after: string, place: TablePlace): AsyncGenerator<TablePage, void, undefined> {
    const sql = `${this.#select} WHERE ${this.#key} > ? ORDER BY ${this.#key} LIMIT ?`;
    const pages = this.#pages({ updated: '', key: after }, place, false, ({ key }) =>
      this.#session.query(sql, [this.#keyValue(key), this.#limit]),
    );
    for await (const page of pages) yield { ...page, warnings: [] };
  }

  #between({ updated, key }: RowPlace, through: string, limit: number): Promise<TableAnswer> {
    const [time, id] = [this.#updated, this.#key];
    const sql = `${this.#select} WHERE (${time} > ? OR (${time} = ? AND ${id} > ?)) AND ${time} <= ? ORDER BY ${time}, ${id} LIMIT ?`;
    return this.#session.query(sql, [updated, updated, this.#keyValue(key), through, limit]);
  }

  /** Beside a number a text is compared as a floating-point number, which has not twenty digits. */
  #keyValue(key: string): unknown {
    return this.#keyIsNumber ? raw(/^\d{1,40}$/.test(key) ? key : '-1') : key;
  }

  async *#pages(
    after: RowPlace,
    place: TablePlace,
    isOrdered: boolean,
    read: (last: RowPlace) => Promise<TableAnswer>,
  ): AsyncGenerator<Omit<TablePage, 'warnings'>, void, undefined> {
    let last = after;
    for (;;) {
      const { rows } = await read(last);
      const places = rows.map((row) => this.#placeOf(row, after.updated !== ''));
      const isLast = rows.length < this.#limit;
      // Rows that share time and key with the last one may go on behind the page: they are left to the next.
      const taken = isLast ? rows.length : places.findIndex((each) => same(each, places.at(-1)));
      const reached = places[taken - 1] ?? null;
      if (!isLast && reached === null) throw this.#unreadable('EXCHANGE_CROWDED', this.#definition.key);
      yield {
        rows: rows.slice(0, taken),
        place: tablePlaceText(isLast ? place : { ...place, last: reached }),
        isOrdered,
      };
      if (isLast || reached === null) return;
      last = reached;
    }
  }

  #placeOf(row: TableRow, byTime: boolean): RowPlace {
    const key = row[this.#definition.key];
    // It is sent back within a statement, where other signs have meanings that depend on the server.
    if (typeof key !== 'string' || !/^[\p{L}\p{N} ._:-]{1,64}$/u.test(key))
      throw this.#unreadable('EXCHANGE_KEY', this.#definition.key);
    if (!byTime) return { updated: '', key };
    const updated = row[this.#definition.updated];
    if (!isTableTime(updated)) throw this.#unreadable('EXCHANGE_TIME', this.#definition.updated);
    return { updated, key };
  }

  #unreadable(code: 'EXCHANGE_TIME' | 'EXCHANGE_KEY' | 'EXCHANGE_CROWDED', column: string): SourceError {
    const params = { url: this.#definition.name, column, limit: String(this.#limit) };
    return new SourceError('unreadable', problem(code, params));
  }
}

function same(one: RowPlace, other: RowPlace | undefined): boolean {
  return one.updated === other?.updated && one.key === other.key;
}
