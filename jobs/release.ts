/** Reads a quarantined wire record again, as a person asks, and writes it to the feed if it can be accepted now. */
import type { ReleaseAnswer, ReleaseOptions } from '../src/feed/desk.ts';
import type { Hub } from '../src/feed/hub.ts';
import { listWaiting } from '../src/feed/quarantine.ts';
import { type ConnectorOf, reread } from './reread.ts';

/** @returns `problems: null` where no such record waits */
export async function releaseQuarantined(
  hub: Hub,
  connectorOf: ConnectorOf,
  id: number,
  { confirm = false, as }: ReleaseOptions = {},
): Promise<ReleaseAnswer> {
  // A person has named this very record: whether it is of the population is no question any more.
  const options = { hub, connectorOf, confirm, population: 'all' } as const;
  const chosen = as === undefined ? {} : { chosen: new Set([as]) };
  const [answer] = await reread({ ...options, ...chosen }, await listWaiting(hub.db.write, [id]));
  if (answer === undefined) return { released: false, problems: null };
  const { outcome, position, problems } = answer;
  return outcome === 'quarantined' || outcome === 'superseded'
    ? { released: false, problems }
    : { released: true, outcome, position };
}
