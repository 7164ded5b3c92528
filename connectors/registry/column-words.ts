/** What a sender's columns are called in plain Chinese, and whom a row is about: for people who look at rows that were set aside. */
import { chooseLayout } from './choose-layout.ts';
import { layouts } from './layouts.ts';

/** The columns of one row as they came. */
export interface RowWords {
  /** As the row gives them, unread; undefined where it has no such column. */
  readonly name: unknown;
  readonly uscc: unknown;
  /** @example zhOf('UNISCID') → '统一社会信用代码'; undefined for a column that the layout does not know */
  zhOf(column: string): string | undefined;
}

export function rowWords(wire: Readonly<Record<string, unknown>>): RowWords {
  const layout = chooseLayout(Object.keys(wire));
  if (!layout.ok) return { name: undefined, uscc: undefined, zhOf: () => undefined };
  const { columns } = layout.value;
  const cellOf = (column: string | undefined) => (column === undefined ? undefined : wire[column]);
  return {
    name: cellOf(columns.get('name')),
    uscc: cellOf(columns.get('uscc')),
    zhOf(column) {
      const slot = [...columns].find(([, each]) => each === column)?.[0];
      return slot === undefined ? undefined : chineseNames.get(slot);
    },
  };
}

/** Of all names that senders give a slot, the first Chinese one. */
const chineseNames: ReadonlyMap<string, string> = new Map(
  layouts.flatMap(({ columns }) =>
    Object.entries(columns).flatMap(([slot, names]) => {
      const chinese = names.find((name) => /\p{Script=Han}/u.test(name));
      return chinese === undefined ? [] : [[slot, chinese] as const];
    }),
  ),
);
