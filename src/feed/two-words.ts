/** Where a record is stated by more than one: how one's word stands to another's. */
import type { PutEntry } from './entry.ts';
import type { KeyState } from './planned.ts';
import type { HashOf } from './suite.ts';

/** What is known, as a sheet may be held against it: the versions of two sources are not of one order. */
export function asComparable(entry: PutEntry, state: KeyState): KeyState {
  const content = state.content ?? state.last?.content ?? null;
  const goes = content === null ? null : (entry.type.precedence?.(content, entry.content) ?? null);
  return goes === null ? state : { ...state, sourceVersion: null };
}

/**
 * Whether what is known goes before what a record states by the way under the same version. Several records may state one,
 * and which of them goes must not hang on which came last: the greater hash does.
 */
export function isOutdone(entry: PutEntry, { content, personal, hash, sourceVersion }: KeyState, hashOf: HashOf): boolean {
  if (content === null || sourceVersion === null || entry.sourceVersion !== sourceVersion) return false;
  const whole = entry.completedFrom?.(content, personal) ?? entry;
  return hashOf(whole.type.name, whole.key, whole.contentText) < hash;
}
