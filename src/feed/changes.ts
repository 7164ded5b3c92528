/** The feed as changes: each row enough to apply it without another query. */
import { levelOf } from '../access/level.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ChangeQuery } from '../db/change.repository.ts';
import type { Db } from '../db/database.ts';
import { findPositionAtTime } from '../db/head.repository.ts';
import { listVersionFacts, MAX_KEYS, type VersionFacts, type VersionRow } from '../db/version.repository.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import type { ChangeKind, Stage } from '../domain/record/change.ts';
import { isClosing } from '../domain/record/change.ts';
import { type Level, rankOf } from '../domain/record/level.ts';
import type { Grounds } from '../domain/record/observation.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import type { Scope } from '../domain/scope/scope.ts';
import { heldAgainst } from './beside.ts';
import { breath, withBreaths } from './breath.ts';
import { type Crossing, hasNoBorder, sideOf } from './crossing.ts';
import { storedObject } from './damaged.ts';
import { hashAt, storedHashes } from './hashes.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import { lastShown } from './last-shown.ts';
import { type ChangeSource, requireAll, storedChanges } from './lately.ts';
import { getHead } from './position.ts';
import { type RecordView, viewVersions } from './read.ts';
import { seenTypes } from './seen-types.ts';
import { levelUpTo } from './viewer-level.ts';

export interface ChangeView {
  readonly position: number;
  /** The position before it under the same filter; the first of a page names the `after` given. */
  readonly previous: number | null;
  readonly recordType: string;
  readonly key: string;
  /** USCC of the company that it concerns, null where it concerns none. */
  readonly company: string | null;
  /** Id of the estate that it concerns, the first of several; null where it concerns none. */
  readonly estate: string | null;
  readonly stage: Stage | null;
  readonly kind: ChangeKind;
  readonly corrects: number | null;
  /** Null where both what was and what is lie in the scope that is asked for. */
  readonly crossing: Crossing | null;
  /** It adds to the history (a late fact, a correction of a superseded version) and moves no current state: do not apply it. */
  readonly historyOnly: boolean;
  /** The paper that it rests on, where its sender names one and the viewer is one of the authorities: a reason may name people. */
  readonly grounds: Grounds | null;
  /** Fields that differ between before and after, in the order of the record type. */
  readonly fields: readonly string[];
  /** Null for a new record, and for one that enters the scope. */
  readonly before: Content | null;
  /** Null where the record ends, and where it leaves the scope: a copy of the scope removes it. */
  readonly after: Content | null;
  /** Of what the viewer's level sees of the record after it, and before it. */
  readonly hash: string;
  readonly hashBefore: string | null;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly receivedAt: number;
  readonly recordedAt: number;
}

export interface ChangePage {
  readonly changes: readonly ChangeView[];
  /** Everything up to here has been looked at: go on after it. */
  readonly scannedTo: number;
  readonly hasMore: boolean;
}

/** Nothing has happened, as far as a position. */
export function emptyPage({ position }: { readonly position: number }): ChangePage {
  return { changes: [], scannedTo: position, hasMore: false };
}

/** Conditions must all hold; of a list one must. */
export interface ChangeFilter extends Omit<ChangeQuery, 'after' | 'upTo' | 'limit' | 'seenAt'> {
  /** Fields of which one differs between before and after, as the viewer sees them. */
  readonly fields?: readonly string[];
  /** Milliseconds since 1970. */
  readonly recordedFrom?: number;
  readonly recordedTo?: number;
}

/** The fields of a change that rest on what its version says, or the one before. */
const OF_BEFORE = ['fields', 'before'];
const SHOWN = [...OF_BEFORE, 'after'];
const CONCERNED = ['company', 'estate'];
const OF_CONTENT = [...SHOWN, ...CONCERNED, 'crossing', 'hashBefore'];

/** Every field of a change that has to be wanted to be right. */
export const EVERYTHING: readonly string[] = OF_CONTENT;

