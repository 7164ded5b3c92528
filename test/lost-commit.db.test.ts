/** A batch whose commit got no answer is in the feed once, whether it was carried out or not; or it is told by its name. */
import { describe, expect, inject, it } from 'vitest';
import { CommitUnknownError, DatabaseGoneError } from '../src/db/unreachable.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { type BatchResult, writeBatch } from '../src/feed/write.ts';
import { type CutConnection, cutConnection } from './support/cut-connection.ts';
import { freshMariadb } from './support/databases.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const put = (hub: Hub, company: number, capital: string): Promise<BatchResult> =>
  writeBatch(hub, {
    source: 'registry',
    entries: [putEntry(observed(company, { capital, legalRepresentative: '张三' }), hub.fingerprint)],
    receivedAt: hub.clock.now(),
  });

/** Key and kind of all versions, in their order. */
async function kinds(hub: Hub): Promise<readonly string[]> {
  const rows = await hub.db.write.selectFrom('version').select(['record_key', 'kind']).orderBy('position').execute();
  return rows.map(({ record_key, kind }) => `${record_key === usccOf(1) ? 1 : 2} ${kind}`);
}

async function withCut(use: (hub: Hub, cut: CutConnection, beside: Hub) => Promise<void>): Promise<void> {
  await using database = await freshMariadb();
  await using cut = await cutConnection(database.url);
  const hub = await openHub({ databaseUrl: cut.url, connections: 2 });
  const beside = await openHub({ databaseUrl: database.url, connections: 2 });
  try {
    await use(hub, cut, beside);
    expect((await verifyFeed(beside)).breaches).toEqual([]);
  } finally {
    await hub.close();
    await beside.close();
  }
}

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('a commit without an answer', () => {
  it.each(['before the commit', 'behind the commit'] as const)('is found out where it was cut %s', (where) =>
    withCut(async (hub, cut) => {
      await put(hub, 1, '1');
      cut.cutNext(where);
      const { position, outcomes } = await put(hub, 1, '2');
      expect(cut.cuts).toBe(1);
      expect({ position, outcomes }).toMatchObject({ position: 2, outcomes: [{ outcome: 'changed', position: 2 }] });
      expect(await kinds(hub)).toEqual(['1 CREATED', '1 CHANGED']);
    }),
  );

  it('is not made good by writing again what others have changed since', () =>
    withCut(async (hub, cut, beside) => {
      await put(hub, 1, '1');
      cut.cutNext('behind the commit');
      // Refused connections leave time to the other.
      cut.refuse(2);
      const written = put(hub, 1, '2');
      await expect.poll(() => kinds(beside), { interval: 5 }).toHaveLength(2);
      await put(beside, 1, '3');
      expect(await written).toMatchObject({ position: 2, outcomes: [{ outcome: 'changed', position: 2 }] });
      const [now] = await beside.db.write.selectFrom('version').select('content').where('position', '=', 3).execute();
      expect(await kinds(beside)).toEqual(['1 CREATED', '1 CHANGED', '1 CHANGED']);
      expect(now?.content).toContain('"capital":"3"');
    }));

  it('is told by its name where the batch has taken no position', () =>
    withCut(async (hub, cut) => {
      cut.cutNext('behind the commit');
      const entries = [closeEntry('registration', usccOf(2))];
      const written = writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
      await expect(written).rejects.toBeInstanceOf(CommitUnknownError);
      await expect(written).rejects.toMatchObject({ problem: { code: 'COMMIT_UNKNOWN' } });
    }));

  describe('and a database that stays away', () => {
    /** Whoever waits has waited at once. */
    const hurriedClock = () => {
      let later = 0;
      return {
        now: () => Date.now() + later,
        async sleep(milliseconds: number) {
          later += milliseconds;
        },
      };
    };

    it.each([
      ['is told as gone where nothing had been committed', DatabaseGoneError, (cut: CutConnection) => cut.leave()],
      [
        'leaves a commit unknown where it left with it',
        CommitUnknownError,
        (cut: CutConnection) => {
          cut.cutNext('before the commit');
          cut.refuse(Number.POSITIVE_INFINITY);
        },
      ],
    ])('%s', async (_, named, leave) => {
      await using database = await freshMariadb();
      await using cut = await cutConnection(database.url);
      const hub = await openHub({ databaseUrl: cut.url, connections: 2, clock: hurriedClock() });
      leave(cut);
      await expect(put(hub, 1, '1')).rejects.toBeInstanceOf(named);
      cut.comeBack();
      expect(await kinds(hub)).toEqual([]);
      await hub.close();
    });
  });
});
