/** What a hub's readers share: statements of one turn of the event loop, and what was read once and never changes. */

import type { StoredPersonal } from '../access/present.ts';
import type { Database } from '../db/database.ts';
import type { EstateGroupCount } from '../db/estate.repository.ts';
import { type HeadRow, listRecordingTimes, readHead } from '../db/head.repository.ts';
import { listPersonalValues } from '../db/held.repository.ts';
import type { GroupCount } from '../db/registration.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import { BriefRecords } from './brief.ts';
import { Held } from './held.ts';
import { KeptAnswers } from './kept-answers.ts';
import { Lane } from './lane.ts';
import { Lately } from './lately.ts';
import type { Page } from './list-page.ts';
import { Replacements } from './replacements.ts';
import { SaidVersions } from './said.ts';
import { readTogether } from './turn.ts';
import { shanghaiDate } from './valid-on.ts';

/** Days of positions that are kept; hardly more are asked for at a time. */
const KEPT_DAYS = 1000;

const MOST_GROUPINGS = 50;

/** Megabytes that what is read of versions may take. */
export const MEMORY = 320;

/** To one of them: characters of contents, facts about what holds, records as columns tell them; three fifths and one and one. */
const CHARACTERS = 200_000;
const FACTS = 1_000;
const BRIEFS = 500;

/**
 * What is kept of one feed. A feed only goes on, so all of it stays true as long as the rows do that it was read from: a database that
 * was put back has another feed, and one whose derived rows were made again says so.
 */
class Kept {
  readonly held: Held;
  readonly said: SaidVersions;
  readonly brief: BriefRecords;
  readonly lately: Lately;
  readonly replacements: Replacements;
  readonly pages = new KeptAnswers<Page>();
  readonly counts = new KeptAnswers<number>();
  /** Of up to a thousand groups each. */
  readonly companyGroups = new KeptAnswers<readonly GroupCount[]>(MOST_GROUPINGS);
  readonly estateGroups = new KeptAnswers<readonly EstateGroupCount[]>(MOST_GROUPINGS);
  readonly days = new Map<number, string>();

  /** @param replacements of the same feed, where there were some */
  constructor(db: Database, memory: number, replacements = new Replacements(db)) {
    this.held = new Held(db, memory * FACTS);
    this.said = new SaidVersions(db, memory * CHARACTERS);
    this.brief = new BriefRecords(db, memory * BRIEFS);
    this.lately = new Lately(db, memory === 0);
    this.replacements = replacements;
  }
}

export class Reads {
  /** Counts of all that holds. One of the two connections for what is long is left to others. */
  readonly counting = new Lane(1);
  /** Digests of scopes that have to be gone through record by record, in short statements. */
  readonly scanning = new Lane(1);
  /** Searches, and lists that no index leads to. */
  readonly searching = new Lane(2);
  /** The head as it is when this is asked, or a little later. */
  readonly head: () => Promise<HeadRow>;
  /** The personal values of a version, read anew each time: any of them may have been erased since. */
  readonly personal: (position: number) => Promise<StoredPersonal>;
  readonly #day: (position: number) => Promise<string | null>;
  #kept: Kept;
  #feedId: string;
  /** Of the head that was read last; null before the first. */
  #remade: number | null = null;

  /** @param feedId as it is now; @param memory megabytes that what is read of versions may take; with 0 it is read anew each time */
  constructor(db: Database, feedId: string, memory: number) {
    this.#feedId = feedId;
    this.#kept = new Kept(db, memory);
    const head = readTogether<undefined, HeadRow>(async (asks) => {
      let kept = this.#kept;
      const found = await readHead(db);
      if (found === undefined) throw new Error('the hub has no head row');
      // Every request asks for the head before it reads anything else.
      if (this.#feedId !== found.feed_id) {
        kept = new Kept(db, memory);
        this.#kept = kept;
      } else if ((this.#remade ?? found.remade) !== found.remade) {
        // Of the one that is there now: another read may have put it there meanwhile.
        const { replacements } = this.#kept;
        replacements.renew();
        kept = new Kept(db, memory, replacements);
        this.#kept = kept;
      }
      this.#feedId = found.feed_id;
      this.#remade = found.remade;
      // Not of the one that another read has put in its place meanwhile: that of an older feed would lead it too far.
      kept.held.hear(found.position);
      kept.lately.hear(found);
      return asks.map(() => found);
    }, 2);
    this.head = () => head(undefined);
    this.personal = readTogether((positions) => readPersonal(db, positions), 2);
    this.#day = readTogether((positions) => this.#readDays(db, positions), 1);
  }

  /** Of the head that was read last. */
  get feedId(): string {
    return this.#feedId;
  }

  get held(): Held {
    return this.#kept.held;
  }

  get said(): SaidVersions {
    return this.#kept.said;
  }

  get brief(): BriefRecords {
    return this.#kept.brief;
  }

  get lately(): Lately {
    return this.#kept.lately;
  }

  get replacements(): Replacements {
    return this.#kept.replacements;
  }

  get pages(): Kept['pages'] {
    return this.#kept.pages;
  }

  get counts(): Kept['counts'] {
    return this.#kept.counts;
  }

  get companyGroups(): Kept['companyGroups'] {
    return this.#kept.companyGroups;
  }

  get estateGroups(): Kept['estateGroups'] {
    return this.#kept.estateGroups;
  }

  /** The day (YYYY-MM-DD, Asia/Shanghai) on which a position was recorded; null for one that never was. */
  dayOf(position: number): string | Promise<string | null> {
    return this.#kept.days.get(position) ?? this.#day(position);
  }

  async #readDays(db: Database, positions: readonly number[]): Promise<readonly (string | null)[]> {
    const { days } = this.#kept;
    const found = new Map<number, string>();
    const all = [...new Set(positions)];
    for (let from = 0; from < all.length; from += MAX_KEYS) {
      for (const [position, time] of await listRecordingTimes(db.read, all.slice(from, from + MAX_KEYS))) {
        found.set(position, shanghaiDate(time));
      }
    }
    if (days.size > KEPT_DAYS) days.clear();
    for (const [position, day] of found) days.set(position, day);
    return positions.map((position) => found.get(position) ?? null);
  }
}

async function readPersonal(db: Database, positions: readonly number[]): Promise<readonly StoredPersonal[]> {
  const found = new Map<number, { personal: Record<string, string>; erased: string[] }>();
  const all = [...new Set(positions)];
  for (const position of all) found.set(position, { personal: {}, erased: [] });
  for (let from = 0; from < all.length; from += MAX_KEYS) {
    for (const { position, field, value } of await listPersonalValues(db, all.slice(from, from + MAX_KEYS))) {
      const stored = found.get(position);
      if (value === null) stored?.erased.push(field);
      else if (stored !== undefined) stored.personal[field] = value;
    }
  }
  return positions.map((position) => found.get(position) ?? { personal: {}, erased: [] });
}
