/** What happened to companies, each a page of its own: a list of companies costs as many statements as one. */
import type { Viewer } from '../access/viewer.ts';
import { listTimelines as listRows } from '../db/history.repository.ts';
import type { Stage } from '../domain/record/change.ts';
import { type ChangePage, viewChanges } from './changes.ts';
import type { Hub } from './hub.ts';

export interface TimelineQuery {
  /** Changes of this stage only; of any where null. */
  readonly stage: Stage | null;
  readonly order: 'OLDEST_FIRST' | 'NEWEST_FIRST';
  /** The page starts behind this position, in its order; null for the first page. */
  readonly after: number | null;
  /** What is known up to here. */
  readonly position: number;
  readonly first: number;
}

/** A page of each company's changes. `scannedTo` is where the next page goes on. */
export async function listTimelines(
  hub: Hub,
  companies: readonly string[],
  query: TimelineQuery,
  viewer: Viewer,
): Promise<ReadonlyMap<string, ChangePage>> {
  const { stage, order, after, position, first } = query;
  const newestFirst = order === 'NEWEST_FIRST';
  const found = await listRows(hub.db.scan, {
    companies,
    stage,
    after: newestFirst ? 0 : (after ?? 0),
    upTo: newestFirst && after !== null ? Math.min(after - 1, position) : position,
    newestFirst,
    limit: first + 1,
  });
  const shown = new Map([...found].map(([company, rows]) => [company, rows.slice(0, first)]));
  const rows = [...new Set([...shown.values()].flat())];
  const changes = await viewChanges(hub.db.scan, rows, viewer);
  const viewOf = new Map(rows.map((row, i) => [row.position, changes[i]]));
  return new Map(
    companies.map((company) => {
      const all = found.get(company) ?? [];
      const page = all.slice(0, first).flatMap((row, i) => {
        const before = newestFirst ? (all[i + 1]?.position ?? 0) : (all[i - 1]?.position ?? after ?? 0);
        const view = viewOf.get(row.position);
        return view === undefined ? [] : [{ ...view, previous: before }];
      });
      const hasMore = all.length > first;
      const end = newestFirst ? 0 : position;
      return [company, { changes: page, scannedTo: hasMore ? (page.at(-1)?.position ?? end) : end, hasMore }];
    }),
  );
}
