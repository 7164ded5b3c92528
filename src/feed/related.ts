/** What companies and estates have: their records of one type, at a pinned position, for many of them at once. */
import type { Viewer } from '../access/viewer.ts';
import { listRelatedKeys } from '../db/relation.repository.ts';
import { MAX_KEYS, type VersionRow } from '../db/version.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { relationsOf } from './derived/step-rows.ts';
import { type HeldByOwner, MAX_RELATED, TooManyRelatedError } from './held.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import type { Pin } from './position.ts';
import { type OpenRecord, openRecordOf, type RecordView, viewVersions, withPersonal } from './read.ts';
import { findRowsOn } from './records-on-date.ts';
import { type Soon, soon } from './soon.ts';

/** Records by their type and owner, each list in the order of their keys; an owner without any is absent. */
export type OpenRelated = ReadonlyMap<string, ReadonlyMap<string, readonly OpenRecord[]>>;

/** What the versions say that some owners hold, of those types that are wanted. */
export function openHeld(
  { reads }: Hub,
  held: HeldByOwner,
  recordTypes: readonly string[],
  owners: readonly string[],
  viewer: Viewer,
): Soon<OpenRelated> {
  const related = new Map<string, Map<string, OpenRecord[]>>();
  const places: OpenRecord[][] = [];
  const positions: number[] = [];
  for (const recordType of recordTypes) {
    const ofType = new Map<string, OpenRecord[]>();
    related.set(recordType, ofType);
    for (const owner of owners) {
      const theirs = held.get(recordType)?.get(owner);
      if (theirs === undefined || ofType.has(owner)) continue;
      const records: OpenRecord[] = [];
      ofType.set(owner, records);
      for (const each of theirs) {
        positions.push(each);
        places.push(records);
      }
    }
  }
  return soon(reads.said.at(positions), (said) => {
    said.forEach((version, i) => {
      const record = openRecordOf(version, viewer);
      if (record !== null) places[i]?.push(record);
    });
    for (const ofType of related.values()) for (const records of ofType.values()) records.sort(byRecordKey);
    return related;
  });
}

function byRecordKey(one: OpenRecord, other: OpenRecord): number {
  return one.key < other.key ? -1 : 1;
}

/**
 * The records of a type by their owners, in the order of their keys; an owner without any is absent. As many statements for
 * a thousand owners as for one. With a date, what was theirs on that date: what is not known for it is left out.
 * @throws TooManyRelatedError
 */
export async function findRelated(
  hub: Hub,
  recordType: string,
  kind: Relation['kind'],
  owners: readonly string[],
  { position, validOn }: Pin,
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly RecordView[]>> {
  if (validOn !== null) return findRelatedOn(hub, recordType, kind, owners, { position, validOn }, viewer);
  const held = await hub.reads.held.byOwners([recordType], kind, owners, position);
  const related = await openHeld(hub, held, [recordType], owners, viewer);
  const found = related.get(recordType) ?? new Map<string, readonly OpenRecord[]>();
  return new Map(
    await Promise.all(
      [...found].map(async ([owner, records]) => {
        return [owner, await Promise.all(records.map((record) => withPersonal(hub, record, viewer)))] as const;
      }),
    ),
  );
}

async function findRelatedOn(
  hub: Hub,
  recordType: string,
  kind: Relation['kind'],
  owners: readonly string[],
  { position, validOn }: { readonly position: number; readonly validOn: string },
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly RecordView[]>> {
  const found: { readonly owner: string; readonly version: VersionRow }[] = [];
  for (let from = 0; from < owners.length; from += MAX_KEYS) {
    const part = owners.slice(from, from + MAX_KEYS);
    found.push(...(await relatedOn(hub, { recordType, kind, owners: part, position, limit: MAX_RELATED + 1 }, validOn)));
    if (found.length > MAX_RELATED) throw new TooManyRelatedError();
  }
  const versions = [...new Map(found.map(({ version }) => [version.position, version])).values()];
  const views = await viewVersions(hub.db.read, versions, viewer);
  const viewOf = new Map(versions.map(({ position: at }, i) => [at, views[i] ?? null]));
  const related = new Map<string, RecordView[]>();
  for (const { owner, version } of found) {
    const view = viewOf.get(version.position) ?? null;
    if (view === null) continue;
    const held = related.get(owner);
    if (held === undefined) related.set(owner, [view]);
    else held.push(view);
  }
  return related;
}

async function relatedOn(
  hub: Hub,
  query: Parameters<typeof listRelatedKeys>[1] & { readonly kind: Relation['kind'] },
  date: string,
): Promise<readonly { readonly owner: string; readonly version: VersionRow }[]> {
  const type = getRecordType(query.recordType);
  const keys = await listRelatedKeys(hub.db.read, query);
  if (keys.length > MAX_RELATED) throw new TooManyRelatedError();
  const wanted = new Set(query.owners);
  const found: { owner: string; version: VersionRow }[] = [];
  for (let from = 0; from < keys.length; from += MAX_KEYS) {
    const part = keys.slice(from, from + MAX_KEYS);
    const rows = await findRowsOn(hub, query.recordType, part, query.position, date);
    for (const key of part) {
      const answer = rows.get(key);
      const content = answer?.known === true ? contentOf(answer.version) : null;
      if (answer?.known !== true || content === null) continue;
      for (const { kind, value } of relationsOf(type, content)) {
        if (kind === query.kind && wanted.has(value)) found.push({ owner: value, version: answer.version });
      }
    }
  }
  return found;
}
