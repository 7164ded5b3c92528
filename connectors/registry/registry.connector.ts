/** The registry (登记) of an approval bureau. Today it drops files; its interface over HTTP has the same shape. */
import { basename } from 'node:path';
import type { StatusSource } from '../../src/domain/code/registration-status.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { at, ok, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Reading, WireRecord } from '../../src/domain/record/observation.ts';
import type { Completeness, Connector, Delivery, Opening, ReadOptions } from '../connector.ts';
import { openFile } from '../file/read-file.ts';
import type { FileRow } from '../file/row-maker.ts';
import { chooseLayout, type Layout, layoutOfRows, toSlots } from './choose-layout.ts';
import { readRegistration } from './read-registration.ts';
import { personalSlots } from './slot.ts';
import { statedFields } from './stated-fields.ts';

/** The personal column under which a row that could not be taken apart is kept whole. */
const RAW = '_raw';

export interface RegistryOptions {
  /** Whose status codes the files carry: code 3 means two things in two provinces. */
  readonly statusCodes?: StatusSource;
}

export function registryConnector({ statusCodes = 'NATIONAL' }: RegistryOptions = {}): Connector {
  const layoutOf = layoutOfRows();

  const readCells = (cells: Readonly<Record<string, unknown>>, row: number, layout: Layout, options?: ReadOptions): Reading => {
    const slots = toSlots(cells, layout);
    const read = readRegistration(
      { slots, column: (slot) => layout.senderColumn(slot), row, statusCodes, stated: statedFields(layout) },
      options,
    );
    const wire = splitWire(cells, layout);
    if ('recordType' in read) return { row, wire, observation: read };
    const key = parseUscc(slots.uscc);
    return { row, wire, problems: read, ...(key.ok ? { about: { recordType: 'registration', key: key.value } } : {}) };
  };

  const readRow = (given: FileRow, layout: Layout | undefined): Reading => {
    if ('problem' in given) return unread(given.row, given.raw, at(given.problem, given.problem.field, given.row));
    const chosen = layout === undefined ? layoutOf(given.cells) : ok(layout);
    if (!chosen.ok) return unread(given.row, JSON.stringify(given.cells), at(chosen.problem, undefined, given.row));
    return readCells(given.cells, given.row, chosen.value);
  };

  const openDrop = async (path: string, input: string, completeness: Completeness): Promise<Result<Delivery>> => {
    const opened = await openFile(path);
    if (!opened.ok) return opened;
    const file = opened.value;
    const layout = file.header === null ? undefined : chooseLayout(file.header);
    if (layout !== undefined && !layout.ok) return { ok: false, problem: at(layout.problem, undefined, 1) };
    return ok({
      completeness,
      recordTypes: ['registration'],
      input,
      // Read by another table of codes it is another delivery.
      fingerprint: `${file.fingerprint}-${statusCodes}`,
      bytesTotal: file.bytesTotal,
      bytesRead: () => file.bytesRead(),
      async *readings({ after, signal }) {
        for await (const rows of file.rows({ skipThrough: after.row, ...(signal === undefined ? {} : { signal }) })) {
          yield { readings: rows.map((row) => readRow(row, layout?.value)) };
        }
      },
    });
  };

  return {
    source: 'registry',

    file(path: string, completeness: Completeness = { kind: 'delta' }): Opening {
      const input = basename(path);
      return { input, completeness, open: () => openDrop(path, input, completeness) };
    },

    readWire(wire: WireRecord, row: number, options?: ReadOptions): Reading {
      const { [RAW]: raw, ...personal } = wire.personal;
      if (raw !== undefined) return { row, wire, problems: [problem('QUARANTINE_RAW')] };
      const cells = { ...wire.plain, ...personal };
      const layout = chooseLayout(Object.keys(cells));
      return layout.ok ? readCells(cells, row, layout.value, options) : { row, wire, problems: [layout.problem] };
    },
  };
}

/** What is not surely free of personal values goes to the side table: the columns of persons, and those nobody knows. */
function splitWire(cells: Readonly<Record<string, unknown>>, layout: Layout): WireRecord {
  const plain: Record<string, unknown> = {};
  const personal: Record<string, string> = {};
  for (const [slot, column] of layout.columns) {
    const value = cells[column];
    if (value === undefined || value === null) continue;
    if (personalSlots.has(slot)) personal[column] = String(value);
    else plain[column] = value;
  }
  for (const column of layout.unknownColumns) {
    const value = cells[column];
    if (value !== undefined && value !== null && value !== '')
      personal[column] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return { plain, personal };
}

function unread(row: number, raw: string, found: Problem): Reading {
  return { row, wire: { plain: {}, personal: { [RAW]: raw } }, problems: [found] };
}
