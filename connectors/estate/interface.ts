/** The interface of a housing platform (docs/estate-http.md) as a delivery: first the estates, then the committees of some of them. */
import type { Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { openLists } from '../http/open-lists.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import type { Slot } from './sheet.ts';

export const RECORD_TYPES: readonly string[] = ['estate', 'committee'];

export function openPlatform(office: ClientOptions, completeness: Completeness, reader: SheetReader<Slot>): Result<Delivery> {
  return openLists(office, {
    completeness,
    recordTypes: RECORD_TYPES,
    lists: [
      { path: 'estates', rows: 'estates' },
      { path: 'committees', rows: 'committees' },
    ],
    read: (object, row) => reader.readObject(object, row),
  });
}
