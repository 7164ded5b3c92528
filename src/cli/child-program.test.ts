import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { ChildProgramError, startProgram } from './child-program.ts';
import { keepJobsRunning } from './jobs-process.ts';

let folder = '';
let script = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-child-'));
  script = join(folder, 'child.mjs');
  writeFileSync(
    script,
    `console.log(JSON.stringify({ ready: true }));
    process.stdin.resume().on('end', () => process.exit(0));
    if (process.argv[2] === 'end') process.exit(3);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a program says that it is ready, and ends when it is asked to', async () => {
  const program = startProgram(script, []);
  expect(await program.ready()).toEqual({ ready: true });
  await program.close();
  expect(await program.ended).toBeNull();
});

it('a program tells the code that it ended with', async () => {
  expect(await startProgram(script, ['end']).ended).toBe(3);
});

const node = process.execPath;
afterEach(() => {
  process.execPath = node;
});

it('the jobs give way to whoever serves', async () => {
  process.execPath = join(folder, 'node');
  const told = join(folder, 'pid');
  writeFileSync(process.execPath, `#!/bin/sh\necho $$ > ${told}; exec cat\n`, { mode: 0o700 });
  const settings = readSettings({}, {});
  if (!settings.ok) throw new Error('no settings');
  const jobs = keepJobsRunning(settings.value, () => {});
  const pidOf = () => (existsSync(told) ? Number(readFileSync(told, 'utf8')) : 0);
  await expect.poll(pidOf).toBeGreaterThan(0);
  expect(getPriority(pidOf())).toBe(Math.min(getPriority() + 5, 19));
  await jobs.close();
});

it('the jobs start as much later as they are told to, unless their server ends before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    process.execPath = join(folder, 'no-such-node');
    const settings = readSettings({}, {});
    if (!settings.ok) throw new Error('no settings');
    const ended: string[] = [];
    const closed = keepJobsRunning(settings.value, () => ended.push('closed'), 1000);
    const jobs = keepJobsRunning(settings.value, () => ended.push('jobs'), 2000);
    await closed.close();
    await vi.advanceTimersByTimeAsync(1999);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual(['jobs']);
    await jobs.close();
  } finally {
    vi.useRealTimers();
  }
});

describe('a program that cannot be started', () => {
  it.each([
    ['is told later', 'no-such-node'],
    ['is told at once', 'no\0name'],
  ])('has ended, where that %s', async (_name, name) => {
    process.execPath = join(folder, name);
    const program = startProgram(script, []);
    expect(await program.ended).toBeNull();
    await expect(program.ready()).rejects.toThrow(ChildProgramError);
    await program.close();
  });

  it('is tried again beside a server, which goes on', async () => {
    process.execPath = join(folder, 'no-such-node');
    const settings = readSettings({}, {});
    if (!settings.ok) throw new Error('no settings');
    const waits: number[] = [];
    const jobs = keepJobsRunning(settings.value, (waitMs) => waits.push(waitMs));
    await expect.poll(() => waits).toEqual([1000, 2000]);
    await jobs.close();
  });
});
