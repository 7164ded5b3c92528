/** What a batch could not accept goes to quarantine, in the batch's own transaction. */
import type { Transaction } from '../db/database.ts';
import {
  deleteLacks,
  findQuarantinedByDigest,
  insertLacks,
  insertQuarantine,
  type LackRow,
  listStillWaiting,
  updateQuarantine,
} from '../db/quarantine.repository.ts';
import { sendAhead } from '../db/statements.ts';
import { insertPersonal, listOpenPositions, type PersonalRow, QUARANTINE_HOLDER } from '../db/version.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { Entry, Lack, ReadyEntry } from './entry.ts';
import type { Hub } from './hub.ts';
import type { EntryOutcome, Refusal } from './planned.ts';
import type { Batch } from './write.ts';

/**
 * A batch without the records read again that wait no more: what somebody has decided about them since they were read
 * stands. Asked under the lock of the head, under which all decide.
 */
export async function withoutDecided(trx: Transaction, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const ids = entries.flatMap(({ origin }) => origin.waiting ?? []);
  if (ids.length === 0) return entries;
  const waiting = await listStillWaiting(trx, ids);
  return entries.map((entry) => {
    const { origin } = entry;
    const isDecided = origin.waiting !== undefined && !waiting.has(origin.waiting);
    return isDecided ? { problems: [], about: undefined, isDecided, origin } : entry;
  });
}

/** What became of refused entries. */
export interface SavedRefusals {
  /** Those that a person has released before: they are in the feed already. */
  readonly released: ReadonlyMap<ReadyEntry, EntryOutcome>;
  /** The number under which an entry waits, or under which a person has dropped it. */
  readonly ids: ReadonlyMap<ReadyEntry, number>;
  /** Those of which a person has decided that they are no records. */
  readonly dropped: ReadonlySet<ReadyEntry>;
}

/**
 * Puts refused wire records aside, once each: the same record waits once however often its source sends it. One that waits
 * already and was read again goes on waiting, for what is wrong with it now.
 */
export async function saveRefusals(hub: Hub, trx: Transaction, batch: Batch, given: readonly Refusal[]): Promise<SavedRefusals> {
  const released = new Map<ReadyEntry, EntryOutcome>();
  const ids = new Map<ReadyEntry, number>();
  const dropped = new Set<ReadyEntry>();
  const refusals: Refusal[] = [];
  for (const refusal of given) {
    const { waiting } = refusal.entry.origin;
    if (waiting === undefined) refusals.push(refusal);
    else {
      await goOnWaiting(trx, waiting, refusal);
      ids.set(refusal.entry, waiting);
    }
  }
  if (refusals.length === 0) return { released, ids, dropped };
  const digests = refusals.map(({ entry }) => wireDigest(hub, entry, batch.sender));
  const held = await findQuarantinedByDigest(trx, batch.source, digests);
  const holding = await listOpenPositions(
    trx,
    [...held.values()].map(({ position }) => position).filter((position) => position !== null),
  );
  const fresh = new Map<string, Refusal>();
  const again = new Map<number, Refusal>();
  refusals.forEach((refusal, i) => {
    const digest = digests[i] as string;
    const before = held.get(digest);
    if (before === undefined) {
      if (!fresh.has(digest)) fresh.set(digest, refusal);
    } else if (before.state === 'released' && before.position !== null && holding.has(before.position)) {
      // What a person released is in the feed, unless something newer took its place: then it comes anew, and waits anew.
      released.set(refusal.entry, { outcome: 'unchanged', position: before.position, problems: [] });
    } else if (before.state === 'released' || before.state === 'superseded') again.set(before.id, refusal);
    else if (before.state === 'dropped') dropped.add(refusal.entry);
  });
  const personal: PersonalRow[] = [];
  const lacks: LackRow[] = [];
  const keep = (id: number, { entry, lacks: waitsFor }: Refusal) => {
    for (const lack of storable(waitsFor)) lacks.push({ ...lack, quarantine_id: id });
    for (const [field, value] of sideFields(entry.origin.wire?.personal ?? {})) {
      personal.push({ holder_kind: QUARANTINE_HOLDER, holder: id, field, salt: hub.randomness.salt(), value });
    }
  };
  for (const [id, refusal] of again) {
    await updateQuarantine(trx, id, {
      state: 'waiting',
      decided_at: null,
      position: null,
      run_id: batch.run?.id ?? null,
      created_at: hub.clock.now(),
      wire: wireText(refusal.entry),
      problems: JSON.stringify(refusal.problems),
      reading: readingText(batch),
    });
    keep(id, refusal);
  }
  await insertQuarantine(
    trx,
    [...fresh].map(([digest, { entry, problems }]) => ({
      source: batch.source,
      run_id: batch.run?.id ?? null,
      input_row: entry.origin.row ?? null,
      wire_digest: digest,
      wire: wireText(entry),
      problems: JSON.stringify(problems),
      ...recordOf(entry),
      created_at: hub.clock.now(),
      sender: batch.sender ?? null,
      reading: readingText(batch),
    })),
  );
  const stored = await findQuarantinedByDigest(trx, batch.source, [...fresh.keys()]);
  for (const [digest, refusal] of fresh) {
    const id = stored.get(digest)?.id;
    if (id === undefined) throw new Error('a quarantined record was not stored');
    keep(id, refusal);
  }
  await sendAhead(trx, [...insertPersonal(personal), ...insertLacks(lacks)]);
  refusals.forEach(({ entry }, i) => {
    const digest = digests[i] as string;
    const id = (held.get(digest) ?? stored.get(digest))?.id;
    if (id !== undefined && !released.has(entry)) ids.set(entry, id);
  });
  return { released, ids, dropped };
}

