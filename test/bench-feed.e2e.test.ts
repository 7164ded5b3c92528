/** The benchmark of the feed on a handful of changes: that it runs, and that everything comes. No time is looked at. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';

const run = promisify(execFile);
const MAIN = join(import.meta.dirname, '../bench/main.ts');

it('the benchmark of the feed runs on SQLite', async () => {
  const sizes = ['--seconds', '0.2', '--per-second', '50', '--records', '30', '--rounds', '1'];
  const args = [MAIN, 'feed', '--database', 'sqlite', '--only', 'latency,mirror', '--json', ...sizes];
  const { stdout } = await run(process.execPath, args);
  const [result] = JSON.parse(stdout) as readonly {
    readonly latency: readonly { readonly batch: number; readonly changes: number }[];
    readonly mirror: { readonly rows: number };
  }[];
  expect(result?.latency.map(({ batch, changes }) => [batch, changes])).toEqual([
    [1, 10],
    [10, 10],
  ]);
  expect(result?.mirror.rows).toBe(30);
});

it.skipIf(inject('mariadbUrl') === undefined)('and that of two nodes on MariaDB', async () => {
  const { stdout } = await run(process.execPath, [MAIN, 'nodes', '--changes', '3']);
  expect(stdout.match(/p95 \d+\.\d ms, p99 \d+\.\d ms \(3 changes\)/g)).toHaveLength(3);
});
