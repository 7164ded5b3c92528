/** The values that a field of a record had: since which position, and from which source. */
import { ERASED, seesAnyOf } from '../access/present.ts';
import type { Viewer } from '../access/viewer.ts';
import { type HistoryPlace, listNewestVersions } from '../db/history.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Hub } from './hub.ts';
import { viewVersions } from './read.ts';

/** A version of a record that held once, as a viewer sees it. `fields` is null where it closed its key. */
export interface RecordStep {
  readonly position: number;
  readonly kind: ChangeKind;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly recordedAt: number;
  readonly fields: Content | null;
}

/** Versions read of one record at a time. */
export const STEPS = 50;

/** For each place the next STEPS versions before it, newest first, of records that the viewer sees any of. Three statements at most, however many places. */
export async function listSteps(
  hub: Hub,
  recordType: string,
  places: readonly HistoryPlace[],
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly RecordStep[]>> {
  if (!seesAnyOf(getRecordType(recordType), viewer)) return new Map();
  const db = hub.db.scan;
  const rows = await listNewestVersions(db, recordType, places, STEPS);
  const views = await viewVersions(db, rows, viewer);
  const steps = rows.map((row, i) => ({
    key: row.record_key,
    position: row.position,
    kind: row.kind as ChangeKind,
    effectiveOn: row.effective_on,
    source: row.source,
    recordedAt: row.recorded_at,
    fields: views[i]?.fields ?? null,
  }));
  return Map.groupBy(steps, ({ key }) => key);
}

/** A value, and the versions in a row that had it: told of the one that brought it. */
export interface FieldRun {
  readonly value: Json;
  readonly erased: boolean;
  readonly since: number;
  /** Null while the field has it. */
  readonly until: number | null;
  readonly kind: ChangeKind;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly recordedAt: number;
}

export interface FieldRuns {
  readonly runs: readonly FieldRun[];
  readonly hasMore: boolean;
}

export interface FieldQuery {
  readonly recordType: string;
  readonly field: string;
  /** The history before this position: the one after the last known, or the `since` of the value that a page ended with. */
  readonly before: number;
  /** Whether a newer value follows at `before`. */
  readonly isContinued: boolean;
  readonly first: number;
}

/** The values of a field, newest first. @param read the steps of the record before a position, as `listSteps` gives them */
export async function readFieldRuns(
  query: FieldQuery,
  read: (before: number) => Promise<readonly RecordStep[]>,
): Promise<FieldRuns> {
  const { field, first, recordType } = query;
  const isPersonal = getRecordType(recordType).fields[field]?.personal === true;
  const runs: FieldRun[] = [];
  let until = query.isContinued ? query.before : null;
  let open = '';
  for (let before = query.before; ; ) {
    const steps = await read(before);
    for (const step of steps) {
      const value = (step.fields?.[field] ?? null) as Json;
      const text = canonicalJson(value);
      const isSame = runs.length > 0 && text === open;
      if (!isSame && runs.length === first) return { runs, hasMore: true };
      const held = isSame ? (runs.pop()?.until ?? null) : until;
      const { position: since, kind, effectiveOn, source, recordedAt } = step;
      runs.push({ value, erased: isPersonal && value === ERASED, since, until: held, kind, effectiveOn, source, recordedAt });
      open = text;
      until = since;
      before = since;
    }
    if (steps.length < STEPS) return { runs, hasMore: false };
  }
}
