/** docs/deploy-federated.md, command by command: five processes on one MariaDB behind a gateway, joined at one position. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { partyViewer } from '../src/access/viewer.ts';
import { putEntry } from '../src/feed/entry.ts';
import { freshMariadb } from './support/databases.ts';
import { type Gateway, hasGateway, startGateway } from './support/gateway.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { contractOf, estateOf, filingOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { hutongHere } from './support/hutong-here.ts';
import { type HutongProcess, startHutong } from './support/hutong-process.ts';
import { findFreePort } from './support/mariadb.ts';
import { RawStream } from './support/raw-stream.ts';
import { observed } from './support/registrations.ts';

const ROOT = join(import.meta.dirname, '..');
const page = readFileSync(join(ROOT, 'docs/deploy-federated.md'), 'utf8');
const CONFIG = 'test/gateway/gateway.config.js';

const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, found, text = '']) => (found === language ? [text] : []));

/** The company and the position of the page. */
const CODE = '91140402931477544Y';
const AT = '3900';

/** What four sources say of the company, and a change after it. @returns the position before the change */
async function fill(graph: GraphHub): Promise<string> {
  const named = (name: string) => putEntry({ ...observed(1, { name }), key: CODE }, graph.hub.fingerprint, { population: 'all' });
  await graph.writeEntries([named('长治甲物业有限公司')]);
  await writeRecords(graph, taxpayerOf(1, 'd1', { uscc: CODE, creditRating: 'A', inArrears: false }));
  await writeRecords(graph, filingOf(1, 'f1', { uscc: CODE }));
  await writeRecords(graph, estateOf('e1', { name: '玉兰公馆', households: 120 }));
  const at = await writeRecords(graph, contractOf(1, 'c1', ['e1'], { uscc: CODE }));
  await graph.writeEntries([named('长治乙物业有限公司')]);
  await writeRecords(graph, estateOf('e1', { name: '玉兰公馆', households: 121 }));
  return String(at);
}

