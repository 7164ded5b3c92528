/** A hub whose jobs follow the four offices of a played city by a schedule, under a clock that goes from one time that matters to the next. */
import { setTimeout as pause } from 'node:timers/promises';
import { retryArrived } from '../../jobs/retry.ts';
import { JobRunner } from '../../jobs/runner.ts';
import { nextDue, type Schedule } from '../../jobs/schedule.ts';
import { syncJob } from '../../jobs/sync-job.ts';
import { type JobRun, type JobState, listJobs } from '../../src/feed/job-ledger.ts';
import { citySources } from './city-sources.ts';
import { expectTruth } from './city-truth.ts';
import type { FreshDatabase } from './databases.ts';
import { type GraphHub, startGraph } from './graph-client.ts';
import { type PlayedCity, playCity } from './played-city.ts';

const HOUR = 3_600_000;

export class CityHub implements AsyncDisposable {
  readonly played: PlayedCity;
  readonly #graph: GraphHub;
  readonly #schedule: Schedule;
  readonly #runner: JobRunner;
  #ended: JobRun[] = [];

  constructor(played: PlayedCity, graph: GraphHub, schedule: Schedule) {
    this.played = played;
    this.#graph = graph;
    this.#schedule = schedule;
    const { hub } = graph;
    const sources = citySources(played.addresses);
    const connectorOf = (name: string) => sources.find(({ connector }) => connector.source === name)?.connector;
    const population = 'property-services';
    const jobs = sources.map(({ connector, opening }) =>
      syncJob({
        ...{ hub, connector, opening: opening({ kind: 'delta' }), population, schedule, timeLimitMs: HOUR },
        afterwards: async (signal) => void (await retryArrived({ hub, connectorOf, population, signal })),
      }),
    );
    const onTrouble = (error: unknown): never => {
      throw error;
    };
    this.#runner = new JobRunner({ hub, jobs, elapsed: () => 0, onEnd: (run) => void this.#ended.push(run), onTrouble });
  }

  static async start(database: FreshDatabase, seed: number, companies: number, schedule: Schedule): Promise<CityHub> {
    return new CityHub(await playCity(seed, 'none', companies), await startGraph(database), schedule);
  }

  get hub() {
    return this.#graph.hub;
  }

  /** The city's next day, and the clock at its first due time. @returns its midnight */
  async newDay(): Promise<number> {
    await this.played.nextDay();
    const midnight = Date.parse(`${this.played.city.date}T00:00:00+08:00`);
    this.#graph.clock.set(nextDue(this.#schedule, midnight - 1) ?? midnight);
    return midnight;
  }

  /** Runs what is due or to be tried again before an instant. @returns what ended, in order */
  async liveUntil(instant: number): Promise<readonly JobRun[]> {
    const { clock } = this.#graph;
    this.#ended = [];
    for (;;) {
      await this.#runner.tick();
      await this.#allEnded();
      const due = nextDue(this.#schedule, clock.now()) ?? Number.POSITIVE_INFINITY;
      const next = Math.min(due, ...(await listJobs(this.hub)).map(({ nextAttemptAt }) => nextAttemptAt ?? due));
      if (next >= instant) break;
      clock.set(next);
    }
    clock.set(instant);
    return this.#ended;
  }

  async #allEnded(): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (this.#runner.running.length > 0) {
      if (performance.now() > deadline) throw new Error(`${this.#runner.running} run on`);
      await pause(1);
    }
  }

  async jobOf(source: string): Promise<JobState | undefined> {
    return (await listJobs(this.hub)).find(({ name }) => name === `sync:${source}`);
  }

  /** What the graph says of a source. */
  async told(source: string): Promise<object> {
    const { data } = await this.#graph.ask('{ sources { name state lastSuccess alertSince problem { code message } } }');
    return data.sources.find(({ name }: { readonly name: string }) => name === source);
  }

  /** Holds what is known against what is true of the city today. */
  expectTruth(): Promise<void> {
    return expectTruth(this.hub, this.played.city);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#runner.stop();
    await this.#graph[Symbol.asyncDispose]();
    await this.played.close();
  }
}
