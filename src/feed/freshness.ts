/**
 * How lately sources were heard of: for readers who demand that it be lately enough, for those who would take "nothing known"
 * for "nothing there", and for what an answer says of itself.
 */
import type { Database } from '../db/database.ts';
import { listHeardSources } from '../db/source.repository.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';
import type { Clock } from './hub.ts';
import { readTogether } from './turn.ts';

/** By source the instant (ISO 8601, UTC) at which it last answered in full; null where it never did. */
export type Watermarks = Readonly<Record<string, string | null>>;

/** What is remembered is read again when it is asked for after so long. */
const KEPT_MS = 1_000;

/** The sources that the hub has record types of, with these. */
const SOURCES = [...Map.groupBy(listRecordTypes(), ({ source }) => source)].map(([source, types]) => ({
  source,
  recordTypes: types.map(({ name }) => name),
}));

/**
 * What a process remembers of its hub's sources. A source that was heard of once was heard of for good, and a last success only
 * moves on: what is remembered can be too old to say yes, and never says it wrongly. Whoever would be refused by it looks again.
 */
export class Freshness {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #heard = new Set<string>();
  /** Of every source that was ever asked; null where it never answered in full. */
  readonly #successes = new Map<string, number | null>();
  #watermarks: Watermarks = {};
  #readAt: number | undefined;
  #reading: Promise<void> | undefined;
  readonly #look: (ask: undefined) => Promise<undefined>;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#look = readTogether(async (asks) => {
      await this.#read();
      return asks.map(() => undefined);
    }, 1);
  }

  /** Whether the source ever told the hub anything, by a run or push that went well or by a record, as far as remembered. */
  isHeard(source: string): boolean {
    return this.#heard.has(source);
  }

  /** The sources that never told the hub anything; looks again while there is one. */
  async unheard(): Promise<readonly string[]> {
    const list = () => SOURCES.map(({ source }) => source).filter((source) => !this.#heard.has(source));
    if (list().length > 0) await this.look();
    return list();
  }

  /** The sources that were ever asked, as far as remembered. */
  asked(): readonly string[] {
    return [...this.#successes.keys()];
  }

  /** Why the source was not asked lately enough, as far as remembered; null where it was. @param seconds the longest ago */
  staleness(source: string, seconds: number): Problem | null {
    const last = this.#successes.get(source);
    if (last == null) return neverSeen(source);
    if (this.#clock.now() - last <= seconds * 1000) return null;
    return problem('SOURCE_STALE', { source, lastSuccess: new Date(last).toISOString(), seconds: String(seconds) });
  }

  /** At most a second old by the hub's clock; read by one for all who ask meanwhile. */
  async watermarks(): Promise<Watermarks> {
    const age = this.#readAt === undefined ? KEPT_MS : Math.abs(this.#clock.now() - this.#readAt);
    if (age >= KEPT_MS) {
      this.#reading ??= this.look().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#watermarks;
  }

  /** Reads how it stands now, in one statement that begins after this is asked; for all who ask while another is under way. */
  async look(): Promise<void> {
    await this.#look(undefined);
  }

  async #read(): Promise<void> {
    const readAt = this.#clock.now();
    const unheard = SOURCES.filter(({ source }) => !this.#heard.has(source));
    const rows = await listHeardSources(this.#db.read, unheard);
    for (const { name, last_success_at: at, stated } of rows) {
      if (at !== null || stated === 1) this.#heard.add(name);
      // Of two that look at once the later answer may be the older one.
      if (stated === 0) this.#successes.set(name, Math.max(at ?? 0, this.#successes.get(name) ?? 0) || null);
    }
    this.#watermarks = Object.fromEntries(SOURCES.map(({ source }) => [source, instantOf(this.#successes.get(source))]));
    this.#readAt = readAt;
  }
}

function instantOf(milliseconds: number | null | undefined): string | null {
  return milliseconds == null ? null : new Date(milliseconds).toISOString();
}

/** The problem of a source that the hub was never told anything by. */
export function neverSeen(source: string): Problem {
  return problem('SOURCE_NEVER_SEEN', { source });
}
