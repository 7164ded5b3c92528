/**
 * What versions say. It never changes, so what was read once is kept and serves everybody: personal values, which can be erased,
 * lie elsewhere, and what a viewer may see of it is decided by `present`.
 */
import { openContent } from '../access/present.ts';
import type { Database } from '../db/database.ts';
import { listSaid, type SaidRow } from '../db/held.repository.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { breath } from './breath.ts';
import { readTogether } from './turn.ts';

/** A version without its personal values. */
export interface SaidVersion {
  readonly position: number;
  readonly recordType: string;
  readonly key: string;
  readonly kind: ChangeKind;
  readonly effectiveOn: string | null;
  readonly source: string;
  readonly receivedAt: number;
  readonly recordedAt: number;
  /** It came with personal values. */
  readonly hasPersonal: boolean;
  /** The fields that its type has; null where the version closes its key. */
  readonly content: Content | null;
}

/** Characters of JSON whose contents are kept; in memory each takes about three bytes. */
const KEPT_CHARACTERS = 32_000_000;

/** Versions to one statement: to read and parse them keeps the event loop for about a millisecond. */
const MOST = 256;

const AT_ONCE = 2;

interface Kept {
  readonly version: SaidVersion;
  readonly characters: number;
}

export class SaidVersions {
  readonly #db: Database;
  readonly #limit: number;
  readonly #load: (positions: readonly number[]) => Promise<ReadonlyMap<number, SaidVersion>>;
  /** In two generations: what is asked for again moves to the young one, and the old one is dropped as a whole. */
  #young = new Map<number, Kept>();
  #old = new Map<number, Kept>();
  /** Of the young ones, never more than half of the limit. */
  #characters = 0;

  /** @param limit characters of JSON whose contents are kept */
  constructor(db: Database, limit = KEPT_CHARACTERS) {
    this.#db = db;
    this.#limit = limit;
    this.#load = readTogether((asks) => this.#read(asks), AT_ONCE);
  }

  /** What some versions say, in the order of their positions; at once where all of it is kept. */
  at(positions: readonly number[]): readonly SaidVersion[] | Promise<readonly SaidVersion[]> {
    const found: SaidVersion[] = [];
    for (const position of positions) {
      const version = this.#kept(position);
      if (version === undefined) return this.#loaded(positions);
      found.push(version);
    }
    return found;
  }

  async #loaded(positions: readonly number[]): Promise<readonly SaidVersion[]> {
    const missing = positions.filter((position) => this.#kept(position) === undefined);
    // What is kept may be dropped while the rest is read.
    const kept = new Map(positions.map((position) => [position, this.#kept(position)]));
    const loaded = await this.#load(missing);
    return positions.map((position) => {
      const version = kept.get(position) ?? loaded.get(position);
      if (version === undefined) throw new Error('a version that holds is not there');
      return version;
    });
  }

  #kept(position: number): SaidVersion | undefined {
    const young = this.#young.get(position);
    if (young !== undefined) return young.version;
    const old = this.#old.get(position);
    if (old !== undefined) this.#keep(old);
    return old?.version;
  }

  async #read(asks: readonly (readonly number[])[]): Promise<readonly ReadonlyMap<number, SaidVersion>[]> {
    const positions = [...new Set(asks.flat())];
    const found = new Map<number, SaidVersion>();
    for (let from = 0; from < positions.length; from += MOST) {
      if (from > 0) await breath();
      for (const row of await listSaid(this.#db, positions.slice(from, from + MOST))) {
        const version = saidOf(row);
        found.set(version.position, version);
        // Some for the version itself: many that say nothing would be no less.
        this.#keep({ version, characters: (row.content?.length ?? 0) + 200 });
      }
    }
    return asks.map(() => found);
  }

  #keep(kept: Kept): void {
    const { position } = kept.version;
    const half = this.#limit / 2;
    // Two statements may have read it at once.
    if (this.#young.has(position) || kept.characters > half) return;
    if (this.#characters + kept.characters > half) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    this.#young.set(position, kept);
    this.#characters += kept.characters;
  }
}

function saidOf(row: SaidRow): SaidVersion {
  const kind = row.kind as ChangeKind;
  return {
    position: row.position,
    recordType: row.record_type,
    key: row.record_key,
    kind,
    effectiveOn: row.effective_on,
    source: row.source,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    hasPersonal: row.has_personal === 1,
    content: row.content === null || isClosing(kind) ? null : openContent(getRecordType(row.record_type), row.content),
  };
}
