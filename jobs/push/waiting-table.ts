/** A sender's waiting records as a table in its own columns, with the reasons: to be mended and sent again. */
import { writeFile } from 'node:fs/promises';
import { type TableCell, writeCsv, writeWorkbook } from '../../connectors/file/write-table.ts';
import { describe } from '../../src/domain/message/describe.ts';
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { WaitingRequest } from '../../src/feed/push/intake.ts';
import { ID_COLUMN, REASON_COLUMN } from '../../src/feed/push/mended.ts';
import { waitingOf } from '../../src/feed/push/waiting.ts';
import type { Quarantined } from '../../src/feed/quarantine.ts';

/** Rows of one table: it is held in memory while it is written. */
const MAX_ROWS = 5_000;

/**
 * The oldest ones where there are more than fit; all of one type, since that is how a table is pushed again.
 * @returns how many there are in it
 */
export async function writeWaiting(hub: Hub, request: WaitingRequest): Promise<Result<number>> {
  const records: Quarantined[] = [];
  for await (const record of waitingOf(hub, request)) if (records.push(record) === MAX_ROWS) break;
  const types = [...new Set(records.map(({ recordType }) => recordType).filter((type) => type !== null))];
  if (types.length > 1) return fail('PUSH_WAITING_TYPES', { types: types.join(', ') });
  const columns = [...new Set(records.flatMap(({ wire }) => Object.keys(wire)))];
  const rows = records.map(({ id, wire, problems }) => [
    ...columns.map((column) => cellOf(wire[column])),
    id,
    problems.map((each) => describe(each, 'zh')).join('\n'),
  ]);
  const table = [[...columns, ID_COLUMN, REASON_COLUMN], ...rows];
  const bytes = request.format === 'csv' ? writeCsv(table) : await writeWorkbook(table, { sheet: '待更正' });
  await writeFile(request.file, bytes, { mode: 0o600 });
  return ok(records.length);
}

function cellOf(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as TableCell);
}
