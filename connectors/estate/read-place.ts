/** Where an estate lies: its region as deep as the row says. */
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { normaliseRegionCode } from '../../src/domain/region/region-code.ts';
import { currentRegions, findRegion } from '../../src/domain/region/region-tree.ts';

export interface PlaceInWords {
  /** Codes as the source gives them, of the community or the street. */
  readonly codes: readonly (string | null)[];
  readonly street: string | null;
  readonly community: string | null;
  readonly address: string | null;
}

/**
 * The deepest region within the county that codes, names or the address tell; the county where they tell none. A place that
 * lies in another county by its words is the county's all the same: its office keeps it.
 */
export function regionOf(county: string, { codes, street, community, address }: PlaceInWords): string {
  const coded = codes.flatMap((code) => {
    const short = code === null ? null : normaliseRegionCode(code);
    const [only, ...others] = short === null ? [] : currentRegions(short);
    return only === undefined || others.length > 0 ? [] : [only.code];
  });
  const above = [findRegion(county.slice(0, 4))?.name ?? '', findRegion(county)?.name ?? ''].join('');
  const words = [
    `${above}${street ?? ''}${community ?? ''}`,
    `${above}${street ?? ''}`,
    address ?? '',
    `${above}${address ?? ''}`,
  ];
  const named = words.flatMap((text) => {
    const found = text === '' ? null : findRegionInAddress(text);
    return found?.kind === 'FOUND' ? [found.code] : [];
  });
  const inCounty = [...coded, ...named].filter((code) => code.startsWith(county));
  return inCounty.reduce((deepest, code) => (code.length > deepest.length ? code : deepest), county);
}