/** Pages of other sites, whoever comes under another name, and whoever has no token or a wrong one. */
async function shutToOthers(url: string, { hub }: GraphHub): Promise<void> {
  const send = (query: string, headers: OutgoingHttpHeaders, isForm = false) =>
    new Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }>((resolve, reject) => {
      const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
      const { hostname, port } = new URL(url);
      const path = '/graphql';
      const asking = request(
        { hostname, port, path, method: 'POST', headers: { 'content-type': type, ...headers } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        },
      ).on('error', reject);
      asking.end(isForm ? `query=${encodeURIComponent(query)}` : JSON.stringify({ query }));
    });
  const site = { origin: 'https://other.example' };
  const dispute = `mutation { challengeRecord(recordType: "registration", key: "${CODE}", field: "name", reason: "x") { id } }`;
  expect((await send(dispute, site, true)).status).toBe(403);
  // Were it let in, it would still come without a token.
  const unknown = await send(dispute, site);
  expect(unknown.text).toContain('NOT_ALLOWED');
  expect(Object.keys(unknown.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect((await send('{ head { position } }', { host: 'other.example' })).status).toBe(421);
  expect(await hub.db.read.selectFrom('challenge').selectAll().execute()).toEqual([]);

  const secrets = '{ company(uscc: "91140402931477544Y") { registration { name } taxpayers { status creditRating inArrears } } }';
  const open = await send(secrets, {});
  expect(JSON.parse(open.text)).toEqual({ data: { company: { registration: { name: '长治乙物业有限公司' }, taxpayers: [] } } });
  const wrong = await send(secrets, { authorization: 'Bearer nobody-has-this-token' });
  expect(wrong.text).toContain('errors');
  expect(wrong.text).not.toContain('长治乙');
}

it('serve --subgraph takes whoever has no token for the operator only where it is told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-subgraph-'));
  const asked = async (name: string, ...options: string[]) => {
    const served = startHutong(['serve', '--subgraph', 'feed', '--port', '0', ...options], {
      env: { HUTONG_DATABASE_URL: `sqlite:${join(folder, `${name}.db`)}` },
    });
    try {
      const url = /http:\S+/.exec(await served.says('http'))?.[0] ?? '';
      const body = JSON.stringify({ query: 'mutation { approveRun(id: 1, reason: "x") { id } }' });
      const answer = await fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      return ((await answer.json()) as { errors: readonly { extensions: object }[] }).errors[0]?.extensions;
    } finally {
      served.child.kill('SIGTERM');
      await served.ended;
    }
  };
  try {
    const [usual, told] = await Promise.all([asked('usual'), asked('told', '--as-operator')]);
    expect([usual, told]).toMatchObject([{ code: 'NOT_ALLOWED' }, { code: 'RUN_ABSENT' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe.skipIf(!hasGateway || (inject('mariadbUrl') === undefined && !process.env.CI))('docs/deploy-federated.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-deploy-'));
  const started = new Map<string, HutongProcess>();
  let gateway: Gateway | undefined;

  afterAll(async () => {
    await gateway?.stop();
    for (const { child } of started.values()) child.kill('SIGKILL');
    await Promise.all([...started.values()].map(({ ended }) => ended));
    rmSync(folder, { recursive: true, force: true });
  });

  it('works as it says, with one subgraph less too', async () => {
    await using database = await freshMariadb();
    // What is asked through the gateway is asked with the token of this party.
    await using graph = await startGraph(database, { viewer: partyViewer({ id: 'housing', source: 'filing' }) });
    const at = await fill(graph);
    const parties = /HUTONG_PUSH_PARTIES=(\S+)/.exec(page)?.[1] ?? '';
    const token = parties.split(':')[2] ?? '';
    const env = { HUTONG_DATABASE_URL: database.url, HUTONG_PUSH_PARTIES: parties };
    const ports = new Map<string, string>();
    for (const [port] of page.matchAll(/\b400[1-5]\b/g)) if (!ports.has(port)) ports.set(port, String(await findFreePort()));
    // The page names a database, a folder, ports and a position of its own.
    const here = (text: string): string =>
      text
        .replaceAll(/\b400[0-5]\b/g, (port) => ports.get(port) ?? new URL(gateway?.url ?? 'http://x:1').port)
        .replaceAll('data/', `${folder}/`)
        .replaceAll(AT, at);

    expect(blocks('js')).toEqual([readFileSync(join(ROOT, CONFIG), 'utf8')]);
    const [joined = ''] = blocks('graphql');
    writeFileSync(join(folder, 'joined.graphql'), joined);
    const answers: string[] = [];
    const lines = blocks('sh').flatMap((block) => block.trim().split('\n'));
    for (const line of lines) {
      if (line.startsWith('npm run hutong -- ')) {
        const args = here(line).split(' ').slice(4);
        if (args[0] === 'compose') {
          // They start side by side; the gateway must find them there.
          await Promise.all([...started.values()].map((process) => process.says('http://127.0.0.1')));
          // Where they listen is not where the page has them.
          for (const [subgraph, { says }] of started) {
            args.push('--url', `${subgraph}=${/http:\S+/.exec(await says('http'))?.[0]}/graphql`);
          }
        }
        if (args[0] === 'serve') started.set(args[2] ?? '', startHutong(args, { env }));
        else expect(await hutongHere(args, { env }), line).toMatchObject({ code: 0 });
      } else if (line.includes('hive-gateway')) {
        // Started by the support of all tests, in the same words.
        expect(line).toContain(`-h 127.0.0.1 -p 4000 -c ${CONFIG}`);
        gateway = await startGateway(join(folder, 'supergraph.graphql'));
      } else if (line.startsWith('curl')) {
        answers.push((await promisify(execFile)('sh', ['-c', here(line)])).stdout);
      } else {
        expect([
          'export HUTONG_DATABASE_URL=mysql://hutong:secret@127.0.0.1:3306/hutong',
          'export HUTONG_PUSH_PARTIES=housing:filing:a-token-of-the-bureau',
          'npm ci --prefix test/gateway',
        ]).toContain(line);
      }
    }
    expect([...started.keys()]).toEqual(['registry', 'tax', 'filing', 'estate', 'feed']);

    const merged = await graph.ask(joined, { uscc: CODE, at });
    expect(merged.errors).toEqual([]);
    expect(merged.data.company).toMatchObject({
      at,
      registration: { name: '长治甲物业有限公司' },
      taxpayers: [{ status: 'NORMAL' }],
      filings: [{ status: 'ACCEPTED' }],
      contracts: [{ contractNo: 'c1', estates: [{ estate: { at, name: '玉兰公馆', households: 120 } }] }],
    });
    expect(answers.map((answer) => JSON.parse(answer))).toEqual([{ data: merged.data }, { data: merged.data }]);

    const ask = async (variables: object) => {
      const body = JSON.stringify({ query: joined, variables: { uscc: CODE, ...variables } });
      const headers = { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${token}` };
      return (await fetch(`${gateway?.url}/graphql`, { method: 'POST', body, headers })).json() as Promise<{
        readonly data: { readonly company: object | null };
        readonly errors?: readonly { readonly message: string; readonly path: readonly string[]; readonly extensions: object }[];
      }>;
    };
    const now = await ask({});
    expect(now).toEqual({ data: (await graph.ask(joined, { uscc: CODE })).data });
    expect(now.data.company).toMatchObject({ registration: { name: '长治乙物业有限公司' } });
    const ahead = await ask({ at: '99' });
    expect(ahead).toMatchObject({
      data: { company: null },
      errors: [{ path: ['company'], extensions: { code: 'POSITION_NOT_REACHED' } }],
    });
    expect(ahead.errors?.[0]?.message).toContain('stands at position 7');

    const CHANGED = 'subscription { changes(after: "0", first: 1) { nodes { position company { registration { name } } } } }';
    await using followed = new RawStream(gateway?.url ?? '', CHANGED);
    await followed.until('"position":"6"');
    // More may have come with it: a change is known by its position, not by its place among the events.
    const changes = followed.events().flatMap(({ data }) => data.changes.nodes);
    const nameAt = (position: string) => changes.find((change) => change.position === position)?.company?.registration?.name;
    expect([nameAt('1'), nameAt('6')], 'each as of its change').toEqual(['长治甲物业有限公司', '长治乙物业有限公司']);

    await shutToOthers(gateway?.url ?? '', graph);

    started.get('tax')?.child.kill('SIGKILL');
    await started.get('tax')?.ended;
    const without = await ask({ at });
    expect(without.data).toEqual({ company: { ...merged.data.company, taxpayers: null } });
    expect(without.errors?.map(({ path }) => path)).toEqual([['company', 'taxpayers']]);

    for (const [name, { child, ended }] of started) {
      if (name === 'tax') continue;
      child.kill('SIGTERM');
      const { code, stderr } = await ended;
      expect(code, name).toBe(0);
      expect(stderr, 'nothing was written down as unexpected').not.toContain('"level"');
    }
  });
});
