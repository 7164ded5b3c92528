/** Rows of a ledger that are no records: sums, notes, who made the table, its header once more. */
import type { FileRow } from '../file/row-maker.ts';
import type { Layout } from '../table/choose-layout.ts';
import type { Slot } from './sheet.ts';

/** A cell that is a sum's as a whole: an estate may be called 合计花园. */
const SUM = /^(?:本页|全[市县区]|以上)?(?:合计|总计|小计|共计)(?:[:：（(\d].*)?$/;

/** What stands below a table, with a colon behind it. */
const NOTE =
  /^(?:注|备注|说明|填[表报](?:说明|人|单位|日期|时间)|制表(?:人|单位|日期|时间)?|审核(?:人)?|统计(?:人|日期|时间)|(?:单位)?负责人|联系(?:人|电话|方式)|电话|日期)(?:[（(][^（()）]*[)）])?\d*[:：]/;

/** What a row may say although it is about nothing: its number, and what was filled down into it. */
const BESIDE: readonly Slot[] = ['number', 'county', 'street', 'streetCode'];

export function isRemark(row: FileRow, { columns }: Layout<Slot>): boolean {
  if ('problem' in row) return false;
  const said = Object.entries(row.cells).flatMap(([column, cell]) => {
    const text = String(cell ?? '').replace(/\s+/g, '');
    return text === '' ? [] : [{ column, text }];
  });
  const [first] = said;
  const name = columns.get('name') ?? '';
  const named = said.find(({ column }) => column === name)?.text;
  if (first === undefined || named === name.replace(/\s+/g, '')) return true;
  if (SUM.test(first.text) || SUM.test(named ?? '') || NOTE.test(first.text)) return true;
  if (named !== undefined) return false;
  const beside = new Set(BESIDE.map((slot) => columns.get(slot)));
  return said.length === 1 || said.every(({ column }) => beside.has(column));
}
