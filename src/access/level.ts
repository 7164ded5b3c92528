/** At which level a viewer stands: what it is given of hashes, digests and changes is that of its level (docs/decisions/0013). */
import type { DataClass } from '../domain/record/field.ts';
import { LEVEL_OF, LEVELS, type Level, rankOf } from '../domain/record/level.ts';
import type { Viewer } from './viewer.ts';

/** The highest level of which the viewer sees every class, and every class below. What is public is for anybody: nobody stands lower. */
export function levelOf({ classes }: Pick<Viewer, 'classes'>): Level {
  const hidden = (Object.keys(LEVEL_OF) as DataClass[]).filter((each) => !classes.has(each));
  const least = Math.min(LEVELS.length, ...hidden.map((each) => rankOf(LEVEL_OF[each])));
  return LEVELS[least - 1] ?? 'PUBLIC';
}
