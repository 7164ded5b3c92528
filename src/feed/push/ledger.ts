/**
 * The ledger of pushes. A push is a run of the run ledger with a receipt and, where its sender gave one, a key that names it
 * for good: a push that was killed goes on after its last batch, one that was repeated gets the first answer.
 */

import type { Transaction } from '../../db/database.ts';
import { deleteLease, type Lease, renewLease } from '../../db/lease.repository.ts';
import {
  deleteParts,
  findPartAfter,
  findPushByKey,
  findPushByReceipt,
  insertPart,
  insertPush,
  listAnsweredBefore,
  listUnfinished,
  type PushRow,
  saveSummary,
} from '../../db/push.repository.ts';
import { findRun, insertRun, listSources, saveSource, updateRun } from '../../db/run.repository.ts';
import { type ReceiptNumber, receiptNumber } from '../../domain/identifier/receipt-number.ts';
import type { Problem } from '../../domain/message/problem.ts';
import type { SourceName } from '../../domain/record/change.ts';
import { NO_COUNTS } from '../counts.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { getRun, PUSH_MODE, type Run } from '../runs.ts';
import { transact } from '../transact.ts';
import { shanghaiDate } from '../valid-on.ts';
import { answerProblem, type PushSummary, pushCounts, type RecordAnswer } from './answer.ts';

export interface Push {
  readonly id: number;
  readonly receipt: string;
  readonly sender: string;
  readonly source: SourceName;
  readonly recordType: string;
  /** SHA-256 of the body, hex. */
  readonly bodyDigest: string;
  readonly runId: number;
  readonly idempotencyKey: string | null;
  /** Milliseconds. */
  readonly receivedAt: number;
  /** Null while it is under way. */
  readonly summary: PushSummary | null;
}

export type NewPush = Omit<Push, 'id' | 'receipt' | 'runId' | 'summary'>;

/** The push that a key names. From the write connection: it may have been written a moment ago. */
export async function findPush(hub: Hub, sender: string, idempotencyKey: string): Promise<Push | undefined> {
  const row = await findPushByKey(hub.db.write, sender, idempotencyKey);
  return row === undefined ? undefined : pushOf(row);
}

export async function findReceipt(hub: Hub, receipt: ReceiptNumber): Promise<Push | undefined> {
  const row = await findPushByReceipt(hub.db.read, receipt);
  return row === undefined ? undefined : pushOf(row);
}

/** The lease under which a push is carried out. */
export function pushLease({ id }: Pick<Push, 'id'>): string {
  return `push:${id}`;
}

/** Begins a push; undefined where its key was taken meanwhile. */
export async function startPush(hub: Hub, given: NewPush): Promise<Push | undefined> {
  const now = hub.clock.now();
  const receipt = receiptNumber(shanghaiDate(given.receivedAt), BigInt(`0x${hub.randomness.salt()}`));
  return transact(hub, async (trx) => {
    const runId = await insertRun(trx, {
      source: given.source,
      mode: PUSH_MODE,
      state: 'running',
      input: receipt,
      input_fingerprint: given.bodyDigest,
      saved_row: 0,
      saved_cursor: null,
      started_at: now,
      updated_at: now,
      finished_at: null,
      attempts: 1,
      counts: JSON.stringify(NO_COUNTS),
      problem: null,
      position: null,
    });
    const { idempotencyKey, sender, source, recordType, bodyDigest, receivedAt } = given;
    const row = {
      receipt,
      sender,
      idempotency_key: idempotencyKey,
      source,
      record_type: recordType,
      body_digest: bodyDigest,
      run_id: runId,
      received_at: receivedAt,
      summary: null,
    };
    const id = await insertPush(trx, row);
    if (id === undefined) throw new KeyTakenError();
    return pushOf({ id, ...row });
  }).catch((error: unknown) => {
    if (error instanceof KeyTakenError) return undefined;
    throw error;
  });
}

/** Undoes the transaction. */
class KeyTakenError extends Error {
  override readonly name = 'KeyTakenError';
}

/** Takes up a push again that was cut off. @throws LeaseLostError */
export async function resumePush(hub: Hub, { runId }: Push, lease: Lease): Promise<Run> {
  const { attempts } = await getRun(hub, runId);
  await transact(hub, async (trx) => {
    await renewLease(trx, lease, hub.clock.now());
    await updateRun(trx, runId, { state: 'running', attempts: attempts + 1, finished_at: null, updated_at: hub.clock.now() });
  });
  return getRun(hub, runId);
}

