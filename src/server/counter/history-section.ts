/** What happened to a company, in the order in which the hub learned of it, in plain words. */
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import { getRecordType } from '../../domain/record/record-types.ts';
import type { ChangeView } from '../../feed/changes.ts';
import type { CompanyHistory } from '../../feed/company-card.ts';
import { eventsOf } from './event-words.ts';
import { type Html, html } from './html.ts';
import {
  dateOf,
  fieldName,
  fieldsToTell,
  KIND_WORDS,
  RECORD_KIND_WORDS,
  sourceName,
  statusWords,
  timeText,
  valueText,
} from './words.ts';

export function historySection(uscc: string, history: CompanyHistory, isFirstPage: boolean): Html {
  const { changes, before } = history;
  return html`<section aria-labelledby="history"><h2 id="history">变更历程 <span class="en" lang="en">History</span></h2>
${
  changes.length === 0
    ? html`<p class="soft">没有更早的记录。</p>`
    : html`<p class="soft small">按互通收到的先后排列，最近收到的在前；日期是来源写明的生效日期。</p>
<ol class="plain history">${changes.map((change) => historyItem(uscc, history, change))}</ol>`
}
${(!isFirstPage || before !== null) && pager(uscc, before, isFirstPage)}
</section>`;
}

function pager(uscc: string, before: number | null, isFirstPage: boolean): Html {
  return html`<p class="actions screen">${!isFirstPage && html`<a href="/lookup/${uscc}#history">回到最新</a>`}
${before !== null && html`<a href="/lookup/${uscc}?before=${before}#history">更早的变更 →</a>`}</p>`;
}

function historyItem(uscc: string, { formerCodes }: CompanyHistory, change: ChangeView): Html {
  const when = change.effectiveOn ?? dateOf(change.recordedAt);
  const { company } = change;
  const underFormer = company !== null && formerCodes.includes(company);
  const ofOther = company !== null && company !== uscc && !underFormer;
  const content = change.after ?? change.before;
  const name = content?.companyName ?? content?.name;
  return html`<li><h3><time datetime="${when}">${when}</time>${titleOf(change)}${
    ofOther &&
    html` <span class="soft small">（${relationOf(change)} <a href="/lookup/${company}">${typeof name === 'string' ? name : company}</a>）</span>`
  }${underFormer && html` <span class="soft small">（原代码 <span class="code">${company}</span>）</span>`}</h3>
<p class="soft small">${sourceName(change.source)}，${timeText(change.receivedAt)} 收到${change.effectiveOn === null && '；来源未写明生效日期，按收到日期列出'}${
    change.historyOnly && '；补记过去的事实，不影响现状'
  } · 位置 ${change.position}</p>
${change.before !== null && change.after !== null && differences(change)}</li>`;
}

/** What another company, whose record names this one, is to it. */
function relationOf({ kind, recordType }: ChangeView): string {
  if (recordType !== 'registration') return '相关企业';
  return kind === 'MERGED' ? '被合并企业' : '分支机构';
}

/** @example `税务登记变更：纳税人状态`, `物业服务合同收录` */
function titleOfOther({ recordType, kind, fields }: ChangeView): string {
  const title = `${getRecordType(recordType).zh}${RECORD_KIND_WORDS[kind]}`;
  if (kind !== 'CHANGED') return title;
  const names = fieldsToTell(fields).map((field) => fieldName(field, recordType));
  return `${title}：${names.slice(0, 3).join('、')}${names.length > 3 ? `等 ${names.length} 项` : ''}`;
}

/** @example `注销`, `企业名称、住所变更` */
function titleOf(change: ChangeView): string {
  const { recordType, kind, fields, before, after } = change;
  if (recordType !== 'registration') return titleOfOther(change);
  if (kind === 'CREATED') {
    const status = statusWords(after?.status as RegistrationStatus | undefined);
    return status.tone === 'good' ? KIND_WORDS.CREATED : `${KIND_WORDS.CREATED}（${status.zh}）`;
  }
  if (kind === 'CHANGED' && before !== null && after !== null) {
    if (before.status !== after.status) return statusWords(after.status as RegistrationStatus | undefined).zh;
    const { names, others } = eventsOf(fieldsToTell(fields), before, after);
    const rest = others.map((field) => fieldName(field));
    const changed = `${rest.slice(0, 3).join('、')}${rest.length > 3 ? `等 ${rest.length} 项` : ''}${KIND_WORDS.CHANGED}`;
    return [...names, ...(rest.length === 0 ? [] : [changed])].join('，');
  }
  return KIND_WORDS[kind];
}

function differences({ recordType, fields, before, after }: ChangeView): Html {
  return html`<dl>${fieldsToTell(fields).map((field) => {
    const [was, is] = differing(before?.[field], after?.[field]);
    const [from, to] = [valueText(field, was, recordType), valueText(field, is, recordType)];
    return html`<div><dt>${fieldName(field, recordType)}</dt><dd>${from !== null && html`<del>${from}</del> `}→ <ins>${to ?? '（空）'}</ins></dd></div>`;
  })}</dl>`;
}

/** Of two lists only the entries that the other has not. */
function differing(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(before) || !Array.isArray(after)) return [before, after];
  const without = (list: readonly unknown[], other: readonly unknown[]) => {
    const known = new Set(other.map((entry) => JSON.stringify(entry)));
    return list.filter((entry) => !known.has(JSON.stringify(entry)));
  };
  return [without(before, after), without(after, before)];
}
