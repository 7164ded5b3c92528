/**
 * A copy of the records of a scope, in a database. What is taken in and how far it has come are written in one transaction: killed at
 * any moment, it has neither lost nor repeated anything.
 *
 * It is brought in step by record types (`goal`): first of all, and wherever it may be wrong, by holding it against an export. In
 * between it is moved by pages of changes.
 */

import {
  createMirrorState,
  findMirrorState,
  type KeyStretch,
  listMirrorRecordsOf,
  listMirrorTypes,
  listOtherMirrorKeys,
  moveMirrorState,
  putMirrorRecords,
  removeMirrorRecords,
  removeOtherMirrorTypes,
  saveMirrorTypes,
} from '../db/mirror.repository.ts';
import type { MirrorDatabase, MirrorRecordRow, MirrorTransaction, MirrorTypeRow } from '../db/mirror-database.ts';
import { problem } from '../domain/message/problem.ts';
import type { Level } from '../domain/record/level.ts';
import { StateDigest, ZERO_DIGEST } from '../feed/suite.ts';
import { gapIn, stepsOf } from './apply.ts';
import { isSameRow, rowOf } from './copy-row.ts';
import { type CopyScope, type CopyState, type StateName, stateOf, stateRow } from './copy-state.ts';
import { MirrorError, UpstreamError } from './mirror-error.ts';
import type { ExportBatch, UpstreamPage } from './upstream.ts';

/** A record of the copy that is not as the hub has it. */
export interface Difference {
  readonly recordType: string;
  readonly key: string;
  readonly what: 'MISSING' | 'EXTRA' | 'DIFFERENT';
}

/** Digest and number of the records of a scope. */
export interface CopyTotal {
  readonly digest: string;
  readonly records: number;
}

/** Keys that are too many are looked for and removed so many at a time. */
const EXTRA_AT_A_TIME = 1000;

export class Copy {
  readonly database: MirrorDatabase;
  readonly #now: () => number;
  #state: CopyState;
  #types: ReadonlyMap<string, MirrorTypeRow>;

  private constructor(database: MirrorDatabase, now: () => number, state: CopyState, types: readonly MirrorTypeRow[]) {
    this.database = database;
    this.#now = now;
    this.#state = state;
    this.#types = typesByName(types);
  }

  /** The copy that a database holds; undefined where it holds none yet. @throws MirrorError */
  static async find(database: MirrorDatabase, now: () => number): Promise<Copy | undefined> {
    const row = await findMirrorState(database.db);
    return row === undefined ? undefined : new Copy(database, now, stateOf(row), await listMirrorTypes(database.db));
  }

  /** Begins a copy: nothing is in it yet, and all of its types are to be brought to a position. */
  static async begin(
    database: MirrorDatabase,
    now: () => number,
    begun: { readonly feed: string; readonly goal: number; readonly scope: CopyScope },
  ): Promise<Copy> {
    const state: CopyState = { ...begun, name: 'BOOTSTRAPPING', revision: 0, position: null, level: null, checked: null };
    await database.transact(async (trx) => {
      await createMirrorState(trx, { ...stateRow(state), updated_at: now() });
      await saveMirrorTypes(
        trx,
        state.scope.recordTypes.map((name) => unmet(name, begun.goal)),
      );
    });
    const copy = await Copy.find(database, now);
    if (copy === undefined) throw new Error('the state row was not made');
    return copy;
  }

  get state(): CopyState {
    return this.#state;
  }

  /** What its rows add up to, as kept along the way. */
  get total(): CopyTotal {
    return totalOf([...this.#types.values()]);
  }

  get types(): readonly MirrorTypeRow[] {
    return [...this.#types.values()];
  }

  /** Reads again where it stands: after an error nobody knows whether the last transaction was committed. */
  async reload(): Promise<void> {
    const row = await findMirrorState(this.database.db);
    if (row === undefined) throw new MirrorError(problem('MIRROR_TARGET_STRANGE', { part: 'mirror_state' }));
    this.#state = stateOf(row);
    this.#types = typesByName(await listMirrorTypes(this.database.db));
  }

  /**
   * Takes in a page that was asked for after the copy's own position.
   * @returns how many changes were applied
   * @throws UpstreamError where the page does not join what is there
   */
  async takePage(page: UpstreamPage): Promise<number> {
    const { position } = this.#state;
    if (position === null) throw new Error('pages are taken by a copy that is in step');
    const gap = gapIn(page.changes, position);
    if (gap !== null || page.scannedTo < (page.changes.at(-1)?.position ?? position)) {
      const { expected, found } = gap ?? { expected: position, found: page.scannedTo };
      const params = { expected: String(expected), found: String(found) };
      throw new UpstreamError(problem('MIRROR_PAGE_APART', params), { retryable: true });
    }
    const steps = stepsOf(page.changes);
    const types = steps.map(({ recordType, digest, records }) => {
      const type = this.#type(recordType);
      return { ...type, digest: sum(type.digest, digest), records: type.records + records };
    });
    await this.#move({ position: page.scannedTo, feed: page.feed }, types, async (trx) => {
      for (const { recordType, puts, removes } of steps) {
        await removeMirrorRecords(trx, recordType, removes);
        await putMirrorRecords(
          trx,
          puts.map((record) => rowOf(recordType, record)),
        );
      }
    });
    return page.changes.length;
  }

  /**
   * Some types are to be brought to a position; what they hold is held against an export and mended. All of them move the copy there.
   * @param name what the copy says of itself meanwhile
   */
  async startAligning(
    recordTypes: readonly string[],
    { name, feed, goal }: { readonly name: StateName; readonly feed: string; readonly goal: number },
  ): Promise<void> {
    const position = name === 'BOOTSTRAPPING' ? null : this.#state.position;
    const types = recordTypes.map((each) => unmet(each, goal));
    await this.#move({ name, feed, goal, position }, types, async (trx) => {
      await removeOtherMirrorTypes(trx, this.#state.scope.recordTypes);
    });
  }

