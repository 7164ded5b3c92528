/**
 * What Relay's users have on their side, on ours: the lint rules for schemas, the compiler, and the store that its pages live in.
 * The tools are installed in a folder of their own, test/relay.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../src/graph/schema.ts';
import { freshSqlite } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { estateOf, writeRecords } from './support/graph-records.ts';
import { openRelayStore } from './support/relay-store.ts';
import { usccOf } from './support/uscc.ts';

const root = join(import.meta.dirname, '..');
const tools = join(root, 'test/relay');
const requireTool = createRequire(join(tools, 'package.json'));
const isInstalled = existsSync(join(tools, 'node_modules/relay-compiler'));

describe.skipIf(!isInstalled && !process.env.CI)('Relay', () => {
  let folder = '';

  /** A project of its own, as a user of Relay has one: our schema, documents, and what the compiler makes of the two. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hutong-relay-'));
    cpSync(join(tools, 'documents'), folder, { recursive: true });
    cpSync(join(tools, 'relay.config.json'), join(folder, 'relay.config.json'));
    mkdirSync(join(folder, '__generated__'));
    writeFileSync(join(folder, 'schema.graphql'), printSchema(createSchema()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const compile = (...args: readonly string[]) => run(folder, join(tools, 'node_modules/relay-compiler/cli.js'), ...args);

  it('finds nothing wrong with the schema, by the rules that others publish', () => {
    const told = run(root, join(tools, 'node_modules/eslint/bin/eslint.js'), '-c', 'test/relay/eslint.config.cjs', 'schema');
    expect(told).toEqual({ status: 0, output: '' });
  });

  it('compiles documents with connections, and has nothing to add afterwards', () => {
    expect(compile('relay.config.json')).toMatchObject({ status: 0, output: expect.stringContaining('Compilation completed') });
    expect(compile('relay.config.json', '--validate').status).toBe(0);
    // What is held against the schema is not merely read: a field that is none is refused.
    const file = join(folder, 'estate-list.js');
    writeFileSync(file, readFileSync(file, 'utf8').replace('name', 'nomen'));
    expect(compile('relay.config.json', '--validate')).toMatchObject({ status: 1, output: expect.stringContaining('nomen') });
  });

  it('keeps two moments of an object apart, and pages of a list together', async () => {
    cpSync(join(tools, 'documents'), folder, { recursive: true });
    compile('relay.config.json');
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {}, 4: {}, 5: {} });
    const before = await writeRecords(graph, estateOf('e1', { name: '旧名小区' }));
    const after = await writeRecords(graph, estateOf('e1', { name: '新名小区' }));
    const url = `${graph.url}/graphql`;
    const store = openRelayStore(requireTool, folder, url, documentedDataId());
    const careless = openRelayStore(requireTool, folder, url);

    for (const at of [before, after].map(String)) {
      for (const each of [store, careless]) await each.fetch('estateListQuery', { at });
      await store.fetch('companyCardQuery', { uscc: usccOf(1), at });
    }
    expect([before, after].map((at) => store.record(`Estate:e1@${at}`)?.name)).toEqual(['旧名小区', '新名小区']);
    expect([before, after].map((at) => store.record(`Company:${usccOf(1)}@${at}`)?.at)).toEqual([before, after].map(String));
    // By the id alone the one that came last has written over the other.
    expect(careless.record('e1')).toMatchObject({ name: '新名小区', at: String(after) });

    const list = { orderBy: 'USCC', at: String(after) };
    const page = () => store.connection('companyList_companies', list, 'uscc');
    await store.fetch('companyListQuery', { ...list, count: 2 });
    expect(page()).toMatchObject({ values: [1, 2].map(usccOf), hasNextPage: true });
    for (let pages = 1; page().hasNextPage === true && pages < 4; pages += 1) {
      await store.fetch('companyListForwardsQuery', { ...list, count: 2, cursor: page().endCursor });
    }
    expect(page()).toMatchObject({ values: [1, 2, 3, 4, 5].map(usccOf), hasNextPage: false });
  });
});

function run(cwd: string, script: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd, encoding: 'utf8', timeout: 20_000 });
  return { status, output: `${stdout}${stderr}` };
}

/** How docs/graph.md has a store tell our objects apart. */
function documentedDataId(): (record: Readonly<Record<string, unknown>>, typeName: string) => string | undefined {
  const [, code] = /```js\n(function getDataID[\s\S]*?)```/.exec(readFileSync(join(root, 'docs/graph.md'), 'utf8')) ?? [];
  if (code === undefined) throw new Error('docs/graph.md does not show how objects are told apart');
  return runInNewContext(`(${code})`) as ReturnType<typeof documentedDataId>;
}
