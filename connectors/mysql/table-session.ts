/**
 * One connection to a source's database: read-only, one statement at a time in the text protocol, bounded in time and in
 * what it takes in. Every value is text as the server writes it, so that no driver rounds a number of twenty digits or
 * moves a time into another zone.
 *
 * Nothing is tried twice here: a run that failed is run again by its schedule, from the place it had reached.
 */
import mysql, { type Connection, createConnection, type FieldPacket } from 'mysql2';
import { problem } from '../../src/domain/message/problem.ts';
import { SourceError } from '../http/source-error.ts';
import type { TableAddress } from './table-address.ts';
import { failureOf } from './table-failure.ts';

export interface SessionLimits {
  /** For connecting and logging in, in milliseconds. */
  readonly connectMs: number;
  /** For one statement and the whole of its answer, in milliseconds. */
  readonly answerMs: number;
  /** The longest answer, in characters. */
  readonly answerCharacters: number;
}

export type TableRow = Readonly<Record<string, string | null>>;

export interface TableAnswer {
  readonly rows: readonly TableRow[];
  /** Columns that hold numbers. */
  readonly numbers: ReadonlySet<string>;
}

const LIMITS: SessionLimits = { connectMs: 10_000, answerMs: 60_000, answerCharacters: 16 * 1024 * 1024 };

// Node finds no such name among the exports of a CommonJS module.
const { Types } = mysql;

const NUMBERS: ReadonlySet<number | undefined> = new Set([
  Types.DECIMAL,
  Types.NEWDECIMAL,
  Types.TINY,
  Types.SHORT,
  Types.INT24,
  Types.LONG,
  Types.LONGLONG,
  Types.FLOAT,
  Types.DOUBLE,
]);

export class TableSession implements Disposable {
  readonly #connection: Connection;
  readonly #name: string;
  readonly #limits: SessionLimits;
  readonly #signal: AbortSignal | undefined;
  #charactersRead = 0;
  #onBroken: (error: unknown) => void = () => {};

  /** @throws {SourceError} @throws the signal's reason, where it aborts */
  static async open(
    address: TableAddress,
    limits: Partial<SessionLimits> = {},
    signal: AbortSignal | undefined = undefined,
  ): Promise<TableSession> {
    signal?.throwIfAborted();
    const session = new TableSession(address, { ...LIMITS, ...limits }, signal);
    try {
      await session.#within(session.#limits.connectMs, (done, failed) =>
        session.#connection.connect((error) => (error === null ? done(undefined) : failed(error))),
      );
      await session.query('SET SESSION TRANSACTION READ ONLY');
      return session;
    } catch (error) {
      session.#connection.destroy();
      throw error;
    }
  }

  private constructor(address: TableAddress, limits: SessionLimits, signal: AbortSignal | undefined) {
    const { host, port, user, password, database, isLocal, name } = address;
    this.#name = name;
    this.#limits = limits;
    this.#signal = signal;
    this.#connection = createConnection({
      host,
      port,
      user,
      password,
      database,
      charset: 'utf8mb4',
      connectTimeout: limits.connectMs,
      // A server may ask its client for files.
      flags: ['-LOCAL_FILES'],
      ...(isLocal ? {} : { ssl: { minVersion: 'TLSv1.2', rejectUnauthorized: true, verifyIdentity: true } }),
    });
    // A connection that breaks is told to the statement that waits, or by the next one.
    this.#connection.on('error', (error) => this.#onBroken(error));
  }

  /** Of all answers so far. */
  get charactersRead(): number {
    return this.#charactersRead;
  }

  /** @throws {SourceError} @throws the signal's reason, where it aborts */
  async query(sql: string, values: readonly unknown[] = []): Promise<TableAnswer> {
    const { answerMs, answerCharacters } = this.#limits;
    const rows: TableRow[] = [];
    let numbers: ReadonlySet<string> = new Set();
    let characters = 0;
    await this.#within(answerMs, (done, failed) => {
      const command = this.#connection.query({ sql, values: [...values], typeCast: (field) => field.string('utf8') });
      command.on('fields', (fields: readonly FieldPacket[] | undefined) => {
        numbers = new Set((fields ?? []).filter(({ columnType }) => NUMBERS.has(columnType)).map(({ name }) => name));
      });
      command.on('result', (row: TableRow) => {
        for (const value of Object.values(row)) characters += typeof value === 'string' ? value.length : 0;
        if (characters <= answerCharacters) rows.push(row);
        else failed(tooLarge(this.#name, answerCharacters));
      });
      command.on('error', failed);
      command.on('end', () => done(undefined));
    });
    this.#charactersRead += characters;
    return { rows, numbers };
  }

  [Symbol.dispose](): void {
    this.#connection.destroy();
  }

  /** Ends with what the work comes to, or by the clock, or by the signal; the connection is of no use after the last two. */
  async #within<T>(milliseconds: number, work: (done: (value: T) => void, failed: (error: unknown) => void) => void): Promise<T> {
    const signal = this.#signal;
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const giveUp = (reason: unknown): void => {
      this.#connection.destroy();
      reject(reason);
    };
    const stop = (): void => giveUp(signal?.reason);
    const seconds = String(milliseconds / 1000);
    const silent = problem('EXCHANGE_SILENT', { url: this.#name, seconds });
    const timer = setTimeout(() => giveUp(new SourceError('unreachable', silent)), milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
    this.#onBroken = giveUp;
    try {
      work(resolve, giveUp);
      return await promise;
    } catch (error) {
      signal?.throwIfAborted(); // whatever else failed then, failed for this reason
      throw failureOf(error, this.#name);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }
}

function tooLarge(name: string, limit: number): SourceError {
  return new SourceError('unreadable', problem('EXCHANGE_TOO_LARGE', { url: name, limit: String(limit) }));
}