/**
 * Changes after a position up to another, oldest first; at most 1,000 to a page. Those of records of which the viewer may see
 * nothing, and those in which it sees nothing move, are passed over, as by a filter.
 * @param wanted the fields that somebody will look at: where none of them rests on what a version says, that is not read, and those
 * that do say nothing
 * @throws LevelsUnfilledError
 */
export async function listChanges(
  hub: Hub,
  query: { readonly after: number; readonly upTo: number; readonly first: number; readonly filter: ChangeFilter },
  viewer: Viewer,
  wanted: readonly string[] = EVERYTHING,
): Promise<ChangePage> {
  const limit = Math.min(query.first, MAX_KEYS);
  const seen = seenTypes(viewer);
  const level = await levelUpTo(hub, viewer, query.upTo);
  // A filter may pass over the whole feed before it has found its page. Whoever follows asks for what has just come, which is little.
  const isSelected = Object.keys(query.filter).length > 0 || seen !== null || level !== 'RESTRICTED';
  const isLong = query.upTo - query.after > SHORT_PAGE && (limit > SHORT_PAGE || isSelected);
  const db = isLong ? hub.db.scan : hub.db.read;
  const { fields, recordedFrom, recordedTo, ...rows } = query.filter;
  const view = { viewer, wanted, scope: scopeOf(query.filter) };
  const within = await recordedBetween(hub, query, recordedFrom, recordedTo);
  const { recordTypes } = rows;
  const isOfPlace = rows.counties !== undefined || rows.domiciles !== undefined;
  const upTo = isOfPlace ? Math.min(within.upTo, within.after + MOST_OF_PLACE) : within.upTo;
  const page = {
    ...rows,
    ...within,
    upTo,
    ...(level === 'RESTRICTED' ? {} : { seenAt: rankOf(level) }),
    ...(seen === null ? {} : { recordTypes: recordTypes?.filter((type) => seen.includes(type)) ?? seen }),
  };
  const source = (await hub.reads.lately.between(page, view.scope)) ?? storedChanges(db);
  const found =
    fields === undefined
      ? await listPage(db, page, limit, { ...view, source })
      : await searchPage(db, page, limit, fields, { ...view, source, wanted: [...wanted, 'fields'] });
  const changes = withPrevious(found.changes, query.after);
  if (found.hasMore) return { ...found, changes };
  // Beyond the last recorded time nothing will ever fit: all of it has been looked at.
  return upTo < within.upTo ? { changes, scannedTo: upTo, hasMore: true } : { changes, scannedTo: query.upTo, hasMore: false };
}

/**
 * Positions to a page of changes of places. The database gathers all that are linked to counties before it looks for the first: to the head
 * of a long feed that would be all of a city's for each page. By the regions of records it looks at each that there is on the way. Such a
 * page may be empty, and says how far it looked.
 */
const MOST_OF_PLACE = 50_000;

/** What of changes somebody looks at, and as who. */
export interface Look {
  readonly viewer: Viewer;
  /** The fields that it will look at; see `listChanges`. */
  readonly wanted: readonly string[];
  /** The border that changes may cross. Default: everything, which has none. */
  readonly scope?: Scope;
  /** Where they are read from. Default: the database. */
  readonly source?: ChangeSource;
}

/** The part of a filter that selects records; the rest selects among their changes. */
function scopeOf({ recordTypes, company, counties, domiciles }: ChangeFilter): Scope {
  return {
    ...(recordTypes === undefined ? {} : { recordTypes }),
    ...(company === undefined ? {} : { company }),
    ...(counties === undefined ? {} : { counties }),
    ...(domiciles === undefined ? {} : { domiciles }),
  };
}

type Stretch = Pick<ChangeQuery, 'after' | 'upTo'>;

