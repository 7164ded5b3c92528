/** Back from versions whose steps are hidden from a level, to those that it was shown. */
import type { Db } from './database.ts';
import { sql } from './fragment.ts';
import { paddedList } from './insert-many.ts';
import { FACTS, type VersionFacts } from './version.repository.ts';

/** Steps back in one statement. Databases give up a thousand levels down, or say nothing and tell less. */
export const STEPS_BACK = 100;

/** Where one of the versions that were asked for leads: to one that was shown, or after so many steps to one that is hidden as well. */
export type StepBack = VersionFacts & { readonly walked_from: number };

/**
 * A version that leads to the first of its key alone is absent.
 * @param positions of versions with hidden steps, at most MAX_KEYS
 * @param rank of the level, as in `seen_from`
 */
export async function listStepsBack(db: Db, positions: readonly number[], rank: number): Promise<readonly StepBack[]> {
  if (positions.length === 0) return [];
  // As `heldAgainst` has it.
  const before = sql.raw('case when version.history_only = 1 then version.corrects else version.previous end');
  const select = sql<StepBack>`
    with recursive back (walked_from, position, steps) as (
      select position, ${before}, 1 from version where position in (${sql.join(paddedList(positions))})
      union all
      select back.walked_from, ${before}, back.steps + 1 from back join version on version.position = back.position
      where version.seen_from > ${rank} and back.steps < ${sql.lit(STEPS_BACK)}
    )
    select back.walked_from, ${FACTS} from back join version on version.position = back.position
    where version.seen_from <= ${rank} or back.steps = ${sql.lit(STEPS_BACK)}`;
  return (await select.execute(db)).rows;
}
