/** The benchmark of queries on a handful of companies: that it runs, and that its servers answer the same. No time is looked at. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, inject, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-query-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;
/** Its packages are installed by whoever measures it, and by no test. */
const hasApollo = existsSync(join(ROOT, 'bench/plain-apollo/node_modules'));
const all = ['hub', 'cold', 'hand', ...(hasApollo ? ['apollo'] : []), 'ready'];

interface Result {
  readonly database: string;
  readonly questions: readonly {
    readonly question: string;
    readonly variants: readonly { readonly variant: string; readonly requestsPerSecond: number }[];
  }[];
  readonly list: { readonly beside: { readonly lists: number } } | null;
  readonly start: readonly number[] | null;
}

/** @throws where two servers answer otherwise */
async function bench(database: string, only: string, variants: readonly string[]): Promise<readonly Result[]> {
  const sizes = [
    '--companies',
    '150',
    '--seconds',
    '0.1',
    '--warm-up',
    '0.1',
    '--rounds',
    '1',
    '--starts',
    '1',
    '--connections',
    '2',
  ];
  const program = [join(ROOT, 'bench/main.ts'), 'query', '--database', database, '--only', only, '--json', '--folder', folder];
  const { stdout } = await promisify(execFile)(process.execPath, [...program, ...sizes, '--variants', variants.join(',')]);
  return JSON.parse(stdout) as readonly Result[];
}

it('the benchmark of queries runs on SQLite, its servers answer the same', async () => {
  const [result] = await bench('sqlite', 'q1,q2,list,start', all);
  expect(result?.questions.map(({ question }) => question)).toEqual(['q1', 'q2']);
  for (const question of result?.questions ?? []) {
    expect(question.variants.map(({ variant }) => variant)).toEqual(all);
    for (const { requestsPerSecond } of question.variants) expect(requestsPerSecond).toBeGreaterThan(0);
  }
  expect(result?.list?.beside.lists).toBeGreaterThan(0);
  expect(result?.start).toHaveLength(1);
});

it.skipIf(withoutServer)('and on MariaDB', async () => {
  const [result] = await bench('mariadb', 'q1,q2', ['hub', 'hand']);
  expect(result?.questions.map(({ question, variants }) => [question, variants.length])).toEqual([
    ['q1', 2],
    ['q2', 2],
  ]);
});
