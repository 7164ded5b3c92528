/** Which versions hold at a position: of a record by its key, of the records that are somebody's. Positions only, from indexes. */
import type { Database } from '../db/database.ts';
import { type HeldRow, listHeldByKey, listHeldByOwner } from '../db/held.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { readTogether } from './turn.ts';

/** As many records of one type are anybody's at once: a company has some hundreds at most, a page of companies some thousands. */
export const MAX_RELATED = 10_000;

/** There are more than MAX_RELATED. */
export class TooManyRelatedError extends Error {
  override readonly name = 'TooManyRelatedError';
}

interface KeyAsk {
  readonly recordType: string;
  readonly key: string;
  readonly position: number;
}

interface OwnerAsk {
  readonly recordType: string;
  readonly owner: Relation;
  readonly position: number;
}

/** As many statements of a kind are under way: two, so that a long one keeps nobody from the others. */
const AT_ONCE = 2;

export class Held {
  readonly #db: Database;
  readonly #byKey: (ask: KeyAsk) => Promise<number | null>;
  readonly #byOwner: (ask: OwnerAsk) => Promise<readonly number[]>;

  constructor(db: Database) {
    this.#db = db;
    this.#byKey = readTogether((asks) => this.#readByKey(asks), AT_ONCE);
    this.#byOwner = readTogether((asks) => this.#readByOwner(asks), AT_ONCE);
  }

  /** The version of a record that holds; null where there is none. A closing one is one too. */
  byKey(recordType: string, key: string, position: number): Promise<number | null> {
    return this.#byKey({ recordType, key, position });
  }

  /**
   * The versions of the records of a type that are an owner's.
   * @throws TooManyRelatedError
   */
  byOwner(recordType: string, owner: Relation, position: number): Promise<readonly number[]> {
    return this.#byOwner({ recordType, owner, position });
  }

  async #readByKey(asks: readonly KeyAsk[]): Promise<readonly (number | null)[]> {
    const rows = new Map<string, HeldRow[]>();
    for (const [recordType, ofType] of Map.groupBy(asks, (ask) => ask.recordType)) {
      const stretch = stretchOf(ofType);
      for (const keys of parts([...new Set(ofType.map(({ key }) => key))])) {
        collect(rows, await listHeldByKey(this.#db, recordType, keys, stretch));
      }
    }
    return asks.map(({ recordType, key, position }) => {
      const held = rows.get(nameOf(recordType, key))?.find((row) => holdsAt(row, position));
      return held?.position ?? null;
    });
  }

  async #readByOwner(asks: readonly OwnerAsk[]): Promise<readonly (readonly number[] | Error)[]> {
    const rows = new Map<string, HeldRow[]>();
    for (const { kind, owners, recordTypes } of alike(asks)) {
      for (const part of parts(owners)) {
        const query = { kind, owners: part, recordTypes, ...stretchOf(asks) };
        const found = await listHeldByOwner(this.#db, query, MAX_RELATED + 1);
        if (found.length > MAX_RELATED) return this.#readApart(asks);
        collect(rows, found);
      }
    }
    return asks.map(({ recordType, owner, position }) => {
      const held = rows.get(nameOf(recordType, owner.value)) ?? [];
      return held.filter((row) => holdsAt(row, position)).map((row) => row.position);
    });
  }

  /** One asks for too many, or all together do: half by half it is found who. */
  async #readApart(asks: readonly OwnerAsk[]): Promise<readonly (readonly number[] | Error)[]> {
    if (asks.length === 1) return [new TooManyRelatedError()];
    const middle = asks.length >> 1;
    return [...(await this.#readByOwner(asks.slice(0, middle))), ...(await this.#readByOwner(asks.slice(middle)))];
  }
}

const nameOf = (recordType: string, name: string): string => `${recordType} ${name}`;

function collect(into: Map<string, HeldRow[]>, rows: readonly HeldRow[]): void {
  for (const row of rows) {
    const name = nameOf(row.record_type, row.name);
    const held = into.get(name);
    if (held === undefined) into.set(name, [row]);
    else held.push(row);
  }
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

/** Owners of whom the same types are asked for: nobody's other records are read along. */
function alike(asks: readonly OwnerAsk[]) {
  const typesOf = new Map<string, { readonly owner: Relation; readonly types: Set<string> }>();
  for (const { recordType, owner } of asks) {
    const name = `${owner.kind} ${owner.value}`;
    const known = typesOf.get(name);
    if (known === undefined) typesOf.set(name, { owner, types: new Set([recordType]) });
    else known.types.add(recordType);
  }
  const groups = Map.groupBy(typesOf.values(), ({ owner, types }) => `${owner.kind} ${[...types].toSorted().join(' ')}`);
  return [...groups].map(([name, members]) => {
    const [kind = '', ...recordTypes] = name.split(' ');
    return { kind, recordTypes, owners: members.map(({ owner }) => owner.value) };
  });
}

function parts<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length <= MAX_KEYS) return [list];
  return Array.from({ length: Math.ceil(list.length / MAX_KEYS) }, (_, i) => list.slice(i * MAX_KEYS, (i + 1) * MAX_KEYS));
}
