import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isGone, thisProcess } from './holder.ts';

it('a process that lives is not gone; one of another machine is unknown', () => {
  expect(isGone(thisProcess())).toBe(false);
  expect(isGone(`${hostname()}-other/1/1`)).toBe(false);
});

it('a number that was given to a later process is not the holder', () => {
  expect(isGone(`${hostname()}/${process.pid}/1`)).toBe(existsSync('/proc/self/stat'));
});

it.skipIf(!existsSync('/proc/self/stat'))('a process that has ended is gone before its parent has noticed', async () => {
  // The child ends at once; what its parent has become never asks for it.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = output.toString().trim();
    const stat = () => readFileSync(`/proc/${pid}/stat`, 'utf8');
    while (!stat().includes(') Z ')) await sleep(5);
    const start = stat()
      .slice(stat().lastIndexOf(')') + 2)
      .split(' ')[19];
    expect(isGone(`${hostname()}/${pid}/${start}`)).toBe(true);
  } finally {
    parent.kill('SIGKILL');
  }
});
