/** Brings the search index up to the feed. */
import { lockSearchState, saveSearchState } from '../../db/search.repository.ts';
import { sendAhead } from '../../db/statements.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { transact } from '../transact.ts';
import { mergeWhereDue } from './merge.ts';
import { searchedTo } from './searched-to.ts';
import { makeStep, type Step } from './step.ts';

/**
 * Positions to one step, unless asked otherwise. More of them would share their rows better; but a sync that waits for
 * SQLite's only writer waits for a whole step.
 */
export const DEFAULT_BATCH = 32_768;

export interface CatchUpOptions {
  readonly signal?: AbortSignal;
  /** Positions to one transaction. */
  readonly batch?: number;
  /** Postings to one transaction of a merge. */
  readonly mergeRange?: number;
}

/**
 * Reads what the feed holds behind the index, step by step, until the index has reached the head. Every step is one
 * transaction that also moves the index's position: it may be ended at any moment, and several may run at once. A step
 * is made ready while the one before it is written.
 *
 * @returns the position that the index has reached
 */
export async function catchUpSearch(
  hub: Hub,
  { signal, batch = DEFAULT_BATCH, mergeRange }: CatchUpOptions = {},
): Promise<number> {
  let position = await searchedTo(hub);
  let underWay = null as UnderWay | null;
  try {
    for (;;) {
      const head = await getHead(hub);
      const isDone = position >= head.position || signal?.aborted === true;
      const upTo = Math.min(position + batch, head.position);
      const before = underWay;
      const step: Step | null = isDone ? null : await makeStep(hub, position, upTo, before?.step ?? null);
      if (before !== null) {
        const isWritten = await before.written;
        underWay = null;
        await mergeWhereDue(hub, mergeRange);
        if (!isWritten || step === null) {
          position = await searchedTo(hub);
          continue;
        }
      }
      if (step === null) return position;
      underWay = { step, written: write(hub, step) };
      underWay.written.catch(() => {}); // told where it is waited for
      position = step.upTo;
    }
  } finally {
    await underWay?.written.catch(() => {});
  }
}

interface UnderWay {
  readonly step: Step;
  readonly written: Promise<boolean>;
}

/** Writes a step; false where somebody else has moved the index since it was made. */
function write(hub: Hub, { from, upTo, statements }: Step): Promise<boolean> {
  return transact(hub, async (trx) => {
    const state = await lockSearchState(trx, hub.db.dialect);
    if (state.position !== from) return false;
    await sendAhead(trx, statements);
    await saveSearchState(trx, { position: upTo, generation: state.generation + 1 });
    return true;
  });
}
