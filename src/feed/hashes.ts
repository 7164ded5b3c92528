/** The hashes of a version, one for each level: a viewer is given that of its own and can guess nothing from it. */
import type { VersionRow } from '../db/version.repository.ts';
import { type Level, lesserTexts } from '../domain/record/level.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import type { HashOf } from './suite.ts';

/** 64 hex digits each; those of the lesser levels are null where they equal the one above. */
export interface Hashes {
  /** Of the highest level: of everything that the content says. */
  readonly hash: string;
  readonly hashShared: string | null;
  readonly hashPublic: string | null;
}

export function hashAt(level: Level, { hash, hashShared, hashPublic }: Hashes): string {
  const shared = hashShared ?? hash;
  return level === 'RESTRICTED' ? hash : level === 'SHARED' ? shared : (hashPublic ?? shared);
}

/** @param text the canonical text of the content, or of what a closed key says; `content` is null there, and nothing is hidden */
export function hashesOf(
  hashOf: HashOf,
  type: RecordType,
  key: string,
  content: Content | null,
  text: string | null,
  isWhole = true,
): Hashes {
  const hash = hashOf(type.name, key, text);
  if (content === null) return { hash, hashShared: null, hashPublic: null };
  const lesser = lesserTexts(type, content, isWhole);
  return {
    hash,
    hashShared: lesser.shared === null ? null : hashOf(type.name, key, lesser.shared),
    hashPublic: lesser.public === null ? null : hashOf(type.name, key, lesser.public),
  };
}

/** The hashes of a stored version. Those of the lesser levels count as far as `head.leveled_to`. */
export function storedHashes(row: Pick<VersionRow, 'hash' | 'hash_shared' | 'hash_public'>): Hashes {
  return { hash: row.hash, hashShared: row.hash_shared, hashPublic: row.hash_public };
}
