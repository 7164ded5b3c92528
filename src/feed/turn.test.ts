import { describe, expect, it } from 'vitest';
import { readTogether } from './turn.ts';

describe('reads of one turn of the event loop', () => {
  it('are one, and answer each in its place', async () => {
    const batches: (readonly number[])[] = [];
    const double = readTogether<number, number>(async (asks) => {
      batches.push(asks);
      return asks.map((n) => 2 * n);
    }, 1);
    expect(await Promise.all([double(1), double(2), Promise.resolve().then(() => double(3))])).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it('begin after everything that they answer was asked, at most so many at once', async () => {
    const held = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const batches: (readonly number[])[] = [];
    const read = readTogether<number, number>(async (asks) => {
      const at = batches.push(asks);
      await held[at - 1]?.promise;
      return asks;
    }, 2);
    const asked = [read(1)];
    await expect.poll(() => batches).toEqual([[1]]);
    asked.push(read(2));
    await expect.poll(() => batches).toEqual([[1], [2]]);
    // What one more asks is not read with what began before it, and not until one of the two has ended.
    asked.push(read(3), read(4));
    await new Promise((resolve) => setImmediate(resolve));
    expect(batches).toEqual([[1], [2]]);
    held[1]?.resolve();
    await expect.poll(() => batches).toEqual([[1], [2], [3, 4]]);
    for (const { resolve } of held) resolve();
    expect(await Promise.all(asked)).toEqual([1, 2, 3, 4]);
  });

  it('fail for whom they concern, and go on after a failure of all', async () => {
    let isDown = true;
    const read = readTogether<number, number>(async (asks) => {
      if (isDown) throw new Error('down');
      return asks.map((n) => (n < 0 ? new RangeError(`${n}`) : n));
    }, 1);
    expect(await Promise.allSettled([read(1), read(2)])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    isDown = false;
    expect(await Promise.allSettled([read(1), read(-2)])).toMatchObject([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: { name: 'RangeError', message: '-2' } },
    ]);
  });
});
