/** Reads a quarantined wire record again, as a person asks, and writes it to the feed if it can be accepted now. */
import type { Problem } from '../src/domain/message/problem.ts';
import type { Outcome } from '../src/feed/counts.ts';
import type { Hub } from '../src/feed/hub.ts';
import { listWaiting } from '../src/feed/quarantine.ts';
import { type ConnectorOf, reread } from './reread.ts';

export type ReleaseAnswer =
  | { readonly released: true; readonly outcome: Outcome; readonly position: number | null }
  | { readonly released: false; readonly problems: readonly Problem[] }
  | { readonly released: false; readonly problems: null };

export interface ReleaseOptions {
  /** A person vouches for the record. */
  readonly confirm?: boolean;
  /** The USCC or the id of an estate that a person has chosen, where the record names one in doubt. */
  readonly as?: string;
}

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
  const [answer] = await reread({ ...options, ...chosen }, await listWaiting(hub, [id]));
  if (answer === undefined) return { released: false, problems: null };
  const { outcome, position, problems } = answer;
  return outcome === 'quarantined' || outcome === 'superseded'
    ? { released: false, problems }
    : { released: true, outcome, position };
}
