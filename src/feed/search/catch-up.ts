/** Brings the search index up to the feed. */

import {
  findSearchState,
  insertSearchCompanies,
  listSearchCompanies,
  listVersionsToIndex,
  lockSearchState,
  saveSearchState,
  updateSearchCompany,
} from '../../db/search.repository.ts';
import { sendAhead } from '../../db/statements.ts';
import type { ChangeKind } from '../../domain/record/change.ts';
import { isClosing } from '../../domain/record/change.ts';
import type { Content } from '../../domain/record/record-type.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { transact } from '../write.ts';
import { INDEXED_TYPE, searchableOf, toRow } from './documents.ts';

/** Positions to one step, and to one transaction, unless asked otherwise. */
export const DEFAULT_BATCH = 16_384;

export interface CatchUpOptions {
  readonly signal?: AbortSignal;
  /** Positions to one transaction. */
  readonly batch?: number;
}

/**
 * Reads what the feed holds behind the index, step by step, until the index has reached the head. Every step is one
 * transaction that also moves the index's position: it may be ended at any moment, and several may run at once.
 *
 * @returns the position that the index has reached
 */
export async function catchUpSearch(hub: Hub, { signal, batch = DEFAULT_BATCH }: CatchUpOptions = {}): Promise<number> {
  for (;;) {
    const { position } = await findSearchState(hub.db.read);
    const head = await getHead(hub);
    if (position >= head.position || signal?.aborted === true) return position;
    await step(hub, position, Math.min(position + batch, head.position));
  }
}

async function step(hub: Hub, after: number, upTo: number): Promise<void> {
  const rows = await listVersionsToIndex(hub.db.scan, INDEXED_TYPE, after, upTo);
  const last = new Map(rows.map((row) => [row.record_key, row]));
  const first = new Map(rows.toReversed().map((row) => [row.record_key, row.position]));
  await transact(hub, async (trx) => {
    const state = await lockSearchState(trx, hub.db.dialect);
    if (state.position !== after) return; // another process was here
    const known = new Map((await listSearchCompanies(trx, [...last.keys()])).map((row) => [row.uscc, row]));
    const made = [];
    const changed = [];
    for (const [key, { kind, content }] of last) {
      const isEnd = content === null || isClosing(kind as ChangeKind);
      const company = searchableOf(key, isEnd ? null : (JSON.parse(content) as Content));
      const before = known.get(key);
      const row = toRow(before?.id ?? first.get(key) ?? 0, company);
      if (before === undefined) made.push(row);
      else if (before.texts !== row.texts || before.status !== row.status) changed.push(row);
    }
    await sendAhead(trx, [...insertSearchCompanies(made), ...changed.map(updateSearchCompany)]);
    await saveSearchState(trx, { position: upTo, generation: state.generation + 1 });
  });
}
