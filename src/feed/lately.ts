/**
 * What came last, read once for all who follow the feed. Whom of them it concerns is found in memory: of five hundred questions that
 * nothing new is about, each would ask the database to be told so, twenty times a second.
 */
import { type ChangeQuery, listChangedVersions } from '../db/change.repository.ts';
import type { Database, Db } from '../db/database.ts';
import type { HeadRow } from '../db/head.repository.ts';
import { listVersions, MAX_KEYS, type VersionFacts, type VersionRow } from '../db/version.repository.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import type { Scope } from '../domain/scope/scope.ts';
import { heldAgainst } from './beside.ts';
import { hasNoBorder, sideOf } from './crossing.ts';

/** Positions that are kept, in one stretch that ends where somebody asked last. */
const MOST = 1_000;

/** Characters of what they say that are kept. */
const MOST_CHARACTERS = 8_000_000;

/** To read more keeps the event loop of SQLite for more than a few milliseconds. */
const SHORT = 100;

/** Where changes are read from. */
export interface ChangeSource {
  /** As of `listChangedVersions`. */
  changed(query: ChangeQuery): Promise<readonly VersionFacts[]>;
  /** As of `listVersions`. */
  versions(positions: readonly number[]): Promise<readonly VersionRow[]>;
}

export function storedChanges(db: Db): ChangeSource {
  return { changed: (query) => listChangedVersions(db, query), versions: (positions) => listVersions(db, positions) };
}

/** What was read in one go. */
interface Part {
  readonly after: number;
  readonly upTo: number;
  /** As far as lesser levels were filled before it was read: of what lies beyond it tells them nothing. */
  readonly leveledTo: number;
  readonly rows: readonly VersionFacts[];
  /** What the versions say and those that they are held against; read when somebody asks for it. */
  said: Promise<ReadonlyMap<number, VersionRow>> | null;
  /** Of what they say, as far as it is there. */
  characters: number;
}

/** Of one feed: a position never comes to mean anything else. */
export class Lately {
  readonly #db: Database;
  readonly #isOff: boolean;
  /** One after another, without a gap. */
  #parts: readonly Part[] = [];
  #growing: Promise<void> = Promise.resolve();
  #head = -1;
  #leveledTo = -1;

  constructor(db: Database, isOff: boolean) {
    this.#db = db;
    this.#isOff = isOff;
  }

  /** What was read of the head. */
  hear({ position, leveled_to }: Pick<HeadRow, 'position' | 'leveled_to'>): void {
    this.#head = Math.max(this.#head, position);
    this.#leveledTo = Math.max(this.#leveledTo, leveled_to);
  }

  /**
   * The changes of a stretch that are going to be asked for by a query; null where they are not kept, or where what is kept cannot tell.
   * @param scope that of the query
   */
  async between({ after, upTo, seenAt }: Omit<ChangeQuery, 'limit'>, scope: Scope): Promise<ChangeSource | null> {
    // Of what lies beyond the head nothing can be kept: it is going to be something else.
    if (this.#isOff || upTo > this.#head || upTo <= after || upTo - after > MOST) return null;
    // One after another: each finds what the one before has read.
    const grown = this.#growing.then(() => this.#reach(after, upTo));
    this.#growing = grown.catch(() => {});
    await grown;
    const parts = this.#parts.filter((part) => part.upTo > after && part.after < upTo);
    if (parts[0] === undefined || parts[0].after > after || (parts.at(-1)?.upTo ?? -1) < upTo) return null;
    if (seenAt !== undefined && parts.some((part) => part.leveledTo < part.upTo)) return null;
    const rows = parts.flatMap((part) => part.rows);
    // What goes on in place of a closed key is told by the links alone.
    if (!hasNoBorder(scope) && rows.some(({ kind }) => isClosing(kind as ChangeKind))) return null;
    const versions = (positions: readonly number[]) => this.#versions(parts, positions);
    return { versions, changed: (query) => changedOf(rows, versions, query, scope) };
  }

  async #reach(after: number, upTo: number): Promise<void> {
    const last = this.#parts.at(-1)?.upTo ?? -1;
    // Whoever asks behind the end begins anew; what lies before the beginning is not kept.
    const kept = after <= last ? this.#parts : [];
    const from = kept.length === 0 ? after : last;
    if (upTo <= last || (kept[0] !== undefined && after < kept[0].after)) return;
    const db = upTo - from > SHORT ? this.#db.scan : this.#db.read;
    const leveledTo = this.#leveledTo;
    const rows = await listChangedVersions(db, { after: from, upTo, limit: MOST });
    // The feed has no gaps. Behind one address there may be a database that has not come so far.
    if (rows.length < upTo - from) return;
    const parts = [...kept, { after: from, upTo, leveledTo, rows, said: null, characters: 0 }];
    this.#parts = parts.slice(parts.findIndex((part) => upTo - part.after <= MOST));
  }

