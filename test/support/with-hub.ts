/** A hub on a database of its own, under a clock that the test moves, for as long as the test takes. */
import { type Hub, openHub } from '../../src/feed/hub.ts';
import type { FreshDatabase } from './databases.ts';
import { FakeClock } from './fake-clock.ts';

export type UseHub = (hub: Hub, clock: FakeClock) => Promise<void>;

/** @example const withHub = hubOn(fresh); it('…', () => withHub(async (hub, clock) => { … })); */
export function hubOn(fresh: () => Promise<FreshDatabase>): (use: UseHub) => Promise<void> {
  return async (use) => {
    await using database = await fresh();
    const clock = new FakeClock();
    const hub = await openHub({ databaseUrl: database.url, clock, connections: 2, writer: 'inline' });
    try {
      await use(hub, clock);
    } finally {
      await hub.close();
    }
  };
}
