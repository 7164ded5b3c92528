/** Several lists of one interface as a delivery: what is new in them since the last run, or everything of a scope. */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../src/domain/message/problem.ts';
import type { Reading } from '../../src/domain/record/observation.ts';
import type { Completeness, Delivery } from '../connector.ts';
import { checkColumns } from './check-columns.ts';
import { followLists, type ListName } from './follow-lists.ts';
import { type ClientOptions, openJsonClient } from './json-client.ts';

/** Rows to a page: half of what a batch may hold. */
const PAGE = 500;

export interface OpenListsOptions {
  readonly completeness: Completeness;
  readonly recordTypes: readonly string[];
  /** In the order in which they are followed. */
  readonly lists: readonly ListName[];
  read(object: unknown, row: number): Reading;
}

export function openLists(office: ClientOptions, options: OpenListsOptions): Result<Delivery> {
  const { completeness, recordTypes, lists } = options;
  const opened = openJsonClient(office);
  if (!opened.ok) return opened;
  const client = opened.value;
  const url = client.urlOf(lists.map(({ path }) => path).join('+'));
  const query = completeness.kind === 'delta' ? {} : { scope: completeness.region ?? '*' };
  return ok({
    completeness,
    recordTypes,
    input: url,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([url, query]))
      .digest('hex'),
    ...(completeness.kind === 'delta' || completeness.region === null ? { stream: url } : {}),
    bytesTotal: null,
    bytesRead: () => client.bytesRead(),
    async *readings({ after, signal }) {
      const following = { lists, query, limit: PAGE, after: after.cursor, ...(signal === undefined ? {} : { signal }) };
      let { row } = after;
      for await (const { rows, place } of followLists(client, following)) {
        const readings = rows.map((object) => options.read(object, ++row));
        checkColumns(readings, url);
        yield { readings, cursor: place };
      }
    },
  });
}
