/** What a card and a sheet both show of a registration. */
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { Content } from '../../domain/record/record-type.ts';
import type { RecordView } from '../../feed/read.ts';
import { type Html, html } from './html.ts';
import { dateOf, fieldName, statusWords, valueText } from './words.ts';

export function companyHeading(uscc: string, registration: RecordView | null): Html {
  const former = registration?.fields.formerNames as readonly string[] | undefined;
  return html`<h1>${registration === null ? '代码' : (registration.fields.name as string)}</h1>
<p class="code">${uscc}</p>
${former !== undefined && former.length > 0 && html`<p class="soft">曾用名：${former.join('、')}</p>`}`;
}

/**
 * The status, what it means, and what must not be overlooked beside it. @param now milliseconds
 */
export function statusBlock({ fields }: RecordView, now: number): Html {
  const words = statusWords(fields.status as RegistrationStatus | undefined);
  const notices = noticesOf(fields, now);
  // Nobody should read "as it should be" first and the warnings later.
  const isMixed = words.tone === 'good' && notices.length > 0;
  const since = endedOn(fields);
  const said = fields.statusText;
  return html`<div class="status ${isMixed ? 'caution' : words.tone}"><strong>${words.zh}<span class="en" lang="en">${words.en}</span></strong>
${since !== null && html`${since}。`}${isMixed ? '登记在册，但请注意以下情况。' : words.meaning}
${typeof said === 'string' && said !== words.zh && html`<span class="small">（来源原文：${said}）</span>`}</div>${notices}`;
}

function endedOn({ cancelledOn, revokedOn }: Content): string | null {
  const dates = [revokedOn !== undefined && `${revokedOn} 吊销`, cancelledOn !== undefined && `${cancelledOn} 注销`];
  const told = dates.filter((text) => typeof text === 'string');
  return told.length === 0 ? null : told.join('，');
}

interface ListEntry {
  readonly removedOn?: string;
}

const NO_MORE: ReadonlySet<unknown> = new Set<RegistrationStatus>(['CANCELLED', 'REVOKED_AND_CANCELLED']);

function noticesOf(fields: Content, now: number): readonly Html[] {
  const notices: Html[] = [];
  const isOpen = (field: string) =>
    ((fields[field] ?? []) as readonly ListEntry[]).some(({ removedOn }) => removedOn === undefined);
  if (isOpen('seriousEntries')) notices.push(html`<p class="notice ended">现被列入<strong>严重违法失信名单</strong>。</p>`);
  if (isOpen('abnormalEntries')) notices.push(html`<p class="notice">现被列入<strong>经营异常名录</strong>。</p>`);
  // Of a company that is no more the steps towards its end are history.
  if (NO_MORE.has(fields.status)) return notices;
  const { simpleNoticeFrom, simpleNoticeTo, liquidationFiledOn } = fields;
  if (typeof simpleNoticeTo === 'string') {
    const from = typeof simpleNoticeFrom === 'string' ? `自 ${simpleNoticeFrom} 起` : '';
    notices.push(
      simpleNoticeTo >= dateOf(now)
        ? html`<p class="notice"><strong>简易注销公告</strong>中${from && `（${from}）`}，公告期至 ${simpleNoticeTo}；有异议的应在此前向登记机关提出。</p>`
        : html`<p class="notice"><strong>简易注销公告</strong>已于 ${simpleNoticeTo} 期满。</p>`,
    );
  }
  if (typeof liquidationFiledOn === 'string') {
    notices.push(html`<p class="notice">已于 ${liquidationFiledOn} 办理<strong>清算组备案</strong>。</p>`);
  }
  return notices;
}

export interface Fact {
  readonly zh: string;
  readonly value: string | null;
  readonly wide?: boolean;
}

/** The facts of a registration in the order in which a counter reads them. */
export function companyFacts(fields: Content): readonly Fact[] {
  const fact = (field: string, wide = false): Fact => ({ zh: fieldName(field), value: valueText(field, fields[field]), wide });
  return [
    {
      zh: '企业类型',
      value: valueText('companyTypeText', fields.companyTypeText) ?? valueText('companyType', fields.companyType),
    },
    fact('legalRepresentative'),
    { zh: '注册资本', value: capitalText(fields) },
    fact('establishedOn'),
    fact('approvedOn'),
    { zh: '经营期限', value: termText(fields) },
    fact('authority'),
    { ...fact('region'), zh: '所在区划' },
    fact('address', true),
    fact('cancelledOn'),
    fact('cancellationReason'),
    fact('revokedOn'),
    fact('revocationNo'),
    fact('revocationAuthority'),
    fact('registrationNo'),
    fact('businessScope', true),
  ].filter(({ value, zh }) => value !== null || ALWAYS_TOLD.has(zh));
}

/** That a source does not give these is worth knowing; that there is no document of a revocation is not. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set([
  '企业类型',
  fieldName('legalRepresentative'),
  fieldName('address'),
  fieldName('establishedOn'),
]);

function capitalText({ capital, capitalCurrency }: Content): string | null {
  if (typeof capital !== 'string') return null;
  return `${capital} 万${capitalCurrency === undefined || capitalCurrency === 'CNY' ? '元人民币' : `（${String(capitalCurrency)}）`}`;
}

function termText({ termFrom, termTo, termOpen }: Content): string | null {
  if (termFrom === undefined && termTo === undefined && termOpen !== true) return null;
  return `${termFrom ?? '（来源未提供）'} 至 ${termOpen === true ? '长期' : (termTo ?? '（来源未提供）')}`;
}

export function factList(facts: readonly Fact[]): Html {
  return html`<dl class="facts">${facts.map(
    ({ zh, value, wide }) =>
      html`<div${wide === true && html` class="wide"`}><dt>${zh}</dt><dd>${value ?? html`<span class="soft">来源未提供</span>`}</dd></div>`,
  )}</dl>`;
}
