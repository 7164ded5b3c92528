/** What the tax bureau and the housing bureau say of a company: sections of its card. */
import type { Stage } from '../../domain/record/change.ts';
import type { ServiceContractContent } from '../../domain/record/service-contract.record.ts';
import type { CompanyJoined } from '../../feed/company-joined.ts';
import { isActive, STAGE_SOURCES } from '../../feed/company-records.ts';
import type { RecordView } from '../../feed/read.ts';
import { type Html, html } from './html.ts';
import { sourceName, valueText } from './words.ts';

const STAGE_WORDS: Readonly<Record<Stage, readonly [zh: string, why: string]>> = {
  REGISTRATION: ['注册', '已经登记，还没有税务登记、备案或履行中的合同'],
  TAX: ['纳税', '已经办理税务登记，还没有备案通过或履行中的合同'],
  OPERATION: ['经营', '备案已通过，或有履行中的物业服务合同'],
  DEREGISTRATION: ['注销', '登记或主要税务登记已经终止，或正在办理'],
};

/** Where the company stands in its life, by the hub's own rule; why that cannot be said, where a source that it rests on lacks. */
export function stageLine({ stage, unheard }: CompanyJoined): Html | null {
  const lacking = STAGE_SOURCES.filter((source) => unheard.includes(source)).map(sourceName);
  if (lacking.length > 0) return html`<p>现处环节：<span class="soft">无法判断，${lacking.join('、')}尚未接入</span></p>`;
  if (stage === null) return null;
  const [zh, why] = STAGE_WORDS[stage];
  return html`<p>现处环节：<strong>${zh}</strong> <span class="soft small">（${why}）</span></p>`;
}

/** More are not listed: the page is for people. */
const MAX_ROWS = 50;

interface Column {
  readonly zh: string;
  readonly value: (record: RecordView) => string | null;
}

interface Section {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  /** What is said where the source was asked and has nothing. */
  readonly none: string;
  readonly columns: readonly Column[];
}

/** A column of a field, in the words of its record type. */
const field = (zh: string, name: string): Column => ({
  zh,
  value: ({ recordType, fields }) => valueText(name, fields[name], recordType),
});

const tax: Section = {
  id: 'tax',
  zh: '税务登记',
  en: 'Tax',
  source: 'tax',
  none: '税务部门没有该企业的税务登记。',
  columns: [
    { zh: '登记序号', value: ({ key }) => key },
    field('状态', 'status'),
    field('主管税务局', 'office'),
    field('增值税', 'vatKind'),
    field('登记日期', 'registeredOn'),
    field('非正常户认定', 'abnormalSince'),
    field('税务注销', 'deregisteredOn'),
  ],
};

const filings: Section = {
  id: 'filings',
  zh: '物业服务企业备案',
  en: 'Filings',
  source: 'filing',
  none: '住建部门没有该企业的备案。',
  columns: [
    field('备案编号', 'filingNo'),
    field('备案县区', 'county'),
    field('类型', 'kind'),
    field('状态', 'status'),
    field('办结日期', 'decidedOn'),
    field('有效期至', 'validTo'),
  ],
};

const contracts = (today: string): Section => ({
  id: 'contracts',
  zh: '物业服务合同',
  en: 'Service contracts',
  source: 'filing',
  none: '住建部门没有该企业的物业服务合同备案。',
  columns: [
    field('合同编号', 'contractNo'),
    { zh: '服务小区', value: estateNames },
    { zh: '状态', value: (contract) => contractState(contract, today) },
    { zh: '合同期限', value: termOf },
    field('物业费（元/㎡·月）', 'fee'),
    field('项目负责人', 'leadName'),
    field('服务电话', 'leadPhone'),
  ],
});

const estates: Section = {
  id: 'estates',
  zh: '在管小区',
  en: 'Estates',
  source: 'estate',
  none: '没有履行中的合同，或合同中的小区还没有收到住建部门的资料。',
  columns: [
    field('小区名称', 'name'),
    { zh: '所在区划', value: ({ fields }) => valueText('region', fields.region ?? fields.county, 'estate') },
    field('地址', 'address'),
    field('户数', 'households'),
    field('服务模式', 'serviceMode'),
  ],
};

function estateNames({ fields }: RecordView): string | null {
  const rows = (fields.estates ?? []) as ServiceContractContent['estates'];
  return rows.map(({ name = '未写明名称', part }) => (part === undefined ? name : `${name}（${part}）`)).join('、') || null;
}

function contractState(contract: RecordView, today: string): string {
  const { termFrom, endedOn } = contract.fields as Partial<ServiceContractContent>;
  if (isActive(contract, today)) return '履行中';
  if (endedOn !== undefined) return `${endedOn} 终止`;
  return termFrom !== undefined && termFrom > today ? '尚未开始' : '已到期';
}

function termOf({ fields }: RecordView): string | null {
  const { termFrom, termTo } = fields as Partial<ServiceContractContent>;
  return termFrom === undefined && termTo === undefined ? null : `${termFrom ?? '（未写明）'} 至 ${termTo ?? '（未写明）'}`;
}

export function joinedSections(joined: CompanyJoined): readonly Html[] {
  const { today, unheard } = joined;
  const byState = joined.contracts.toSorted((a, b) => Number(isActive(b, today)) - Number(isActive(a, today)));
  return [
    sectionOf(tax, joined.taxpayers, unheard),
    sectionOf(filings, joined.filings, unheard),
    sectionOf(contracts(today), byState, unheard),
    sectionOf(estates, joined.estates, unheard),
  ];
}

function sectionOf(section: Section, records: readonly RecordView[], unheard: readonly string[]): Html {
  const { id, zh, en, source, none } = section;
  const absence = unheard.includes(source) ? '这个来源从未成功取过数，可能尚未接入；没有列出不等于没有。' : none;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${zh} <span class="en" lang="en">${en}</span></h2>
${records.length === 0 ? html`<p class="soft">${absence}</p>` : table(section, records.slice(0, MAX_ROWS))}
${records.length > MAX_ROWS && html`<p class="soft small">共 ${records.length} 条，只列出前 ${MAX_ROWS} 条。</p>`}
</section>`;
}

/** Columns that no record says anything in are left out. */
function table({ columns }: Section, records: readonly RecordView[]): Html {
  const shown = columns.filter(({ value }) => records.some((record) => value(record) !== null));
  return html`<div class="scroll"><table class="stack"><thead><tr>${shown.map(({ zh }) => html`<th scope="col">${zh}</th>`)}</tr></thead>
<tbody>${records.map(
    (record) =>
      html`<tr>${shown.map(({ zh, value }) => html`<td data-label="${zh}">${value(record) ?? html`<span class="soft">未提供</span>`}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}
