/**
 * The one way into the feed. One transaction per batch: lock the head row, and only then read what holds, compare,
 * write, move the head, commit. (Comparing first gave two current versions of one record, without an error.) The whole
 * is run again from the comparison when the database says that somebody else was faster.
 */

import type { Transaction } from '../db/database.ts';
import { insertKeysSeen, UNREADABLE_TYPE } from '../db/full-run.repository.ts';
import { type HeadRow, lockHead, saveHead } from '../db/head.repository.ts';
import { type Lease, renewLease } from '../db/lease.repository.ts';
import { saveCursor, updateRun } from '../db/run.repository.ts';
import { sendAhead } from '../db/statements.ts';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../db/unreachable.ts';
import {
  closeIdentifier,
  closeVersions,
  type IdentifierRow,
  insertLinks,
  insertPersonal,
  insertRelations,
  insertTyped,
  insertVersions,
  listVersions,
  markSeen,
  openIdentifiers,
  type PersonalRow,
  type TypedRow,
  VERSION_HOLDER,
  type VersionRow,
} from '../db/version.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { SourceName } from '../domain/record/change.ts';
import { LEVELS } from '../domain/record/level.ts';
import type { Link, RecordType, Relation } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { breath } from './breath.ts';
import { chainLinkOf } from './chain.ts';
import { addOutcomes, type Counts } from './counts.ts';
import { rowsOfStep } from './derived/step-rows.ts';
import { type Entry, fingerprintText, type ReadyEntry } from './entry.ts';
import type { Hub } from './hub.ts';
import { readKnown } from './known.ts';
import { withDeclared } from './last-filing.ts';
import { planBatch } from './plan.ts';
import type { EntryOutcome, Plan, PlannedVersion } from './planned.ts';
import { saveRefusals, withoutDecided } from './refusals.ts';
import { resolveEntries, withFoundKeys } from './resolve.ts';
import { seenFrom } from './seen-from.ts';
import { commitment, contentHash, nextChain } from './suite.ts';
import { moveSums, Sums } from './sums.ts';
import { transact } from './transact.ts';

/** Entries to one transaction: enough to spread its cost, few enough that a push beside a sync waits milliseconds. */
export const MAX_BATCH = 1000;

export interface Batch {
  readonly source: SourceName;
  readonly entries: readonly Entry[];
  /** When the hub received the records; milliseconds. */
  readonly receivedAt: number;
  /** The run that this batch belongs to: its counts and its place in the input are saved in the same transaction. */
  readonly run?: {
    readonly id: number;
    readonly savedRow: number;
    readonly counts: Counts;
    readonly full: boolean;
    /** Where in an interface the run stands now, and the stream whose cursor moves with it. */
    readonly savedCursor?: string;
    readonly stream?: string;
  };
  /** A lease that must still be ours when the batch commits. */
  readonly lease?: Lease;
  /** What was said about the rows of the delivery (see `Connector.reading`); kept with what is put aside. */
  readonly reading?: Readonly<Record<string, string>>;
  /** Who pushed the records; absent where the hub fetched them. */
  readonly sender?: string;
  /** Writes in the batch's own transaction what goes with it; run again with it. */
  beside?(trx: Transaction, written: Pick<BatchResult, 'outcomes' | 'position'>): Promise<void>;
}

export interface BatchResult {
  /** In the order of the entries. */
  readonly outcomes: readonly EntryOutcome[];
  /** The position of the head after the batch. */
  readonly position: number;
  /** The run's counts after the batch. */
  readonly counts: Counts | undefined;
}

/**
 * Writes a batch: all of it once, or nothing.
 *
 * @throws DatabaseBusyError where others always wrote first, DatabaseGoneError where the database is not there; nothing was written
 * @throws CommitUnknownError where it went away while it committed, and what became of a batch that wrote no version cannot be
 * told, or the database did not come back to be asked
 */
export async function writeBatch(hub: Hub, batch: Batch): Promise<BatchResult> {
  if (batch.entries.length > MAX_BATCH)
    throw new RangeError(`a batch has at most ${MAX_BATCH} entries, got ${batch.entries.length}`);
  for (;;) {
    let last: Written | undefined;
    try {
      return await transact(hub, async (trx) => {
        last = await writeOnce(hub, trx, batch);
        return last.result;
      });
    } catch (error) {
      if (!(error instanceof CommitUnknownError) || last === undefined) throw error;
      // Its place in the feed tells what became of it. A batch that took none has none.
      const { chain, result } = last;
      if (chain === null) throw error;
      if (await hasHappened(hub, result.position, chain).catch(orUnknown(error))) return result;
    }
  }
}

/** As long as nobody can look, it stays unknown. */
function orUnknown(unknown: CommitUnknownError): (error: unknown) => never {
  return (error) => {
    throw error instanceof DatabaseGoneError || error instanceof DatabaseBusyError ? unknown : error;
  };
}

/** How long a batch whose answer was lost waits for the database to come back, in milliseconds: it cannot be told otherwise. */
const LOOK_PATIENCE_MS = 15_000;

