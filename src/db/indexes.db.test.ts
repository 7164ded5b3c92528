import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { listChallenges } from './challenge.repository.ts';
import { openDatabase } from './database.ts';
import { countQuarantine, listQuarantine } from './quarantine.repository.ts';
import { isShortRead, listRegistrationKeys } from './registration-list.repository.ts';

it('long lists are read by an index', async () => {
  await using fresh = await freshSqlite();
  let statement = '';
  const onQuery = (text: string): void => {
    statement = text;
  };
  const database = await openDatabase(fresh.url, { now: 0, connections: 1, writer: 'inline', scanner: 'inline', onQuery });
  const db = database.write;
  const planOf = async (query: Promise<unknown>): Promise<string> => {
    await query;
    const { rows } = await sql.raw<{ detail: string }>(`explain query plan ${statement}`).execute(db);
    return rows.map(({ detail }) => detail).join('; ');
  };
  try {
    expect(await planOf(listChallenges(db, { challenger: 'a', state: 'OPEN', limit: 9 }))).toMatch(
      /challenge_challenger \(challenger=\? AND state=\?\)$/,
    );
    expect(await planOf(listChallenges(db, { state: 'OPEN', dueBefore: '2026-01-01', limit: 9 }))).toContain(
      'challenge_due (state=? AND due_on<?)',
    );
    const sent = { sender: 'a', state: 'waiting', recordType: 'taxpayer', after: 7, limit: 9 } as const;
    expect(await planOf(listQuarantine(db, sent))).toMatch(
      /quarantine_sender_type \(sender=\? AND state=\? AND record_type=\? AND id>\?\)$/,
    );
    expect(await planOf(listQuarantine(db, { runId: 7, limit: 9 }))).toMatch(/quarantine_run \(run_id=\?\)$/);
    expect(await planOf(countQuarantine(db, 'waiting'))).toMatch(/COVERING INDEX quarantine_count \(state=\?\)$/);
    const filter = { counties: ['140404'], regions: ['140404'], statuses: ['CANCELLED'] };
    const page = { position: 9, filter, order: 'name', backward: false, limit: 9 } as const;
    const ofStatus = await planOf(listRegistrationKeys(db, 'sqlite', { ...page, from: { value: '甲', key: 'a' } }));
    expect(ofStatus).toContain('registration_status (status=? AND county=? AND name=? AND record_key>?)');
    expect(ofStatus).toContain('registration_status (status=? AND county=? AND name>?)');
  } finally {
    await database.close();
  }
});

it('a read is short that asks for nothing but statuses in whole counties, by name', () => {
  const filter = { counties: ['140404'], regions: ['140404'], statuses: ['CANCELLED'] };
  expect(isShortRead({ filter, order: 'name' })).toBe(true);
  expect(isShortRead({ filter, order: 'established_on' })).toBe(false);
  for (const more of [{ regions: ['140404001'] }, { nameContains: '物业' }, { counties: Array(9).fill('140404') }]) {
    expect(isShortRead({ filter: { ...filter, ...more }, order: 'name' })).toBe(false);
  }
});
