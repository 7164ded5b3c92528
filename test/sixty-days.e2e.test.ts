/**
 * Sixty days of the city, with every fault of data and of the interface that it knows, and a hub whose process is killed
 * again and again: in the end the hub knows what is true of every company, what could not be accepted waits with a reason
 * that a clerk understands, and no run is left hanging.
 */
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { City } from '../sandbox/city/city.ts';
import type { CompanyFacts } from '../sandbox/city/truth.ts';
import { HEALED_WITHIN_DAYS } from '../sandbox/office/data-faults.ts';
import { httpFaultKinds } from '../sandbox/office/http-faults.ts';
import type { FaultSent } from '../sandbox/office/lagging-copy.ts';
import { RegistryCopy, type SubjectNaming } from '../sandbox/office/registry/registry-copy.ts';
import { registryFaultKinds } from '../sandbox/office/registry/registry-faults.ts';
import { startRegistryOffice } from '../sandbox/office/registry/registry-office.ts';
import { operator } from '../src/access/viewer.ts';
import { describe as describeProblem } from '../src/domain/message/describe.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords, isProblem } from '../src/feed/read.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import type { FollowSaid } from './support/follow-worker.ts';
import { startWorker } from './support/worker-process.ts';

const DAYS = 60;
const TOKEN = 'city-token';
const SEED = 1404;
/** One day of so many the hub's process is killed while it follows. */
const KILLED_ONE_IN = 6;
/** What such rows say can be accepted by nobody. */
const REFUSED: readonly FaultSent['kind'][] = [
  'masked-code',
  'wrong-check-character',
  'bad-date',
  'no-name',
  'unknown-status',
  'second-company',
];

const digests: string[] = [];
afterAll(() => expect(new Set(digests).size, 'the same city gives the same state on every database').toBe(1));

eachDatabase('sixty days with every fault', (fresh) => {
  it('end in the truth', { timeout: 180_000 }, async () => {
    await using database = await fresh();
    const city = new City({ seed: SEED, size: 'demo' });
    const copy = new RegistryCopy(city, [{ from: 1, kinds: registryFaultKinds }]);
    const office = await startRegistryOffice({ city, copy, token: TOKEN, httpFaults: httpFaultKinds });
    const dice = new Dice(SEED);
    const start = () => startWorker<FollowSaid>('follow-worker', { url: database.url, base: office.url, token: TOKEN });
    let follower = start();
    let told = 0;
    const outcomes: string[] = [];
    let kills = 0;
    /** Days on which everything there was has been read. */
    const readDays = new Set<number>();

    const follow = async (): Promise<string> => {
      follower.tell('follow');
      told += 1;
      await follower.saidLines(told);
      const said = follower.said[told - 1];
      outcomes.push(`${said?.outcome} ${said?.problem ?? ''}`);
      return said?.outcome ?? '';
    };

    try {
      for (let day = 0; day < DAYS; day++) {
        if (day > 0) await office.advanceTo(day);
        if (day > 0 && dice.roll(KILLED_ONE_IN) === 0) {
          const requests = office.requests;
          follower.tell('follow');
          // Killed some moments after it has begun to ask: within a page, a batch or the end of a run.
          while (office.requests === requests) await moments(1);
          await moments(dice.roll(40));
          await follower.kill9();
          kills += 1;
          follower = start();
          told = 0;
        }
        if ((await follow()) === 'done') readDays.add(day);
      }
      office.recover();
      copy.setFaults([]);
      for (let day = DAYS; day <= DAYS + HEALED_WITHIN_DAYS + 1; day++) {
        await office.advanceTo(day);
        office.recover();
        expect(await follow()).toBe('done');
      }
      await follower.kill9();
      expect(kills).toBeGreaterThan(4);
      // Every way in which an interface fails has been met, and told by its name.
      expect(Object.keys(office.httpFaultsSent).length).toBeGreaterThan(httpFaultKinds.length / 2);
      expect(outcomes.filter((outcome) => outcome.startsWith('failed SOURCE_')).length).toBeGreaterThan(5);
      expect(outcomes.filter((outcome) => !/^(done|failed SOURCE_\w+) ?$/.test(outcome))).toEqual([]);

      const hub = await openHub({ databaseUrl: database.url });
      try {
        await expectTruth(hub, [...city.truth()]);
        await expectQuarantine(hub, copy.faultsSent, readDays);
        const runs = await listRuns(hub, { limit: 1000 });
        expect(runs.filter(({ state }) => state !== 'done' && state !== 'failed')).toEqual([]);
        expect((await verifyFeed(hub)).breaches).toEqual([]);
        digests.push((await getHead(hub)).digest);
      } finally {
        await hub.close();
      }
    } finally {
      await follower.kill9();
      await office.close();
    }
  });
});

const moments = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

