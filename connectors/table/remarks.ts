/** Rows of a table that are no records: sums, notes, who made the table, its header once more. */
import type { FileRow } from '../file/row-maker.ts';
import { type Layout, requiredSlots } from './choose-layout.ts';
import type { SheetDefinition } from './sheet.ts';

/** A cell that is a sum's as a whole: an estate may be called 合计花园. */
const SUM = /^(?:本页|全[市县区]|以上)?(?:合计|总计|小计|共计)(?:[:：（(\d].*)?$/;

/** What stands below a table, with a colon behind it. */
const NOTE =
  /^(?:注|备注|说明|填[表报](?:说明|人|单位|日期|时间)|制表(?:人|单位|日期|时间)?|审核(?:人)?|统计(?:人|日期|时间)|(?:单位)?负责人|联系(?:人|电话|方式)|电话|日期)(?:[（(][^（()）]*[)）])?\d*[:：]/;

/**
 * Tells which rows under a header are no records. One that says anything of what a record must say is a record, be it a bad
 * one; of the others those are none that say one thing only, or nothing but what may stand beside a note.
 */
export function remarksUnder<Slot extends string>(sheet: SheetDefinition<Slot>, layout: Layout<Slot>): (row: FileRow) => boolean {
  const columnsOf = (slots: readonly Slot[]) => slots.flatMap((slot) => layout.columns.get(slot) ?? []);
  const isBeside = (slot: Slot) => sheet.slots[slot].beside === true;
  const telling = columnsOf(requiredSlots(sheet, layout.name).filter((slot) => !isBeside(slot)));
  const beside = new Set(columnsOf([...layout.columns.keys()].filter(isBeside)));

  return (row) => {
    if ('problem' in row) return false;
    const { cells } = row;
    let first: string | undefined;
    for (const column in cells) {
      first = textOf(cells[column]);
      if (first !== '') break;
    }
    if (first === undefined || first === '' || SUM.test(first) || NOTE.test(first)) return true;
    const told = telling.filter((column) => textOf(cells[column]) !== '');
    if (told.length > 0) return told.some((column) => isNoValue(textOf(cells[column]), column));
    const said = Object.keys(cells).filter((column) => textOf(cells[column]) !== '');
    return said.length === 1 || said.every((column) => beside.has(column));
  };
}

/** A sum, or the name of the column itself. */
function isNoValue(text: string, column: string): boolean {
  return text === textOf(column) || SUM.test(text);
}

function textOf(cell: unknown): string {
  return String(cell ?? '').replace(/\s+/g, '');
}
