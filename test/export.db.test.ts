/** Snapshots: what an export says at a position is the same for ever, adds up to its digest, and goes over into the changes behind it. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { anybody, operator, partyViewer, type Viewer } from '../src/access/viewer.ts';
import { listRecordTypes } from '../src/domain/record/record-types.ts';
import { readScope, type ScopeInput } from '../src/domain/scope/scope.ts';
import { listChanges } from '../src/feed/changes.ts';
import { getDigest } from '../src/feed/digests.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { digestOfScope } from '../src/feed/scope-digest.ts';
import { startServer } from '../src/server/server.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { exportUrl, fetchExport, hashOfRow, readExportText, sumOf } from './support/export-client.ts';
import { FakeClock } from './support/fake-clock.ts';
import { anyScope, moveRecords } from './support/moving-records.ts';
import { usccOf } from './support/uscc.ts';

const VIEWERS: readonly Viewer[] = [operator, partyViewer({ id: 'tax', source: 'tax' }), anybody];
const TYPES = listRecordTypes().map(({ name }) => name);

interface Served {
  readonly hub: Hub;
  readonly clock: FakeClock;
  /** A server for each of VIEWERS. */
  readonly servers: readonly string[];
}

async function withServers(fresh: () => Promise<FreshDatabase>, use: (served: Served) => Promise<void>): Promise<void> {
  await using database = await fresh();
  const clock = new FakeClock();
  const hub = await openHub({ databaseUrl: database.url, clock, writer: 'inline', connections: 2 });
  const logger = pino({ level: 'silent' });
  const running = await Promise.all(VIEWERS.map((viewer) => startServer({ hub, port: 0, logger, viewer })));
  try {
    await use({ hub, clock, servers: running.map(({ url }) => url) });
  } finally {
    await Promise.all(running.map((server) => server.close()));
    await hub.close();
  }
}

async function live(hub: Hub, clock: FakeClock, dice: Dice, batches: number): Promise<number> {
  let position = 0;
  for (let i = 0; i < batches; i++) {
    clock.advance(1000);
    position = await moveRecords(hub, dice, 4);
  }
  return position;
}

/** The hashes of a scope's records, by type and key, out of exports of every type. */
async function snapshot(server: string, scope: ScopeInput, at: number): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const recordType of scope.recordTypes ?? TYPES) {
    const { opening, rows, closing } = await fetchExport(exportUrl(server, recordType, scope, { at: String(at) }));
    expect(opening).toMatchObject({ export: recordType, position: String(at), after: null });
    expect(closing).toMatchObject({
      rows: String(rows.length),
      digest: sumOf(rows.map(({ hash }) => hash)),
      last: rows.at(-1)?.key ?? null,
    });
    for (const row of rows) {
      expect(hashOfRow(opening, row)).toBe(row.hash);
      found.set(`${recordType} ${row.key}`, row.hash);
    }
    const keys = rows.map(({ key }) => key);
    expect(keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
  return found;
}

function scopeOf(input: ScopeInput) {
  const scope = readScope(input);
  if (!scope.ok) throw new Error(scope.problem.code);
  return scope.value;
}

eachDatabase('a snapshot', (fresh) => {
  it('adds up to the digest of its scope, at any position and level, and the changes lead from one to the next', () =>
    withServers(fresh, async ({ hub, clock, servers }) => {
      const dice = new Dice(20261124);
      const head = await live(hub, clock, dice, 60);
      let crossed = 0;
      let scanned = 0;
      for (let i = 0; i < 24; i++) {
        const input = i === 0 ? {} : anyScope(dice);
        const scope = scopeOf(input);
        const [first = 0, second = 0] = [dice.roll(head), i % 3 === 0 ? head : dice.roll(head)].toSorted((a, b) => a - b);
        const who = i % VIEWERS.length;
        const viewer = VIEWERS[who] as Viewer;
        const copy = new Map(await snapshot(servers[who] ?? '', input, first));
        const told = async (position: number) => {
          const digest = await digestOfScope(hub, scope, position, viewer);
          scanned += digest.scanned;
          return [digest.digest, digest.records];
        };
        expect(await told(first), JSON.stringify([input, first, viewer.party])).toEqual([sumOf([...copy.values()]), copy.size]);
        const { changes } = await listChanges(hub, { after: first, upTo: second, first: 1000, filter: scope }, viewer);
        for (const { recordType, key, historyOnly, after, hash, hashBefore, crossing } of changes) {
          if (historyOnly) continue;
          if (crossing !== null) crossed++;
          expect(copy.get(`${recordType} ${key}`) ?? null).toBe(hashBefore);
          if (after === null) copy.delete(`${recordType} ${key}`);
          else copy.set(`${recordType} ${key}`, hash);
        }
        expect(copy).toEqual(new Map(await snapshot(servers[who] ?? '', input, second)));
        expect(await told(second)).toEqual([sumOf([...copy.values()]), copy.size]);
      }
      expect(crossed).toBeGreaterThan(5);
      expect(scanned).toBeGreaterThan(100);
    }));

  it('of everything has the digest of the head, and is known without looking at a record', () =>
    withServers(fresh, async ({ hub, clock }) => {
      const head = await live(hub, clock, new Dice(7), 30);
      for (const viewer of VIEWERS) {
        const { digest, records } = await getDigest(hub, viewer);
        expect(await digestOfScope(hub, {}, head, viewer)).toEqual({ digest, records, scanned: 0 });
      }
    }));

  it('is the same while records change, end and come, and in parts as in one', () =>
    withServers(fresh, async ({ hub, clock, servers: [server = ''] }) => {
      const dice = new Dice(99);
      const at = String(await live(hub, clock, dice, 40));
      const url = exportUrl(server, 'registration', {}, { at });
      const before = await (await fetch(url)).text();
      // Read page by page while a writer goes on between the pages.
      const parts: string[] = [];
      for (let after: string | null = null, isWhole = false; !isWhole; ) {
        const response: Response = await fetch(after === null ? url : `${url}&after=${encodeURIComponent(after)}`);
        const text = await response.text();
        await live(hub, clock, dice, 3);
        const { opening, rows, closing } = readExportText(text);
        expect(opening.after).toBe(after);
        isWhole = rows.length <= 3;
        const taken = isWhole ? rows : rows.slice(0, 3);
        parts.push(...taken.map((row) => JSON.stringify(row)));
        if (isWhole) expect(closing?.last).toBe(rows.at(-1)?.key ?? null);
        after = taken.at(-1)?.key ?? null;
      }
      expect(parts.length).toBeGreaterThan(4);
      expect(await (await fetch(url)).text()).toBe(before);
      expect(parts).toEqual(before.split('\n').slice(1, -2));
    }));

  it('of one company is found by its links, and leaves out what was linked to it before', () =>
    withServers(fresh, async ({ hub, clock, servers: [server = ''] }) => {
      await live(hub, clock, new Dice(5), 60);
      const { rows } = await fetchExport(exportUrl(server, 'taxpayer', { company: usccOf(1) }));
      const all = await fetchExport(exportUrl(server, 'taxpayer'));
      expect(rows).toEqual(all.rows.filter(({ fields }) => fields.uscc === usccOf(1)));
      expect(rows.length).toBeGreaterThan(0);
    }));
});
