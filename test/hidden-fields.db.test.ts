/**
 * Nothing that a viewer is given tells of what it does not see. One history is written with every value of the hidden fields: what
 * the viewer is given of it is, byte for byte, the same. And a step that moves only what is hidden leaves no trace in its feed.
 */
import { expect, it } from 'vitest';
import { levelOf } from '../src/access/level.ts';
import { seesAnyOf } from '../src/access/present.ts';
import { anybody, operator, partyViewer, type Viewer } from '../src/access/viewer.ts';
import type { Field } from '../src/domain/record/field.ts';
import { LEVEL_OF, rankOf } from '../src/domain/record/level.ts';
import type { Observation } from '../src/domain/record/observation.ts';
import type { Content } from '../src/domain/record/record-type.ts';
import { getRecordType, listRecordTypes } from '../src/domain/record/record-types.ts';
import { type ChangeView, listChanges } from '../src/feed/changes.ts';
import { listLineages } from '../src/feed/code-replacements.ts';
import { getDigest, listDigestsByCounty } from '../src/feed/digests.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { listSteps, readFieldRuns } from '../src/feed/field-history.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { findRecords, isProblem } from '../src/feed/read.ts';
import { listTimelines } from '../src/feed/timeline.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const USCC = usccOf(1);
const party = partyViewer({ id: 'housing', source: 'filing' });

/** The n-th value of a field; those of a table, and of a truth value, come round. */
function nthValue(field: Field, n: number): unknown {
  const codes = Object.keys(field.codes?.values ?? {});
  if (codes.length > 0) return codes[n % codes.length];
  if (field.type === 'boolean') return n % 2 === 0;
  if (field.type === 'integer') return n;
  if (field.type === 'date') return `2020-01-${String(10 + n)}`;
  if (field.type === 'texts') return [String(n)];
  return field.type === 'list' ? [{ name: String(n) }] : String(n);
}

/** What links and counties are made of; the rest of a record may be anything. */
const PLACES: Content = { uscc: USCC, county: '140105', region: '140105' };

/** A record of each type: what it must have, and a field that moves in a step that is seen. */
const records = new Map(
  listRecordTypes().map(({ name, keyKind, fields }) => {
    const open = Object.entries(fields).filter(([, field]) => field.personal !== true);
    const required = open.filter(([, field]) => field.required === true);
    const content = Object.fromEntries(required.map(([field, each]) => [field, PLACES[field] ?? nthValue(each, 0)]));
    const [moved] = open.filter(([, field]) => field.required !== true).toSorted(byUse);
    if (moved === undefined) throw new Error(`${name} has nothing that moves`);
    const next = { ...content, [moved[0]]: nthValue(moved[1], 1) };
    return [name, { key: keyKind === 'USCC' ? USCC : `${name}:1`, content, moved: next }] as const;
  }),
);

/** What most viewers see comes first, and of that a number: no rule of a type hangs on it. */
function byUse([, one]: readonly [string, Field], [, other]: readonly [string, Field]): number {
  const isNumber = ({ type }: Field) => Number(type === 'decimal' || type === 'integer');
  return rankOf(LEVEL_OF[one.class]) - rankOf(LEVEL_OF[other.class]) || isNumber(other) - isNumber(one);
}

function hiddenFrom(viewer: Viewer, recordType: string): readonly (readonly [string, Field])[] {
  const isHidden = (field: Field) => field.personal !== true && rankOf(LEVEL_OF[field.class]) > rankOf(levelOf(viewer));
  return Object.entries(getRecordType(recordType).fields).filter(([, field]) => isHidden(field));
}

class History {
  readonly #hub: Hub;
  readonly #clock: FakeClock;
  readonly #viewer: Viewer;
  readonly #variant: number;

  constructor(hub: Hub, clock: FakeClock, viewer: Viewer, variant: number) {
    this.#hub = hub;
    this.#clock = clock;
    this.#viewer = viewer;
    this.#variant = variant;
  }

  /** Every record with some of what is seen, and hidden values of a number: with another one all of them move. */
  async put(given: (recordType: string) => Content, hidden: number, corrects?: (recordType: string) => number): Promise<void> {
    await this.#write((recordType, key) => {
      const values = hiddenFrom(this.#viewer, recordType).map(([name, field]) => [name, nthValue(field, this.#variant + hidden)]);
      const observation: Observation = {
        ...{ recordType, key, warnings: [], personal: personalOf(recordType) },
        content: { ...given(recordType), ...Object.fromEntries(values) },
      };
      const told = corrects === undefined ? {} : { told: { kind: 'CORRECTED', corrects: corrects(recordType) } as const };
      return putEntry(observation, this.#hub.fingerprint, { population: 'all', ...told });
    });
  }

