/**
 * Whether a copy is what the hub has. Its sum is kept along the way and costs nothing to compare; it finds what was lost or came twice.
 * Counted again from the rows, it finds besides what somebody else did to them.
 */
import { countOtherMirrorRecords, listMirrorRecordsAfter } from '../db/mirror.repository.ts';
import { problem } from '../domain/message/problem.ts';
import { StateDigest } from '../feed/suite.ts';
import { type Copy, type CopyTotal, totalOf } from './copy.ts';
import { checksumOf } from './copy-row.ts';
import { UpstreamError } from './mirror-error.ts';
import type { Upstream, UpstreamDigest } from './upstream.ts';

/** SUMS: what was kept along the way. ROWS: counted again from the rows. */
export type CheckKind = 'SUMS' | 'ROWS';

/** What is wrong with a type: its rows are to be held against an export. */
export interface Fault {
  readonly recordType: string;
  /** Rows that are not as they were written. */
  readonly altered: number;
  readonly found: CopyTotal;
  /** Null where it was not asked for: the copy contradicts itself. */
  readonly expected: CopyTotal | null;
}

export interface CheckResult {
  readonly total: CopyTotal;
  readonly faults: readonly Fault[];
  /** Rows of types that are no part of the copy. */
  readonly strangers: number;
}

const PAGE = 1000;

/**
 * Holds a copy that is in step against the hub's digest at its own position.
 * @throws UpstreamError
 */
export async function check(copy: Copy, upstream: Upstream, kind: CheckKind): Promise<CheckResult> {
  const { recordTypes } = copy.state.scope;
  const expected = await digestOf(copy, upstream, recordTypes);
  if (kind === 'SUMS' && isSame(copy.total, expected)) return { total: copy.total, faults: [], strangers: 0 };
  const faults: Fault[] = [];
  const counted: Recount[] = [];
  for (const type of copy.types) counted.push(await recount(copy, type.record_type));
  const total = totalOf(counted);
  const asked = isSame(total, expected) ? null : await digestsOf(copy, upstream, recordTypes);
  for (const { recordType, altered, digest, records } of counted) {
    const found = { digest, records };
    const kept = copy.types.find((type) => type.record_type === recordType);
    const there = asked?.get(recordType) ?? null;
    const isWrong = altered > 0 || (kept !== undefined && !isSame(kept, found)) || (there !== null && !isSame(found, there));
    if (isWrong) faults.push({ recordType, altered, found, expected: there });
  }
  return { total, faults, strangers: await countOtherMirrorRecords(copy.database.db, recordTypes) };
}

interface Recount extends CopyTotal {
  readonly recordType: string;
  readonly altered: number;
}

async function recount(copy: Copy, recordType: string): Promise<Recount> {
  const digest = new StateDigest();
  let records = 0;
  let altered = 0;
  for (let after: string | null = null; ; ) {
    const rows: Awaited<ReturnType<typeof listMirrorRecordsAfter>> = await listMirrorRecordsAfter(
      copy.database.db,
      recordType,
      after,
      PAGE,
    );
    for (const row of rows) {
      const isWhole = row.checksum === checksumOf(row);
      if (!isWhole) altered += 1;
      // What is no hash adds nothing.
      if (isWhole) digest.add(row.hash);
    }
    records += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return { recordType, altered, digest: digest.hex, records };
    after = last.record_key;
  }
}

async function digestsOf(
  copy: Copy,
  upstream: Upstream,
  recordTypes: readonly string[],
): Promise<ReadonlyMap<string, UpstreamDigest>> {
  const digests = new Map<string, UpstreamDigest>();
  for (const recordType of recordTypes) digests.set(recordType, await digestOf(copy, upstream, [recordType]));
  return digests;
}

async function digestOf(copy: Copy, upstream: Upstream, recordTypes: readonly string[]): Promise<UpstreamDigest> {
  const { position, scope, feed } = copy.state;
  if (position === null) throw new Error('only a copy that is in step is checked');
  const digest = await upstream.digest({ scope: { ...scope, recordTypes }, at: position });
  if (digest.feed !== feed) throw new UpstreamError(problem('MIRROR_FEED_MOVED'), { retryable: true });
  return digest;
}

function isSame(one: CopyTotal, other: CopyTotal): boolean {
  return one.digest === other.digest && one.records === other.records;
}
