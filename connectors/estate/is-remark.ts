/** Rows of a ledger that are no records: sums, notes, who made the table. */
import type { FileRow } from '../file/row-maker.ts';
import type { Layout } from '../table/choose-layout.ts';
import type { Slot } from './sheet.ts';

const REMARK =
  /^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|注\s*[:：]|备\s*注|说\s*明|填\s*[表报]|制\s*表|审\s*核|统计人|单位负责人|联系[人电])/;

/** A row that begins with such a word, or that says one thing only, and that is no name. */
export function isRemark(row: FileRow, { columns }: Layout<Slot>): boolean {
  if ('problem' in row) return false;
  const said = Object.entries(row.cells).filter(([, cell]) => cell !== null && String(cell).trim() !== '');
  const [first] = said;
  if (first === undefined) return true;
  const name = columns.get('name');
  const hasName = said.some(([column]) => column === name);
  if (REMARK.test(String(first[1]))) return !hasName || first[0] === name;
  return said.length === 1 && !hasName;
}
