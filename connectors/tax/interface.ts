/** The tax bureau's exchange table (docs/tax-exchange.md) as a delivery: news since a place, or all of a scope. */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../src/domain/message/problem.ts';
import type { Reading } from '../../src/domain/record/observation.ts';
import { isWithin } from '../../src/domain/region/region-tree.ts';
import type { Completeness, Delivery } from '../connector.ts';
import { checkNames, followNews, listTable, type TableDefinition } from '../mysql/follow-table.ts';
import { readTableAddress } from '../mysql/table-address.ts';
import type { RoundOptions } from '../mysql/table-place.ts';
import { type SessionLimits, type TableRow, TableSession } from '../mysql/table-session.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import { EXCHANGE_COLUMNS, KEY, UPDATED } from './exchange-columns.ts';
import type { TaxSlot } from './sheet.ts';

export interface ExchangeOptions {
  /** `mysql://user:password@host:port/database`; on another machine the connection is encrypted. */
  readonly url: string;
  readonly table?: string;
  /** Columns that are called otherwise there, or that are not there: `XGSJ=GXSJ, YXBZ=`. */
  readonly columns?: string;
  readonly rounds?: Partial<RoundOptions>;
  readonly limits?: Partial<SessionLimits>;
}

const TABLE = 'DJ_NSRXX_JH';

/** Rows to a page: half of what a batch may hold. */
const PAGE = 500;

export function openExchange(
  options: ExchangeOptions,
  completeness: Completeness,
  reader: SheetReader<TaxSlot>,
): Result<Delivery> {
  const address = readTableAddress(options.url);
  if (!address.ok) return address;
  const table = options.table ?? TABLE;
  const columns = columnsOf(options.columns ?? '');
  const checked = checkNames({ table, columns });
  if (!checked.ok) return checked;
  const definition: TableDefinition = { name: `${address.value.name}/${table}`, table, columns, key: KEY, updated: UPDATED };
  let charactersRead = 0;
  return ok({
    completeness,
    recordTypes: ['taxpayer'],
    input: definition.name,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([definition.name, [...columns], completeness]))
      .digest('hex'),
    ...(completeness.kind === 'delta' || completeness.region === null ? { stream: definition.name } : {}),
    bytesTotal: null,
    bytesRead: () => charactersRead,
    async *readings({ after, signal }) {
      using session = await TableSession.open(address.value, options.limits, signal);
      const follow = completeness.kind === 'delta' ? followNews : listTable;
      let row = after.row;
      for await (const page of follow(session, definition, { ...options.rounds, after: after.cursor, limit: PAGE })) {
        const before = row;
        const readings = page.rows.map((cells, i) =>
          reader.readObject(page.isOrdered ? cells : withoutTime(cells), before + i + 1),
        );
        row += page.rows.length;
        charactersRead = session.charactersRead;
        yield {
          readings: readings.filter((reading) => isOf(reading, completeness)),
          cursor: page.place,
          ...(page.warnings.length === 0 ? {} : { warnings: page.warnings }),
        };
      }
    },
  });
}

function columnsOf(given: string): ReadonlyMap<string, string> {
  const columns = new Map(EXCHANGE_COLUMNS.map((name) => [name, name]));
  for (const [ours = '', theirs = ''] of given.split(',').map((each) => each.split('=').map((name) => name.trim()))) {
    if (!columns.has(ours)) continue;
    if (theirs === '') columns.delete(ours);
    else columns.set(ours, theirs);
  }
  return columns;
}

/** Where update times do not tell what is newer, what the table holds is what counts. */
function withoutTime({ [UPDATED]: _, ...cells }: TableRow): TableRow {
  return cells;
}

/** Whether a row belongs to what a listing is of. One that cannot be read may be anybody's. */
function isOf(reading: Reading, completeness: Completeness): boolean {
  if (completeness.kind === 'delta' || completeness.region === null || 'problems' in reading) return true;
  const { region } = reading.observation.content;
  return typeof region === 'string' && isWithin(region, completeness.region);
}
