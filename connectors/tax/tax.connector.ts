/** The tax bureau (税务): sheets that it pushes or drops, and its exchange table in a database (前置库). */
import type { Completeness, Connector, Opening } from '../connector.ts';
import { sheetReader } from '../table/sheet-reader.ts';
import { tableConnector } from '../table/table-connector.ts';
import { type ExchangeOptions, openExchange } from './interface.ts';
import { parseSerial, readTaxpayer } from './read-taxpayer.ts';
import { taxSheet } from './sheet.ts';

/** A tax bureau that also offers an exchange table. */
export interface TaxConnector extends Connector {
  /** What is new in the table since the last run, or everything of a scope. */
  table(exchange: ExchangeOptions, completeness?: Completeness): Opening;
}

const DELTA: Completeness = { kind: 'delta' };

export function taxConnector(): TaxConnector {
  const reader = sheetReader({
    sheet: taxSheet,
    read: readTaxpayer,
    about(row) {
      const serial = parseSerial(row.raw('serial'));
      return serial.ok && serial.value !== null ? { recordType: 'taxpayer', key: serial.value } : undefined;
    },
  });
  return {
    ...tableConnector({ source: 'tax', recordTypes: ['taxpayer'], reader }),

    table(exchange, completeness = DELTA) {
      return { input: 'mysql', completeness, open: async () => openExchange(exchange, completeness, reader) };
    },
  };
}
