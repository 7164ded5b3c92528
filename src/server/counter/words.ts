/** The hub's values in the words of a counter. */
import { COMPANY_TYPE_CLASSES, type CompanyTypeClass } from '../../domain/code/company-type.ts';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../../domain/code/registration-status.ts';
import { type ChangeKind, SOURCE_WORDS, type SourceName } from '../../domain/record/change.ts';
import type { Field } from '../../domain/record/field.ts';
import { findRecordType } from '../../domain/record/record-types.ts';
import { regionPath } from '../../domain/region/region-tree.ts';
import type { SourceView } from '../../feed/runs.ts';

/** What somebody at the counter should think of it: as it should be, to be looked at, ended. */
export type Tone = 'good' | 'caution' | 'ended';

export interface StatusWords {
  readonly zh: string;
  /** Without what stands in brackets. */
  readonly short: string;
  readonly en: string;
  readonly meaning: string;
  readonly tone: Tone;
}

const meanings: Readonly<Record<RegistrationStatus, readonly [tone: Tone, meaning: string]>> = {
  IN_OPERATION: ['good', '登记在册，可以正常经营。'],
  REVOKED: ['ended', '营业执照已被吊销，不得再经营；尚未办理注销，债权债务仍由其承担。'],
  REVOKED_AND_CANCELLED: ['ended', '执照被吊销后已办理注销，企业已不存在。'],
  CANCELLED: ['ended', '已经注销，企业不再存在，不能再以其名义办事。'],
  ANNULLED: ['ended', '登记已被撤销，不能再以其名义经营。'],
  MOVED_OUT: ['caution', '已迁往其他登记机关，本地不再更新；请向迁入地登记机关查询。'],
  SUSPENDED: ['caution', '已办理歇业，暂停经营，主体资格仍在。'],
  IN_LIQUIDATION: ['caution', '正在清算，只能办理与清算有关的事项。'],
  CANCELLING: ['caution', '正在办理注销，尚未办结。'],
  IN_PREPARATION: ['caution', '筹建中，尚未开业。'],
  OTHER: ['caution', '登记状态特殊，无法归类；请以登记机关答复为准。'],
};

export function statusWords(status: RegistrationStatus | null | undefined): StatusWords {
  if (status === null || status === undefined) {
    return {
      zh: '状态不明',
      short: '状态不明',
      en: 'status unknown',
      meaning: '来源没有给出登记状态；请向登记机关核实。',
      tone: 'caution',
    };
  }
  const [tone, meaning] = meanings[status];
  const { zh, en } = REGISTRATION_STATUSES[status];
  return { zh, short: zh.split('（')[0] ?? zh, en, meaning, tone };
}

export function sourceName(name: string): string {
  return name in SOURCE_WORDS ? SOURCE_WORDS[name as SourceName] : name;
}

const DAY_MS = 86_400_000;
/** Offices send once a day; two days without an answer are worth a word. */
const STALE_AFTER_MS = 2 * DAY_MS;

/**
 * Whether nothing new has come from a source for too long. A source that was never asked is none of the hub's yet, not stale.
 * @param now milliseconds, as is the other
 */
export function isStale({ state, lastSuccessAt }: Pick<SourceView, 'state' | 'lastSuccessAt'>, now: number): boolean {
  if (lastSuccessAt === null) return state !== 'NEVER_SEEN';
  return now - lastSuccessAt >= STALE_AFTER_MS;
}

/** When a source last answered in full, for a table. */
export function lastSuccessText({ state, lastSuccessAt }: Pick<SourceView, 'state' | 'lastSuccessAt'>): string {
  if (lastSuccessAt !== null) return timeText(lastSuccessAt);
  return state === 'NEVER_SEEN' ? '从未取数' : '从未成功';
}

/** What is wrong with a source's freshness, in one sentence; null where nothing is. @param now milliseconds, as are the others */
export function stalenessOf({ state, lastSuccessAt }: Pick<SourceView, 'state' | 'lastSuccessAt'>, now: number): string | null {
  if (state === 'NEVER_SEEN') return null;
  if (lastSuccessAt === null) return '还没有成功取得过该来源的数据，本页内容可能不全。';
  if (isStale({ state, lastSuccessAt }, now)) {
    return `已有 ${Math.floor((now - lastSuccessAt) / DAY_MS)} 天没有取得新数据，此后的变化本页看不到。`;
  }
  if (state === 'FAILED') return '最近一次取数失败，此后的变化本页可能看不到。';
  if (state === 'WAITING') return '最近一次来的数据异常，正等人工核对，此后的变化本页可能看不到。';
  return null;
}

