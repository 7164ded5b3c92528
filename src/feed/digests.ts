/** State digests: what a copy of the same scope must add up to. */
import { listScopeDigests } from '../db/scope-digest.repository.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';
import { StateDigest } from './suite.ts';

export interface DigestView {
  readonly position: number;
  /** 64 hex digits. */
  readonly digest: string;
  readonly records: number;
}

/** The digest of everything current, with the position it belongs to. */
export async function getDigest(hub: Hub): Promise<DigestView> {
  const { position, digest, records } = await getHead(hub);
  return { position, digest, records };
}

/** Digests of a record type by county ('' for none known), at the head; read again if the head moved meanwhile. */
export async function listDigestsByCounty(
  hub: Hub,
  recordType?: string,
): Promise<readonly (DigestView & { readonly recordType: string; readonly county: string })[]> {
  for (;;) {
    const before = await getHead(hub);
    const rows = await listScopeDigests(hub.db.read, recordType);
    const after = await getHead(hub);
    if (before.position === after.position) {
      return rows.map((row) => ({
        position: after.position,
        recordType: row.record_type,
        county: row.county,
        digest: row.digest,
        records: row.records,
      }));
    }
  }
}

/** The sum of digests: a scope made of several. */
export function sumDigests(digests: readonly string[]): string {
  const sum = new StateDigest();
  for (const digest of digests) sum.add(digest);
  return sum.hex;
}
