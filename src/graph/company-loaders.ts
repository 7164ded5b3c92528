/**
 * What companies of a list are asked for one by one and read together: histories, timelines, codes that were replaced. A
 * list costs as many statements as a single company.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import { type ChangePage, emptyPage } from '../feed/changes.ts';
import { formerCodesOf, type Lineage, listLineages, type Successor, successorOf } from '../feed/code-replacements.ts';
import { listSteps, type RecordStep } from '../feed/field-history.ts';
import type { Hub } from '../feed/hub.ts';
import { listTimelines, type TimelineQuery } from '../feed/timeline.ts';
import { type CodeLoader, codeLoader, type KeptLoader, keptLoader } from './code-loader.ts';

export interface HistoryLoader {
  /** The versions of a record before a position, newest first, as many as `STEPS`. */
  load(recordType: string, place: { readonly key: string; readonly before: number }): Promise<readonly RecordStep[]>;
}

export interface CompanyLoaders {
  readonly histories: HistoryLoader;
  readonly timelines: CodeLoader<TimelineQuery, ChangePage>;
  /** Null for a code that stands at the position. */
  readonly successors: KeptLoader<Successor | null>;
  readonly formerCodes: KeptLoader<readonly string[]>;
  /** The codes under which the company was kept, as known at the position. */
  readonly lineages: CodeLoader<number, Lineage>;
}

/** As many histories are read in one statement: each is a page of its own. */
const BATCH = 100;

export function companyLoaders(hub: Hub, viewer: Viewer): CompanyLoaders {
  const lineages = codeLoader<number, Lineage>(
    (codes, position) => listLineages(hub, codes, position),
    () => [],
  );
  return {
    histories: historyLoader(hub, viewer),
    lineages,
    timelines: codeLoader<TimelineQuery, ChangePage>(
      async (codes, query) => {
        const all = await Promise.all(codes.map(async (code) => [code, await lineages.load(code, query.position)] as const));
        return listTimelines(hub, new Map(all), query, viewer);
      },
      emptyPage,
      BATCH,
    ),
    successors: keptLoader(hub, (code, position) => successorOf(hub, code, position)),
    formerCodes: keptLoader(hub, (code, position) => formerCodesOf(hub, code, position)),
  };
}

function historyLoader(hub: Hub, viewer: Viewer): HistoryLoader {
  interface Wanted {
    readonly recordType: string;
    readonly key: string;
    readonly before: number;
  }
  const loader = new DataLoader<Wanted, readonly RecordStep[], string>(
    async (wanted) => {
      const answers = new Map<Wanted, readonly RecordStep[]>();
      // Two places in one record's history are read apart: a statement gives each record one page.
      const rounds = Map.groupBy(wanted, (each) => {
        const same = wanted.filter(({ recordType, key }) => recordType === each.recordType && key === each.key);
        return `${each.recordType} ${same.indexOf(each)}`;
      });
      for (const group of rounds.values()) {
        const found = await listSteps(hub, group[0]?.recordType ?? '', group, viewer);
        for (const each of group) answers.set(each, found.get(each.key) ?? []);
      }
      return wanted.map((each) => answers.get(each) ?? []);
    },
    { cacheKeyFn: ({ recordType, key, before }) => `${recordType} ${key} ${before}`, maxBatchSize: BATCH },
  );
  return { load: (recordType, { key, before }) => loader.load({ recordType, key, before }) };
}