export const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  CREATED: '收录时的登记状况',
  CHANGED: '变更',
  CORRECTED: '更正',
  ENDED: '来源不再提供该企业的登记',
  RESTORED: '恢复登记',
  IDENTIFIER_REPLACED: '统一社会信用代码变更',
  SPLIT: '拆分',
  MERGED: '与另一条登记合并',
};

/** The same of the records of other sources, behind the name of their type. */
export const RECORD_KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  CREATED: '收录',
  CHANGED: '变更',
  CORRECTED: '更正',
  ENDED: '来源不再提供',
  RESTORED: '恢复',
  IDENTIFIER_REPLACED: '编号变更',
  SPLIT: '拆分',
  MERGED: '合并',
};

/** Codes and spellings of the source: what they mean stands in another field. */
const TECHNICAL_FIELDS: ReadonlySet<string> = new Set([
  'statusCode',
  'statusText',
  'companyTypeCode',
  'companyType',
  'district',
  'authorityCode',
  'pripid',
  'origin',
  'registrationKind',
  'officeCode',
  'branchOfficeCode',
]);

/** The fields that people are told of: of codes and their meanings the meanings, unless the codes are all there is. */
export function fieldsToTell(fields: readonly string[]): readonly string[] {
  const plain = fields.filter((field) => !TECHNICAL_FIELDS.has(field));
  return plain.length === 0 ? fields : plain;
}

function fieldOf(recordType: string, field: string): Field | undefined {
  return findRecordType(recordType)?.fields[field];
}

export function fieldName(field: string, recordType = 'registration'): string {
  return fieldOf(recordType, field)?.zh ?? field;
}

/** What of a company its registration says in codes. */
function registrationWord(field: string, value: unknown): string | null {
  if (field === 'status') return statusWords(value as RegistrationStatus).zh;
  if (field === 'companyType') return COMPANY_TYPE_CLASSES[value as CompanyTypeClass]?.zh ?? null;
  if (field === 'origin') return value === 'REGISTRY' ? '登记机关登记' : '企业自行申报';
  return null;
}

function codedWord(codes: Field['codes'], value: unknown): string | null {
  const values = codes?.values;
  return values !== undefined && typeof value === 'string' && Object.hasOwn(values, value) ? (values[value]?.zh ?? null) : null;
}

const REGION_FIELDS: ReadonlySet<string> = new Set(['region', 'district', 'county', 'homeRegion']);

/** A value of a record as people read it; null where there is none. */
export function valueText(field: string, value: unknown, recordType = 'registration'): string | null {
  if (value === undefined || value === null || value === '') return null;
  const word =
    recordType === 'registration' ? registrationWord(field, value) : codedWord(fieldOf(recordType, field)?.codes, value);
  if (word !== null) return word;
  if (REGION_FIELDS.has(field)) return regionText(String(value));
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return null;
  const of = fieldOf(recordType, field)?.of;
  return value.map((entry) => (of === undefined ? String(entry) : entryText(of, entry as Entry))).join('；');
}

/** What the hub and the offices keep for themselves: ids, and where a document lies. */
const INNER_COLUMNS: ReadonlySet<string> = new Set(['estate', 'reference', 'digest']);

type Entry = Readonly<Record<string, string | undefined>>;

function entryText(of: NonNullable<Field['of']>, entry: Entry): string {
  return Object.entries(of)
    .flatMap(([name, { zh }]) => (entry[name] === undefined || INNER_COLUMNS.has(name) ? [] : [`${zh}：${entry[name]}`]))
    .join('，');
}

/** @example regionText('140403') → '山西省长治市潞州区' */
function regionText(code: string): string {
  const path = regionPath(code);
  return path.length === 0 ? `区划代码 ${code}` : path.map(({ name }) => name).join('');
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** @example timeText(0) → '1970-01-01 08:00', in Asia/Shanghai */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds + SHANGHAI_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

export function dateOf(milliseconds: number): string {
  return timeText(milliseconds).slice(0, 10);
}
