import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { observed } from '../../test/support/registrations.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { putEntry } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
import { writeBatch } from '../feed/write.ts';
import { type ChangeQuery, listChangedVersions } from './change.repository.ts';

const RECORDS = 500;

eachDatabase('changes', (fresh) => {
  it('are looked for along the feed or along what is linked, never among all of a type, and each is held against its own row', async () => {
    await using database = await fresh();
    let text = '';
    const onQuery = (sql: string): void => {
      text = sql;
    };
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline', connections: 1, onQuery });
    try {
      const entries = Array.from({ length: RECORDS }, (_, i) => putEntry(observed(i), hub.fingerprint, { population: 'all' }));
      await writeBatch(hub, { source: getRecordType('registration').source, entries, receivedAt: 0 });
      /** @param parameters of the conditions, in their order */
      const planOf = async (conditions: Partial<ChangeQuery>, ...parameters: readonly (string | number)[]): Promise<string> => {
        const stretch = { after: RECORDS - 10, upTo: RECORDS };
        await listChangedVersions(hub.db.read, { ...stretch, ...conditions, recordTypes: ['registration'], limit: 20 });
        const explain = `${hub.db.dialect === 'sqlite' ? 'explain query plan' : 'explain'} ${text}`;
        const all = [stretch.after, stretch.upTo, 'registration', ...parameters, 20];
        const { rows } = await hub.db.read.executeQuery<Record<string, unknown>>(CompiledQuery.raw(explain, all));
        return rows.map(({ detail, table, key, type }) => detail ?? `${table} ${key} ${type}`).join('; ');
      };
      const along = /^SEARCH version USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)|^version PRIMARY range/;
      expect(await planOf({})).toMatch(along);
      const ofPlaces = await planOf({ domiciles: ['140404'] }, 'registration', '140404');
      expect(ofPlaces).toMatch(along);
      expect(ofPlaces).toMatch(/SEARCH r USING INTEGER PRIMARY KEY \(rowid=\?\)|\br PRIMARY eq_ref/);
      expect(await planOf({ company: 'a' }, 'company', 'a', RECORDS - 10, RECORDS)).toMatch(
        /^SEARCH version USING INTEGER PRIMARY KEY \(rowid=\?\).*SEARCH link USING PRIMARY KEY|^link PRIMARY range; version PRIMARY eq_ref/,
      );
    } finally {
      await hub.close();
    }
  });
});
