/**
 * Synchronises with the offices of a city in a process of its own, so that its memory is its own; its first argument is a
 * `SyncTask` as JSON. It says a line of JSON for each step, and ends after the last one, or when its standard input does.
 */
import type { Completeness, Connector, Opening } from '../connectors/connector.ts';
import { estateConnector } from '../connectors/estate/estate.connector.ts';
import { filingConnector } from '../connectors/filing/filing.connector.ts';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { taxConnector } from '../connectors/tax/tax.connector.ts';
import { runSync } from '../jobs/sync.ts';
import { openHub } from '../src/feed/hub.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { say, workerArguments } from '../test/support/worker-process.ts';

export type SourceOfCity = 'registry' | 'estate' | 'filing' | 'tax';

/** Where the offices of a city are. */
export interface CityAddresses {
  readonly token: string;
  readonly registry: string;
  readonly estate: string;
  readonly filing: string;
  /** `mysql://…`, with the account. */
  readonly tax: string;
}

/** `read`: what the office sends is read and nothing is done with it. `news` and `everything` are written to the hub. */
export interface SyncStep {
  readonly source: SourceOfCity;
  readonly what: 'read' | 'news' | 'everything';
}

export interface SyncTask {
  readonly databaseUrl: string;
  readonly city: CityAddresses;
  readonly steps: readonly SyncStep[];
}

export interface StepResult extends SyncStep {
  readonly rows: number;
  readonly seconds: number;
  /** Of the processor, all threads of the process together: it means something on a busy machine too. */
  readonly cpuSeconds: number;
  /** The most memory that the process ever held, in MiB. */
  readonly peakMb: number;
  /** Of a sync: its counts that are not 0. */
  readonly counts: Readonly<Record<string, number>>;
}

const { databaseUrl, city, steps } = workerArguments<SyncTask>();

const [registry, estate, filing, tax] = [registryConnector(), estateConnector(), filingConnector(), taxConnector()];
const { token } = city;
const sources: Readonly<Record<SourceOfCity, { connector: Connector; opening(completeness: Completeness): Opening }>> = {
  registry: { connector: registry, opening: (which) => registry.http({ base: city.registry, token }, which) },
  estate: { connector: estate, opening: (which) => estate.http({ base: city.estate, token }, which) },
  filing: { connector: filing, opening: (which) => filing.http({ base: city.filing, token }, which) },
  tax: { connector: tax, opening: (which) => tax.table({ url: city.tax }, which) },
};

async function read(source: SourceOfCity): Promise<number> {
  const opened = await sources[source].opening({ kind: 'delta' }).open();
  if (!opened.ok) throw new Error(opened.problem.code);
  let rows = 0;
  for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } })) rows += readings.length;
  return rows;
}

const hub = await openHub({ databaseUrl });

async function take({ source, what }: SyncStep): Promise<Pick<StepResult, 'rows' | 'counts'>> {
  if (what === 'read') return { rows: await read(source), counts: {} };
  const { connector, opening } = sources[source];
  const completeness: Completeness = what === 'news' ? { kind: 'delta' } : { kind: 'full', region: null };
  const { outcome, counts, problem } = await runSync({ hub, connector, opening: opening(completeness) });
  if (outcome !== 'done') throw new Error(`${source}, ${what}: ${outcome} ${problem?.code}`);
  return { rows: counts.read, counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)) };
}

for (const step of steps) {
  const [start, cpuBefore] = [performance.now(), process.cpuUsage()];
  const taken = await take(step);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuSeconds = (user + system) / 1e6;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  say({ ...step, ...taken, seconds, cpuSeconds, peakMb } satisfies StepResult);
}
await catchUpSearch(hub); // or the next server would do it while it is measured
await hub.close();
process.exit(0); // its standard input would keep it
