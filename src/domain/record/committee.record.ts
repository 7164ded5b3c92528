/**
 * `committee` (业主委员会、物业管理委员会): a body of owners of one or several estates, filed with the street. Key: county and number.
 * Members and contacts are published (阳泉市住建局 2025-09-22 复文), here as far as the chair and the phone.
 */
import { committeeKinds } from '../code/property-codes.ts';
import type { ContentOf, Fields } from './field.ts';
import type { RecordType } from './record-type.ts';

const open = { class: 'PUBLIC', basis: '晋政办发〔2021〕55号 第7项' } as const;
const byDuty = { personal: true, class: 'PUBLIC_BY_DUTY', basis: '阳泉市住房和城乡建设局 2025-09-22 复文' } as const;

export const committeeFields = {
  name: { type: 'text', zh: '业主组织名称', en: 'name', required: true, ...open },
  county: { type: 'text', zh: '所属县区', en: 'county', required: true, ...open },
  number: { type: 'text', zh: '业主组织编号', en: 'committee number', ...open },
  kind: { type: 'text', codes: committeeKinds, zh: '业主组织类型', en: "owners' committee or management committee", ...open },
  estates: {
    type: 'list',
    zh: '所属小区',
    en: 'its estates',
    required: true,
    ...open,
    of: {
      estate: { type: 'text', zh: '小区标识', en: 'id of the estate' },
      name: { type: 'text', zh: '小区名称', en: 'name as the source has it' },
    },
  },
  term: { type: 'integer', zh: '届别', en: 'which term it is in', ...open },
  termFrom: { type: 'date', zh: '任期自', en: 'term from', ...open },
  termTo: { type: 'date', zh: '任期至', en: 'term to', ...open },
  filedOn: { type: 'date', zh: '备案日期', en: 'filed on', ...open },
  members: { type: 'integer', zh: '委员人数', en: 'members', ...open },
  partyMembers: { type: 'integer', zh: '党员委员人数', en: 'members of the Party among them', ...open },
  chair: { type: 'text', zh: '主任', en: 'chair', ...byDuty },
  phone: { type: 'text', zh: '联系电话', en: 'phone', ...byDuty },
} as const satisfies Fields;

export type CommitteeContent = ContentOf<typeof committeeFields>;

export const committee: RecordType<CommitteeContent> = {
  name: 'committee',
  zh: '业主组织',
  en: 'committee',
  source: 'estate',
  fields: committeeFields,

  table: {
    columns: { kind: { text: 24 }, region: { text: 12 }, term_to: 'date' },
    tells: { kind: 'kind', county: 'region', termTo: 'term_to' },
    indexes: {},
  },
  columns: (_key, { kind, county, termTo }) => ({ kind: kind ?? null, region: county, term_to: termTo ?? null }),
  links: (_key, { estates, county }) => [
    ...estateIds(estates).map((value) => ({ kind: 'estate', value }) as const),
    { kind: 'region', value: county },
  ],
  relations: ({ estates }) => estateIds(estates).map((value) => ({ kind: 'estate', value })),
  identifiers: () => null,
  county: ({ county }) => county,
  stage: () => null,
  effectiveOn: (before, after) => (after.termFrom !== undefined && after.termFrom !== before?.termFrom ? after.termFrom : null),
  sourceOrder: () => null,
  subjectConflict: () => null,
  population: () => 'in',
};

function estateIds(estates: CommitteeContent['estates']): readonly string[] {
  return [...new Set(estates.map(({ estate }) => estate).filter((id) => id !== undefined))];
}