  async close(): Promise<void> {
    await this.#write((recordType, key) => closeEntry(recordType, key));
  }

  async #write(entryOf: (recordType: string, key: string) => Parameters<typeof writeBatch>[1]['entries'][number]): Promise<void> {
    this.#clock.advance(1000);
    const entries = [...records].map(([recordType, { key }]) => entryOf(recordType, key));
    const { outcomes } = await writeBatch(this.#hub, { source: 'hub', entries, receivedAt: this.#clock.now() });
    expect(outcomes.map(({ outcome }) => outcome)).not.toContain('quarantined');
  }
}

/** One value for every person that a type names. */
function personalOf(recordType: string): Readonly<Record<string, string>> {
  const persons = Object.entries(getRecordType(recordType).fields).filter(([, field]) => field.personal === true);
  return Object.fromEntries(persons.map(([name]) => [name, '张三']));
}

const first = (recordType: string): Content => records.get(recordType)?.content ?? {};
const moved = (recordType: string): Content => records.get(recordType)?.moved ?? {};

async function changesOf(hub: Hub, position: number, viewer: Viewer, fields?: readonly string[]): Promise<readonly ChangeView[]> {
  const filter = fields === undefined ? {} : { fields };
  const page = await listChanges(hub, { after: 0, upTo: position, first: 1000, filter }, viewer);
  expect(page).toMatchObject({ hasMore: false, scannedTo: position });
  return page.changes;
}

/** All that a viewer is given up to a position. */
async function givenTo(viewer: Viewer, hub: Hub, position: number): Promise<object> {
  const given: unknown[] = [await changesOf(hub, position, viewer)];
  for (const [recordType, { key }] of records) {
    for (const validOn of [null, '2020-06-01']) {
      const found = await findRecords(hub, recordType, [key], { position, validOn }, viewer);
      // Of what a viewer sees nothing of it is not even told that it is there.
      if (!seesAnyOf(getRecordType(recordType), viewer)) expect([...found.values()].filter((one) => !isProblem(one))).toEqual([]);
      given.push([...found]);
    }
    const hidden = hiddenFrom(viewer, recordType).map(([name]) => name);
    if (hidden.length > 0) given.push(await changesOf(hub, position, viewer, hidden));
    const steps = (await listSteps(hub, recordType, [{ key, before: position + 1 }], viewer)).get(key) ?? [];
    for (const field of Object.keys(getRecordType(recordType).fields)) {
      const query = { recordType, field, before: position + 1, isContinued: false, first: 50 };
      given.push(await readFieldRuns(query, async () => steps));
    }
  }
  return { given, timelines: await timelinesOf(viewer, hub, position), digests: await digestsOf(viewer, hub) };
}

async function timelinesOf(viewer: Viewer, hub: Hub, position: number): Promise<unknown> {
  const lineages = await listLineages(hub, [USCC], position);
  const pages = (['OLDEST_FIRST', 'NEWEST_FIRST'] as const).map((order) =>
    listTimelines(hub, lineages, { stage: null, own: false, order, after: null, position, first: 50 }, viewer),
  );
  return (await Promise.all(pages)).map((page) => page.get(USCC)?.changes);
}

async function digestsOf(viewer: Viewer, hub: Hub): Promise<unknown> {
  const { digest, records: count } = await getDigest(hub, viewer);
  const counties = await listDigestsByCounty(hub, viewer);
  return [digest, count, counties.map(({ recordType, county, ...own }) => [recordType, county, own.digest, own.records])];
}

async function withHub<T>(fresh: () => Promise<FreshDatabase>, use: (hub: Hub, clock: FakeClock) => Promise<T>): Promise<T> {
  await using database = await fresh();
  const clock = new FakeClock();
  const randomness = countedRandomness();
  const options = { writer: 'inline', scanner: 'inline', connections: 2 } as const;
  const hub = await openHub({ databaseUrl: database.url, clock, randomness, ...options });
  try {
    return await use(hub, clock);
  } finally {
    await hub.close();
  }
}

