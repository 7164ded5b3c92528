/**
 * What a level knows of where a record stands. A step that moves only what is hidden from it is none of its changes, so the position and
 * the times of such a step are not told either: they are those of the last step before it that the level was shown.
 */
import type { Db } from '../db/database.ts';
import { listStepsBack } from '../db/shown.repository.ts';
import type { VersionFacts } from '../db/version.repository.ts';
import { type Level, rankOf } from '../domain/record/level.ts';

type Step = Pick<VersionFacts, 'seen_from' | 'position'>;

/** To one statement, which on SQLite keeps the event loop: each may lead a long way back. */
const AT_ONCE = 200;

/** By position those rows whose step is hidden from a level, each with the last one that was shown. Mostly there are none. */
export async function lastShown(db: Db, rows: readonly Step[], level: Level): Promise<ReadonlyMap<number, VersionFacts>> {
  const rank = rankOf(level);
  const shown = new Map<number, VersionFacts>();
  // By how far one came, from which rows; all of them go on together.
  let open = new Map(rows.flatMap(({ seen_from, position }) => (seen_from > rank ? [[position, [position]]] : [])));
  while (open.size > 0) {
    const further: typeof open = new Map();
    const positions = [...open.keys()];
    for (let from = 0; from < positions.length; from += AT_ONCE) {
      for (const row of await listStepsBack(db, positions.slice(from, from + AT_ONCE), rank)) {
        const origins = open.get(row.walked_from) ?? [];
        if (row.seen_from > rank) further.set(row.position, [...(further.get(row.position) ?? []), ...origins]);
        else for (const origin of origins) shown.set(origin, row);
      }
    }
    open = further;
  }
  return shown;
}
