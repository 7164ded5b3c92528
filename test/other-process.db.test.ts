/** What a process keeps in memory of a hub is right while another one writes to the same database. */
import { expect, it } from 'vitest';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const [OLD, NEW] = [usccOf(1), usccOf(2)];

const QUERY = `query ($old: USCC!, $new: USCC!, $at: At) {
  old: company(uscc: $old, at: $at) { replacedBy { uscc } registration { name } contracts { contractNo } }
  new: company(uscc: $new, at: $at) { formerCodes registration { name } }
}`;

eachDatabase('a server beside another process', (fresh) => {
  it('tells of a code that the other one has replaced, and of nothing at the positions before', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const ask = async (at: number | null) =>
      (await graph.ask(QUERY, { old: OLD, new: NEW, at: at === null ? null : String(at) })).data;
    const before = await graph.write({ 1: { name: '甲物业' } });
    const unknown = { old: { replacedBy: null, registration: { name: '甲物业' } }, new: null };
    expect(await ask(null)).toMatchObject(unknown);

    const other = await openHub({ databaseUrl: database.url, clock: graph.clock, migrate: false });
    try {
      graph.clock.advance(1000);
      const named = putEntry(observed(2, { name: '甲物业' }), other.fingerprint, { population: 'all' });
      const entries = [named, closeEntry('registration', OLD, 'IDENTIFIER_REPLACED', NEW)];
      await writeBatch(other, { source: 'registry', entries, receivedAt: graph.clock.now() });
    } finally {
      await other.close();
    }
    const known = {
      old: { replacedBy: { uscc: NEW }, registration: null },
      new: { formerCodes: [OLD], registration: { name: '甲物业' } },
    };
    expect(await ask(null)).toMatchObject(known);
    expect(await ask(before)).toMatchObject(unknown);
    // Kept by now, both of them.
    expect([await ask(null), await ask(before)]).toMatchObject([known, unknown]);
  });
});
