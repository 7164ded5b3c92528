import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isGone, thisProcess } from '../../jobs/holder.ts';
import { eachDatabase, type FreshDatabase } from '../../test/support/databases.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { observed } from '../../test/support/registrations.ts';
import { putEntry } from '../feed/entry.ts';
import { type Hub, openHub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import { writeBatch } from '../feed/write.ts';
import { type Lease, LeaseLostError, releaseLease, takeLease } from './lease.repository.ts';

const MINUTE = 60_000;

/** Each write differs from the one before. */
let written = 0;

eachDatabase('a lease', (fresh) => {
  let database: FreshDatabase;
  let hub: Hub;
  let clock: FakeClock;
  /** One database for all: each test has a lease of its own. */
  let name = '';

  beforeAll(async () => {
    database = await fresh();
    clock = new FakeClock();
    hub = await openHub({ databaseUrl: database.url, clock, connections: 4 });
  });
  afterAll(async () => {
    await hub.close();
    await database[Symbol.asyncDispose]();
  });
  beforeEach(({ task }) => {
    name = `lease:${task.id}`;
  });

  const take = (holder: string, isDead: (holder: string) => boolean = () => false) =>
    takeLease(hub.db.write, { name, holder, now: clock.now(), durationMs: MINUTE, isDead });

  const taken = async (holder: string): Promise<Lease> => {
    const answer = await take(holder);
    if (!answer.taken) throw new Error(`held by ${answer.holder}`);
    return answer.lease;
  };

  const write = (lease: Lease) =>
    writeBatch(hub, {
      source: 'registry',
      entries: [putEntry(observed(1, { capital: String(++written) }), hub.fingerprint)],
      receivedAt: hub.clock.now(),
      lease,
    });

  it('has one of two takers; the other hears whose it is and until when', async () => {
    expect(await take('one')).toEqual({ taken: true, lease: { name, holder: 'one', fence: 1, durationMs: MINUTE } });
    expect(await take('other')).toEqual({ taken: false, holder: 'one', expiresAt: clock.now() + MINUTE });
  });

  it('is not taken a second time by the one who has it', async () => {
    const lease = await taken('one');
    expect((await take('one')).taken).toBe(false);
    expect((await write(lease)).outcomes).toHaveLength(1);
  });

  it('has exactly one of many who come at once, whether it is new or has run out', async () => {
    for (const fence of [1, 2, 3]) {
      const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => take(`taker ${fence}.${i}`)));
      const winners = answers.filter((answer) => answer.taken);
      expect(winners.map(({ lease }) => lease.fence)).toEqual([fence]);
      clock.advance(MINUTE);
    }
  });

  it('is free when it has run out, and when it was given back', async () => {
    await taken('one');
    clock.advance(MINUTE - 1);
    expect((await take('other')).taken).toBe(false);
    clock.advance(1);
    const second = await taken('other');
    expect(second.fence).toBe(2);
    await releaseLease(hub.db.write, second);
    expect((await taken('one')).fence).toBe(3);
  });

  it('given back by a former holder stays with the present one', async () => {
    const first = await taken('one');
    clock.advance(MINUTE);
    await taken('other');
    await releaseLease(hub.db.write, first);
    expect((await take('third')).taken).toBe(false);
  });

  it('is renewed by each batch', async () => {
    const lease = await taken('one');
    clock.advance(MINUTE - 1);
    await write(lease);
    clock.advance(MINUTE - 1);
    expect((await take('other')).taken).toBe(false);
  });

  it('that was lost lets no late batch through, not in part', async () => {
    const first = await taken('one');
    const { position } = await write(first);
    clock.advance(MINUTE);
    const second = await taken('other');
    await expect(write(first)).rejects.toBeInstanceOf(LeaseLostError);
    expect((await getHead(hub)).position).toBe(position);
    await write(second);
    expect((await getHead(hub)).position).toBe(position + 1);
  });

  it('that ran out but was taken by nobody still serves its holder', async () => {
    const lease = await taken('one');
    clock.advance(10 * MINUTE);
    expect((await write(lease)).outcomes).toHaveLength(1);
  });

  it('of a process of this machine that died is free at once; of one that lives it is not', async () => {
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const host = thisProcess().split('/')[0];
    const holder = `${host}/${child.pid}/`;
    await taken(holder);
    expect(await take(thisProcess(), isGone)).toMatchObject({ taken: false, holder });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await take(thisProcess(), isGone)).toMatchObject({ taken: true, lease: { fence: 2 } });
  });
});
