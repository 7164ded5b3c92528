import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FreshDatabase, freshSqlite } from '../../test/support/databases.ts';
import { faultyWay } from '../../test/support/faulty-way.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { freshCopy, runOnCopy } from '../../test/support/mirror-run.ts';
import { main } from './command-line.ts';
import type { Stream } from './output.ts';

const inFolderOf = ({ url }: FreshDatabase, name: string): string => join(url.slice('sqlite:'.length), '..', name);

/** What is said, and something to do when the first of it is. */
function gather(begun: () => void = () => undefined): Stream & { text: string } {
  return {
    text: '',
    write(part: string) {
      if (this.text === '') begun();
      this.text += part;
    },
    on() {},
  };
}

describe('hutong mirror', () => {
  it.each([
    [['--from', 'http://127.0.0.1:4000'], 'CLI_OPTION_MISSING'],
    [['--to', 'sqlite:/tmp/copy.db'], 'CLI_OPTION_MISSING'],
    [['--from', 'ftp://127.0.0.1', '--to', 'sqlite:/tmp/copy.db'], 'CLI_VALUE_INVALID'],
    [['--from', 'http://somebody:secret@127.0.0.1', '--to', 'sqlite:/tmp/copy.db'], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'postgres://a:secret@b/c'], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--county', 'here'], 'COUNTY_EXPECTED'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--county', '999999'], 'REGION_CODE_UNKNOWN'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--types', 'company'], 'RECORD_TYPE_UNKNOWN'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--county', ''], 'CLI_VALUE_INVALID'],
    [
      ['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--county', '140403', '--county', ' , '],
      'CLI_VALUE_INVALID',
    ],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--region', ''], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--types', ''], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--company', ''], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--zone', ' '], 'CLI_VALUE_INVALID'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--company', '9114'], 'USCC_LENGTH'],
    [['--from', 'http://127.0.0.1:4000', '--to', 'sqlite:/tmp/copy.db', '--token-file', '/nowhere'], 'MIRROR_TOKEN_FILE'],
  ])('refuses %s', async (args, code) => {
    const ended = await hutongHere(['mirror', ...args, '--json']);
    expect(ended).toMatchObject({ code: 2, json: { problem: { code } } });
    expect(ended.stdout + ended.stderr).not.toContain('secret');
  });

  it('shows its token to the hub and to nobody else, and says in words what it did', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    using copy = freshCopy();
    const tokenFile = inFolderOf(database, 'token');
    writeFileSync(tokenFile, 'not-a-token-of-this-hub\n');
    const args = ['mirror', '--from', graph.url, '--to', copy.url, '--once'];
    const refused = await hutongHere([...args, '--token-file', tokenFile]);
    expect(refused.code).toBe(1);
    // By where the caller has it from, and not by the header that it is sent in.
    expect(refused.stderr).toContain(tokenFile);
    expect(refused.stderr).not.toContain('Authorization');
    expect(refused.stdout + refused.stderr).not.toContain('not-a-token');

    const done = await hutongHere([...args, '--verbose']);
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(
      /^副本：尚未填充（BOOTSTRAPPING）\n按位置 2 填充\n已到位置 2，2 条，每秒 [\d,]+ 行\n位置 2：2 条，摘要与互通一致（逐行重算） [0-9a-f]{64}\n副本停在位置 2\n$/,
    );
    const json = await hutongHere([...args, '--json']);
    expect(json.json).toMatchObject({
      ...{ state: 'FOLLOWING', position: '2', records: 2, changes: 0, repaired: 0, checkedTo: '2' },
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it('ends with the code of what is skipped where another process keeps the copy, and says whose it is and until when', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    using copy = freshCopy();
    const run = (...args: readonly string[]) => hutongHere(['mirror', '--from', graph.url, '--to', copy.url, '--once', ...args]);
    expect((await run()).code).toBe(0);
    const [since, until] = [Date.UTC(2025, 8, 30, 2), Date.now() + 25_000];
    await runOnCopy(copy.url, `update mirror_lease set holder = 'archive/7/1', taken_at = ${since}, expires_at = ${until}`);
    const refused = await run();
    expect([refused.code, refused.stdout]).toEqual([4, '']);
    const ofBeijing = new Date(until + 8 * 3_600_000).toISOString().slice(11, 19);
    for (const said of ['计算机 archive 上的进程 7', '2025-09-30 10:00:00', ofBeijing]) expect(refused.stderr).toContain(said);
    const runsOutIn = (ms: number) => runOnCopy(copy.url, `update mirror_lease set expires_at = ${Date.now() + ms}`);
    await runsOutIn(14_000);
    const [stdout, stderr] = [gather(() => void runsOutIn(100)), gather()];
    const args = ['mirror', '--from', graph.url, '--to', copy.url, '--once', '--json'];
    expect(await main(args, { env: {}, stdout, stderr })).toBe(0);
    const told = stdout.text.trimEnd().split('\n');
    expect(JSON.parse(told[0] ?? '')).toMatchObject({ event: 'WAITING', problem: { code: 'MIRROR_WAITING' } });
    expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ state: 'FOLLOWING' });
    expect(stderr.text).toContain('计算机 archive 上的进程 7');
  });

  it('makes no folder out of a typing error, and no copy in the database of a hub', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const to = (target: string) => hutongHere(['mirror', '--from', graph.url, '--to', target, '--once', '--json']);
    const nowhere = inFolderOf(database, 'nowhere');
    expect(await to(`sqlite:${nowhere}/copy.db`)).toMatchObject({ code: 2, json: { problem: { code: 'OUT_FOLDER_MISSING' } } });
    expect(existsSync(nowhere)).toBe(false);
    const { read } = graph.hub.db;
    const tables = await read.introspection.getTables();
    expect(await to(database.url)).toMatchObject({ code: 2, json: { problem: { code: 'MIRROR_TARGET_HUB' } } });
    expect(await read.introspection.getTables()).toEqual(tables);
  });

  it('keeps a copy that no command takes for the database of a hub: it stays as it is', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    using copy = freshCopy();
    const mirror = () => hutongHere(['mirror', '--from', graph.url, '--to', copy.url, '--once', '--json']);
    expect((await mirror()).code).toBe(0);
    const backup = inFolderOf(database, 'hub.gz');
    expect((await hutongHere(['backup', '--out', backup, '--database-url', database.url])).code).toBe(0);
    const commands = [
      ['migrate'],
      ['serve'],
      ['db', 'remake'],
      ['db', 'check'],
      ['feed', 'digest'],
      ['verify', 'chain'],
      ['backup', '--out', inFolderOf(database, 'copy.gz')],
      ['restore', backup],
    ];
    for (const command of commands) {
      const refused = await hutongHere([...command, '--database-url', copy.url, '--json']);
      expect(refused, command.join(' ')).toMatchObject({ code: 1, json: { problem: { code: 'CLI_DATABASE_COPY' } } });
    }
    expect(await mirror()).toMatchObject({ code: 0, json: { state: 'FOLLOWING', records: 1 } });
  });

  it('says what came in place of an address, unless it may hold a secret', async () => {
    const from = (text: string) => hutongHere(['mirror', '--from', text, '--to', 'sqlite:/tmp/copy.db']);
    expect((await from('nonsense')).stderr).toContain('nonsense');
    expect((await from('nonsense:secret@here')).stderr).not.toContain('secret');
  });

  it('takes a scope for the same however it is written, and names another by its options', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    using copy = freshCopy();
    const run = (...scope: readonly string[]) =>
      hutongHere(['mirror', '--from', graph.url, '--to', copy.url, '--once', ...scope]);
    expect((await run('--county', '140105,140106')).code).toBe(0);
    expect((await run('--county', ' 140106 ,140105', '--county', '140105')).code).toBe(0);
    const refused = await run('--county', '140106');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--county 140105,140106，与所给的 --county 140106 不同');
  });

  it('says that the copy is damaged where one of its tables is gone', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    using copy = freshCopy();
    const run = () => hutongHere(['mirror', '--from', graph.url, '--to', copy.url, '--once', '--json']);
    expect((await run()).code).toBe(0);
    await runOnCopy(copy.url, 'drop table mirror_type');
    expect(await run()).toMatchObject({
      code: 1,
      json: { problem: { code: 'MIRROR_TARGET_STRANGE', message: { en: expect.stringContaining('mirror_type') } } },
    });
  });

  it('says of an address of another kind that it is none of a hub', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    using copy = freshCopy();
    // One is a page that refuses to be posted to, the other is not there.
    for (const [path, status] of [
      ['lookup', 405],
      ['nowhere', 404],
    ]) {
      const ended = await hutongHere(['mirror', '--from', `${graph.url}/${path}`, '--to', copy.url, '--once', '--json']);
      expect(ended).toMatchObject({ code: 1, json: { problem: { code: 'MIRROR_NOT_A_HUB' } } });
      expect(ended.stderr).toContain(`（HTTP ${status}）`);
    }
  });

  it('ends with the code of a breach where the copy cannot be mended', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    using copy = freshCopy();
    const spoil = (text: string) => text.replace(/"digest":"[0-9a-f]{8}/, '"digest":"00000000');
    await using way = await faultyWay(graph.url, ({ body }) => (body.includes('digest(') ? { spoil } : undefined));
    const ended = await hutongHere(['mirror', '--from', `${way.url}/graphql`, '--to', copy.url, '--once', '--json']);
    expect(ended).toMatchObject({ code: 5, json: { problem: { code: 'MIRROR_UNREPAIRED' } } });
  });
});
