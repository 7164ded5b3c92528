import { expect, it } from 'vitest';
import { BusyError, Lane } from './lane.ts';

it('lets in so many at a time, the others in their order, and refuses those beyond', async () => {
  const lane = new Lane(2, 3);
  const begun: number[] = [];
  const ends = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const runs = ends.map(({ promise }, i) =>
    lane.run(async () => {
      begun.push(i);
      await promise;
      if (i === 1) throw new Error('broken');
      return i;
    }),
  );
  await expect(runs[5]).rejects.toThrow(BusyError);
  expect(begun).toEqual([0, 1]);
  // One that fails makes room as well.
  ends[1]?.resolve();
  await expect(runs[1]).rejects.toThrow('broken');
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve();
  expect(await Promise.all([runs[0], runs[2], runs[3], runs[4]])).toEqual([0, 2, 3, 4]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(await lane.run(async () => 'free')).toBe('free');
});
