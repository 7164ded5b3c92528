/** One step of the index: what some positions of the feed change in it, made ready to be written. */
import {
  type IndexedVersionRow,
  insertSearchCompanies,
  insertSearchRun,
  listSearchCompanies,
  listVersionsToIndex,
  type SearchCompanyRow,
  updateSearchCompany,
} from '../../db/search.repository.ts';
import type { Statement } from '../../db/statements.ts';
import type { ChangeKind } from '../../domain/record/change.ts';
import { isClosing } from '../../domain/record/change.ts';
import type { Content } from '../../domain/record/record-type.ts';
import { eachGram, type Searchable } from '../../domain/search/searchable.ts';
import { breath } from '../breath.ts';
import type { Hub } from '../hub.ts';
import { fromRow, INDEXED_TYPE, searchableOf, toRow } from './documents.ts';
import { posting } from './postings.ts';
import { type Gathered, makeRun } from './runs.ts';

export interface Step {
  /** It may be written where the index stands here. */
  readonly from: number;
  readonly upTo: number;
  /** Companies that it makes or changes. */
  readonly companies: readonly SearchCompanyRow[];
  readonly statements: readonly Statement[];
}

/** @param before the step before this one, which may be written or not yet: what it brings is known already */
export async function makeStep(hub: Hub, from: number, upTo: number, before: Step | null): Promise<Step> {
  const known = new Map((before?.companies ?? []).map((row) => [row.uscc, row]));
  const made = new Map<string, SearchCompanyRow>();
  const changed = new Map<string, SearchCompanyRow>();
  const gathered: Gathered = new Map();
  for (let at = from; at < upTo; at += PAGE) {
    const versions = await listVersionsToIndex(hub.db.scan, INDEXED_TYPE, at, Math.min(at + PAGE, upTo));
    const stored = await listSearchCompanies(
      hub.db.scan,
      versions.map((version) => version.record_key).filter((key) => !known.has(key)),
    );
    for (const row of stored) known.set(row.uscc, row);
    for (const [done, version] of versions.entries()) {
      if (done % BETWEEN_BREATHS === 0) await breath();
      const { record_key: uscc, position } = version;
      const company = searchableOf(uscc, contentOf(version));
      const old = known.get(uscc);
      const row = toRow(old?.id ?? position, company);
      if (old !== undefined && row.texts === old.texts && row.status === old.status) continue;
      (old === undefined || made.has(uscc) ? made : changed).set(uscc, row);
      known.set(uscc, row);
      gather(gathered, row.id, company, old === undefined ? null : fromRow(old));
    }
  }
  const { run, rows } = makeRun(upTo, gathered);
  return {
    from,
    upTo,
    companies: [...made.values(), ...changed.values()],
    statements: [
      ...insertSearchCompanies([...made.values()]),
      ...Array.from(changed.values(), updateSearchCompany),
      ...(rows.length === 0 ? [] : insertSearchRun(run, rows)),
    ],
  };
}

/** Positions read at a time: contents are large, what is kept of them is small. */
const PAGE = 4096;

/** Companies, of which each takes some thirty microseconds. */
const BETWEEN_BREATHS = 200;

function contentOf({ kind, content }: IndexedVersionRow): Content | null {
  return content === null || isClosing(kind as ChangeKind) ? null : (JSON.parse(content) as Content);
}

/** Postings of a company that it had not before. Those that it has no longer stay: a search looks at every candidate again. */
function gather(into: Gathered, id: number, company: Searchable, before: Searchable | null): void {
  const had = new Set<string>();
  if (before !== null) eachGram(before, (rank, gram) => had.add(`${rank} ${gram}`));
  eachGram(company, (rank, gram) => {
    if (before !== null && had.has(`${rank} ${gram}`)) return;
    const list = into.get(gram);
    if (list === undefined) into.set(gram, [posting(rank, id)]);
    else list.push(posting(rank, id));
  });
}