async function goOnWaiting(trx: Transaction, id: number, { entry, problems, lacks }: Refusal): Promise<void> {
  await updateQuarantine(trx, id, { problems: JSON.stringify(problems), ...recordOf(entry) });
  await deleteLacks(trx, id);
  await sendAhead(trx, insertLacks(storable(lacks).map((lack) => ({ ...lack, quarantine_id: id }))));
}

/** The record that it speaks of, as far as that is known. */
function recordOf(entry: ReadyEntry): { readonly record_type: string | null; readonly record_key: string | null } {
  const [type, key] = 'problems' in entry ? [entry.about?.recordType, entry.about?.key] : [entry.type.name, entry.key];
  return { record_type: type ?? null, record_key: key ?? null };
}

function readingText({ reading }: Batch): string | null {
  return reading === undefined ? null : JSON.stringify(reading);
}

/** Each once, as far as the column holds it. */
function storable(lacks: readonly Lack[]): readonly Lack[] {
  return [
    ...new Map(
      lacks.map(({ kind, value }) => [`${kind} ${value}`, { kind, value: value.slice(0, 400).toWellFormed() }]),
    ).values(),
  ];
}

/**
 * The columns that hold nothing personal, in the sender's order as far as that is known; null holds the place of each whose
 * value is in the side table.
 */
function wireText({ origin: { wire } }: ReadyEntry): string {
  if (wire === undefined) return '{}';
  const { plain, personal, columns = [] } = wire;
  const stored = [...sideFields(personal).keys()];
  const fields = new Map(Object.keys(personal).map((column, i) => [column, stored[i] ?? column]));
  const inOrder = columns.flatMap((column) => {
    const field = fields.get(column);
    return field !== undefined ? [[field, null]] : Object.hasOwn(plain, column) ? [[column, plain[column]]] : [];
  });
  return JSON.stringify({ ...Object.fromEntries(inOrder), ...plain });
}

/**
 * Columns under names that the side table can hold. A sender may call a column anything; two names that differ only in
 * what is cut off, or in blanks at the end (which the database does not see), are told apart by a number.
 */
function sideFields(personal: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [column, value] of Object.entries(personal)) {
    const name = column.slice(0, 60).toWellFormed().trimEnd();
    let free = name;
    for (let n = 2; fields.has(free); n++) free = `${name}~${n}`;
    fields.set(free, value);
  }
  return fields;
}

/** @param sender of whom each has records of its own, though two send the same */
function wireDigest(hub: Hub, entry: ReadyEntry, sender: string | undefined): string {
  const { wire, row } = entry.origin;
  // A refusal without a wire record (it could not be read at all) is told by its place and its problems.
  const told =
    wire === undefined
      ? { row: row ?? null, problems: 'problems' in entry ? entry.problems : [] }
      : { plain: wire.plain, personal: wire.personal };
  return hub.fingerprint(`${sender === undefined ? '' : `${sender} `}${canonicalJson(told as unknown as Json)}`);
}
