/** A served hub that has followed the city of the demonstration, without its faults, through some of its days. */
import { retryArrived } from '../../jobs/retry.ts';
import { runSync } from '../../jobs/sync.ts';
import { catchUpSearch } from '../../src/feed/search/catch-up.ts';
import { citySources } from './city-sources.ts';
import type { FreshDatabase } from './databases.ts';
import { type GraphHub, startGraph } from './graph-client.ts';
import { type PlayedCity, playCity } from './played-city.ts';

/** The seed of the demonstration. */
const SEED = 1404;
const population = 'property-services';

/** Its sources are asked on the first day and on the last. @param size in companies; as many as the demonstration has */
export async function playedHub(
  database: FreshDatabase,
  days: number,
  size: PlayedCity['city']['size'] | 'demo' = 'demo',
): Promise<GraphHub> {
  const graph = await startGraph(database);
  const played = await playCity(SEED, 'none', size);
  const { hub, clock } = graph;
  const sources = citySources(played.addresses);
  const connectorOf = (name: string) => sources.find(({ connector }) => connector.source === name)?.connector;
  const follow = async () => {
    clock.set(Date.parse(`${played.city.date}T23:00:00+08:00`));
    for (const { connector, opening } of sources) {
      const { outcome } = await runSync({ hub, connector, opening: opening({ kind: 'delta' }), population });
      if (outcome !== 'done') throw new Error(`${connector.source}: ${outcome}`);
    }
    await retryArrived({ hub, connectorOf, population });
  };
  try {
    await follow();
    for (let day = 0; day < days; day++) await played.nextDay();
    await follow();
    await catchUpSearch(hub);
  } finally {
    await played.close();
  }
  return graph;
}
