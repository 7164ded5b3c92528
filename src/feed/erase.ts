/**
 * Erases personal values of superseded versions. The commitment in the chain stays, so positions, digests, chain and
 * verify are as before; the value and its salt are gone, and without the salt a guess cannot be tested. Challenges of the
 * field lose it too. A row that waits with it is its source's word, and goes when somebody decides about it.
 */
import { erasePersonal, listWaitingWith, scrubFiles } from '../db/erasure.repository.ts';
import { lockHead } from '../db/head.repository.ts';
import { listHistory, listPersonal, VERSION_HOLDER } from '../db/version.repository.ts';
import { fail, ok, problem, type Result } from '../domain/message/problem.ts';
import { eraseDisputed } from './challenges.ts';
import type { Hub } from './hub.ts';
import { transact } from './transact.ts';

export interface Erasure {
  readonly recordType: string;
  readonly key: string;
  readonly field: string;
  /** One version; all superseded ones that hold a value of the field when absent. */
  readonly position?: number;
  /** Why: the legal ground or the request's number. It goes to the erasure log. */
  readonly ground: string;
}

/** @returns the positions whose value was erased; warnings where rows that wait hold it still, or a file a copy for a while */
export async function erase(hub: Hub, erasure: Erasure): Promise<Result<readonly number[]>> {
  const { recordType, key, field, ground } = erasure;
  const erased = await transact(hub, async (trx): Promise<Result<readonly number[]>> => {
    await lockHead(trx, hub.db.dialect);
    const history = await listHistory(trx, recordType, [key], Number.MAX_SAFE_INTEGER);
    const wanted = history.filter((row) => erasure.position === undefined || row.position === erasure.position);
    if (wanted.length === 0) return fail('ERASE_NOTHING', { key, field });
    const values = new Map<number, string>();
    for (let from = 0; from < history.length; from += 1000) {
      const part = history.slice(from, from + 1000).map((row) => row.position);
      for (const row of await listPersonal(trx, VERSION_HOLDER, part)) if (row.field === field) values.set(row.holder, row.value);
    }
    const open = history.find((row) => row.until === null);
    const held = open === undefined ? undefined : values.get(open.position);
    const positions: number[] = [];
    const gone = new Set<string>();
    let stillSent = false;
    for (const row of wanted) {
      const value = values.get(row.position);
      if (value === undefined) continue;
      if (held !== undefined && value === held) {
        // The current version, or an older one with the same value: its source still states it.
        stillSent ||= row.position !== open?.position || erasure.position !== undefined;
        continue;
      }
      await erasePersonal(trx, { position: row.position, field, erased_at: hub.clock.now(), ground: ground.slice(0, 200) });
      positions.push(row.position);
      gone.add(value);
    }
    if (positions.length > 0) {
      await eraseDisputed(trx, erasure, gone);
      const waiting = await listWaitingWith(trx, { recordType, key, values: [...gone] });
      return ok(positions, waiting.length === 0 ? [] : [problem('ERASE_WAITING', { rows: waiting.join(', ') })]);
    }
    // The current value alone is no reason to speak of it: there was nothing superseded to erase.
    return stillSent || (held !== undefined && history.length === 1)
      ? fail('ERASE_STILL_SENT', { key, field, source: open?.source ?? '' })
      : fail('ERASE_NOTHING', { key, field });
  });
  if (!erased.ok || (await scrubFiles(hub.db))) return erased;
  return ok(erased.value, [...(erased.warnings ?? []), problem('ERASE_LOG_BUSY')]);
}