/** Leaves a push for whoever sends it again. @throws LeaseLostError */
export async function stopPush(hub: Hub, { runId }: Push, lease: Lease): Promise<void> {
  const now = hub.clock.now();
  await transact(hub, async (trx) => {
    await renewLease(trx, lease, now);
    await updateRun(trx, runId, { state: 'stopped', finished_at: now, updated_at: now });
  });
}

/** Ends a push with its answer, and its lease with it. @param found why its file could not be read to the end @throws LeaseLostError */
export async function finishPush(hub: Hub, push: Push, run: Run, lease: Lease, found: Problem | null): Promise<PushSummary> {
  const now = hub.clock.now();
  const summary: PushSummary = {
    receipt: push.receipt,
    state: found === null ? 'DONE' : 'FAILED',
    dryRun: false,
    sender: push.sender,
    source: push.source,
    recordType: push.recordType,
    receivedAt: new Date(push.receivedAt).toISOString(),
    finishedAt: new Date(now).toISOString(),
    counts: pushCounts(run.counts),
    feed: hub.feedId,
    position: String(run.position ?? (await getHead(hub)).position),
    problem: found === null ? null : answerProblem(found),
  };
  await transact(hub, async (trx) => {
    await renewLease(trx, lease, now);
    await updateRun(trx, run.id, {
      state: found === null ? 'done' : 'failed',
      finished_at: now,
      updated_at: now,
      problem: found === null ? null : JSON.stringify(found),
    });
    await saveSummary(trx, push.id, JSON.stringify(summary));
    if (found === null) await freshen(trx, push, run, now);
    // Its answer stands: nobody carries it out again.
    await deleteLease(trx, lease);
  });
  return summary;
}

/** A source that is only pushed to is as fresh as its last push; one that is asked is as fresh as its last answer. */
async function freshen(trx: Transaction, { source }: Push, run: Run, now: number): Promise<void> {
  const known = (await listSources(trx)).find(({ name }) => name === source);
  const last = known?.last_run_id == null ? undefined : await findRun(trx, known.last_run_id);
  if (last !== undefined && last.mode !== PUSH_MODE) return;
  await saveSource(trx, source, { last_attempt_at: now, last_success_at: now, last_run_id: run.id, last_outcome: 'done' });
}

/** Stores what became of a batch's records, in its transaction. @param last how many records of the push that makes */
export async function savePart(trx: Transaction, push: Push, last: number, records: readonly RecordAnswer[]): Promise<void> {
  await insertPart(trx, push.id, last, `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
}

/** What became of a push's records, batch by batch: JSON objects, one to a line. */
export async function* partsOf(hub: Hub, { id }: Pick<Push, 'id'>): AsyncGenerator<string, void, undefined> {
  let row = -1;
  for (;;) {
    const part = await findPartAfter(hub.db.read, id, row);
    if (part === undefined) return;
    yield part.records;
    row = part.lastRow;
  }
}

/**
 * Pushes that were cut off and that nobody has gone on with: those without a key that came before one time, and any that came
 * before the other (milliseconds). Whether somebody is at work on one its lease tells.
 */
export async function listAbandoned(
  hub: Hub,
  { before, keylessBefore }: { readonly before: number; readonly keylessBefore: number },
): Promise<readonly Push[]> {
  return (await listUnfinished(hub.db.scan, before, keylessBefore)).map(pushOf);
}

/** Forgets what the records of pushes that came before a time were answered; how many pushes. */
export async function forgetAnswers(hub: Hub, before: number): Promise<number> {
  const ids = await listAnsweredBefore(hub.db.scan, before);
  for (const id of ids) await transact(hub, (trx) => deleteParts(trx, id));
  return ids.length;
}

function pushOf(row: PushRow): Push {
  return {
    id: row.id,
    receipt: row.receipt,
    sender: row.sender,
    source: row.source as SourceName,
    recordType: row.record_type,
    bodyDigest: row.body_digest,
    idempotencyKey: row.idempotency_key,
    runId: row.run_id,
    receivedAt: row.received_at,
    summary: row.summary === null ? null : (JSON.parse(row.summary) as PushSummary),
  };
}
