/** The short form of `npm run chaos`: the same on few changes, under which each consumer is hit by everything once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lineOf, runChaos } from './chaos/chaos.ts';
import { eachDatabase } from './support/databases.ts';

const SEED = 1404;
const CHANGES = 1_500;
const KILLS = 2;

const folder = mkdtempSync(join(tmpdir(), 'hutong-chaos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

eachDatabase('whoever follows the feed', (fresh) => {
  it(`has every change once and in order, and can prove it, whatever dies meanwhile (seed ${SEED})`, async () => {
    await using database = await fresh();
    await using mirror = await fresh();
    const report = await runChaos({
      ...{ databaseUrl: database.url, mirrorUrl: mirror.url, changes: CHANGES, kills: KILLS, seed: SEED },
      folder: mkdtempSync(join(folder, database.kind)),
      standstillMs: 30_000,
      tell: () => {},
    });
    process.stdout.write(`${database.kind}, ${report.seconds} s\n${report.consumers.map(lineOf).join('\n')}\n`);
    expect(report.consumers.filter(({ isClean }) => !isClean).map(lineOf)).toEqual([]);
    expect(report.consumers.every(({ changes, breaks }) => changes > CHANGES / 10 && breaks > 0)).toBe(true);
  });
});

it('says what it does, and what is wrong with an option', () => {
  const program = join(import.meta.dirname, 'chaos/main.ts');
  const chaos = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  expect(chaos('--help')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--changes N') });
  expect(chaos('--kills', 'many')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--kills many: expected a whole number/),
  });
  expect(chaos('--speed', '3')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/^Unknown option '--speed'/),
  });
});
