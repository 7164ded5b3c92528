import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { NO_COUNTS } from './counts.ts';
import { openHub } from './hub.ts';
import { finishRun, startRun } from './runs.ts';

eachDatabase('the run ledger', (fresh) => {
  it('forgets old runs that found nothing, and no others', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', connections: 2 });
    try {
      const row = (id: number) => ({
        id,
        source: 'registry',
        mode: 'delta',
        state: id === 7 ? 'failed' : 'done',
        input: 'office',
        input_fingerprint: null,
        saved_row: id === 5 ? 3 : 0,
        saved_cursor: null,
        started_at: 0,
        updated_at: 0,
        finished_at: 0,
        attempts: 1,
        counts: JSON.stringify(NO_COUNTS),
        problem: null,
        position: null,
      });
      await hub.db.write
        .insertInto('run')
        .values(Array.from({ length: 1199 }, (_, i) => row(i + 1)))
        .execute();
      const run = await startRun(hub, { source: 'registry', mode: 'delta', input: 'office', inputFingerprint: null });
      expect(run.id).toBe(1200);
      await finishRun(hub, run, null, 'done');
      const left = await hub.db.write.selectFrom('run').select('id').orderBy('id').execute();
      expect(left.slice(0, 3).map(({ id }) => id)).toEqual([5, 7, 201]);
      expect(left).toHaveLength(1002);
    } finally {
      await hub.close();
    }
  });
});
