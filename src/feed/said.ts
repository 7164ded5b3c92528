/**
 * What versions say. It never changes, so what was read once is kept and serves everybody: personal values, which can be erased,
 * lie elsewhere, and what a viewer may see of it is decided by `present`.
 */
import { openContent } from '../access/present.ts';
import type { Database } from '../db/database.ts';
import { listSaid, type SaidRow } from '../db/held.repository.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import { rankOf } from '../domain/record/level.ts';
import type { Content } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { breath } from './breath.ts';
import { storedObject } from './damaged.ts';
import { Generations } from './generations.ts';
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
  /** From which level on its step is seen, by its place in LEVELS; the highest while that is not filled yet. */
  readonly seenFrom: number;
  /** The fields that its type has; null where the version closes its key. */
  readonly content: Content | null;
}

/** Versions to one statement: to read and parse them keeps the event loop for about a millisecond. */
const MOST = 256;

const AT_ONCE = 2;

/** Positions say which version is meant, whatever its type. */
const ALL = '';

/** Whoever does not see everything cannot be told of a step before it is known who may be. */
const HIGHEST = rankOf('RESTRICTED');

interface Kept {
  readonly version: SaidVersion;
  readonly characters: number;
}

export class SaidVersions {
  readonly #db: Database;
  readonly #load: (positions: readonly number[]) => Promise<ReadonlyMap<number, SaidVersion>>;
  readonly #kept: Generations<number, Kept>;

  /** @param limit characters of JSON whose contents are kept; in memory each takes about three bytes */
  constructor(db: Database, limit: number) {
    this.#db = db;
    this.#kept = new Generations(limit, ({ characters }) => characters);
    this.#load = readTogether((asks) => this.#read(asks), AT_ONCE);
  }

  /** What some versions say, in the order of their positions; at once where all of it is kept. */
  at(positions: readonly number[]): readonly SaidVersion[] | Promise<readonly SaidVersion[]> {
    const found: SaidVersion[] = [];
    for (const position of positions) {
      const version = this.#kept.get(ALL, position)?.version;
      if (version === undefined) return this.#loaded(positions);
      found.push(version);
    }
    return found;
  }

  async #loaded(positions: readonly number[]): Promise<readonly SaidVersion[]> {
    // What is kept may be dropped while the rest is read.
    const kept = new Map(positions.map((position) => [position, this.#kept.get(ALL, position)?.version]));
    const loaded = await this.#load(positions.filter((position) => kept.get(position) === undefined));
    return positions.map((position) => {
      const version = kept.get(position) ?? loaded.get(position);
      if (version === undefined) throw new Error('a version that holds is not there');
      return version;
    });
  }

  async #read(asks: readonly (readonly number[])[]): Promise<readonly ReadonlyMap<number, SaidVersion>[]> {
    const positions = [...new Set(asks.flat())];
    const found = new Map<number, SaidVersion>();
    for (let from = 0; from < positions.length; from += MOST) {
      if (from > 0) await breath();
      for (const row of await listSaid(this.#db, positions.slice(from, from + MOST))) {
        const version = saidOf(row);
        found.set(version.position, version);
        // What is not filled yet is going to say something else.
        if (row.is_leveled === 0) continue;
        // Some for the version itself: many that say nothing would be no less.
        this.#kept.set(ALL, version.position, { version, characters: (row.content?.length ?? 0) + 200 });
      }
    }
    return asks.map(() => found);
  }
}

function saidOf(row: SaidRow): SaidVersion {
  const kind = row.kind as ChangeKind;
  const seenFrom = row.is_leveled === 1 ? row.seen_from : HIGHEST;
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
    seenFrom,
    content: row.content === null || isClosing(kind) ? null : contentOf(row, row.content, seenFrom),
  };
}

function contentOf({ position, record_type, record_key }: SaidRow, text: string, seen_from: number): Content {
  return openContent(getRecordType(record_type), storedObject({ position, record_type, record_key, seen_from }, text));
}
