/**
 * `taxpayer` (税务登记): what the tax bureau says under one tax register serial (登记序号, DJXH). A company may have several;
 * its code is an attribute. Names and codes are those of 金税三期 (DJ_NSRXX).
 *
 * Classes: registration and deregistration are what the policy orders to be pushed between the departments
 * (《实施意见（征求意见稿）》第（二）项), so they are SHARED; ratings other than A, and arrears, stay with the tax bureau and those who
 * need them (《税收征收管理法》第八条).
 */
import { PROPERTY_MANAGEMENT } from '../code/industry.ts';
import { isTaxEnding, taxpayerStatuses, taxRatings, vatKinds } from '../code/tax-codes.ts';
import type { ContentOf, Fields } from './field.ts';
import type { Identifier, Link, RecordType } from './record-type.ts';

const shared = { class: 'SHARED', basis: '《实施意见（征求意见稿）》第（二）项' } as const;
const restricted = { class: 'RESTRICTED', basis: '《税收征收管理法》第八条' } as const;

export const taxpayerFields = {
  uscc: { type: 'text', zh: '统一社会信用代码', en: 'USCC of the company', required: true, ...shared },
  taxpayerId: { type: 'text', zh: '纳税人识别号', en: 'taxpayer id', ...shared },
  formerTaxpayerId: { type: 'text', zh: '原纳税人识别号', en: 'former taxpayer id', ...shared },
  name: { type: 'text', zh: '纳税人名称', en: 'name of the taxpayer', required: true, ...shared },
  status: { type: 'text', codes: taxpayerStatuses, zh: '纳税人状态', en: 'status', ...shared },
  statusCode: { type: 'text', zh: '纳税人状态代码（来源）', en: 'status code as the source has it', ...shared },
  statusText: { type: 'text', zh: '纳税人状态（来源原文）', en: 'status in the words of the source', ...shared },
  registrationKind: { type: 'text', zh: '课征主体登记类型', en: 'kind of tax registration, KZZTDJLX_DM', ...shared },
  companyTypeCode: { type: 'text', zh: '登记注册类型代码', en: 'type of enterprise, DJZCLX_DM', ...shared },
  industry: { type: 'text', zh: '行业代码', en: 'industry, GB/T 4754', ...shared },
  officeCode: { type: 'text', zh: '主管税务局代码', en: 'code of the tax office in charge', ...shared },
  office: { type: 'text', zh: '主管税务局', en: 'tax office in charge', ...shared },
  branchOfficeCode: { type: 'text', zh: '主管税务所代码', en: 'code of the branch office', ...shared },
  vatKind: { type: 'text', codes: vatKinds, zh: '增值税纳税人类型', en: 'general or small-scale', ...shared },
  creditRating: { type: 'text', codes: taxRatings, zh: '纳税信用级别', en: 'tax credit rating', ...restricted },
  creditYear: { type: 'text', zh: '评价年度', en: 'year of the rating', ...restricted },
  inArrears: { type: 'boolean', zh: '是否欠税', en: 'owes tax', ...restricted },
  registeredOn: { type: 'date', zh: '税务登记日期', en: 'date of the tax registration', ...shared },
  abnormalSince: { type: 'date', zh: '非正常户认定日期', en: 'abnormal since', ...shared },
  clearanceNo: { type: 'text', zh: '清税证明编号', en: 'number of the tax clearance certificate', ...shared },
  clearedOn: { type: 'date', zh: '清税日期', en: 'date of the clearance', ...shared },
  deregisteredOn: { type: 'date', zh: '税务注销日期', en: 'date of the tax deregistration', ...shared },
  address: { type: 'text', zh: '注册地址', en: 'registered address', ...shared },
  region: { type: 'text', zh: '主管税务局所在区划', en: 'region of the office in charge, or of the address', ...shared },
} as const satisfies Fields;

export type TaxpayerContent = ContentOf<typeof taxpayerFields>;

export const taxpayer: RecordType<TaxpayerContent> = {
  name: 'taxpayer',
  zh: '税务登记',
  en: 'tax registration',
  source: 'tax',
  fields: taxpayerFields,

  table: {
    columns: { uscc: { text: 18 }, status: { text: 24 }, region: { text: 12 }, registration_kind: { text: 8, cut: true } },
    tells: { uscc: 'uscc', status: 'status', region: 'region', registrationKind: 'registration_kind' },
    indexes: {},
  },
  columns: (_key, content) => ({
    uscc: content.uscc,
    status: content.status ?? null,
    region: content.region ?? null,
    registration_kind: content.registrationKind === undefined ? null : cut(content.registrationKind, 8),
  }),

  links(_key, content) {
    const links: Link[] = [{ kind: 'company', value: content.uscc }];
    const county = this.county(content);
    if (county !== null) links.push({ kind: 'region', value: county });
    return links;
  },
  relations: (content) => [{ kind: 'company', value: content.uscc }],

  identifiers(key, content) {
    const identifiers: Identifier[] = [{ kind: 'DJXH', value: key }];
    const ids = [content.taxpayerId, content.formerTaxpayerId].filter((id) => id !== undefined && id !== content.uscc);
    for (const value of new Set(ids.map((id) => cut(id ?? '', 400)))) identifiers.push({ kind: 'NSRSBH', value });
    return { subject: content.uscc, identifiers };
  },

  county: ({ region }) => (region === undefined || region.length < 6 ? null : region.slice(0, 6)),

  stage(before, after) {
    const ends = (content: TaxpayerContent | null) => isTaxEnding(content?.status);
    if (before === null || after === null) return ends(after ?? before) ? 'DEREGISTRATION' : 'TAX';
    const isEnd =
      (before.status !== after.status && (ends(before) || ends(after))) ||
      (['deregisteredOn', 'clearedOn', 'clearanceNo'] as const).some((field) => before[field] !== after[field]);
    return isEnd ? 'DEREGISTRATION' : 'TAX';
  },

  effectiveOn(before, after) {
    const dates = ['deregisteredOn', 'clearedOn', 'abnormalSince', 'registeredOn'] as const;
    const news = dates.map((field) => (after[field] === before?.[field] ? undefined : after[field]));
    return news.find((date) => date !== undefined) ?? null;
  },

  sourceOrder: () => null,
  // A serial is issued once, whatever the company is called.
  subjectConflict: () => null,
  // A sheet that only tells of a known serial may come without the name.
  population: (_key, { industry, name = '', uscc }: Partial<TaxpayerContent>) =>
    industry === PROPERTY_MANAGEMENT || name.includes('物业') ? 'in' : { company: uscc ?? '' },
};

/** As much of a text as its column holds: content keeps it whole, and one junk row must not stop a delivery. */
function cut(text: string, characters: number): string {
  return text.length <= characters ? text : text.slice(0, characters).toWellFormed();
}
