/**
 * The one way into the feed. One transaction per batch: lock the head row, and only then read what holds, compare,
 * write, move the head, commit. (Comparing first gave two current versions of one record, without an error.) The whole
 * is run again from the comparison when the database says that somebody else was faster.
 */

import type { Transaction } from '../db/database.ts';
import { type HeadRow, lockHead, saveHead } from '../db/head.repository.ts';
import { type Lease, renewLease } from '../db/lease.repository.ts';
import { findQuarantinedByDigest, insertQuarantine } from '../db/quarantine.repository.ts';
import { isRetryable } from '../db/retry.ts';
import { insertKeysSeen, updateRun } from '../db/run.repository.ts';
import { listScopeDigestsOf, saveScopeDigest } from '../db/scope-digest.repository.ts';
import {
  closeIdentifier,
  closeVersions,
  insertLinks,
  insertPersonal,
  insertTyped,
  insertVersions,
  listHistory,
  listOpenVersions,
  listVersions,
  openIdentifiers,
  type PersonalRow,
  QUARANTINE_HOLDER,
  type TypedRow,
  VERSION_HOLDER,
  type VersionRow,
} from '../db/version.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { ChangeKind, SourceName } from '../domain/record/change.ts';
import { isClosing } from '../domain/record/change.ts';
import type { Content, Identifier, Link, RecordType } from '../domain/record/record-type.ts';
import { addOutcomes, type Counts } from './counts.ts';
import type { Entry } from './entry.ts';
import type { Hub } from './hub.ts';
import {
  type EntryOutcome,
  type KeyState,
  type Known,
  type KnownVersion,
  type Plan,
  type PlannedVersion,
  planBatch,
  type Refusal,
  stateKey,
} from './plan.ts';
import { commitment, contentHash, nextChain, StateDigest } from './suite.ts';

/** Entries to one transaction: enough to spread its cost, few enough that a push beside a sync waits milliseconds. */
export const MAX_BATCH = 1000;

export interface Batch {
  readonly source: SourceName;
  readonly entries: readonly Entry[];
  /** When the hub received the records; milliseconds. */
  readonly receivedAt: number;
  /** The run that this batch belongs to: its counts and its place in the input are saved in the same transaction. */
  readonly run?: { readonly id: number; readonly savedRow: number; readonly counts: Counts; readonly full: boolean };
  /** A lease that must still be ours when the batch commits. */
  readonly lease?: { readonly lease: Lease; readonly expiresAt: number };
}

export interface BatchResult {
  /** In the order of the entries. */
  readonly outcomes: readonly EntryOutcome[];
  /** The position of the head after the batch. */
  readonly position: number;
  /** The run's counts after the batch. */
  readonly counts: Counts | undefined;
}

/** Attempts at one batch before the failure is the caller's: with the waits in between about half a minute. */
const MAX_ATTEMPTS = 40;

export async function writeBatch(hub: Hub, batch: Batch): Promise<BatchResult> {
  if (batch.entries.length > MAX_BATCH)
    throw new RangeError(`a batch has at most ${MAX_BATCH} entries, got ${batch.entries.length}`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await hub.db.write.transaction().execute((trx) => writeOnce(hub, trx, batch));
    } catch (error) {
      if (!isRetryable(error) || attempt === MAX_ATTEMPTS) throw error;
      await hub.clock.sleep(Math.min(attempt * 20, 1000));
    }
  }
}

async function writeOnce(hub: Hub, trx: Transaction, batch: Batch): Promise<BatchResult> {
  const head = await lockHead(trx, hub.db.dialect);
  if (batch.lease !== undefined) await renewLease(trx, batch.lease.lease, batch.lease.expiresAt);

  const known = await readKnown(trx, batch.entries);
  const plan = planBatch(batch.entries, known, head.position, (type, key, text) => contentHash(hub.suite, type, key, text));
  const released = await saveRefusals(hub, trx, batch, plan.refusals);
  const outcomes =
    released.size === 0 ? plan.outcomes : plan.outcomes.map((outcome, i) => released.get(batch.entries[i] as Entry) ?? outcome);
  const newHead = plan.versions.length === 0 ? head : await append(hub, trx, batch, head, plan);

  let counts: Counts | undefined;
  if (batch.run !== undefined) {
    const { id, savedRow, full } = batch.run;
    counts = addOutcomes(
      batch.run.counts,
      outcomes.map(({ outcome }) => outcome),
    );
    if (full) await insertKeysSeen(trx, hub.db.dialect, id, keysOf(batch.entries));
    await updateRun(trx, id, {
      saved_row: savedRow,
      counts: JSON.stringify(counts),
      position: newHead.position,
      updated_at: hub.clock.now(),
    });
  }
  return { outcomes, position: newHead.position, counts };
}

