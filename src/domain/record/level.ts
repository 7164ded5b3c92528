/**
 * The levels at which records are seen. The classes of fields are nested, so what a viewer sees of a content is one of three
 * cuts of it, and each cut has a hash of its own (docs/decisions/0013).
 */
import { canonicalWriter } from './canonical-json.ts';
import type { DataClass } from './field.ts';
import type { Content, RecordType } from './record-type.ts';

/** A cut is named after the highest class of its fields. Personal values are in none: they are no part of content. */
export type Level = 'PUBLIC' | 'SHARED' | 'RESTRICTED';

/** From the lowest to the highest. The place of a level among them is what `version.seen_from` holds. */
export const LEVELS = ['PUBLIC', 'SHARED', 'RESTRICTED'] as const satisfies readonly Level[];

/** The lowest level that each class of fields belongs to. */
export const LEVEL_OF: Readonly<Record<DataClass, Level>> = {
  PUBLIC: 'PUBLIC',
  PUBLIC_BY_DUTY: 'PUBLIC',
  SHARED: 'SHARED',
  RESTRICTED: 'RESTRICTED',
};

export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

/** Whether who stands at a level sees any field of a type: a personal value is shown to all, masked. */
export function isSeenAt(level: Level, type: Pick<RecordType, 'fields'>): boolean {
  return Object.values(type.fields).some((field) => field.personal === true || rankOf(LEVEL_OF[field.class]) <= rankOf(level));
}

/** The canonical text of a content as a level sees it: the fields of its classes, without the personal ones. */
export function textAt(level: Level, type: RecordType, content: Content): string {
  return cutsOf(type)[level].write(content);
}

/** The texts of a content at the lesser levels; null where a level sees all that the one above it sees. */
export interface LesserTexts {
  readonly shared: string | null;
  readonly public: string | null;
}

const NOTHING_BETWEEN: LesserTexts = { shared: null, public: null };

/** @param isWhole whether the highest level sees all of the content: false where the type has lost a field that it holds */
export function lesserTexts(type: RecordType, content: Content, isWhole = true): LesserTexts {
  const { SHARED, PUBLIC, isFlat } = cutsOf(type);
  if (isFlat && isWhole) return NOTHING_BETWEEN;
  const has = (field: string): boolean => content[field] !== undefined;
  return {
    shared: !isWhole || SHARED.above.some(has) ? SHARED.write(content) : null,
    public: PUBLIC.above.some(has) ? PUBLIC.write(content) : null,
  };
}

interface Cut {
  readonly write: (content: Content) => string;
  /** The fields that the next level sees and this one does not. */
  readonly above: readonly string[];
}

/** `isFlat`: there is nothing that one level sees and another does not. */
type Cuts = Readonly<Record<Level, Cut>> & { readonly isFlat: boolean };

const made = new WeakMap<RecordType, Cuts>();

function cutsOf(type: RecordType): Cuts {
  const known = made.get(type);
  if (known !== undefined) return known;
  const open = Object.entries(type.fields).filter(([, field]) => field.personal !== true);
  const ofRank = (fits: (rank: number) => boolean) =>
    open.filter(([, field]) => fits(rankOf(LEVEL_OF[field.class]))).map(([name]) => name);
  const cut = (level: Level): Cut => ({
    write: canonicalWriter(ofRank((rank) => rank <= rankOf(level))),
    above: ofRank((rank) => rank === rankOf(level) + 1),
  });
  const [PUBLIC, SHARED, RESTRICTED] = [cut('PUBLIC'), cut('SHARED'), cut('RESTRICTED')];
  const cuts = { PUBLIC, SHARED, RESTRICTED, isFlat: PUBLIC.above.length === 0 && SHARED.above.length === 0 };
  made.set(type, cuts);
  return cuts;
}
