/** Rows of a table, however they came, to readings; and the wire record that is kept of each. */
import { at, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Observation, Reading, WireRecord } from '../../src/domain/record/observation.ts';
import { isDamaged } from '../../src/domain/value/name.ts';
import type { ReadOptions } from '../connector.ts';
import type { FileRow } from '../file/row-maker.ts';
import { parseJson } from '../parse-json.ts';
import { chooseLayout, countColumns, type Layout, layoutOfRows, toSlots } from './choose-layout.ts';
import { remarksUnder } from './remarks.ts';
import { Row } from './row.ts';
import type { Cells, SheetDefinition } from './sheet.ts';

/** How a source's rows become observations. */
export interface SheetMapping<Slot extends string> {
  readonly sheet: SheetDefinition<Slot>;
  /**
   * The observation of a row, or null where the row cannot be one: then it has said why (`row.problems`).
   * @param beside what else the interface sent about the row; an empty list where there is nothing
   */
  read(row: Row<Slot>, options: ReadOptions, beside: readonly unknown[]): Observation | null;
  /** The record that a row speaks of, where that much can be read although it is refused. */
  about(row: Row<Slot>): { readonly recordType: string; readonly key: string } | undefined;
}

export interface SheetReader<Slot extends string> {
  /** The layout of a table by its header. */
  layoutOf(header: readonly string[]): Result<Layout<Slot>>;
  /** How many of some cells are names of columns, for who looks for the header. */
  columnsIn(cells: readonly string[]): number;
  /** Which rows under a header are no records: notes, sums. */
  remarksUnder(layout: Layout<Slot>): (row: FileRow) => boolean;
  /** A row of a file. @param layout that of its header; told from the row's own keys where it is absent, as in JSON */
  readFileRow(given: FileRow, layout: Layout<Slot> | undefined): Reading;
  /** An object that an interface answered. @param beside what else it sent about it */
  readObject(object: unknown, row: number, beside?: readonly unknown[]): Reading;
  /** A wire record that was kept, read again. */
  readWire(wire: WireRecord, row: number, options?: ReadOptions): Reading;
}

/** The personal column under which a row that could not be taken apart is kept whole. */
const RAW = '_raw';
/** The personal column that keeps what else was sent about a row: it may name persons. */
const BESIDE = '_alterations';

/** The longest object with what is beside it, in characters; the longest piece of it that is kept of a longer one. */
const OBJECT_LIMIT = 1_000_000;
const RAW_LIMIT = 2_000;

export function sheetReader<Slot extends string>(mapping: SheetMapping<Slot>): SheetReader<Slot> {
  const { sheet } = mapping;
  const layoutOfRow = layoutOfRows(sheet);

  const readCells = (
    cells: Cells,
    number: number,
    layout: Layout<Slot>,
    beside: readonly unknown[],
    options: ReadOptions = {},
  ): Reading => {
    const row = new Row(sheet, layout, toSlots(cells, layout), number);
    const wire = splitWire(sheet, cells, layout, beside);
    const observation = mapping.read(row, options, beside);
    if (observation !== null && row.problems.length === 0) return { row: number, wire, observation };
    const [first = problem('FIELD_REQUIRED'), ...others] = row.problems;
    const about = mapping.about(row);
    return { row: number, wire, problems: [first, ...others], ...(about === undefined ? {} : { about }) };
  };

  return {
    layoutOf: (header) => chooseLayout(sheet, header),
    remarksUnder: (layout) => remarksUnder(sheet, layout),
    columnsIn: (cells) => countColumns(sheet, cells),

    readFileRow(given, layout) {
      if ('problem' in given) return unread(given.row, given.raw, given.problem);
      const chosen = layout === undefined ? layoutOfRow(given.cells) : { ok: true as const, value: layout };
      if (!chosen.ok) return unread(given.row, JSON.stringify(given.cells), chosen.problem);
      return readCells(given.cells, given.row, chosen.value, []);
    },

    readObject(object, row, beside = []) {
      const raw = JSON.stringify(object);
      if (typeof object !== 'object' || object === null || Array.isArray(object)) {
        const actual = object === null ? 'null' : Array.isArray(object) ? 'array' : typeof object;
        return unread(row, raw, problem('FILE_ROW_NOT_OBJECT', { actual }));
      }
      const length = raw.length + (beside.length === 0 ? 0 : JSON.stringify(beside).length);
      if (length > OBJECT_LIMIT) {
        return unread(row, raw, problem('SUBJECT_TOO_LONG', { length: String(length), limit: String(OBJECT_LIMIT) }));
      }
      if (isDamaged(raw) || raw.includes('\\u0000')) return unread(row, raw, problem('FILE_TEXT_DAMAGED'));
      const cells = object as Cells;
      const layout = layoutOfRow(cells);
      return layout.ok ? readCells(cells, row, layout.value, beside) : unread(row, raw, layout.problem);
    },

    readWire(wire, row, options) {
      const { [RAW]: raw, [BESIDE]: kept, ...personal } = wire.personal;
      if (raw !== undefined) return { row, wire, problems: [problem('QUARANTINE_RAW')] };
      const cells = inOrder({ ...wire.plain, ...personal }, wire.columns);
      const layout = chooseLayout(sheet, Object.keys(cells));
      if (!layout.ok) return { row, wire, problems: [layout.problem] };
      const beside = kept === undefined ? [] : parseJson(kept);
      return readCells(cells, row, layout.value, Array.isArray(beside) ? beside : [], options);
    },
  };
}

/**
 * What is not surely free of personal values goes to the side table: the columns of persons, those nobody knows, lists
 * (a sender may put anything into their rows) and what is beside the row.
 */
function splitWire<Slot extends string>(
  sheet: SheetDefinition<Slot>,
  cells: Cells,
  layout: Layout<Slot>,
  beside: readonly unknown[],
): WireRecord {
  const plain: Record<string, unknown> = {};
  const personal: Record<string, string> = {};
  for (const [slot, column] of layout.columns) {
    const value = cells[column];
    if (value === undefined || value === null) continue;
    const { personal: isPersonal, list: isList } = sheet.slots[slot];
    if (isList === true) personal[column] = textOf(value);
    else if (isPersonal === true) personal[column] = String(value);
    else plain[column] = value;
  }
  for (const column of layout.unknownColumns) {
    const value = cells[column];
    if (value !== undefined && value !== null && value !== '') personal[column] = textOf(value);
  }
  if (beside.length > 0) personal[BESIDE] = JSON.stringify(beside);
  return { plain, personal, columns: Object.keys(cells) };
}

function inOrder(cells: Cells, columns: readonly string[] = []): Cells {
  const known = columns.filter((column) => Object.hasOwn(cells, column));
  return { ...Object.fromEntries(known.map((column) => [column, cells[column]])), ...cells };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function unread(row: number, raw: string, found: Problem): Reading {
  const personal = { [RAW]: raw.length <= RAW_LIMIT ? raw : raw.slice(0, RAW_LIMIT).toWellFormed() };
  return { row, wire: { plain: {}, personal }, problems: [at(found, found.field, row)] };
}
