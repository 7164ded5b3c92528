/**
 * Follows the four offices of a city in a process of its own. Told `follow`, it asks each for its news and tries what waits
 * again; told `everything`, it asks each for all that it has. It says how each synchronisation ended.
 */
import type { Completeness, Connector, Opening } from '../../connectors/connector.ts';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import { retryArrived } from '../../jobs/retry.ts';
import { runSync } from '../../jobs/sync.ts';
import { openHub } from '../../src/feed/hub.ts';
import { say, workerArguments } from './worker-process.ts';

export interface CityWorkerArguments {
  readonly url: string;
  readonly token: string;
  readonly registry: string;
  readonly filing: string;
  readonly estate: string;
  /** `mysql://…`, with the account. */
  readonly tax: string;
}

export interface CityWorkerSaid {
  /** By source: `done`, or `failed` and the code of its problem. */
  readonly outcomes: Readonly<Record<string, string>>;
}

/** An office on loopback answers at once or not at all; a page of it is small. */
const limits = { headMs: 150, bodyMs: 300, bodyBytes: 4 * 1024 * 1024, attempts: 2, firstWaitMs: 5, longestWaitMs: 20 };
const tableLimits = { connectMs: 200, answerMs: 300 };

let turn: Promise<void> = Promise.resolve();
const { url, token, registry, filing, estate, tax } = workerArguments<CityWorkerArguments>((line) => {
  turn = turn.then(() => follow(line === 'everything' ? { kind: 'full', region: null } : { kind: 'delta' }));
});
const hub = openHub({ databaseUrl: url, connections: 3, writer: 'inline' });

const [atRegistry, atFiling, atEstate, atTax] = [registryConnector(), filingConnector(), estateConnector(), taxConnector()];
const sources: readonly { connector: Connector; opening(completeness: Completeness): Opening }[] = [
  { connector: atRegistry, opening: (completeness) => atRegistry.http({ base: registry, token, limits }, completeness) },
  // Before what names estates: less has to be tried again. Nothing rests on it.
  { connector: atEstate, opening: (completeness) => atEstate.http({ base: estate, token, limits }, completeness) },
  { connector: atFiling, opening: (completeness) => atFiling.http({ base: filing, token, limits }, completeness) },
  { connector: atTax, opening: (completeness) => atTax.table({ url: tax, limits: tableLimits }, completeness) },
];
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
