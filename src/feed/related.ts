/** What companies and estates have: their records of one type, at a pinned position, for many of them at once. */
import type { Viewer } from '../access/viewer.ts';
import { listRelated, listRelatedKeys } from '../db/relation.repository.ts';
import { MAX_KEYS, type VersionRow } from '../db/version.repository.ts';
import type { Relation } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import type { Pin } from './position.ts';
import { type RecordView, viewVersions } from './read.ts';
import { findRowsOn } from './records-on-date.ts';
import { relationsOf } from './write.ts';

/** As many records of one type are read at once: a company has some hundreds at most, a page of companies some thousands. */
export const MAX_RELATED = 10_000;

/** There are more than MAX_RELATED. */
export class TooManyRelatedError extends Error {
  override readonly name = 'TooManyRelatedError';
}

/**
 * The records of a type by their owners, in the order of their keys; an owner without any is absent. One statement for up to 1,000 owners, one more for
 * the personal values. With a date, what was theirs on that date: what is not known for it is left out.
 * @throws TooManyRelatedError
 */
export async function findRelated(
  hub: Hub,
  recordType: string,
  kind: Relation['kind'],
  owners: readonly string[],
  pin: Pin,
  viewer: Viewer,
): Promise<ReadonlyMap<string, readonly RecordView[]>> {
  const found: { readonly owner: string; readonly version: VersionRow }[] = [];
  for (let from = 0; from < owners.length; from += MAX_KEYS) {
    const part = owners.slice(from, from + MAX_KEYS);
    const query = { recordType, kind, owners: part, position: pin.position, limit: MAX_RELATED + 1 };
    found.push(...(pin.validOn === null ? await listRelated(hub.db.read, query) : await relatedOn(hub, query, pin.validOn)));
    if (found.length > MAX_RELATED) throw new TooManyRelatedError();
  }
  const versions = [...new Map(found.map(({ version }) => [version.position, version])).values()];
  const views = await viewVersions(hub.db.read, versions, viewer);
  const viewOf = new Map(versions.map(({ position }, i) => [position, views[i] ?? null]));
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
