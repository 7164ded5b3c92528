/** What happened to companies, or to estates, each a page of its own: a list of them costs as many statements as one. */
import type { Viewer } from '../access/viewer.ts';
import { listTimelines as listRows } from '../db/history.repository.ts';
import type { VersionFacts } from '../db/version.repository.ts';
import type { Stage } from '../domain/record/change.ts';
import { rankOf } from '../domain/record/level.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';
import { type ChangePage, EVERYTHING, viewChanges } from './changes.ts';
import type { Lineage } from './code-replacements.ts';
import type { Hub } from './hub.ts';
import { seenTypes } from './seen-types.ts';
import { levelUpTo } from './viewer-level.ts';

export interface TimelineQuery {
  /** Whose timelines they are; of companies where absent. */
  readonly kind?: 'company' | 'estate';
  /** Changes of this stage only; of any where null. */
  readonly stage: Stage | null;
  /** Without the records of others of its kind that concern it: a company's branches, and what was merged into it. */
  readonly own: boolean;
  readonly order: 'OLDEST_FIRST' | 'NEWEST_FIRST';
  /** The page starts behind this position, in its order; null for the first page. */
  readonly after: number | null;
  /** What is known up to here. */
  readonly position: number;
  readonly first: number;
  /** As of `listChanges`. */
  readonly wanted?: readonly string[];
}

/**
 * A page of each subject's changes that the viewer may see anything of, under whichever of its codes. `scannedTo` is where
 * the next page goes on.
 * @param lineages of each subject, by its present code
 * @throws LevelsUnfilledError
 */
export async function listTimelines(
  hub: Hub,
  lineages: ReadonlyMap<string, Lineage>,
  query: TimelineQuery,
  viewer: Viewer,
): Promise<ReadonlyMap<string, ChangePage>> {
  const { kind = 'company', stage, own, order, after, position, first, wanted = EVERYTHING } = query;
  const newestFirst = order === 'NEWEST_FIRST';
  const level = await levelUpTo(hub, viewer, position);
  const codes = new Map([...lineages].map(([company, parts]) => [company, parts.map(({ code }) => code)]));
  const ofCodes = await listRows(hub.db.scan, {
    kind,
    subjects: [...new Set([...codes.values()].flat())],
    stage,
    ownTypes: own ? OWN_TYPES[kind] : null,
    types: seenTypes(viewer),
    seenAt: level === 'RESTRICTED' ? null : rankOf(level),
    after: newestFirst ? 0 : (after ?? 0),
    upTo: newestFirst && after !== null ? Math.min(after - 1, position) : position,
    newestFirst,
    limit: first + 1,
  });
  const found = new Map([...codes].map(([company, all]) => [company, merged(all, ofCodes, newestFirst, first + 1)]));
  const shown = new Map([...found].map(([company, rows]) => [company, rows.slice(0, first)]));
  const rows = [...new Set([...shown.values()].flat())];
  const changes = await viewChanges(hub.db.scan, rows, { viewer, wanted });
  const viewOf = new Map(rows.map((row, i) => [row.position, changes[i]]));
  return new Map(
    [...found].map(([company, all]) => {
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

const typesByKey = (kind: 'USCC' | 'ESTATE') =>
  listRecordTypes()
    .filter(({ keyKind }) => keyKind === kind)
    .map(({ name }) => name);

/** The record types whose key is that of the subject itself. */
const OWN_TYPES = { company: typesByKey('USCC'), estate: typesByKey('ESTATE') } as const;

/** What happened under several codes of one subject, each version once. */
function merged(
  codes: readonly string[],
  found: ReadonlyMap<string, readonly VersionFacts[]>,
  newestFirst: boolean,
  limit: number,
): readonly VersionFacts[] {
  const rows = new Map(codes.flatMap((code) => (found.get(code) ?? []).map((row) => [row.position, row])));
  return [...rows.values()].toSorted((a, b) => (newestFirst ? b.position - a.position : a.position - b.position)).slice(0, limit);
}