/** What a batch has written, before it is known whether it was committed. */
interface Written {
  readonly result: BatchResult;
  /** Of the last version that it wrote; null where it wrote none. */
  readonly chain: string | null;
}

/**
 * Whether a batch was committed whose answer was lost. The head is locked first: a commit that is still under way holds it. No
 * other batch has the same chain at the same position, which covers all before it, the time and the salts.
 */
async function hasHappened(hub: Hub, position: number, chain: string): Promise<boolean> {
  const look = async (trx: Transaction) => {
    await lockHead(trx, hub.db.dialect);
    const [version] = await listVersions(trx, [position]);
    return version?.chain === chain;
  };
  return transact(hub, look, LOOK_PATIENCE_MS);
}

async function writeOnce(hub: Hub, trx: Transaction, batch: Batch): Promise<Written> {
  const head = await lockHead(trx, hub.db.dialect);
  if (batch.lease !== undefined) await renewLease(trx, batch.lease, hub.clock.now());

  const entries = await withDeclared(trx, await resolveEntries(hub, trx, await withoutDecided(trx, batch.entries)));
  const known = await readKnown(hub, trx, entries);
  const hashOf = (type: string, key: string, text: string | null) => contentHash(hub.suite, type, key, text);
  const plan = planBatch(entries, known, head.position, hashOf, batch.run?.full);
  const { released, ids, dropped } = await saveRefusals(hub, trx, batch, plan.refusals);
  const planned = withFoundKeys(batch.entries, entries, plan.outcomes);
  const outcomes =
    plan.refusals.length === 0
      ? planned
      : planned.map((outcome, i) => {
          const entry = entries[i] as ReadyEntry;
          const id = ids.get(entry);
          return released.get(entry) ?? (id === undefined ? outcome : { ...outcome, quarantined: id });
        });
  const newHead = plan.versions.length === 0 ? head : await append(hub, trx, batch, head, plan);
  await sendAhead(trx, markSeen(plan.seen));

  let counts: Counts | undefined;
  if (batch.run !== undefined) {
    const { id, savedRow, full, savedCursor, stream } = batch.run;
    counts = addOutcomes(
      batch.run.counts,
      outcomes.map(({ outcome }) => outcome),
    );
    counts = { ...counts, ended: counts.ended + plan.replaced };
    if (full) {
      const isNobody = (entry: ReadyEntry, i: number) => outcomes[i]?.outcome === 'outOfScope' || dropped.has(entry);
      const keys = entries.flatMap((entry, i) => keysOf(entry, isNobody(entry, i)));
      keys.push(...(await keysOfReleased(trx, released)));
      await insertKeysSeen(trx, hub.db.dialect, id, keys);
    }
    if (savedCursor !== undefined && stream !== undefined) {
      await saveCursor(trx, { source: batch.source, stream, place: savedCursor, moved_at: hub.clock.now() });
    }
    await updateRun(trx, id, {
      saved_row: savedRow,
      ...(savedCursor === undefined ? {} : { saved_cursor: savedCursor }),
      counts: JSON.stringify(counts),
      position: newHead.position,
      updated_at: hub.clock.now(),
    });
  }
  await batch.beside?.(trx, { outcomes, position: newHead.position });
  const result = { outcomes, position: newHead.position, counts };
  return { result, chain: newHead === head ? null : newHead.chain };
}

/**
 * The keys that a row names, also one that was refused: a record that came damaged has not ended.
 * @param isNobody it is no record of ours: where its key could not be read, no record of ours hides in it
 */
function keysOf(entry: ReadyEntry, isNobody: boolean): readonly { readonly recordType: string; readonly key: string }[] {
  if ('close' in entry) return [];
  if (!('problems' in entry)) return [{ recordType: entry.type.name, key: entry.key }];
  const { about, perhaps = [], origin } = entry;
  if (about !== undefined) return [about];
  return perhaps.length > 0 || isNobody ? perhaps : [unreadable(origin.row)];
}

/** Stands in the list of what a run has seen for a row whose key could not be read: it may be any record. */
function unreadable(row: number | undefined): { recordType: string; key: string } {
  return { recordType: UNREADABLE_TYPE, key: String(row ?? 0) };
}

/** Keys of the records that a person released: their code may be one that no reading accepts, and they have not ended either. */
async function keysOfReleased(
  trx: Transaction,
  released: ReadonlyMap<ReadyEntry, EntryOutcome>,
): Promise<{ recordType: string; key: string }[]> {
  const positions = [...released.values()].map(({ position }) => position).filter((position) => position !== null);
  return (await listVersions(trx, positions)).map((row) => ({ recordType: row.record_type, key: row.record_key }));
}

