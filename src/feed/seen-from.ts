/**
 * From which level on a step is seen. One that moves only what a viewer does not see would tell it by its being there that
 * something hidden moved (docs/decisions/0013), so it is left out for that viewer.
 */
import type { ChangeKind } from '../domain/record/change.ts';
import { LEVELS, rankOf } from '../domain/record/level.ts';
import type { Content } from '../domain/record/record-type.ts';
import { type Hashes, hashAt } from './hashes.ts';

/** A version as far as it bears on that. */
export interface SeenVersion extends Hashes {
  /** Null where it closes its key. */
  readonly content: Content | null;
  readonly effectiveOn: string | null;
}

/**
 * @param before the version that it is held against; undefined where there is none
 * @param isSamePersonal whether the two hold the same personal values; asked only where nothing else tells
 * @returns the place in LEVELS of the lowest level at which it is seen
 */
export function seenFrom(
  kind: ChangeKind,
  after: SeenVersion,
  before: SeenVersion | undefined,
  isSamePersonal: () => boolean,
): number {
  const isStep = kind === 'CHANGED' || kind === 'CORRECTED';
  // Whether a record is there at all is seen by everybody who sees any of it.
  if (!isStep || before === undefined || before.content === null || after.content === null) return 0;
  // The date of a change is the change's own; a correction may have moved that of the fact.
  if (kind === 'CORRECTED' && before.effectiveOn !== after.effectiveOn) return 0;
  const lowest = LEVELS.find((level) => hashAt(level, before) !== hashAt(level, after)) ?? 'PUBLIC';
  // Personal values are shown at every level, masked.
  return lowest === 'PUBLIC' || !isSamePersonal() ? 0 : rankOf(lowest);
}
