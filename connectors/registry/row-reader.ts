/** Rows of a registry, however they came, to readings; and the wire record that is kept of each. */
import type { StatusSource } from '../../src/domain/code/registration-status.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { at, type Problem, problem } from '../../src/domain/message/problem.ts';
import type { Reading, WireRecord } from '../../src/domain/record/observation.ts';
import { isDamaged } from '../../src/domain/value/name.ts';
import type { ReadOptions } from '../connector.ts';
import type { FileRow } from '../file/row-maker.ts';
import { parseJson } from '../parse-json.ts';
import { enrich } from './alterations.ts';
import { chooseLayout, type Layout, layoutOfRows, toSlots } from './choose-layout.ts';
import { readRegistration } from './read-registration.ts';
import { listSlots, personalSlots } from './slot.ts';
import { statedFields } from './stated-fields.ts';

export type Cells = Readonly<Record<string, unknown>>;

export interface RowReader {
  /** A row of a file. @param layout that of its header; told from the row's own keys where it is absent, as in JSON */
  readFileRow(given: FileRow, layout: Layout | undefined): Reading;
  /** A subject that an interface answered. @param alterations the change rows about it */
  readSubject(subject: unknown, alterations: readonly unknown[], row: number): Reading;
  /** A wire record that was kept, read again. */
  readWire(wire: WireRecord, row: number, options?: ReadOptions): Reading;
}

/** The personal column under which a row that could not be taken apart is kept whole. */
const RAW = '_raw';
/** The personal column that keeps a subject's change rows: their texts may name persons. */
const ALTERATIONS = '_alterations';

/** The longest subject with its change rows, in characters; the longest piece of it that is kept of a longer one. */
const SUBJECT_LIMIT = 1_000_000;
const RAW_LIMIT = 2_000;

/** @param statusCodes whose status codes the rows carry: code 3 means two things in two provinces */
export function rowReader(statusCodes: StatusSource): RowReader {
  const layoutOf = layoutOfRows();

  const readCells = (
    cells: Cells,
    row: number,
    layout: Layout,
    alterations: readonly unknown[],
    options?: ReadOptions,
  ): Reading => {
    const slots = toSlots(cells, layout);
    const read = readRegistration(
      { slots, column: (slot) => layout.senderColumn(slot), row, statusCodes, stated: statedFields(layout) },
      options,
    );
    const wire = splitWire(cells, layout, alterations);
    if ('recordType' in read) return { row, wire, observation: enrich(read, alterations, row) };
    const key = parseUscc(slots.uscc);
    return { row, wire, problems: read, ...(key.ok ? { about: { recordType: 'registration', key: key.value } } : {}) };
  };

  return {
    readFileRow(given, layout) {
      if ('problem' in given) return unread(given.row, given.raw, given.problem);
      const chosen = layout === undefined ? layoutOf(given.cells) : { ok: true as const, value: layout };
      if (!chosen.ok) return unread(given.row, JSON.stringify(given.cells), chosen.problem);
      return readCells(given.cells, given.row, chosen.value, []);
    },

    readSubject(subject, alterations, row) {
      const raw = JSON.stringify(subject);
      if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) {
        const actual = subject === null ? 'null' : Array.isArray(subject) ? 'array' : typeof subject;
        return unread(row, raw, problem('FILE_ROW_NOT_OBJECT', { actual }));
      }
      const length = raw.length + (alterations.length === 0 ? 0 : JSON.stringify(alterations).length);
      if (length > SUBJECT_LIMIT) {
        return unread(row, raw, problem('SUBJECT_TOO_LONG', { length: String(length), limit: String(SUBJECT_LIMIT) }));
      }
      if (isDamaged(raw) || raw.includes('\\u0000')) return unread(row, raw, problem('FILE_TEXT_DAMAGED'));
      const cells = subject as Cells;
      const layout = layoutOf(cells);
      return layout.ok ? readCells(cells, row, layout.value, alterations) : unread(row, raw, layout.problem);
    },

    readWire(wire, row, options) {
      const { [RAW]: raw, [ALTERATIONS]: kept, ...personal } = wire.personal;
      if (raw !== undefined) return { row, wire, problems: [problem('QUARANTINE_RAW')] };
      const cells = { ...wire.plain, ...personal };
      const layout = chooseLayout(Object.keys(cells));
      if (!layout.ok) return { row, wire, problems: [layout.problem] };
      const alterations = kept === undefined ? [] : parseJson(kept);
      return readCells(cells, row, layout.value, Array.isArray(alterations) ? alterations : [], options);
    },
  };
}

/**
 * What is not surely free of personal values goes to the side table: the columns of persons, those nobody knows, lists
 * (a sender may put anything into their rows) and change rows.
 */
function splitWire(cells: Cells, layout: Layout, alterations: readonly unknown[]): WireRecord {
  const plain: Record<string, unknown> = {};
  const personal: Record<string, string> = {};
  for (const [slot, column] of layout.columns) {
    const value = cells[column];
    if (value === undefined || value === null) continue;
    if (listSlots.has(slot)) personal[column] = textOf(value);
    else if (personalSlots.has(slot)) personal[column] = String(value);
    else plain[column] = value;
  }
  for (const column of layout.unknownColumns) {
    const value = cells[column];
    if (value !== undefined && value !== null && value !== '') personal[column] = textOf(value);
  }
  if (alterations.length > 0) personal[ALTERATIONS] = JSON.stringify(alterations);
  return { plain, personal };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function unread(row: number, raw: string, found: Problem): Reading {
  const personal = { [RAW]: raw.length <= RAW_LIMIT ? raw : raw.slice(0, RAW_LIMIT).toWellFormed() };
  return { row, wire: { plain: {}, personal }, problems: [at(found, found.field, row)] };
}
