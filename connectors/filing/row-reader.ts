/** How rows about filings and contracts become observations, however they came. */
import { filingKey } from '../../src/domain/record/company-filing.record.ts';
import { contractKey } from '../../src/domain/record/service-contract.record.ts';
import { readCounty } from '../table/read-county.ts';
import { type SheetReader, sheetReader } from '../table/sheet-reader.ts';
import { readCompanyFiling } from './read-company-filing.ts';
import { readServiceContract } from './read-service-contract.ts';
import { CONTRACTS, filingSheet, type Slot } from './sheet.ts';

export function rowReader(): SheetReader<Slot> {
  return sheetReader({
    sheet: filingSheet,
    read: (row, options) => (row.layout === CONTRACTS ? readServiceContract(row, options) : readCompanyFiling(row, options)),
    about(row) {
      const county = readCounty(row.raw('county'));
      const number = row.name('number');
      if (!county.ok || number === null) return undefined;
      return row.layout === CONTRACTS
        ? { recordType: 'service-contract', key: contractKey(county.value, number, '', '', '') }
        : { recordType: 'company-filing', key: filingKey(county.value, number, '', '') };
    },
  });
}
