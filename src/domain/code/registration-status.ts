/**
 * What a register says about a company's life, as one enumeration.
 *
 * A bare code means nothing without its register: 3 is 吊销已注销 nationally and 注销 in Jiangxi. So there is one code
 * table per source, and where a source gives words too, the words win. Code and words are kept beside the status.
 */
import { fail, ok, problem, type Result } from '../message/problem.ts';
import { excerpt, foldWidth, isNullSpelling } from '../value/name.ts';

export type RegistrationStatus =
  | 'IN_OPERATION'
  | 'REVOKED'
  | 'REVOKED_AND_CANCELLED'
  | 'CANCELLED'
  | 'ANNULLED'
  | 'MOVED_OUT'
  | 'SUSPENDED'
  | 'IN_LIQUIDATION'
  | 'CANCELLING'
  | 'IN_PREPARATION'
  | 'OTHER';

interface StatusEntry {
  readonly zh: string;
  readonly en: string;
  /** The code of the national publicity system under which it is published. */
  readonly national: string;
  /** The end of the company's life, or on the way to it: 注销, 吊销, 撤销, 清算. */
  readonly deregistration: boolean;
  /** Words seen for it, without punctuation. */
  readonly words: readonly string[];
}

export const REGISTRATION_STATUSES: Readonly<Record<RegistrationStatus, StatusEntry>> = {
  IN_OPERATION: {
    zh: '存续（在营、开业、在册）',
    en: 'in operation',
    national: '1',
    deregistration: false,
    words: [
      ...['存续', '开业', '在业', '在营', '在册', '正常', '成立', '登记成立', '仍注册', '在营开业企业', '正常经营'],
      // Still registered here while something is under way.
      ...['变更中', '备案中', '迁出中'],
    ],
  },
  REVOKED: {
    zh: '吊销，未注销',
    en: 'licence revoked, not cancelled',
    national: '2',
    deregistration: true,
    words: ['吊销', '吊销未注销', '已吊销', '被吊销', '吊销企业', '已吊销企业备案中'],
  },
  REVOKED_AND_CANCELLED: {
    zh: '吊销，已注销',
    en: 'licence revoked, cancelled since',
    national: '3',
    deregistration: true,
    words: ['吊销已注销', '吊销后注销', '注吊销'],
  },
  CANCELLED: {
    zh: '注销',
    en: 'cancelled',
    national: '4',
    deregistration: true,
    words: ['注销', '注销企业', '内资注销', '外资注销', '已注销'],
  },
  ANNULLED: {
    zh: '撤销',
    en: 'registration annulled',
    national: '5',
    deregistration: true,
    words: ['撤销', '撤销登记', '撤消', '已撤销'],
  },
  MOVED_OUT: {
    zh: '迁出',
    en: 'moved to another register',
    national: '6',
    deregistration: false,
    words: ['迁出', '迁往外省市', '已迁出', '迁移异地', '迁移'],
  },
  SUSPENDED: { zh: '歇业', en: 'suspended', national: '9', deregistration: false, words: ['停业', '歇业'] },
  IN_LIQUIDATION: { zh: '清算中', en: 'in liquidation', national: '9', deregistration: true, words: ['清算', '清算中'] },
  CANCELLING: { zh: '注销中', en: 'being cancelled', national: '1', deregistration: true, words: ['注销中'] },
  IN_PREPARATION: { zh: '筹建', en: 'in preparation', national: '9', deregistration: false, words: ['筹建', '筹建中'] },
  OTHER: { zh: '其他', en: 'other', national: '9', deregistration: false, words: ['其他', '其它'] },
};

const STATUSES = Object.keys(REGISTRATION_STATUSES) as RegistrationStatus[];

/** A register with its own table of codes. */
export const statusSources = ['NATIONAL', 'JIANGXI_2015', 'SHANGHAI', 'ZHEJIANG'] as const;
export type StatusSource = (typeof statusSources)[number];

interface CodeTable {
  readonly codes: Readonly<Record<string, RegistrationStatus>>;
  /** What every other code of the right form means; absent where it means an error. */
  readonly otherwise?: { readonly form: RegExp; readonly status: RegistrationStatus };
}

