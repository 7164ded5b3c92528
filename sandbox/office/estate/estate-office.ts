/** The housing bureau's estate platform over HTTP: `GET /estates` and `GET /committees`, in the envelope of docs/registry-http.md. */
import type { City } from '../../city/city.ts';
import { type FactCopy, factCopy } from '../fact-copy.ts';
import { extended, type HttpOffice, type HttpOfficeOptions, startHttpOffice } from '../http-office.ts';
import type { FaultPlan } from '../lagging-copy.ts';
import { listing } from '../listing.ts';
import { type CommitteeRow, committeeRow } from './committee-row.ts';
import { committeeFaults, estateFaults } from './estate-faults.ts';
import { type EstateRow, estateRow } from './estate-row.ts';

/** What the office holds of the city. */
export interface EstateCopies {
  readonly city: City;
  readonly estates: FactCopy<'estate', EstateRow>;
  readonly committees: FactCopy<'committee', CommitteeRow>;
}

export function estateCopies(city: City, plan?: FaultPlan): EstateCopies {
  const estates = factCopy<'estate', EstateRow>(
    city,
    'estate',
    {
      spell: (estate, told) => estateRow(estate, told, city.seed),
      liesIn: ({ community }, scope) => community.startsWith(scope),
      keyOf: ({ county, code }) => `${county} ${code}`,
      // What went up in another is told by that one's row.
      isThere: ({ mergedInto }) => mergedInto === null,
      faults: estateFaults,
      naming: ({ code, areaCode, name }) => ({ type: 'estate', code, county: areaCode, name }),
    },
    plan,
  );
  const committees = factCopy<'committee', CommitteeRow>(
    city,
    'committee',
    {
      spell: (committee) => committeeRow(committee, city.seed),
      liesIn: ({ county }, scope) => county.startsWith(scope),
      keyOf: ({ county, committeeNo }) => `${county} ${committeeNo}`,
      faults: committeeFaults,
      naming: ({ committeeNo, areaCode, committeeName }) => ({
        type: 'committee',
        committeeNo,
        county: areaCode,
        name: committeeName,
      }),
    },
    plan,
  );
  return { city, estates, committees };
}

export interface EstateOffice extends HttpOffice {
  readonly held: EstateCopies;
}

/** @param held its copies of the city, where they have a past or are shared with a file drop */
export async function startEstateOffice(options: HttpOfficeOptions & { readonly held?: EstateCopies }): Promise<EstateOffice> {
  const held = options.held ?? estateCopies(options.city);
  const { estates, committees } = held;
  const office = await startHttpOffice(
    'estate',
    {
      '/estates': listing(estates, ({ rows }) => ({ estates: rows.map((listed) => estates.spell(listed)) })),
      '/committees': listing(committees, ({ rows }) => ({ committees: rows.map((listed) => committees.spell(listed)) })),
    },
    [estates, committees],
    options,
  );
  return extended(office, { held });
}
