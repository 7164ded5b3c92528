/**
 * Records of one type, each at a position of its own: the companies of a page of changes, every one as of its change.
 * One statement for all of them, where `findRecords` takes one for each position.
 */
import type { Viewer } from '../access/viewer.ts';
import { listHistory, MAX_KEYS } from '../db/version.repository.ts';
import type { Hub } from './hub.ts';
import { type RecordView, viewVersions } from './read.ts';

export interface Moment {
  readonly key: string;
  readonly position: number;
}

/** In the order of the moments; null where no record of the key holds at the position. */
export async function findRecordsAtMoments(
  hub: Hub,
  recordType: string,
  moments: readonly Moment[],
  viewer: Viewer,
): Promise<readonly (RecordView | null)[]> {
  const keys = [...new Set(moments.map(({ key }) => key))];
  const last = moments.reduce((most, { position }) => Math.max(most, position), 0);
  const rows = [];
  for (let from = 0; from < keys.length; from += MAX_KEYS) {
    rows.push(...(await listHistory(hub.db.read, recordType, keys.slice(from, from + MAX_KEYS), last)));
  }
  const byKey = Map.groupBy(rows, (row) => row.record_key);
  const held = moments.map(({ key, position }) =>
    byKey.get(key)?.find((row) => row.position <= position && (row.until === null || row.until > position)),
  );
  const wanted = [...new Set(held.filter((row) => row !== undefined))];
  const views = await viewVersions(hub.db.read, wanted, viewer);
  const viewOf = new Map(wanted.map((row, i) => [row, views[i] ?? null]));
  return held.map((row) => (row === undefined ? null : (viewOf.get(row) ?? null)));
}
