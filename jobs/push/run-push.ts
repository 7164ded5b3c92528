/**
 * One push: a file that a sender sent, read by the connector of its source, written in short batches, answered record by
 * record. Good records are never held up by bad ones. Facts, counts, the place in the file and the answer commit together,
 * so a push that was killed goes on where it stopped and a repeated one is told what the first was told.
 */
import { dirname } from 'node:path';
import type { Connector, Delivery, Place } from '../../connectors/connector.ts';
import { DeliveryError } from '../../connectors/delivery-error.ts';
import { type Lease, LeaseLostError } from '../../src/db/lease.repository.ts';
import { fail, ok, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { RecordType } from '../../src/domain/record/record-type.ts';
import { findRecordType, listRecordTypes } from '../../src/domain/record/record-types.ts';
import { excerpt } from '../../src/domain/value/name.ts';
import { addOutcomes, type Counts, NO_COUNTS } from '../../src/feed/counts.ts';
import type { Population } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { EntryOutcome } from '../../src/feed/planned.ts';
import { getHead } from '../../src/feed/position.ts';
import { answerProblem, type PushSummary, pushCounts, type RecordAnswer, recordAnswer } from '../../src/feed/push/answer.ts';
import { compareEntries } from '../../src/feed/push/compare.ts';
import type { PushAnswer, PushRequest } from '../../src/feed/push/intake.ts';
import {
  findPush,
  finishPush,
  type Push,
  partsOf,
  resumePush,
  savePart,
  startPush,
  stopPush,
} from '../../src/feed/push/ledger.ts';
import { Mending } from '../../src/feed/push/mended.ts';
import { getRun, type Run } from '../../src/feed/runs.ts';
import { type ReadAgain, Superseding } from '../../src/feed/superseded.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { keepLease } from '../keep-lease.ts';
import { readingOf } from '../reading-of.ts';
import { AnswerFile } from './answer-file.ts';
import { countProblem, digestProblem } from './check-totals.ts';
import { endLease, giveBack, leaseOf } from './push-lease.ts';
import { openPush, type PushedRows, pushedRows } from './pushed-rows.ts';
import { markRefused } from './refused-workbook.ts';

export interface PushWork {
  readonly hub: Hub;
  connectorOf(source: string): Connector | undefined;
  readonly population: Population;
  readonly request: PushRequest;
  /** Stops between two batches; the push can then be sent again. */
  readonly signal: AbortSignal;
  /** So many refused records end a push: nobody mends them one by one. Default: 10,000. */
  readonly maxRefused?: number;
  /** So many rows end it too, to a batch: a small compressed file can hold any number. Default: 5,000,000. */
  readonly maxRows?: number;
  /** Ends it, so that it makes room for others. Default: an hour from now. */
  readonly deadline?: AbortSignal;
}

const MAX_REFUSED = 10_000;
const MAX_ROWS = 5_000_000;
const MAX_MINUTES = 60;

/** With all of its limits. */
type Work = Required<PushWork>;

/** The answer, or why nothing of the push was taken in. */
export function runPush(work: PushWork): Promise<Result<PushAnswer>> {
  const deadline = AbortSignal.timeout(MAX_MINUTES * 60_000);
  return within({ maxRefused: MAX_REFUSED, maxRows: MAX_ROWS, deadline, ...work });
}

async function within(work: Work): Promise<Result<PushAnswer>> {
  const { request, hub, deadline } = work;
  const type = findRecordType(request.recordType);
  const connector = type === undefined ? undefined : work.connectorOf(type.source);
  if (type === undefined || connector === undefined) {
    const known = listRecordTypes().filter(({ source }) => work.connectorOf(source) !== undefined);
    const names = known.map(({ name }) => name).join(', ');
    return fail('PUSH_TYPE_UNKNOWN', { value: excerpt(request.recordType), known: names });
  }
  const damage = digestProblem(request.bodyDigest, request.totals);
  if (damage !== null) return { ok: false, problem: damage };
  const { idempotencyKey: key, sender } = request;
  const before = key === null || request.dryRun ? undefined : await findPush(hub, sender, key);
  if (before !== undefined) return again(work, type, connector, before, key ?? '');

  const opened = await openPush(connector, request.file, type);
  if (!opened.ok) return opened;
  try {
    const wrong = await countProblem(opened.value, request.totals, work.maxRows, endOf(work));
    if (wrong !== null) return { ok: false, problem: wrong };
  } catch (error) {
    if (error instanceof DeliveryError) return { ok: false, problem: error.problem };
    if (deadline.aborted) return { ok: false, problem: tooLong(0) };
    throw error;
  }
  if (request.dryRun) return compare(work, type, connector, opened.value);
  const push = await startPush(hub, { ...request, source: connector.source });
  // Somebody sent the same key meanwhile.
  if (push === undefined) return within(work);
  const lease = await leaseOf(hub, push);
  return lease === null
    ? underWay(push)
    : carryOut({ ...work, type, connector, push, lease }, opened.value, await getRun(hub, push.runId));
}

function underWay({ receipt }: Push): Result<never> {
  return fail('PUSH_UNDER_WAY', { receipt });
}

/** A push that was sent before: its answer, or the rest of it. */
async function again(work: Work, type: RecordType, connector: Connector, before: Push, key: string): Promise<Result<PushAnswer>> {
  const { hub, request } = work;
  if (before.bodyDigest !== request.bodyDigest || before.recordType !== type.name) {
    return fail('PUSH_KEY_REUSED', { receipt: before.receipt });
  }
  if (before.summary !== null) return stored(work, before, before.summary);
  const lease = await leaseOf(hub, before);
  if (lease === null) return underWay(before);
  // Whoever held the lease may have finished a moment ago.
  const now = await findPush(hub, request.sender, key);
  const opened = now?.summary == null ? await openPush(connector, request.file, type) : undefined;
  if (opened?.ok === true) {
    const run = await resumePush(hub, before, lease);
    return carryOut({ ...work, type, connector, push: before, lease }, opened.value, run);
  }
  if (opened !== undefined) {
    await giveBack(hub, lease);
    return opened;
  }
  await endLease(hub, lease);
  return stored(work, before, now?.summary as PushSummary);
}

interface Begun extends Work {
  readonly type: RecordType;
  readonly connector: Connector;
  readonly push: Push;
  readonly lease: Lease;
}

async function carryOut(work: Begun, delivery: Delivery, begun: Run): Promise<Result<PushAnswer>> {
  const { hub, request, signal, deadline, push, lease } = work;
  // Only a push with a key can be asked for its answer again.
  await using answers = push.idempotencyKey === null ? await AnswerFile.in(dirname(request.file)) : null;
  let run = begun;
  let writing: Promise<void> = Promise.resolve();
  const readAgain: ReadAgain = ({ wire, row }) => work.connector.readWire(wire, row ?? 0, {});
  const mending = await Mending.of(hub, push);
  const superseding = await Superseding.open(hub, push.source, run.id, readAgain, false);

  const write = async (rows: PushedRows): Promise<void> => {
    const {
      counts,
      position,
      outcomes: written,
    } = await writeBatch(hub, {
      source: push.source,
      entries: rows.entries,
      receivedAt: push.receivedAt,
      run: {
        ...{ id: run.id, savedRow: rows.lastRow, counts: run.counts, full: false },
        ...(rows.cursor === undefined ? {} : { savedCursor: rows.cursor }),
      },
      lease,
      sender: push.sender,
      ...readingOf(work.connector, rows.sheet),
      async beside(trx, { outcomes }) {
        await mending.close(trx, rows.entries, rows.mends, outcomes);
        await superseding.close(trx, rows.entries, outcomes);
        // Numbered by the records so far: of a workbook each sheet counts its rows from 1.
        const records = run.counts.read + rows.entries.length;
        if (answers === null && rows.entries.length > 0) await savePart(trx, push, records, answersOf(rows, outcomes));
      },
    });
    await answers?.appendRecords(answersOf(rows, written));
    superseding.committed(rows.entries, written);
    run = {
      ...{ ...run, counts: counts ?? run.counts, savedRow: rows.lastRow, position },
      savedCursor: rows.cursor ?? run.savedCursor,
    };
  };

  let broken: Problem | null = null;
  try {
    await using _kept = keepLease(hub, lease, signal);
    try {
      // The next batch is read and made ready while the database writes the one before.
      for await (const rows of pushedRows(delivery, { ...work, after: placeOf(run), signal: endOf(work) })) {
        await writing;
        broken = limitProblem(work, run.counts, run.savedRow);
        if (signal.aborted || broken !== null) break;
        writing = write(rows);
        writing.catch(() => {}); // told where it is waited for
      }
    } catch (error) {
      await writing;
      if (error instanceof DeliveryError) broken = error.problem;
      else if (deadline.aborted) broken = tooLong(run.savedRow);
      else if (!signal.aborted) throw error;
    }
    await writing;
    if (signal.aborted) {
      await stopPush(hub, push, lease);
      return fail('PUSH_STOPPED');
    }
    const summary = await finishPush(hub, push, run, lease, broken);
    await mending.end();
    await superseding.end();
    return answers === null ? await stored(work, push, summary) : ok(await withWorkbook(work, summary, answers.path));
  } catch (error) {
    await writing.catch(() => {}); // the failure before is the one to tell
    if (error instanceof LeaseLostError) return underWay(push);
    throw error;
  } finally {
    await giveBack(hub, lease);
  }
}

const START: Place = { row: 0, cursor: null };

function placeOf({ savedRow: row, savedCursor: cursor }: Run): Place {
  return { row, cursor };
}

/** Asked before each batch but the first: a file is not broken off where nothing of it is left. */
function limitProblem({ maxRefused, maxRows, deadline }: Work, { quarantined }: Counts, row: number): Problem | null {
  if (quarantined >= maxRefused) return problem('PUSH_REFUSED_MANY', { refused: String(quarantined), row: String(row) });
  if (row >= maxRows) return problem('PUSH_TOO_MANY', { limit: String(maxRows), row: String(row) });
  return deadline.aborted ? tooLong(row) : null;
}

function tooLong(row: number): Problem {
  return problem('PUSH_TOO_LONG', { minutes: String(MAX_MINUTES), row: String(row) });
}

/** Ends the reading of its file, be it between two rows that are none. */
function endOf({ signal, deadline }: Work): AbortSignal {
  return AbortSignal.any([signal, deadline]);
}

function answersOf({ entries, warnings, sheet }: PushedRows, outcomes: readonly EntryOutcome[]): readonly RecordAnswer[] {
  return entries.map((entry, i) => recordAnswer(entry, outcomes[i] as EntryOutcome, warnings[i] ?? [], sheet));
}

/** The answer as it is kept; of one that is old its receipt only. */
async function stored(work: Work, push: Push, summary: PushSummary): Promise<Result<PushAnswer>> {
  const { hub, request } = work;
  await using file = await AnswerFile.in(dirname(request.file));
  let isKept = summary.counts.read === 0;
  for await (const lines of partsOf(hub, push)) {
    isKept = true;
    await file.append(lines);
  }
  return isKept ? ok(await withWorkbook(work, summary, file.path)) : fail('PUSH_ANSWER_GONE', { receipt: push.receipt });
}

async function compare(work: Work, type: RecordType, connector: Connector, delivery: Delivery): Promise<Result<PushAnswer>> {
  const { hub, request, signal, deadline } = work;
  await using file = await AnswerFile.in(dirname(request.file));
  let counts = NO_COUNTS;
  let lastRow = 0;
  let broken: Problem | null = null;
  try {
    for await (const rows of pushedRows(delivery, { ...work, type, connector, after: START, signal: endOf(work) })) {
      broken = limitProblem(work, counts, lastRow);
      if (broken !== null) break;
      lastRow = rows.lastRow;
      const outcomes = await compareEntries(hub, rows.entries);
      counts = addOutcomes(
        counts,
        outcomes.map(({ outcome }) => outcome),
      );
      await file.appendRecords(answersOf(rows, outcomes));
    }
  } catch (error) {
    if (signal.aborted) return fail('PUSH_STOPPED');
    if (error instanceof DeliveryError) broken = error.problem;
    else if (deadline.aborted) broken = tooLong(lastRow);
    else throw error;
  }
  const summary: PushSummary = {
    receipt: null,
    state: broken === null ? 'DONE' : 'FAILED',
    dryRun: true,
    sender: request.sender,
    source: connector.source,
    recordType: type.name,
    receivedAt: new Date(request.receivedAt).toISOString(),
    finishedAt: new Date(hub.clock.now()).toISOString(),
    counts: pushCounts(counts),
    feed: hub.feedId,
    position: String((await getHead(hub)).position),
    problem: broken === null ? null : answerProblem(broken),
  };
  return ok(await withWorkbook(work, summary, file.path));
}

async function withWorkbook(work: Work, summary: PushSummary, recordsFile: string): Promise<PushAnswer> {
  const { request } = work;
  if (!request.workbook || summary.counts.refused === 0) return { summary, recordsFile, workbookFile: null };
  // Opened again also where the answer is an old one: what its sheets are called the answer does not keep.
  const opened = await work.connectorOf(summary.source)?.file(request.file).open();
  const sheets = opened?.ok === true ? (opened.value.sheets ?? []) : [];
  return { summary, recordsFile, workbookFile: await markRefused(request.file, recordsFile, sheets) };
}
