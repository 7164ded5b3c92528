/**
 * Sixty days of the city, its four offices with every fault of data and of their interfaces that they know, and a hub whose
 * process is killed again and again: in the end the hub knows what is true of every company, tax registration, filing,
 * contract, estate and committee, as a hub does that nobody disturbed; what could not be accepted waits with a reason that
 * a clerk understands, and no run is left hanging.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HEALED_WITHIN_DAYS } from '../sandbox/office/data-faults.ts';
import { operator } from '../src/access/viewer.ts';
import { describe as describeProblem } from '../src/domain/message/describe.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { expectTruth } from './support/city-truth.ts';
import type { CityWorkerArguments, CityWorkerSaid } from './support/city-worker.ts';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { playCity } from './support/played-city.ts';
import { startWorker } from './support/worker-process.ts';

const DAYS = 60;
const SEED = 1404;
/** A third of the demonstration's: every fault of every office still strikes. */
const COMPANIES = 200;
/** One day of so many the hub's process is killed while it follows. */
const KILLED_ONE_IN = 6;

/** State digests, by the faults that the offices made. */
const digests = new Map<string, string[]>();

interface Lived {
  readonly outcomes: readonly string[];
  readonly kills: number;
}

/** Lives through the days, and through as many as it takes for everything to heal. @param killedOneIn 0: the process is left alone */
async function live(databaseUrl: string, faults: string, killedOneIn: number, look: (hub: Hub) => Promise<void>): Promise<Lived> {
  const played = await playCity(SEED, faults, COMPANIES);
  const dice = new Dice(SEED);
  // Interfaces are silent only where they have faults; elsewhere none may be taken for silent because the machine is busy.
  const asks: CityWorkerArguments = { ...played.addresses, url: databaseUrl, isHasty: faults === 'all' };
  const start = () => startWorker<CityWorkerSaid>('city-worker', asks);
  let worker = start();
  let told = 0;
  let kills = 0;
  const outcomes: string[] = [];
  const order = async (line: 'follow' | 'everything'): Promise<readonly string[]> => {
    worker.tell(line);
    told += 1;
    await worker.saidLines(told);
    const said = Object.entries(worker.said[told - 1]?.outcomes ?? { worker: 'gone' }).map(([source, end]) => `${source} ${end}`);
    outcomes.push(...said);
    return said;
  };
  try {
    for (let day = 0; day < DAYS; day++) {
      if (day > 0) await played.nextDay();
      if (day > 0 && killedOneIn > 0 && dice.roll(killedOneIn) === 0) {
        worker.tell('follow');
        // Killed at some moment of a round: within a page, a batch, the end of a run, what is tried again.
        await moments(dice.roll(250));
        await worker.kill9();
        kills += 1;
        worker = start();
        told = 0;
      }
      await order('follow');
    }
    played.stopDataFaults();
    for (let day = DAYS; day <= DAYS + HEALED_WITHIN_DAYS + 1; day++) {
      await played.nextDay();
      // Interfaces still fail on some days, a few times each.
      await untilDone(() => order('follow'));
    }
    // What was outside the population when it came is stated again by who has it.
    await untilDone(() => order('everything'));
    await worker.kill9();
    const hub = await openHub({ databaseUrl });
    try {
      await expectTruth(hub, played.city);
      await look(hub);
      digests.set(faults, [...(digests.get(faults) ?? []), (await getHead(hub)).digest]);
    } finally {
      await hub.close();
    }
    return { outcomes, kills };
  } finally {
    await worker.kill9();
    await played.close();
  }
}

async function untilDone(order: () => Promise<readonly string[]>): Promise<void> {
  for (let tries = 1; ; tries++) {
    const said = await order();
    if (said.every((each) => each.endsWith(' done'))) return;
    expect(tries, said.join(', ')).toBeLessThan(12);
  }
}

const moments = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe('sixty days of four offices', () => {
  it('undisturbed, with faulty rows, end in the truth', { timeout: 180_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hutong-sixty-'));
    try {
      const { outcomes } = await live(`sqlite:${join(folder, 'hub.db')}`, 'data', 0, expectQuarantine);
      expect(new Set(outcomes.map((each) => each.split(' ')[1]))).toEqual(new Set(['done']));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

eachDatabase('sixty days of four offices with every fault', (fresh) => {
  it('end in the truth, and as undisturbed ones do', { timeout: 180_000 }, async () => {
    await using database = await fresh();
    const { outcomes, kills } = await live(database.url, 'all', KILLED_ONE_IN, async (hub) => {
      await expectQuarantine(hub);
      const runs = await listRuns(hub, { limit: 5000 });
      expect(runs.filter(({ state }) => state !== 'done' && state !== 'failed')).toEqual([]);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    });
    expect(kills).toBeGreaterThan(4);
    // Every office has failed in ways of its own, and was told by name; nothing ended in any other way.
    const failures = new Set(outcomes.filter((each) => each.includes(' failed ')));
    for (const source of ['registry', 'filing', 'estate', 'tax']) {
      expect([...failures].filter((each) => each.startsWith(`${source} `)).length, source).toBeGreaterThan(1);
    }
    expect(outcomes.filter((each) => !/^\w+ (done|failed (SOURCE|EXCHANGE)_\w+)$/.test(each))).toEqual([]);
    expect(new Set([...digests.values()].flat()).size, 'the same city gives the same state').toBe(1);
  });
});

/** What waits says in Chinese what is wrong and what to do. */
async function expectQuarantine(hub: Hub): Promise<void> {
  const bySource = new Map<string, number>();
  for (let after = 0; ; ) {
    const page = await listQuarantine(hub, { limit: 100, after }, operator);
    for (const { problems, source, state } of page) {
      bySource.set(source, (bySource.get(source) ?? 0) + 1);
      expect(problems.length).toBeGreaterThan(0);
      if (state !== 'waiting') continue;
      for (const problem of problems) expect(describeProblem(problem, 'zh')).toMatch(/\p{Script=Han}.*[；。]/u);
    }
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  for (const source of ['registry', 'filing', 'estate', 'tax']) expect(bySource.get(source) ?? 0, source).toBeGreaterThan(2);
}
