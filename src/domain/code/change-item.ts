/**
 * What a registered change was about (ALTITEM, ALTITEM_CN), as a category.
 *
 * Registers word one item in a dozen ways, so words are matched, not whole texts: bracketed explanations are dropped,
 * then the first rule with a word in the text decides. Numeric codes are confirmed for two items only.
 */
import { ok, problem, type Result } from '../message/problem.ts';
import { excerpt, foldName, isNullSpelling } from '../value/name.ts';

export type ChangeCategory =
  | 'NAME'
  | 'ADDRESS'
  | 'LEGAL_REP'
  | 'CAPITAL'
  | 'SCOPE'
  | 'SHAREHOLDER'
  | 'OFFICERS'
  | 'TYPE'
  | 'TERM'
  | 'REGNO'
  | 'FILING_OTHER';

export const CHANGE_CATEGORIES: Readonly<Record<ChangeCategory, { readonly zh: string; readonly en: string }>> = {
  NAME: { zh: '名称', en: 'name' },
  ADDRESS: { zh: '住所（经营场所）', en: 'domicile or place of business' },
  LEGAL_REP: { zh: '法定代表人（负责人）', en: 'legal representative' },
  CAPITAL: { zh: '注册资本', en: 'capital' },
  SCOPE: { zh: '经营范围', en: 'scope of business' },
  SHAREHOLDER: { zh: '股东（投资人）', en: 'shareholders' },
  OFFICERS: { zh: '主要人员', en: 'officers' },
  TYPE: { zh: '企业类型', en: 'company type' },
  TERM: { zh: '经营期限', en: 'term' },
  REGNO: { zh: '注册号', en: 'registration number' },
  FILING_OTHER: { zh: '其他事项备案', en: 'other filing' },
};

/** In this order: 财务负责人 is an officer and no legal representative, 股东名称 a shareholder and no name. */
const RULES: readonly (readonly [ChangeCategory, RegExp])[] = [
  ['REGNO', /注册号/],
  ['OFFICERS', /财务负责人|董事|监事|高管|管理人员|主要人员/],
  ['LEGAL_REP', /法定代表|负责人|首席代表|经营者/],
  ['SHAREHOLDER', /股东|股权|发起人|投资人|合伙人|出资|投资总额/],
  ['CAPITAL', /注册资[本金]|实收资本|资金数额|币种/],
  ['TERM', /期限|起始日期/],
  ['SCOPE', /范围|行业|经营方式|经营项目|经济性质/],
  ['TYPE', /类型/],
  ['ADDRESS', /住所|地址|场所/],
  ['NAME', /名称|字号/],
  ['FILING_OTHER', /其他|章程|许可信息|换照/],
];

/** 69 其他变更, 99 其他事项备案. The other codes differ between registers or were never confirmed. */
const CODES: ReadonlyMap<string, ChangeCategory> = new Map([
  ['69', 'FILING_OTHER'],
  ['99', 'FILING_OTHER'],
]);

/**
 * The category of a change. Null where the row names no item (they occur); null with a warning where it names one that
 * is not known: the change itself is none the worse for it.
 */
export function categoryOfChange(item: { readonly code?: unknown; readonly text?: unknown }): Result<ChangeCategory | null> {
  const text = tidy(item.text);
  const code = tidy(item.code);
  const found = categoryOfText(text) ?? CODES.get(code) ?? categoryOfText(code); // ALTITEM may hold the words
  if (found !== undefined) return ok(found);
  const received = text === '' ? code : text;
  return ok(null, received === '' ? [] : [problem('CHANGE_ITEM_UNKNOWN', { received: excerpt(received) })]);
}

/** What a change is besides new values: another code for the same company, a return to life, a correction of what was wrong. */
export type ChangeStep = 'REPLACES' | 'RESTORED' | 'CORRECTED';

const STEPS: readonly (readonly [ChangeStep, RegExp])[] = [
  ['REPLACES', /统一社会信用代码.*变更|变更.*统一社会信用代码/],
  ['RESTORED', /恢复登记|撤销注销/],
  ['CORRECTED', /更正登记/],
];

/** The step that a change item names; null for an ordinary change. */
export function stepOfChange(item: { readonly code?: unknown; readonly text?: unknown }): ChangeStep | null {
  const words = foldName(`${tidy(item.text)} ${tidy(item.code)}`.slice(0, 80));
  return STEPS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** The few texts of a file, looked up once each; bounded against junk. */
const read = new Map<string, ChangeCategory | undefined>();
const MOST_TEXTS = 512;

function categoryOfText(text: string): ChangeCategory | undefined {
  if (text === '') return undefined;
  if (read.has(text)) return read.get(text);
  const folded = foldName(text.slice(0, 80));
  const bare = folded.replace(/\([^()]*\)/g, '');
  const category = RULES.find(([, words]) => words.test(bare === '' ? folded : bare))?.[0];
  if (read.size < MOST_TEXTS) read.set(text, category);
  return category;
}

function tidy(input: unknown): string {
  const text = typeof input === 'number' ? String(input) : typeof input === 'string' ? input.trim() : '';
  return isNullSpelling(text) ? '' : text;
}
