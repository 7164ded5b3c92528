/** Which counties prefixes of division codes lie in: what a record's county can be when its region starts with one of them. */
import { allRegions } from './region-tree.ts';

/** More than a prefecture has, retired codes included. */
const MANY = 40;

/**
 * Codes of counties as the first six characters of a region, so a code of a whole city stands for records that say no
 * more. Null where the prefixes reach over more counties than are worth naming.
 */
export function countiesOf(prefixes: readonly string[]): readonly string[] | null {
  const counties = new Set<string>();
  for (const prefix of prefixes) {
    if (prefix.length < 4) return null;
    counties.add(prefix.slice(0, 6));
    if (prefix.length < 6) for (const code of codesOfCounties()) if (code.startsWith(prefix)) counties.add(code);
  }
  return counties.size > MANY ? null : [...counties].toSorted();
}

let codes: readonly string[] | undefined;

function codesOfCounties(): readonly string[] {
  codes ??= [...allRegions().keys()].filter((code) => code.length === 6);
  return codes;
}

/** The prefixes whose subtrees lie in both lists. */
export function commonPrefixes(some: readonly string[], others: readonly string[]): readonly string[] {
  const both = some.flatMap((one) =>
    others.flatMap((other) => (one.startsWith(other) ? [one] : other.startsWith(one) ? [other] : [])),
  );
  return [...new Set(both)];
}