async function expectTruth(hub: Hub, truth: readonly CompanyFacts[]): Promise<void> {
  const pin = { position: (await getHead(hub)).position, validOn: null };
  const records = await findRecords(
    hub,
    'registration',
    truth.map(({ uscc }) => uscc),
    pin,
    operator,
  );
  const known = truth.map(({ uscc }) => {
    const record = records.get(uscc);
    return record === undefined || isProblem(record) ? { uscc, name: 'unknown' } : asFacts(uscc, record.fields);
  });
  expect(known).toEqual(truth.map(asTold));

  const { rows } = await sql<{
    record_key: string;
  }>`select record_key from version where until = 9223372036854775807 and kind not in ('ENDED', 'IDENTIFIER_REPLACED')`.execute(
    hub.db.write,
  );
  expect(rows.map(({ record_key }) => record_key).sort()).toEqual(truth.map(({ uscc }) => String(uscc)).sort());

  const replaced = await hub.db.read
    .selectFrom('identifier')
    .select(['value', 'subject as company'])
    .where('kind', '=', 'USCC')
    .execute();
  const expected = truth.flatMap(({ uscc, replacedCodes }) =>
    // A code that was replaced twice leads to the one that took its place, and that one on.
    replacedCodes.map((code, i) => `${code} → ${replacedCodes[i + 1] ?? uscc}`),
  );
  expect(expected).toEqual(expect.arrayContaining(replaced.map(({ value, company }) => `${value} → ${company}`)));
}

/** The facts that both sides can tell; lists by their entries' beginnings and ends. */
function asTold(facts: CompanyFacts) {
  const entries = (list: CompanyFacts['abnormalEntries']) =>
    list.map(({ reason, enteredOn, removedOn }) => [reason, enteredOn, removedOn]);
  const { replacedCodes: _, address: _address, abnormalEntries, seriousEntries, ...rest } = facts;
  return { ...rest, abnormalEntries: entries(abnormalEntries), seriousEntries: entries(seriousEntries) };
}

function asFacts(uscc: string, fields: Readonly<Record<string, unknown>>) {
  const entries = (list: unknown) =>
    ((list ?? []) as { reason?: string; enteredOn?: string; removedOn?: string }[]).map(({ reason, enteredOn, removedOn }) => [
      reason,
      enteredOn,
      removedOn ?? null,
    ]);
  const text = (field: string) => fields[field] ?? null;
  return {
    uscc,
    name: text('name'),
    formerNames: fields.formerNames ?? [],
    status: text('status'),
    parentUscc: text('parentUscc'),
    pripid: text('pripid'),
    registrationNo: text('registrationNo'),
    legalRepresentative: text('legalRepresentative'),
    capital: fields.capital === undefined ? null : Number(fields.capital),
    businessScope: String(fields.businessScope).replace(/（依法须经批准.*|\*+$/, ''),
    industry: text('industry'),
    county: String(fields.region).slice(0, 6),
    establishedOn: text('establishedOn'),
    approvedOn: text('approvedOn'),
    cancelledOn: text('cancelledOn'),
    revokedOn: text('revokedOn'),
    simpleNoticeFrom: text('simpleNoticeFrom'),
    simpleNoticeTo: text('simpleNoticeTo'),
    liquidationFiledOn: text('liquidationFiledOn'),
    abnormalEntries: entries(fields.abnormalEntries),
    seriousEntries: entries(fields.seriousEntries),
  };
}

/**
 * All that waits was sent as a faulty row, all such rows that came wait, and each says in Chinese what is wrong and what to
 * do. What stood on a page that never arrived whole may have been superseded before it was asked for again.
 */
async function expectQuarantine(
  hub: Hub,
  sent: readonly (FaultSent & SubjectNaming)[],
  readDays: ReadonlySet<number>,
): Promise<void> {
  const waiting = [];
  for (let after = 0; ; ) {
    const page = await listQuarantine(hub, { limit: 100, after, state: 'waiting' }, operator);
    waiting.push(...page);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  const refused = sent.filter(({ kind }) => REFUSED.includes(kind));
  const rowOf = (uscc: unknown, name: unknown) => `${String(uscc).trim().toUpperCase()} ${String(name)}`;
  const rowsOf = (faults: readonly (FaultSent & SubjectNaming)[]) => new Set(faults.map(({ uscc, name }) => rowOf(uscc, name)));
  const faulty = rowsOf(refused);
  const arrived = rowsOf(refused.filter(({ day }) => readDays.has(day)));
  const held = new Set(waiting.map(({ wire }) => rowOf(wire.UNISCID, wire.ENTNAME ?? '')));
  expect([...held].filter((row) => !faulty.has(row))).toEqual([]);
  expect(arrived.size).toBeGreaterThan(10);
  expect([...arrived].filter((row) => !held.has(row))).toEqual([]);
  for (const { problems } of waiting) {
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(describeProblem(problem, 'zh')).toMatch(/\p{Script=Han}.*[；。]/u);
  }
}
