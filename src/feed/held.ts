/**
 * Which versions hold at a position: of a record by its key, of the records that are somebody's. Positions only, from indexes, and
 * at once where it is remembered.
 */
import type { Database } from '../db/database.ts';
import { countHeldByOwner, type HeldRow, listHeldByKey, listHeldByOwner, type Stretch } from '../db/held.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { Holding, holdsAt, ownerShelf, type Reading } from './holding.ts';
import { type Soon, soon } from './soon.ts';
import { readTogether } from './turn.ts';

/** As many records of one type are anybody's at once: a company has some hundreds at most, a page of companies some thousands. */
export const MAX_RELATED = 10_000;

/** There are more than MAX_RELATED. */
export class TooManyRelatedError extends Error {
  override readonly name = 'TooManyRelatedError';
}

/** By key the version that holds; a key without one is absent. */
export type HeldByKey = ReadonlyMap<string, number>;

/** By type and owner the versions that hold; an owner without any is absent. */
export type HeldByOwner = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

interface KeyAsk {
  readonly recordType: string;
  readonly keys: readonly string[];
  readonly position: number;
}

interface OwnerAsk {
  readonly recordTypes: readonly string[];
  readonly kind: Relation['kind'];
  readonly owners: readonly string[];
  readonly position: number;
}

interface CountAsk {
  readonly recordType: string;
  readonly kind: Relation['kind'];
  readonly owners: readonly string[];
  readonly position: number;
}

/** As many statements of a kind are under way: two, so that a long one keeps nobody from the others. */
const AT_ONCE = 2;

/**
 * Asks at positions no farther from each other share statements. A statement reads what held anywhere between its positions, so
 * that one ask at the beginning would have everybody read all that was ever superseded.
 */
const NEAR = 1_000;

/** What is asked at positions far behind the head waits for its like, and nobody else for it. */
type Lane = 'near' | 'far';

export class Held {
  readonly #db: Database;
  readonly #near: number;
  readonly #holding: Holding;
  readonly #byKey: Readonly<Record<Lane, (ask: KeyAsk) => Promise<HeldByKey>>>;
  readonly #byOwner: Readonly<Record<Lane, (ask: OwnerAsk) => Promise<HeldByOwner>>>;
  readonly #counts: (ask: CountAsk) => Promise<ReadonlyMap<string, number>>;
  /** The last position that anybody asked at. */
  #last = 0;

