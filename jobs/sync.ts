/**
 * One synchronisation of one source: read what it delivers, write it to the feed in short batches, keep the ledger.
 *
 * A batch's facts, the run's counts and its place in the input commit together, so a run killed at any moment is taken
 * up again after the last committed row: nothing is lost and nothing is counted twice. The next batch is read and
 * made ready while the database writes the one before.
 */
import type { Completeness, Connector, Delivery, Opening, Place } from '../connectors/connector.ts';
import { DeliveryError } from '../connectors/delivery-error.ts';
import { type Lease, LeaseLostError } from '../src/db/lease.repository.ts';
import type { Problem } from '../src/domain/message/problem.ts';
import { problem } from '../src/domain/message/problem.ts';
import type { Reading } from '../src/domain/record/observation.ts';
import { type Counts, NO_COUNTS } from '../src/feed/counts.ts';
import { type Entry, entryOf, makeReady, type Population } from '../src/feed/entry.ts';
import { isOfUnknownScope } from '../src/feed/full-runs.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { finishRun, getCursor, listRuns, PUSH_MODE, type Run, type RunState, resumeRun, startRun } from '../src/feed/runs.ts';
import { Superseding } from '../src/feed/superseded.ts';
import { writeBatch } from '../src/feed/write.ts';
import { endApproved, endMissing, reasonToWait } from './end-missing.ts';
import { readingOf } from './reading-of.ts';
import { underSourceLease } from './source-lease.ts';

export interface SyncOptions {
  readonly hub: Hub;
  readonly connector: Connector;
  /** The file or the interface to read. */
  readonly opening: Opening;
  readonly population?: Population;
  readonly signal?: AbortSignal;
  onProgress?(progress: SyncProgress): void;
}

export interface SyncProgress {
  readonly counts: Counts;
  readonly bytesRead: number;
  /** Null where nobody knows before the end. */
  readonly bytesTotal: number | null;
  /** The row after which an interrupted run goes on; 0 for a run from the start. */
  readonly resumedAfter: number;
}

export interface SyncSummary {
  readonly source: string;
  readonly run: number | null;
  /** `skipped`: another process is at it. */
  readonly outcome: RunState | 'skipped';
  readonly counts: Counts;
  readonly position: number;
  readonly digest: string;
  readonly problem: Problem | null;
  /** Warnings of accepted rows of this process, by message code: how many, and the first. */
  readonly warnings: ReadonlyMap<string, { readonly count: number; readonly first: Problem }>;
}

export async function runSync(options: SyncOptions): Promise<SyncSummary> {
  const { hub, connector } = options;
  const warnings = new Map<string, { count: number; first: Problem }>();
  const summary = async (outcome: SyncSummary['outcome'], run: Run | null, found: Problem | null): Promise<SyncSummary> => {
    const { position, digest } = await getHead(hub);
    return {
      source: connector.source,
      run: run?.id ?? null,
      outcome,
      counts: run?.counts ?? NO_COUNTS,
      position,
      digest,
      problem: found,
      warnings,
    };
  };

  const answer = await underSourceLease(hub, connector.source, (lease) => syncUnder(options, lease, warnings), options.signal);
  if ('held' in answer) return summary('skipped', null, answer.held);
  const { state, problem: found } = answer.done;
  // What is to be said of a run that ended well is among the warnings.
  return summary(state, answer.done, state === 'done' ? null : found);
}

async function syncUnder(
  options: SyncOptions,
  lease: Lease,
  warnings: Map<string, { count: number; first: Problem }>,
): Promise<Run> {
  const { hub, connector, opening, population = 'property-services' } = options;
  await endApproved(hub, connector.source, lease);
  const opened = await opening.open();
  if (!opened.ok) {
    const { completeness, input } = opening;
    const run = await startRun(hub, { source: connector.source, mode: modeOf(completeness), input, inputFingerprint: null });
    return finishRun(hub, run, lease, 'failed', opened.problem);
  }
  const run = await takeUp(hub, connector, opened.value, population, lease);
  return follow(options, opened.value, run, lease, warnings);
}

