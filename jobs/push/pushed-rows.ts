/** A pushed file as entries: its rows read by the connector of its source, without what the hub had added to them. */
import type { Connector, Delivery, Place } from '../../connectors/connector.ts';
import { withoutMark } from '../../connectors/file/write-table.ts';
import { fail, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import type { Reading, WireRecord } from '../../src/domain/record/observation.ts';
import type { RecordType } from '../../src/domain/record/record-type.ts';
import { findRecordType } from '../../src/domain/record/record-types.ts';
import { type Entry, entryOf, makeReady, type Population } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { withoutOurColumns } from '../../src/feed/push/mended.ts';

/** Rows that go into one transaction. */
export interface PushedRows {
  readonly entries: readonly Entry[];
  /** What there is to say of each although it is accepted. */
  readonly warnings: readonly (readonly Problem[])[];
  /** The waiting record that each says it mends. */
  readonly mends: readonly (number | null)[];
  readonly lastRow: number;
  /** The sheet that they stand on, where a workbook has several. */
  readonly sheet: string | undefined;
  /** Where the file goes on after them, where that is told by more than the row. */
  readonly cursor: string | undefined;
}

/** Opens a pushed file as records of a type. */
export async function openPush(connector: Connector, file: string, type: RecordType): Promise<Result<Delivery>> {
  const opened = await connector.file(file).open();
  if (!opened.ok || opened.value.recordTypes.includes(type.name)) return opened;
  const actual = opened.value.recordTypes.map((name) => findRecordType(name)?.zh ?? name).join('、');
  return fail('PUSH_OTHER_RECORDS', { expected: type.zh, actual });
}

export interface RowsOptions {
  readonly hub: Hub;
  readonly connector: Connector;
  readonly type: RecordType;
  readonly population: Population;
  /** What comes before it is passed over: an earlier attempt has written it. */
  readonly after: Place;
  readonly signal: AbortSignal;
}

/** @throws DeliveryError where the file breaks off, after all complete rows before */
export async function* pushedRows(delivery: Delivery, options: RowsOptions): AsyncGenerator<PushedRows, void, undefined> {
  const { hub, connector, type, population, after, signal } = options;
  let lastRow = after.row;
  for await (const { readings, sheet, cursor } of delivery.readings({ after, signal })) {
    const rows = readings.map((reading) => asItWas(connector, withoutOurColumns(reading)));
    lastRow = readings.at(-1)?.row ?? lastRow;
    yield {
      entries: await makeReady(rows, ({ reading }) => entryFor(hub, reading, type, population)),
      warnings: rows.map(({ reading }) => ('problems' in reading ? [] : reading.observation.warnings)),
      mends: rows.map(({ mends }) => mends),
      lastRow,
      sheet,
      cursor,
    };
  }
}

interface Row {
  readonly reading: Reading;
  readonly mends: number | null;
}

/** A row that comes back from a table of ours, without the marks that the table had put before some of its cells. */
function asItWas(connector: Connector, row: Row): Row {
  if (row.mends === null) return row;
  const { reading } = row;
  const { wire: given } = reading;
  const wire: WireRecord = { ...given, plain: unmarked(given.plain), personal: unmarked(given.personal) };
  const isMarked = wire.plain !== given.plain || wire.personal !== given.personal;
  return isMarked ? { ...row, reading: connector.readWire(wire, reading.row) } : row;
}

/** The same object where no cell is marked. */
function unmarked<Cell>(cells: Readonly<Record<string, Cell>>): Readonly<Record<string, Cell | string>> {
  const marked = Object.entries(cells).filter(([, cell]) => typeof cell === 'string' && withoutMark(cell) !== cell);
  if (marked.length === 0) return cells;
  return { ...cells, ...Object.fromEntries(marked.map(([column, cell]) => [column, withoutMark(String(cell))])) };
}

function entryFor(hub: Hub, reading: Reading, type: RecordType, population: Population): Entry {
  const origin = { row: reading.row, wire: reading.wire };
  if ('problems' in reading) return { problems: reading.problems, about: reading.about, origin };
  const { observation } = reading;
  if (observation.recordType !== type.name) {
    const actual = findRecordType(observation.recordType)?.zh ?? observation.recordType;
    const problems = [problem('PUSH_ROW_OTHER_TYPE', { expected: type.zh, actual })];
    return { problems, about: { recordType: observation.recordType, key: observation.key }, origin };
  }
  return entryOf(observation, hub.fingerprint, { population, origin });
}
