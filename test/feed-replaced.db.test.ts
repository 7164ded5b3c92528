/** A database that is put back under a server that goes on: nothing is told under the name of a feed that it is not of. */
import { expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { getRecordType } from '../src/domain/record/record-types.ts';
import { openExport } from '../src/feed/export/export.ts';
import type { Hub } from '../src/feed/hub.ts';
import { eachDatabase } from './support/databases.ts';
import { exportUrl, fetchExport } from './support/export-client.ts';
import { startGraph } from './support/graph-client.ts';

const NEXT = '00000000-0000-4000-8000-00000000000f';

/** Another feed takes the place of the hub's own, as by a restore. */
async function replaceFeed({ db, feedId, suite }: Hub): Promise<void> {
  const feed = { feed_id: NEXT, parent_feed: feedId, common_position: 1, suite: suite.name, created_at: 0 };
  await db.write.insertInto('feed').values(feed).execute();
  await db.write.updateTable('head').set({ feed_id: NEXT }).execute();
}

eachDatabase('a hub whose feed was replaced', (fresh) => {
  it('names the present one in pages, digests and exports, as it demands it back', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    await replaceFeed(graph.hub);
    const query = `{ head { feed } changes(after: "1", feed: "${NEXT}") { feed } digest { feed } }`;
    expect((await graph.ask(query)).data).toEqual({ head: { feed: NEXT }, changes: { feed: NEXT }, digest: { feed: NEXT } });
    const { opening } = await fetchExport(exportUrl(graph.url, 'registration', {}, { feed: NEXT }));
    expect(opening.feed).toBe(NEXT);
  });

  it('gives no end to an export that was under way', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    const query = { type: getRecordType('registration'), scope: {}, position: 2, after: null };
    const pages = (await openExport(graph.hub, query, operator)).pages();
    expect((await pages.next()).value).toHaveLength(2);
    await replaceFeed(graph.hub);
    await expect(pages.next()).rejects.toThrow(expect.objectContaining({ name: 'FeedChangedError' }));
  });
});
