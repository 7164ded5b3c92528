/**
 * Company types (企业类型, ENTTYPE): four-digit codes in twenty classes. What the hub asks of them is whether a record is
 * a branch, since a branch shares the standing of its parent, and which class it is of.
 */
import { fail, ok, type Result } from '../message/problem.ts';
import { excerpt, foldName, isNullSpelling } from '../value/name.ts';
import { COMPANY_TYPE_NAMES } from './company-type.data.ts';

export type CompanyTypeClass = keyof typeof COMPANY_TYPE_CLASSES;

/** The twenty classes, with the codes of the exchange. `branch`: every type of the class belongs to another body. */
export const COMPANY_TYPE_CLASSES = {
  COMPANY: { code: '11', zh: '公司', en: 'company', branch: false },
  COMPANY_BRANCH: { code: '12', zh: '分公司', en: 'branch of a company', branch: true },
  NON_COMPANY: { code: '13', zh: '非公司企业法人', en: 'enterprise with legal personality that is no company', branch: false },
  // The types of this class are branches, except partnerships of old and `其他`: their names tell.
  BUSINESS_UNIT: { code: '14', zh: '营业单位、非公司企业法人分支机构', en: 'business unit', branch: false },
  GROUP: { code: '15', zh: '集团', en: 'group', branch: false },
  COOPERATIVE: { code: '16', zh: '农民专业合作社', en: "farmers' cooperative", branch: false },
  COOPERATIVE_BRANCH: { code: '17', zh: '农民专业合作社分支机构', en: "branch of a farmers' cooperative", branch: true },
  FOREIGN_INVESTED: { code: '21', zh: '外商投资企业', en: 'foreign-invested enterprise', branch: false },
  FOREIGN_INVESTED_BRANCH: {
    code: '22',
    zh: '外商投资企业分支机构',
    en: 'branch of a foreign-invested enterprise',
    branch: true,
  },
  FOREIGN_REPRESENTATIVE: {
    code: '23',
    zh: '外国（地区）企业常驻代表机构',
    en: 'representative office of a foreign enterprise',
    branch: true,
  },
  FOREIGN_OPERATING: {
    code: '24',
    zh: '外国（地区）企业在华从事经营活动',
    en: 'foreign enterprise operating in China',
    branch: false,
  },
  FOREIGN_BRANCH: { code: '25', zh: '外国企业分支机构', en: 'branch of a foreign enterprise', branch: true },
  FOREIGN_INVESTED_OFFICE: {
    code: '26',
    zh: '外商投资企业办事机构',
    en: 'office of a foreign-invested enterprise',
    branch: true,
  },
  FOREIGN_PARTNERSHIP: { code: '27', zh: '外商投资合伙企业', en: 'foreign-invested partnership', branch: false },
  FOREIGN_PARTNERSHIP_BRANCH: {
    code: '28',
    zh: '外商投资合伙企业分支机构',
    en: 'branch of a foreign-invested partnership',
    branch: true,
  },
  SOLE_PROPRIETORSHIP: { code: '31', zh: '个人独资企业', en: 'sole proprietorship', branch: false },
  SOLE_PROPRIETORSHIP_BRANCH: { code: '32', zh: '个人独资企业分支机构', en: 'branch of a sole proprietorship', branch: true },
  PARTNERSHIP: { code: '33', zh: '合伙企业', en: 'partnership', branch: false },
  PARTNERSHIP_BRANCH: { code: '34', zh: '合伙企业分支机构', en: 'branch of a partnership', branch: true },
  INDIVIDUAL_BUSINESS: { code: '50', zh: '个体户', en: 'individual business', branch: false },
} as const satisfies Record<
  string,
  { readonly code: string; readonly zh: string; readonly en: string; readonly branch: boolean }
>;

export interface CompanyType {
  /** Four digits; null where only the class is known, or several codes share the name. */
  readonly code: string | null;
  readonly class: CompanyTypeClass;
  /** The name in the code table; where there is no code, the text as it came. */
  readonly name: string;
  /** 分公司, 分支机构, 办事机构, 非法人 unit: it belongs to another body. */
  readonly isBranch: boolean;
}

const BRANCH_WORDS = /分公司|分支机构|办事机构|办事处|代表机构|非法人|经营单位|营业单位|单位营业|法人营业/;

const CLASSES = Object.keys(COMPANY_TYPE_CLASSES) as CompanyTypeClass[];

const byCode = new Map<string, CompanyType>();
/** By folded name; null where classes share it (`有限责任公司`): then the words decide, and say domestic unless told otherwise. */
const byName = new Map<string, CompanyType | null>();

