/**
 * Where the names of the columns stand in a table that people made: under title rows, perhaps in two storeys (面积 over
 * 建筑面积 and 占地面积).
 */

/** A row at the beginning of a table, trimmed; '' where a cell is blank. */
export interface HeadRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface FoundHeader {
  /** The last row that belongs to the header. */
  readonly row: number;
  readonly names: readonly string[];
  /** What stands above that row: titles, and of two storeys the upper one. */
  readonly titles: readonly string[];
}

/** How many of some cells are names of columns, in a table that somebody knows; 0 where they are of no such table. */
export type Recognise = (names: readonly string[]) => number;

/** Rows in which a header is looked for. */
export const HEAD_ROWS = 30;

/** The row that says most names, by itself or with the one above it; null where none says enough of them. */
export function findHeader(rows: readonly HeadRow[], recognise: Recognise): FoundHeader | null {
  let best: { readonly index: number; readonly names: readonly string[]; readonly known: number } | null = null;
  for (const [index, { cells }] of rows.entries()) {
    const above = rows[index - 1];
    // In two storeys first: the upper one may give the unit of what stands below it.
    for (const names of above === undefined ? [cells] : [storeys(above.cells, cells), cells]) {
      const known = recognise(names);
      if (known > (best?.known ?? 0)) best = { index, names, known };
    }
  }
  return best === null ? null : headerAt(rows, best.index, best.names);
}

/**
 * Where no header is known: the first row that is no title, so that what it lacks can be told; null where there is no
 * row. Titles say little; a row of values may say more than the header does, when a comma stands in one of them.
 */
export function likelyHeader(rows: readonly HeadRow[]): FoundHeader | null {
  const widths = rows.map(({ cells }) => cells.filter((cell) => cell !== '').length);
  const widest = Math.max(...widths);
  const index = widths.findIndex((width) => width * 2 >= widest);
  return headerAt(rows, index, rows[index]?.cells ?? []);
}

function headerAt(rows: readonly HeadRow[], index: number, names: readonly string[]): FoundHeader | null {
  const row = rows[index]?.row;
  const titles = rows.slice(0, index).flatMap(({ cells }) => cells.filter((cell) => cell !== ''));
  return row === undefined ? null : { row, names, titles };
}

/** A name that reaches over both storeys is blank in the lower one; one that spans several columns gives them its unit. */
function storeys(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let spanning = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const [above = '', below = ''] = [upper[i], lower[i]];
    if (above !== '') spanning = above;
    if (below === '' || below === above) return above;
    const unit = /[（(][^（()）]+[)）]$/.exec(spanning)?.[0] ?? '';
    return /[）)]$/.test(below) ? below : below + unit;
  });
}
