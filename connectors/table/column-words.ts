/** What a sender's columns are called in plain Chinese: for people who look at rows that were set aside. */
import { chooseLayout } from './choose-layout.ts';
import type { SheetDefinition } from './sheet.ts';

/** @example wordsOf(registrySheet, ['UNISCID']).zhOf('UNISCID') → '统一社会信用代码'; undefined for a column that no layout knows */
export function columnWords<Slot extends string>(
  sheet: SheetDefinition<Slot>,
  columns: readonly string[],
): { zhOf(column: string): string | undefined; columnOf(slot: Slot): string | undefined } {
  const layout = chooseLayout(sheet, columns);
  if (!layout.ok) return { zhOf: () => undefined, columnOf: () => undefined };
  const { columns: chosen } = layout.value;
  return {
    columnOf: (slot) => chosen.get(slot),
    zhOf(column) {
      const slot = [...chosen].find(([, each]) => each === column)?.[0];
      return slot === undefined ? undefined : chineseName(sheet, slot);
    },
  };
}

/** Of all names that senders give a slot, the first Chinese one. */
function chineseName<Slot extends string>({ layouts }: SheetDefinition<Slot>, slot: Slot): string | undefined {
  return layouts.flatMap(({ columns }) => columns[slot] ?? []).find((name) => /\p{Script=Han}/u.test(name));
}
