/** Finds which columns of a list hold names and codes: by the words of its header, or by what stands in them. */
import { parseUscc } from '../../../domain/identifier/uscc.ts';
import { foldWidth } from '../../../domain/value/name.ts';
import { type Cell, ROWS_ABOVE, type TableRow } from './table.ts';

/** Columns are counted from 0. */
export interface Columns {
  /** Index of the header among the rows; null where there is none. */
  readonly header: number | null;
  readonly code: number | null;
  readonly name: number | null;
}

/** Surer words first. */
const CODE_WORDS = [
  '统一社会信用代码',
  '社会信用代码',
  '信用代码',
  '统一代码',
  '企业代码',
  '机构代码',
  '纳税人识别号',
  'uscc',
  'uniscid',
  '注册号',
  '工商注册号',
  '代码',
];
const NAME_WORDS = [
  '企业名称',
  '公司名称',
  '单位名称',
  '物业企业名称',
  '物业公司名称',
  '物业服务企业名称',
  '物业服务企业',
  '物业企业',
  '物业公司',
  '纳税人名称',
  '机构名称',
  'entname',
  '名称或代码',
  '企业名称或代码',
  '企业',
  '公司',
  '单位',
  '名称',
];

export function findColumns(rows: readonly TableRow[]): Columns | null {
  let best: (Columns & { readonly score: number }) | null = null;
  for (const [header, { cells }] of rows.slice(0, ROWS_ABOVE).entries()) {
    const code = bestColumn(cells, CODE_WORDS);
    const name = bestColumn(cells, NAME_WORDS);
    const score = code.score + name.score;
    if (score > (best?.score ?? 0)) best = { header, code: code.column, name: name.column, score };
  }
  return best ?? byContent(rows);
}

function bestColumn(
  cells: readonly Cell[],
  words: readonly string[],
): { readonly column: number | null; readonly score: number } {
  let [column, score]: [number | null, number] = [null, 0];
  for (const [at, cell] of cells.entries()) {
    const place = typeof cell === 'string' ? placeOf(headerText(cell), words) : -1;
    if (place >= 0 && words.length - place > score) [column, score] = [at, words.length - place];
  }
  return { column, score };
}

/** The whole header, or its end: 乙方企业名称. A title is longer than a header. */
function placeOf(text: string, words: readonly string[]): number {
  const whole = words.indexOf(text);
  if (whole >= 0 || text.length > 12) return whole;
  return words.findIndex((word) => word.length >= 4 && text.endsWith(word));
}

/** Without marks and remarks: `*企业名称（必填）：`. */
function headerText(cell: string): string {
  return foldWidth(cell.slice(0, 60))
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s*:、,.#★]+/g, '');
}

const LOOKED_AT = 200;
/** Share of a column's cells that must look right. */
const ENOUGH = 0.5;

function byContent(rows: readonly TableRow[]): Columns | null {
  const columns = Math.max(0, ...rows.slice(0, LOOKED_AT).map(({ cells }) => cells.length));
  let [code, codeShare]: [number | null, number] = [null, ENOUGH];
  let [name, nameShare]: [number | null, number] = [null, ENOUGH];
  for (let column = 0; column < columns; column++) {
    const filled = rows.slice(0, LOOKED_AT).flatMap(({ cells }) => cells[column] ?? []);
    const share = (test: (cell: Cell) => boolean) => filled.filter(test).length / Math.max(1, filled.length);
    const [codes, names] = [share(looksLikeCode), share(looksLikeName)];
    if (codes >= codeShare && (code === null || codes > codeShare)) [code, codeShare] = [column, codes];
    if (names >= nameShare && (name === null || names > nameShare)) [name, nameShare] = [column, names];
  }
  // One column may hold both: each of its cells is then read as what it looks like.
  if (code !== null && code === name) return { header: null, code: null, name };
  if (code !== null || name !== null) return { header: null, code, name };
  for (let column = 0; column < columns; column++) {
    const filled = rows.slice(0, LOOKED_AT).flatMap(({ cells }) => cells[column] ?? []);
    const fitting = filled.filter((cell) => looksLikeCode(cell) || looksLikeName(cell));
    if (fitting.length > filled.length * ENOUGH) return { header: null, code: null, name: column };
  }
  return null;
}

function looksLikeCode(cell: Cell): boolean {
  return parseUscc(cell).ok;
}

function looksLikeName(cell: Cell): boolean {
  return (
    typeof cell === 'string' &&
    cell.length <= 100 &&
    /(公司|企业|中心|合作社|物业|厂|店|部|所|行|社)([)）].*)?$/.test(cell.trim())
  );
}
