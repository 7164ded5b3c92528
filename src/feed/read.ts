/**
 * Reads: what a viewer sees of records at a pinned position. Every read takes a viewer; content reaches nobody except
 * through `present`.
 */
import { levelOf } from '../access/level.ts';
import { present, presentOpen, presentPersonalOf, seesAnyOf } from '../access/present.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Db } from '../db/database.ts';
import { listErasures } from '../db/erasure.repository.ts';
import {
  listPersonal,
  listVersionFacts,
  MAX_KEYS,
  VERSION_HOLDER,
  type VersionFacts,
  type VersionRow,
} from '../db/version.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import { problem } from '../domain/message/problem.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import { rankOf } from '../domain/record/level.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { withBreaths } from './breath.ts';
import { storedObject } from './damaged.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { lastShown } from './last-shown.ts';
import { getHead, type Pin } from './position.ts';
import { findRowsOn } from './records-on-date.ts';
import type { SaidVersion } from './said.ts';
import { type Soon, soon } from './soon.ts';
import { levelUpTo } from './viewer-level.ts';

/** A record as a viewer sees it, but for its personal values: they are read where somebody asks for them. */
export interface OpenRecord {
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
  /** It came with personal values. */
  readonly hasPersonal: boolean;
  /** From which level on its step is seen, by its place in LEVELS; to those below another position is told, see `provenanceOf`. */
  readonly seenFrom: number;
}

/** Where what a record says comes from, as a viewer may know it. */
export type Provenance = Pick<OpenRecord, 'source' | 'position' | 'effectiveOn' | 'receivedAt' | 'recordedAt'>;

/** A record as a viewer sees it, the personal values among its fields. */
export interface RecordView extends OpenRecord {}

export type RecordAnswer = RecordView | Problem;

export function isProblem(answer: OpenRecord | Problem): answer is Problem {
  return 'code' in answer;
}

/** The records of some keys of one type as known at a position; a key that holds none is absent. */
export function findOpenRecords(
  { reads }: Hub,
  recordType: string,
  keys: readonly string[],
  position: number,
  viewer: Viewer,
): Soon<ReadonlyMap<string, OpenRecord>> {
  return soon(reads.held.byKeys(recordType, keys, position), (held) => {
    const asked = keys.filter((key) => held.has(key));
    const positions = asked.map((key) => held.get(key) ?? 0);
    return soon(reads.said.at(positions), (said) => {
      const found = new Map<string, OpenRecord>();
      said.forEach((version, i) => {
        const record = openRecordOf(version, viewer);
        if (record !== null) found.set(asked[i] ?? '', record);
      });
      return found;
    });
  });
}

/** What a version says, as a viewer sees it; null where it closes its key, and where the viewer may not know that it is there. */
export function openRecordOf(version: SaidVersion, viewer: Viewer): OpenRecord | null {
  const type = getRecordType(version.recordType);
  if (version.content === null || !seesAnyOf(type, viewer)) return null;
  // Name by name: to copy the rest of an object takes several times as long, and there are dozens to a request.
  return {
    recordType: version.recordType,
    key: version.key,
    fields: presentOpen(type, version.content, viewer),
    position: version.position,
    kind: version.kind,
    effectiveOn: version.effectiveOn,
    source: version.source,
    receivedAt: version.receivedAt,
    recordedAt: version.recordedAt,
    hasPersonal: version.hasPersonal,
    seenFrom: version.seenFrom,
  };
}

/**
 * Of steps that are hidden from the viewer nothing is told, not even when they were; see `lastShown`.
 * @throws LevelsUnfilledError where it is not known yet whether the step is hidden
 */
export function provenanceOf(hub: Hub, record: OpenRecord, viewer: Viewer): Soon<Provenance> {
  return record.seenFrom <= rankOf(levelOf(viewer)) ? record : shownProvenance(hub, record, viewer);
}

async function shownProvenance(hub: Hub, record: OpenRecord, viewer: Viewer): Promise<Provenance> {
  const level = await levelUpTo(hub, viewer, record.position);
  const { read } = hub.db;
  // Read again: it may have been filled since the record was read.
  const rows = await listVersionFacts(read, [record.position]);
  const row = (await lastShown(read, rows, level)).get(record.position);
  return row === undefined ? record : toldOf(row);
}

