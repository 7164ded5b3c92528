/** The page at `/`: a form that sends a query. It loads nothing from anywhere, so it works on a network without internet. */
import { createHash } from 'node:crypto';
import { exampleQueries } from './example-queries.ts';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
textarea, pre { font: 13px/1.4 ui-monospace, monospace; width: 100%; box-sizing: border-box; }
textarea { height: 22rem; } #variables { height: 6rem; }
pre { background: #f4f4f4; border: 1px solid #ccc; height: 31rem; margin: 0; overflow: auto; padding: .5rem; }
button { margin: 0 .5rem .5rem 0; }
`;

const script = `
const examples = JSON.parse(document.getElementById('examples').textContent);
const [query, variables, answer] = ['query', 'variables', 'answer'].map((id) => document.getElementById(id));
async function send(body) {
  const response = await fetch('/graphql', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return response.json();
}
async function show(example) {
  const filled = { ...example.variables };
  if (filled.uscc === '') {
    const found = await send({ query: '{ companies(first: 1) { nodes { uscc } } }' });
    filled.uscc = found.data?.companies.nodes[0]?.uscc ?? '';
  }
  query.value = example.query;
  variables.value = JSON.stringify(filled, null, 2);
}
examples.forEach((example, i) => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = example.zh + ' · ' + example.en;
  button.addEventListener('click', () => show(example));
  document.getElementById('buttons').append(button);
  if (i === 0) show(example);
});
document.getElementById('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    answer.textContent = JSON.stringify(await send({ query: query.value, variables: JSON.parse(variables.value || '{}') }), null, 2);
  } catch (error) {
    answer.textContent = String(error);
  }
});
`;

/** `<` would end the script element early. */
const data = JSON.stringify(exampleQueries).replaceAll('<', '\\u003c');

export const page = `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>互通 Hutong</title>
<style>${style}</style>
<h1>互通 Hutong</h1>
<p>POST <code>/graphql</code></p>
<form id="form">
<div id="buttons"></div>
<main>
<div>
<textarea id="query" aria-label="query" spellcheck="false"></textarea>
<textarea id="variables" aria-label="variables" spellcheck="false"></textarea>
<button>查询 · Run</button>
</div>
<pre id="answer" aria-live="polite"></pre>
</main>
</form>
<script type="application/json" id="examples">${data}</script>
<script>${script}</script>
</html>
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only what stands in the page itself may run, and it may talk to this server only. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
