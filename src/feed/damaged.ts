/** A version whose stored text cannot be read: somebody, or a disk, has altered it. What it says is repeated nowhere. */
import type { VersionRow } from '../db/version.repository.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { type Level, rankOf } from '../domain/record/level.ts';

/** Which version is meant, and from which level on its step is seen. */
export type VersionName = Pick<VersionRow, 'position' | 'record_type' | 'record_key' | 'seen_from'>;

export class VersionDamagedError extends Error {
  override readonly name = 'VersionDamagedError';
  readonly position: number;
  readonly recordType: string;
  readonly key: string;
  readonly #seenFrom: number;

  constructor({ position, record_type, record_key, seen_from }: VersionName) {
    super('a version cannot be read');
    this.position = position;
    this.recordType = record_type;
    this.key = record_key;
    this.#seenFrom = seen_from;
  }

  /** As it is told at a level: which version it is, only to those who may know that it is there. */
  toldAt(level: Level): Problem {
    if (this.#seenFrom > rankOf(level)) return problem('VERSION_DAMAGED', { which: '一个版本的', whichEn: 'a version' });
    const [position, record] = [String(this.position), `${this.recordType} ${this.key}`];
    const which = {
      which: `位置 ${position}（${record}）的版本，其`,
      whichEn: `the version at position ${position} (${record})`,
    };
    return { ...problem('VERSION_DAMAGED', which), facts: { position, recordType: this.recordType, key: this.key } };
  }
}

/** What a column of a version holds as JSON: an object, in all of them. @throws VersionDamagedError */
export function storedObject(version: VersionName, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says quotes the text.
    throw new VersionDamagedError(version);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new VersionDamagedError(version);
  return value as Record<string, unknown>;
}
