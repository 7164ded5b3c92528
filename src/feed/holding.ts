/**
 * What is remembered of which versions hold. A fact that was read at a position stays true until a later position touches its
 * name, and which names a position touches stands in the feed: before anybody asks about a later position, the memory goes there
 * and forgets what was touched on the way. The database alone tells it, whichever process wrote.
 */
import type { Database } from '../db/database.ts';
import { type HeldRow, listTouched } from '../db/held.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { breath } from './breath.ts';
import { Generations } from './generations.ts';
import { readTogether } from './turn.ts';

/** As many positions are looked through; of more, as after a long sleep, all is forgotten instead. */
const MOST_NEWS = 1_000;

/** Positions to one statement: on SQLite it keeps the event loop for half a millisecond. */
const PART = 250;

/** What holds of a record, or is an owner's of a type. */
export interface Fact {
  /** It was so from here on. */
  readonly since: number;
  /** The versions that hold; null where they were only counted. */
  readonly versions: readonly number[] | null;
  readonly count: number;
}

/** A statement under way. */
export interface Reading {
  /** As far as the memory had come when it began. What it reads up to there can be remembered. */
  readonly reached: number;
  /** What was touched since; null where nobody knows any more. */
  touched: Set<string> | null;
}

/** Where facts of a type's records stand, by their keys: the type's own name. Where those of owners do, by the owner: */
export const ownerShelf = (recordType: string, kind: Relation['kind']): string => `${recordType} ${kind}`;

const pastShelf = (shelf: string, position: number): string => `${position} ${shelf}`;

const nameOf = (shelf: string, key: string): string => `${shelf} ${key}`;

export class Holding {
  /** As of now by shelf and key; those of a position before what is now was so, on a shelf of that position. */
  readonly #facts: Generations<string, Fact>;
  readonly #readings = new Set<Reading>();
  readonly #advance: (position: number) => Promise<void>;
  readonly #isOff: boolean;
  /** Nothing can be remembered of positions after it. */
  #reached = -1;
  /** As far as the database is known to have come: the memory goes there at once, and never farther. */
  #head = -1;

  /** @param limit facts that are kept, and the versions in them; each takes some two hundred bytes. 0 remembers nothing */
  constructor(db: Database, limit: number) {
    this.#isOff = limit === 0;
    this.#facts = new Generations(limit, ({ versions }) => 1 + (versions?.length ?? 0));
    this.#advance = readTogether(async (positions) => {
      await this.#goOn(db, Math.max(...positions));
      return positions.map(() => undefined);
    }, 1);
  }

  /** @param head that was read from the database */
  hear(head: number): void {
    if (head > this.#head) this.#head = head;
  }

  /** Goes on as far as was heard of, where somebody asks for more than is known. To be waited for before `at` is asked. */
  reach(position: number): Promise<void> | undefined {
    if (position <= this.#reached || this.#reached === this.#head || this.#isOff) return undefined;
    if (this.#reached >= 0 && this.#head - this.#reached <= MOST_NEWS) return this.#advance(this.#head);
    this.#facts.clear();
    for (const reading of this.#readings) reading.touched = null;
    this.#reached = this.#head;
    return undefined;
  }

  /** What is known of the keys of a shelf at a position; nothing at one that was not reached. */
  at(shelf: string, position: number): (key: string) => Fact | undefined {
    if (position > this.#reached) return () => undefined;
    const past = pastShelf(shelf, position);
    return (key) => {
      const now = this.#facts.get(shelf, key);
      return now !== undefined && now.since <= position ? now : this.#facts.get(past, key);
    };
  }

  /** To read what is going to be learnt: what is touched meanwhile is noticed. */
  async reading<T>(read: (reading: Reading) => Promise<T>): Promise<T> {
    const reading: Reading = { reached: this.#reached, touched: new Set() };
    this.#readings.add(reading);
    try {
      return await read(reading);
    } finally {
      this.#readings.delete(reading);
    }
  }

  /**
   * @param rows all of a key that held anywhere from `first` to `reading.reached`
   * @param asked positions in between
   */
  learn(reading: Reading, shelf: string, key: string, rows: readonly HeldRow[], first: number, asked: Iterable<number>): void {
    const fact = factOf(rows, first, reading.reached);
    const isStill = reading.touched?.has(nameOf(shelf, key)) === false;
    if (isStill) this.#facts.set(shelf, key, fact);
    for (const position of asked) {
      if (isStill && position >= fact.since) continue;
      this.#facts.set(pastShelf(shelf, position), key, factOf(rows, position, position));
    }
  }

  /** @param count of what is an owner's at a position up to `reading.reached` */
  learnCount(reading: Reading, shelf: string, key: string, position: number, count: number): void {
    const isStill = position === reading.reached && reading.touched?.has(nameOf(shelf, key)) === false;
    this.#facts.set(isStill ? shelf : pastShelf(shelf, position), key, { since: position, versions: null, count });
  }

  async #goOn(db: Database, position: number): Promise<void> {
    while (this.#reached < position) {
      const from = this.#reached;
      const rows = await listTouched(db, { first: from + 1, last: Math.min(position, from + PART) });
      // Not what was asked for: a database that has not come so far knows nothing of it.
      const last = rows.reduce((most, row) => Math.max(most, row.position), from);
      for (const { record_type, record_key, kind, value } of rows) {
        this.#touch(record_type, record_key);
        if (kind !== null && value !== null) this.#touch(ownerShelf(record_type, kind as Relation['kind']), value);
      }
      // Somebody may have gone far ahead meanwhile, and forgotten all.
      this.#reached = Math.max(this.#reached, last);
      if (last < Math.min(position, from + PART)) return;
      if (this.#reached < position) await breath();
    }
  }

  #touch(shelf: string, key: string): void {
    this.#facts.delete(shelf, key);
    for (const { touched } of this.#readings) touched?.add(nameOf(shelf, key));
  }
}

/** What rows say of `last`, and since when it was so, as far as that lies after `first`. */
function factOf(rows: readonly HeldRow[], first: number, last: number): Fact {
  let since = first;
  const versions: number[] = [];
  for (const row of rows) {
    if (holdsAt(row, last)) versions.push(row.position);
    for (const moved of [row.position, row.until]) if (moved !== null && moved > since && moved <= last) since = moved;
  }
  return { since, versions, count: versions.length };
}

export function holdsAt(row: HeldRow, position: number): boolean {
  return row.position <= position && (row.until === null || row.until > position);
}
