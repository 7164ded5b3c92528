/**
 * The interface of a housing authority (docs/filing-http.md) as a delivery: first the filings, then the contracts, which name
 * companies that their filings tell about.
 */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import { followLists, type ListName } from '../http/follow-lists.ts';
import { type ClientOptions, openJsonClient } from '../http/json-client.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import type { Slot } from './sheet.ts';

const LISTS: readonly ListName[] = [
  { path: 'filings', rows: 'filings' },
  { path: 'contracts', rows: 'contracts' },
];
/** Rows to a page: half of what a batch may hold. */
const PAGE = 500;

export const RECORD_TYPES: readonly string[] = ['company-filing', 'service-contract'];

export function openLists(office: ClientOptions, completeness: Completeness, reader: SheetReader<Slot>): Result<Delivery> {
  const opened = openJsonClient(office);
  if (!opened.ok) return opened;
  const client = opened.value;
  const url = client.urlOf(LISTS.map(({ path }) => path).join('+'));
  const query = completeness.kind === 'delta' ? {} : { scope: completeness.region ?? '*' };
  return ok({
    completeness,
    recordTypes: RECORD_TYPES,
    input: url,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([url, query]))
      .digest('hex'),
    ...(completeness.kind === 'delta' || completeness.region === null ? { stream: url } : {}),
    bytesTotal: null,
    bytesRead: () => client.bytesRead(),
    async *readings({ after, signal }) {
      const options = { lists: LISTS, query, limit: PAGE, after: after.cursor, ...(signal === undefined ? {} : { signal }) };
      let { row } = after;
      for await (const { rows, place } of followLists(client, options)) {
        yield { readings: rows.map((object) => reader.readObject(object, ++row)), cursor: place };
      }
    },
  });
}