/** Made, moved where it is hidden, where it is seen, corrected where it is hidden, in the history too, ended and back. */
async function live(history: History): Promise<void> {
  await history.put(first, 0);
  await history.put(first, 1);
  await history.put(moved, 1);
  await history.put(moved, 2);
  const types = [...records.keys()];
  await history.put(first, 3, (recordType) => types.indexOf(recordType) + 1);
  await history.close();
  await history.put(moved, 4);
}

it.each([
  ['anybody', anybody],
  ['a party', party],
] as const)('what %s is given depends on no value that it does not see', async (_name, viewer) => {
  const hidden = listRecordTypes().flatMap(({ name }) => hiddenFrom(viewer, name));
  expect(hidden.length).toBeGreaterThan(2);
  const variants = Math.max(2, ...hidden.map(([, field]) => Object.keys(field.codes?.values ?? {}).length));
  const given = new Set<string>();
  const whole = new Set<string>();
  for (let variant = 0; variant < variants; variant++) {
    await withHub(freshSqlite, async (hub, clock) => {
      await live(new History(hub, clock, viewer, variant));
      const { position } = await getDigest(hub, operator);
      given.add(JSON.stringify(await givenTo(viewer, hub, position)));
      whole.add(JSON.stringify(await changesOf(hub, position, operator)));
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    });
  }
  expect(whole.size, 'the histories do differ').toBe(variants);
  expect(given.size).toBe(1);
});

eachDatabase('a step that moves only what is hidden', (fresh) => {
  it.each([
    ['anybody', anybody],
    ['a party', party],
  ] as const)('is not in what %s is given of the feed', (_name, viewer) =>
    withHub(fresh, async (hub, clock) => {
      const history = new History(hub, clock, viewer, 0);
      const givenNow = async () => {
        const { position } = await getDigest(hub, viewer);
        return [await changesOf(hub, position, viewer), await timelinesOf(viewer, hub, position), await digestsOf(viewer, hub)];
      };
      await history.put(first, 0);
      const before = await givenNow();
      const { position } = await getDigest(hub, operator);
      await history.put(first, 1);
      const after = await getDigest(hub, operator);
      expect(after.position).toBeGreaterThan(position);
      expect(await givenNow()).toEqual(before);
      expect(await changesOf(hub, after.position, operator)).toHaveLength(after.position);

      await history.put(moved, 1);
      const seen = (await changesOf(hub, (await getDigest(hub, operator)).position, viewer)).filter(
        (change) => change.position > position,
      );
      const types = [...records.keys()].filter((name) => seesAnyOf(getRecordType(name), viewer));
      expect(seen.map(({ recordType }) => recordType)).toEqual(types);
      expect(seen.map(({ previous }) => previous)).toEqual([
        before.flat().length === 0 ? 0 : (await changesOf(hub, position, viewer)).at(-1)?.position,
        ...seen.map((change) => change.position).slice(0, -1),
      ]);
    }),
  );
});

eachDatabase('a correction', (fresh) => {
  it('of a step that a viewer was not shown names the last before it that it was', () =>
    withHub(fresh, async (hub) => {
      const put = (pripid: string, capital: string, corrects?: number) => {
        const told = corrects === undefined ? {} : { told: { kind: 'CORRECTED', corrects } as const };
        const entries = [putEntry(observed(1, { pripid, capital }), hub.fingerprint, told)];
        return writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
      };
      for (const pripid of ['P1', 'P2', 'P3']) await put(pripid, '1');
      await put('P2', '2', 2);
      await put('P4', '1', 3);
      await put('P4', '5', 5);
      const told = async (viewer: Viewer) =>
        (await changesOf(hub, 6, viewer)).map(({ position, corrects, before, after }) => [
          ...[position, corrects, before?.capital ?? null, after?.capital],
        ]);
      expect(await told(operator)).toEqual([
        ...[
          [1, null, null, '1'],
          [2, null, '1', '1'],
          [3, null, '1', '1'],
        ],
        ...[
          [4, 2, '1', '2'],
          [5, 3, '1', '1'],
          [6, 5, '1', '5'],
        ],
      ]);
      expect(await told(anybody)).toEqual([
        [1, null, null, '1'],
        [4, 1, '1', '2'],
        [6, 1, '1', '5'],
      ]);
    }));
});
