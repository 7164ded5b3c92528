/** The tax office's copy of the tax registrations. */
import type { City } from '../../city/city.ts';
import { type FactCopy, factCopy } from '../fact-copy.ts';
import type { FaultPlan } from '../lagging-copy.ts';
import { taxFaults } from './tax-faults.ts';
import { type TaxpayerRow, taxpayerRow } from './taxpayer-row.ts';

export type TaxCopy = FactCopy<'taxpayer', TaxpayerRow>;

export function taxCopy(city: City, plan?: FaultPlan): TaxCopy {
  return factCopy<'taxpayer', TaxpayerRow>(
    city,
    'taxpayer',
    {
      spell: taxpayerRow,
      liesIn: ({ county }, scope) => county.startsWith(scope),
      keyOf: ({ djxh }) => djxh,
      faults: taxFaults,
      naming: ({ DJXH, SHXYDM, NSRMC }) => ({ type: 'taxpayer', djxh: DJXH, uscc: SHXYDM, name: NSRMC }),
    },
    plan,
  );
}