function toldOf(row: VersionFacts): Provenance & Pick<OpenRecord, 'kind'> {
  return {
    position: row.position,
    kind: row.kind as ChangeKind,
    effectiveOn: row.effective_on,
    source: row.source,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
  };
}

/** The personal values of a record as a viewer sees them, by field. */
export async function findPersonal({ reads }: Hub, record: OpenRecord, viewer: Viewer): Promise<Content> {
  if (!record.hasPersonal) return {};
  return presentPersonalOf(getRecordType(record.recordType), await reads.personal(record.position), viewer);
}

/** The same record with its personal values, in the order of its type. */
export async function withPersonal(hub: Hub, record: OpenRecord, viewer: Viewer): Promise<RecordView> {
  if (!record.hasPersonal) return record;
  const all = { ...record.fields, ...(await findPersonal(hub, record, viewer)) };
  const names = Object.keys(getRecordType(record.recordType).fields).filter((name) => all[name] !== undefined);
  return { ...record, fields: Object.fromEntries(names.map((name) => [name, all[name]])) };
}

/**
 * The records of some keys of one type, at a pin; a key that holds no record is absent from the answer. With a date, a
 * key that is known but not for that date answers NOT_KNOWN_THEN, unless a former key of its subject was. As many statements for
 * a thousand keys as for one.
 */
export async function findRecords(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  at: Pin,
  viewer: Viewer,
): Promise<ReadonlyMap<string, RecordAnswer>> {
  const { position, validOn } = at;
  if (validOn !== null) return findRecordsOn(hub, recordType, keys, { position, validOn }, viewer);
  const found = await findOpenRecords(hub, recordType, keys, position, viewer);
  return new Map(
    await Promise.all([...found].map(async ([key, record]) => [key, await withPersonal(hub, record, viewer)] as const)),
  );
}

async function findRecordsOn(
  hub: Hub,
  recordType: string,
  keys: readonly string[],
  { position, validOn }: { readonly position: number; readonly validOn: string },
  viewer: Viewer,
): Promise<ReadonlyMap<string, RecordAnswer>> {
  const answers = new Map<string, RecordAnswer>();
  // Read before the versions are: as far as that they say from which level on they are seen.
  const { leveled_to } = await getHead(hub);
  for (let from = 0; from < keys.length; from += MAX_KEYS) {
    const rows = await rowsOn(hub, recordType, keys.slice(from, from + MAX_KEYS), position, validOn, answers);
    const asked = [...rows.keys()];
    const views = await viewVersions(hub.db.read, [...rows.values()], viewer);
    views.forEach((view, i) => {
      if (view === null) return;
      answers.set(asked[i] ?? view.key, view.position <= leveled_to ? view : { ...view, seenFrom: rankOf('RESTRICTED') });
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

/** To parse and present so many takes a millisecond or two. */
const ROWS_A_TURN = 50;

/** Stored versions as a viewer sees and may know them, in the same order; null as of `openRecordOf`. */
export async function viewVersions(db: Db, rows: readonly VersionRow[], viewer: Viewer): Promise<readonly (RecordView | null)[]> {
  const withPersonal = rows.filter((row) => row.commitments !== null);
  const personal = Map.groupBy(
    await inParts(withPersonal, (part) => listPersonal(db, VERSION_HOLDER, part)),
    (row) => row.holder,
  );
  const erased = Map.groupBy(
    await inParts(
      withPersonal.filter(
        (row) => (personal.get(row.position)?.length ?? 0) < Object.keys(storedObject(row, row.commitments ?? '{}')).length,
      ),
      (part) => listErasures(db, part),
    ),
    (row) => row.position,
  );
  const shown = await lastShown(db, rows, levelOf(viewer));
  return withBreaths(rows, ROWS_A_TURN, (row) => {
    const type = getRecordType(row.record_type);
    const content = contentOf(row);
    if (content === null || !seesAnyOf(type, viewer)) return null;
    const fields = present(
      type,
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
      ...toldOf(shown.get(row.position) ?? row),
      hasPersonal: row.commitments !== null,
      seenFrom: row.seen_from,
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
