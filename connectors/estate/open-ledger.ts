/**
 * A ledger (台账) of a housing office as a delivery: a workbook or a table of text as people make them. Its title says which
 * county it is of, its sheets hold estates or committees, notes and sums stand among the rows.
 */
import { basename } from 'node:path';
import { at, fail, ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import { type FileRows, openFile } from '../file/read-file.ts';
import type { FileRow } from '../file/row-maker.ts';
import type { Layout } from '../table/choose-layout.ts';
import { openTable } from '../table/open-table.ts';
import { readCounty } from '../table/read-county.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import { isRemark } from './is-remark.ts';
import { COMMITTEES, type Slot } from './sheet.ts';

/** The column that the county of the whole ledger is given to its rows under. */
const COUNTY = '所属县区';

/** One sheet of it whose columns are known. */
interface Table {
  readonly file: FileRows;
  readonly layout: Layout<Slot>;
}

/**
 * @param completeness null where the ledger says it itself: everything of its county where its title or its name says 全量 or
 * full, otherwise news
 */
export async function openLedger(
  path: string,
  completeness: Completeness | null,
  reader: SheetReader<Slot>,
): Promise<Result<Delivery>> {
  const layoutOf = (names: readonly string[]) => {
    const own = reader.layoutOf(names);
    return own.ok ? own : reader.layoutOf([...names, COUNTY]);
  };
  const recognise = (names: readonly string[]): boolean => layoutOf(names).ok;
  const opened = await openFile(path, { recognise });
  if (!opened.ok) return opened;
  if (opened.value.header === null) return openLines(path, completeness ?? { kind: 'delta' }, reader);
  const tables: Table[] = [];
  for (const file of await sheetsOf(path, opened.value, recognise)) {
    const layout = layoutOf(file.header ?? []);
    if (layout.ok) tables.push({ file, layout: layout.value });
  }
  const [first] = tables;
  if (first === undefined) {
    const found = layoutOf(opened.value.header ?? []);
    return found.ok ? fail('WORKBOOK_NO_ROWS') : { ok: false, problem: at(found.problem, undefined, 1) };
  }
  const titles = [basename(path), ...tables.flatMap(({ file }) => [...file.sheets, ...file.titles])];
  const county = countyOf(titles, completeness);
  if (!county.ok) return county;
  if (county.value === null && tables.some(({ layout, file }) => !hasCounty(layout, file))) return fail('LEDGER_COUNTY_MISSING');
  const isFull = titles.some((title) => /全量|(?:^|[^a-z])full(?:[^a-z]|$)/i.test(title)) && county.value !== null;
  return ok({
    completeness: completeness ?? (isFull ? { kind: 'full', region: county.value } : { kind: 'delta' }),
    // Of what it has no sheet for it says nothing.
    recordTypes: [...new Set(tables.map(({ layout }) => (layout.name === COMMITTEES ? 'committee' : 'estate')))],
    input: basename(path),
    fingerprint: opened.value.fingerprint,
    bytesTotal: opened.value.bytesTotal,
    bytesRead: () => Math.max(...tables.map(({ file }) => file.bytesRead())),
    async *readings({ after, signal }) {
      const [startSheet = 0, startRow = 0] = (after.cursor ?? '').split(':').map(Number);
      for (const [i, { file, layout }] of tables.entries()) {
        if (i < startSheet) continue;
        const skipThrough = i === startSheet ? startRow : 0;
        for await (const rows of file.rows({ skipThrough, ...(signal === undefined ? {} : { signal }) })) {
          const last = rows.at(-1)?.row ?? 0;
          const records = rows.filter((row) => !isRemark(row, layout)).map((row) => withCounty(row, layout, county.value));
          yield { readings: records.map((row) => reader.readFileRow(row, layout)), cursor: `${i}:${last}` };
        }
      }
    },
  });
}

/** Objects instead of a table: nothing but rows, each with its own county. */
function openLines(path: string, completeness: Completeness, reader: SheetReader<Slot>): Promise<Result<Delivery>> {
  return openTable(path, { completeness, recordTypes: ['estate', 'committee'], input: basename(path), reader });
}

/** Each visible sheet as a table of its own; a file of text is one. */
async function sheetsOf(
  path: string,
  file: FileRows,
  recognise: (names: readonly string[]) => boolean,
): Promise<readonly FileRows[]> {
  if (file.sheets.length < 2) return [file];
  const tables: FileRows[] = [];
  for (const sheet of file.sheets) {
    const opened = await openFile(path, { recognise, sheet });
    if (opened.ok) tables.push(opened.value); // a sheet without rows is none of them
  }
  return tables;
}

/** The one county that titles, file name and the person who dropped it agree on; null where none of them names one. */
function countyOf(titles: readonly string[], completeness: Completeness | null): Result<string | null> {
  const given = completeness?.kind === 'full' && completeness.region !== null ? [completeness.region] : [];
  const counties = new Set(
    [...given, ...titles].flatMap((text) => {
      const read = readCounty(text.replace(/\.\w+$/, ''));
      return read.ok ? [read.value] : [];
    }),
  );
  if (counties.size > 1) return fail('LEDGER_COUNTY_CONFLICT', { counties: [...counties].join('、') });
  const [only = null] = counties;
  return ok(only);
}

function hasCounty({ columns }: Layout<Slot>, { header }: FileRows): boolean {
  return header?.includes(columns.get('county') ?? '') === true;
}

function withCounty(row: FileRow, { columns }: Layout<Slot>, county: string | null): FileRow {
  const column = columns.get('county') ?? COUNTY;
  if ('problem' in row || county === null) return row;
  const own = row.cells[column];
  return own === undefined || own === null || own === '' ? { row: row.row, cells: { ...row.cells, [column]: county } } : row;
}
