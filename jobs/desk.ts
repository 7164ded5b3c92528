/** The desk of a hub: see src/feed/desk.ts. */
import type { Desk } from '../src/feed/desk.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { settleRun } from './end-missing.ts';
import { releaseQuarantined } from './release.ts';
import type { ConnectorOf } from './reread.ts';
import { retryAll } from './retry.ts';

export function deskOf(hub: Hub, connectorOf: ConnectorOf, population: Population): Desk {
  return {
    settleRun: (id, decision) => settleRun(hub, id, decision),
    release: (id, options) => releaseQuarantined(hub, connectorOf, id, options),
    retry: (filter, most) => retryAll({ hub, connectorOf, population, most }, filter),
  };
}
