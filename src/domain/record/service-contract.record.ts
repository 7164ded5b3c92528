/**
 * `service-contract` (物业服务合同): a contract filed with the housing authority of a county after it was signed
 * (《实施意见（征求意见稿）》第（二）项). Key: county and filing number; where there is none, company, first estate and day of signing.
 *
 * The project lead's name and service phone are ordered to be shown on site (第（六）项): personal, public by duty.
 */
import { chargeModes, clientKinds, contractPhases, priceKinds, selections } from '../code/property-codes.ts';
import type { ContentOf, Fields } from './field.ts';
import type { Link, RecordType } from './record-type.ts';

const open = { class: 'PUBLIC', basis: '《实施意见（征求意见稿）》第（二）、（六）项' } as const;
const byDuty = { personal: true, class: 'PUBLIC_BY_DUTY', basis: '《实施意见（征求意见稿）》第（六）项' } as const;

export const serviceContractFields = {
  uscc: { type: 'text', zh: '统一社会信用代码', en: 'USCC of the company', required: true, ...open },
  companyName: { type: 'text', zh: '物业服务企业', en: 'company as the contract names it', ...open },
  county: { type: 'text', zh: '备案县区', en: 'county that it is filed in', required: true, ...open },
  contractNo: { type: 'text', zh: '合同备案编号', en: 'filing number of the contract', ...open },
  estates: {
    type: 'list',
    zh: '服务小区',
    en: 'estates that it is about',
    required: true,
    ...open,
    of: {
      estate: { type: 'text', zh: '小区标识', en: 'id of the estate' },
      name: { type: 'text', zh: '小区名称', en: 'name as the contract has it' },
      part: { type: 'text', zh: '服务部位（分期）', en: 'part or building phase' },
      area: { type: 'decimal', zh: '服务面积（平方米）', en: 'area in square metres' },
    },
  },
  phase: { type: 'text', codes: contractPhases, zh: '物业服务阶段', en: 'early stage or ordinary', ...open },
  clientKind: { type: 'text', codes: clientKinds, zh: '委托方类型', en: 'kind of client', ...open },
  client: { type: 'text', zh: '委托方', en: 'client', class: 'SHARED', basis: open.basis },
  selection: { type: 'text', codes: selections, zh: '选聘方式', en: 'way of selection', ...open },
  signedOn: { type: 'date', zh: '签订日期', en: 'signed on', ...open },
  filedOn: { type: 'date', zh: '合同备案日期', en: 'filed on', ...open },
  termFrom: { type: 'date', zh: '合同期限自', en: 'term from', ...open },
  termTo: { type: 'date', zh: '合同期限至', en: 'term to', ...open },
  level: { type: 'text', zh: '服务等级', en: 'level of service', ...open },
  priceKind: { type: 'text', codes: priceKinds, zh: '价格形式', en: 'guided or market price', ...open },
  chargeMode: { type: 'text', codes: chargeModes, zh: '计费方式', en: 'lump sum or commission', ...open },
  fee: { type: 'decimal', zh: '物业费（元/平方米·月）', en: 'fee in yuan per square metre and month', ...open },
  endedOn: { type: 'date', zh: '终止日期', en: 'ended on', ...open },
  endReason: { type: 'text', zh: '终止原因', en: 'why it ended', ...open },
  handedOverOn: { type: 'date', zh: '移交日期', en: 'premises, facilities and records handed over on', ...open },
  successorUscc: { type: 'text', zh: '接管企业统一社会信用代码', en: 'USCC of the company that took over', ...open },
  documents: {
    type: 'list',
    zh: '合同附件',
    en: 'documents, as references',
    class: 'SHARED',
    basis: open.basis,
    of: {
      name: { type: 'text', zh: '材料名称', en: 'name' },
      kind: { type: 'text', zh: '材料类型', en: 'kind' },
      reference: { type: 'text', zh: '存放引用', en: 'where the housing bureau keeps it' },
      digest: { type: 'text', zh: '摘要', en: 'SHA-256, hex' },
    },
  },
  leadName: { type: 'text', zh: '项目负责人', en: 'project lead', ...byDuty },
  leadPhone: { type: 'text', zh: '项目服务电话', en: 'service phone of the project', ...byDuty },
} as const satisfies Fields;

export type ServiceContractContent = ContentOf<typeof serviceContractFields>;

/** @param number the filing number; without one the contract is known by its company, its first estate and the day of signing */
export function contractKey(county: string, number: string | null, uscc: string, estate: string, signedOn: string): string {
  return number === null ? `${uscc}:${estate}:${signedOn}` : `${county}:${number}`;
}

/**
 * Whether a contract is in force on a day: it has begun, was not ended, and its term is not over. A contract that says
 * nothing of its term is in force until it is ended.
 */
export function isActiveContract(
  { termFrom, termTo, endedOn }: Pick<ServiceContractContent, 'termFrom' | 'termTo' | 'endedOn'>,
  day: string,
): boolean {
  return (
    (termFrom === undefined || termFrom <= day) &&
    (endedOn === undefined || endedOn > day) &&
    (termTo === undefined || termTo >= day)
  );
}

export const serviceContract: RecordType<ServiceContractContent> = {
  name: 'service-contract',
  zh: '物业服务合同',
  en: 'service contract',
  source: 'filing',
  fields: serviceContractFields,

  table: {
    columns: { uscc: { text: 18 }, phase: { text: 16 }, region: { text: 12 }, term_to: 'date', ended_on: 'date' },
    tells: { uscc: 'uscc', phase: 'phase', county: 'region', termTo: 'term_to', endedOn: 'ended_on' },
    indexes: {},
  },
  columns: (_key, content) => ({
    uscc: content.uscc,
    phase: content.phase ?? null,
    region: content.county,
    term_to: content.termTo ?? null,
    ended_on: content.endedOn ?? null,
  }),
  links(_key, { uscc, successorUscc, estates, county }) {
    const links: Link[] = [{ kind: 'company', value: uscc }];
    if (successorUscc !== undefined && successorUscc !== uscc) links.push({ kind: 'company', value: successorUscc });
    for (const estate of estateIds(estates)) links.push({ kind: 'estate', value: estate });
    links.push({ kind: 'region', value: county });
    return links;
  },
  relations: ({ uscc, estates }) => [
    { kind: 'company', value: uscc },
    ...estateIds(estates).map((value) => ({ kind: 'estate', value }) as const),
  ],
  identifiers: () => null,
  county: ({ county }) => county,
  stage: () => 'OPERATION',
  effectiveOn(before, after) {
    if (before === null) return after.endedOn ?? after.termFrom ?? after.signedOn ?? null;
    const news = (['endedOn', 'handedOverOn', 'filedOn'] as const).find(
      (field) => after[field] !== undefined && after[field] !== before[field],
    );
    return news === undefined ? null : (after[news] ?? null);
  },
  sourceOrder: () => null,
  subjectConflict: () => null,
  population: () => 'in',
};

function estateIds(estates: ServiceContractContent['estates']): readonly string[] {
  return [...new Set(estates.map(({ estate }) => estate).filter((id) => id !== undefined))];
}