  /**
   * Takes in a part of an export: the keys after the last one of the part before.
   * @param onDifference told of each record that was not as it should be, once it is
   */
  async takeBatch(
    recordType: string,
    { feed, level, rows, isLast }: ExportBatch,
    onDifference: (difference: Difference) => void,
  ): Promise<void> {
    // Without a row nobody knows how far it reaches.
    if (rows.length === 0 && !isLast) return;
    const type = this.#type(recordType);
    const upTo = isLast ? null : (rows.at(-1)?.key ?? null);
    const given = new Map(rows.map((record) => [record.key, rowOf(recordType, record)]));
    const keys = [...given.keys()];
    await this.#removeOthers({ recordType, after: type.after_key, upTo }, keys, onDifference);
    const held = await listMirrorRecordsOf(this.database.db, recordType, keys);
    const byKey = new Map(held.map((row) => [row.record_key, row]));
    const puts = [...given.values()].filter((row) => !isHeld(byKey.get(row.record_key), row, level));
    const digest = new StateDigest(type.digest);
    for (const { hash } of rows) digest.add(hash);
    const moved: MirrorTypeRow = {
      record_type: recordType,
      digest: digest.hex,
      records: type.records + rows.length,
      goal: isLast ? null : type.goal,
      after_key: isLast ? null : (upTo ?? type.after_key),
    };
    await this.#move({ feed, level }, [moved], (trx) => putMirrorRecords(trx, puts));
    for (const { record_key: key } of puts) onDifference({ recordType, key, what: byKey.has(key) ? 'DIFFERENT' : 'MISSING' });
  }

  /** Removes what a stretch has besides some keys, however much that is. */
  async #removeOthers(
    stretch: KeyStretch,
    keys: readonly string[],
    onDifference: (difference: Difference) => void,
  ): Promise<void> {
    const { recordType } = stretch;
    for (;;) {
      const others = await listOtherMirrorKeys(this.database.db, stretch, keys, EXTRA_AT_A_TIME);
      if (others.length === 0) return;
      await this.#move({}, [], (trx) => removeMirrorRecords(trx, recordType, others));
      for (const key of others) onDifference({ recordType, key, what: 'EXTRA' });
    }
  }

  /** All types are where they were to be brought. */
  async finishAligning(): Promise<void> {
    const { goal } = this.#state;
    if (goal === null || this.types.some((type) => type.goal !== null)) throw new Error('not all types have been brought there');
    await this.#move({ name: 'FOLLOWING', position: goal, goal: null }, [], async () => {});
  }

  /** Removes what is of none of its types. @returns how many records that were */
  async removeStrangers(): Promise<number> {
    let removed = 0;
    await this.#move({}, [], async (trx) => {
      removed = await removeOtherMirrorTypes(trx, this.#state.scope.recordTypes);
    });
    return removed;
  }

  /** It was held against the hub's digest, and agrees. */
  async noteChecked(): Promise<void> {
    const { position } = this.#state;
    if (position !== null) await this.#move({ checked: { position, at: this.#now() } }, [], async () => {});
  }

  /** One transaction: nobody else has written since, the rows, their types and where the copy stands. */
  async #move(
    moved: Partial<CopyState>,
    types: readonly MirrorTypeRow[],
    work: (trx: MirrorTransaction) => Promise<void>,
  ): Promise<void> {
    const state = { ...this.#state, ...moved };
    await this.database.transact(async (trx) => {
      const isAlone = await moveMirrorState(trx, this.#state.revision, { ...stateRow(state), updated_at: this.#now() });
      if (!isAlone) throw new MirrorError(problem('MIRROR_TWO_WRITERS'));
      await work(trx);
      await saveMirrorTypes(trx, types);
    });
    this.#state = { ...state, revision: state.revision + 1 };
    this.#types = typesByName([...this.#types.values(), ...types]);
  }

  #type(recordType: string): MirrorTypeRow {
    const type = this.#types.get(recordType);
    if (type === undefined) throw new MirrorError(problem('MIRROR_TARGET_STRANGE', { part: `mirror_type: ${recordType}` }));
    return type;
  }
}

/** What some types add up to. */
export function totalOf(types: readonly CopyTotal[]): CopyTotal {
  const digest = new StateDigest();
  let records = 0;
  for (const type of types) {
    digest.add(type.digest);
    records += type.records;
  }
  return { digest: digest.hex, records };
}

function isHeld(held: MirrorRecordRow | undefined, given: MirrorRecordRow, level: Level): boolean {
  return held !== undefined && isSameRow(held, given, level);
}

function unmet(recordType: string, goal: number): MirrorTypeRow {
  return { record_type: recordType, digest: ZERO_DIGEST, records: 0, goal, after_key: null };
}

function typesByName(types: readonly MirrorTypeRow[]): ReadonlyMap<string, MirrorTypeRow> {
  return new Map(types.map((type) => [type.record_type, type]));
}

function sum(one: string, other: string): string {
  const digest = new StateDigest(one);
  digest.add(other);
  return digest.hex;
}
