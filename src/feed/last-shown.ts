/**
 * What a level knows of where a record stands. A step that moves only what is hidden from it is none of its changes, so the position and
 * the times of such a step are not told either: they are those of the last step before it that the level was shown.
 */
import type { Db } from '../db/database.ts';
import { listVersionFacts, MAX_KEYS, type VersionFacts } from '../db/version.repository.ts';
import { type Level, rankOf } from '../domain/record/level.ts';
import { heldAgainst } from './beside.ts';

type Step = Pick<VersionFacts, 'seen_from' | 'history_only' | 'corrects' | 'previous' | 'position'>;

/** By position those rows whose step is hidden from a level, each with the last one that was shown. Mostly there are none. */
export async function lastShown(db: Db, rows: readonly Step[], level: Level): Promise<ReadonlyMap<number, VersionFacts>> {
  const rank = rankOf(level);
  const shown = new Map<number, VersionFacts>();
  // From a row to the one before it, for all of them together.
  let open = rows.flatMap((row) => behind(row.position, row, rank));
  while (open.length > 0) {
    const befores = [...new Set(open.map(({ before }) => before))];
    const found = new Map<number, VersionFacts>();
    for (let from = 0; from < befores.length; from += MAX_KEYS) {
      for (const row of await listVersionFacts(db, befores.slice(from, from + MAX_KEYS))) found.set(row.position, row);
    }
    open = open.flatMap(({ position, before }) => {
      const row = found.get(before);
      if (row === undefined) return [];
      const further = behind(position, row, rank);
      if (further.length === 0) shown.set(position, row);
      return further;
    });
  }
  return shown;
}

/** Where to look on; nowhere where a step is shown, and at the first of a key. */
function behind(position: number, step: Step, rank: number): readonly { readonly position: number; readonly before: number }[] {
  const before = heldAgainst(step);
  return step.seen_from <= rank || before === null ? [] : [{ position, before }];
}
