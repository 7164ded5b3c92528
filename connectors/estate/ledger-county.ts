/** Which county a ledger is of: what its title, its sheet and its file are called, and who dropped it. */
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness } from '../connector.ts';
import { readCounty } from '../table/read-county.ts';

/**
 * The one county that all agree on; null where none of them names one. A name that is in several cities (城区) names none.
 * @param completeness what was said of the file when it was dropped; null where nothing was
 */
export function countyOf(titles: readonly string[], completeness: Completeness | null): Result<string | null> {
  const region = completeness?.kind === 'full' ? completeness.region : null;
  const named = titles.flatMap((title) => {
    const read = readCounty(codeIn(title) ?? title);
    return read.ok ? [read.value] : [];
  });
  const counties = new Set(region?.length === 6 ? [region, ...named] : named);
  const isOutside = region !== null && [...counties].some((county) => !county.startsWith(region));
  if (counties.size <= 1 && !isOutside) return ok([...counties][0] ?? null);
  return fail('LEDGER_COUNTY_CONFLICT', {
    counties: [...new Set([...(region === null ? [] : [region]), ...counties])].join('、'),
  });
}

/** A code of a county among other things, as in `estate-140403-2025-07-03-full.xlsx`; months (202507) are none. */
function codeIn(title: string): string | undefined {
  return title.match(/(?<!\d)\d{6}(?!\d)/g)?.find((code) => readCounty(code).ok);
}
