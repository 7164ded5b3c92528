import { expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { patiently } from './transact.ts';

const CONFLICT = Object.assign(new Error('another node committed first'), { errno: 1213 });

/** Its sleeps, in milliseconds. */
class NotingClock extends FakeClock {
  readonly slept: number[] = [];

  override async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    await super.sleep(milliseconds);
  }
}

/** A write that loses until a time has gone by; each attempt takes its own. */
function losingFor(clock: FakeClock, milliseconds: number, attemptMs: number): () => Promise<string> {
  const end = clock.now() + milliseconds;
  return async () => {
    clock.advance(attemptMs);
    if (clock.now() < end) throw CONFLICT;
    return 'written';
  };
}

it('who has lost for long tries no less often than who has just come', async () => {
  const clock = new NotingClock();
  expect(await patiently({ clock }, losingFor(clock, 29_000, 5))).toBe('written');
  expect(clock.slept[0]).toBeLessThan(100);
  expect(Math.max(...clock.slept)).toBeLessThanOrEqual(100);
});

it('is told after half a minute, however quickly each attempt fails', async () => {
  const clock = new NotingClock();
  const start = clock.now();
  await expect(patiently({ clock }, losingFor(clock, 60_000, 1))).rejects.toBe(CONFLICT);
  expect(clock.now() - start).toBeGreaterThanOrEqual(30_000);
  expect(clock.now() - start).toBeLessThan(31_000);
});

it('and not before forty attempts, however long each of them waits for a lock', async () => {
  const clock = new NotingClock();
  await expect(patiently({ clock }, losingFor(clock, 1_000_000, 5_000))).rejects.toBe(CONFLICT);
  expect(clock.slept).toHaveLength(39);
});

it('what is no conflict is told at once', async () => {
  const clock = new NotingClock();
  const gone = new Error('no such table');
  await expect(patiently({ clock }, () => Promise.reject(gone))).rejects.toBe(gone);
  expect(clock.slept).toEqual([]);
});
