/**
 * A division of the country as the hub knows it: current, or retired with the regions that took its place.
 *
 * Codes are kept short: 2 digits province, 4 city, 6 county, 9 street or town, 12 community or village. In this
 * form the code of a region starts with the code of its parent, and a subtree is a range of codes.
 */
export type RegionLevel = 'PROVINCE' | 'CITY' | 'COUNTY' | 'STREET' | 'COMMUNITY';

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** Code of the region above, by the code's own digits; `null` for the province. */
  readonly parent: string | null;
  /** ISO date, `null` where our list does not say: a date is never made up from a year. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** The code is not given any more. Records and credit codes carry it for ever. */
  readonly retired: boolean;
  /** Codes that took a retired region's place, as listed (a successor may be retired itself); empty for a current one. */
  readonly successors: readonly string[];
}
