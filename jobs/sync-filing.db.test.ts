/** Filings and contracts that come before what they name: they wait, are told why, and are in the feed once it has come. */
import { expect, it } from 'vitest';
import type { Opening } from '../connectors/connector.ts';
import { estateConnector } from '../connectors/estate/estate.connector.ts';
import { filingConnector } from '../connectors/filing/filing.connector.ts';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { operator } from '../src/access/viewer.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords, isProblem } from '../src/feed/read.ts';
import { getCursor } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { contractOf, filingOf } from '../test/support/filing-rows.ts';
import { ESTATE_LISTS, FILING_LISTS, listOffice, REGISTRY_LISTS } from '../test/support/list-office.ts';
import { subjectOf } from '../test/support/office-sync.ts';
import { usccOf } from '../test/support/uscc.ts';
import { retryArrived } from './retry.ts';
import { runSync } from './sync.ts';

const connectors = { registry: registryConnector(), filing: filingConnector(), estate: estateConnector() };
type Source = keyof typeof connectors;

eachDatabase('filings and contracts', (fresh) => {
  async function withHub(use: (hub: Hub, clock: FakeClock) => Promise<void>): Promise<void> {
    await using database = await fresh();
    const clock = new FakeClock();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, connections: 2 });
    try {
      await use(hub, clock);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  }

  /** Asks an office for its news, and tries again what has waited for them. */
  async function sync(hub: Hub, source: Source, base: string) {
    const connector = connectors[source];
    const opening: Opening = connector.http({ base, token: 'token', limits: { attempts: 1 }, clock: new FakeClock() });
    const summary = await runSync({ hub, connector, opening });
    await retryArrived({ hub, connectorOf: (name) => connectors[name as Source], population: 'property-services' });
    return summary;
  }

  async function recordOf(hub: Hub, recordType: string, key: string) {
    const { position } = await getHead(hub);
    const held = (await findRecords(hub, recordType, [key], { position, validOn: null }, operator)).get(key);
    return held === undefined || isProblem(held) ? undefined : held.fields;
  }

  async function waiting(hub: Hub) {
    const all = await listQuarantine(hub, { state: 'waiting', limit: 50 }, operator);
    return all.map(({ key, problems }) => [key, ...problems.map(({ code, field }) => `${code} ${field}`)]);
  }

  /** The n-th company as its registry has it. */
  const companyOf = (n: number, given: object = {}) => subjectOf(n, { ENTNAME: `长治市第${n}物业服务有限公司`, ...given });
  const estateOf = (n: number) => ({
    id: `P${n}`,
    code: `X${n}`,
    name: `第${n}花园`,
    areaCode: '140403',
    address: `英雄路${n}号`,
  });

  it('a filing waits for its company, a contract for its estate, and neither needs a hand', () =>
    withHub(async (hub, clock) => {
      await using filings = await listOffice(FILING_LISTS);
      await using registry = await listOffice(REGISTRY_LISTS);
      await using estates = await listOffice(ESTATE_LISTS);
      const byNumber = { RealtyMgeComCode: '', RegNo: '1404002000000' };
      filings.touch('filings', filingOf(1, byNumber));
      filings.touch('contracts', contractOf(1, byNumber));
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ outcome: 'done', counts: { read: 2, quarantined: 2 } });
      expect(await waiting(hub)).toEqual([
        ['140403:长潞备1', 'COMPANY_NOT_FOUND RealtyMgeComCode'],
        ['140403:长潞合1', 'COMPANY_NOT_FOUND RealtyMgeComCode', 'ESTATE_NOT_FOUND Projects'],
      ]);

      clock.advance(60_000);
      registry.touch('subjects', companyOf(1, { REGNO: '1404002000000', ENTNAME: '改了名的物业服务有限公司' }));
      await sync(hub, 'registry', registry.url);
      expect(await recordOf(hub, 'company-filing', '140403:长潞备1')).toMatchObject({ uscc: usccOf(1) });
      expect(await waiting(hub)).toEqual([['140403:长潞合1', 'ESTATE_NOT_FOUND Projects']]);

      clock.advance(60_000);
      estates.touch('estates', estateOf(1));
      await sync(hub, 'estate', estates.url);
      expect(await waiting(hub)).toEqual([]);
      expect(await recordOf(hub, 'service-contract', '140403:长潞合1')).toMatchObject({
        uscc: usccOf(1),
        estates: [{ estate: expect.stringMatching(/^E/), name: '第1花园小区' }],
      });
    }));

  it('a company from elsewhere is what its filing says until a registry knows it, whichever is heard first', () =>
    withHub(async (hub, clock) => {
      await using filings = await listOffice(FILING_LISTS);
      await using registry = await listOffice(REGISTRY_LISTS);
      const [first, second] = [usccOf(2), usccOf(3)];
      const visits = (n: number, given: object = {}) =>
        filingOf(n, { IsLocal: '0', RegAddress: `山西省太原市迎泽区并州路${n}号`, ...given });
      const registered = (n: number) => companyOf(n, { DOM: `山西省太原市小店区长风街${n}号` });
      const [declared, known] = [{ origin: 'SELF_DECLARED' }, { origin: 'REGISTRY', status: 'IN_OPERATION' }];

      filings.touch('filings', visits(2));
      registry.touch('subjects', registered(3));
      await sync(hub, 'filing', filings.url);
      await sync(hub, 'registry', registry.url);
      expect(await recordOf(hub, 'registration', first)).toMatchObject({ ...declared, address: '山西省太原市迎泽区并州路2号' });

      clock.advance(60_000);
      filings.touch('filings', visits(3));
      registry.touch('subjects', registered(2));
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ counts: { read: 1, created: 1 } });
      expect(await sync(hub, 'registry', registry.url)).toMatchObject({ counts: { read: 1, changed: 1 } });
      expect(await recordOf(hub, 'registration', first)).toMatchObject({ ...known, address: '山西省太原市小店区长风街2号' });
      expect(await recordOf(hub, 'registration', second)).toMatchObject({ ...known, address: '山西省太原市小店区长风街3号' });

      // A newer filing states it again: that is no news of a register.
      filings.touch('filings', visits(2, { RegAddress: '河南省郑州市花园路2号', UpdateTime: '2025-09-01 08:00:00' }));
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ counts: { changed: 1 } });
      expect(await recordOf(hub, 'registration', first)).toMatchObject({ ...known, address: '山西省太原市小店区长风街2号' });
    }));

  it('goes on between the two lists and within one, where the office failed or the run was stopped, with nothing lost or twice', () =>
    withHub(async (hub) => {
      await using filings = await listOffice(FILING_LISTS, 2);
      await using estates = await listOffice(ESTATE_LISTS);
      const numbers = [1, 2, 3, 4];
      for (const n of numbers) estates.touch('estates', estateOf(n));
      await sync(hub, 'estate', estates.url);
      for (const n of numbers) filings.touch('filings', filingOf(n));
      for (const n of numbers) filings.touch('contracts', contractOf(n));
      const cursor = () => getCursor(hub, 'filing', `${filings.url}/filings+contracts`);

      filings.failAfter(2); // both pages of filings
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({
        outcome: 'failed',
        counts: { created: 4 },
        problem: { code: 'SOURCE_DOWN' },
      });
      expect(await cursor()).toBe('4;');
      filings.failAfter(2); // the filings, which have nothing new, and a page of contracts
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ outcome: 'failed', counts: { read: 2, created: 2 } });
      expect(await cursor()).toBe('4;..6');
      filings.failAfter(undefined);
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ outcome: 'done', counts: { read: 2, created: 2 } });
      expect(await cursor()).toBe('4;8');
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ outcome: 'done', counts: { read: 0 } });

      // One that is stopped is one run with the one that goes on.
      for (const n of [5, 6, 7, 8, 9, 10]) filings.touch('filings', filingOf(n));
      const stop = new AbortController();
      const opening = connectors.filing.http({ base: filings.url, token: 'token' });
      const onProgress = () => stop.abort();
      const stopped = await runSync({ hub, connector: connectors.filing, opening, signal: stop.signal, onProgress });
      expect(stopped.outcome).toBe('stopped');
      expect(stopped.counts.read).toBeLessThan(6);
      const counts = { read: 6, created: 6 };
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ run: stopped.run, outcome: 'done', counts });
    }));

  it('a filing that goes on under another number is one, and a cancelled one ends nothing', () =>
    withHub(async (hub) => {
      await using filings = await listOffice(FILING_LISTS);
      filings.touch('filings', filingOf(1));
      await sync(hub, 'filing', filings.url);
      const renewed = { FilingNo: '长潞备新1', ActionKind: '换号', OldFilingNo: '长潞备1', UpdateTime: '2025-09-01 08:00:00' };
      filings.touch('filings', filingOf(1, renewed));
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ counts: { created: 1 } });
      expect(await recordOf(hub, 'company-filing', '140403:长潞备1')).toBeUndefined();
      const cancelled = { ...renewed, ActionKind: '', FilingState: '已注销', UpdateTime: '2025-09-02 08:00:00' };
      filings.touch('filings', filingOf(1, cancelled));
      expect(await sync(hub, 'filing', filings.url)).toMatchObject({ counts: { changed: 1 } });
      expect(await recordOf(hub, 'company-filing', '140403:长潞备新1')).toMatchObject({ status: 'CANCELLED' });
    }));
});
