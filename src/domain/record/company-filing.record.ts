/**
 * `company-filing` (物业服务企业备案): a company's filing with the housing authority of a county, before it serves there
 * (《实施意见（征求意见稿）》第（二）项: 营业执照、人员架构、资质证明等). Key: county and filing number; where there is none yet, company, county and day.
 */
import { filingKinds, filingStatuses } from '../code/property-codes.ts';
import type { ContentOf, Fields } from './field.ts';
import type { RecordType } from './record-type.ts';

const basis = '《实施意见（征求意见稿）》第（二）项';
const open = { class: 'PUBLIC', basis } as const;
const shared = { class: 'SHARED', basis } as const;

export const companyFilingFields = {
  uscc: { type: 'text', zh: '统一社会信用代码', en: 'USCC of the company', required: true, ...open },
  name: { type: 'text', zh: '企业名称', en: 'company name', required: true, ...open },
  county: { type: 'text', zh: '备案县区', en: 'county that it is filed in', required: true, ...open },
  filingNo: { type: 'text', zh: '备案编号', en: 'filing number', ...open },
  kind: { type: 'text', codes: filingKinds, zh: '备案类型', en: 'kind of filing', ...open },
  status: { type: 'text', codes: filingStatuses, zh: '备案状态', en: 'status', ...open },
  statusText: { type: 'text', zh: '备案状态（来源原文）', en: 'status in the words of the source', ...open },
  submittedOn: { type: 'date', zh: '提交日期', en: 'submitted on', ...open },
  decidedOn: { type: 'date', zh: '办结日期', en: 'decided on', ...open },
  validTo: { type: 'date', zh: '有效期至', en: 'valid to', ...open },
  decision: { type: 'text', zh: '审核意见', en: 'what the authority said', ...shared },
  isLocal: { type: 'boolean', zh: '是否本地企业', en: 'is a company of the city', ...open },
  homeRegion: { type: 'text', zh: '注册地区划', en: 'region of its domicile, as far as known', ...open },
  address: { type: 'text', zh: '住所', en: 'domicile', ...open },
  staff: { type: 'integer', zh: '从业人员数', en: 'number of staff', ...open },
  certified: { type: 'integer', zh: '持证人员数', en: 'number of staff with certificates', ...shared },
  documents: {
    type: 'list',
    zh: '备案材料',
    en: 'documents, as references',
    ...shared,
    of: {
      name: { type: 'text', zh: '材料名称', en: 'name' },
      kind: { type: 'text', zh: '材料类型', en: 'kind' },
      reference: { type: 'text', zh: '存放引用', en: 'where the housing bureau keeps it' },
      digest: { type: 'text', zh: '摘要', en: 'SHA-256, hex' },
    },
  },
  legalRepresentative: {
    type: 'text',
    zh: '法定代表人',
    en: 'legal representative',
    personal: true,
    class: 'SHARED',
    basis: '《个人信息保护法》第十三条、第三十四条',
  },
  contactName: {
    type: 'text',
    zh: '联系人',
    en: 'contact',
    personal: true,
    class: 'SHARED',
    basis: '《个人信息保护法》第十三条、第三十四条',
  },
  contactPhone: {
    type: 'text',
    zh: '联系电话',
    en: 'phone of the contact',
    personal: true,
    class: 'SHARED',
    basis: '《个人信息保护法》第十三条、第三十四条',
  },
} as const satisfies Fields;

export type CompanyFilingContent = ContentOf<typeof companyFilingFields>;

/** @param number the filing number; without one the filing is known by its company and the day it was submitted on */
export function filingKey(county: string, number: string | null, uscc: string, submittedOn: string): string {
  return number === null ? `${county}:${uscc}:${submittedOn}` : `${county}:${number}`;
}

export const companyFiling: RecordType<CompanyFilingContent> = {
  name: 'company-filing',
  zh: '企业备案',
  en: 'company filing',
  source: 'filing',
  fields: companyFilingFields,

  table: {
    columns: { uscc: { text: 18 }, status: { text: 16 }, region: { text: 12 }, submitted_on: 'date' },
    tells: { uscc: 'uscc', status: 'status', county: 'region', submittedOn: 'submitted_on' },
    indexes: {},
  },
  columns: (_key, content) => ({
    uscc: content.uscc,
    status: content.status ?? null,
    region: content.county,
    submitted_on: content.submittedOn ?? null,
  }),
  links: (_key, { uscc, county }) => [
    { kind: 'company', value: uscc },
    { kind: 'region', value: county },
  ],
  relations: ({ uscc }) => [{ kind: 'company', value: uscc }],
  identifiers: () => null,
  county: ({ county }) => county,
  stage: () => 'OPERATION',
  effectiveOn(before, after) {
    if (after.decidedOn !== undefined && after.decidedOn !== before?.decidedOn) return after.decidedOn;
    return before === null ? (after.submittedOn ?? null) : null;
  },
  sourceOrder: () => null,
  subjectConflict: () => null,
  population: () => 'in',
};
