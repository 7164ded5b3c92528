/** Which code table a field of a record type takes its values from. Registrations have tables of their own (see registration-status.ts). */
import type { CodeTable } from './code-table.ts';
import {
  chargeModes,
  clientKinds,
  committeeKinds,
  contractPhases,
  estateKinds,
  filingKinds,
  filingStatuses,
  priceKinds,
  renovationStates,
  selections,
  serviceModes,
} from './property-codes.ts';
import { taxpayerStatuses, taxRatings, vatKinds } from './tax-codes.ts';

const codedFields: Readonly<Record<string, Readonly<Record<string, CodeTable<string>>>>> = {
  taxpayer: { status: taxpayerStatuses, vatKind: vatKinds, creditRating: taxRatings },
  'company-filing': { kind: filingKinds, status: filingStatuses },
  'service-contract': {
    phase: contractPhases,
    clientKind: clientKinds,
    selection: selections,
    priceKind: priceKinds,
    chargeMode: chargeModes,
  },
  estate: { kind: estateKinds, serviceMode: serviceModes, renovation: renovationStates },
  committee: { kind: committeeKinds },
};

/** The Chinese word for a coded value; null where the field takes its values from no table, or not this one. */
export function codedWord(recordType: string, field: string, value: unknown): string | null {
  const values = codedFields[recordType]?.[field]?.values;
  return values !== undefined && typeof value === 'string' && Object.hasOwn(values, value) ? (values[value]?.zh ?? null) : null;
}
