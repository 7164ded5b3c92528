/**
 * A ledger (台账) of a housing office as a delivery: a workbook or a table of text as people make them. Its title says which
 * county it is of, its sheets hold estates or committees, notes and sums stand among the rows.
 */
import { basename, parse } from 'node:path';
import { fail, ok, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import type { Recognise } from '../file/find-header.ts';
import { type FileRows, openFile } from '../file/read-file.ts';
import type { FileRow } from '../file/row-maker.ts';
import type { Layout } from '../table/choose-layout.ts';
import { openTable } from '../table/open-table.ts';
import type { SheetReader } from '../table/sheet-reader.ts';
import { countyOf } from './ledger-county.ts';
import { COMMITTEES, type Slot } from './sheet.ts';

/** The column that the county of the whole ledger is given to its rows under. */
const COUNTY = '所属县区';

/** A workbook of more visible sheets is no ledger: each is read from its beginning. */
const MOST_SHEETS = 50;

/** One sheet of it whose columns are known. */
interface Table {
  readonly file: FileRows;
  readonly layout: Layout<Slot>;
  /** Of its rows that do not say it themselves. */
  readonly county: string | null;
  /** What it and its file are called, and what stands above its header. */
  readonly titles: readonly string[];
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
    if (own.ok) return own;
    const completed = reader.layoutOf([...names, COUNTY]);
    // What came is told as it came.
    return completed.ok || completed.problem.code === 'FILE_COLUMN_MISSING' ? completed : own;
  };
  const recognise: Recognise = (names) => {
    const layout = layoutOf(names);
    return layout.ok ? layout.value.columns.size : 0;
  };
  const opened = await openFile(path, { recognise });
  if (!opened.ok) return opened;
  const { header, sheets: names, fingerprint, bytesTotal } = opened.value;
  if (header === null) return openLines(path, completeness ?? { kind: 'delta' }, reader);
  if (names.length > MOST_SHEETS) return fail('LEDGER_SHEETS', { limit: String(MOST_SHEETS) });

  const tables: Table[] = [];
  const unknown: { readonly sheet: string; readonly problem: Problem }[] = [];
  for (const { sheet, file } of await sheetsOf(path, opened.value, recognise)) {
    const layout = layoutOf(file.header ?? []);
    if (!layout.ok) {
      unknown.push({ sheet, problem: layout.problem });
      continue;
    }
    const titles = [parse(path).name, sheet, ...file.titles];
    const county = countyOf(titles, completeness);
    if (!county.ok) return county;
    if (county.value === null && !hasCounty(layout.value, file)) return fail('LEDGER_COUNTY_MISSING');
    const doubtful = areaOfUnknownUnit(layout.value, titles);
    if (doubtful !== undefined) return fail('LEDGER_UNIT', { column: doubtful });
    tables.push({ file, layout: layout.value, county: county.value, titles });
  }
  if (tables.length === 0) return { ok: false, problem: unknown[0]?.problem ?? problem('WORKBOOK_NO_ROWS') };

  const said = completeness ?? completenessOf(tables);
  const doubtful = unknown.find((each) => each.problem.code === 'FILE_COLUMN_MISSING');
  if (said.kind === 'full' && doubtful !== undefined) {
    return fail('LEDGER_SHEET_UNKNOWN', { sheet: doubtful.sheet, column: doubtful.problem.params.column ?? '' });
  }
  const warnings = unknown.map(({ sheet }) => problem('LEDGER_SHEET_PASSED_OVER', { sheet }));
  return ok({
    completeness: said,
    // Of what it has no sheet for it says nothing.
    recordTypes: [...new Set(tables.map(({ layout }) => (layout.name === COMMITTEES ? 'committee' : 'estate')))],
    sheets: tables.flatMap(({ file: { sheet, headerRow } }) => (sheet === null ? [] : [{ sheet, headerRow }])),
    input: basename(path),
    fingerprint,
    bytesTotal,
    bytesRead: () => Math.max(...tables.map(({ file }) => file.bytesRead())),
    async *readings({ after, signal }) {
      const [startSheet = 0, startRow = 0] = (after.cursor ?? '').split(':').map(Number);
      if (after.cursor === null && warnings.length > 0) yield { readings: [], warnings };
      for (const [i, table] of tables.entries()) {
        if (i < startSheet) continue;
        const { sheet } = table.file;
        const isRemark = reader.remarksUnder(table.layout);
        const skipThrough = i === startSheet ? startRow : 0;
        for await (const rows of table.file.rows({ skipThrough, ...(signal === undefined ? {} : { signal }) })) {
          const records = rows.filter((row) => !isRemark(row)).map((row) => withCounty(row, table));
          yield {
            readings: records.map((row) => reader.readFileRow(row, table.layout)),
            cursor: `${i}:${rows.at(-1)?.row ?? 0}`,
            ...(sheet === null || tables.length === 1 ? {} : { sheet }),
          };
        }
      }
    },
  });
}

/** Objects instead of a table: nothing but rows, each with its own county. */
function openLines(path: string, completeness: Completeness, reader: SheetReader<Slot>): Promise<Result<Delivery>> {
  return openTable(path, { completeness, recordTypes: ['estate', 'committee'], input: basename(path), reader });
}

/** Each visible sheet as a table of its own; a file of text is one, without a name. */
async function sheetsOf(
  path: string,
  file: FileRows,
  recognise: Recognise,
): Promise<readonly { readonly sheet: string; readonly file: FileRows }[]> {
  if (file.sheets.length < 2) return [{ sheet: file.sheets[0] ?? '', file }];
  const tables: { sheet: string; file: FileRows }[] = [];
  for (const sheet of file.sheets) {
    const opened = await openFile(path, { recognise, sheet });
    if (opened.ok) tables.push({ sheet, file: opened.value }); // a sheet without rows is none of them
  }
  return tables;
}

/** Everything of a county, where its sheets are of one county and it says so; otherwise news. */
function completenessOf(tables: readonly Table[]): Completeness {
  const [county = null, ...others] = new Set(tables.map((table) => table.county));
  const isFull = tables.some(({ titles }) => titles.some((title) => /(?<!非)全量|(?:^|[^a-z])full(?:[^a-z]|$)/i.test(title)));
  return isFull && county !== null && others.length === 0 ? { kind: 'full', region: county } : { kind: 'delta' };
}

/** A column of areas that says no unit under a title that says 万㎡: taken for square metres they would be ten thousand times too small. */
function areaOfUnknownUnit({ columns }: Layout<Slot>, titles: readonly string[]): string | undefined {
  if (!titles.some((title) => /单位[:：].*万(?:㎡|平方米|平米)/.test(title))) return undefined;
  const areas = [columns.get('buildingArea'), columns.get('landArea')];
  return areas.find((column) => column !== undefined && !/[（(]/.test(column));
}

function hasCounty({ columns }: Layout<Slot>, { header }: FileRows): boolean {
  return header?.includes(columns.get('county') ?? '') === true;
}

function withCounty(row: FileRow, { layout, county }: Table): FileRow {
  const column = layout.columns.get('county') ?? COUNTY;
  if ('problem' in row || county === null) return row;
  const own = row.cells[column];
  return own === undefined || own === null || own === '' ? { row: row.row, cells: { ...row.cells, [column]: county } } : row;
}
