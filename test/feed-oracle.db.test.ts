/**
 * Random batches through the real feed on both databases, held against `FeedOracle`. A failure prints fast-check's seed
 * and path; `fc.assert(…, { seed, path })` runs the same case again.
 */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskPersonal } from '../src/access/mask.ts';
import { anybody, operator, type Viewer } from '../src/access/viewer.ts';
import { canonicalJson } from '../src/domain/record/canonical-json.ts';
import { type ChangeView, listChanges } from '../src/feed/changes.ts';
import { getDigest, listDigestsByCounty, sumDigests } from '../src/feed/digests.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { findRecords, isProblem, type RecordView } from '../src/feed/read.ts';
import { StateDigest, ZERO_DIGEST } from '../src/feed/suite.ts';
import { shanghaiDate } from '../src/feed/valid-on.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { batches, COMPANIES, type DraftBatch, feed, REGIONS, resolve } from './support/feed-commands.ts';
import { type Command, FeedOracle, type Values } from './support/feed-oracle.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const SEED = 20_250_930;
const KEYS = COMPANIES.map(usccOf);
const DATES = ['2018-12-31', '2019-01-01', '2022-01-01', '2025-09-29', '2025-09-30', '2025-10-01', '2025-10-05', '2030-01-01'];

type Fresh = () => Promise<FreshDatabase>;

/** The fields that a record of these values shows to the operator, or to anybody. */
function fieldsOf(company: number, values: Values, viewer: Viewer = operator): object {
  const { content } = observed(company, values as object);
  const name = values.legalRepresentative;
  const shown =
    viewer === operator
      ? { legalRepresentative: name }
      : { pripid: undefined, legalRepresentative: name === undefined ? undefined : maskPersonal(name) };
  return Object.fromEntries(
    Object.entries({ ...content, region: values.region, ...shown }).filter(([, value]) => value !== undefined),
  );
}

/** The hash of what a viewer sees of a record, made of nothing else. */
function hashOf(key: string, fields: object): string {
  const { legalRepresentative: _, ...content } = fields as Record<string, string>;
  return createHash('sha256')
    .update(`["registration","${key}",${canonicalJson(content)}]`)
    .digest('hex');
}

async function snapshot(
  hub: Hub,
  position: number,
  validOn: string | null = null,
  viewer: Viewer = operator,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = await findRecords(hub, 'registration', KEYS, { position, validOn }, viewer);
  return new Map([...answers].map(([key, answer]) => [key, isProblem(answer) ? answer.code : answer.fields]));
}

function expectedSnapshot(oracle: FeedOracle, position: number, viewer: Viewer = operator): ReadonlyMap<string, unknown> {
  return new Map(
    COMPANIES.flatMap((company) => {
      const values = oracle.holding(company, position)?.values;
      return values == null ? [] : [[usccOf(company), fieldsOf(company, values, viewer)] as const];
    }),
  );
}

function expectedOn(oracle: FeedOracle, position: number, date: string): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(
    COMPANIES.flatMap((company): [string, unknown][] => {
      const fact = oracle.validOn(company, date, position);
      if (fact === undefined) return [];
      if (fact === 'NOT_KNOWN_THEN') return [[usccOf(company), 'NOT_KNOWN_THEN']];
      return fact.values === null ? [] : [[usccOf(company), fieldsOf(company, fact.values)]];
    }),
  );
}

/** A copy of the feed's state as a consumer keeps it: the records, and the sum of their hashes. */
class Consumer {
  readonly records = new Map<string, unknown>();
  readonly digest = new StateDigest();

  apply(change: ChangeView): void {
    if (change.after !== null) expect(change.hash).toBe(hashOf(change.key, change.after));
    if (change.before !== null) expect(change.hashBefore).toBe(hashOf(change.key, change.before));
    if (change.historyOnly) return;
    if (change.hashBefore !== null) this.digest.subtract(change.hashBefore);
    if (change.after === null) this.records.delete(change.key);
    else {
      this.digest.add(change.hash);
      this.records.set(change.key, change.after);
    }
  }
}

