/** Ledgers of housing offices as people make them: workbooks with titles, merged cells and notes. */
import writeWorkbook, { type SheetData } from 'write-excel-file/node';

/** A cell; one that covers others says how many columns or rows. A place that is covered is null. */
export type LedgerCell =
  | string
  | number
  | Date
  | null
  | { readonly value: string; readonly across?: number; readonly down?: number };

/** By the name of the sheet, its rows. */
export async function ledgerBytes(sheets: Readonly<Record<string, readonly (readonly LedgerCell[])[]>>): Promise<Buffer> {
  const workbook = writeWorkbook(Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map(dataOf) as SheetData })));
  return workbook.toBuffer();
}

function dataOf(row: readonly LedgerCell[]) {
  return row.map((cell) => {
    if (cell === null) return null;
    if (cell instanceof Date) return { value: cell, type: Date, format: 'yyyy/mm/dd' };
    if (typeof cell === 'number') return { value: cell, type: Number };
    if (typeof cell === 'string') return { value: cell, type: String };
    const { value, across, down } = cell;
    return {
      ...{ value, type: String },
      ...(across === undefined ? {} : { columnSpan: across }),
      ...(down === undefined ? {} : { rowSpan: down }),
    };
  });
}

/** A title over so many columns: a cell and what it covers. */
export function title(value: string, across: number): readonly LedgerCell[] {
  return [{ value, across }, ...Array.from({ length: across - 1 }, () => null)];
}