for (const kind of CLASSES) {
  const { code: classCode, zh } = COMPANY_TYPE_CLASSES[kind];
  byCode.set(classCode, { code: null, class: kind, name: zh, isBranch: isBranchKind(kind, zh) });
  for (const [code, name] of COMPANY_TYPE_NAMES[kind]) {
    const type = { code, class: kind, name, isBranch: isBranchKind(kind, name) };
    byCode.set(code, type);
    const folded = foldName(name);
    const other = byName.get(folded);
    if (other === undefined) byName.set(folded, type);
    else byName.set(folded, other?.class === kind ? { ...type, code: null } : null);
  }
}

/**
 * The type that code or words mean; null where neither is given. A known code decides: the words of one type differ
 * between registers (`有限责任公司分公司(法人独资)` for code 2152 has no code of its own).
 */
export function resolveCompanyType(input: { readonly code?: unknown; readonly text?: unknown }): Result<CompanyType | null> {
  const code = typeof input.code === 'number' ? String(input.code).padStart(4, '0') : tidy(input.code);
  const text = tidy(input.text);
  const found = byCode.get(code) ?? (text === '' ? undefined : typeOfText(text));
  if (found !== undefined) return ok(found);
  return code === '' && text === '' ? ok(null) : fail('COMPANY_TYPE_UNKNOWN', { code: excerpt(code), text: excerpt(text) });
}

function tidy(input: unknown): string {
  const text = typeof input === 'string' ? input.trim() : '';
  return isNullSpelling(text) ? '' : text;
}

function isBranchKind(kind: CompanyTypeClass, name: string): boolean {
  return COMPANY_TYPE_CLASSES[kind].branch || BRANCH_WORDS.test(name);
}

const FOREIGN_WORDS = /外商|中外|外国|[台港澳]、?[台港澳]/;
/** Owned by a foreign-invested enterprise, which is a domestic company all the same. */
const REINVESTED = /外商投资企业(?:投资|合资|与内资合资|法人独资)/;

/** First match decides. The second class is that of foreign investment. */
const CLASS_WORDS: readonly (readonly [words: RegExp, domestic: CompanyTypeClass, foreign: CompanyTypeClass])[] = [
  [/个体/, 'INDIVIDUAL_BUSINESS', 'INDIVIDUAL_BUSINESS'],
  [/合作社.*分支机构/, 'COOPERATIVE_BRANCH', 'COOPERATIVE_BRANCH'],
  [/专业合作社/, 'COOPERATIVE', 'COOPERATIVE'],
  [/代表机构/, 'FOREIGN_REPRESENTATIVE', 'FOREIGN_REPRESENTATIVE'],
  [/个人独资企业.*分支机构|私营独资企业.*分支机构/, 'SOLE_PROPRIETORSHIP_BRANCH', 'FOREIGN_INVESTED_BRANCH'],
  [/合伙.*分支机构/, 'PARTNERSHIP_BRANCH', 'FOREIGN_PARTNERSHIP_BRANCH'],
  [/分公司/, 'COMPANY_BRANCH', 'FOREIGN_INVESTED_BRANCH'],
  [/办事机构|办事处/, 'BUSINESS_UNIT', 'FOREIGN_INVESTED_OFFICE'],
  [BRANCH_WORDS, 'BUSINESS_UNIT', 'FOREIGN_INVESTED_BRANCH'],
  [/合伙/, 'PARTNERSHIP', 'FOREIGN_PARTNERSHIP'],
  [/个人独资企业|私营独资/, 'SOLE_PROPRIETORSHIP', 'FOREIGN_INVESTED'],
  [/有限责任|有限公司|股份公司|独资公司/, 'COMPANY', 'FOREIGN_INVESTED'],
  [/全民|国有|集体|股份合作|股份制|联营/, 'NON_COMPANY', 'FOREIGN_INVESTED'],
];

/** The few texts of a file, read once each; bounded against junk. */
const readTexts = new Map<string, CompanyType | undefined>();
const MOST_TEXTS = 512;

function typeOfText(text: string): CompanyType | undefined {
  if (readTexts.has(text)) return readTexts.get(text);
  const type = byName.get(foldName(text)) ?? typeByWords(text);
  if (readTexts.size < MOST_TEXTS) readTexts.set(text, type);
  return type;
}

function typeByWords(text: string): CompanyType | undefined {
  const folded = foldName(text.slice(0, 80));
  const row = CLASS_WORDS.find(([words]) => words.test(folded));
  if (row === undefined) return undefined;
  const kind = FOREIGN_WORDS.test(folded.replace(REINVESTED, '')) ? row[2] : row[1];
  return { code: null, class: kind, name: text.slice(0, 80), isBranch: isBranchKind(kind, folded) };
}
