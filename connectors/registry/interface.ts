/** The registry's interface over HTTP (docs/registry-http.md) as a delivery: news since a cursor, or all of a scope. */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery, ReadingBatch } from '../connector.ts';
import { checkColumns } from '../http/check-columns.ts';
import { followCursor, type Page } from '../http/follow-cursor.ts';
import { type ClientOptions, openJsonClient } from '../http/json-client.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import { alterationsOf, withoutSubject } from './alterations.ts';
import type { Slot } from './sheet.ts';
import { subjectId } from './subject-id.ts';

const PATH = 'subjects';
/** Rows to a page: half of what a batch may hold. */
const PAGE = 500;

/** @param reading names how rows are read: read otherwise it is another delivery */
export function openSubjects(
  office: ClientOptions,
  completeness: Completeness,
  reader: SheetReader<Slot>,
  reading: string,
): Result<Delivery> {
  const opened = openJsonClient(office);
  if (!opened.ok) return opened;
  const client = opened.value;
  const url = client.urlOf(PATH);
  const query = scopeOf(completeness);
  return ok({
    completeness,
    recordTypes: ['registration'],
    input: url,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([url, query, reading]))
      .digest('hex'),
    ...(completeness.kind === 'delta' || completeness.region === null ? { stream: url } : {}),
    bytesTotal: null,
    bytesRead: () => client.bytesRead(),
    async *readings({ after, signal }) {
      const pages = followCursor(client, {
        path: PATH,
        query,
        after: after.cursor,
        limit: PAGE,
        rows: 'subjects',
        beside: 'alterations',
        ...(signal === undefined ? {} : { signal }),
      });
      let row = after.row;
      for await (const page of pages) {
        const batch = readPage(page, row, reader, completeness);
        checkColumns(batch.readings, url);
        yield batch;
        row += page.rows.length;
      }
    },
  });
}

function scopeOf(completeness: Completeness): Readonly<Record<string, string>> {
  return completeness.kind === 'delta' ? {} : { scope: completeness.region ?? '*' };
}

/**
 * What came since the hub's own cursor is news, on every page of the round that began there.
 *
 * @param before the number of the row before the page
 */
function readPage(page: Page, before: number, reader: SheetReader<Slot>, { kind }: Completeness): ReadingBatch {
  const ids = page.rows.map(subjectId);
  const alterations = alterationsOf(page.beside, ids, kind === 'delta' && page.round !== null ? 'news' : 'history');
  const warnings = withoutSubject(alterations);
  return {
    readings: page.rows.map((subject, i) => reader.readObject(subject, before + i + 1, alterations.of(ids[i]))),
    cursor: page.place,
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
