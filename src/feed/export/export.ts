/**
 * A snapshot of a record type: all records of a scope as a viewer sees them at a position, in the order of their keys, with the hash
 * of each. What was cut short is gone on with behind the last key that came.
 */
import { seesAnyOf } from '../../access/present.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { VersionRow } from '../../db/version.repository.ts';
import { isSeenAt, type Level } from '../../domain/record/level.ts';
import type { Content } from '../../domain/record/record-type.ts';
import { FeedChangedError } from '../follow.ts';
import { hashAt, storedHashes } from '../hashes.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { viewVersions } from '../read.ts';
import { StateDigest } from '../suite.ts';
import { levelUpTo } from '../viewer-level.ts';
import { hashedFields } from './hashed-fields.ts';
import { type RecordsQuery, recordsInScope } from './records-in-scope.ts';

export interface ExportedRecord {
  readonly key: string;
  readonly position: number;
  /** Of what the viewer's level sees of it, but for personal values. */
  readonly hash: string;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly receivedAt: number;
  readonly recordedAt: number;
  /** As the viewer sees them: personal values masked or marked as erased. */
  readonly fields: Content;
}

/** An export that is ready to be read. */
export interface Export extends RecordsQuery {
  readonly feed: string;
  readonly level: Level;
  /** The fields that a hash covers, where a record has them: those of the level, without the personal ones. */
  readonly hashed: readonly string[];
  /** The fields that the viewer may find in a record. */
  readonly seen: readonly string[];
  /**
   * Pages of records; one may be empty. A reader that stops in the middle ends the reading.
   * @throws FeedChangedError behind the last one, where the database was put back meanwhile: what was given may be of either feed
   */
  pages(): AsyncGenerator<readonly ExportedRecord[], void, undefined>;
}

/** @throws LevelsUnfilledError */
export async function openExport(hub: Hub, query: RecordsQuery, viewer: Viewer): Promise<Export> {
  const level = await levelUpTo(hub, viewer, query.position);
  const { type } = query;
  const { feedId: feed } = hub;
  // Of a type of which it sees nothing a viewer is not told that records are there.
  const isSeen = seesAnyOf(type, viewer) && isSeenAt(level, type);
  const fields = isSeen ? Object.entries(type.fields) : [];
  return {
    ...query,
    feed,
    level,
    hashed: isSeen ? hashedFields(type, level) : [],
    seen: fields.filter(([, field]) => field.personal === true || viewer.classes.has(field.class)).map(([name]) => name),
    async *pages() {
      if (!isSeen) return;
      for await (const { rows } of recordsInScope(hub, query)) yield await exported(hub, rows, level, viewer);
      if ((await getHead(hub)).feed_id !== feed) throw new FeedChangedError(feed);
    },
  };
}

async function exported(hub: Hub, rows: readonly VersionRow[], level: Level, viewer: Viewer): Promise<readonly ExportedRecord[]> {
  const views = await viewVersions(hub.db.scan, rows, viewer);
  return rows.flatMap((row, i) => {
    const view = views[i];
    if (view == null) return [];
    const { key, position, effectiveOn, source, receivedAt, recordedAt, fields } = view;
    const hash = hashAt(level, storedHashes(row));
    return [{ key, position, hash, effectiveOn, source, receivedAt, recordedAt, fields }];
  });
}

/** What a part of an export adds up to. */
export class ExportTotal {
  rows = 0;
  last: string | null = null;
  readonly #digest = new StateDigest();

  add({ key, hash }: Pick<ExportedRecord, 'key' | 'hash'>): void {
    this.rows += 1;
    this.last = key;
    this.#digest.add(hash);
  }

  /** The sum of the hashes modulo 2^256, 64 hex digits. The sums of several parts add up to that of the whole. */
  get digest(): string {
    return this.#digest.hex;
  }
}
