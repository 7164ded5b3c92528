/** A record as a row of the copy, with a checksum of its own: the hub's hash covers no personal value and no date of arrival. */
import type { MirrorRecordRow } from '../db/mirror-database.ts';
import { canonicalJson } from '../domain/record/canonical-json.ts';
import type { Level } from '../domain/record/level.ts';
import { intl } from '../feed/suite.ts';
import type { UpstreamRecord } from './upstream.ts';

export function rowOf(recordType: string, record: UpstreamRecord): MirrorRecordRow {
  const row = {
    record_type: recordType,
    record_key: record.key,
    position: record.position,
    hash: record.hash,
    effective_on: record.effectiveOn,
    source: record.source,
    received_at: record.receivedAt,
    recorded_at: record.recordedAt,
    fields: canonicalJson(record.fields),
  };
  return { ...row, checksum: checksumOf(row) };
}

/** Digest of what all other columns hold. */
export function checksumOf(row: Omit<MirrorRecordRow, 'checksum'>): string {
  const { record_type, record_key, position, hash, effective_on, source, received_at, recorded_at, fields } = row;
  return intl.digest(
    JSON.stringify([record_type, record_key, position, hash, effective_on, source, received_at, recorded_at, fields]),
  );
}

/**
 * Whether a row of the copy is what the hub has. Below the highest level a version that moved only what is hidden is not among the
 * changes, though an export names it: there it is enough that both say the same.
 */
export function isSameRow(held: MirrorRecordRow, given: MirrorRecordRow, level: Level): boolean {
  if (held.checksum === given.checksum) return held.checksum === checksumOf(held);
  if (level === 'RESTRICTED' || held.checksum !== checksumOf(held)) return false;
  return held.hash === given.hash && held.fields === given.fields;
}
