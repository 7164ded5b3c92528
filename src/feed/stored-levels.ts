/** What a stored version gives to the levels below the highest, computed anew of contents: where it is filled, and where it is verified. */
import type { VersionLevels, VersionRow } from '../db/version.repository.ts';
import type { ChangeKind } from '../domain/record/change.ts';
import { textAt } from '../domain/record/level.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { hashesOf, storedHashes } from './hashes.ts';
import { seenFrom } from './seen-from.ts';
import type { HashOf } from './suite.ts';

/** A stored version with its content read; `content` is null where it closes its key. */
export interface ReadVersion {
  readonly row: VersionRow;
  readonly content: Content | null;
}

/**
 * @param before the version that it is held against, its own columns of the levels right already
 * @param isSamePersonal whether the two hold the same personal values
 */
export function levelsOf(
  hashOf: HashOf,
  type: RecordType,
  { row, content }: ReadVersion,
  before: ReadVersion | undefined,
  isSamePersonal: boolean,
): VersionLevels {
  // A field that the type has lost since is nobody's to see: what was stored of it stays in the highest hash alone.
  const isWhole = content === null || textAt('RESTRICTED', type, content) === row.content;
  const hashes = hashesOf(hashOf, type, row.record_key, content, row.content, isWhole);
  const seen = (version: ReadVersion) => ({ content: version.content, effectiveOn: version.row.effective_on });
  const held = before === undefined ? undefined : { ...storedHashes(before.row), ...seen(before) };
  const after = { ...hashes, ...seen({ row, content }) };
  return {
    position: row.position,
    hash_shared: hashes.hashShared,
    hash_public: hashes.hashPublic,
    seen_from: seenFrom(row.kind as ChangeKind, after, held, () => isSamePersonal),
  };
}
