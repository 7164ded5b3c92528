/**
 * Follows the four offices of a city in a process of its own. Told `follow`, it asks each for its news and tries what waits
 * again; told `everything`, it asks each for all that it has. It says how each synchronisation ended.
 */
import type { Completeness } from '../../connectors/connector.ts';
import { retryArrived } from '../../jobs/retry.ts';
import { runSync } from '../../jobs/sync.ts';
import { openHub } from '../../src/feed/hub.ts';
import { type CityAddresses, citySources } from './city-sources.ts';
import { say, workerArguments } from './worker-process.ts';

export interface CityWorkerArguments extends CityAddresses {
  readonly url: string;
  /** As `citySources` has it. */
  readonly isHasty: boolean;
}

export interface CityWorkerSaid {
  /** By source: `done`, or `failed` and the code of its problem. */
  readonly outcomes: Readonly<Record<string, string>>;
}

let turn: Promise<void> = Promise.resolve();
const { url, isHasty, ...addresses } = workerArguments<CityWorkerArguments>((line) => {
  turn = turn.then(() => follow(line === 'everything' ? { kind: 'full', region: null } : { kind: 'delta' }));
});
const hub = openHub({ databaseUrl: url, connections: 3, writer: 'inline' });

const sources = citySources(addresses, isHasty);
const connectorOf = (name: string) => sources.find(({ connector }) => connector.source === name)?.connector;

async function follow(completeness: Completeness): Promise<void> {
  const outcomes: Record<string, string> = {};
  for (const { connector, opening } of sources) {
    const { outcome, problem } = await runSync({ hub: await hub, connector, opening: opening(completeness) });
    outcomes[connector.source] = problem === null ? outcome : `${outcome} ${problem.code}`;
  }
  await retryArrived({ hub: await hub, connectorOf, population: 'property-services' });
  say({ outcomes } satisfies CityWorkerSaid);
}
