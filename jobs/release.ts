/** Reads a quarantined wire record again and writes it to the feed if it can be accepted now. */
import type { Connector } from '../connectors/connector.ts';
import { operator } from '../src/access/viewer.ts';
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import { type Problem, problem } from '../src/domain/message/problem.ts';
import type { Outcome } from '../src/feed/counts.ts';
import { entryOf } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { findWaiting, markReleased, markStillRefused } from '../src/feed/quarantine.ts';
import { findRecords, isProblem } from '../src/feed/read.ts';
import { writeBatch } from '../src/feed/write.ts';

export type ReleaseAnswer =
  | { readonly released: true; readonly outcome: Outcome; readonly position: number | null }
  | { readonly released: false; readonly problems: readonly Problem[] }
  | { readonly released: false; readonly problems: null };

/** Problems that a person who has seen the papers may overrule: a published code that fails its check, one code of two subjects. */
export const OVERRULABLE: ReadonlySet<MessageCode> = new Set<MessageCode>(['USCC_CHECK', 'SUBJECT_CONFLICT', 'KEY_REPLACED']);

/** @param confirm a person vouches for the record; `problems: null` where no such record waits */
export async function releaseQuarantined(
  hub: Hub,
  connectorOf: (source: string) => Connector | undefined,
  id: number,
  confirm: boolean,
): Promise<ReleaseAnswer> {
  const waiting = await findWaiting(hub, id);
  const connector = waiting === undefined ? undefined : connectorOf(waiting.source);
  if (waiting === undefined || connector === undefined) return { released: false, problems: null };

  const reading = connector.readWire(waiting.wire, waiting.row ?? 0, confirm ? { confirmed: OVERRULABLE } : {});
  if ('problems' in reading) {
    await markStillRefused(hub, id, reading.problems);
    return { released: false, problems: reading.problems };
  }
  const { observation } = reading;
  const at = { position: (await getHead(hub)).position, validOn: null };
  const held = (await findRecords(hub, observation.recordType, [observation.key], at, operator)).get(observation.key);
  if (!confirm && held !== undefined && !isProblem(held) && held.receivedAt > waiting.createdAt) {
    return { released: false, problems: [problem('RELEASE_STALE', { position: String(held.position) })] };
  }
  const origin = { row: waiting.row ?? undefined, wire: waiting.wire };
  // A person has named this very record: whether it is of the population is no question any more.
  const entry = entryOf(observation, hub.fingerprint, { population: 'all', confirmed: confirm, origin });
  const { outcomes } = await writeBatch(hub, { source: connector.source, entries: [entry], receivedAt: waiting.createdAt });
  const [outcome] = outcomes;
  if (outcome === undefined || outcome.outcome === 'quarantined') {
    const problems = outcome?.problems ?? [];
    await markStillRefused(hub, id, problems);
    return { released: false, problems };
  }
  await markReleased(hub, id, outcome.position);
  return { released: true, outcome: outcome.outcome, position: outcome.position };
}