const CODE_TABLES: Readonly<Record<StatusSource, CodeTable>> = {
  /** National enterprise credit publicity system. */
  NATIONAL: {
    codes: {
      1: 'IN_OPERATION',
      2: 'REVOKED',
      3: 'REVOKED_AND_CANCELLED',
      4: 'CANCELLED',
      5: 'ANNULLED',
      6: 'MOVED_OUT',
      9: 'OTHER',
    },
  },
  /** Jiangxi's publicity site as of 2015. */
  JIANGXI_2015: { codes: { 1: 'IN_OPERATION', 2: 'REVOKED', 3: 'CANCELLED' } },
  /** Shanghai's register, by its own table of national counterparts; whatever it does not name is "other". */
  SHANGHAI: {
    codes: {
      '0001': 'IN_OPERATION',
      '0007': 'IN_OPERATION',
      '0008': 'IN_OPERATION',
      '0009': 'IN_OPERATION',
      '0006': 'REVOKED',
      '0010': 'REVOKED_AND_CANCELLED',
      '0004': 'CANCELLED',
      '0012': 'ANNULLED',
      '0011': 'MOVED_OUT',
      '0002': 'MOVED_OUT',
    },
    otherwise: { form: /^\d{4}$/, status: 'OTHER' },
  },
  /** `opstate` of Zhejiang and Ningbo: "all but D, DA, C, Z count as registered". */
  ZHEJIANG: {
    codes: {
      K: 'IN_OPERATION',
      B: 'IN_OPERATION',
      A: 'IN_OPERATION',
      Q: 'IN_OPERATION',
      X: 'CANCELLING',
      D: 'REVOKED',
      DA: 'REVOKED',
      C: 'ANNULLED',
      Z: 'SUSPENDED',
    },
  },
};

const byWord: ReadonlyMap<string, RegistrationStatus> = new Map(
  STATUSES.flatMap((status) => REGISTRATION_STATUSES[status].words.map((word) => [word, status] as const)),
);

export interface StatusInput {
  /** Whose codes these are. */
  readonly source: StatusSource;
  readonly code?: unknown;
  readonly text?: unknown;
}

/**
 * The status that code and words mean. The words win over a code that says otherwise, with a warning. Null, and no
 * problem, where the register publishes neither.
 */
export function resolveStatus({ source, code, text }: StatusInput): Result<{ readonly status: RegistrationStatus | null }> {
  const givenCode = tidy(code).toUpperCase();
  const givenText = tidy(text);
  const fromCode = givenCode === '' ? undefined : statusOfCode(source, givenCode);
  const fromText = givenText === '' ? undefined : statusOfText(givenText);
  const said = () => ({ code: excerpt(givenCode), text: excerpt(givenText) });

  if (fromText !== undefined) {
    if (fromCode === undefined || fromCode === fromText || isFinerThan(fromText, fromCode)) return ok({ status: fromText });
    return ok({ status: fromText }, [problem('STATUS_DISAGREES', said())]);
  }
  if (fromCode !== undefined) return ok({ status: fromCode }, givenText === '' ? [] : [problem('STATUS_TEXT_UNKNOWN', said())]);
  return givenCode === '' && givenText === '' ? ok({ status: null }) : fail('STATUS_UNKNOWN', said());
}

/** Whether a company is at the end of its life or on the way to it (注销, 吊销, 撤销, 清算); false where nothing is known. */
export function isInDeregistration(status: RegistrationStatus | null | undefined): boolean {
  return status !== null && status !== undefined && REGISTRATION_STATUSES[status].deregistration;
}

/** Words may say more than a code without contradicting it: 9 (other) with 歇业, 1 with 注销中. */
function isFinerThan(fromText: RegistrationStatus, fromCode: RegistrationStatus): boolean {
  return fromCode === 'OTHER' || (fromCode === 'IN_OPERATION' && REGISTRATION_STATUSES[fromText].national === '1');
}

function tidy(input: unknown): string {
  const text = typeof input === 'number' ? String(input) : typeof input === 'string' ? foldWidth(input).trim() : '';
  return isNullSpelling(text) ? '' : text;
}

function statusOfCode(source: StatusSource, code: string): RegistrationStatus | undefined {
  const { codes, otherwise } = CODE_TABLES[source];
  if (Object.hasOwn(codes, code)) return codes[code];
  // `01` for `1`, and `1` for `0001` where a spreadsheet took the zeros.
  const spelling = [code.replace(/^0+(?=\d)/, ''), code.padStart(4, '0')].find((spelt) => Object.hasOwn(codes, spelt));
  if (spelling !== undefined) return codes[spelling];
  return otherwise?.form.test(code) ? otherwise.status : undefined;
}

/** The few texts of a file, read once each; bounded against junk. */
const readTexts = new Map<string, RegistrationStatus | undefined>();
const MOST_TEXTS = 256;

function statusOfText(text: string): RegistrationStatus | undefined {
  if (readTexts.has(text)) return readTexts.get(text);
  const status = byWord.get(text) ?? statusOfParts(text);
  if (readTexts.size < MOST_TEXTS) readTexts.set(text, status);
  return status;
}

/** `存续（在营、开业、在册）`, `吊销,未注销`: as a whole without punctuation, else part by part if the parts agree. */
function statusOfParts(text: string): RegistrationStatus | undefined {
  const parts = text
    .slice(0, 60)
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '');
  const whole = byWord.get(parts.join(''));
  if (whole !== undefined) return whole;
  const meanings = new Set(parts.map((part) => byWord.get(part)));
  return meanings.size === 1 ? [...meanings][0] : undefined;
}
