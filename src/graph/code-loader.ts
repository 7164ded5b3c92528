/** Values for codes of companies and ids of estates that ask for one each and are read together. */
import DataLoader from 'dataloader';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Hub } from '../feed/hub.ts';

/** Loads a value for each of some codes that ask the same thing of it. */
export interface CodeLoader<Query, Value> {
  load(code: string, query: Query): Promise<Value>;
}

/** Values that are kept in memory up to a position: of an earlier one they are there at once. */
export interface KeptLoader<Value> {
  load(code: string, position: number): Value | Promise<Value>;
}

/** @param find the value of a code at a position up to which the hub's replaced codes are known */
export function keptLoader<Value>(hub: Hub, find: (code: string, position: number) => Value): KeptLoader<Value> {
  return {
    load(code, position) {
      const reaching = hub.reads.replacements.reach(position);
      return reaching === undefined ? find(code, position) : reaching.then(() => find(code, position));
    },
  };
}

/**
 * @param read the values of codes that ask the same; @param absent what a code has that is not among them
 * @param batch as many codes are read together
 */
export function codeLoader<Query, Value>(
  read: (codes: readonly string[], query: Query) => Promise<ReadonlyMap<string, Value>>,
  absent: (query: Query) => Value,
  batch = MAX_KEYS,
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
    { cacheKeyFn: ({ code, query }) => `${code} ${JSON.stringify(query)}`, maxBatchSize: batch },
  );
  return { load: (code, query) => loader.load({ code, query }) };
}
