/** The page with the box, and the page with what was found. */

import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import { describe } from '../../domain/message/describe.ts';
import type { Problem } from '../../domain/message/problem.ts';
import { type Html, html } from './html.ts';
import { type Page, searchForm } from './layout.ts';
import { TABLE_LIMITS } from './list/table.ts';
import { statusWords } from './words.ts';

export const MAX_LIST_BYTES = 10_000_000;

export function startPage(): Page {
  return {
    title: '企业状态查询',
    query: null,
    body: html`
<section class="big head">
<h1>企业状态查询 <span class="en" lang="en">Look up a company</span></h1>
${searchForm('', '企业名称、拼音首字母或代码')}
<p class="soft small">可输入名称的一部分、拼音首字母（如 czjx）、统一社会信用代码、注册号，或代码中连续的六位。</p>
</section>
<section aria-labelledby="list">
<h2 id="list">批量核对名单 <span class="en" lang="en">Check a list</span></h2>
<p>上传 Excel（.xlsx）或 CSV 名单，一次最多 ${TABLE_LIMITS.rows.toLocaleString('en')} 家。原有各列保留，另加匹配结果、现用代码、登记名称、登记状态、数据时间和说明六列，以同样格式返回。</p>
<form method="post" action="/lookup" enctype="multipart/form-data">
<p><label class="above" for="file">名单文件</label>
<input type="file" id="file" name="file" required accept=".xlsx,.xlsm,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"></p>
<p class="actions"><button>上传并核对</button><span class="soft small">不超过 ${MAX_LIST_BYTES / 1_000_000} MB；文件不留存。</span></p>
</form>
</section>
<section aria-labelledby="verify">
<h2 id="verify">核验状态查询单 <span class="en" lang="en">Verify a status sheet</span></h2>
${verifyForm('')}
</section>
<p class="small"><a href="/">数据接口（GraphQL）</a></p>`,
  };
}

export function verifyForm(code: string): Html {
  return html`<form class="search" method="get" action="/verify">
<input type="text" name="code" value="${code.slice(0, 40)}" maxlength="40" aria-label="查询单编号" autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="查询单编号，如 7K3M-9QWX-0VTB-H" required>
<button class="second">核验</button>
</form>`;
}

export interface Match {
  readonly uscc: string;
  readonly name: string;
  readonly status: RegistrationStatus | null;
  readonly matchedOn: string;
  readonly matchedText: string;
  readonly exact: boolean;
}

const WHY: Readonly<Record<string, string>> = {
  FORMER_NAME: '曾用名',
  PINYIN: '拼音',
  INITIALS: '拼音首字母',
  CODE: '代码',
  IDENTIFIER: '号码',
};

export function matchesPage(
  query: string,
  found: { readonly matches: readonly Match[]; readonly hasMore: boolean; readonly problem: Problem | null },
): Page {
  const { matches, hasMore, problem } = found;
  const heading = matches.length === 0 ? '没有找到' : `找到${hasMore ? '很多家，列出最接近的' : ''} ${matches.length} 家`;
  return {
    title: `“${query}”的查询结果`,
    query,
    body: html`
<section class="head">
<h1>${heading}</h1>
${problem !== null && html`<p class="notice">${describe(problem, 'zh')}。</p>`}
${matches.length === 0 && problem === null && nothingFound(query)}
${hasMore && html`<p class="soft">请多输入几个字，或改用统一社会信用代码。</p>`}
</section>
${matches.length > 0 && html`<section><ul class="plain matches">${matches.map(matchItem)}</ul></section>`}`,
  };
}

function nothingFound(query: string): Html {
  return html`<p>没有与“<strong>${query}</strong>”相符的企业。</p>
<ul>
<li>少输几个字试试：只输字号，不输“有限公司”。</li>
<li>核对有无错别字；名称改过的，也可用曾用名查询。</li>
<li>外地企业、不属于物业服务的企业，互通可能没有收录；请向登记机关查询。</li>
</ul>`;
}

function matchItem({ uscc, name, status, matchedOn, matchedText, exact }: Match): Html {
  const words = statusWords(status);
  const why = WHY[matchedOn];
  return html`<li><a href="/lookup/${uscc}"><span class="name">${name}</span><span class="code small">${uscc}</span><span class="badge ${words.tone}">${words.short}</span>${
    why !== undefined && html`<span class="why">${why}${exact ? '相同' : '相符'}：${matchedText}</span>`
  }</a></li>`;
}
