/**
 * Reads: what a viewer sees of records at a pinned position. Every read takes a viewer; content reaches nobody except
 * through `present`.
 */
import { present } from '../access/present.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Db } from '../db/database.ts';
import { listErasures } from '../db/erasure.repository.ts';
import { listPersonal, listVersionsAt, MAX_KEYS, VERSION_HOLDER, type VersionRow } from '../db/version.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import { problem } from '../domain/message/problem.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import type { Pin } from './position.ts';
import { findRowsOn } from './records-on-date.ts';

/** A record as a viewer sees it. */
export interface RecordView {
  readonly recordType: string;
  /** The key under which it was stated: where the subject's key was replaced, it may be one that the subject had before. */
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
 * key that is known but not for that date answers NOT_KNOWN_THEN, unless a former key of its subject was. One statement for up to 1,000 keys, one more for the personal values.
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
        ? new Map((await listVersionsAt(hub.db.read, recordType, part, at.position)).map((row) => [row.record_key, row]))
        : await rowsOn(hub, recordType, part, at.position, at.validOn, answers);
    const asked = [...rows.keys()];
    const views = await viewVersions(hub.db.read, [...rows.values()], viewer);
    views.forEach((view, i) => {
      if (view !== null) answers.set(asked[i] ?? view.key, view);
    });
  }
  return answers;
}

/** By the key asked for: what was true on a date may have been stated under a former one. */
async function rowsOn(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  position: number,
  date: string,
  problems: Map<string, RecordAnswer>,
): Promise<ReadonlyMap<string, VersionRow>> {
  const rows = new Map<string, VersionRow>();
  for (const [key, answer] of await findRowsOn(hub, recordType, keys, position, date)) {
    if (answer.known) rows.set(key, answer.version);
    else problems.set(key, problem('NOT_KNOWN_THEN', { date, earliest: answer.earliest ?? '—' }));
  }
  return rows;
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
