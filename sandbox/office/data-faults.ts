/**
 * Faults of data: what an office may do wrong with one update. Each is a table row that says what is sent instead of "the
 * update, today", and every one that hides a valid fact heals: the valid row follows within days. Here stand those that
 * any office may make; what can go wrong with the rows of one office stands beside its rows.
 */
import type { Chance } from '../random.ts';
import type { Note, Update } from './lagging-copy.ts';

export type DataFaultGroup = 'late' | 'missing' | 'doubled' | 'contradicting' | 'malformed' | 'out-of-order';

/** What a row was made to say. */
export type Spoiling<Row> = (row: Row) => Partial<Row>;

/** One thing that the office sends about an update. */
export interface Sending<Row, N extends Note = Note> {
  /**
   * `UPDATE` the subject as the update left it; `AS_IT_IS` as it is on the day of sending; `BEFORE` as it was before
   * the update, though that was sent already.
   */
  readonly state: 'UPDATE' | 'AS_IT_IS' | 'BEFORE';
  /** Days after the update. */
  readonly inDays: number;
  /** Makes the row a wrong one. */
  readonly spoil?: Spoiling<Row>;
  /** Makes its notes wrong ones. */
  spoilNote?(note: N): N;
  /** Whether this is the faulty thing, for the record. */
  readonly faulty?: true;
}

export interface DataFault<T, Row, N extends Note = Note> {
  readonly group: DataFaultGroup;
  /** Why the row is faulty, for who reads the record. */
  readonly zh: string;
  readonly en: string;
  /** Struck by it is one update in so many. */
  readonly oneIn: number;
  /** Whether a hub that does everything right holds the faulty row in quarantine. */
  readonly waits: boolean;
  strikes(update: Update<T, N>): boolean;
  sendings(update: Update<T, N>, chance: Chance): readonly Sending<Row, N>[];
}

export type DataFaults<T, Row, N extends Note = Note> = Readonly<Record<string, DataFault<T, Row, N>>>;

/** The update, today: what happens without a fault. */
export const FAULTLESS: readonly Pick<Sending<never>, 'state' | 'inDays'>[] = [{ state: 'UPDATE', inDays: 0 }];

/** No fault hides a fact for more days than this. */
export const HEALED_WITHIN_DAYS = 9;

type Strikes<T, N extends Note> = DataFault<T, never, N>['strikes'];

const always = (): boolean => true;

/** @param strikes which updates it may strike; all where absent */
export function late<T, Row, N extends Note>(strikes: Strikes<T, N> = always): DataFault<T, Row, N> {
  return {
    group: 'late',
    zh: '迟到：该次变更晚数日才送达，其间可能已送较新的',
    en: 'late: the update comes days after, as it was then, after newer ones',
    oneIn: 12,
    waits: false,
    strikes,
    sendings: (_update, chance) => [{ state: 'UPDATE', inDays: chance.whole(2, 6), faulty: true }],
  };
}

export function missing<T, Row, N extends Note>(strikes: Strikes<T, N> = always): DataFault<T, Row, N> {
  return {
    group: 'missing',
    zh: '漏送：该次变更漏送，数日后补送当时状态',
    en: 'missing: the update is left out; days later the subject comes as it is then',
    oneIn: 12,
    waits: false,
    strikes,
    sendings: (_update, chance) => [{ state: 'AS_IT_IS', inDays: chance.whole(3, HEALED_WITHIN_DAYS) }],
  };
}

export function doubled<T, Row, N extends Note>(): DataFault<T, Row, N> {
  return {
    group: 'doubled',
    zh: '重复：同一行送两次',
    en: 'doubled: the same row twice',
    oneIn: 12,
    waits: false,
    strikes: always,
    sendings: () => [...FAULTLESS, { state: 'UPDATE', inDays: 0, faulty: true }],
  };
}

export function outOfOrder<T, Row, N extends Note>(strikes: Strikes<T, N> = always): DataFault<T, Row, N> {
  return {
    group: 'out-of-order',
    zh: '乱序：新行之后又来同一主体的旧行',
    en: 'out of order: after the new row the old one of the same subject comes again',
    oneIn: 12,
    waits: false,
    strikes: (update) => update.before !== null && strikes(update),
    sendings: () => [...FAULTLESS, { state: 'BEFORE', inDays: 0, faulty: true }],
  };
}

/** The row of the update comes spoilt, and right some days later. */
export function malformed<T, Row, N extends Note>(
  zh: string,
  en: string,
  spoil: Spoiling<Row>,
  strikes: Strikes<T, N> = always,
): DataFault<T, Row, N> {
  return {
    group: 'malformed',
    zh: `错误行：${zh}`,
    en: `malformed: ${en}`,
    oneIn: 30,
    waits: true,
    strikes,
    sendings: (_update, chance) => [
      { state: 'UPDATE', inDays: 0, spoil, faulty: true },
      { state: 'AS_IT_IS', inDays: chance.whole(2, 7) },
    ],
  };
}

/** Besides the update a row that contradicts it, or what is known. */
export function contradicting<T, Row, N extends Note>(
  zh: string,
  en: string,
  spoil: Spoiling<Row>,
  strikes: Strikes<T, N> = always,
): DataFault<T, Row, N> {
  return {
    group: 'contradicting',
    zh: `矛盾：${zh}`,
    en: `contradicting: ${en}`,
    oneIn: 20,
    waits: true,
    strikes,
    sendings: () => [...FAULTLESS, { state: 'UPDATE', inDays: 0, spoil, faulty: true }],
  };
}

/** Which of several faults strikes an update, if any: the first that its chance falls to. */
export function strike<T, Row, N extends Note>(
  update: Update<T, N>,
  faults: DataFaults<T, Row, N>,
  kinds: readonly string[],
  chance: Chance,
): string | null {
  for (const kind of kinds) {
    const fault = faults[kind];
    if (fault !== undefined && chance.happens(1 / fault.oneIn) && fault.strikes(update)) return kind;
  }
  return null;
}
