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
  /** What stands above it. */
  readonly titles: readonly string[];
}

/** Rows in which a header is looked for. */
export const HEAD_ROWS = 30;

/** @param recognise whether some names are those of a table that somebody knows */
export function findHeader(rows: readonly HeadRow[], recognise: (names: readonly string[]) => boolean): FoundHeader | null {
  for (const [i, { row, cells }] of rows.entries()) {
    const titlesTo = (end: number) => rows.slice(0, end).flatMap(({ cells: title }) => title.filter((cell) => cell !== ''));
    const next = rows[i + 1];
    // The lower storey first: with the upper one alone its columns would be read as a row.
    if (next !== undefined && isLowerStorey(cells, next.cells)) {
      const names = storeys(cells, next.cells);
      if (recognise(names)) return { row: next.row, names, titles: titlesTo(i) };
    }
    if (recognise(cells)) return { row, names: cells, titles: titlesTo(i) };
  }
  return null;
}

/** A lower storey is blank under every name that reaches over both, and says more under one that spans several columns. */
function isLowerStorey(upper: readonly string[], lower: readonly string[]): boolean {
  const says = lower.flatMap((cell, i) => (cell === '' ? [] : [i]));
  if (says.length === 0 || says.length === lower.length) return false;
  // Under a spanning name the cells beside its own are blank above.
  return says.some((i) => (upper[i] ?? '') === '') && !says.some((i) => /^\d+$/.test(lower[i] ?? ''));
}

function storeys(upper: readonly string[], lower: readonly string[]): readonly string[] {
  let spanning = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const [above = '', below = ''] = [upper[i], lower[i]];
    if (above !== '') spanning = above;
    if (below === '') return above;
    const unit = /[（(][^（()）]+[)）]$/.exec(spanning)?.[0] ?? '';
    return /[）)]$/.test(below) ? below : below + unit;
  });
}
