/** The document that starts GraphiQL. All it does stands in its files; the examples come with it as data. */
import { exampleQueries } from '../example-queries.ts';
import type { Asset } from './assets.ts';

/** `<` would end the script element early. */
const examples = JSON.stringify(exampleQueries).replaceAll('<', '\\u003c');

export function graphiqlPage(assets: readonly Asset[]): string {
  return `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>互通 Hutong · GraphiQL</title>
<link rel="icon" href="data:,">
${assets.map(({ path }) => (path.endsWith('.css') ? `<link rel="stylesheet" href="${path}">` : `<script src="${path}" defer></script>`)).join('\n')}
<div id="graphiql">正在打开查询页面… Opening…</div>
<noscript>本页面需要启用 JavaScript；程序请直接向 /graphql 发送 POST 请求。This page needs JavaScript; programs POST to /graphql.</noscript>
<script type="application/json" id="examples">${examples}</script>
</html>
`;
}

/** Scripts are this server's files only, and they talk to this server only. Fonts and the icon are in the files themselves. */
export const graphiqlPolicy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'font-src data:',
  'img-src data:',
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
