/**
 * Erases again what was erased: of a log, what names the same facts here, and of the log that came with the backup, what is there
 * against all expectation.
 *
 * A value may have been superseded, and so could be erased, only after the backup: then its version holds again. It loses its value
 * all the same, and its fingerprint is made anew, so that what its source states next is a change.
 */
import type { BareDatabase } from '../../db/bare.ts';
import type { Transaction } from '../../db/database.ts';
import { erasePersonal, listErasedThere, logErasures, saveFingerprint } from '../../db/erasure.repository.ts';
import { listPersonal, listVersions, VERSION_HOLDER } from '../../db/version.repository.ts';
import { eraseDisputed } from '../challenges.ts';
import { fingerprintText } from '../entry.ts';
import type { ErasureLog } from './erasure-log.ts';

const BATCH = 500;

/**
 * @param upTo the last position that the log's feed and this one have in common
 * @param fingerprint the hub's
 * @returns how many values were there
 */
export async function reapplyErasures(
  { write: db }: BareDatabase,
  logs: readonly { readonly log: ErasureLog; readonly upTo: number }[],
  fingerprint: (text: string) => string,
): Promise<number> {
  for (const { log, upTo } of logs) {
    for (let from = 0; from < log.erasures.length; from += BATCH) {
      const part = log.erasures.slice(from, from + BATCH);
      await db.transaction().execute(async (trx) => {
        const { shared = [], lost = [] } = Object.groupBy(part, ({ position }) => (Number(position) <= upTo ? 'shared' : 'lost'));
        await logErasures(
          trx,
          shared.map(({ position, field, erasedAt, ground }) => ({
            ...{ position: Number(position), field },
            ...{ erased_at: Date.parse(erasedAt), ground },
          })),
        );
        // Of what came later nobody knows the value any more, but a challenge of that field may hold it.
        for (const erased of lost) await eraseDisputed(trx, erased, { has: () => true });
      });
    }
  }
  for (let erased = 0; ; ) {
    const count = await db.transaction().execute((trx) => eraseNext(trx, fingerprint));
    erased += count;
    if (count < BATCH) return erased;
  }
}

async function eraseNext(trx: Transaction, fingerprint: (text: string) => string): Promise<number> {
  const there = await listErasedThere(trx, BATCH);
  const positions = [...new Set(there.map(({ position }) => position))];
  const versions = new Map((await listVersions(trx, positions)).map((row) => [row.position, row]));
  for (const { value, ...erasure } of there) {
    const version = versions.get(erasure.position);
    await erasePersonal(trx, erasure);
    if (version === undefined) continue;
    const { record_type: recordType, record_key: key } = version;
    await eraseDisputed(trx, { recordType, key, field: erasure.field }, new Set([value]));
  }
  const left = Map.groupBy(await listPersonal(trx, VERSION_HOLDER, positions), ({ holder }) => holder);
  for (const { position, fingerprint: before, content } of versions.values()) {
    if (before === null || content === null) continue;
    const values = Object.fromEntries((left.get(position) ?? []).map(({ field, value }) => [field, value]));
    await saveFingerprint(trx, position, fingerprint(fingerprintText(content, values)));
  }
  return there.length;
}
