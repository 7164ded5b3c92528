/** What waited in quarantine and is read again: it is held against what came to be known meanwhile. */
import { isDeepStrictEqual } from 'node:util';
import type { MessageCode } from '../domain/message/catalogue.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { Content } from '../domain/record/record-type.ts';
import type { CloseEntry, PutEntry } from './entry.ts';
import type { KeyState } from './planned.ts';

/** How an entry waited; absent where a person vouches for it, who has seen what came since. */
export interface Waited {
  /** When it was received; milliseconds. */
  readonly since: number;
  /** Why it waited. */
  readonly problems: readonly Problem[];
}

/** That the hub did not hold the record of which a row only tells more. */
const RECORD_LACKING: ReadonlySet<MessageCode> = new Set<MessageCode>(['RECORD_NOT_HELD', 'TAXPAYER_NOT_FOUND']);

/** Whether a row waited for the very record that it tells more of: that this one comes is no answer to it, but its turn. */
export function isForItsRecord(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => RECORD_LACKING.has(code));
}

/**
 * Whether something newer is known of the record of an entry that waited: by the source's versions where both have one, by
 * which the late one is late anyway; else by what was received since.
 */
export function isOvertaken({ waited, sourceVersion }: PutEntry | CloseEntry, state: KeyState): boolean {
  if (waited === undefined || state.receivedAt <= waited.since) return false;
  return sourceVersion === undefined || state.sourceVersion === null || sourceVersion === state.sourceVersion;
}

/**
 * What an overtaken entry adds to the record that it waited for, which stays as it is known otherwise; null where it did
 * not wait for that, or says other things than what came later.
 */
export function addedTo(entry: PutEntry, { content, personal }: KeyState): PutEntry | null {
  const { waited, completedFrom, told, lacking } = entry;
  if (told !== undefined || lacking.length === 0 || completedFrom === undefined || content === null) return null;
  if (waited === undefined || !isForItsRecord(waited.problems)) return null;
  if (!agrees(entry.content, content) || !agrees(entry.personal, personal)) return null;
  return completedFrom(content, personal, true);
}

function agrees(given: Content | PutEntry['personal'], known: Content | PutEntry['personal']): boolean {
  const values: { readonly [field: string]: unknown } = known;
  return Object.entries(given).every(([field, value]) => values[field] === undefined || isDeepStrictEqual(values[field], value));
}

/** What is said of a row where something newer is known of its record, beside why it waited. */
export function staleProblems(before: readonly Problem[], position: number): readonly Problem[] {
  const stale = problem('RELEASE_STALE', { position: String(position) });
  return [stale, ...before.filter(({ code }) => code !== 'RELEASE_STALE')];
}
