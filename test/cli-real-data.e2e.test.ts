/** A sync of real registry rows from the command line. The data may not be shipped, so the test runs only where it lies. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hutong } from './support/hutong-process.ts';

const data = join(import.meta.dirname, '../../shared/data/companies');
const cities = join(data, 'cn-registry-three-cities.csv');
const here = existsSync(cities);

interface Quarantined {
  readonly id: number;
  readonly source: string;
  readonly row: number;
  readonly problems: readonly {
    readonly code: string;
    readonly message: { readonly zh: string; readonly en: string };
    readonly row: number;
    readonly field: string | null;
  }[];
}

describe.skipIf(!here)(here ? 'real rows' : 'real rows: skipped, ../shared/data/companies is not here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-real-'));
  const on = (...args: string[]) => hutong(['--database-url', `sqlite:${join(folder, 'hub.db')}`, ...args]);
  const sync = async (file: string) => on('sync', 'registry', '--from', file, '--population', 'all', '--json');
  let first: Record<string, unknown>;

  beforeAll(async () => {
    first = (await sync(cities)).json;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has every row in exactly one count', () => {
    expect(first).toMatchObject({ outcome: 'done', read: 6564, ended: 0 });
    const parts = ['created', 'changed', 'corrected', 'restored', 'withdrawn', 'unchanged', 'late', 'outOfScope', 'quarantined'];
    expect(parts.reduce((sum, part) => sum + Number(first[part]), 0)).toBe(6564);
    expect(Number(first.created)).toBeGreaterThan(6500);
  });

  it('writes nothing the second time', async () => {
    const { json } = await sync(cities);
    expect(json).toMatchObject({ created: 0, changed: 0, unchanged: 6564, position: first.position, digest: first.digest });
  });

  it('makes one change of one edited name, with before and after', async () => {
    const rows = readFileSync(cities, 'utf8').split('\n');
    const edited = rows.map((row, i) => (i === 1 ? row.replace(/^[^,]*公司/, '山西省平定县工业品新公司') : row));
    expect(edited[1]).not.toBe(rows[1]);
    const copy = join(folder, 'edited.csv');
    writeFileSync(copy, edited.join('\n'));
    const { json } = await sync(copy);
    expect(json).toMatchObject({ created: 0, changed: 1, unchanged: 6563 });
    const change = (await on('feed', 'show', String(json.position), '--json')).json as {
      before: { name: string };
      after: { name: string };
    };
    expect(change).toMatchObject({ kind: 'CHANGED', fields: ['name'] });
    expect([change.before.name, change.after.name]).toEqual(['山西省平定县工业品公司', '山西省平定县工业品新公司']);
    expect((await sync(cities)).json).toMatchObject({ changed: 1, digest: first.digest });
  });

  it('sets aside codes that fail their check, and says which row and column in both languages', async () => {
    const { code, json } = await sync(join(data, 'cn-codes-invalid.csv'));
    expect(code).toBe(0);
    expect(json).toMatchObject({ read: 165 });
    expect(Number(json.quarantined)).toBeGreaterThan(50);
    const [found] = (await on('quarantine', 'list', '--limit', '1', '--json')).json.quarantined as Quarantined[];
    expect(found).toMatchObject({
      source: 'registry',
      row: 2,
      problems: [{ code: 'USCC_CHECK', row: 2, field: 'code_as_published' }],
    });
    expect(found?.problems[0]?.message.zh).toContain('第 2 行「code_as_published」校验位');
    expect(found?.problems[0]?.message.en).toContain('row 2, "code_as_published": the check character');
  });

  it('fails over a file whose header is no header, without a stack', async () => {
    const { code, json, stderr } = await sync(join(data, 'cn-mojibake-11rows.csv'));
    expect(code).toBe(1);
    expect(json).toMatchObject({ source: 'registry', outcome: 'failed', read: 0, problem: { row: 1 } });
    const { message } = json.problem as { message: { zh: string; en: string } };
    expect(message.zh).toContain('第 1 行');
    expect(message.en).toContain('row 1');
    expect(stderr).not.toMatch(/at .*\.ts/);
  });

  it('sets aside a second company under a code that is taken', async () => {
    const { code, json } = await sync(join(data, 'cn-same-code-different-name.csv'));
    expect(code).toBe(0);
    expect(json).toMatchObject({ read: 26 });
    expect(Number(json.quarantined)).toBeGreaterThan(0);
    const all = (await on('quarantine', 'list', '--limit', '1000', '--json')).json.quarantined as Quarantined[];
    const conflicts = all.filter(({ problems }) => problems[0]?.code === 'SUBJECT_CONFLICT');
    expect(conflicts).toHaveLength(Number(json.quarantined));
    for (const { problems, source } of conflicts) {
      expect(source).toBe('registry');
      expect(problems[0]?.message.zh).toMatch(/^第 \d+ 行.*两个主体/);
      expect(problems[0]?.message.en).toMatch(/^row \d+: one code, two subjects/);
    }
    expect((await on('feed', 'verify', '--json')).json).toMatchObject({ breaches: [] });
  });
});
