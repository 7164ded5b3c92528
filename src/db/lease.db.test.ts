import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isGone, thisProcess } from '../../jobs/holder.ts';
import { eachDatabase } from '../../test/support/databases.ts';
import { FakeClock } from '../../test/support/fake-clock.ts';
import { observed } from '../../test/support/registrations.ts';
import { putEntry } from '../feed/entry.ts';
import { type Hub, openHub } from '../feed/hub.ts';
import { getHead } from '../feed/position.ts';
import { writeBatch } from '../feed/write.ts';
import { type Lease, LeaseLostError, releaseLease, takeLease } from './lease.repository.ts';

const MINUTE = 60_000;

eachDatabase('a lease', (fresh) => {
  async function withHub(use: (hub: Hub, clock: FakeClock) => Promise<void>): Promise<void> {
    await using database = await fresh();
    const clock = new FakeClock();
    const hub = await openHub({ databaseUrl: database.url, clock, connections: 4 });
    try {
      await use(hub, clock);
    } finally {
      await hub.close();
    }
  }

  const take = (hub: Hub, holder: string, isDead: (holder: string) => boolean = () => false) =>
    takeLease(hub.db.write, { name: 'sync:registry', holder, now: hub.clock.now(), durationMs: MINUTE, isDead });

  const taken = async (hub: Hub, holder: string): Promise<Lease> => {
    const answer = await take(hub, holder);
    if (!answer.taken) throw new Error(`held by ${answer.holder}`);
    return answer.lease;
  };

  const write = (hub: Hub, lease: Lease, n: number) =>
    writeBatch(hub, {
      source: 'registry',
      entries: [putEntry(observed(n), hub.fingerprint)],
      receivedAt: hub.clock.now(),
      lease: { lease, expiresAt: hub.clock.now() + MINUTE },
    });

  it('has one of two takers; the other hears whose it is and until when', () =>
    withHub(async (hub, clock) => {
      expect(await take(hub, 'one')).toEqual({ taken: true, lease: { name: 'sync:registry', holder: 'one', fence: 1 } });
      expect(await take(hub, 'other')).toEqual({ taken: false, holder: 'one', expiresAt: clock.now() + MINUTE });
    }));

  it('is not taken a second time by the one who has it', () =>
    withHub(async (hub) => {
      const lease = await taken(hub, 'one');
      expect((await take(hub, 'one')).taken).toBe(false);
      expect((await write(hub, lease, 1)).position).toBe(1);
    }));

  it('has exactly one of many who come at once, whether it is new or has run out', () =>
    withHub(async (hub, clock) => {
      for (const fence of [1, 2, 3]) {
        const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => take(hub, `taker ${fence}.${i}`)));
        const winners = answers.filter((answer) => answer.taken);
        expect(winners.map(({ lease }) => lease.fence)).toEqual([fence]);
        clock.advance(MINUTE);
      }
    }));

  it('is free when it has run out, and when it was given back', () =>
    withHub(async (hub, clock) => {
      await taken(hub, 'one');
      clock.advance(MINUTE - 1);
      expect((await take(hub, 'other')).taken).toBe(false);
      clock.advance(1);
      const second = await taken(hub, 'other');
      expect(second.fence).toBe(2);
      await releaseLease(hub.db.write, second);
      expect((await taken(hub, 'one')).fence).toBe(3);
    }));

  it('given back by a former holder stays with the present one', () =>
    withHub(async (hub, clock) => {
      const first = await taken(hub, 'one');
      clock.advance(MINUTE);
      await taken(hub, 'other');
      await releaseLease(hub.db.write, first);
      expect((await take(hub, 'third')).taken).toBe(false);
    }));

  it('is renewed by each batch', () =>
    withHub(async (hub, clock) => {
      const lease = await taken(hub, 'one');
      clock.advance(MINUTE - 1);
      await write(hub, lease, 1);
      clock.advance(MINUTE - 1);
      expect((await take(hub, 'other')).taken).toBe(false);
    }));

  it('that was lost lets no late batch through, not in part', () =>
    withHub(async (hub, clock) => {
      const first = await taken(hub, 'one');
      await write(hub, first, 1);
      clock.advance(MINUTE);
      const second = await taken(hub, 'other');
      await expect(write(hub, first, 2)).rejects.toBeInstanceOf(LeaseLostError);
      expect((await getHead(hub)).position).toBe(1);
      await write(hub, second, 2);
      expect((await getHead(hub)).position).toBe(2);
    }));

  it('that ran out but was taken by nobody still serves its holder', () =>
    withHub(async (hub, clock) => {
      const lease = await taken(hub, 'one');
      clock.advance(10 * MINUTE);
      expect((await write(hub, lease, 1)).position).toBe(1);
    }));

  it('of a process of this machine that died is free at once; of one that lives it is not', () =>
    withHub(async (hub) => {
      const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      await once(child, 'spawn');
      const host = thisProcess().split('/')[0];
      const holder = `${host}/${child.pid}/`;
      await taken(hub, holder);
      expect(await take(hub, thisProcess(), isGone)).toMatchObject({ taken: false, holder });
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await take(hub, thisProcess(), isGone)).toMatchObject({ taken: true, lease: { fence: 2 } });
    }));
});
