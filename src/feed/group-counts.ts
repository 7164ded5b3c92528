/** Counts by up to three properties, as readers are given them: present codes, Chinese words, the largest group first. */
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { currentRegions, findRegion } from '../domain/region/region-tree.ts';

export const MAX_GROUPINGS = 3;
export const MAX_GROUPS = 1000;

/** One property of a group. */
export interface GroupKey<By> {
  readonly by: By;
  /** Null where the record does not say. */
  readonly value: string | null;
  /** In Chinese, for a person. */
  readonly label: string;
}

export interface Group<By> {
  readonly keys: readonly GroupKey<By>[];
  readonly count: number;
}

/** Rows of a count, their values in the order of what was counted by. */
interface Counted {
  readonly values: readonly (string | null)[];
  readonly count: number;
}

/** Refuses what cannot be counted by: nothing, too much, or one thing twice. */
export function groupingProblem(groups: readonly string[]): Result<null> {
  if (groups.length >= 1 && groups.length <= MAX_GROUPINGS && new Set(groups).size === groups.length) return ok(null);
  return fail('STATS_GROUPS', { limit: String(MAX_GROUPINGS) });
}

/**
 * The groups, largest first; equal ones by their values. Groups that are alike once their codes are the present ones are put
 * together. More than MAX_GROUPS are refused, since a part would pass for the whole.
 */
export function gatherGroups<By extends string, Row extends Counted>(
  groups: readonly By[],
  counted: readonly Row[],
  keyOf: (by: By, stored: string | null) => GroupKey<By>,
  together: (one: Omit<Row, 'values'>, other: Omit<Row, 'values'>) => Omit<Row, 'values'>,
): Result<readonly (Omit<Row, 'values'> & Group<By>)[]> {
  if (counted.length > MAX_GROUPS) return fail('STATS_TOO_MANY_GROUPS', { limit: String(MAX_GROUPS) });
  const found = new Map<string, Omit<Row, 'values'> & Group<By>>();
  for (const row of counted) {
    const { values, ...counts } = row;
    const keys = groups.map((by, i) => keyOf(by, values[i] ?? null));
    const name = JSON.stringify(keys.map(({ value }) => value));
    const known = found.get(name);
    found.set(name, { ...(known === undefined ? counts : together(known, counts)), keys } as Omit<Row, 'values'> & Group<By>);
  }
  return ok([...found].toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1)).map(([, group]) => group));
}

/** The key of a county: what it became, where it became one, so that those who joined it are counted with it. */
export function regionKey(code: string | null): { readonly value: string | null; readonly label: string } {
  if (code === null) return { value: null, label: UNKNOWN };
  const [only, ...others] = currentRegions(code);
  const value = only === undefined || others.length > 0 ? code : only.code;
  return { value, label: findRegion(value)?.name ?? value };
}

/** What a group is called whose records do not say. */
export const UNKNOWN = '未知';