function modeOf(completeness: Completeness): string {
  if (completeness.kind === 'delta') return 'delta';
  return completeness.region === null ? 'full' : `full:${completeness.region}`;
}

/** The interrupted run of the same input, or a new one. A run that was interrupted over another input has failed. */
async function takeUp(hub: Hub, connector: Connector, delivery: Delivery, population: Population, lease: Lease): Promise<Run> {
  const mode = modeOf(delivery.completeness);
  const inputFingerprint = `${delivery.fingerprint}-${population}`;
  let same: Run | undefined;
  for (const state of ['running', 'stopped'] as const) {
    for (const run of await listRuns(hub, { source: connector.source, state, limit: 100 })) {
      // Whoever pushed goes on with it; a sync has no part in it.
      if (run.mode === PUSH_MODE) continue;
      const isSame = run.inputFingerprint === inputFingerprint && run.mode === mode && !isOfUnknownScope(run);
      if (same === undefined && isSame) same = run;
      // Its news and its whole are asked for by two schedules: what broke off in the one is not given up for the other.
      else if (run.mode !== mode && delivery.stream !== undefined && run.input === delivery.input) continue;
      else await finishRun(hub, run, lease, 'failed', problem('RUN_INTERRUPTED', { row: String(run.savedRow) }));
    }
  }
  if (same !== undefined) return resumeRun(hub, same, lease);
  const { input, recordTypes } = delivery;
  return startRun(hub, { source: connector.source, mode, input, inputFingerprint, recordTypes });
}

async function follow(
  options: SyncOptions,
  delivery: Delivery,
  run: Run,
  lease: Lease,
  warnings: Map<string, { count: number; first: Problem }>,
): Promise<Run> {
  const { hub, connector, signal } = options;
  const writer = new BatchWriter(options, delivery, run, lease);
  try {
    const after = await placeOf(hub, connector, delivery, run);
    let remark: Problem | null = null;
    for await (const { readings, cursor, sheet, warnings: beside = [] } of delivery.readings({
      after,
      ...(signal === undefined ? {} : { signal }),
    })) {
      if (signal?.aborted === true) break;
      remark ??= beside[0] ?? null;
      countWarnings([...beside, ...readings.flatMap(warningsOf)], warnings);
      const entries = await makeReady(readings, (reading) => entryFor(hub, reading, options.population));
      await writer.write(entries, { savedRow: readings.at(-1)?.row ?? writer.savedRow, cursor, sheet });
    }
    await writer.end();
    if (signal?.aborted === true) return await finishRun(hub, writer.run, lease, 'stopped');
    const waits = await reasonToWait(hub, writer.run);
    if (waits !== null) return await finishRun(hub, writer.run, lease, 'waiting', waits);
    writer.run = await endMissing(hub, writer.run, lease, (run) => writer.tell(run));
    const { stream } = delivery;
    const { savedCursor: place } = writer.run;
    const reached = stream === undefined || place === null ? undefined : { stream, place };
    return await finishRun(hub, writer.run, lease, 'done', remark, reached);
  } catch (error) {
    await writer.settle().catch(() => {}); // the first failure is the one to tell
    const unlessLost = (failure: unknown): Run => {
      if (!(failure instanceof LeaseLostError)) throw failure;
      return { ...writer.run, state: 'failed', problem: problem('LEASE_LOST', { source: run.source }) };
    };
    if (error instanceof LeaseLostError) return unlessLost(error);
    if (signal?.aborted === true) return finishRun(hub, writer.run, lease, 'stopped').catch(unlessLost);
    if (error instanceof DeliveryError) return finishRun(hub, writer.run, lease, 'failed', error.problem).catch(unlessLost);
    await finishRun(hub, writer.run, lease, 'failed', problem('RUN_BROKE_OFF', { reason: (error as Error).name })).catch(
      () => {},
    ); // the database itself may be gone
    throw error;
  }
}

