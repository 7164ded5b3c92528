/** State digests: what a copy of the same scope must add up to, of what its viewer sees. */
import type { Viewer } from '../access/viewer.ts';
import type { HeadRow } from '../db/head.repository.ts';
import { listScopeDigests } from '../db/scope-digest.repository.ts';
import { isSeenAt } from '../domain/record/level.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';
import { StateDigest } from './suite.ts';
import { DIGEST_COLUMN, RECORDS_COLUMN, type Total } from './sums.ts';
import { levelAtHead } from './viewer-level.ts';

export interface DigestView extends Total {
  readonly position: number;
}

/**
 * The digest of everything current that a viewer sees any of, and how much that is.
 * @throws LevelsUnfilledError
 */
export function digestAt(head: HeadRow, viewer: Viewer): DigestView {
  const level = levelAtHead(head, viewer);
  return { position: head.position, digest: head[DIGEST_COLUMN[level]], records: head[RECORDS_COLUMN[level]] };
}

/** The same at the head. @throws LevelsUnfilledError */
export async function getDigest(hub: Hub, viewer: Viewer): Promise<DigestView> {
  return digestAt(await getHead(hub), viewer);
}

/**
 * Digests of a record type by county ('' for none known), at the head; read again if the head moved meanwhile.
 * @throws LevelsUnfilledError
 */
export async function listDigestsByCounty(
  hub: Hub,
  viewer: Viewer,
  recordType?: string,
): Promise<readonly (DigestView & { readonly recordType: string; readonly county: string })[]> {
  for (;;) {
    const before = await getHead(hub);
    const level = levelAtHead(before, viewer);
    const rows = await listScopeDigests(hub.db.read, recordType);
    const { position } = await getHead(hub);
    if (before.position !== position) continue;
    return rows
      .filter((row) => isSeenAt(level, getRecordType(row.record_type)))
      .map((row) => ({
        position,
        recordType: row.record_type,
        county: row.county,
        digest: row[DIGEST_COLUMN[level]],
        records: row.records,
      }));
  }
}

/** The sum of digests: a scope made of several. */
export function sumDigests(digests: readonly string[]): string {
  const sum = new StateDigest();
  for (const digest of digests) sum.add(digest);
  return sum.hex;
}
