/** What every page of the counter has around it, and what a browser is told to allow in it: its own style and nothing else. */
import { createHash } from 'node:crypto';
import { type Html, html, type Insert } from './html.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  readonly body: Insert;
  /** What stands in the box at the top; the start page has a box of its own. */
  readonly query?: string | null;
}

/** Longest text that is looked for; the longest name of a company has some sixty characters. */
export const MAX_QUERY = 200;

export function renderPage({ title, body, query = '' }: Page): string {
  return `<!doctype html>
<html lang="zh-CN">
${html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title} · 互通</title>`}
<style>${style}</style>
</head>
${html`<body>
<a class="skip" href="#main">跳到正文</a>
<header class="top"><div>
<a class="brand" href="/lookup">互通<small lang="en">Hutong</small></a>
${query === null ? null : searchForm(query, '查询企业')}
</div></header>
<main id="main">
${body}
</main>
<footer>
<p>互通汇集各部门的数据供办事参考，<strong>不是登记机关</strong>；与登记机关公示不一致的，以登记机关为准。
<span class="en" lang="en">Hutong gathers what the authorities say; it is not the register of record.</span></p>
</footer>`}
<script>${script}</script>
</body>
</html>
`;
}

/** Everything works without it: it shows buttons that only a script can make work. */
const script = `
for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
`;

/** @param label read to those who do not see the box */
export function searchForm(query: string, label: string): Html {
  return html`<form class="search" role="search" action="/lookup" method="get">
<input type="search" name="q" value="${query.slice(0, MAX_QUERY)}" maxlength="${MAX_QUERY}" aria-label="${label}" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search" placeholder="名称、拼音首字母或代码" required>
<button>查询</button>
</form>`;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-language': 'zh-CN',
  'content-security-policy': [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    'img-src data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  // What a viewer sees must not be kept by anything in between.
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  // With `no-referrer` a form would say that it comes from nowhere, and be refused.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};
