/**
 * Reads: what a viewer sees of records at a pinned position. Every read takes a viewer; content reaches nobody except
 * through `present`.
 */
import { present } from '../access/present.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Db } from '../db/database.ts';
import { listErasures } from '../db/erasure.repository.ts';
import {
  listHistory,
  listPersonal,
  listVersionsAt,
  MAX_KEYS,
  VERSION_HOLDER,
  type VersionRow,
} from '../db/version.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import { problem } from '../domain/message/problem.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import type { Pin } from './position.ts';
import { validOn } from './valid-on.ts';

/** A record as a viewer sees it. */
export interface RecordView {
  readonly recordType: string;
  readonly key: string;
  readonly fields: Content;
  readonly position: number;
  readonly kind: ChangeKind;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly receivedAt: number;
  readonly recordedAt: number;
  readonly hash: string;
}

export type RecordAnswer = RecordView | Problem;

export function isProblem(answer: RecordAnswer): answer is Problem {
  return 'code' in answer;
}

/**
 * The records of some keys of one type, at a pin; a key that holds no record is absent from the answer. With a date, a
 * key that is known but not for that date answers NOT_KNOWN_THEN. One statement for up to 1,000 keys, one more for the personal values.
 */
export async function findRecords(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  at: Pin,
  viewer: Viewer,
): Promise<ReadonlyMap<string, RecordAnswer>> {
  const answers = new Map<string, RecordAnswer>();
  for (let from = 0; from < keys.length; from += MAX_KEYS) {
    const part = keys.slice(from, from + MAX_KEYS);
    const rows =
      at.validOn === null
        ? await listVersionsAt(hub.db.read, recordType, part, at.position)
        : await historicRows(hub, recordType, part, at, at.validOn, answers);
    for (const view of await viewVersions(hub.db.read, rows, viewer)) if (view !== null) answers.set(view.key, view);
  }
  return answers;
}

async function historicRows(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  at: Pin,
  date: string,
  problems: Map<string, RecordAnswer>,
): Promise<readonly VersionRow[]> {
  const byKey = Map.groupBy(await listHistory(hub.db.read, recordType, keys, at.position), (row) => row.record_key);
  const rows: VersionRow[] = [];
  for (const [key, versions] of byKey) {
    const answer = validOn(
      versions.map((row) => ({
        position: row.position,
        corrects: row.corrects,
        effectiveOn: row.effective_on,
        recordedAt: row.recorded_at,
        sourceVersion: row.source_version,
        historyOnly: row.history_only === 1,
        sourceOrder: sourceOrderOf(row),
        row,
      })),
      date,
    );
    if (answer.known) rows.push(answer.version.row);
    else problems.set(key, problem('NOT_KNOWN_THEN', { date, earliest: answer.earliest ?? '—' }));
  }
  return rows;
}

/** Only what came late is ordered by it; of what did not, it is what the late one is held against. */
function sourceOrderOf(row: VersionRow): string | null {
  const content = contentOf(row);
  return content === null ? null : getRecordType(row.record_type).sourceOrder(content);
}

/** Stored versions as a viewer sees them, in the same order; null where a version closes its key. */
export async function viewVersions(db: Db, rows: readonly VersionRow[], viewer: Viewer): Promise<readonly (RecordView | null)[]> {
  const withPersonal = rows.filter((row) => row.commitments !== null);
  const personal = Map.groupBy(
    await inParts(withPersonal, (part) => listPersonal(db, VERSION_HOLDER, part)),
    (row) => row.holder,
  );
  const erased = Map.groupBy(
    await inParts(
      withPersonal.filter(
        (row) => (personal.get(row.position)?.length ?? 0) < Object.keys(JSON.parse(row.commitments ?? '{}')).length,
      ),
      (part) => listErasures(db, part),
    ),
    (row) => row.position,
  );
  return rows.map((row) => {
    const content = contentOf(row);
    if (content === null) return null;
    const fields = present(
      getRecordType(row.record_type),
      {
        content,
        personal: Object.fromEntries((personal.get(row.position) ?? []).map(({ field, value }) => [field, value])),
        erased: (erased.get(row.position) ?? []).map(({ field }) => field),
      },
      viewer,
    );
    return {
      recordType: row.record_type,
      key: row.record_key,
      fields,
      position: row.position,
      kind: row.kind as ChangeKind,
      effectiveOn: row.effective_on,
      source: row.source,
      receivedAt: row.received_at,
      recordedAt: row.recorded_at,
      hash: row.hash,
    };
  });
}

async function inParts<T>(
  rows: readonly VersionRow[],
  list: (positions: readonly number[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < rows.length; from += MAX_KEYS) {
    found.push(...(await list(rows.slice(from, from + MAX_KEYS).map((row) => row.position))));
  }
  return found;
}
