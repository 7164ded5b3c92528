/** The commands of the federated form, for what they say; docs/deploy-federated.md is run in federated.e2e.test.ts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hutongHere as hutong } from './support/hutong-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the supergraph says of where a subgraph is. */
const graph = (name: string, url: string) => `${name.toUpperCase()} @join__graph(name: "${name}", url: "${url}")`;

describe('compose', () => {
  it('writes the supergraph, by the ports of the page about deployment unless told otherwise', async () => {
    const file = join(folder, 'not-yet', 'supergraph.graphql');
    const made = await hutong(['compose', '--out', file, '--url', 'tax=https://10.0.0.7/graphql', '--json']);
    expect(made.json).toMatchObject({ out: file, subgraphs: { registry: 'http://127.0.0.1:4001/graphql' } });
    const supergraph = readFileSync(file, 'utf8');
    for (const [name, url] of [
      ['registry', 'http://127.0.0.1:4001/graphql'],
      ['tax', 'https://10.0.0.7/graphql'],
      ['feed', 'http://127.0.0.1:4005/graphql'],
    ] as const) {
      expect(supergraph).toContain(graph(name, url));
    }
    const usual = await hutong(['compose']);
    expect(usual.stdout).toContain(graph('tax', 'http://127.0.0.1:4002/graphql'));
    expect((await hutong(['compose', '--json'])).json.supergraph).toBe(usual.stdout.trimEnd());
  });

  it.each([
    [['serve', '--subgraph', 'tax'], { HUTONG_DOCUMENTS: 'trusted' }, 2, /HUTONG_DOCUMENTS=any/],
    [['serve', '--subgraph', 'tax', '--host', '0.0.0.0'], {}, 1, /listen on this machine only/],
  ])('hutong %j is not started where it would be open though it should be closed', async (args, env, code, says) => {
    const databaseUrl = `sqlite:${join(folder, 'hub.db')}`;
    const ended = await hutong([...args, '--port', '0', '--database-url', databaseUrl, '--lang', 'en'], { env });
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(says);
  });

  it.each([
    [['compose', '--url', 'taxi=http://x'], 2, /registry, tax, filing, estate, feed/],
    [['compose', '--url', 'tax=ftp://x'], 2, /name=address/],
    [['compose', '--url', 'tax'], 2, /name=address/],
    [['compose', '--out', '/dev/null/x'], 1, /could not be written.*(?:ENOTDIR|EEXIST)/],
    [['serve', '--subgraph', 'taxi'], 2, /registry, tax, filing, estate, feed/],
  ])('hutong %j ends with %i in plain words', async (args, code, says) => {
    const ended = await hutong([...args, '--lang', 'en']);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(says);
  });
});