/** Keys named by the input, refused ones too: a record that came damaged has not ended. */
function keysOf(entries: readonly Entry[]): { recordType: string; key: string }[] {
  return entries.flatMap((entry) =>
    'problems' in entry || 'close' in entry ? [] : [{ recordType: entry.type.name, key: entry.key }],
  );
}

// ---- reading what is known ----

async function readKnown(trx: Transaction, entries: readonly Entry[]): Promise<Known> {
  const byType = new Map<RecordType, Set<string>>();
  const named = new Map<string, number>();
  for (const entry of entries) {
    if ('problems' in entry) continue;
    const keys = byType.get(entry.type) ?? new Set();
    byType.set(entry.type, keys.add(entry.key));
    const name = stateKey(entry.type.name, entry.key);
    named.set(name, (named.get(name) ?? 0) + 1);
  }
  const states = new Map<string, KeyState>();
  const histories = new Map<string, KnownVersion[]>();
  for (const [type, keys] of byType) {
    const open = new Map((await listOpenVersions(trx, type.name, [...keys])).map((row) => [row.record_key, row]));
    const changed: number[] = [];
    const withHistory = new Set<string>();
    for (const entry of entries) {
      if ('problems' in entry || entry.type !== type) continue;
      const row = open.get(entry.key);
      if (row === undefined) continue;
      if ('close' in entry || row.fingerprint !== entry.fingerprint) changed.push(row.position);
      if ('close' in entry) continue;
      const late = row.source_version !== null && entry.sourceVersion !== undefined && entry.sourceVersion < row.source_version;
      if (
        late ||
        entry.told !== undefined ||
        (entry.sourceVersion !== undefined && (named.get(stateKey(type.name, entry.key)) ?? 0) > 1)
      ) {
        withHistory.add(entry.key);
      }
    }
    const contents = new Map((await listVersions(trx, changed)).map((row) => [row.position, row]));
    for (const row of open.values()) {
      const version = contents.get(row.position);
      states.set(stateKey(type.name, row.record_key), {
        position: row.position,
        kind: row.kind as ChangeKind,
        hash: row.hash,
        sourceVersion: row.source_version,
        fingerprint: row.fingerprint,
        content: version === undefined ? UNREAD : contentOf(version),
      });
    }
    for (const row of await listHistory(trx, type.name, [...withHistory], Number.MAX_SAFE_INTEGER)) {
      const name = stateKey(type.name, row.record_key);
      const history = histories.get(name) ?? [];
      histories.set(name, history);
      history.push(knownVersion(row));
    }
  }
  return { states, histories };
}

/** Stands for the content of a version that nothing in the batch differs from: the planner never looks at it. */
const UNREAD: Content = Object.freeze({});

/** The content of a stored version; null where it closes its key. */
export function contentOf(row: VersionRow): Content | null {
  return row.content === null || isClosing(row.kind as ChangeKind) ? null : (JSON.parse(row.content) as Content);
}

function knownVersion(row: VersionRow): KnownVersion {
  return {
    position: row.position,
    recordType: row.record_type,
    key: row.record_key,
    kind: row.kind as ChangeKind,
    corrects: row.corrects,
    effectiveOn: row.effective_on,
    sourceVersion: row.source_version,
    hash: row.hash,
    content: contentOf(row),
  };
}

// ---- writing ----

