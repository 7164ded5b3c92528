/** Which of two sheets of one record its source made first. */
import type { Content } from '../domain/record/record-type.ts';
import type { PutEntry } from './entry.ts';

/**
 * How a sheet stands in its source's own order of steps to what the hub knows of its key: -1 before it, 1 after it, 0
 * where nothing tells. By the source's versions where both have one, else by the type's date of steps.
 */
export function compareSteps(entry: PutEntry, content: Content | null, sourceVersion: number | null): -1 | 0 | 1 {
  if (entry.sourceVersion !== undefined && sourceVersion !== null) return compare(entry.sourceVersion, sourceVersion);
  const before = content === null ? null : entry.type.sourceOrder(content);
  const after = entry.type.sourceOrder(entry.content);
  return before === null || after === null ? 0 : compare(after, before);
}

function compare<T extends number | string>(one: T, other: T): -1 | 0 | 1 {
  return one < other ? -1 : one > other ? 1 : 0;
}
