/** Which pages are told, and that they fit together: what is passed over in between belongs to the next. */
import { expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.ts';
import type { ChangeView } from './changes.ts';
import { BOOKMARK_MS, type FollowedPage, tell } from './follow.ts';

const page = (after: number, scannedTo: number, ...positions: readonly number[]): FollowedPage => ({
  ...{ after, scannedTo, position: scannedTo, hasMore: false },
  changes: positions.map((position, i) => ({ position, previous: positions[i - 1] ?? after }) as ChangeView),
});

const PAGES = [page(3, 3), page(3, 5, 4, 5), page(5, 7), page(7, 9), page(9, 12, 10, 12), page(12, 13)];

/** Where each page that is told begins and ends, and what its changes name before them. */
async function told(clock: FakeClock, stepMs: number, isAwaited?: () => boolean): Promise<readonly unknown[]> {
  async function* pages(): AsyncGenerator<FollowedPage> {
    for (const each of PAGES) {
      yield each;
      clock.advance(stepMs);
    }
  }
  const all: unknown[] = [];
  for await (const { after, scannedTo, changes } of tell(pages(), { clock }, isAwaited))
    all.push([after, scannedTo, ...changes.map(({ previous }) => previous)]);
  return all;
}

it('pages without changes are passed over, and the next begins where the one told before has ended', async () => {
  expect(await told(new FakeClock(), 1)).toEqual([
    [3, 5, 3, 4],
    [5, 12, 5, 10],
  ]);
});

it('a page without changes is told where nothing was for long, or where somebody waits for it', async () => {
  const all = [
    [3, 5, 3, 4],
    [5, 7],
    [7, 9],
    [9, 12, 9, 10],
    [12, 13],
  ];
  expect(await told(new FakeClock(), BOOKMARK_MS)).toEqual(all);
  expect(await told(new FakeClock(), 1, () => true)).toEqual([[3, 3], ...all]);
});
