/**
 * Reads records set aside again and writes what can be accepted now. What becomes of each is written in the transaction of
 * its facts, so that nothing is written twice, whenever the process dies.
 */
import type { Connector } from '../connectors/connector.ts';
import { operator } from '../src/access/viewer.ts';
import { emptyLog } from '../src/db/erasure.repository.ts';
import type { Lease } from '../src/db/lease.repository.ts';
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import { type Problem, problem } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import type { Reading } from '../src/domain/record/observation.ts';
import type { Outcome } from '../src/feed/counts.ts';
import { type Entry, entryOf, type Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { decideWithin, type Waiting } from '../src/feed/quarantine.ts';
import { findRecords, isProblem } from '../src/feed/read.ts';
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
  const { position: asOf } = await getHead(hub);
  const overtaken = confirm ? new Map<string, number>() : await findOvertaken(hub, readable, asOf);
  const entries = readable.map(({ item, reading }) => entryFor(options, item, reading, overtaken, asOf));
  const answerOf = (i: number, outcome: Outcome, position: number | null, problems: readonly Problem[]): Reread => {
    const item = (readable[i] as (typeof readable)[number]).item;
    const isOvertaken = outcome === 'quarantined' && problems.some(({ code }) => code === 'RELEASE_STALE');
    const closes = closeSuperseded && isOvertaken && isAnsweredByRightForm(item.problems);
    return { id: item.id, outcome: closes ? 'superseded' : outcome, position, problems };
  };
  const answered = (outcomes: Awaited<ReturnType<typeof writeBatch>>['outcomes']) =>
    outcomes.map(({ outcome, position, problems }, i) => answerOf(i, outcome, position, problems));
  const { outcomes } = await writeBatch(hub, {
    source: source as SourceName,
    entries,
    receivedAt: createdAt,
    ...(lease === undefined ? {} : { lease }),
    async beside(trx, written) {
      for (const { id, outcome, position } of answered(written.outcomes)) {
        if (outcome === 'quarantined') continue;
        await decideWithin(hub, trx, id, outcome === 'superseded' ? outcome : 'released', position);
      }
    },
  });
  return answered(outcomes);
}

function entryFor(
  { hub, population, confirm = false, chosen }: RereadOptions,
  { id, row, wire, problems }: Waiting,
  reading: Reading,
  overtaken: ReadonlyMap<string, number>,
  asOf: number,
): Entry {
  const origin = { row: row ?? undefined, wire, waiting: id };
  if ('problems' in reading) return { problems: reading.problems, about: reading.about, origin };
  const { observation } = reading;
  const { recordType, key } = observation;
  const position = overtaken.get(`${recordType} ${key}`);
  if (position !== undefined) {
    const before = problems.filter(({ code }) => code !== 'RELEASE_STALE');
    return {
      problems: [problem('RELEASE_STALE', { position: String(position) }), ...before],
      about: { recordType, key },
      origin,
    };
  }
  return entryOf(observation, hub.fingerprint, {
    population,
    confirmed: confirm,
    origin,
    ...(confirm ? {} : { asOf }),
    ...(chosen === undefined ? {} : { chosen }),
  });
}

/** Of the records that are read again, those of which something was received since, and where it stands. */
async function findOvertaken(
  hub: Hub,
  readable: readonly { readonly item: Waiting; readonly reading: Reading }[],
  position: number,
): Promise<ReadonlyMap<string, number>> {
  const overtaken = new Map<string, number>();
  const known = readable.flatMap(({ item, reading }) =>
    'problems' in reading || reading.observation.key === '' ? [] : [{ item, observation: reading.observation }],
  );
  for (const [recordType, ofType] of Map.groupBy(known, ({ observation }) => observation.recordType)) {
    const keys = ofType.map(({ observation }) => observation.key);
    const records = await findRecords(hub, recordType, keys, { position, validOn: null }, operator);
    for (const { item, observation } of ofType) {
      const held = records.get(observation.key);
      if (held === undefined || isProblem(held) || held.receivedAt <= item.createdAt) continue;
      overtaken.set(`${recordType} ${observation.key}`, held.position);
    }
  }
  return overtaken;
}
