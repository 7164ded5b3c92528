/** A ledger as a file: an Excel workbook with its merged cells, or the CSV file of its first sheet, as Excel saves it. */
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { csvLine } from '../../csv-line.ts';
import { dropFile } from '../drop-file.ts';
import { type Encoding, textFile } from '../text-file.ts';
import { type Ledger, type LedgerRow, ledgerSheets } from './ledger.ts';

export type LedgerFormat = 'xlsx' | 'csv';

/** @param name of the file, without its ending @returns the file's path */
export async function writeLedger(
  folder: string,
  name: string,
  ledger: Ledger,
  { format = 'xlsx', encoding = 'utf-8' }: { readonly format?: LedgerFormat; readonly encoding?: Encoding } = {},
): Promise<string> {
  const sheets = ledgerSheets(ledger);
  if (format === 'csv') return dropFile(folder, `${name}.csv`, textFile(csvLines(sheets[0]?.rows ?? []), encoding));
  const workbook = writeWorkbook(sheets.map(({ name: sheet, rows }) => ({ sheet, data: dataOf(rows) })));
  return dropFile(folder, `${name}.xlsx`, [await workbook.toBuffer()]);
}

function dataOf(rows: readonly LedgerRow[]): SheetData {
  return rows.map((row) => {
    const cells = row.map((cell) =>
      cell === null
        ? null
        : {
            value: cell.value,
            type: typeof cell.value === 'number' ? Number : String,
            ...(cell.across === undefined ? {} : { columnSpan: cell.across }),
            ...(cell.down === undefined ? {} : { rowSpan: cell.down }),
            ...(cell.bold === undefined ? {} : { fontWeight: 'bold' as const }),
          },
    );
    // The writer wants a place for each cell that another one covers.
    const last = row.at(-1);
    return [...cells, ...Array.from({ length: (last?.across ?? 1) - 1 }, () => null)];
  });
}

/** A CSV file knows no merged cells: what was written once for several rows stands in each of them, as the office fills it in before it saves. */
function* csvLines(rows: readonly LedgerRow[]): Generator<string> {
  const reaching: { value: string; left: number }[] = [];
  const width = Math.max(...rows.map(({ length }) => length));
  for (const row of rows) {
    const cells = [...row, ...Array.from({ length: width - row.length }, () => null)];
    yield csvLine(
      cells.map((cell, column) => {
        const above = reaching[column];
        if (cell === null && above !== undefined && above.left > 0) {
          above.left -= 1;
          return above.value;
        }
        const value = cell === null ? '' : String(cell.value);
        reaching[column] = { value, left: (cell?.down ?? 1) - 1 };
        return value;
      }),
    );
  }
}
