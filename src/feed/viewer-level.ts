/** The level that a reader is answered at, once everything that it may be told there is filled. */
import { levelOf } from '../access/level.ts';
import type { Viewer } from '../access/viewer.ts';
import type { HeadRow } from '../db/head.repository.ts';
import { problem } from '../domain/message/problem.ts';
import type { Level } from '../domain/record/level.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';

/** What a lesser level may be told is not filled as far as it asks: what stands there is for the highest level alone. */
export class LevelsUnfilledError extends Error {
  override readonly name = 'LevelsUnfilledError';
  readonly problem;

  constructor(done: number, wanted: number) {
    super('the lesser levels are not filled so far');
    this.problem = problem('LEVELS_UNFILLED', { done: String(done), wanted: String(wanted) });
  }
}

/** @throws LevelsUnfilledError where something up to the position is not filled yet */
export async function levelUpTo(hub: Hub, viewer: Viewer, position: number): Promise<Level> {
  const level = levelOf(viewer);
  if (level === 'RESTRICTED') return level;
  requireFilled(await getHead(hub), position);
  return level;
}

/** @throws LevelsUnfilledError */
export function levelAtHead(head: HeadRow, viewer: Viewer): Level {
  const level = levelOf(viewer);
  if (level !== 'RESTRICTED') requireFilled(head, head.position);
  return level;
}

function requireFilled({ leveled_to, position }: HeadRow, wanted: number): void {
  // What lies beyond the head was never there.
  if (leveled_to < Math.min(wanted, position)) throw new LevelsUnfilledError(leveled_to, wanted);
}
