/** What a batch could not accept goes to quarantine, in the batch's own transaction. */
import type { Transaction } from '../db/database.ts';
import { findQuarantinedByDigest, insertQuarantine } from '../db/quarantine.repository.ts';
import { sendAhead } from '../db/statements.ts';
import { insertPersonal, type PersonalRow, QUARANTINE_HOLDER } from '../db/version.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { Entry } from './entry.ts';
import type { Hub } from './hub.ts';
import type { EntryOutcome, Refusal } from './plan.ts';
import type { Batch } from './write.ts';

/**
 * Puts refused wire records aside, once each: the same record waits once however often its source sends it. Returns
 * the outcomes of those that a person has released before: they are in the feed already.
 */
export async function saveRefusals(
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
      record_type: ('problems' in entry ? entry.about?.recordType : entry.type.name) ?? null,
      record_key: ('problems' in entry ? entry.about?.key : entry.key) ?? null,
      created_at: hub.clock.now(),
    })),
  );
  const ids = await findQuarantinedByDigest(trx, batch.source, [...fresh.keys()]);
  const personal: PersonalRow[] = [];
  for (const [digest, { entry }] of fresh) {
    const id = ids.get(digest)?.id;
    if (id === undefined) throw new Error('a quarantined record was not stored');
    for (const [field, value] of sideFields(entry.origin.wire?.personal ?? {})) {
      personal.push({ holder_kind: QUARANTINE_HOLDER, holder: id, field, salt: hub.randomness.salt(), value });
    }
  }
  await sendAhead(trx, insertPersonal(personal));
  return released;
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

function wireDigest(hub: Hub, entry: Entry): string {
  const { wire, row } = entry.origin;
  // A refusal without a wire record (it could not be read at all) is told by its place and its problems.
  const told = wire === undefined ? { row: row ?? null, problems: 'problems' in entry ? entry.problems : [] } : wire;
  return hub.fingerprint(canonicalJson(told as unknown as Json));
}
