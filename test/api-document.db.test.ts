/** docs/api.md, the OpenAPI description and the example programs, held against a hub that has followed a city. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as client from '../packages/client/src/index.ts';
import { readDocuments } from '../src/graph/operation/documents.ts';
import { startServer } from '../src/server/server.ts';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import type { GraphHub } from './support/graph-client.ts';
import { playedHub } from './support/played-hub.ts';

const ROOT = join(import.meta.dirname, '..');
const DAYS = 60;
const documents = readDocuments();
const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');

let database: FreshDatabase;
let graph: GraphHub;

beforeAll(async () => {
  database = await freshSqlite();
  graph = await playedHub(database, DAYS);
}, 120_000);

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

describe('docs/api.md', () => {
  const sections = new Map(
    [...page.matchAll(/^## (\w+) · .*\n([\s\S]*?)(?=^## |(?![\s\S]))/gm)].map(([, name, text]) => [name, text]),
  );

  it('has a section for each of the queries, and a line for each of the subscriptions', () => {
    expect([...sections.keys()].toSorted()).toEqual(documents.queries.map(({ name }) => name).toSorted());
    expect(documents.queries).toHaveLength(13);
    const subscriptions = documents.all.filter(({ type }) => type === 'subscription');
    expect(subscriptions).toHaveLength(2);
    for (const { name, description } of subscriptions) {
      const [, file = '', text = ''] =
        new RegExp(`^\\| \\[${name}\\]\\(\\.\\./(documents/[\\w-]+\\.graphql)\\) \\| (.*) \\|$`, 'm').exec(page) ?? [];
      expect(text).toBe(`${description.zh} ${description.en}`);
      expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`subscription ${name}(`);
    }
  });

  it.each(documents.queries)('shows $name as it is, in every way to ask it', async ({ name, variables, description }) => {
    const section = sections.get(name) ?? '';
    const block = (language: string): string =>
      new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(section)?.[1] ?? '';
    const [given = '', answer = ''] = [...section.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
    const expected = JSON.parse(answer) as object;

    const { status, text } = await graph.ask(block('graphql'), JSON.parse(given));
    const { data } = JSON.parse(text) as { readonly data: unknown };
    expect([status, { data }]).toEqual([200, expected]);

    // The document itself selects more.
    const [, address = ''] = /^GET (\S+)$/m.exec(block('http')) ?? [];
    const byAddress = await graph.get(encodeURI(address));
    expect({ data: byAddress.data }).toMatchObject(expected);
    const [, method = '', argument = ''] = /hub\.(\w+)\((\{.*\})\);$/m.exec(block('ts')) ?? [];
    const hub = new client.HutongClient({ url: graph.url }) as unknown as Record<string, (given: object) => Promise<object>>;
    const byClient = await hub[method]?.(JSON.parse(argument.replaceAll("'", '"').replace(/(\w+):/g, '"$1":')) as object);
    expect(byClient).toMatchObject({ data: byAddress.data });

    expect(section).toContain(description.zh);
    expect(section).toContain(description.en);
    const rows = variables.map(({ name, type, ...rest }) => {
      const preset = rest.default === undefined ? '' : `\`${[rest.default].flat().join(', ')}\``;
      return `| \`${name}\` | \`${type}\` | ${preset} |`;
    });
    expect(section).toContain(rows.join('\n'));
    const [, file = ''] = /\]\(\.\.\/(documents\/[\w-]+\.graphql)\)/.exec(section) ?? [];
    expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(new RegExp(`^query ${name}[( ]`, 'm'));
  });

  it('names what there is', () => {
    const paths = [...page.matchAll(/\]\((?!#)([\w./-]+)\)/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect(existsSync(join(ROOT, 'docs', path)), path).toBe(true);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, ''));
    const anchors = headings.map((text) => text.replaceAll(' ', '-'));
    for (const [, anchor = ''] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });

  it('knows the digests that the client sends', () => {
    const operations = client as unknown as Record<string, { readonly sha256?: string }>;
    for (const { name, id } of documents.all) expect(operations[name]?.sha256, name).toBe(id);
  });
});

interface Described {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}
interface Operation {
  readonly parameters: readonly { readonly name?: string; readonly description?: string; readonly required?: boolean }[];
}

describe('the OpenAPI description', () => {
  const read = async (): Promise<Described> => (await (await fetch(`${graph.url}/q/openapi.json`)).json()) as Described;

  it('is one by the official schema, and has every query with every parameter, described in both languages', async () => {
    const description = await read();
    const result = await new Validator().validate({ ...description });
    expect(result).toMatchObject({ valid: true });
    expect(Object.keys(description.paths)).toEqual(documents.queries.map(({ name }) => `/q/${name}`));
    for (const { name, variables } of documents.queries) {
      const { parameters } = description.paths[`/q/${name}`]?.get ?? { parameters: [] };
      const own = parameters.filter((each) => each.name !== undefined);
      expect(own.map((each) => each.name)).toEqual(expect.arrayContaining(variables.map((each) => each.name)));
      for (const { name: parameter, description: text } of own)
        expect(text, `${name} ${parameter}`).toMatch(/[a-z]{3}.*\p{Script=Han}/u);
      const required = variables.filter((each) => each.type.endsWith('!') && each.default === undefined).map((each) => each.name);
      expect(own.filter((each) => each.required).map((each) => each.name)).toEqual(required);
    }
  });

  it('describes real answers, those of its own examples, and refusals', async () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema(await read(), 'openapi.json');
    const check = (pointer: string, value: unknown) => {
      const validate = ajv.getSchema(`openapi.json#${pointer}`);
      expect([validate?.(value), validate?.errors]).toEqual([true, null]);
      return validate;
    };
    const answerOf = (name: string) => `/paths/~1q~1${name}/get/responses/200/content/application~1json/schema`;
    for (const { name, example } of documents.queries) {
      const answer = await graph.get(encodeURI(example));
      expect([answer.status, answer.errors], example).toEqual([200, []]);
      const validate = check(answerOf(name), JSON.parse(answer.text));
      // Not because it lets everything pass.
      const [root = ''] = Object.keys(answer.data);
      expect(validate?.({ data: { [root]: [7] } })).toBe(false);
      expect(validate?.({ data: {} })).toBe(false);
    }
    const refused = '/components/responses/Refused400/content/application~1json/schema';
    check(refused, JSON.parse((await graph.get('/q/CompanyCard')).text));
    check(refused, JSON.parse((await graph.get('/q/CompaniesOfCounty?region=1404&first=1000')).text));
    check(
      answerOf('CompanyCard'),
      JSON.parse((await graph.get('/q/CompanyCard?uscc=91140402931477544Y&validOn=1949-10-01')).text),
    );
  });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = { cwd: join(ROOT, 'examples'), env: { ...process.env, HUTONG_URL: graph.url, ...env }, timeout: 20_000 };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, out, said) => resolve({ code: error === null ? 0 : Number(error.code), out, said }));
  });
}

const lacks = (program: string): boolean =>
  !(process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));

describe('the examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-examples-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const positionsAfter = async (after: string): Promise<readonly string[]> => {
    const { data } = await graph.get(`/q/ChangesAfter?after=${after}&filter.stages=DEREGISTRATION&first=1000`);
    return data.changes.nodes.map(({ position }: { readonly position: string }) => position);
  };
  let written = 0;
  const deregister = () => graph.write({ [++written]: { name: `第${written}物业有限公司`, status: 'CANCELLED' } });

  it.skipIf(lacks('python3'))('in Python: a company by a number of its papers', async () => {
    const card = await run('python3', ['python/company_card.py', '931477544']);
    expect(card).toMatchObject({ code: 0, said: '' });
    expect(card.out).toContain('91140402931477544Y  长治市漳苑益物业管理有限公司');
    expect(card.out).toContain('合同 contract: HT14040320240000976  已结束  富民苑');
    expect(await run('python3', ['python/company_card.py', '999999999'])).toMatchObject({ code: 3 });
    expect(await run('python3', ['python/company_card.py'])).toMatchObject({ code: 2 });
    const refused = await run('python3', ['python/company_card.py', '?']);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('HTTP 400')]);
    const nobody = await run('python3', ['python/company_card.py', '931477544'], { HUTONG_TOKEN: 'of-nobody' });
    expect([nobody.code, nobody.said]).toEqual([1, expect.stringContaining('PUSH_TOKEN')]);
  });

  it.skipIf(lacks('python3'))('in Python: changes followed, from a position that is kept', async () => {
    const file = join(folder, 'position.json');
    const follow = async () => {
      const { code, out } = await run('python3', ['python/follow_changes.py', file, 'DEREGISTRATION']);
      expect(code).toBe(0);
      const lines = out.split('\n').filter((line) => line !== '');
      return lines.map((line) => (JSON.parse(line) as { readonly position: string }).position);
    };
    const all = await positionsAfter('0');
    expect(all.length).toBeGreaterThan(20);
    expect(await follow()).toEqual(all);
    expect(await follow()).toEqual([]);
    await deregister();
    expect(await follow()).toEqual(await positionsAfter(all.at(-1) ?? ''));
    writeFileSync(file, '{"feed": "another", "after": "1"}');
    expect(await run('python3', ['python/follow_changes.py', file])).toMatchObject({ code: 1 });
  });

  it.skipIf(lacks('python3'))('in Python: changes as they come, over a kill and a restart', async () => {
    const file = join(folder, 'live.json');
    writeFileSync(
      file,
      JSON.stringify({ feed: null, after: String((await graph.ask('{ head { position } }')).data.head.position) }),
    );
    const lines: string[] = [];
    const logger = pino({ level: 'silent' });
    const trusting = await startServer({ hub: graph.hub, port: 0, logger, trustedOnly: true });
    for (const [round, url] of [
      [1, trusting.url],
      [2, graph.url],
    ] as const) {
      const options = { cwd: join(ROOT, 'examples'), env: { ...process.env, HUTONG_URL: url } };
      const follower = spawn('python3', ['python/live_changes.py', file], options);
      const ended = once(follower, 'close');
      createInterface({ input: follower.stdout }).on('line', (line) => lines.push(line));
      await deregister();
      await expect.poll(() => lines.length).toBe(round);
      const { position } = JSON.parse(lines.at(-1) ?? '{}');
      await expect.poll(() => readFileSync(file, 'utf8')).toContain(`"${position}"`);
      follower.kill('SIGKILL');
      await ended;
    }
    await trusting.close();
    expect(new Set(lines.map((line) => JSON.parse(line).position)).size).toBe(2);
    writeFileSync(file, '{"feed": "another", "after": "1"}');
    expect(await run('python3', ['python/live_changes.py', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('FEED_FOREIGN'),
    });
  });

  it.skipIf(lacks('python3'))('in Python: what is wrong with an address is told in a sentence, and help is help', async () => {
    const live = (args: readonly string[], url = graph.url) =>
      run('python3', ['python/live_changes.py', ...args], { HUTONG_URL: url });
    expect(await live(['--help'])).toMatchObject({ code: 0, said: '', out: expect.stringContaining('usage') });
    expect(await live(['--from'])).toMatchObject({ code: 2 });
    const file = join(folder, 'wrong.json');
    expect(await live([graph.url])).toMatchObject({ code: 2, said: expect.stringContaining('HUTONG_URL') });
    expect(await live([file, '长治'])).toMatchObject({ code: 2, said: expect.stringContaining('长治') });
    for (const url of ['nonsense', 'ftp://127.0.0.1', 'http://127.0.0.1:port']) {
      expect(await live([file], url)).toMatchObject({ code: 1, said: expect.stringMatching(/^HUTONG_URL .*\n$/) });
    }
    const elsewhere = await live([file], `${graph.url}/elsewhere`);
    expect(elsewhere).toMatchObject({ code: 1, said: expect.stringContaining('HTTP 404') });
    const page = createServer((_request, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await once(page, 'listening');
    const noHub = await live([file], `http://127.0.0.1:${(page.address() as AddressInfo).port}`);
    page.close();
    expect(noHub).toMatchObject({ code: 1, said: expect.stringContaining('NO_EVENTS') });
  });

  it.skipIf(lacks('python3'))('in Python: a damaged file of the position is told, and is not taken for none', async () => {
    const file = join(folder, 'damaged.json');
    for (const text of ['{"bad"', '[]', '{"feed": null}', '{"feed": 1, "after": "0"}', '{"feed": null, "after": "many"}']) {
      writeFileSync(file, text);
      for (const program of ['python/live_changes.py', 'python/follow_changes.py']) {
        expect(await run('python3', [program, file])).toMatchObject({
          code: 1,
          said: expect.stringMatching(/^位置文件 .*damaged\.json .*\(POSITION_FILE\)\n$/),
        });
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it.skipIf(lacks('python3'))('in Python: whoever is not connected is told where it tried', async () => {
    const url = 'http://127.0.0.1:1';
    const follower = spawn('python3', ['python/live_changes.py', join(folder, 'nowhere.json')], {
      cwd: join(ROOT, 'examples'),
      env: { ...process.env, HUTONG_URL: url },
    });
    const [said] = await once(follower.stderr.setEncoding('utf8'), 'data');
    follower.kill('SIGKILL');
    expect(said).toContain(`连不上 ${url}`);
  });

  it.skipIf(lacks('curl') || lacks('python3'))(
    'go on from where they were after a page of which a field could not be answered',
    async () => {
      const torn = {
        data: {
          changes: { feed: 'f', nodes: [{ position: '9', after: null }], scannedTo: '9', pageInfo: { hasNextPage: false } },
        },
        errors: [{ message: '服务内部出错', path: ['changes', 'nodes', 0, 'after'], extensions: { code: 'INTERNAL' } }],
      };
      const hub = createServer((_request, response) => response.end(JSON.stringify(torn))).listen(0, '127.0.0.1');
      await once(hub, 'listening');
      const at = { HUTONG_URL: `http://127.0.0.1:${(hub.address() as AddressInfo).port}` };
      const [text, json] = [join(folder, 'torn.txt'), join(folder, 'torn.json')];
      const ended = [
        await run('sh', ['curl/follow-changes.sh', text], at),
        await run('python3', ['python/follow_changes.py', json], at),
      ];
      hub.close();
      for (const { code, out, said } of ended) expect([code, out, said]).toEqual([1, '', expect.stringContaining('INTERNAL')]);
      expect([existsSync(text), existsSync(json)]).toEqual([false, false]);
    },
  );

  it.skipIf(lacks('python3'))('in Python: an answer that breaks off is told', async () => {
    const hub = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': 9 });
      response.write('{', () => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(hub, 'listening');
    const at = { HUTONG_URL: `http://127.0.0.1:${(hub.address() as AddressInfo).port}` };
    const { code, said } = await run('python3', ['python/company_card.py', '931477544'], at);
    hub.close();
    expect([code, said]).toEqual([1, expect.stringMatching(/^连不上互通.*UNREACHABLE/)]);
  });

  it.skipIf(lacks('curl'))('with curl: the same', async () => {
    const card = await run('sh', ['curl/company-card.sh', '931477544']);
    expect([card.code, JSON.parse(card.out).data.companyByIdentifier.company.uscc]).toEqual([0, '91140402931477544Y']);
    const refused = await run('sh', ['curl/company-card.sh', '?']);
    expect([refused.code, JSON.parse(refused.out).errors[0].extensions.code]).toEqual([22, 'IDENTIFIER_MALFORMED']);
    expect((await run('sh', ['curl/company-card.sh', '931477544'], { HUTONG_TOKEN: 'of-nobody' })).out).toContain('PUSH_TOKEN');
    const file = join(folder, 'position.txt');
    const follow = async () => {
      const { code, out } = await run('sh', ['curl/follow-changes.sh', file, 'DEREGISTRATION']);
      expect(code).toBe(0);
      return JSON.parse(out).data.changes;
    };
    const first = await follow();
    expect(first.nodes[0].position).toBe((await positionsAfter('0'))[0]);
    expect(readFileSync(file, 'utf8')).toBe(`${first.scannedTo}\n`);
    await deregister();
    expect((await follow()).nodes.map(({ position }: { readonly position: string }) => position)).toEqual(
      (await positionsAfter(first.scannedTo)).slice(0, 100),
    );
    writeFileSync(file, '99999999');
    expect((await run('sh', ['curl/follow-changes.sh', file])).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('99999999');
  });
});
