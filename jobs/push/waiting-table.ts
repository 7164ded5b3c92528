/** A sender's waiting records as a table in its own columns, with the reasons: to be mended and sent again. */
import { writeFile } from 'node:fs/promises';
import { type TableCell, writeCsv, writeWorkbook } from '../../connectors/file/write-table.ts';
import { operator } from '../../src/access/viewer.ts';
import { describe } from '../../src/domain/message/describe.ts';
import type { Hub } from '../../src/feed/hub.ts';
import type { WaitingRequest } from '../../src/feed/push/intake.ts';
import { ID_COLUMN, REASON_COLUMN } from '../../src/feed/push/mended.ts';
import { listQuarantine, type Quarantined } from '../../src/feed/quarantine.ts';

/** Rows of one table: it is held in memory while it is written. */
const MAX_ROWS = 5_000;
const PAGE = 500;

/** The oldest ones where there are more than fit. Answers how many there are in it. */
export async function writeWaiting(hub: Hub, request: WaitingRequest): Promise<number> {
  const records = await listWaiting(hub, request);
  const columns = [...new Set(records.flatMap(({ wire }) => Object.keys(wire)))];
  const rows = records.map(({ id, wire, problems }) => [
    ...columns.map((column) => cellOf(wire[column])),
    id,
    problems.map((each) => describe(each, 'zh')).join('\n'),
  ]);
  const table = [[...columns, ID_COLUMN, REASON_COLUMN], ...rows];
  const bytes = request.format === 'csv' ? writeCsv(table) : await writeWorkbook(table, { sheet: '待更正' });
  await writeFile(request.file, bytes, { mode: 0o600 });
  return records.length;
}

async function listWaiting(hub: Hub, { sender, recordType }: WaitingRequest): Promise<readonly Quarantined[]> {
  const records: Quarantined[] = [];
  for (let after = 0; records.length < MAX_ROWS; ) {
    const filter = { sender, state: 'waiting', after, limit: PAGE, ...(recordType === null ? {} : { recordType }) } as const;
    // Its own words: a sender sees in clear what it sent.
    const page = await listQuarantine(hub, filter, operator);
    records.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.id;
  }
  return records;
}

function cellOf(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as TableCell);
}
