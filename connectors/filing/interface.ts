/**
 * The interface of a housing authority (docs/filing-http.md) as a delivery: first the filings, then the contracts, whose
 * companies may be known from their filings alone.
 */
import type { Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { openLists } from '../http/open-lists.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import type { Slot } from './sheet.ts';

export const RECORD_TYPES: readonly string[] = ['company-filing', 'service-contract'];

export function openOffice(office: ClientOptions, completeness: Completeness, reader: SheetReader<Slot>): Result<Delivery> {
  return openLists(office, {
    completeness,
    recordTypes: RECORD_TYPES,
    lists: [
      { path: 'filings', rows: 'filings' },
      { path: 'contracts', rows: 'contracts' },
    ],
    read: (object, row) => reader.readObject(object, row),
  });
}