  async #versions(parts: readonly Part[], positions: readonly number[]): Promise<readonly VersionRow[]> {
    // What a change is held against was read with it: of the parts in which nothing is asked for nothing is needed.
    const asked = parts.filter((part) => positions.some((position) => position > part.after && position <= part.upTo));
    const said = await Promise.all(asked.map((part) => this.#saidOf(part)));
    return positions.flatMap((position) => said.find((part) => part.has(position))?.get(position) ?? []);
  }

  #saidOf(part: Part): Promise<ReadonlyMap<number, VersionRow>> {
    part.said ??= this.#read(part);
    return part.said;
  }

  async #read(part: Part): Promise<ReadonlyMap<number, VersionRow>> {
    const positions = [...new Set(part.rows.flatMap((row) => [row.position, heldAgainst(row) ?? row.position]))];
    const db = positions.length > SHORT ? this.#db.scan : this.#db.read;
    const found = new Map<number, VersionRow>();
    try {
      for (let from = 0; from < positions.length; from += MAX_KEYS) {
        for (const row of await listVersions(db, positions.slice(from, from + MAX_KEYS))) found.set(row.position, row);
      }
      requireAll(part.rows, found);
    } catch (error) {
      part.said = null;
      throw error;
    }
    for (const { content } of found.values()) part.characters += content?.length ?? 0;
    this.#forget();
    return found;
  }

  /** What is said is read again where somebody asks for it, of the oldest first. */
  #forget(): void {
    let kept = this.#parts.reduce((sum, { characters }) => sum + characters, 0);
    for (const part of this.#parts) {
      if (kept <= MOST_CHARACTERS) return;
      kept -= part.characters;
      part.said = null;
      part.characters = 0;
    }
  }
}

/**
 * Behind one address there may be a database that has not come as far as the one that listed the changes: by what it has, those it lacks
 * would lie outside of every scope, and whoever follows would miss them.
 */
export function requireAll(rows: readonly VersionFacts[], said: { has(position: number): boolean }): void {
  if (!rows.every(({ position }) => said.has(position))) throw new Error('a version that was listed is not there');
}

/** What `listChangedVersions` would find. */
async function changedOf(
  rows: readonly VersionFacts[],
  versions: ChangeSource['versions'],
  query: ChangeQuery,
  scope: Scope,
): Promise<readonly VersionFacts[]> {
  const passing = rows.filter((row) => passes(row, query));
  if (passing.length === 0 || hasNoBorder(scope)) return passing.slice(0, query.limit);
  const said = new Map(
    (await versions(passing.flatMap((row) => [row.position, heldAgainst(row) ?? row.position]))).map((row) => [
      row.position,
      row,
    ]),
  );
  const isWithin = (row: VersionFacts) => sideOf(row, said.get(row.position), said.get(heldAgainst(row) ?? 0), scope) !== null;
  return passing.filter(isWithin).slice(0, query.limit);
}

/** All conditions but those of a scope's border. */
function passes(row: VersionFacts, query: ChangeQuery): boolean {
  const { after, upTo, seenAt, recordTypes, stages, kinds, sources, effectiveFrom, effectiveTo } = query;
  return (
    row.position > after &&
    row.position <= upTo &&
    (seenAt === undefined || row.seen_from <= seenAt) &&
    (recordTypes === undefined || recordTypes.includes(row.record_type)) &&
    (stages === undefined || (row.stage !== null && stages.includes(row.stage))) &&
    (kinds === undefined || kinds.includes(row.kind)) &&
    (sources === undefined || sources.includes(row.source)) &&
    (effectiveFrom === undefined || (row.effective_on !== null && row.effective_on >= effectiveFrom)) &&
    (effectiveTo === undefined || (row.effective_on !== null && row.effective_on <= effectiveTo))
  );
}
