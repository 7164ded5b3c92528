/** The tax bureau (税务): sheets that it pushes or drops, and its exchange table in a database (前置库). */
import { basename } from 'node:path';
import type { Connector } from '../connector.ts';
import { openTable } from '../table/open-table.ts';
import { sheetReader } from '../table/sheet-reader.ts';
import { parseSerial, readTaxpayer } from './read-taxpayer.ts';
import { taxSheet } from './sheet.ts';

export function taxConnector(): Connector {
  const reader = sheetReader({
    sheet: taxSheet,
    read: readTaxpayer,
    about(row) {
      const serial = parseSerial(row.raw('serial'));
      return serial.ok && serial.value !== null ? { recordType: 'taxpayer', key: serial.value } : undefined;
    },
  });
  return {
    source: 'tax',

    file(path, completeness = { kind: 'delta' }) {
      const input = basename(path);
      return { input, completeness, open: () => openTable(path, { completeness, recordTypes: ['taxpayer'], input, reader }) };
    },

    readWire: reader.readWire,
  };
}
