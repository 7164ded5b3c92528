/** The typed client before a real hub: one that runs nothing but the queries it knows, and is written to meanwhile. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { CompaniesOfCounty, CompanyHistory, HutongClient, Operations } from '../packages/client/src/index.ts';
import { startServer } from '../src/server/server.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { contractOf, estateOf, filingOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import type { Given } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const COMPANIES = 10;
const uscc = usccOf(1);
const region = '140403';

async function fill(graph: GraphHub): Promise<void> {
  const companies = Array.from({ length: COMPANIES }, (_, n): [number, Given] => [n + 1, { name: `物业${n + 10}`, region }]);
  await graph.write(Object.fromEntries(companies));
  await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
  await writeRecords(graph, estateOf('e1', { name: '幸福小区', households: 320 }));
  await writeRecords(graph, filingOf(1, 'B1'), contractOf(1, 'H1', ['e1'], { termFrom: '2024-01-01', termTo: '2027-12-31' }));
}

/** A server of the same hub that runs trusted documents only, and a client that sends their hashes only. */
async function trusting({ hub }: GraphHub) {
  const server = await startServer({ hub, port: 0, logger: pino({ level: 'silent' }), trustedOnly: true });
  return {
    client: new HutongClient({ url: server.url, trusted: true, language: 'en' }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

eachDatabase('the client', (fresh) => {
  it('has an answer to each of its operations by their hashes, at one position', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await fill(graph);
    await using hub = await trusting(graph);
    const { client } = hub;
    const asked = {
      changesAfter: client.changesAfter(),
      companiesOfCounty: client.companiesOfCounty({ region }),
      companyByNumber: client.companyByNumber({ value: uscc }),
      companyCard: client.companyCard({ uscc }),
      companyHistory: client.companyHistory({ uscc }),
      estateCard: client.estateCard({ id: 'e1' }),
      estateStatistics: client.estateStatistics(),
      estatesOfRegion: client.estatesOfRegion({ region }),
      feedHead: client.feedHead(),
      mirrorChanges: client.mirrorChanges(),
      scopeDigest: client.scopeDigest({ scope: { counties: [region] } }),
      searchCompanies: client.searchCompanies({ text: '物业' }),
      sourceState: client.sourceState(),
    };
    const methods = Object.getOwnPropertyNames(Operations.prototype).filter((name) => name !== 'constructor');
    expect(Object.keys(asked)).toEqual(methods);
    const { position: head } = (await asked.sourceState).data.head;
    for (const [name, asking] of Object.entries(asked)) {
      const { errors, position, watermarks, cost } = await asking;
      expect([name, errors, cost?.actual]).toEqual([name, [], expect.any(Number)]);
      // What tells of the hub itself is of no position.
      if (name === 'sourceState' || name === 'feedHead') continue;
      expect([name, position]).toEqual([name, head]);
      expect(Object.keys(watermarks ?? {}), name).toContain('registry');
    }
    expect((await asked.companyCard).data.company?.contracts?.[0]?.contractNo).toBe('H1');
    await expect(client.query('{ head { position } }')).rejects.toMatchObject({ name: 'HutongError', retryable: false });
    const inEnglish = expect.stringMatching(/^[\x20-\x7E]+$/);
    await expect(client.companyCard({ uscc: 'X' })).rejects.toMatchObject({
      code: 'USCC_LENGTH',
      status: 400,
      message: inEnglish,
    });
    const long = { uscc, validOn: '1900-01-01' };
    await expect(client.companyCard(long)).rejects.toMatchObject({ code: 'NOT_KNOWN_THEN' });
    const { data, errors } = await client.companyCard(long, { partial: true });
    expect(data.company).toMatchObject({ uscc, registration: null });
    expect(errors).toContainEqual({ code: 'NOT_KNOWN_THEN', path: ['company', 'registration'], message: inEnglish });
  });

  it('is told live by a hub that runs trusted documents only', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    await using hub = await trusting(graph);
    const stop = new AbortController();
    const taken: string[] = [];
    const following = (async () => {
      // It asks no second time: what comes later was told.
      const options = { live: true, everyMs: 3_600_000, signal: stop.signal };
      for await (const { position } of hub.client.follow(options)) taken.push(position);
    })();
    await expect.poll(() => taken).toEqual(['1']);
    await graph.write({ 2: {} });
    await expect.poll(() => taken).toEqual(['1', '2']);
    stop.abort();
    await following;
  });

  it('reads pages of the moment of the first, and follows what was written meanwhile', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await fill(graph);
    await using hub = await trusting(graph);
    const { client } = hub;
    let written = 100;
    // One that sorts before all of them, and a change of the company whose history is read.
    const write = () =>
      graph.write({ [written++]: { name: `一号${written}`, region }, 1: { name: `物业10·${written}`, region } });

    const names: unknown[] = [];
    for await (const { data } of client.pages(CompaniesOfCounty, { region, first: 3 })) {
      names.push(...(data.companies?.nodes ?? []).map(({ registration }) => registration?.name));
      await write();
    }
    expect(names).toEqual(Array.from({ length: COMPANIES }, (_, n) => `物业${n + 10}`));

    const { data: before } = await client.companyHistory({ uscc, order: 'OLDEST_FIRST', first: 100 });
    const positions: string[] = [];
    for await (const { data } of client.pages(CompanyHistory, { uscc, order: 'OLDEST_FIRST', first: 2 })) {
      positions.push(...(data.company?.timeline?.nodes ?? []).map(({ position }) => position));
      await write();
    }
    expect(positions.length).toBeGreaterThan(4);
    expect(positions).toEqual(before.company?.timeline?.nodes.map(({ position }) => position));

    const stop = new AbortController();
    const followed: number[] = [];
    let writes = 3;
    const filter = { recordTypes: ['registration'], kinds: ['CREATED' as const] };
    for await (const { position } of client.follow({ filter, pageSize: 4, everyMs: 1, signal: stop.signal })) {
      followed.push(Number(position));
      // What is written while the last is in hand is followed too.
      if (followed.length === written - 100 + COMPANIES && writes-- > 0) await write();
      if (writes < 0) stop.abort();
    }
    const { data } = await client.changesAfter({ filter, first: 1000 });
    expect(followed).toEqual(data.changes?.nodes.map(({ position }) => Number(position)));
    expect(followed).toHaveLength(written - 100 + COMPANIES);

    const foreign = client.follow({ feed: 'of-before', after: '100000' });
    await expect(foreign.next()).rejects.toMatchObject({ code: 'CLIENT_FEED_OTHER' });
  });
});