/** Times of recording grow with positions, so they bound the stretch of the feed that is read. */
async function recordedBetween(
  hub: Hub,
  { after, upTo }: Stretch,
  from: number | undefined,
  to: number | undefined,
): Promise<Stretch> {
  if (from === undefined && to === undefined) return { after, upTo };
  const head = await getHead(hub);
  const before = from === undefined ? 0 : await findPositionAtTime(hub.db.read, from - 1, head);
  const last = to === undefined ? upTo : await findPositionAtTime(hub.db.read, to, head);
  return { after: Math.max(after, before), upTo: Math.min(upTo, last) };
}

async function listPage(db: Db, query: Omit<ChangeQuery, 'limit'>, limit: number, look: Look): Promise<ChangePage> {
  const { source = storedChanges(db) } = look;
  const rows = await source.changed({ ...query, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  const scannedTo = hasMore ? (page[page.length - 1]?.position ?? query.upTo) : query.upTo;
  return { changes: await viewChanges(db, page, look), scannedTo, hasMore };
}

/** As many changes are looked at for one page before it is given out as it is: it may be empty, and says how far it looked. */
const MAX_LOOKED_AT = 5000;

/** What differs is in no column: changes are read and looked at until the page is full. */
async function searchPage(
  db: Db,
  query: Omit<ChangeQuery, 'limit'>,
  limit: number,
  fields: readonly string[],
  look: Look,
): Promise<ChangePage> {
  const found: ChangeView[] = [];
  let { after } = query;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked += LOOK_AT) {
    const part = await listPage(db, { ...query, after }, LOOK_AT, look);
    found.push(...part.changes.filter((change) => change.fields.some((field) => fields.includes(field))));
    const last = found[limit - 1];
    if (last !== undefined && (found.length > limit || part.hasMore)) {
      return { changes: found.slice(0, limit), scannedTo: last.position, hasMore: true };
    }
    if (!part.hasMore) return { changes: found, scannedTo: part.scannedTo, hasMore: false };
    after = part.scannedTo;
  }
  return { changes: found, scannedTo: after, hasMore: true };
}

const LOOK_AT = 500;

/** @param after what the first of the page names */
function withPrevious(changes: readonly ChangeView[], after: number): readonly ChangeView[] {
  return changes.map((change, i) => ({ ...change, previous: i === 0 ? after : (changes[i - 1]?.position ?? null) }));
}

/** A longer page takes more than a few milliseconds and must not keep the caller's event loop from others. */
const SHORT_PAGE = 100;

/** To hold so many against what was before takes a millisecond or two. */
const ROWS_A_TURN = 50;

/** To take in what so many say, and what was before, does too. */
const ROWS_A_STATEMENT = 200;

/** Versions as changes, in the same order, without those that lie outside the scope. `previous` is the reader's to say: it depends on the filter. */
export async function viewChanges(read: Db, rows: readonly VersionFacts[], look: Look): Promise<readonly ChangeView[]> {
  const { viewer, wanted, source = storedChanges(read) } = look;
  // Whether a change lies in a scope is told by what it says.
  const isSaid = !hasNoBorder(look.scope) || wanted.some((field) => OF_CONTENT.includes(field));
  const isShown = wanted.some((field) => SHOWN.includes(field));
  const isBeforeShown = wanted.some((field) => OF_BEFORE.includes(field));
  const level = levelOf(viewer);
  const changes: ChangeView[] = [];
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    if (from > 0) await breath();
    const part = rows.slice(from, from + ROWS_A_STATEMENT);
    const versions = isSaid ? await source.versions(withBefore(part)) : [];
    const stated = new Set(part.map(({ position }) => position));
    // Of what was before, often nothing but the hash is looked at.
    const shown = isShown ? versions.filter(({ position }) => isBeforeShown || stated.has(position)) : [];
    const views = await viewVersions(read, shown, viewer);
    const viewAt = new Map(shown.map(({ position }, i) => [position, views[i] ?? null]));
    const saidAt = new Map(
      versions.map((version) => [version.position, { version, view: viewAt.get(version.position) ?? null }]),
    );
    if (isSaid) requireAll(part, saidAt);
    const corrected = level === 'RESTRICTED' ? null : await correctedAsShown(read, part, level);
    const work = (row: VersionFacts): ChangeView | null => {
      const change = changeOf(row, saidAt.get(row.position), saidAt.get(heldAgainst(row) ?? 0), look);
      if (change === null || corrected === null || row.corrects === null) return change;
      return { ...change, corrects: corrected.get(row.corrects) ?? null };
    };
    changes.push(...(await withBreaths(part, ROWS_A_TURN, work)).filter((change) => change !== null));
  }
  return changes;
}

