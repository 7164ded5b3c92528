/** The follower of the search index killed again and again: the index that it leaves is the one made in one go. */
import { expect, it } from 'vitest';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { searchedTo } from '../src/feed/search/searched-to.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { type Given, observed } from './support/registrations.ts';
import { randomCompany } from './support/search-companies.ts';
import { dumpSearchIndex, emptySearchIndex } from './support/search-index.ts';
import type { SearchWorkerSaid } from './support/search-worker.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker } from './support/worker-process.ts';

const SEED = 140_426;
const KILLS = 3;
const BATCHES = 3;

async function writeHistory(hub: Hub, dice: Dice): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const entries = Array.from({ length: 250 }, () => {
      const n = dice.roll(600);
      if (dice.roll(12) === 0) return closeEntry('registration', usccOf(n));
      const { n: _, ...given } = randomCompany(dice, n);
      return putEntry(observed(n, given as Given), hub.fingerprint, { population: 'all', confirmed: true });
    });
    await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
  }
}

eachDatabase('the search index', (fresh) => {
  it(`whose follower is killed ${KILLS} times equals one made anew (seed ${SEED})`, async () => {
    await using database = await fresh();
    const dice = new Dice(SEED);
    const hub = await openHub({ databaseUrl: database.url, connections: 2 });
    await writeHistory(hub, dice);
    const reached: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const lines = 3 + dice.roll(7);
      // Soon after that, so that the signal does not find it at the end.
      const worker = startWorker<SearchWorkerSaid>('search-worker', { url: database.url, batch: 20, standsAfter: lines + 2 });
      await worker.saidLines(lines);
      await worker.kill9();
      reached.push(await searchedTo(hub));
    }
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    // Two followers at once bring it to its end.
    await Promise.all([1, 2].map(() => startWorker<SearchWorkerSaid>('search-worker', { url: database.url, batch: 50 }).ended()));
    const followed = await dumpSearchIndex(hub);
    const head = await searchedTo(hub);
    expect(reached.filter((position) => position > 0 && position < head).length).toBeGreaterThan(KILLS / 2);

    await emptySearchIndex(hub);
    expect(await catchUpSearch(hub)).toBe(head);
    const anew = await dumpSearchIndex(hub);
    expect(followed.companies).toEqual(anew.companies);
    expect(followed.postings).toEqual(anew.postings);
    await hub.close();
  });
});
