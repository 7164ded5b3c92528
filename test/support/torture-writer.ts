/**
 * Writes to a feed until it is long enough: bulk batches and single records over the same few keys, by a clock that
 * jumps, also backwards. On SQLite nothing waits for a lock (so that SQLITE_BUSY is met) and statements fail at random.
 */
import { sql } from 'kysely';
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import { openHub } from '../../src/feed/hub.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { Dice } from './dice.ts';
import { observed } from './registrations.ts';
import { usccOf } from './uscc.ts';
import { say, workerArguments } from './worker-process.ts';

export interface WriterArguments {
  readonly url: string;
  readonly seed: number;
  readonly bulk: boolean;
  readonly untilPosition: number;
}

/** One batch that was committed; of a single record also where it went. */
export interface WriterSaid {
  readonly position: number;
  readonly key: string | null;
  readonly at: number | null;
}

const { url, seed, bulk, untilPosition } = workerArguments<WriterArguments>();
const dice = new Dice(seed);
let offset = 0;
const clock = {
  now: () => Date.now() + offset,
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};
const hub = await openHub({ databaseUrl: url, clock, connections: 2 });
if (hub.db.dialect === 'sqlite') {
  await sql`pragma busy_timeout = 0`.execute(hub.db.write);
  for (const table of ['version', 'link', 'personal']) {
    await sql
      .raw(
        `create temp trigger fail_${table} before insert on ${table} when abs(random()) % 4000 = 0 begin select raise(abort, 'injected'); end`,
      )
      .execute(hub.db.write);
  }
  await sql
    .raw(
      `create temp trigger fail_head before update on head when abs(random()) % 40 = 0 begin select raise(abort, 'injected'); end`,
    )
    .execute(hub.db.write);
}

function entry(keys: number): Entry {
  const n = 1 + dice.roll(keys);
  if (dice.roll(12) === 0) return closeEntry('registration', usccOf(n));
  const given = {
    capital: String(dice.roll(4)),
    region: dice.pick(['140105', '140106']),
    legalRepresentative: dice.pick(['张三', '李四']),
  };
  return putEntry(observed(n, given), hub.fingerprint);
}

for (;;) {
  offset = (dice.roll(7_200) - 3_600) * 1000;
  const entries = Array.from({ length: bulk ? 200 + dice.roll(301) : 1 }, () => entry(bulk ? 400 : 40));
  try {
    const { position, outcomes } = await writeBatch(hub, { source: 'registry', entries, receivedAt: clock.now() });
    const [first] = entries;
    const wrote = !bulk && outcomes[0]?.outcome !== 'unchanged' && first !== undefined && 'key' in first;
    say({ position, key: wrote ? first.key : null, at: wrote ? (outcomes[0]?.position ?? null) : null } satisfies WriterSaid);
    if (position >= untilPosition) break;
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('injected'))) throw error;
  }
}
await hub.close();
process.exit(0);
