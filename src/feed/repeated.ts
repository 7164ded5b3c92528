/**
 * A file that names a key twice, sent again. Where nothing in its rows tells which is the newer one, the last of them holds,
 * and the others would undo it and be undone in turn, as often as the file comes: what the batch itself takes back further
 * down, and the history knows, is no news.
 */
import type { PutEntry, ReadyEntry } from './entry.ts';
import { type KeyState, type KnownVersion, stateKey } from './planned.ts';

/** What a batch says last of each key that it names. */
export function lastWords(entries: readonly ReadyEntry[]): ReadonlyMap<string, ReadyEntry> {
  const lasts = new Map<string, ReadyEntry>();
  for (const entry of entries) {
    if (!('problems' in entry)) lasts.set(stateKey(entry.type.name, entry.key), entry);
  }
  return lasts;
}

/**
 * The earlier version that an entry only states again, its batch ending with what holds; undefined where it is news. Told of a
 * step, or confirmed by a person, it always is.
 * @param last what the batch says last of the entry's key
 */
export function findRepeated(
  entry: PutEntry,
  last: ReadyEntry,
  state: KeyState,
  history: readonly KnownVersion[],
): KnownVersion | undefined {
  if (!('content' in last) || last.told !== undefined || entry.told !== undefined || entry.confirmed) return undefined;
  return isStatedBy(last, state) ? history.find((version) => isStatedBy(entry, version)) : undefined;
}

/** Whether a version says all that an entry says: a row that tells a part says nothing of the rest. */
function isStatedBy(entry: PutEntry, { content, personal, fingerprint }: KeyState | KnownVersion): boolean {
  if (content === null) return false;
  return (entry.completedFrom?.(content, personal) ?? entry).fingerprint === fingerprint;
}
