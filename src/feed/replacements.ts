/**
 * The codes that other codes took the place of, kept in memory: they are few, nearly every read of a company asks for them, and
 * nearly always there are none. What is kept answers for every position that it reaches to; for a later one the news is read first.
 */
import type { Database } from '../db/database.ts';
import { type CodeKind, listReplacementsSince, type Replacement, type ReplacementNews } from '../db/identifier.repository.ts';
import { readTogether } from './turn.ts';

interface Kept extends Replacement {
  /** Null while it stands. */
  readonly until: number | null;
}

interface OfKind {
  /** By code, subject and position. */
  readonly all: Map<string, Kept>;
  byCode: Map<string, Kept[]>;
  bySubject: Map<string, Kept[]>;
}

const ofKind = (): OfKind => ({ all: new Map(), byCode: new Map(), bySubject: new Map() });

/** Below what is ever asked for: nothing was read. */
const NOTHING = -1;

export class Replacements {
  readonly #kinds: Readonly<Record<CodeKind, OfKind>> = { USCC: ofKind(), ESTATE: ofKind() };
  readonly #reach: (position: number) => Promise<void>;
  #reached = NOTHING;
  /** How often it was to be read anew. */
  #renewed = 0;

  constructor(db: Database) {
    this.#reach = readTogether(async (positions) => {
      const upTo = positions.reduce((most, position) => Math.max(most, position), 0);
      for (let isRead = false; !isRead && upTo > this.#reached; ) {
        const [since, renewed] = [this.#reached, this.#renewed];
        const news = await listReplacementsSince(db.read, since);
        isRead = renewed === this.#renewed;
        if (isRead) this.#learn(since, news);
      }
      return positions.map(() => undefined);
    }, 1);
  }

  /**
   * The rows were made again that it was read from: it is read anew for whoever asks next. Until then it goes on to answer as it did: who has
   * reached a position may look at it later, and nothing at all would be told to have been replaced.
   */
  renew(): void {
    this.#reached = NOTHING;
    this.#renewed++;
  }

  /** What is known up to a position is read, unless it was. */
  reach(position: number): Promise<void> | undefined {
    return position <= this.#reached ? undefined : this.#reach(position);
  }

  /** What took a code's place, as known at a position that was reached. */
  of(kind: CodeKind, code: string, position: number): readonly Replacement[] {
    return heldAt(this.#kinds[kind].byCode.get(code), position);
  }

  /** What a code took the place of, as known at a position that was reached. */
  by(kind: CodeKind, subject: string, position: number): readonly Replacement[] {
    return heldAt(this.#kinds[kind].bySubject.get(subject), position);
  }

  #learn(since: number, { head, rows }: ReplacementNews): void {
    const isAnew = since === NOTHING;
    if (isAnew) for (const { all } of Object.values(this.#kinds)) all.clear();
    for (const { codeKind, ...row } of rows) this.#kinds[codeKind].all.set(`${row.code} ${row.by} ${row.since}`, row);
    for (const kept of rows.length === 0 && !isAnew ? [] : Object.values(this.#kinds)) {
      kept.byCode = Map.groupBy(kept.all.values(), ({ code }) => code);
      kept.bySubject = Map.groupBy(kept.all.values(), ({ by }) => by);
    }
    // Not what was asked for: a replica that has not come so far knows nothing of it, and is asked again.
    this.#reached = Math.max(this.#reached, head);
  }
}

const NONE: readonly Replacement[] = [];

function heldAt(rows: readonly Kept[] | undefined, position: number): readonly Replacement[] {
  if (rows === undefined) return NONE;
  return rows.filter(({ since, until }) => since <= position && (until === null || until > position));
}