async function allChanges(
  hub: Hub,
  after: number,
  upTo: number,
  first: number,
  viewer: Viewer = operator,
): Promise<readonly ChangeView[]> {
  const changes: ChangeView[] = [];
  for (let from = after; ; ) {
    const page = await listChanges(hub, { after: from, upTo, first, filter: {} }, viewer);
    changes.push(...page.changes);
    from = page.scannedTo;
    if (!page.hasMore) return changes;
  }
}

/** Feeds the batches to hub and oracle alike; their outcomes must agree at once. */
async function feedBoth(hub: Hub, clock: FakeClock, drafts: readonly DraftBatch[]): Promise<FeedOracle> {
  const oracle = new FeedOracle();
  let latest = 0;
  for (const { commands, hours } of drafts) {
    clock.advance(hours * 3_600_000);
    const recordedAt = Math.max(latest, clock.now());
    const resolved = resolve(commands, oracle);
    const { head } = oracle;
    expect(await feed(hub, resolved)).toEqual(oracle.write(resolved, shanghaiDate(recordedAt)));
    if (oracle.head > head) latest = recordedAt; // a batch that writes nothing leaves no time behind
  }
  return oracle;
}

async function withHub<T>(fresh: Fresh, use: (hub: Hub, clock: FakeClock) => Promise<T>): Promise<T> {
  await using database = await fresh();
  const clock = new FakeClock();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, connections: 2 });
  try {
    return await use(hub, clock);
  } finally {
    await hub.close();
  }
}

/** What a viewer is told of the feed, and that a copy made of it is what the viewer sees. */
async function checkFeed(hub: Hub, oracle: FeedOracle, viewer: Viewer): Promise<void> {
  const facts = oracle.facts.filter((fact) => viewer === operator || oracle.isPublic(fact));
  const changes = await allChanges(hub, 0, oracle.head, 3, viewer);
  expect(changes.map(({ position, kind, historyOnly, effectiveOn }) => ({ position, kind, historyOnly, effectiveOn }))).toEqual(
    facts.map(({ position, kind, historyOnly, effectiveOn }) => ({ position, kind, historyOnly, effectiveOn })),
  );
  // Nobody is told of a position by the way that it was not shown.
  for (const [i, { corrects }] of facts.entries()) {
    const shown = corrects !== null && facts.some(({ position }) => position === corrects);
    if (shown) expect(changes[i]?.corrects).toBe(corrects);
    else if (corrects === null) expect(changes[i]?.corrects).toBeNull();
    else expect(changes.map(({ position }) => position)).toContain(changes[i]?.corrects);
  }
  expect(changes.map(({ previous }) => previous)).toEqual([0, ...changes.map(({ position }) => position)].slice(0, -1));
  expect(changes.every(({ recordedAt }, i) => recordedAt >= (changes[i - 1]?.recordedAt ?? 0))).toBe(true);

  const consumer = new Consumer();
  for (let position = 0; position <= oracle.head; position++) {
    const change = changes.find((each) => each.position === position);
    if (change !== undefined) consumer.apply(change);
    const at = await snapshot(hub, position, null, viewer);
    expect(at).toEqual(expectedSnapshot(oracle, position, viewer));
    expect(consumer.records).toEqual(at);
  }
  expect(await getDigest(hub, viewer)).toEqual({
    position: oracle.head,
    digest: consumer.digest.hex,
    records: consumer.records.size,
  });
}

async function checkScopes(hub: Hub, oracle: FeedOracle, viewer: Viewer): Promise<void> {
  const records = await findRecords(hub, 'registration', KEYS, { position: oracle.head, validOn: null }, viewer);
  const views = [...records.values()].filter((answer): answer is RecordView => !isProblem(answer));
  const scopes = await listDigestsByCounty(hub, viewer, 'registration');
  for (const county of ['', ...REGIONS]) {
    const hashes = views.filter(({ fields }) => (fields.region ?? '') === county).map(({ key, fields }) => hashOf(key, fields));
    const scope = scopes.find((row) => row.county === county);
    expect({ digest: scope?.digest ?? ZERO_DIGEST, records: scope?.records ?? 0 }).toEqual({
      digest: sumDigests(hashes),
      records: hashes.length,
    });
  }
  expect(sumDigests(scopes.map(({ digest }) => digest))).toBe((await getDigest(hub, viewer)).digest);
}

