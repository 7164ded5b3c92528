import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isGone, thisProcess } from './holder.ts';

describe('the holder of a lease', () => {
  it('is this process, which is there', () => {
    expect(thisProcess()).toMatch(new RegExp(`/${process.pid}/\\d*$`));
    expect(isGone(thisProcess())).toBe(false);
  });

  it('is gone when its process has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    expect(isGone(`${hostname()}/${pid}/`)).toBe(true);
    expect(isGone(`${hostname()}/${pid}/12345`)).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('is gone when its pid belongs to a later process', () => {
    const [host, pid, start] = thisProcess().split('/');
    expect(start).toMatch(/^\d+$/);
    expect(isGone(`${host}/${pid}/${Number(start) - 1}`)).toBe(true);
  });

  it('on another machine, or of no known form, is never known to be gone', () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    expect(isGone(`another-machine/${pid}/`)).toBe(false);
    expect(isGone('somebody')).toBe(false);
    expect(isGone(`${hostname()}/-1/`)).toBe(false);
  });
});
