/** Brings the search index up to the feed. */
import {
  deleteSearchTier,
  findSearchState,
  type IndexedVersionRow,
  insertSearchCompanies,
  insertSearchRun,
  listSearchCompanies,
  listSearchRuns,
  listTierPostings,
  listVersionsToIndex,
  lockSearchState,
  type SearchCompanyRow,
  type SearchPostingRow,
  type SearchState,
  saveSearchState,
  updateSearchCompany,
} from '../../db/search.repository.ts';
import { type Statement, sendAhead } from '../../db/statements.ts';
import type { ChangeKind } from '../../domain/record/change.ts';
import { isClosing } from '../../domain/record/change.ts';
import type { Content } from '../../domain/record/record-type.ts';
import { postingsOf, type Searchable } from '../../domain/search/searchable.ts';
import { breath } from '../breath.ts';
import type { Hub } from '../hub.ts';
import { getHead } from '../position.ts';
import { transact } from '../write.ts';
import { fromRow, INDEXED_TYPE, searchableOf, toRow } from './documents.ts';
import { fromBytes, joined, posting } from './postings.ts';
import { type Gathered, MERGED_TIERS, makeRun, RUNS_TO_MERGE } from './runs.ts';

/** Positions to one step, unless asked otherwise: the more, the more of them share their rows, and the longer is the writing. */
export const DEFAULT_BATCH = 32_768;

export interface CatchUpOptions {
  readonly signal?: AbortSignal;
  /** Positions to one transaction. */
  readonly batch?: number;
}

/**
 * Reads what the feed holds behind the index, step by step, until the index has reached the head. Every step is one
 * transaction that also moves the index's position: it may be ended at any moment, and several may run at once.
 *
 * @returns the position that the index has reached
 */
export async function catchUpSearch(hub: Hub, { signal, batch = DEFAULT_BATCH }: CatchUpOptions = {}): Promise<number> {
  for (;;) {
    const state = await findSearchState(hub.db.read);
    const head = await getHead(hub);
    if (state.position >= head.position || signal?.aborted === true) return state.position;
    await follow(hub, state, Math.min(state.position + batch, head.position));
    await mergeWhereDue(hub);
  }
}

/** One step: from where the index stands up to a position. */
async function follow(hub: Hub, state: SearchState, upTo: number): Promise<void> {
  const rows = await listVersionsToIndex(hub.db.scan, INDEXED_TYPE, state.position, upTo);
  const step = await makeStep(hub, rows);
  const { run, rows: postings } = makeRun(upTo, step.gathered);
  const statements = [...insertSearchCompanies(step.made), ...step.changed.map(updateSearchCompany)];
  if (postings.length > 0) statements.push(...insertSearchRun(run, postings));
  await change(hub, state, upTo, statements);
}

/**
 * Changes the index unless somebody else has since its state was read: what was made ready may not fit any more then,
 * and is left.
 */
async function change(hub: Hub, { generation }: SearchState, position: number, statements: readonly Statement[]): Promise<void> {
  await transact(hub, async (trx) => {
    const state = await lockSearchState(trx, hub.db.dialect);
    if (state.generation !== generation) return;
    await sendAhead(trx, statements);
    await saveSearchState(trx, { position, generation: generation + 1 });
  });
}

interface Step {
  readonly made: readonly SearchCompanyRow[];
  readonly changed: readonly SearchCompanyRow[];
  readonly gathered: Gathered;
}

async function makeStep(hub: Hub, versions: readonly IndexedVersionRow[]): Promise<Step> {
  const made: SearchCompanyRow[] = [];
  const changed: SearchCompanyRow[] = [];
  const gathered: Gathered = new Map();
  const firsts = new Map(versions.toReversed().map((row) => [row.record_key, row.position]));
  const lasts = new Map(versions.map((row) => [row.record_key, row]));
  const known = new Map((await listSearchCompanies(hub.db.scan, [...lasts.keys()])).map((row) => [row.uscc, row]));
  let done = 0;
  for (const [uscc, version] of lasts) {
    if (++done % 500 === 0) await breath();
    const company = searchableOf(uscc, contentOf(version));
    const before = known.get(uscc);
    if (before === undefined) {
      const row = toRow(firsts.get(uscc) ?? version.position, company);
      made.push(row);
      gather(gathered, row.id, company, null);
    } else {
      const row = toRow(before.id, company);
      if (row.texts === before.texts && row.status === before.status) continue;
      changed.push(row);
      gather(gathered, row.id, company, fromRow(before));
    }
  }
  return { made, changed, gathered };
}

function contentOf({ kind, content }: IndexedVersionRow): Content | null {
  return content === null || isClosing(kind as ChangeKind) ? null : (JSON.parse(content) as Content);
}

/** Postings of a company that it had not before. Those that it has no longer stay: a search looks at every candidate again. */
function gather(into: Gathered, id: number, company: Searchable, before: Searchable | null): void {
  const had = new Map(before === null ? [] : postingsOf(before).map(({ rank, grams }) => [rank, grams]));
  for (const { rank, grams } of postingsOf(company)) {
    const value = posting(rank, id);
    const old = had.get(rank);
    for (const gram of grams) {
      if (old?.has(gram) === true) continue;
      const list = into.get(gram);
      if (list === undefined) into.set(gram, [value]);
      else list.push(value);
    }
  }
}

/** Merges the runs of each tier that has many. */
async function mergeWhereDue(hub: Hub): Promise<void> {
  for (const tier of MERGED_TIERS) {
    const state = await findSearchState(hub.db.read);
    const runs = (await listSearchRuns(hub.db.read)).filter((run) => run.tier === tier);
    if (runs.length < RUNS_TO_MERGE) continue;
    const gathered = await readTier(hub, tier);
    const merged = makeRun(Math.max(...runs.map(({ run }) => run)), gathered);
    await change(hub, state, state.position, [...deleteSearchTier(tier), ...insertSearchRun(merged.run, merged.rows)]);
  }
}

const PAGE = 5000;

async function readTier(hub: Hub, tier: number): Promise<ReadonlyMap<string, Float64Array>> {
  const lists = new Map<string, Float64Array[]>();
  for (let last: SearchPostingRow | null = null; ; ) {
    const rows: readonly SearchPostingRow[] = await listTierPostings(hub.db.scan, tier, last, PAGE);
    for (const { gram, postings } of rows) {
      const parts = lists.get(gram) ?? [];
      lists.set(gram, parts);
      parts.push(fromBytes(postings));
    }
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) return new Map([...lists].map(([gram, parts]) => [gram, joined(parts)]));
  }
}
