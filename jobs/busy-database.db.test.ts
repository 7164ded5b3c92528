/** Another process writes for longer than the database waits for it: our own writes wait on. */
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Delivery, Opening } from '../connectors/connector.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { type FreshDatabase, freshSqlite } from '../test/support/databases.ts';
import { connector } from '../test/support/office-sync.ts';
import { JobLeases } from './job-lease.ts';
import { runSync } from './sync.ts';

let database: FreshDatabase;
let hub: Hub;
let other: Hub;

// SQLite alone: one writer locks out all others there. It would wait for 5 s; here it does not wait at all.
beforeEach(async () => {
  database = await freshSqlite();
  hub = await openHub({ databaseUrl: database.url });
  other = await openHub({ databaseUrl: database.url });
  await sql`pragma busy_timeout = 0`.execute(hub.db.write);
});
afterEach(async () => {
  await hub.close();
  await other.close();
  await database[Symbol.asyncDispose]();
});

const locks: Promise<void>[] = [];

/** Resolves when the other process has begun to write; it goes on for a while. */
async function lockedFromOutside(): Promise<void> {
  const begun = Promise.withResolvers<void>();
  locks.push(
    other.db.write.transaction().execute(async (trx) => {
      await sql`update lease set fence = fence where name = 'nobody'`.execute(trx);
      begun.resolve();
      await delay(300);
    }),
  );
  await begun.promise;
}

/** A delivery of nothing; the database is locked when it has been opened and when it has been read. */
function openingWith(reading: () => void): Opening {
  const delivery: Delivery = {
    completeness: { kind: 'delta' },
    recordTypes: [],
    input: 'office',
    fingerprint: 'f',
    bytesTotal: null,
    bytesRead: () => 0,
    async *readings() {
      yield { readings: [] };
      await lockedFromOutside();
      reading();
    },
  };
  return {
    input: 'office',
    completeness: delivery.completeness,
    async open() {
      await lockedFromOutside();
      return { ok: true, value: delivery };
    },
  };
}

it('a synchronisation takes its lease, begins, stops, goes on and ends all the same', async () => {
  const stop = new AbortController();
  await lockedFromOutside();
  const stopped = await runSync({ hub, connector, opening: openingWith(() => stop.abort()), signal: stop.signal });
  expect(stopped).toMatchObject({ outcome: 'stopped', problem: null });
  await lockedFromOutside();
  expect(await runSync({ hub, connector, opening: openingWith(() => {}) })).toMatchObject({ run: stopped.run, outcome: 'done' });
  await Promise.all(locks);
});

it('a job takes its lease and gives it back', async () => {
  const leases = new JobLeases({ hub, elapsed: () => 0, holder: 'one', isGone: () => false });
  await lockedFromOutside();
  const taken = await leases.take('job');
  if (!('lease' in taken)) throw new Error(`held by ${taken.heldBy}`);
  await lockedFromOutside();
  await leases.release(taken.lease);
  expect(await leases.take('job')).toHaveProperty('lease');
  await Promise.all(locks);
});