  /** @param facts how many are remembered, see `Holding`; @param near positions that share statements are no farther from each other */
  constructor(db: Database, facts: number, near = NEAR) {
    this.#db = db;
    this.#near = near;
    this.#holding = new Holding(db, facts);
    const keys = (atOnce: number) => readTogether<KeyAsk, HeldByKey>((asks) => this.#readByKey(asks), atOnce);
    const owners = (atOnce: number) => readTogether<OwnerAsk, HeldByOwner>((asks) => this.#readByOwner(asks), atOnce);
    this.#byKey = { near: keys(AT_ONCE), far: keys(1) };
    this.#byOwner = { near: owners(AT_ONCE), far: owners(1) };
    this.#counts = readTogether((asks) => this.#readCounts(asks), AT_ONCE);
  }

  /** Told of every head that is read. */
  hear(head: number): void {
    this.#holding.hear(head);
  }

  /** The versions of some records of a type, closing ones too. */
  byKeys(recordType: string, keys: readonly string[], position: number): Soon<HeldByKey> {
    return soon(this.#holding.reach(position), () => {
      const held = new Map<string, number>();
      const unknown: string[] = [];
      const factOf = this.#holding.at(recordType, position);
      for (const key of keys) {
        const fact = factOf(key);
        const version = fact?.versions?.[0];
        if (fact === undefined) unknown.push(key);
        else if (version !== undefined) held.set(key, version);
      }
      if (unknown.length === 0) return held;
      return this.#byKey[this.#laneOf(position)]({ recordType, keys: unknown, position }).then((read) => {
        // Of what others have asked for nothing is taken.
        for (const key of unknown) {
          const version = read.get(key);
          if (version !== undefined) held.set(key, version);
        }
        return held;
      });
    });
  }

  /**
   * The versions of the records of some types that are some owners'.
   * @throws TooManyRelatedError
   */
  byOwners(
    recordTypes: readonly string[],
    kind: Relation['kind'],
    owners: readonly string[],
    position: number,
  ): Soon<HeldByOwner> {
    return soon(this.#holding.reach(position), () => {
      const held = new Map(recordTypes.map((recordType) => [recordType, new Map<string, readonly number[]>()]));
      const unknown = new Set<string>();
      for (const [recordType, ofType] of held) {
        const factOf = this.#holding.at(ownerShelf(recordType, kind), position);
        for (const owner of owners) {
          const versions = factOf(owner)?.versions;
          if (versions == null) unknown.add(owner);
          else if (versions.length > 0) ofType.set(owner, versions);
        }
      }
      if (unknown.size === 0) return bounded(held);
      return this.#byOwner[this.#laneOf(position)]({ recordTypes, kind, owners: [...unknown], position }).then((read) => {
        for (const [recordType, ofType] of held) {
          for (const owner of unknown) {
            const versions = read.get(recordType)?.get(owner);
            if (versions !== undefined) ofType.set(owner, versions);
          }
        }
        return bounded(held);
      });
    });
  }

  /** How many versions of a type are each owner's at a position; an owner without any is absent. */
  counts({ recordType, kind, owners, position }: CountAsk): Soon<ReadonlyMap<string, number>> {
    return soon(this.#holding.reach(position), () => {
      const counts = new Map<string, number>();
      const unknown: string[] = [];
      const factOf = this.#holding.at(ownerShelf(recordType, kind), position);
      for (const owner of owners) {
        const fact = factOf(owner);
        if (fact === undefined) unknown.push(owner);
        else if (fact.count > 0) counts.set(owner, fact.count);
      }
      if (unknown.length === 0) return counts;
      return this.#counts({ recordType, kind, owners: unknown, position }).then((read) => {
        for (const owner of unknown) {
          const count = read.get(owner);
          if (count !== undefined) counts.set(owner, count);
        }
        return counts;
      });
    });
  }

  #laneOf(position: number): Lane {
    this.#last = Math.max(this.#last, position);
    return this.#last - position > this.#near ? 'far' : 'near';
  }

  async #readByKey(asks: readonly KeyAsk[]): Promise<readonly HeldByKey[]> {
    const found = new Map<KeyAsk, HeldByKey>();
    for (const alike of Map.groupBy(asks, ({ recordType }) => recordType).values()) {
      for (const near of apart(alike, this.#near)) await this.#readKeysInto(found, near);
    }
    return asks.map((ask) => found.get(ask) ?? new Map());
  }

  /** @param asks of one record type */
  async #readKeysInto(found: Map<KeyAsk, HeldByKey>, asks: readonly KeyAsk[]): Promise<void> {
    const recordType = asks[0]?.recordType ?? '';
    await this.#holding.reading(async (reading) => {
      const stretch = stretchOf(asks, reading);
      const rows: HeldRow[] = [];
      for (const keys of parts(union(asks, ({ keys }) => keys))) {
        rows.push(...(await listHeldByKey(this.#db, recordType, keys, stretch)));
      }
      for (const [position, together] of Map.groupBy(asks, (ask) => ask.position)) {
        const held = new Map<string, number>();
        for (const row of rows) if (holdsAt(row, position)) held.set(row.name, row.position);
        for (const ask of together) found.set(ask, held);
      }
      if (stretch.last > reading.reached) return;
      const ofKey = Map.groupBy(rows, ({ name }) => name);
      const asked = new Set(asks.map(({ position }) => position));
      for (const key of union(asks, ({ keys }) => keys)) {
        const ofThis = ofKey.get(key) ?? [];
        // One version holds at a time, and each from its own position on.
        const first = ofThis.reduce((least, { position }) => Math.min(least, position), stretch.first);
        this.#holding.learn(reading, recordType, key, ofThis, first, asked);
      }
    });
  }

  async #readByOwner(asks: readonly OwnerAsk[]): Promise<readonly (HeldByOwner | Error)[]> {
    const found = new Map<OwnerAsk, HeldByOwner | Error>();
    // Owners of whom the same types are asked for: nobody's other records are read along.
    const alike = Map.groupBy(asks, ({ kind, recordTypes }) => `${kind} ${recordTypes.toSorted().join(' ')}`);
    for (const group of [...alike.values()].flatMap((asks) => apart(asks, this.#near))) {
      const answers = await this.#readAlike(group);
      group.forEach((ask, i) => {
        found.set(ask, answers[i] ?? new Map());
      });
    }
    return asks.map((ask) => found.get(ask) ?? new Map());
  }

  async #readCounts(asks: readonly CountAsk[]): Promise<readonly ReadonlyMap<string, number>[]> {
    const found = new Map<CountAsk, ReadonlyMap<string, number>>();
    const nameOf = ({ recordType, kind, position }: CountAsk) => `${recordType} ${kind} ${position}`;
    for (const alike of Map.groupBy(asks, nameOf).values()) {
      const [first] = alike;
      if (first === undefined) continue;
      const numbers = new Map<string, number>();
      const { recordType, kind, position } = first;
      await this.#holding.reading(async (reading) => {
        for (const owners of parts(union(alike, (ask) => ask.owners))) {
          const rows = await countHeldByOwner(this.#db, recordType, kind, owners, position);
          for (const { name, number } of rows) numbers.set(name, number);
          if (position > reading.reached) continue;
          const shelf = ownerShelf(recordType, kind);
          for (const owner of owners) {
            this.#holding.learnCount(reading, shelf, owner, position, numbers.get(owner) ?? 0);
          }
        }
      });
      for (const ask of alike) found.set(ask, numbers);
    }
    return asks.map((ask) => found.get(ask) ?? new Map());
  }

  /** @param asks for the same types and kind */
  async #readAlike(asks: readonly OwnerAsk[]): Promise<readonly (HeldByOwner | Error)[]> {
    const rows = await this.#readOwned(asks);
    if (rows === null) return this.#readApart(asks);
    const byPosition = new Map<number, HeldByOwner>();
    for (const { position } of asks) if (!byPosition.has(position)) byPosition.set(position, heldAt(rows, position));
    return asks.map(({ position }) => byPosition.get(position) ?? new Map());
  }

  /** One asks for too many, or all together do: half by half it is found who. */
  async #readApart(asks: readonly OwnerAsk[]): Promise<readonly (HeldByOwner | Error)[]> {
    const [ask] = asks;
    if (ask === undefined) return [];
    if (asks.length === 1) {
      // Too many may be what was superseded since.
      const rows = await this.#listOwned(ask, ask.owners, { first: ask.position, last: ask.position });
      return [rows === null ? new TooManyRelatedError() : heldAt(rows, ask.position)];
    }
    const middle = asks.length >> 1;
    return [...(await this.#readAlike(asks.slice(0, middle))), ...(await this.#readAlike(asks.slice(middle)))];
  }

  /** What held anywhere from the first of the positions on, and is remembered; null where that is too much. */
  async #readOwned(asks: readonly OwnerAsk[]): Promise<readonly HeldRow[] | null> {
    const [ask] = asks;
    if (ask === undefined) return [];
    const owners = union(asks, (each) => each.owners);
    return this.#holding.reading(async (reading) => {
      const stretch = stretchOf(asks, reading);
      const rows = await this.#listOwned(ask, owners, stretch);
      if (rows === null || stretch.last > reading.reached) return rows;
      const ofType = Map.groupBy(rows, ({ record_type }) => record_type);
      const asked = new Set(asks.map(({ position }) => position));
      for (const recordType of ask.recordTypes) {
        const shelf = ownerShelf(recordType, ask.kind);
        const ofOwner = Map.groupBy(ofType.get(recordType) ?? [], ({ name }) => name);
        for (const owner of owners) {
          this.#holding.learn(reading, shelf, owner, ofOwner.get(owner) ?? [], stretch.first, asked);
        }
      }
      return rows;
    });
  }

  /** Null where there are more than MAX_RELATED. */
  async #listOwned(
    { recordTypes, kind }: OwnerAsk,
    owners: readonly string[],
    stretch: Stretch,
  ): Promise<readonly HeldRow[] | null> {
    const rows: HeldRow[] = [];
    for (const part of parts(owners)) {
      rows.push(...(await listHeldByOwner(this.#db, { recordTypes, kind, owners: part, ...stretch }, MAX_RELATED + 1)));
      if (rows.length > MAX_RELATED) return null;
    }
    return rows;
  }
}

/** Refused as a promise even where all is there at once: who asks hears of it in one way. */
function bounded(held: HeldByOwner): Soon<HeldByOwner> {
  let count = 0;
  for (const ofType of held.values()) for (const versions of ofType.values()) count += versions.length;
  return count > MAX_RELATED ? Promise.reject(new TooManyRelatedError()) : held;
}

function heldAt(rows: readonly HeldRow[], position: number): HeldByOwner {
  const types = new Map<string, Map<string, number[]>>();
  for (const row of rows) {
    if (!holdsAt(row, position)) continue;
    let owners = types.get(row.record_type);
    if (owners === undefined) {
      owners = new Map();
      types.set(row.record_type, owners);
    }
    const held = owners.get(row.name);
    if (held === undefined) owners.set(row.name, [row.position]);
    else held.push(row.position);
  }
  return types;
}

/** From the first position that is asked about to the last one, and to where the memory has come: what is read can be remembered. */
function stretchOf(asks: readonly { readonly position: number }[], { reached }: Reading): Stretch {
  let first = Number.MAX_SAFE_INTEGER;
  let last = reached;
  for (const { position } of asks) {
    if (position < first) first = position;
    if (position > last) last = position;
  }
  return { first, last };
}

/** By their positions, so that none is farther from another of its group. */
function apart<Ask extends { readonly position: number }>(asks: readonly Ask[], near: number): readonly (readonly Ask[])[] {
  const groups: Ask[][] = [];
  let first = Number.NEGATIVE_INFINITY;
  for (const ask of asks.toSorted((one, other) => one.position - other.position)) {
    if (ask.position - first > near) {
      groups.push([]);
      first = ask.position;
    }
    groups.at(-1)?.push(ask);
  }
  return groups;
}

/** What several ask for, each once. */
function union<Ask>(asks: readonly Ask[], listOf: (ask: Ask) => readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const ask of asks) for (const each of listOf(ask)) all.add(each);
  return [...all];
}

function parts<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length === 0) return [];
  if (list.length <= MAX_KEYS) return [list];
  return Array.from({ length: Math.ceil(list.length / MAX_KEYS) }, (_, i) => list.slice(i * MAX_KEYS, (i + 1) * MAX_KEYS));
}
