/**
 * What companies of a list are asked for one by one and read together: histories, timelines, codes that were replaced. A
 * list costs as many statements as a single company.
 */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import type { ChangePage } from '../feed/changes.ts';
import { findSuccessors, type Lineage, listFormerCodes, listLineages, type Successor } from '../feed/code-replacements.ts';
import { listSteps, type RecordStep } from '../feed/field-history.ts';
import type { Hub } from '../feed/hub.ts';
import { listTimelines, type TimelineQuery } from '../feed/timeline.ts';

/** Loads a value for each of some codes that ask the same thing of it. */
export interface CodeLoader<Query, Value> {
  load(code: string, query: Query): Promise<Value>;
}

export interface HistoryLoader {
  /** The versions of a record before a position, newest first, as many as `STEPS`. */
  load(recordType: string, place: { readonly key: string; readonly before: number }): Promise<readonly RecordStep[]>;
}

export interface CompanyLoaders {
  readonly histories: HistoryLoader;
  readonly timelines: CodeLoader<TimelineQuery, ChangePage>;
  /** Null for a code that stands at the position. */
  readonly successors: CodeLoader<number, Successor | null>;
  readonly formerCodes: CodeLoader<number, readonly string[]>;
  /** The codes under which the company was kept, as known at the position. */
  readonly lineages: CodeLoader<number, Lineage>;
}

/** As many records are read in one statement. */
const BATCH = 100;

export function companyLoaders(hub: Hub, viewer: Viewer): CompanyLoaders {
  const lineages = codeLoader<number, Lineage>(
    (codes, position) => listLineages(hub, codes, position),
    () => [],
  );
  return {
    histories: historyLoader(hub, viewer),
    lineages,
    timelines: codeLoader<TimelineQuery, ChangePage>(async (codes, query) => {
      const all = await Promise.all(codes.map(async (code) => [code, await lineages.load(code, query.position)] as const));
      return listTimelines(hub, new Map(all), query, viewer);
    }, emptyPage),
    successors: codeLoader<number, Successor | null>(
      (codes, position) => findSuccessors(hub, codes, position),
      () => null,
    ),
    formerCodes: codeLoader<number, readonly string[]>(
      (codes, position) => listFormerCodes(hub, codes, position),
      () => [],
    ),
  };
}

const emptyPage = ({ position }: TimelineQuery): ChangePage => ({ changes: [], scannedTo: position, hasMore: false });

function codeLoader<Query, Value>(
  read: (codes: readonly string[], query: Query) => Promise<ReadonlyMap<string, Value>>,
  absent: (query: Query) => Value,
): CodeLoader<Query, Value> {
  const loader = new DataLoader<{ code: string; query: Query }, Value, string>(
    async (wanted) => {
      const answers = new Map<object, Value>();
      for (const group of Map.groupBy(wanted, ({ query }) => JSON.stringify(query)).values()) {
        const [first] = group;
        if (first === undefined) continue;
        const codes = [...new Set(group.map(({ code }) => code))];
        const found = await read(codes, first.query);
        for (const each of group) answers.set(each, found.get(each.code) ?? absent(first.query));
      }
      return wanted.map((each) => answers.get(each) ?? absent(each.query));
    },
    { cacheKeyFn: ({ code, query }) => `${code} ${JSON.stringify(query)}`, maxBatchSize: BATCH },
  );
  return { load: (code, query) => loader.load({ code, query }) };
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
