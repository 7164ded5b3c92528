/**
 * The cells of one CSV record (RFC 4180), whose borders `LineSplitter` has checked already. A quote that does not
 * begin a cell is plain text, as in a spreadsheet.
 *
 * @example csvCells('a,"b ""c"", d",', ',') → ['a', 'b "c", d', '']
 */
export function csvCells(record: string, delimiter: string): string[] {
  // Most records hold no quote, and the engine's own split is some ten times faster than any walk.
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  while (at <= record.length) {
    if (record[at] === '"') {
      let close = record.indexOf('"', at + 1);
      while (record[close + 1] === '"') close = record.indexOf('"', close + 2);
      const cell = record.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = close + 2;
    } else {
      const next = record.indexOf(delimiter, at);
      const end = next === -1 ? record.length : next;
      cells.push(record.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}

/** The separator of a table, told from its header line: the commonest of comma, tab and semicolon outside quotes. */
export function detectDelimiter(headerLine: string): ',' | '\t' | ';' {
  const bare = headerLine.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  if (count('\t') > count(',') && count('\t') >= count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
