/** The sums of what holds at a position, added up anew of the versions and held against those that are kept. */
import type { TableRow } from '../../db/backup.repository.ts';
import { listRecordsOf } from '../../db/derived.repository.ts';
import type { HeadRow } from '../../db/head.repository.ts';
import { listScopeDigests } from '../../db/scope-digest.repository.ts';
import { MAX_KEYS } from '../../db/version.repository.ts';
import { LEVELS, type Level } from '../../domain/record/level.ts';
import { ZERO_DIGEST } from '../suite.ts';
import { DIGEST_COLUMN, type HeadSums, RECORDS_COLUMN, Sums } from '../sums.ts';
import { type Deriving, deriveRecords } from './compare.ts';
import type { DerivedRecord, HeldContent } from './derive.ts';
import { type DerivedTable, type Difference, differenceOf, textOf } from './tables.ts';

/** Positions that are gone through at a time. */
export const PAGE = MAX_KEYS;

export const scopeTable: DerivedTable = {
  table: 'scope_digest',
  key: ['record_type', 'county'],
  columns: ['record_type', 'county', 'digest', 'digest_shared', 'digest_public', 'records'],
  isOfVersions: false,
};

export const headTable: DerivedTable = {
  table: 'head',
  key: ['id'],
  columns: ['id', ...LEVELS.flatMap((level) => [DIGEST_COLUMN[level], RECORDS_COLUMN[level]])],
  isOfVersions: false,
};

export interface SumsDifference {
  readonly scopes: Difference;
  /** Scopes in which no record ever was. */
  readonly superfluous: readonly TableRow[];
  readonly head: Difference;
  /** Columns of the head, as they should be. */
  readonly totals: HeadSums;
}

export class HeldSums {
  readonly #sums = new Sums();
  /** Of versions whose lesser levels were not filled when they were added, those of the sums are none, whatever was filled since. */
  readonly #isFilled: boolean;
  #position: number;

  /** @param head what holds there is added up, as it is read there */
  constructor({ position, leveled_to }: Pick<HeadRow, 'position' | 'leveled_to'>) {
    this.#position = position;
    this.#isFilled = leveled_to === position;
  }

  get position(): number {
    return this.#position;
  }

  /** The state digest of everything. */
  get digest(): string {
    return this.#sums.total('RESTRICTED').digest;
  }

  /** Adds records that were not added before. */
  add(records: readonly DerivedRecord[]): void {
    for (const content of records.flatMap(({ held }) => held)) this.#move(content, -1, this.#position);
  }

  /** Goes on by a page, as far as the feed has gone. @param to at most PAGE positions later */
  async advance(deriving: Deriving, to: number): Promise<void> {
    const from = this.#position;
    const changed = await listRecordsOf(deriving.db, { after: from, upTo: to });
    const held: HeldContent[] = [];
    for (const [recordType, records] of Map.groupBy(changed, (each) => each.recordType)) {
      const derived = await deriveRecords(deriving, recordType, [...new Set(records.map(({ key }) => key))]);
      // Left out, it would be counted as it was.
      if (derived.damaged.length > 0) throw new Error('a version was altered while sums were made again');
      for (const record of derived.records) held.push(...record.held);
    }
    // All at once: where a statement fails, nothing has moved.
    for (const content of held) this.#move(content, from, to);
    this.#position = to;
  }

  #move(content: HeldContent, from: number, to: number): void {
    if (content.position > to) return;
    const scope = this.#sums.of(content.type, content.county);
    if (holdsAt(content, from)) scope.subtract(content.hashes);
    if (holdsAt(content, to)) scope.add(content.hashes);
  }

  /** @param head at the position that the sums have come to, read in one transaction with what is stored */
  async compare({ db }: Deriving, head: HeadRow): Promise<SumsDifference> {
    const stored = (await listScopeDigests(db)).map((row): TableRow => ({ ...row }));
    // As long as the lesser levels are not filled, theirs are what they are.
    const isFilled = this.#isFilled && head.leveled_to === head.position;
    const before = new Map(stored.map((row) => [textOf(row, scopeTable.key), row]));
    const scopes = this.#sums.scopes.map((scope): TableRow => {
      const name = { record_type: scope.type.name, county: scope.county };
      const known = before.get(textOf(name, scopeTable.key));
      const digestAt = (level: Level) =>
        isFilled || level === 'RESTRICTED' ? scope.at(level).digest : (known?.[DIGEST_COLUMN[level]] ?? ZERO_DIGEST);
      const digests = LEVELS.map((level) => [DIGEST_COLUMN[level], digestAt(level)]);
      return { ...name, ...Object.fromEntries(digests), records: scope.at('RESTRICTED').records };
    });
    const names = new Set(scopes.map((row) => textOf(row, scopeTable.key)));
    const totals: HeadSums = {};
    for (const level of isFilled ? LEVELS : (['RESTRICTED'] as const)) {
      const { digest, records } = this.#sums.total(level);
      totals[DIGEST_COLUMN[level]] = digest;
      totals[RECORDS_COLUMN[level]] = records;
    }
    return {
      scopes: differenceOf(scopeTable, scopes, stored),
      superfluous: stored.filter((row) => !names.has(textOf(row, scopeTable.key))),
      head: differenceOf(headTable, [{ ...head, ...totals }], [{ ...head }]),
      totals,
    };
  }
}

function holdsAt({ position, until }: HeldContent, at: number): boolean {
  return position <= at && (until === null || until > at);
}
