/** What each row of a list asks for. */
import { CELL_ERROR } from '../../../../connectors/file/cell-error.ts';
import type { Merge } from '../../../../connectors/file/workbook-sheet.ts';
import { parseRegistrationNumber } from '../../../domain/identifier/registration-number.ts';
import { parseUscc, type Uscc } from '../../../domain/identifier/uscc.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../domain/message/problem.ts';
import { cleanName } from '../../../domain/value/name.ts';
import { findColumns } from './find-columns.ts';
import type { Cell, Table, TableLimits, TableRow } from './table.ts';

/** One row, made ready for matching. */
export interface ListRow {
  readonly uscc: Uscc | null;
  readonly number: string | null;
  readonly name: string | null;
  /** Why its code cannot be looked up. */
  readonly codeProblem: Problem | null;
  /** What the sender should know of the row. */
  readonly note: string | null;
}

export interface List {
  /** Index of the header among the rows of the table; −1 where there is none. */
  readonly header: number;
  /** For each row of the table below the header. */
  readonly rows: readonly ListRow[];
}

export function readList(table: Table, limits: TableLimits): Result<List> {
  const columns = findColumns(table.rows);
  if (columns === null) return fail('LIST_NO_COLUMN');
  const header = columns.header ?? -1;
  const count = table.rowCount - header - 1;
  if (count === 0) return fail('LIST_NO_ROWS');
  if (count > limits.rows) {
    return fail('LIST_TOO_MANY_ROWS', {
      count: String(count),
      limit: String(limits.rows),
      files: String(Math.ceil(count / limits.rows)),
    });
  }
  const below = table.rows.slice(header + 1);
  const codes = cellsOf(table, below, columns.code);
  const names = cellsOf(table, below, columns.name);
  return ok({ header, rows: below.map(({ note }, i) => readRow(codes[i] ?? NOTHING, names[i] ?? NOTHING, note)) });
}

/** A cell, and the row that it was taken from where that is another one. */
interface Taken {
  readonly cell: Cell;
  readonly from: number | null;
}

const NOTHING: Taken = { cell: null, from: null };

/** The cells of a column; a cell that was made one with those above it says what the first of them says. */
function cellsOf(table: Table, rows: readonly TableRow[], column: number | null): readonly Taken[] {
  if (column === null) return [];
  const merges = table.merges
    .filter(({ fromColumn, toColumn, fromRow, toRow }) => fromColumn <= column + 1 && column + 1 <= toColumn && fromRow < toRow)
    .sort((a, b) => a.fromRow - b.fromRow);
  const byRow = new Map(table.rows.map((row) => [row.row, row]));
  let next = 0;
  return rows.map(({ row, cells }) => {
    while ((merges[next]?.toRow ?? row) < row) next++;
    const cell = said(cells[column]);
    const merge: Merge | undefined = merges[next];
    if (cell !== null || merge === undefined || merge.fromRow >= row) return { cell, from: null };
    return { cell: said(byRow.get(merge.fromRow)?.cells[merge.fromColumn - 1]), from: merge.fromRow };
  });
}

/** Null for the error of a formula too: it names nobody. */
function said(cell: Cell | undefined): Cell {
  return cell === undefined || (typeof cell === 'string' && CELL_ERROR.test(cell)) ? null : cell;
}

/** Longest name that is looked for; the longest on the register has some sixty characters. */
const MAX_NAME = 400;

function readRow(code: Taken, name: Taken, ofRow: string | undefined): ListRow {
  // A list with one column has both in it.
  const [codeCell, nameCell] =
    code.cell === null && isCodeLike(name.cell)
      ? [name.cell, null]
      : isName(code.cell) && name.cell === null
        ? [null, code.cell]
        : [code.cell, name.cell];
  const from = code.from ?? name.from;
  const notes = [
    ...(ofRow === undefined ? [] : [ofRow]),
    ...(from === null ? [] : [`合并单元格，内容取自第 ${from} 行`]),
    ...(typeof nameCell === 'string' && nameCell.length > MAX_NAME ? [`名称太长，只按前 ${MAX_NAME} 个字查找`] : []),
  ];
  return {
    ...readCode(codeCell),
    name: typeof nameCell === 'string' ? cleanName(nameCell.slice(0, MAX_NAME)) : null,
    note: notes.length === 0 ? null : notes.join('；'),
  };
}

/** Excel keeps 15 digits of a number. */
const EXACT = 1e15;

function readCode(cell: Cell): Pick<ListRow, 'uscc' | 'number' | 'codeProblem'> {
  const none = { uscc: null, number: null, codeProblem: null };
  if (cell === null || cell === '') return none;
  if (typeof cell === 'number' && cell >= EXACT) return { ...none, codeProblem: problem('USCC_SPOILED') };
  const parsed = parseUscc(cell);
  if (parsed.ok) return { ...none, uscc: parsed.value };
  if (parsed.problem.code === 'FIELD_REQUIRED') return none;
  if (parsed.problem.code !== 'USCC_IS_REGISTRATION_NUMBER') return { ...none, codeProblem: parsed.problem };
  const number = parseRegistrationNumber(String(cell));
  return number.ok ? { ...none, number: number.value.value } : { ...none, codeProblem: number.problem };
}

function isCodeLike(cell: Cell): boolean {
  return (
    typeof cell === 'number' ||
    (typeof cell === 'string' && /^[\dA-Za-z\s*．.+\uFF10-\uFF5A-]{9,30}$/.test(cell.trim()) && /[\d\uFF10-\uFF19]{4}/.test(cell))
  );
}

function isName(cell: Cell): boolean {
  return typeof cell === 'string' && /\p{Script=Han}{2}/u.test(cell);
}