async function append(hub: Hub, trx: Transaction, batch: Batch, head: HeadRow, plan: Plan): Promise<HeadRow> {
  const { suite } = hub;
  // A clock that went back must not give a later position an earlier time: a time maps to one position.
  // Nor may two batches share one: the later would change what the time meant.
  const recordedAt = Math.max(head.recorded_at + 1, hub.clock.now());
  let { chain } = head;
  const sums = new Sums();
  // Before any insert: a key has one open version at a time, and the database insists on it.
  await sendAhead(
    trx,
    closeVersions(plan.ends, (name) => getRecordType(name).relations !== undefined),
  );

  // A part is handed to the database while the next one is hashed: the connection keeps the order.
  for (let from = 0; from < plan.versions.length; from += PART) {
    const rows: VersionRow[] = [];
    const personal: PersonalRow[] = [];
    const links: (Link & { position: number })[] = [];
    const typed = new Map<RecordType, TypedRow[]>();
    const related = new Map<RecordType, (Relation & { position: number; until: number | null })[]>();
    const identifiers: IdentifierSteps = { opened: [], closed: [] };
    for (const version of plan.versions.slice(from, from + PART)) {
      const { type } = version;
      const row = versionRow(hub, batch, version, recordedAt, commit(hub, version, personal));
      chain = nextChain(suite, chain, chainLinkOf(row));
      row.chain = chain;
      rows.push(row);
      const step = rowsOfStep(version);
      links.push(...step.links);
      if (version.historyOnly) continue;
      identifiers.opened.push(...step.opened);
      identifiers.closed.push(...step.closed);
      if (step.typed !== null) gather(typed, type, [step.typed]);
      gather(related, type, step.relations);

      if (version.against !== undefined && version.before !== null) {
        sums.of(type, type.county(version.before)).subtract(version.against);
      }
      if (version.content !== null) sums.of(type, type.county(version.content)).add(version);
    }
    await sendAhead(trx, [
      ...insertVersions(rows),
      ...insertPersonal(personal),
      ...insertLinks(links),
      ...[...typed].flatMap(([type, typedRows]) => insertTyped(type.name, typedRows)),
      ...[...related].flatMap(([type, relations]) => insertRelations(type.name, relations)),
      // Openings first: an identifier may open and close within one part.
      ...openIdentifiers(identifiers.opened),
      ...identifiers.closed.map(closeIdentifier),
    ]);
    await breath();
  }
  // Behind a stretch whose lesser levels are not filled yet nothing can be added to their sums: it is filled with the rest.
  const isFilled = head.leveled_to === head.position;
  const position = head.position + plan.versions.length;
  const moved = {
    ...{ position, recorded_at: recordedAt, chain },
    ...(await moveSums(trx, head, sums, isFilled ? LEVELS : ['RESTRICTED'])),
    leveled_to: isFilled ? position : head.leveled_to,
  };
  await saveHead(trx, moved);
  return { ...head, ...moved };
}

/** Versions to one statement. */
const PART = 250;

/** The row of a version, its chain value still to be put in. */
function versionRow(
  { fingerprint }: Hub,
  batch: Batch,
  version: PlannedVersion,
  recordedAt: number,
  commitments: string | null,
): VersionRow & { chain: string } {
  return {
    position: version.position,
    record_type: version.type.name,
    record_key: version.key,
    previous: version.previous,
    until: version.until,
    kind: version.kind,
    stage: version.stage,
    corrects: version.corrects,
    history_only: version.historyOnly ? 1 : 0,
    effective_on: version.effectiveOn,
    source: batch.source,
    source_version: version.sourceVersion,
    run_id: batch.run?.id ?? null,
    received_at: batch.receivedAt,
    recorded_at: recordedAt,
    hash: version.hash,
    hash_shared: version.hashShared,
    hash_public: version.hashPublic,
    seen_from: seenFrom(version.kind, version, version.against, () => isSamePersonal(version, fingerprint)),
    commitments,
    chain: '',
    fingerprint: version.fingerprint,
    grounds: version.grounds === null ? null : canonicalJson(version.grounds as Json),
    content: version.contentText,
  };
}

/** Whether a version holds the personal values of the one that it is held against, whose fingerprint tells. */
function isSamePersonal({ against, personal }: PlannedVersion, fingerprint: Hub['fingerprint']): boolean {
  return against !== undefined && fingerprint(fingerprintText(against.contentText ?? '', personal)) === against.fingerprint;
}

/** Salts and commits the personal values of a version; the values go to the side table. */
function commit(hub: Hub, version: PlannedVersion, into: PersonalRow[]): string | null {
  const commitments: Record<string, string> = {};
  let some = false;
  for (const [field, value] of Object.entries(version.personal)) {
    const salt = hub.randomness.salt();
    commitments[field] = commitment(hub.suite, field, salt, value);
    into.push({ holder_kind: VERSION_HOLDER, holder: version.position, field, salt, value });
    some = true;
  }
  return some ? canonicalJson(commitments) : null;
}

function gather<K, T>(lists: Map<K, T[]>, key: K, items: readonly T[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [...items]);
  else list.push(...items);
}

/** What steps open and close among the identifiers. */
interface IdentifierSteps {
  readonly opened: (IdentifierRow & { readonly since: number })[];
  readonly closed: (IdentifierRow & { readonly key: string; readonly until: number })[];
}
