/** The county whose office keeps a record: a code, or a name that is clear by itself (长治市潞州区). */
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { normaliseRegionCode } from '../../src/domain/region/region-code.ts';
import { currentRegions } from '../../src/domain/region/region-tree.ts';
import { cleanText, excerpt } from '../../src/domain/value/name.ts';

/** Six digits, of today: what a retired code stands for where that is one county. */
export function readCounty(input: unknown): Result<string> {
  const text = cleanText(input);
  if (text === null) return fail('FIELD_REQUIRED');
  const code = normaliseRegionCode(text);
  if (code === null) {
    const found = findRegionInAddress(text);
    if (found?.kind === 'FOUND' && found.code.length >= 6) return ok(found.code.slice(0, 6));
  } else {
    const [only, ...others] = currentRegions(code.slice(0, 6));
    if (only?.level === 'COUNTY' && others.length === 0) return ok(only.code);
  }
  return fail('COUNTY_UNKNOWN', { received: excerpt(text) });
}
