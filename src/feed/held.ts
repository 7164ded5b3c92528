/** Which versions hold at a position: of a record by its key, of the records that are somebody's. Positions only, from indexes. */
import type { Database } from '../db/database.ts';
import { countHeldByOwner, type HeldRow, listHeldByKey, listHeldByOwner } from '../db/held.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
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
  readonly #byKey: Readonly<Record<Lane, (ask: KeyAsk) => Promise<HeldByKey>>>;
  readonly #byOwner: Readonly<Record<Lane, (ask: OwnerAsk) => Promise<HeldByOwner>>>;
  /** How many versions of a type are each owner's at a position; those of other owners, whom others have asked for, may be among them. */
  readonly counts: (ask: CountAsk) => Promise<ReadonlyMap<string, number>>;
  /** The last position that anybody asked at. */
  #last = 0;

  /** @param near positions that share statements are no farther from each other */
  constructor(db: Database, near = NEAR) {
    this.#db = db;
    this.#near = near;
    const keys = (atOnce: number) => readTogether<KeyAsk, HeldByKey>((asks) => this.#readByKey(asks), atOnce);
    const owners = (atOnce: number) => readTogether<OwnerAsk, HeldByOwner>((asks) => this.#readByOwner(asks), atOnce);
    this.#byKey = { near: keys(AT_ONCE), far: keys(1) };
    this.#byOwner = { near: owners(AT_ONCE), far: owners(1) };
    this.counts = readTogether((asks) => this.#readCounts(asks), AT_ONCE);
  }

  /** The versions of some records of a type, closing ones too. What others have asked for may be among the answer. */
  byKeys(recordType: string, keys: readonly string[], position: number): Promise<HeldByKey> {
    return this.#byKey[this.#laneOf(position)]({ recordType, keys, position });
  }

  /**
   * The versions of the records of some types that are some owners'. What others have asked for may be among the answer.
   * @throws TooManyRelatedError
   */
  byOwners(
    recordTypes: readonly string[],
    kind: Relation['kind'],
    owners: readonly string[],
    position: number,
  ): Promise<HeldByOwner> {
    return this.#byOwner[this.#laneOf(position)]({ recordTypes, kind, owners, position });
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
    const rows: HeldRow[] = [];
    for (const keys of parts(union(asks, ({ keys }) => keys))) {
      rows.push(...(await listHeldByKey(this.#db, asks[0]?.recordType ?? '', keys, stretchOf(asks))));
    }
    for (const [position, together] of Map.groupBy(asks, (ask) => ask.position)) {
      const held = new Map<string, number>();
      for (const row of rows) if (holdsAt(row, position)) held.set(row.name, row.position);
      for (const ask of together) found.set(ask, held);
    }
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
      for (const owners of parts(union(alike, (ask) => ask.owners))) {
        const rows = await countHeldByOwner(this.#db, first.recordType, first.kind, owners, first.position);
        for (const { name, number } of rows) numbers.set(name, number);
      }
      for (const ask of alike) found.set(ask, numbers);
    }
    return asks.map((ask) => found.get(ask) ?? new Map());
  }

  async #readAlike(asks: readonly OwnerAsk[]): Promise<readonly (HeldByOwner | Error)[]> {
    const [first] = asks;
    if (first === undefined) return [];
    const rows: HeldRow[] = [];
    for (const owners of parts(union(asks, (ask) => ask.owners))) {
      const query = { recordTypes: first.recordTypes, kind: first.kind, owners, ...stretchOf(asks) };
      rows.push(...(await listHeldByOwner(this.#db, query, MAX_RELATED + 1)));
      if (rows.length > MAX_RELATED) return this.#readApart(asks);
    }
    const byPosition = new Map<number, HeldByOwner>();
    for (const { position } of asks) if (!byPosition.has(position)) byPosition.set(position, heldAt(rows, position));
    return asks.map(({ position }) => byPosition.get(position) ?? new Map());
  }

  /** One asks for too many, or all together do: half by half it is found who. */
  async #readApart(asks: readonly OwnerAsk[]): Promise<readonly (HeldByOwner | Error)[]> {
    if (asks.length === 1) return [new TooManyRelatedError()];
    const middle = asks.length >> 1;
    return [...(await this.#readAlike(asks.slice(0, middle))), ...(await this.#readAlike(asks.slice(middle)))];
  }
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

function holdsAt(row: HeldRow, position: number): boolean {
  return row.position <= position && (row.until === null || row.until > position);
}

function stretchOf(asks: readonly { readonly position: number }[]): { readonly first: number; readonly last: number } {
  let first = Number.MAX_SAFE_INTEGER;
  let last = Number.MIN_SAFE_INTEGER;
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