async function append(hub: Hub, trx: Transaction, batch: Batch, head: HeadRow, plan: Plan): Promise<HeadRow> {
  const { suite } = hub;
  // A clock that went back must not give a later position an earlier time: a time maps to one position.
  const recordedAt = Math.max(head.recorded_at, hub.clock.now());
  const digest = new StateDigest(head.digest);
  let { chain, records } = head;
  const rows: VersionRow[] = [];
  const personal: PersonalRow[] = [];
  const links: (Link & { position: number })[] = [];
  const typed = new Map<RecordType, TypedRow[]>();
  const scopes = new ScopeSums();

  for (const version of plan.versions) {
    const { type, position } = version;
    const commitments = commit(hub, version, personal);
    const row: VersionRow = {
      position,
      record_type: type.name,
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
      commitments,
      chain: '',
      fingerprint: version.fingerprint,
      content: version.contentText,
    };
    chain = nextChain(suite, chain, chainLinkOf(row));
    rows.push({ ...row, chain });

    for (const link of linksOf(version)) links.push({ ...link, position });
    if (version.historyOnly) continue;

    if (version.beforeHash !== null && version.before !== null) {
      digest.subtract(version.beforeHash);
      scopes.of(type.name, type.county(version.before)).subtract(version.beforeHash);
      records -= 1;
    }
    if (version.content !== null) {
      digest.add(version.hash);
      scopes.of(type.name, type.county(version.content)).add(version.hash);
      records += 1;
      const ofType = typed.get(type) ?? [];
      typed.set(type, ofType);
      ofType.push({ key: version.key, position, until: version.until, columns: type.columns(version.key, version.content) });
    }
  }

  await closeVersions(trx, plan.ends);
  await insertVersions(trx, rows);
  await insertPersonal(trx, personal);
  await insertLinks(trx, links);
  for (const [type, typedRows] of typed) await insertTyped(trx, type.name, typedRows);
  await saveIdentifiers(trx, plan.versions);
  await saveScopes(trx, scopes);
  const last = rows[rows.length - 1] as VersionRow;
  const moved = { position: last.position, recorded_at: recordedAt, chain, digest: digest.hex, records };
  await saveHead(trx, moved);
  return { ...head, ...moved };
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

export function chainLinkOf(row: VersionRow) {
  return {
    position: row.position,
    recordType: row.record_type,
    key: row.record_key,
    previous: row.previous,
    kind: row.kind,
    stage: row.stage,
    corrects: row.corrects,
    historyOnly: row.history_only === 1,
    effectiveOn: row.effective_on,
    source: row.source,
    sourceVersion: row.source_version,
    run: row.run_id,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    hash: row.hash,
    commitments: row.commitments,
  };
}

/** A position concerns what its before or its after concerns: whoever is left must hear of it too. */
export function linksOf(version: Pick<PlannedVersion, 'type' | 'key' | 'before' | 'content'>): readonly Link[] {
  const { type, key, before, content } = version;
  const after = content === null ? [] : type.links(key, content);
  if (before === null) return distinct(after);
  return distinct([...after, ...type.links(key, before)]);
}

function distinct(links: readonly Link[]): readonly Link[] {
  return links.filter((link, i) => links.findIndex((other) => other.kind === link.kind && other.value === link.value) === i);
}

async function saveIdentifiers(trx: Transaction, versions: readonly PlannedVersion[]): Promise<void> {
  const opened = new Map<string, Identifier & { company: string; record_type: string; since: number; until: number | null }>();
  for (const version of versions) {
    if (version.historyOnly) continue;
    const { type, key, position } = version;
    const before = version.before === null ? null : type.identifiers(key, version.before);
    const after = version.content === null ? null : type.identifiers(key, version.content);
    const name = (company: string, { kind, value }: Identifier) => JSON.stringify([type.name, company, kind, value]);
    const had = new Map(before?.identifiers.map((identifier) => [name(before.company, identifier), identifier]));
    const has = new Map(after?.identifiers.map((identifier) => [name(after.company, identifier), identifier]));
    for (const [id, identifier] of had) {
      if (has.has(id) || before === null) continue;
      const inBatch = opened.get(id);
      if (inBatch !== undefined) inBatch.until = position;
      else await closeIdentifier(trx, { ...identifier, company: before.company, record_type: type.name, until: position });
    }
    for (const [id, identifier] of has) {
      if (had.has(id) || after === null) continue;
      const again = opened.get(id);
      if (again !== undefined) opened.set(`${id}${again.since}`, again);
      opened.set(id, { ...identifier, company: after.company, record_type: type.name, since: position, until: null });
    }
  }
  await openIdentifiers(trx, [...opened.values()]);
}

/** What the counties' digests and counts move by. */
class ScopeSums {
  readonly sums = new Map<string, { recordType: string; county: string; digest: StateDigest; records: number }>();

  of(recordType: string, county: string | null) {
    const name = `${recordType} ${county ?? ''}`;
    let sum = this.sums.get(name);
    if (sum === undefined) {
      sum = { recordType, county: county ?? '', digest: new StateDigest(), records: 0 };
      this.sums.set(name, sum);
    }
    const held = sum;
    return {
      add(hash: string) {
        held.digest.add(hash);
        held.records += 1;
      },
      subtract(hash: string) {
        held.digest.subtract(hash);
        held.records -= 1;
      },
    };
  }
}

async function saveScopes(trx: Transaction, scopes: ScopeSums): Promise<void> {
  const byType = Map.groupBy(scopes.sums.values(), (sum) => sum.recordType);
  for (const [recordType, sums] of byType) {
    const held = new Map(
      (
        await listScopeDigestsOf(
          trx,
          recordType,
          sums.map((sum) => sum.county),
        )
      ).map((row) => [row.county, row]),
    );
    for (const sum of sums) {
      const row = held.get(sum.county);
      const digest = new StateDigest(row?.digest);
      digest.add(sum.digest.hex);
      await saveScopeDigest(
        trx,
        { record_type: recordType, county: sum.county, digest: digest.hex, records: (row?.records ?? 0) + sum.records },
        row === undefined,
      );
    }
  }
}

// ---- refusals ----

/**
 * Puts refused wire records aside, once each: the same record waits once however often its source sends it. Returns
 * the outcomes of those that a person has released before: they are in the feed already.
 */
async function saveRefusals(
  hub: Hub,
  trx: Transaction,
  batch: Batch,
  refusals: readonly Refusal[],
): Promise<ReadonlyMap<Entry, EntryOutcome>> {
  const released = new Map<Entry, EntryOutcome>();
  if (refusals.length === 0) return released;
  const digests = refusals.map(({ entry }) => wireDigest(hub, entry));
  const held = await findQuarantinedByDigest(trx, batch.source, digests);
  const fresh = new Map<string, Refusal>();
  refusals.forEach((refusal, i) => {
    const digest = digests[i] as string;
    const before = held.get(digest);
    if (before === undefined) {
      if (!fresh.has(digest)) fresh.set(digest, refusal);
    } else if (before.state === 'released') {
      released.set(refusal.entry, { outcome: 'unchanged', position: before.position, problems: [] });
    }
  });
  await insertQuarantine(
    trx,
    [...fresh].map(([digest, { entry, problems }]) => ({
      source: batch.source,
      run_id: batch.run?.id ?? null,
      input_row: entry.origin.row ?? null,
      wire_digest: digest,
      wire: canonicalJson((entry.origin.wire?.plain ?? {}) as Json),
      problems: JSON.stringify(problems),
      record_type: 'problems' in entry ? null : entry.type.name,
      record_key: 'problems' in entry ? null : entry.key,
      created_at: hub.clock.now(),
    })),
  );
  const ids = await findQuarantinedByDigest(trx, batch.source, [...fresh.keys()]);
  const personal: PersonalRow[] = [];
  for (const [digest, { entry }] of fresh) {
    const id = ids.get(digest)?.id;
    if (id === undefined) throw new Error('a quarantined record was not stored');
    for (const [field, value] of Object.entries(entry.origin.wire?.personal ?? {})) {
      personal.push({ holder_kind: QUARANTINE_HOLDER, holder: id, field, salt: hub.randomness.salt(), value });
    }
  }
  await insertPersonal(trx, personal);
  return released;
}

function wireDigest(hub: Hub, entry: Entry): string {
  const { wire, row } = entry.origin;
  // A refusal without a wire record (it could not be read at all) is told by its place and its problems.
  const told = wire === undefined ? { row: row ?? null, problems: 'problems' in entry ? entry.problems : [] } : wire;
  return hub.fingerprint(canonicalJson(told as unknown as Json));
}
