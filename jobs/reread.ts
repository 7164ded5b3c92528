/**
 * Reads records set aside again and writes what can be accepted now. What becomes of each is written in the transaction of
 * its facts, so that nothing is written twice, whenever the process dies.
 */
import type { Connector } from '../connectors/connector.ts';
import { emptyLog } from '../src/db/erasure.repository.ts';
import type { Lease } from '../src/db/lease.repository.ts';
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import type { Problem } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import type { Reading } from '../src/domain/record/observation.ts';
import type { Outcome } from '../src/feed/counts.ts';
import { type Entry, entryOf, type Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import type { EntryOutcome } from '../src/feed/planned.ts';
import { decideWithin, type Waiting } from '../src/feed/quarantine.ts';
import { isAnsweredByRightForm } from '../src/feed/superseded.ts';
import { writeBatch } from '../src/feed/write.ts';

/** The connector of a source, as it read the rows of a delivery; undefined for a source without one. */
export type ConnectorOf = (source: string, reading: Readonly<Record<string, string>>) => Connector | undefined;

export interface RereadOptions {
  readonly hub: Hub;
  readonly connectorOf: ConnectorOf;
  readonly population: Population;
  /** A person vouches for the records. */
  readonly confirm?: boolean;
  /** Candidates that a person has chosen among. */
  readonly chosen?: ReadonlySet<string>;
  /** What was superseded meanwhile closes, rather than to wait for a person. */
  readonly closeSuperseded?: boolean;
  readonly lease?: Lease;
}

export interface Reread {
  readonly id: number;
  /** `quarantined`: it waits still. */
  readonly outcome: Outcome | 'superseded';
  readonly position: number | null;
  readonly problems: readonly Problem[];
}

/** Problems that a person who has seen the papers may overrule: a published code that fails its check, one code of two subjects. */
export const OVERRULABLE: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'USCC_CHECK',
  'SUBJECT_CONFLICT',
  'KEY_REPLACED',
  'ESTATE_CONFLICT',
]);

/** @param waiting in the order in which they came @throws LeaseLostError */
export async function reread(options: RereadOptions, waiting: readonly Waiting[]): Promise<readonly Reread[]> {
  const answers: Reread[] = [];
  // What came together is written together: it was received at one time.
  const groups = Map.groupBy(waiting, ({ source, createdAt }) => `${source} ${createdAt}`);
  for (const group of groups.values()) answers.push(...(await rereadTogether(options, group)));
  if (answers.some(({ outcome }) => outcome !== 'quarantined')) await emptyLog(options.hub.db);
  return answers;
}

async function rereadTogether(options: RereadOptions, group: readonly Waiting[]): Promise<readonly Reread[]> {
  const { hub, connectorOf, confirm = false, closeSuperseded = false, lease } = options;
  const readable = group.flatMap((item) => {
    const reading = connectorOf(item.source, item.reading)?.readWire(
      item.wire,
      item.row ?? 0,
      confirm ? { confirmed: OVERRULABLE } : {},
    );
    return reading === undefined ? [] : [{ item, reading }];
  });
  const [first] = readable;
  if (first === undefined) return [];
  const { source, createdAt } = first.item;
  const answersOf = (outcomes: readonly EntryOutcome[]): readonly Reread[] =>
    readable.flatMap(({ item }, i) => {
      const outcome = outcomes[i];
      return outcome === undefined || outcome.isDecided === true ? [] : [answerOf(item, outcome, closeSuperseded)];
    });
  const { outcomes } = await writeBatch(hub, {
    source: source as SourceName,
    entries: readable.map(({ item, reading }) => entryFor(options, item, reading)),
    receivedAt: createdAt,
    ...(lease === undefined ? {} : { lease }),
    async beside(trx, written) {
      for (const { id, outcome, position } of answersOf(written.outcomes)) {
        if (outcome === 'quarantined') continue;
        await decideWithin(hub, trx, id, outcome === 'superseded' ? outcome : 'released', position);
      }
    },
  });
  return answersOf(outcomes);
}

function answerOf({ id, problems: before }: Waiting, written: EntryOutcome, closeSuperseded: boolean): Reread {
  const { outcome, position, problems, isOvertaken = false } = written;
  // Whose company is not the hub's today may be tomorrow; nothing was written of it, and nothing is to be deleted.
  if (outcome === 'outOfScope') return { id, outcome: 'quarantined', position, problems: before };
  const closes = closeSuperseded && isOvertaken && isAnsweredByRightForm(before);
  return { id, outcome: closes ? 'superseded' : outcome, position, problems };
}

function entryFor(
  { hub, population, confirm = false, chosen }: RereadOptions,
  { id, row, wire, problems, createdAt }: Waiting,
  reading: Reading,
): Entry {
  const origin = { row: row ?? undefined, wire, waiting: id };
  if ('problems' in reading) return { problems: reading.problems, about: reading.about, origin };
  return entryOf(reading.observation, hub.fingerprint, {
    population,
    confirmed: confirm,
    origin,
    ...(confirm ? {} : { waited: { since: createdAt, problems } }),
    ...(chosen === undefined ? {} : { chosen }),
  });
}
