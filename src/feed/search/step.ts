/** One step of the index: what some positions of the feed change in it, made ready to be written. */
import {
  insertSearchCompanies,
  insertSearchPostings,
  insertSearchRun,
  listVersionsToIndex,
  type SearchCompanyRow,
  updateSearchCompany,
} from '../../db/search.repository.ts';
import type { Statement } from '../../db/statements.ts';
import { breath } from '../breath.ts';
import type { Hub } from '../hub.ts';
import { applyVersion } from './apply-version.ts';
import { INDEXED_TYPE } from './documents.ts';
import { makeRun } from './runs.ts';
import { StepDraft } from './step-draft.ts';
import { settleTaxNumbers, TAX_TYPE } from './tax-numbers.ts';

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
  const draft = new StepDraft(hub, before?.companies ?? []);
  for (let at = from; at < upTo; at += PAGE) {
    const end = Math.min(at + PAGE, upTo);
    const all = await listVersionsToIndex(hub.db.scan, [INDEXED_TYPE, TAX_TYPE], at, end);
    const versions = all.filter(({ record_type }) => record_type === INDEXED_TYPE);
    await draft.learn(versions.map((version) => version.record_key));
    for (const [done, version] of versions.entries()) {
      if (done % BETWEEN_BREATHS === 0) await breath();
      await applyVersion(draft, version);
    }
    const ofTax = all.filter(({ record_type }) => record_type === TAX_TYPE);
    await settleTaxNumbers(hub.db.scan, draft, ofTax, end);
  }
  const { run, rows } = makeRun(upTo, draft.gathered.lists());
  return {
    from,
    upTo,
    companies: [...draft.made.values(), ...draft.changed.values()],
    statements: [
      ...insertSearchCompanies([...draft.made.values()]),
      ...Array.from(draft.changed.values(), updateSearchCompany),
      ...(rows.length === 0 ? [] : [...insertSearchRun(run), ...insertSearchPostings(rows)]),
    ],
  };
}

/** Positions read at a time: contents are large, what is kept of them is small. */
const PAGE = 4096;

/** Companies, of which each takes some thirty microseconds. */
const BETWEEN_BREATHS = 200;
