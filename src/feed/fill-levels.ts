/**
 * Fills what the levels below the highest are given of versions that were stored before it was kept, and the sums of it:
 * position by position, as if they were appended again. `head.leveled_to` says how far; it moves in the same transaction, so
 * this may be ended at any moment, several may run at once, and writers go on meanwhile.
 */
import type { Transaction } from '../db/database.ts';
import { lockHead, saveHead } from '../db/head.repository.ts';
import { sendAhead } from '../db/statements.ts';
import { listVersionsAfter } from '../db/verify.repository.ts';
import { saveVersionLevels, type VersionLevels, type VersionRow } from '../db/version.repository.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { type Beside, heldAgainst, readBeside, showSamePersonal } from './beside.ts';
import { breath } from './breath.ts';
import { storedHashes } from './hashes.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { levelsOf } from './stored-levels.ts';
import { contentHash, type HashOf } from './suite.ts';
import { moveSums, Sums } from './sums.ts';
import { transact } from './transact.ts';

export interface FillOptions {
  readonly signal?: AbortSignal;
  /** Told after each transaction. */
  onProgress?(filledTo: number, head: number): void;
  /** Versions to one transaction: a writer waits that long. */
  readonly batch?: number;
}

const BATCH = 500;

/** @returns whether everything is filled: false where it was ended before */
export async function fillLevels(hub: Hub, { signal, onProgress, batch = BATCH }: FillOptions = {}): Promise<boolean> {
  while (signal?.aborted !== true) {
    const { filledTo, position } = await transact(hub, (trx) => fillNext(hub, trx, batch));
    onProgress?.(filledTo, position);
    if (filledTo === position) return true;
    await breath();
  }
  return false;
}

async function fillNext(
  hub: Hub,
  trx: Transaction,
  batch: number,
): Promise<{ readonly filledTo: number; readonly position: number }> {
  const head = await lockHead(trx, hub.db.dialect);
  const { position, leveled_to } = head;
  const page = await listVersionsAfter(trx, leveled_to, position, batch);
  const last = page.at(-1);
  if (last === undefined) return { filledTo: position, position };
  const beside = await readBeside(trx, page);
  const hashOf: HashOf = (type, key, text) => contentHash(hub.suite, type, key, text);
  const sums = new Sums();
  const moved: VersionLevels[] = [];
  for (const row of page) {
    const levels = fill(row, beside, sums, hashOf);
    if (levels !== null) moved.push(levels);
  }
  await sendAhead(trx, saveVersionLevels(moved));
  await saveHead(trx, { ...(await moveSums(trx, head, sums, ['SHARED', 'PUBLIC'])), leveled_to: last.position });
  return { filledTo: last.position, position };
}

/** Adds a version to the sums. @returns what is to be stored of it; null where that stands there already */
function fill(row: VersionRow, beside: Beside, sums: Sums, hashOf: HashOf): VersionLevels | null {
  const type = getRecordType(row.record_type);
  const content = contentOf(row);
  const against = beside.versions.get(heldAgainst(row) ?? 0);
  const before = against === undefined ? undefined : { row: against, content: contentOf(against) };
  const isSamePersonal = against !== undefined && showSamePersonal(row, against, beside);
  const levels = levelsOf(hashOf, type, { row, content }, before, isSamePersonal);
  const filled = { ...row, ...levels };
  beside.versions.set(row.position, filled);
  if (row.history_only === 0) {
    if (before?.content != null) sums.of(type, type.county(before.content)).subtract(storedHashes(before.row));
    if (content !== null) sums.of(type, type.county(content)).add(storedHashes(filled));
  }
  const isThere =
    row.hash_shared === levels.hash_shared && row.hash_public === levels.hash_public && row.seen_from === levels.seen_from;
  return isThere ? null : levels;
}
