/**
 * Faults of data: what an office may do wrong with one update of a company. Each is a table row that says what is sent
 * instead of "the update, today", and every one that hides a valid fact heals: the valid row follows within days.
 */

import type { Change, Happening } from '../city/happening.ts';
import { isPropertyCompany } from '../city/truth.ts';
import { spoilUscc } from '../identifiers.ts';
import type { Chance } from '../random.ts';
import type { FlatRow } from './subject-row.ts';

export type DataFaultGroup = 'late' | 'missing' | 'doubled' | 'contradicting' | 'malformed' | 'out-of-order';

export type DataFaultKind =
  | 'late'
  | 'missing'
  | 'doubled'
  | 'second-company'
  | 'wrong-before'
  | 'masked-code'
  | 'wrong-check-character'
  | 'bad-date'
  | 'no-name'
  | 'unknown-status'
  | 'out-of-order';

/** What a row was made to say. */
export type Spoiling = (row: FlatRow) => Partial<FlatRow>;

/** One thing that the office sends about an update. */
export interface Sending {
  /**
   * `UPDATE` the company as the update left it; `AS_IT_IS` as it is on the day of sending; `BEFORE` as it was before
   * the update, though that was sent already.
   */
  readonly state: 'UPDATE' | 'AS_IT_IS' | 'BEFORE';
  /** Days after the update. */
  readonly inDays: number;
  /** Makes the row a wrong one. */
  readonly spoil?: Spoiling;
  /** Makes the change rows wrong ones. */
  readonly spoilChange?: (change: Change) => Change;
  /** Whether this is the faulty thing, for the record. */
  readonly faulty?: true;
}

export interface DataFault {
  readonly group: DataFaultGroup;
  /** Why the row is faulty, for who reads the record. */
  readonly zh: string;
  readonly en: string;
  /** Struck by it is one update in so many. */
  readonly oneIn: number;
  strikes(update: Happening): boolean;
  sendings(update: Happening, chance: Chance): readonly Sending[];
}

/** The update, today: what happens without a fault. */
export const FAULTLESS: readonly Sending[] = [{ state: 'UPDATE', inDays: 0 }];

/** No fault hides a fact for more days than this. */
export const HEALED_WITHIN_DAYS = 9;

const always = (): boolean => true;

export const dataFaults: Readonly<Record<DataFaultKind, DataFault>> = {
  late: {
    group: 'late',
    zh: '迟到：该次变更晚数日才送达，其间可能已送较新的',
    en: 'late: the update comes days after, as it was then, after newer ones',
    oneIn: 12,
    // An old code that comes back after its replacement would speak of another company's past.
    strikes: ({ kind }) => kind !== 'code-replaced',
    sendings: (_update, chance) => [{ state: 'UPDATE', inDays: chance.whole(2, 6), faulty: true }],
  },
  missing: {
    group: 'missing',
    zh: '漏送：该次变更漏送，数日后补送当时状态',
    en: 'missing: the update is left out; days later the company comes as it is then',
    oneIn: 12,
    strikes: always,
    sendings: (_update, chance) => [{ state: 'AS_IT_IS', inDays: chance.whole(3, HEALED_WITHIN_DAYS) }],
  },
  doubled: {
    group: 'doubled',
    zh: '重复：同一行送两次',
    en: 'doubled: the same row twice',
    oneIn: 12,
    strikes: always,
    sendings: () => [...FAULTLESS, { state: 'UPDATE', inDays: 0, faulty: true }],
  },
  'second-company': {
    group: 'contradicting',
    zh: '矛盾：已登记的代码下出现另一家企业',
    en: 'contradicting: a second company under a known code',
    oneIn: 20,
    // Only a company that the hub knows by then can be contradicted.
    strikes: ({ kind, before }) => kind !== 'code-replaced' && before !== null && isPropertyCompany(before),
    sendings: () => [...FAULTLESS, { state: 'UPDATE', inDays: 0, spoil: asAnotherCompany, faulty: true }],
  },
  'wrong-before': {
    group: 'contradicting',
    zh: '矛盾：变更前内容与此前登记不符',
    en: 'contradicting: the before of a change row is not what stood there',
    oneIn: 15,
    strikes: ({ kind, changes }) => changes.length > 0 && kind !== 'code-replaced',
    sendings: (_update, chance) => [
      { state: 'UPDATE', inDays: 0, spoilChange: (change) => ({ ...change, before: `${change.before}（原）` }), faulty: true },
      { state: 'AS_IT_IS', inDays: chance.whole(2, 5) },
    ],
  },
  'masked-code': malformed('代码被遮盖', 'the code is masked', ({ UNISCID }) => ({
    UNISCID: `${UNISCID.slice(0, 6)}******${UNISCID.slice(12)}`,
  })),
  'wrong-check-character': malformed('代码校验位不符', 'the check character is wrong', ({ UNISCID }) => ({
    UNISCID: spoilUscc(UNISCID.trim().toUpperCase()),
  })),
  'bad-date': malformed('日期不存在', 'a date that does not exist', ({ ESTDATE }) => ({
    ESTDATE: `${ESTDATE.slice(0, 4)}-02-30`,
  })),
  'no-name': malformed('名称为空', 'the name is empty', () => ({ ENTNAME: '' })),
  'unknown-status': malformed('状态代码与文字均无法识别', 'a status that nobody knows', () => ({
    REGSTATE: 'W7',
    REGSTATE_CN: '登记状态待核',
  })),
  'out-of-order': {
    group: 'out-of-order',
    zh: '乱序：新行之后又来同一企业的旧行',
    en: 'out of order: after the new row the old one of the same company comes again',
    oneIn: 12,
    strikes: ({ kind, before }) => before !== null && kind !== 'code-replaced',
    sendings: () => [...FAULTLESS, { state: 'BEFORE', inDays: 0, faulty: true }],
  },
};

export const dataFaultKinds = Object.keys(dataFaults) as readonly DataFaultKind[];

export function isDataFaultKind(name: unknown): name is DataFaultKind {
  return (dataFaultKinds as readonly unknown[]).includes(name);
}

/** The row of the update comes spoilt, and right some days later. */
function malformed(zh: string, en: string, spoil: Spoiling): DataFault {
  return {
    group: 'malformed',
    zh: `错误行：${zh}`,
    en: `malformed: ${en}`,
    oneIn: 30,
    strikes: always,
    sendings: (_update, chance) => [
      { state: 'UPDATE', inDays: 0, spoil, faulty: true },
      { state: 'AS_IT_IS', inDays: chance.whole(2, 7) },
    ],
  };
}

/** Another name, another subject id and another date of establishment: nobody can take it for the same company. */
function asAnotherCompany({ PRIPID, ESTDATE }: FlatRow): Partial<FlatRow> {
  return {
    ENTNAME: `长治市另一家${PRIPID.slice(-6)}物业有限公司`,
    PRIPID: `${PRIPID.slice(0, 6)}${PRIPID[6] === '9' ? '8' : '9'}${PRIPID.slice(7)}`,
    ESTDATE: ESTDATE.startsWith('2001') ? '2002-02-02' : '2001-01-01',
    historyName: '',
  };
}

/** Which of several faults strikes an update, if any: the first that its chance falls to. */
export function strike(update: Happening, kinds: readonly DataFaultKind[], chance: Chance): DataFaultKind | null {
  for (const kind of kinds) {
    if (chance.happens(1 / dataFaults[kind].oneIn) && dataFaults[kind].strikes(update)) return kind;
  }
  return null;
}
