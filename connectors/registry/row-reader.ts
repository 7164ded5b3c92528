/** How rows of a registry become observations, however they came. */
import type { StatusSource } from '../../src/domain/code/registration-status.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { type SheetReader, sheetReader } from '../table/sheet-reader.ts';
import { enrich } from './alterations.ts';
import { readRegistration } from './read-registration.ts';
import { registrySheet, type Slot } from './sheet.ts';

/** @param statusCodes whose status codes the rows carry: code 3 means two things in two provinces */
export function rowReader(statusCodes: StatusSource): SheetReader<Slot> {
  return sheetReader({
    sheet: registrySheet,
    read(row, options, alterations) {
      const read = readRegistration(row, statusCodes, options);
      return read === null ? null : enrich(read, alterations, row.number);
    },
    about(row) {
      const key = parseUscc(row.raw('uscc'));
      return key.ok ? { recordType: 'registration', key: key.value } : undefined;
    },
  });
}
