/** What a registry's columns are called in plain Chinese, and whom a row is about. */
import { columnWords } from '../table/column-words.ts';
import { registrySheet } from './sheet.ts';

/** The columns of one row as they came. */
export interface RowWords {
  /** As the row gives them, unread; undefined where it has no such column. */
  readonly name: unknown;
  readonly uscc: unknown;
  /** @example zhOf('UNISCID') → '统一社会信用代码'; undefined for a column that the layout does not know */
  zhOf(column: string): string | undefined;
}

export function rowWords(wire: Readonly<Record<string, unknown>>): RowWords {
  const { zhOf, columnOf } = columnWords(registrySheet, Object.keys(wire));
  const cellOf = (column: string | undefined) => (column === undefined ? undefined : wire[column]);
  return { name: cellOf(columnOf('name')), uscc: cellOf(columnOf('uscc')), zhOf };
}
