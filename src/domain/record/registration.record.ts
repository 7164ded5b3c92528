/**
 * `registration` (登记): what the registry of an approval bureau says about a company. Key: its USCC.
 *
 * Classes: the publicity duty of registers (《企业信息公示暂行条例》第六条) covers registration facts; the name of the legal
 * representative is published there too, but it is a personal value (《个人信息保护法》), so the hub shares it between
 * authorities and masks it elsewhere.
 */
import type { CompanyTypeClass } from '../code/company-type.ts';
import type { RegistrationStatus } from '../code/registration-status.ts';
import { isInDeregistration } from '../code/registration-status.ts';
import type { Problem } from '../message/problem.ts';
import { problem } from '../message/problem.ts';
import { foldName } from '../value/name.ts';
import type { Stage } from './change.ts';
import type { ContentOf, Fields, PersonalOf } from './field.ts';
import type { Link, RecordType, ScopeReason } from './record-type.ts';

const publicity = '《企业信息公示暂行条例》第六条';
const open = { class: 'PUBLIC', basis: publicity } as const;

export const registrationFields = {
  name: { type: 'text', zh: '企业名称', en: 'company name', required: true, ...open },
  formerNames: { type: 'texts', zh: '曾用名', en: 'former names', ...open },
  status: { type: 'text', zh: '登记状态', en: 'status', ...open },
  statusCode: { type: 'text', zh: '登记状态代码（来源）', en: "status code as the source's table has it", ...open },
  statusText: { type: 'text', zh: '登记状态（来源原文）', en: 'status in the words of the source', ...open },
  companyType: { type: 'text', zh: '企业类型大类', en: 'company type class', ...open },
  companyTypeCode: { type: 'text', zh: '企业类型代码', en: 'company type code', ...open },
  companyTypeText: { type: 'text', zh: '企业类型', en: 'company type in the words of the source', ...open },
  isBranch: { type: 'boolean', zh: '是否分支机构', en: 'is a branch', ...open },
  parentUscc: { type: 'text', zh: '隶属企业统一社会信用代码', en: 'USCC of the parent company', ...open },
  legalRepresentative: {
    type: 'text',
    zh: '法定代表人（负责人）',
    en: 'legal representative',
    personal: true,
    class: 'SHARED',
    basis: '《个人信息保护法》第十三条、第三十四条',
  },
  capital: { type: 'decimal', zh: '注册资本（万元）', en: 'registered capital, in ten thousands', ...open },
  capitalCurrency: { type: 'text', zh: '注册资本币种', en: 'currency of the capital, ISO 4217', ...open },
  establishedOn: { type: 'date', zh: '成立日期', en: 'date of establishment', ...open },
  approvedOn: { type: 'date', zh: '核准日期', en: 'date of the last approved change', ...open },
  termFrom: { type: 'date', zh: '经营期限自', en: 'term from', ...open },
  termTo: { type: 'date', zh: '经营期限至', en: 'term to; absent with termOpen', ...open },
  termOpen: { type: 'boolean', zh: '长期', en: 'the term has no end', ...open },
  businessScope: { type: 'text', zh: '经营范围', en: 'scope of business', ...open },
  industry: { type: 'text', zh: '行业代码', en: 'industry, GB/T 4754', ...open },
  address: { type: 'text', zh: '住所', en: 'domicile', ...open },
  district: { type: 'text', zh: '住所行政区划（来源）', en: 'division code of the domicile as the source gives it', ...open },
  region: { type: 'text', zh: '住所所在区划', en: 'region of the domicile, current code, as deep as known', ...open },
  authorityCode: { type: 'text', zh: '登记机关代码', en: 'code of the registration authority', ...open },
  authority: { type: 'text', zh: '登记机关', en: 'registration authority', ...open },
  registrationNo: { type: 'text', zh: '注册号', en: 'registration number', ...open },
  pripid: { type: 'text', zh: '主体身份代码', en: "the registry's own id of the subject", ...open, class: 'SHARED' },
  cancelledOn: { type: 'date', zh: '注销日期', en: 'date of cancellation', ...open },
  cancellationReason: { type: 'text', zh: '注销原因', en: 'reason of the cancellation', ...open },
  revokedOn: { type: 'date', zh: '吊销日期', en: 'date of revocation', ...open },
  revocationNo: { type: 'text', zh: '吊销文号', en: 'document of the revocation', ...open },
  revocationAuthority: { type: 'text', zh: '吊销机关', en: 'authority of the revocation', ...open },
  simpleNoticeFrom: { type: 'date', zh: '简易注销公告自', en: 'simple-deregistration notice from', ...open },
  simpleNoticeTo: { type: 'date', zh: '简易注销公告至', en: 'simple-deregistration notice to', ...open },
  liquidationFiledOn: { type: 'date', zh: '清算组备案日期', en: 'liquidation filing', ...open },
  abnormalEntries: {
    type: 'list',
    zh: '经营异常名录',
    en: 'entries in the list of abnormal operation',
    ...open,
    of: {
      reason: { type: 'text', zh: '列入原因', en: 'reason' },
      enteredOn: { type: 'date', zh: '列入日期', en: 'entered on' },
      authority: { type: 'text', zh: '列入机关', en: 'authority' },
      removedOn: { type: 'date', zh: '移出日期', en: 'removed on' },
      removalReason: { type: 'text', zh: '移出原因', en: 'reason of the removal' },
    },
  },
  seriousEntries: {
    type: 'list',
    zh: '严重违法失信名单',
    en: 'entries in the list of serious violations',
    ...open,
    of: {
      reason: { type: 'text', zh: '列入原因', en: 'reason' },
      enteredOn: { type: 'date', zh: '列入日期', en: 'entered on' },
      authority: { type: 'text', zh: '列入机关', en: 'authority' },
      removedOn: { type: 'date', zh: '移出日期', en: 'removed on' },
    },
  },
  origin: { type: 'text', zh: '登记信息来源性质', en: 'REGISTRY, or SELF_DECLARED by a filing', required: true, ...open },
} as const satisfies Fields;

