/** State digests and counts of what holds, by record type and county and altogether, for each level of viewers. */
import type { Transaction } from '../db/database.ts';
import type { HeadRow } from '../db/head.repository.ts';
import { listScopeDigestsOf, type ScopeDigestRow, saveScopeDigest } from '../db/scope-digest.repository.ts';
import { isSeenAt, type Level } from '../domain/record/level.ts';
import type { RecordType } from '../domain/record/record-type.ts';
import type { Hashes } from './hashes.ts';
import { StateDigest, ZERO_DIGEST } from './suite.ts';

/** A state digest, and of how many records it is the sum. */
export interface Total {
  /** 64 hex digits. */
  readonly digest: string;
  readonly records: number;
}

/** The columns that hold them. A level sees all records of a type or none: the count of a scope is one for all of them. */
export const DIGEST_COLUMN = { PUBLIC: 'digest_public', SHARED: 'digest_shared', RESTRICTED: 'digest' } as const;
export const RECORDS_COLUMN = { PUBLIC: 'records_public', SHARED: 'records_shared', RESTRICTED: 'records' } as const;

/** The sums of one record type in one county. */
class ScopeSums {
  readonly type: RecordType;
  readonly county: string;
  #records = 0;
  readonly #whole = new StateDigest();
  /** By how much the sum of a level differs from that of the one above: most records do not move it. */
  readonly #shared = new StateDigest();
  readonly #public = new StateDigest();

  constructor(type: RecordType, county: string) {
    this.type = type;
    this.county = county;
  }

  add({ hash, hashShared, hashPublic }: Hashes): void {
    this.#records += 1;
    this.#whole.add(hash);
    if (hashShared !== null) this.#shared.replace(hash, hashShared);
    if (hashPublic !== null) this.#public.replace(hashShared ?? hash, hashPublic);
  }

  subtract({ hash, hashShared, hashPublic }: Hashes): void {
    this.#records -= 1;
    this.#whole.subtract(hash);
    if (hashShared !== null) this.#shared.replace(hashShared, hash);
    if (hashPublic !== null) this.#public.replace(hashPublic, hashShared ?? hash);
  }

  /** Nothing where the level sees none of the type's fields: it is not told that such records are there. */
  at(level: Level): Total {
    if (!isSeenAt(level, this.type)) return { digest: ZERO_DIGEST, records: 0 };
    const digest = new StateDigest(this.#whole.hex);
    if (level !== 'RESTRICTED') digest.add(this.#shared.hex);
    if (level === 'PUBLIC') digest.add(this.#public.hex);
    return { digest: digest.hex, records: this.#records };
  }
}

export class Sums {
  readonly #scopes = new Map<string, ScopeSums>();

  /** @param county null where it is not known */
  of(type: RecordType, county: string | null): ScopeSums {
    const name = `${type.name} ${county ?? ''}`;
    let scope = this.#scopes.get(name);
    if (scope === undefined) {
      scope = new ScopeSums(type, county ?? '');
      this.#scopes.set(name, scope);
    }
    return scope;
  }

  /** The sums of a scope; undefined where no record was ever in it. */
  find(recordType: string, county: string): ScopeSums | undefined {
    return this.#scopes.get(`${recordType} ${county}`);
  }

  get scopes(): readonly ScopeSums[] {
    return [...this.#scopes.values()];
  }

  total(level: Level): Total {
    const digest = new StateDigest();
    let records = 0;
    for (const scope of this.#scopes.values()) {
      const own = scope.at(level);
      digest.add(own.digest);
      records += own.records;
    }
    return { digest: digest.hex, records };
  }
}

/** The sums of the head, as its columns. */
export type HeadSums = Partial<Record<(typeof DIGEST_COLUMN)[Level], string> & Record<(typeof RECORDS_COLUMN)[Level], number>>;

/**
 * Moves the stored sums of some levels by others; the lock of the head makes the reading before and this writing one step.
 * Those of the counties are written, those of the head returned.
 */
export async function moveSums(trx: Transaction, head: HeadRow, by: Sums, levels: readonly Level[]): Promise<HeadSums> {
  for (const [type, scopes] of Map.groupBy(by.scopes, (scope) => scope.type)) {
    const counties = scopes.map(({ county }) => county);
    const held = new Map((await listScopeDigestsOf(trx, type.name, counties)).map((row) => [row.county, row]));
    for (const scope of scopes) {
      const row = held.get(scope.county);
      await saveScopeDigest(trx, movedScope(row ?? emptyScope(type.name, scope.county), scope, levels), row === undefined);
    }
  }
  const moved: HeadSums = {};
  for (const level of levels) {
    const { digest, records } = by.total(level);
    moved[DIGEST_COLUMN[level]] = sumOf(head[DIGEST_COLUMN[level]], digest);
    moved[RECORDS_COLUMN[level]] = head[RECORDS_COLUMN[level]] + records;
  }
  return moved;
}

function movedScope(row: ScopeDigestRow, by: ScopeSums, levels: readonly Level[]): ScopeDigestRow {
  const digests = levels.map((level) => [DIGEST_COLUMN[level], sumOf(row[DIGEST_COLUMN[level]], by.at(level).digest)]);
  const records = levels.includes('RESTRICTED') ? row.records + by.at('RESTRICTED').records : row.records;
  return { ...row, ...Object.fromEntries(digests), records };
}

function emptyScope(recordType: string, county: string): ScopeDigestRow {
  return {
    record_type: recordType,
    county,
    digest: ZERO_DIGEST,
    digest_shared: ZERO_DIGEST,
    digest_public: ZERO_DIGEST,
    records: 0,
  };
}

function sumOf(one: string, other: string): string {
  const sum = new StateDigest(one);
  sum.add(other);
  return sum.hex;
}
