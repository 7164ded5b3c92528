import { describe, expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { MAX_WAITING, patienceWith } from './await-position.ts';
import { type Clock, openHub } from './hub.ts';

async function hubAt(url: string, clock: Clock, onQuery: () => void = () => {}) {
  const hub = await openHub({ databaseUrl: url, clock, onQuery });
  return { hub, [Symbol.asyncDispose]: () => hub.close() };
}

describe('waiting for a position that is not there', () => {
  it('is over by the clock, however long the head takes to read', async () => {
    await using database = await freshSqlite();
    const clock = new FakeClock();
    let reads = 0;
    let isSlow = false;
    await using late = await hubAt(database.url, clock, () => {
      reads++;
      if (isSlow) clock.advance(1000);
    });
    reads = 0;
    isSlow = true;
    const patience = patienceWith(late.hub, 1500);
    expect((await patience(9)).position).toBe(0);
    expect(reads).toBeLessThanOrEqual(3);
  });

  it('is one wait for all that a request asks for', async () => {
    await using database = await freshSqlite();
    const clock = new FakeClock();
    await using late = await hubAt(database.url, clock);
    const patience = patienceWith(late.hub, 1500);
    const from = clock.now();
    await patience(9);
    expect(clock.now() - from).toBe(1500);
    await patience(8);
    expect(clock.now() - from).toBe(1500);
    await patienceWith(late.hub, 1500)(8);
    expect(clock.now() - from).toBe(3000);
  });

  it('is not for more than so many at once: one more is told at once where the hub stands', async () => {
    await using database = await freshSqlite();
    let wake = (): void => {};
    let now = 0;
    const clock: Clock = {
      now: () => now,
      sleep: () =>
        new Promise((resolve) => {
          wake = resolve;
        }),
    };
    await using late = await hubAt(database.url, clock);
    let ended = 0;
    const waiting = Array.from({ length: MAX_WAITING }, () => patienceWith(late.hub, 1500)(9).then(() => ended++));
    expect((await patienceWith(late.hub, 1500)(9)).position).toBe(0);
    expect(ended).toBe(0);
    now = 1500;
    wake();
    await Promise.all(waiting);
    // Whoever has waited makes room.
    const next = patienceWith(late.hub, 1500)(9).then(() => ended++);
    await late.hub.reads.head();
    await late.hub.reads.head();
    expect(ended).toBe(MAX_WAITING);
    now = 3000;
    wake();
    await next;
  });
});
