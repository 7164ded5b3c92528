/** Queries to try on the demonstration hub, as curl lines, each with the answer that it really gives. */
import { operator } from '../access/viewer.ts';
import { listChanges } from '../feed/changes.ts';
import type { Hub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import type { Say } from './context.ts';

const ANSWER_LENGTH = 600;

/** @param trustedOnly whether the hub runs its own documents and no other text */
export async function demoQueries(url: string, hub: Hub, say: Say, trustedOnly: boolean): Promise<readonly string[]> {
  if (trustedOnly) return documentQueries(url, hub, say);
  const endpoint = new URL('/graphql', url).href;
  const uscc = await joinedCompany(endpoint, await eventfulCompanies(hub));
  const queries = [
    {
      title: say('一家企业，四个来源', 'a company, four sources'),
      query:
        `{ company(uscc: "${uscc}") { uscc stage registration { name status } taxpayers { status office } ` +
        'filings { county status } contracts { estates { name } termTo endedOn } estates { name serviceMode households } } }',
    },
    {
      title: say('它的历程', 'its history'),
      query: `{ company(uscc: "${uscc}") { timeline(own: true, first: 5) { nodes { position key kind stage effectiveOn } } } }`,
    },
    { title: say('最新位置', 'where the feed stands'), query: '{ head { position time digest } }' },
  ];
  const follow = JSON.stringify({ query: 'subscription { changes { scannedTo nodes { position key kind fields } } }' });
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
  return [
    ...lines,
    '',
    `# ${say('变更订阅（Ctrl-C 结束）', 'the feed as it happens, until Ctrl-C')}`,
    `curl -sN ${endpoint} -H 'content-type: application/json' -H 'accept: text/event-stream' -d '${follow}'`,
  ];
}

async function documentQueries(url: string, hub: Hub, say: Say): Promise<readonly string[]> {
  const [uscc = ''] = await eventfulCompanies(hub);
  const addresses = [
    { title: say('一家企业，四个来源', 'a company, four sources'), path: `/q/CompanyCard?uscc=${uscc}` },
    { title: say('它的历程', 'its history'), path: `/q/CompanyHistory?uscc=${uscc}&first=5` },
    { title: say('各来源的状况', 'how the sources are doing'), path: '/q/SourceState' },
  ];
  const lines = addresses.map(async ({ title, path }) => {
    const address = new URL(path, url).href;
    const text = (await (await fetch(address)).text()).trim();
    return ['', `# ${title}`, `curl -s '${address}'`, cut(text)];
  });
  return (await Promise.all(lines)).flat();
}

async function answer(endpoint: string, body: string): Promise<string> {
  return cut(await ask(endpoint, body));
}

function cut(text: string): string {
  return text.length > ANSWER_LENGTH ? `${text.slice(0, ANSWER_LENGTH)}…` : text;
}

async function ask(endpoint: string, body: string): Promise<string> {
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (await response.text()).trim();
}

/** As many changes tell whose life is eventful. */
const MOST_CHANGES = 1000;

/** Companies by how many kinds of records have told of a change in their lives, and of those by how often they did. */
async function eventfulCompanies(hub: Hub): Promise<readonly string[]> {
  const { position } = await getHead(hub);
  const filter = { kinds: ['CHANGED', 'CORRECTED', 'RESTORED'] } as const;
  const query = { after: 0, upTo: position, first: MOST_CHANGES, filter };
  const { changes } = await listChanges(hub, query, { ...operator, personalInClear: false });
  const lives = Map.groupBy(
    changes.filter(({ company }) => company !== null),
    ({ company }) => company ?? '',
  );
  const eventfulness = (life: typeof changes) =>
    new Set(life.map(({ recordType }) => recordType)).size * MOST_CHANGES + life.length;
  const first = [...lives].toSorted(([, one], [, other]) => eventfulness(other) - eventfulness(one)).slice(0, MOST_ASKED);
  return first.map(([company]) => company);
}

const MOST_ASKED = 50;

/** The first of some companies of which all four sources say something today; the very first where there is none. */
async function joinedCompany(endpoint: string, companies: readonly string[]): Promise<string> {
  for (const uscc of companies) {
    const query = `{ company(uscc: "${uscc}") { registration { name } taxpayers { status } filings { status } estates { name } } }`;
    const { data } = JSON.parse(await ask(endpoint, JSON.stringify({ query }))) as {
      readonly data?: { readonly company: Joined | null };
    };
    const company = data?.company ?? null;
    if (company === null || company.registration === null) continue;
    if ([company.taxpayers, company.filings, company.estates].every((list) => (list?.length ?? 0) > 0)) return uscc;
  }
  return companies[0] ?? '';
}

interface Joined {
  readonly registration: unknown;
  readonly taxpayers: readonly unknown[] | null;
  readonly filings: readonly unknown[] | null;
  readonly estates: readonly unknown[] | null;
}
