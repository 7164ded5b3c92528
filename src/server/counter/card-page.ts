/** The card of one company. */
import type { Content } from '../../domain/record/record-type.ts';
import type { CompanyCard, CompanyHistory, Relative } from '../../feed/company-card.ts';
import type { CompanyJoined } from '../../feed/company-joined.ts';
import type { RecordView } from '../../feed/read.ts';
import type { SourceView } from '../../feed/runs.ts';
import { companyFacts, companyHeading, factList, statusBlock } from './company-facts.ts';
import { historySection } from './history-section.ts';
import { type Html, html } from './html.ts';
import { joinedSections, stageLine } from './joined-sections.ts';
import type { Page } from './layout.ts';
import { isStale, lastSuccessText, sourceName, stalenessOf, statusWords, timeText } from './words.ts';

export interface CardFacts {
  readonly card: CompanyCard;
  readonly joined: CompanyJoined;
  readonly history: CompanyHistory;
  /** Whether the history begins with the newest. */
  readonly isFirstPage: boolean;
  readonly sources: readonly SourceView[];
  /** Milliseconds. */
  readonly now: number;
  /** The code that was asked for, where it was replaced by this one. */
  readonly askedFor: string | null;
}

export function cardPage({ card, joined, history, isFirstPage, sources, now, askedFor }: CardFacts): Page {
  const { registration, uscc } = card;
  const name = registration === null ? uscc : String(registration.fields.name);
  const moved =
    askedFor === null
      ? null
      : html`<p class="notice">您查询的代码 <span class="code">${askedFor}</span> 已被替换，现用代码为 <span class="code">${uscc}</span>。</p>`;
  return {
    title: name,
    query: '',
    body: html`
<section class="head">
${companyHeading(uscc, registration)}
${moved}
${registration === null ? onlyNamed(joined) : statusBlock(registration, now)}
${stageLine(joined)}
${staleNotices(sources, now)}
${registration !== null && sheetForm(uscc)}
</section>
${
  registration !== null &&
  html`<section aria-labelledby="facts"><h2 id="facts">登记信息 <span class="en" lang="en">Registration</span></h2>
${factList(companyFacts(registration.fields))}</section>`
}
${relatives(card)}
${registration !== null && entriesSection(registration.fields)}
${joinedSections(joined)}
${sourcesSection(sources, joined, now)}
${historySection(uscc, history, isFirstPage)}`,
  };
}

function onlyNamed({ unheard }: CompanyJoined): Html {
  if (unheard.includes('registry')) {
    return html`<div class="status caution"><strong>没有收到登记信息</strong>有其他记录提到这个代码，但登记来源尚未接入；没有列出不等于没有登记，请以登记机关为准。</div>`;
  }
  return html`<div class="status caution"><strong>没有收到登记信息</strong>有其他记录提到这个代码，但登记机关没有提供它的登记信息。可能是外地企业；请以登记机关为准。</div>`;
}

function sheetForm(uscc: string): Html {
  return html`<form class="actions screen" method="post" action="/sheet">
<input type="hidden" name="uscc" value="${uscc}">
<button>出具状态查询单</button>
<span class="soft small">可打印，带编号和二维码，任何人都能核验。</span>
</form>`;
}

function staleNotices(sources: readonly SourceView[], now: number): readonly Html[] {
  return sources.flatMap((source) => {
    const words = stalenessOf(source, now);
    return words === null ? [] : [html`<p class="notice"><strong>${sourceName(source.name)}</strong>：${words}</p>`];
  });
}

function relatives({ parent, branches, hasMoreBranches }: CompanyCard): Html | null {
  if (parent === null && branches.length === 0) return null;
  return html`<section aria-labelledby="relatives"><h2 id="relatives">总公司与分支机构 <span class="en" lang="en">Parent and branches</span></h2>
${parent !== null && html`<p class="soft small">隶属于</p><ul class="plain matches">${relativeItem(parent)}</ul>`}
${branches.length > 0 && html`<p class="soft small">分支机构</p><ul class="plain matches">${branches.map(relativeItem)}</ul>`}
${hasMoreBranches && html`<p class="soft small">只列出前 ${branches.length} 家。</p>`}
</section>`;
}

