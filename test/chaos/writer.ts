/**
 * Writes to a feed through its one way in, as far as it is told: new records, changes, ends and returns, moves between counties,
 * changes of nothing but a personal value, corrections and late facts; one by one, in small groups and in bulk.
 */
import type { SourceName } from '../../src/domain/record/change.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import { openHub } from '../../src/feed/hub.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { Dice } from '../support/dice.ts';
import { estateOf, filingOf, taxpayerOf } from '../support/graph-records.ts';
import { observed } from '../support/registrations.ts';
import { say, workerArguments } from '../support/worker-process.ts';
import { COUNTIES, RECORD_TYPES } from './cast.ts';

export interface WriterArguments {
  readonly url: string;
  readonly seed: number;
  /** Of each type. */
  readonly keys: number;
  /** Entries to a batch at most. */
  readonly most: number;
}

/** What it is told: a position to write up to, or to end with a change in every county and of every type. */
export type WriterOrder = { readonly upTo: number } | { readonly end: true };

export interface WriterSaid {
  readonly position: number;
}

type Type = (typeof RECORD_TYPES)[number];

const SOURCES: Readonly<Record<Type, SourceName>> = {
  registration: 'registry',
  taxpayer: 'tax',
  'company-filing': 'filing',
  estate: 'estate',
};
const SIZES = [1, 1, 1, 2, 5, 20, 100, 500];
const PEOPLE = ['张三', '李四', '王五'];

let upTo = 0;
let isEnding = false;
let wake = (): void => {};
const { url, seed, keys, most } = workerArguments<WriterArguments>((line) => {
  const order = JSON.parse(line) as WriterOrder;
  if ('upTo' in order) ({ upTo } = order);
  else isEnding = true;
  wake();
});
const dice = new Dice(seed);
const hub = await openHub({ databaseUrl: url, migrate: false, connections: 2 });
/** Written into each record, so that every put is a change; and the source's own version of it. */
let count = 0;
/** Where versions of registrations stand, to be corrected. */
const standing = new Map<string, number[]>();
const lastOf = new Map<number, Observation>();

function homeOf(n: number): string {
  return dice.roll(6) === 0 ? dice.pick(COUNTIES) : (COUNTIES[n % COUNTIES.length] ?? COUNTIES[0]);
}

function observation(type: Type, n: number, county: string): Observation {
  count += 1;
  switch (type) {
    case 'registration':
      return registration(n, county);
    case 'taxpayer':
      return taxpayerOf(n, String(n).padStart(20, '1'), { region: county, address: `长治路${count}号` });
    case 'company-filing':
      return filingOf(n, `W${n}`, { county: COUNTIES[n % COUNTIES.length] ?? COUNTIES[0], staff: count });
    case 'estate':
      return estateOf(`E${n}`, { county, region: `${county}001`, households: count });
  }
}

function registration(n: number, county: string): Observation {
  const last = lastOf.get(n);
  // Of what others see nothing moves.
  if (last !== undefined && dice.roll(12) === 0) {
    return { ...last, personal: { legalRepresentative: dice.pick(PEOPLE) }, sourceVersion: count };
  }
  const isLate = dice.roll(15) === 0;
  const given = observed(n, {
    capital: String(count),
    // Now and then outside of all scopes.
    region: dice.roll(20) === 0 ? '140105' : county,
    sourceVersion: isLate ? Math.max(1, count - 1_000) : count,
    ...(dice.roll(3) === 0 ? { legalRepresentative: dice.pick(PEOPLE) } : {}),
    ...(isLate ? { effectiveOn: '2024-05-06' } : {}),
  });
  if (!isLate) lastOf.set(n, given);
  return given;
}

function entry(type: Type): Entry {
  const n = 1 + dice.roll(keys);
  const given = observation(type, n, homeOf(n));
  if (dice.roll(15) === 0) return closeEntry(type, given.key);
  const corrects = type === 'registration' && dice.roll(20) === 0 ? standing.get(given.key) : undefined;
  const told = corrects === undefined ? {} : { told: { kind: 'CORRECTED', corrects: dice.pick(corrects) } as const };
  return putEntry(given, hub.fingerprint, { population: 'all', ...told });
}

async function write(type: Type, entries: readonly Entry[]): Promise<number> {
  const { position, outcomes } = await writeBatch(hub, { source: SOURCES[type], entries, receivedAt: hub.clock.now() });
  outcomes.forEach(({ outcome, position: at, problems }, i) => {
    const written = entries[i];
    // A correction may come too late for what it corrects; nothing else is wrong with anything.
    const codes = problems.map(({ code }) => code).filter((code) => code !== 'CORRECTION_TARGET');
    if (outcome === 'quarantined' && codes.length > 0) throw new Error(`a record of ${type} was put aside: ${codes}`);
    if (at === null || written === undefined || !('content' in written) || type !== 'registration') return;
    standing.set(written.key, [...(standing.get(written.key) ?? []).slice(-3), at]);
  });
  say({ position } satisfies WriterSaid);
  return position;
}

let position = 0;
for (;;) {
  if (isEnding) break;
  if (position >= upTo) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    continue;
  }
  const type = dice.roll(2) === 0 ? 'registration' : dice.pick(RECORD_TYPES);
  const size = Math.min(dice.pick(SIZES), most);
  position = await write(
    type,
    Array.from({ length: size }, () => entry(type)),
  );
  // Now and then a lull, in which those who follow stand at the head.
  if (dice.roll(3) === 0) await hub.clock.sleep(dice.roll(80));
}
// Whatever somebody follows, of this something is there: it stands at the head when it has taken it in.
for (const type of RECORD_TYPES) {
  const entries = COUNTIES.map((county, i) =>
    putEntry(observation(type, keys + 1 + i, county), hub.fingerprint, { population: 'all' }),
  );
  position = await write(type, entries);
}
await hub.close();
process.exit(0);