/** What a level knows the corrected versions as: of one that it was not shown, the last before it that it was. */
async function correctedAsShown(read: Db, rows: readonly VersionFacts[], level: Level): Promise<ReadonlyMap<number, number>> {
  const corrected = await listVersionFacts(
    read,
    rows.flatMap(({ corrects }) => (corrects === null ? [] : [corrects])),
  );
  const shown = await lastShown(read, corrected, level);
  return new Map(corrected.map(({ position }) => [position, shown.get(position)?.position ?? position]));
}

function withBefore(rows: readonly VersionFacts[]): readonly number[] {
  return [...new Set(rows.flatMap((row) => [row.position, heldAgainst(row) ?? row.position]))];
}

/** A version and what the viewer sees of it, where it looks at that. */
interface Said {
  readonly version: VersionRow;
  readonly view: RecordView | null;
}

/** Null where both what was and what is lie outside the scope. */
function changeOf(
  row: VersionFacts,
  stated: Said | undefined,
  held: Said | undefined,
  { viewer, wanted, scope }: Look,
): ChangeView | null {
  const type = getRecordType(row.record_type);
  const level = levelOf(viewer);
  const side = sideOf(row, stated?.version, held?.version, scope);
  if (side === null) return null;
  const isConcern = wanted.some((field) => CONCERNED.includes(field));
  const content = isConcern ? ((stated && contentOf(stated.version)) ?? (held && contentOf(held.version)) ?? null) : null;
  const after = side.after ? (stated?.view ?? null) : null;
  const before = side.before ? held : undefined;
  return {
    position: row.position,
    previous: null,
    recordType: row.record_type,
    key: row.record_key,
    company: isConcern ? concerned(type, row.record_key, content, 'company') : null,
    estate: isConcern ? concerned(type, row.record_key, content, 'estate') : null,
    stage: row.stage as Stage | null,
    kind: row.kind as ChangeKind,
    corrects: row.corrects,
    crossing: side.crossing,
    historyOnly: row.history_only === 1,
    grounds:
      row.grounds === null || !viewer.classes.has('SHARED') ? null : (storedObject(row, row.grounds) as unknown as Grounds),
    fields: wanted.includes('fields') ? differing(Object.keys(type.fields), before?.view ?? null, after) : [],
    before: before?.view?.fields ?? null,
    after: after?.fields ?? null,
    hash: hashAt(level, storedHashes(row)),
    hashBefore:
      before === undefined || isClosing(before.version.kind as ChangeKind) ? null : hashAt(level, storedHashes(before.version)),
    effectiveOn: row.effective_on,
    source: row.source,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
  };
}

/** The company or the estate that a version concerns, the first of several. */
function concerned(type: RecordType, key: string, content: Content | null, kind: 'company' | 'estate'): string | null {
  if (content !== null) return type.links(key, content).find((link) => link.kind === kind)?.value ?? null;
  // Of a key that was closed before anything else was known of it nothing but the key is known.
  return type.keyKind === (kind === 'company' ? 'USCC' : 'ESTATE') ? key : null;
}

function differing(fields: readonly string[], before: RecordView | null, after: RecordView | null): readonly string[] {
  if (before === null && after === null) return [];
  return fields.filter((field) => !isSame(before?.fields[field] ?? null, after?.fields[field] ?? null));
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const areBoth = typeof one === 'object' && typeof other === 'object';
  return areBoth && canonicalJson(one as Json) === canonicalJson(other as Json);
}