export function relativeItem({ uscc, name, status }: Relative): Html {
  const words = statusWords(status);
  return html`<li><a href="/lookup/${uscc}"><span class="name">${name ?? '（没有登记信息）'}</span><span class="code small">${uscc}</span>${
    name !== null && html`<span class="badge ${words.tone}">${words.short}</span>`
  }</a></li>`;
}

const LISTS = [
  { field: 'abnormalEntries', zh: '经营异常名录', en: 'List of abnormal operation' },
  { field: 'seriousEntries', zh: '严重违法失信名单', en: 'List of serious violations' },
] as const;

interface ListEntry {
  readonly reason?: string;
  readonly enteredOn?: string;
  readonly authority?: string;
  readonly removedOn?: string;
}

function entriesSection(fields: Content): readonly (Html | null)[] {
  return LISTS.map(({ field, zh, en }) => {
    const entries = (fields[field] ?? []) as readonly ListEntry[];
    if (entries.length === 0) return null;
    return html`<section aria-labelledby="${field}"><h2 id="${field}">${zh} <span class="en" lang="en">${en}</span></h2>
<div class="scroll"><table class="stack"><thead><tr><th scope="col">列入日期</th><th scope="col">原因</th><th scope="col">列入机关</th><th scope="col">移出日期</th></tr></thead>
<tbody>${entries.map(
      (
        entry,
      ) => html`<tr><td data-label="列入日期">${entry.enteredOn ?? '未提供'}</td><td data-label="原因">${entry.reason ?? '未提供'}</td>
<td data-label="列入机关">${entry.authority ?? '未提供'}</td><td data-label="移出日期">${entry.removedOn ?? '尚未移出'}</td></tr>`,
    )}</tbody></table></div></section>`;
  });
}

/** How the last attempt ended, where it did not end well although there was a success not long ago. */
const ATTEMPT_WORDS: Readonly<Partial<Record<SourceView['state'], string>>> = {
  FAILED: '此后一次取数失败',
  WAITING: '此后一次等待核对',
};

/** Of the records that a source states of the company the one that came last. */
function newestOf(source: string, { registration, taxpayers, filings, contracts, estates }: CompanyJoined): RecordView | null {
  const all = [...(registration === null ? [] : [registration]), ...taxpayers, ...filings, ...contracts, ...estates];
  const ofSource = all.filter((record) => record.source === source);
  return ofSource.reduce<RecordView | null>((last, each) => (last === null || each.position > last.position ? each : last), null);
}

function sourcesSection(sources: readonly SourceView[], joined: CompanyJoined, now: number): Html {
  return html`<section aria-labelledby="sources"><h2 id="sources">数据来自哪里，截至何时 <span class="en" lang="en">Sources</span></h2>
<div class="scroll"><table class="stack"><thead><tr><th scope="col">来源</th><th scope="col">最近一次取数</th><th scope="col">本企业最近一条记录收到于</th><th scope="col">生效日期</th><th scope="col">位置</th></tr></thead>
<tbody>${sources.map((source) => {
    const record = newestOf(source.name, joined);
    return html`<tr><th scope="row" data-label="来源">${sourceName(source.name)}</th>
<td data-label="最近取数">${lastSuccessText(source)}${
      isStale(source, now)
        ? html` <span class="badge caution">过时</span>`
        : ATTEMPT_WORDS[source.state] !== undefined && html`<br><span class="small">${ATTEMPT_WORDS[source.state]}</span>`
    }</td>
<td data-label="收到于">${record === null ? '没有记录' : timeText(record.receivedAt)}</td>
<td data-label="生效日期">${record === null ? '—' : (record.effectiveOn ?? '来源未写明')}</td>
<td data-label="位置">${record === null ? '—' : record.position}</td></tr>`;
  })}</tbody></table></div>
<p class="soft small">“位置”是该记录在互通数据流中的编号，可凭它追溯来源原文。</p>
</section>`;
}
