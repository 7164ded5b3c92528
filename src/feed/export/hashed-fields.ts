/** Which fields of a record a hash covers: by their list whoever keeps a copy works the hash out itself. */
import { LEVEL_OF, type Level, rankOf } from '../../domain/record/level.ts';
import type { RecordType } from '../../domain/record/record-type.ts';

/** Those that a level sees, without the personal ones, in the order of the type. A record need not have all of them. */
export function hashedFields({ fields }: Pick<RecordType, 'fields'>, level: Level): readonly string[] {
  return Object.entries(fields)
    .filter(([, field]) => field.personal !== true && rankOf(LEVEL_OF[field.class]) <= rankOf(level))
    .map(([name]) => name);
}
