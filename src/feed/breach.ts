/** What verifying a hub finds wrong, and the words for it. */
import type { DerivedBreach } from './derived/check-derived.ts';

export interface Breach {
  /** The position at fault; null where it is the feed as a whole. */
  readonly position: number | null;
  /** What was verified: `version`, `personal`, `head`, or a derived table. */
  readonly what: string;
  readonly column: string;
  /** Never a personal value. */
  readonly detail: Detail;
}

export interface Detail {
  readonly zh: string;
  readonly en: string;
}

const DERIVED: Readonly<Record<DerivedBreach['what'], Detail>> = {
  missing: { zh: '缺少应有的行', en: 'a row is missing' },
  wrong: { zh: '与版本不符', en: 'not what the versions say' },
  superfluous: { zh: '多余的行，没有版本与之对应', en: 'a row that no version is a reason for' },
  lost: { zh: '有版本缺失，无法据以推算', en: 'versions are missing: nothing is derived of what is left' },
  damaged: { zh: '版本已被改动，无法据以推算', en: 'the version was altered: nothing is derived of its record' },
};

/** A row that is not as it should be, by its table and the columns or the kind of fault. */
export function derivedBreach({ table, what, position, columns, row }: DerivedBreach): Breach {
  const { zh, en } = DERIVED[what];
  const which = row === null ? '' : ` (${row})`;
  const column = columns.length > 0 ? columns.join(',') : what;
  return { position, what: table, column, detail: { zh: `${zh}${which}`, en: `${en}${which}` } };
}
