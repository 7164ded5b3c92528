/** Answers a SELECT from the exchange table. */
import { spellMoment } from '../../calendar.ts';
import type { ExchangeTable } from './exchange-table.ts';
import { type Condition, parseSelect, type Select, SqlError, type Term, type Value } from './select.ts';
import { type TaxpayerColumn, type TaxpayerRow, taxpayerColumns } from './taxpayer-row.ts';

/** What a query is answered from. */
export interface Database {
  readonly name: string;
  /** What the exchange table is called. */
  readonly tableName: string;
  readonly table: ExchangeTable;
  /** The server's clock, UTC milliseconds. */
  readonly now: number;
  /** Columns whose name has changed, by the name they should have. */
  readonly renamed: Readonly<Partial<Record<TaxpayerColumn, string>>>;
}

export interface ResultSet {
  readonly columns: readonly { readonly name: string; readonly isMoment: boolean }[];
  readonly rows: readonly (readonly Value[])[];
}

/** One row as a query sees it; null outside a table. */
type Row = TaxpayerRow | null;

/** @throws {SqlError} */
export function answerSelect(sql: string, database: Database): ResultSet {
  const select = parseSelect(sql);
  checkTable(select, database);
  const present = new Map(taxpayerColumns.map((column) => [(database.renamed[column] ?? column).toLowerCase(), column]));
  const columnOf = (name: string): TaxpayerColumn => {
    const column = select.table === null ? undefined : present.get(name.toLowerCase());
    if (column === undefined) throw new SqlError(1054, `Unknown column '${name}' in 'field list'`);
    return column;
  };
  const read = (term: Term, row: Row): Value => {
    if (term.kind === 'value') return term.value;
    if (term.kind === 'call') return callOf(term.name, database);
    return row === null ? null : row[columnOf(term.name)] || null;
  };

  const columns =
    select.columns === '*'
      ? [...present.keys()].map((name) => ({ kind: 'column', name: name.toUpperCase(), as: name.toUpperCase() }) as const)
      : select.columns;
  for (const column of columns) read(column, EMPTY);
  if (select.where !== null) holds(select.where, EMPTY, read);
  const counts = columns.some((term) => term.kind === 'call' && term.name === 'count');
  const rows = select.table === null ? [null] : rowsOf(select, database, read, columnOf);
  return {
    columns: columns.map((term) => ({ name: term.as, isMoment: isMoment(term, columnOf) })),
    rows: counts
      ? [columns.map((term) => (term.kind === 'call' && term.name === 'count' ? String(rows.length) : null))]
      : rows.map((row) => columns.map((term) => read(term, row))),
  };
}

const EMPTY = Object.fromEntries(taxpayerColumns.map((column) => [column, ''])) as TaxpayerRow;

function checkTable({ table }: Select, { name, tableName }: Database): void {
  if (table === null) return;
  if (table.name.toUpperCase() === tableName && (table.schema === null || table.schema === name)) return;
  throw new SqlError(1146, `Table '${table.schema ?? name}.${table.name}' doesn't exist`);
}

function callOf(name: string, { now, name: database }: Database): Value {
  switch (name) {
    case 'now':
    case 'sysdate':
    case 'localtime':
      return spellMoment(now);
    case 'utc_timestamp':
      return new Date(now).toISOString().slice(0, 19).replace('T', ' ');
    case 'unix_timestamp':
      return String(Math.floor(now / 1000));
    case 'database':
      return database;
    case 'version':
    case '@@version':
      return '5.7.44-sandbox';
    case '@@time_zone':
    case '@@session.time_zone':
    case '@@global.time_zone':
      return '+08:00';
    case 'count':
      return null;
    default:
      throw new SqlError(1305, `FUNCTION ${database}.${name} does not exist`);
  }
}

function isMoment(term: Term, columnOf: (name: string) => TaxpayerColumn): boolean {
  if (term.kind === 'column') return columnOf(term.name) === 'XGSJ';
  return term.kind === 'call' && ['now', 'sysdate', 'localtime', 'utc_timestamp'].includes(term.name);
}

function rowsOf(
  { where, orderBy, limit }: Select,
  { table }: Database,
  read: (term: Term, row: Row) => Value,
  columnOf: (name: string) => TaxpayerColumn,
): readonly TaxpayerRow[] {
  const order = orderBy.map(({ column, descending }) => ({ column: columnOf(column), sign: descending ? -1 : 1 }));
  // The table lies in the order of its key: asked in that order, it is read no further than the limit.
  const liesSo =
    order.every(({ sign }) => sign === 1) && ['XGSJ', 'XGSJ,DJXH', ''].includes(order.map(({ column }) => column).join());
  const most = limit ?? Number.POSITIVE_INFINITY;
  const found: TaxpayerRow[] = [];
  for (const row of table.rows(where === null ? '' : earliest(where, columnOf))) {
    if (liesSo && found.length >= most) break;
    if (where === null || holds(where, row, read) === true) found.push(row);
  }
  if (!liesSo) {
    found.sort((one, other) => {
      for (const { column, sign } of order) if (one[column] !== other[column]) return one[column] < other[column] ? -sign : sign;
      return 0;
    });
  }
  return found.slice(0, most);
}

/** A time before which no row can meet the condition; empty where it says none. */
function earliest(condition: Condition, columnOf: (name: string) => TaxpayerColumn): string {
  switch (condition.kind) {
    case 'and':
      return condition.parts.map((part) => earliest(part, columnOf)).reduce((one, other) => (one > other ? one : other));
    case 'or':
      return condition.parts.map((part) => earliest(part, columnOf)).reduce((one, other) => (one < other ? one : other));
    case 'compare': {
      const { operator, left, right } = condition;
      const bounds = ['=', '>', '>='].includes(operator) && left.kind === 'column' && right.kind === 'value';
      return bounds && columnOf(left.name) === 'XGSJ' ? spellingOf(right.value ?? '') : '';
    }
    default:
      return '';
  }
}

/** True, false, or null where a NULL decides. */
function holds(condition: Condition, row: Row, read: (term: Term, row: Row) => Value): boolean | null {
  switch (condition.kind) {
    case 'and':
      return condition.parts.reduce<boolean | null>((all, part) => {
        const one = holds(part, row, read);
        return all === false || one === false ? false : all === null || one === null ? null : true;
      }, true);
    case 'or':
      return condition.parts.reduce<boolean | null>((any, part) => {
        const one = holds(part, row, read);
        return any === true || one === true ? true : any === null || one === null ? null : false;
      }, false);
    case 'not': {
      const one = holds(condition.part, row, read);
      return one === null ? null : !one;
    }
    case 'null':
      return read(condition.term, row) === null;
    case 'in': {
      const value = read(condition.term, row);
      return value === null ? null : condition.list.some((each) => read(each, row) === value);
    }
    case 'compare': {
      const [left, right] = [read(condition.left, row), read(condition.right, row)];
      if (left === null || right === null) return null;
      return compares(condition.operator, spellingOf(left), spellingOf(right));
    }
  }
}

function compares(operator: string, left: string, right: string): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    default:
      return left !== right;
  }
}

/** A time is compared to the second; all else as text. */
function spellingOf(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.0*)?$/, '$1 $2');
}