/** A copy taken at one position reaches any later one by the changes between them. */
async function checkCopy(hub: Hub, one: number, other: number, page: number): Promise<void> {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const copy = new Consumer();
  for (const [key, fields] of await snapshot(hub, from)) copy.records.set(key, fields);
  for (const change of await allChanges(hub, from, to, page)) copy.apply(change);
  expect(copy.records).toEqual(await snapshot(hub, to));
}

/** Being told again what it knows moves nothing. */
async function checkRetold(hub: Hub, oracle: FeedOracle): Promise<void> {
  const before = await getDigest(hub, operator);
  const known = COMPANIES.flatMap((company) => {
    const values = oracle.holding(company)?.values;
    return values == null ? [] : [{ kind: 'put' as const, company, ...values }];
  });
  expect(new Set(await feed(hub, [...known, ...known]))).toEqual(new Set(known.length === 0 ? [] : ['unchanged']));
  expect(await getDigest(hub, operator)).toEqual(before);
}

/** The digests of all levels. */
async function digestsOf(hub: Hub): Promise<readonly unknown[]> {
  return Promise.all(
    [operator, anybody].map(async (viewer) => [await getDigest(hub, viewer), await listDigestsByCounty(hub, viewer)]),
  );
}

/**
 * What a source states without numbers and corrections. An end is its last word about a company: what it said after one would,
 * sent a second time, be the old sheet of a closed record.
 */
function plainDeliveries(drafts: readonly DraftBatch[]): readonly (readonly Command[])[] {
  const plain = drafts.map(({ commands }) =>
    commands.flatMap((command) => (command.kind === 'correct' ? [] : [{ ...command, sourceVersion: undefined }])),
  );
  const all = plain.flat();
  const isLast = (command: Command) => all.findLast(({ company }) => company === command.company) === command;
  return plain.map((commands) => commands.filter((command) => command.kind === 'put' || isLast(command)));
}

eachDatabase('a feed', (fresh) => {
  it('says at every position and on every date what the oracle says', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }), async (drafts, a, b, page) =>
        withHub(fresh, async (hub, clock) => {
          const oracle = await feedBoth(hub, clock, drafts);
          for (const viewer of [operator, anybody]) {
            await checkFeed(hub, oracle, viewer);
            await checkScopes(hub, oracle, viewer);
          }
          await checkCopy(hub, a % (oracle.head + 1), b % (oracle.head + 1), page);
          for (const position of [1, Math.ceil(oracle.head / 2), oracle.head]) {
            for (const date of DATES) expect(await snapshot(hub, position, date)).toEqual(expectedOn(oracle, position, date));
          }
          expect((await verifyFeed(hub)).breaches).toEqual([]);
          await checkRetold(hub, oracle);
        }),
      ),
      { seed: SEED, numRuns: 20 },
    );
  });

  it('has the digest that another database has after the same batches, whatever its keys, salts and clock', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (drafts) => {
        const here = await withHub(fresh, async (hub, clock) => {
          const oracle = await feedBoth(hub, clock, drafts);
          return { oracle, digests: await digestsOf(hub) };
        });
        await using database = await freshSqlite();
        const hub = await openHub({
          databaseUrl: database.url,
          writer: 'inline',
          clock: new FakeClock(1),
          randomness: countedRandomness(),
        });
        const oracle = new FeedOracle();
        for (const { commands } of drafts) {
          const resolved = resolve(commands, oracle);
          oracle.write(resolved, '1970-01-01');
          await feed(hub, resolved);
        }
        expect(await digestsOf(hub)).toEqual(here.digests);
        await hub.close();
      }),
      { seed: SEED + 2, numRuns: 6 },
    );
  });

  it('ends in the same state when plain deliveries are all sent a second time', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (drafts) =>
        withHub(fresh, async (hub) => {
          const plain = plainDeliveries(drafts);
          for (const commands of plain) await feed(hub, commands);
          const { digest, position } = await getDigest(hub, operator);
          const state = await snapshot(hub, position);
          for (const commands of plain) await feed(hub, commands);
          const again = await getDigest(hub, operator);
          expect(again.digest).toBe(digest);
          expect(await snapshot(hub, again.position)).toEqual(state);
        }),
      ),
      { seed: SEED + 4, numRuns: 5 },
    );
  });
});
