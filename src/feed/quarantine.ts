/** Wire records set aside: listed, released (validated again) or dropped, by a person. */

import { maskPersonal } from '../access/mask.ts';
import { isOperator, type Viewer } from '../access/viewer.ts';
import type { Db, Transaction } from '../db/database.ts';
import { emptyLog } from '../db/erasure.repository.ts';
import { lockHead } from '../db/head.repository.ts';
import {
  countReleased as countReleasedRows,
  deleteLacks,
  findQuarantined,
  listQuarantine as listRows,
  listWaitingRows,
  type QuarantineFilter,
  type QuarantineRow,
  type QuarantineState,
  updateWaiting,
} from '../db/quarantine.repository.ts';
import { deletePersonal, listPersonal, QUARANTINE_HOLDER } from '../db/version.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { WireRecord } from '../domain/record/observation.ts';
import type { Hub } from './hub.ts';
import { transact } from './transact.ts';

export type { QuarantineFilter, QuarantineState } from '../db/quarantine.repository.ts';

export interface Quarantined {
  readonly id: number;
  readonly source: string;
  readonly run: number | null;
  /** Row of the input, as a spreadsheet counts. */
  readonly row: number | null;
  /** The sheet that the row stands on, where several of a workbook were read. */
  readonly sheet: string | null;
  readonly state: QuarantineState;
  readonly problems: readonly Problem[];
  readonly recordType: string | null;
  readonly key: string | null;
  readonly createdAt: number;
  readonly decidedAt: number | null;
  /** Where the record stands in the feed once released; where its right form does, once superseded. */
  readonly position: number | null;
  /** Who pushed it; null where the hub fetched it. */
  readonly sender: string | null;
  /** The wire record in the sender's columns, personal values as this viewer sees them; those of a decided one are deleted. */
  readonly wire: Readonly<Record<string, unknown>>;
}

export async function listQuarantine(hub: Hub, filter: QuarantineFilter, viewer: Viewer): Promise<readonly Quarantined[]> {
  const rows = await listRows(hub.db.read, filter);
  const personal = Map.groupBy(
    await listPersonal(
      hub.db.read,
      QUARANTINE_HOLDER,
      rows.map((row) => row.id),
    ),
    (row) => row.holder,
  );
  return rows.map((row) => {
    // A wire record is a source's own: it is for the authorities, not for anybody.
    if (!viewer.classes.has('SHARED')) {
      const view = viewOf(row);
      return { ...view, problems: view.problems.map((found) => ({ ...found, params: {} })), wire: {} };
    }
    // Its own words: a party sees in clear what it sent.
    const inClear = viewer.personalInClear || (!isOperator(viewer) && row.sender === viewer.party);
    const values = (personal.get(row.id) ?? []).map(({ field, value }) => [field, inClear ? value : maskPersonal(value)]);
    return { ...viewOf(row), wire: withoutPlaces({ ...cellsOf(row), ...Object.fromEntries(values) }) };
  });
}

/**
 * Of the rows that some runs set aside, how many were taken in since: by the retries, or by a person. They stay among the
 * `quarantined` of their run, where each row is counted once.
 */
export function countReleased(hub: Hub, runs: readonly number[]): Promise<ReadonlyMap<number, number>> {
  return countReleasedRows(hub.db.read, runs);
}

function cellsOf({ wire }: QuarantineRow): Readonly<Record<string, unknown>> {
  return JSON.parse(wire) as Record<string, unknown>;
}

/** A value of the side table has its place among the others; one that is not shown, or was erased, leaves none. */
function withoutPlaces(cells: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}

function readingOf({ reading }: QuarantineRow): Readonly<Record<string, string>> {
  return JSON.parse(reading ?? '{}') as Record<string, string>;
}

function viewOf(row: QuarantineRow): Omit<Quarantined, 'wire'> {
  return {
    id: row.id,
    source: row.source,
    run: row.run_id,
    row: row.input_row,
    sheet: readingOf(row).sheet ?? null,
    state: row.state as QuarantineState,
    problems: JSON.parse(row.problems) as readonly Problem[],
    recordType: row.record_type,
    key: row.record_key,
    createdAt: row.created_at,
    decidedAt: row.decided_at,
    position: row.position,
    sender: row.sender,
  };
}

/** A record that waits, as it came, for reading it again. */
export interface Waiting extends Omit<Quarantined, 'wire'> {
  readonly wire: WireRecord;
  /** What was said about the rows of its delivery. */
  readonly reading: Readonly<Record<string, string>>;
}

/** Those that wait among some, in the order in which they came; at most 1,000. */
export async function listWaiting(db: Db, ids: readonly number[]): Promise<readonly Waiting[]> {
  const rows = await listWaitingRows(db, ids);
  const personal = Map.groupBy(
    await listPersonal(
      db,
      QUARANTINE_HOLDER,
      rows.map(({ id }) => id),
    ),
    ({ holder }) => holder,
  );
  return rows.map((row) => ({
    ...viewOf(row),
    reading: readingOf(row),
    wire: {
      plain: withoutPlaces(cellsOf(row)),
      personal: Object.fromEntries((personal.get(row.id) ?? []).map(({ field, value }) => [field, value])),
      columns: Object.keys(cellsOf(row)),
    },
  }));
}

/** A person decided that it is no record. The same wire record will not wait again. @returns false where it does not wait */
export async function dropQuarantined(hub: Hub, id: number): Promise<boolean> {
  const isDropped = await transact(hub, async (trx) => {
    // Behind whoever reads it again: a batch that has seen it wait ends before it is decided.
    await lockHead(trx, hub.db.dialect);
    return decideWithin(hub, trx, id, 'dropped', null);
  });
  if (isDropped) await emptyLog(hub.db);
  return isDropped;
}

type Decided = Exclude<QuarantineState, 'waiting'>;

/**
 * Decides within a transaction that has locked the head; whoever commits it empties the log of what was deleted.
 *
 * @returns false where somebody has decided about it before: that stands
 */
export async function decideWithin(
  hub: Hub,
  trx: Transaction,
  id: number,
  state: Decided,
  position: number | null,
): Promise<boolean> {
  // A value under the wrong column, or quoted in a problem, may be a person's: what was decided keeps only why it waited.
  const held = await findQuarantined(trx, id);
  const problems = (JSON.parse(held?.problems ?? '[]') as Problem[]).map((found) => ({ ...found, params: {} }));
  const isDecided = await updateWaiting(trx, id, {
    state,
    decided_at: hub.clock.now(),
    position,
    wire: '{}',
    problems: JSON.stringify(problems),
  });
  if (!isDecided) return false;
  await deletePersonal(trx, QUARANTINE_HOLDER, id);
  await deleteLacks(trx, id);
  return true;
}