/** Where an interrupted run goes on; a new one over an interface where the last one that got anywhere stood. */
async function placeOf(hub: Hub, connector: Connector, { stream, completeness }: Delivery, run: Run): Promise<Place> {
  const follows = stream !== undefined && completeness.kind === 'delta';
  const cursor = run.savedCursor ?? (follows ? await getCursor(hub, connector.source, stream) : null);
  return { row: run.savedRow, cursor };
}

function entryFor(hub: Hub, reading: Reading, population: Population = 'property-services'): Entry {
  const origin = { row: reading.row, wire: reading.wire };
  if ('problems' in reading) return { problems: reading.problems, about: reading.about, origin };
  return entryOf(reading.observation, hub.fingerprint, { population, origin });
}

function warningsOf(reading: Reading): readonly Problem[] {
  return 'problems' in reading ? [] : reading.observation.warnings;
}

function countWarnings(warnings: readonly Problem[], into: Map<string, { count: number; first: Problem }>): void {
  for (const warning of warnings) {
    const known = into.get(warning.code);
    if (known === undefined) into.set(warning.code, { count: 1, first: warning });
    else known.count += 1;
  }
}

/** How far entries reach: the last row of the input that they cover, where the interface goes on after them, the sheet they stand on. */
interface Reached {
  readonly savedRow: number;
  readonly cursor: string | undefined;
  readonly sheet: string | undefined;
}

/** Writes one batch while the caller makes the next one ready; never more than one under way. */
class BatchWriter {
  run: Run;
  readonly #options: SyncOptions;
  readonly #delivery: Delivery;
  readonly #lease: Lease;
  readonly #resumedAfter: number;
  /** The last row handed over, though it may not be in the database yet. */
  savedRow: number;
  #underWay: Promise<void> = Promise.resolve();
  #superseding: Superseding | undefined;

  constructor(options: SyncOptions, delivery: Delivery, run: Run, lease: Lease) {
    this.#options = options;
    this.#delivery = delivery;
    this.#lease = lease;
    this.#resumedAfter = run.savedRow;
    this.savedRow = run.savedRow;
    this.run = run;
  }

  async write(entries: readonly Entry[], reached: Reached): Promise<void> {
    await this.#underWay;
    this.savedRow = reached.savedRow;
    this.#underWay = this.#commit(entries, reached);
    this.#underWay.catch(() => {}); // told to whoever writes or settles next
  }

  async settle(): Promise<void> {
    await this.#underWay;
  }

  /** All of the input is in the database. */
  async end(): Promise<void> {
    await this.settle();
    await this.#superseding?.end();
  }

  async #commit(entries: readonly Entry[], { savedRow, cursor, sheet }: Reached): Promise<void> {
    const { hub, connector } = this.#options;
    const now = hub.clock.now();
    const { completeness } = this.#delivery;
    const full = completeness.kind === 'full';
    // What a full listing has passed is not all read before its end: news would begin behind what it did not come to.
    const stream = full ? undefined : this.#delivery.stream;
    this.#superseding ??= await Superseding.open(hub, connector.source, this.run.id, ({ wire, row }) =>
      connector.readWire(wire, row ?? 0, {}),
    );
    const superseding = this.#superseding;
    const { counts, position, outcomes } = await writeBatch(hub, {
      source: connector.source,
      ...readingOf(connector, sheet),
      entries,
      receivedAt: now,
      run: {
        id: this.run.id,
        savedRow,
        counts: this.run.counts,
        full,
        ...(cursor === undefined ? {} : { savedCursor: cursor }),
        ...(stream === undefined ? {} : { stream }),
      },
      lease: this.#lease,
      beside: (trx, written) => superseding.close(trx, entries, written.outcomes),
    });
    superseding.committed(entries, outcomes);
    this.run = {
      ...this.run,
      counts: counts ?? this.run.counts,
      savedRow,
      savedCursor: cursor ?? this.run.savedCursor,
      position,
    };
    this.tell(this.run);
  }

  /** How far the run has come. */
  tell({ counts }: Run): void {
    this.#options.onProgress?.({
      counts,
      bytesRead: this.#delivery.bytesRead(),
      bytesTotal: this.#delivery.bytesTotal,
      resumedAfter: this.#resumedAfter,
    });
  }
}
