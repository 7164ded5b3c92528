/** The status sheet on paper, and the page that confirms one to anybody. */
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { CompanyCard } from '../../feed/company-card.ts';
import type { StatusSheet } from '../../feed/sheets.ts';
import { companyFacts, companyHeading, factList, statusBlock } from './company-facts.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { qrCode } from './qr-code.ts';
import { verifyForm } from './search-page.ts';
import { lastSuccessText, sourceName, stalenessOf, statusWords, timeText } from './words.ts';

/** @param verifyUrl where anybody can have the sheet confirmed */
export function sheetPage(sheet: StatusSheet, card: CompanyCard, verifyUrl: string): Page {
  return {
    title: `状态查询单 ${sheet.code}`,
    query: '',
    body: html`<article class="sheet">
<section class="head">
<p class="title"><span><strong>企业状态查询单</strong> <span class="en" lang="en">Company status sheet</span></span>
<span>编号 <strong class="code">${sheet.code}</strong><br><span class="small">${timeText(sheet.issuedAt)} 出具（北京时间）</span></span></p>
${companyHeading(sheet.uscc, card.registration)}
${card.registration !== null && statusBlock(card.registration, sheet.issuedAt)}
<p class="actions screen"><button type="button" data-print hidden>打印</button><a href="/lookup/${sheet.uscc}">返回企业页</a></p>
</section>
${said(sheet, card)}
<section class="verify"><div>${qrCode(verifyUrl, '核验地址的二维码')}</div><div>
<p>查询单编号／验证码<br><strong class="code">${sheet.code}</strong></p>
<p class="small">扫描二维码，或打开 <span class="code">${verifyUrl}</span>，任何人都能核验本单是否由本系统出具、此后状态有无变化。</p>
</div></section>
<section><p class="small">本单由互通汇集各部门数据生成，供办事参考，不是登记机关出具的证明；与登记机关公示不一致的，以登记机关为准。
<span class="en" lang="en">Made by Hutong from what the authorities say; Hutong is not the register of record.</span></p></section>
</article>`,
  };
}

function said(sheet: StatusSheet, { registration }: CompanyCard): Html {
  // What it says is the registration alone: the registry's, or that of a filing.
  const restsOn = sheet.sources.filter(({ name }) => name === 'registry' || name === registration?.source);
  return html`${registration !== null && html`<section><h2>登记信息</h2>${factList(companyFacts(registration.fields))}</section>`}
<section><h2>数据来源</h2>
<div class="scroll"><table class="stack"><thead><tr><th scope="col">来源</th><th scope="col">出具时最近一次取数</th><th scope="col">记录生效日期</th><th scope="col">记录位置</th></tr></thead>
<tbody>${restsOn.map((source) => {
    const record = registration?.source === source.name ? registration : null;
    const stale = stalenessOf(source, sheet.issuedAt);
    return html`<tr><th scope="row" data-label="来源">${sourceName(source.name)}</th>
<td data-label="最近取数">${lastSuccessText(source)}${stale !== null && html`<br><span class="small">${stale}</span>`}</td>
<td data-label="生效日期">${record === null ? '没有记录' : (record.effectiveOn ?? '来源未写明')}</td><td data-label="位置">${record === null ? '—' : record.position}</td></tr>`;
  })}</tbody></table></div>
<p class="small">出具时间：${timeText(sheet.issuedAt)}（北京时间）　数据位置：${sheet.position}</p></section>`;
}

/** @param then the company at the sheet's position; @param now the company as it is known now */
export function verifiedPage(sheet: StatusSheet, then: CompanyCard, now: CompanyCard | null): Page {
  return {
    title: `核验查询单 ${sheet.code}`,
    query: '',
    body: html`<article class="sheet">
<section class="head">
<p class="badge good">本单由互通出具 · genuine</p>
${companyHeading(sheet.uscc, then.registration)}
<p>编号 <strong class="code">${sheet.code}</strong>，出具于 ${timeText(sheet.issuedAt)}（北京时间）。</p>
${changedSince(then, now)}
<p class="soft small">以下是查询单上的内容，个人信息已遮盖。请与纸面逐项核对，不一致的以这里为准。</p>
${then.registration !== null && statusBlock(then.registration, sheet.issuedAt)}
</section>
${said(sheet, then)}
</article>`,
  };
}

function changedSince(then: CompanyCard, now: CompanyCard | null): Html {
  const [before, after] = [statusOf(then), statusOf(now)];
  if (before === after) return html`<p class="notice calm">出具以来登记状态<strong>没有变化</strong>。</p>`;
  return html`<p class="notice ended">出具以来登记状态<strong>已有变化</strong>：当时为“${statusWords(before).zh}”，现为“${statusWords(after).zh}”。请重新查询。</p>`;
}

function statusOf(card: CompanyCard | null): RegistrationStatus | undefined {
  return card?.registration?.fields.status as RegistrationStatus | undefined;
}

export function verifyPage(code: string): Page {
  return {
    title: '核验状态查询单',
    query: '',
    body: html`<section class="head"><h1>核验状态查询单 <span class="en" lang="en">Verify a status sheet</span></h1>
<p>编号在查询单下方二维码旁，不分大小写，短横可以不输。</p>${verifyForm(code)}</section>`,
  };
}
