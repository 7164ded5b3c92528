/** Companies are found by the numbers that they have at the tax office, whichever record comes first and however the feed is followed. */
import { expect, it } from 'vitest';
import { anybody, operator, type Viewer } from '../src/access/viewer.ts';
import type { ToldStep } from '../src/domain/record/observation.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { searchCompanies } from '../src/feed/search/search-companies.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { observed } from './support/registrations.ts';
import { dumpSearchIndex, emptySearchIndex } from './support/search-index.ts';
import { record, writeAs } from './support/sent-records.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('tax numbers in the search', (fresh) => {
  it('find the company that has them now, and are the same however the feed is followed', async () => {
    await using database = await fresh();
    const hub = await openHub({
      writer: 'inline',
      databaseUrl: database.url,
      clock: new FakeClock(),
      randomness: countedRandomness(),
      connections: 2,
    });
    const taxpayer = (djxh: string, n: number, taxpayerId: string) =>
      writeAs(hub, 'tax', [record('taxpayer', djxh, { uscc: usccOf(n), name: '某物业', taxpayerId })]);
    const find = async (text: string, viewer: Viewer = operator) =>
      (await searchCompanies(hub, { text }, viewer)).matches.map(({ uscc, identifierKind, exact }) => [
        uscc,
        identifierKind,
        exact,
      ]);
    const follow = () => catchUpSearch(hub);
    try {
      // The tax office is the first to speak; two of its serials share one number.
      await taxpayer('10011404000000000001', 1, '140403111111111');
      await taxpayer('10011404000000000002', 1, '140403111111111');
      await follow();
      expect(await find('140403111111111')).toEqual([]);
      await writeAs(hub, 'registry', [observed(1), observed(2)]);
      await follow();
      expect(await find('140403111111111')).toEqual([[usccOf(1), 'NSRSBH', true]]);
      expect(await find('403111111')).toEqual([[usccOf(1), 'NSRSBH', false]]);
      expect(await find('10011404000000000002')).toEqual([[usccOf(1), 'DJXH', true]]);
      expect(await find('10011404000000000002', anybody)).toEqual([]);

      // One of them goes to another company, then ends: the other keeps what they shared.
      await taxpayer('10011404000000000001', 2, '140403222222222');
      await follow();
      expect(await find('140403111111111')).toEqual([[usccOf(1), 'NSRSBH', true]]);
      expect(await find('10011404000000000001')).toEqual([[usccOf(2), 'DJXH', true]]);
      await write(hub, closeEntry('taxpayer', '10011404000000000001'));
      await follow();
      expect(await find('140403222222222')).toEqual([]);

      // The registry goes on under another code, and states it anew; the tax office has not heard of it.
      const told: ToldStep = { kind: 'REPLACES', formers: [{ key: usccOf(1), on: null }] };
      await writeAs(hub, 'registry', [{ ...observed(3), told }]);
      await follow();
      expect(await find('140403111111111')).toEqual([[usccOf(3), 'NSRSBH', true]]);
      await taxpayer('10011404000000000002', 1, '140403333333333');
      await writeAs(hub, 'registry', [observed(3, { capital: '5' })]);
      await follow();
      expect(await find('140403333333333')).toEqual([[usccOf(3), 'NSRSBH', true]]);
      expect(await find('140403111111111')).toEqual([]);

      const { companies, postings } = await dumpSearchIndex(hub);
      for (const batch of [1, 2, 3, 1000]) {
        await emptySearchIndex(hub);
        await catchUpSearch(hub, { batch });
        expect(await dumpSearchIndex(hub)).toMatchObject({ companies, postings });
      }
    } finally {
      await hub.close();
    }
  });
});

async function write(hub: Hub, ...entries: Parameters<typeof writeBatch>[1]['entries'][number][]): Promise<void> {
  await writeBatch(hub, { source: 'tax', entries, receivedAt: hub.clock.now() });
}