export type Origin = 'REGISTRY' | 'SELF_DECLARED';

export type RegistrationContent = ContentOf<typeof registrationFields> & {
  readonly origin: Origin;
  readonly status?: RegistrationStatus;
  readonly companyType?: CompanyTypeClass;
};
export type RegistrationPersonal = PersonalOf<typeof registrationFields>;

/** Fields whose coming, going or changing belongs to a stage other than REGISTRATION. The first row that fits decides. */
const stageOfField: readonly { readonly stage: Stage; readonly fields: readonly (keyof RegistrationContent)[] }[] = [
  {
    stage: 'DEREGISTRATION',
    fields: [
      'cancelledOn',
      'cancellationReason',
      'revokedOn',
      'revocationNo',
      'revocationAuthority',
      'simpleNoticeFrom',
      'simpleNoticeTo',
      'liquidationFiledOn',
    ],
  },
  {
    stage: 'REGISTRATION',
    fields: Object.keys(registrationFields).filter(
      (field) => !/^(cancel|revo|simple|liquidation|abnormal|serious)/.test(field) && field !== 'legalRepresentative',
    ) as (keyof RegistrationContent)[],
  },
  { stage: 'OPERATION', fields: ['abnormalEntries', 'seriousEntries'] },
];

export const registration: RecordType<RegistrationContent> = {
  name: 'registration',
  zh: '登记',
  en: 'registration',
  source: 'registry',
  keyKind: 'USCC',
  fields: registrationFields,

  table: {
    columns: {
      name: { text: 400, cut: true },
      status: { text: 32 },
      company_type: { text: 32 },
      region: { text: 12 },
      industry: { text: 8, cut: true },
      established_on: 'date',
      origin: { text: 16 },
      parent_uscc: { text: 18 },
      scope_reasons: { text: 80 },
    },
    tells: {
      name: 'name',
      status: 'status',
      companyType: 'company_type',
      region: 'region',
      industry: 'industry',
      establishedOn: 'established_on',
      origin: 'origin',
      parentUscc: 'parent_uscc',
    },
    indexes: {}, // those of the migrations 0001-spine and 0004-lists
  },
  columns(_key, content) {
    return {
      name: cut(content.name, 400),
      status: content.status ?? null,
      company_type: content.companyType ?? null,
      region: content.region ?? null,
      industry: content.industry === undefined ? null : cut(content.industry, 8),
      established_on: content.establishedOn ?? null,
      origin: content.origin,
      parent_uscc: content.parentUscc ?? null,
      scope_reasons: scopeReasonsOf(content).join(' '),
    };
  },

  links(key, content) {
    const links: Link[] = [{ kind: 'company', value: key }];
    if (content.parentUscc !== undefined) links.push({ kind: 'company', value: content.parentUscc });
    const county = this.county(content);
    if (county !== null) links.push({ kind: 'region', value: county });
    return links;
  },

  identifiers(key, content) {
    const identifiers = [];
    if (content.registrationNo !== undefined)
      identifiers.push({ kind: 'REGNO', value: cut(content.registrationNo, 400) } as const);
    if (content.pripid !== undefined) identifiers.push({ kind: 'PRIPID', value: cut(content.pripid, 400) } as const);
    // Two names may be one once they are cut to what the column holds.
    for (const name of new Set(content.formerNames?.map((former) => cut(former, 400)))) {
      identifiers.push({ kind: 'FORMER_NAME', value: name } as const);
    }
    return { subject: key, identifiers };
  },

  county(content) {
    return content.region === undefined || content.region.length < 6 ? null : content.region.slice(0, 6);
  },

  stage(before, after) {
    if (after === null || before === null) {
      return isInDeregistration((after ?? before)?.status) ? 'DEREGISTRATION' : 'REGISTRATION';
    }
    // Into, out of and within the end of a company's life: 注销, 吊销, 撤销, 清算 and their reversals.
    if (before.status !== after.status && (isInDeregistration(before.status) || isInDeregistration(after.status))) {
      return 'DEREGISTRATION';
    }
    for (const { stage, fields } of stageOfField) {
      if (fields.some((field) => !sameValue(before[field], after[field]))) return stage;
    }
    return 'REGISTRATION'; // only a personal value changed: the legal representative
  },

  effectiveOn(before, after) {
    if (before === null) return after.approvedOn ?? null;
    if (after.cancelledOn !== undefined && after.cancelledOn !== before.cancelledOn) return after.cancelledOn;
    if (after.revokedOn !== undefined && after.revokedOn !== before.revokedOn) return after.revokedOn;
    if (after.approvedOn !== undefined && after.approvedOn !== before.approvedOn) return after.approvedOn;
    // The approval date stood still: only what has a date of its own says when it became true.
    const known = new Set(noticeDates(before));
    const news = noticeDates(after).filter((date) => !known.has(date));
    return news.sort().at(-1) ?? null;
  },

  // 核准日期 moves with every approved change and is never set back.
  sourceOrder: (content) => content.approvedOn ?? null,
  subjectConflict(before, after): Problem | null {
    // What a company from elsewhere states about itself is no register's word.
    if (before.origin !== after.origin) return null;
    if (foldName(before.name) === foldName(after.name)) return null;
    const evidence = (['establishedOn', 'pripid', 'registrationNo'] as const).find(
      (field) => before[field] !== undefined && after[field] !== undefined && before[field] !== after[field],
    );
    if (evidence === undefined) return null;
    return problem('SUBJECT_CONFLICT', {
      knownName: before.name,
      newName: after.name,
      evidence: registrationFields[evidence].zh,
      evidenceEn: registrationFields[evidence].en,
      known: String(before[evidence]),
      new: String(after[evidence]),
    });
  },

  // Its own registry knows better than a filing, whenever either was heard.
  precedence(known, given) {
    if (known.origin === given.origin) return null;
    return given.origin === 'REGISTRY' ? 'given' : 'known';
  },

  population: (key, content) => (scopeReasonsOf(content).length > 0 ? 'in' : { company: key }),
};

/** What of a registration itself makes the company one of the hub's. */
export function scopeReasonsOf(
  content: Pick<RegistrationContent, 'name' | 'industry' | 'businessScope'>,
): readonly ScopeReason[] {
  const reasons: ScopeReason[] = [];
  if (content.industry === '7020') reasons.push('INDUSTRY');
  if (content.businessScope?.includes('物业管理') || content.businessScope?.includes('物业服务')) reasons.push('BUSINESS_SCOPE');
  if (content.name.includes('物业')) reasons.push('NAME');
  return reasons;
}

/** As much of a text as its column holds: content keeps it whole, and one junk row must not stop a delivery. */
function cut(text: string, characters: number): string {
  return text.length <= characters ? text : text.slice(0, characters).toWellFormed();
}

/** Dates of what is entered without an approval: notices, liquidation, entries in lists. */
function noticeDates(content: RegistrationContent): string[] {
  const entries = [...(content.abnormalEntries ?? []), ...(content.seriousEntries ?? [])];
  return [
    content.simpleNoticeFrom,
    content.liquidationFiledOn,
    ...entries.flatMap(({ enteredOn, removedOn }) => [enteredOn, removedOn]),
  ].filter((date) => date !== undefined);
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
