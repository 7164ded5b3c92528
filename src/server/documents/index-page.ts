/** The page at `/q`: which queries there are, what for, and an address of each to try; and the subscriptions, which have none. */

import type { TrustedSubscription } from '../../graph/operation/documents.ts';
import { type Html, html } from '../counter/html.ts';
import { renderPage } from '../counter/layout.ts';
import type { ServedDocument } from './served-document.ts';

export function indexPage(documents: readonly ServedDocument[], subscriptions: readonly TrustedSubscription[]): string {
  return renderPage({
    title: '常用查询',
    query: null,
    body: html`<h1>常用查询 <span class="en" lang="en">The usual queries</span></h1>
<p>每个查询一个地址：参数写在地址里，回答是 JSON，与 <code>/graphql</code> 同一数据、同一权限。
程序用的接口描述：<a href="/q/openapi.json">/q/openapi.json</a>（OpenAPI 3.1）。示例中的值取自演示城市。
<span class="en" lang="en">An address for each query: parameters in the address, the answer in JSON, the same data and rights as at /graphql. Examples have values of the demonstration.</span></p>
${documents.map(sectionOf)}
<h1>订阅 <span class="en" lang="en">Subscriptions</span></h1>
<p>订阅没有自己的地址：向 <code>/graphql</code> 发送其名称，以事件流或 WebSocket（graphql-transport-ws）接收；每个事件一页，以其 <code>scannedTo</code> 和 <code>feed</code> 续接。
<span class="en" lang="en">They have no address: send the name to /graphql, and take a stream of events or a WebSocket. Each event is a page; go on from its scannedTo and feed.</span></p>
${subscriptions.map(subscriptionOf)}`,
  });
}

function sectionOf({ document, parameters }: ServedDocument): Html {
  const { name, description, example, variables } = document;
  const presets = new Map(variables.map((each) => [each.name, each.default]));
  return html`<section id="${name}">
<h2>${name}</h2>
<p>${description.zh} <span class="en" lang="en">${description.en}</span></p>
<p>试一试：<a href="${encodeURI(example)}"><code>${example}</code></a></p>
<dl class="facts">${parameters.map(
    (each) => html`<div><dt><code>${each.name}</code>${each.isRequired ? '（必填）' : null}
<code>${String(each.type)}</code>${presetOf(presets.get(each.name))}</dt><dd>${each.description}</dd></div>
`,
  )}</dl>
</section>
`;
}

function subscriptionOf({ name, description, variables }: TrustedSubscription): Html {
  const body = JSON.stringify({ documentId: name, variables: { after: '0' } });
  return html`<section id="${name}">
<h2>${name}</h2>
<p>${description.zh} <span class="en" lang="en">${description.en}</span></p>
<p><code>curl -N …/graphql -H 'content-type: application/json' -H 'accept: text/event-stream' -d '${body}'</code></p>
<dl class="facts">${variables.map(
    (each) => html`<div><dt><code>${each.name}</code></dt><dd><code>${each.type}</code>${presetOf(each.default)}</dd></div>
`,
  )}</dl>
</section>
`;
}

function presetOf(value: unknown): Html | null {
  return value === undefined ? null : html`，默认 <code>${[value].flat().join(', ')}</code>`;
}
