/**
 * The housing bureau's office for filings and contracts over HTTP: `GET /filings` and `GET /contracts`, in the envelope of
 * docs/registry-http.md.
 */
import type { City } from '../../city/city.ts';
import { type FactCopy, factCopy } from '../fact-copy.ts';
import { extended, type HttpOffice, type HttpOfficeOptions, startHttpOffice } from '../http-office.ts';
import type { FaultPlan } from '../lagging-copy.ts';
import { listing } from '../listing.ts';
import { type ContractRow, contractRow } from './contract-row.ts';
import { contractFaults, filingFaults } from './filing-faults.ts';
import { type FilingRow, filingRow } from './filing-row.ts';

/** What the office holds of the city. */
export interface FilingCopies {
  readonly filings: FactCopy<'filing', FilingRow>;
  readonly contracts: FactCopy<'contract', ContractRow>;
}

export function filingCopies(city: City, plan?: FaultPlan): FilingCopies {
  const liesIn = ({ county }: { readonly county: string }, scope: string): boolean => county.startsWith(scope);
  const filings = factCopy<'filing', FilingRow>(
    city,
    'filing',
    {
      spell: (filing, told) => filingRow(filing, told, city),
      liesIn,
      keyOf: ({ county, filingNo, uscc, submittedOn }) => `${county} ${filingNo ?? `${uscc} ${submittedOn}`}`,
      faults: filingFaults,
      naming: ({ FilingNo, CantonCode, RealtyMgeComCode, RealtyMgeComName }) => ({
        type: 'company-filing',
        filingNo: FilingNo,
        county: CantonCode,
        uscc: RealtyMgeComCode,
        name: RealtyMgeComName,
      }),
    },
    plan,
  );
  const contracts = factCopy<'contract', ContractRow>(
    city,
    'contract',
    {
      spell: (contract, told) => contractRow(contract, told, city),
      liesIn,
      keyOf: ({ county, contractNo }) => `${county} ${contractNo}`,
      faults: contractFaults,
      naming: ({ ContractNo, CantonCode, RealtyMgeComCode, RealtyMgeComName }) => ({
        type: 'service-contract',
        contractNo: ContractNo,
        county: CantonCode,
        uscc: RealtyMgeComCode,
        name: RealtyMgeComName,
      }),
    },
    plan,
  );
  return { filings, contracts };
}

export interface FilingOffice extends HttpOffice {
  readonly held: FilingCopies;
}

/** @param held its copies of the city, where they have a past */
export async function startFilingOffice(options: HttpOfficeOptions & { readonly held?: FilingCopies }): Promise<FilingOffice> {
  const held = options.held ?? filingCopies(options.city);
  const { filings, contracts } = held;
  const office = await startHttpOffice(
    'filing',
    {
      '/filings': listing(filings, ({ rows }) => ({ filings: rows.map((listed) => filings.spell(listed)) })),
      '/contracts': listing(contracts, ({ rows }) => ({ contracts: rows.map((listed) => contracts.spell(listed)) })),
    },
    [filings, contracts],
    options,
  );
  return extended(office, { held });
}
