/** Three queries to try on the demonstration hub, as curl lines, each with the answer that it really gives. */
import { operator } from '../access/viewer.ts';
import { listChanges } from '../feed/changes.ts';
import type { Hub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import type { Say } from './context.ts';

const ANSWER_LENGTH = 600;

export async function demoQueries(url: string, hub: Hub, say: Say): Promise<readonly string[]> {
  const endpoint = new URL('/graphql', url).href;
  const uscc = await renamedCompany(hub);
  const queries = [
    {
      title: say('一家企业', 'a company'),
      query: `{ company(uscc: "${uscc}") { uscc registration { name formerNames status address } } }`,
    },
    {
      title: say('它的历程', 'its history'),
      query: `{ company(uscc: "${uscc}") { timeline(own: true, first: 5) { nodes { position key kind stage effectiveOn } } } }`,
    },
    { title: say('最新位置', 'where the feed stands'), query: '{ head { position time digest } }' },
  ];
  const lines: string[] = [];
  for (const { title, query } of queries) {
    const body = JSON.stringify({ query });
    lines.push(
      '',
      `# ${title}`,
      `curl -s ${endpoint} -H 'content-type: application/json' -d '${body}'`,
      await answer(endpoint, body),
    );
  }
  return lines;
}

async function answer(endpoint: string, body: string): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = (await response.text()).trim();
  return text.length > ANSWER_LENGTH ? `${text.slice(0, ANSWER_LENGTH)}…` : text;
}

/** A company with a history: the first one that the second day's file changed. */
async function renamedCompany(hub: Hub): Promise<string> {
  const { position } = await getHead(hub);
  const page = await listChanges(
    hub,
    { after: Math.max(0, position - 1000), upTo: position, first: 1000, filter: {} },
    { ...operator, personalInClear: false },
  );
  return page.changes.find(({ kind }) => kind === 'CHANGED')?.key ?? page.changes[0]?.key ?? '';
}
