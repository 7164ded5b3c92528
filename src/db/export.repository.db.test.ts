import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { observed } from '../../test/support/registrations.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { operator } from '../access/viewer.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { getDigest } from '../feed/digests.ts';
import { putEntry } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
import { writeBatch } from '../feed/write.ts';
import { listHeldKeys, listHeldKeysOfCompany } from './export.repository.ts';

eachDatabase('the keys of a type', (fresh) => {
  it('are walked by their index from where a page begins, and those of a company by its links', async () => {
    await using database = await fresh();
    let text = '';
    const onQuery = (sql: string): void => {
      text = sql;
    };
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline', connections: 1, onQuery });
    try {
      // As many that MariaDB, left alone, begins at the first key.
      for (let from = 0; from < 3; from++) {
        const entries = Array.from({ length: 1000 }, (_, i) =>
          putEntry(observed(from * 1000 + i), hub.fingerprint, { population: 'all' }),
        );
        await writeBatch(hub, { source: getRecordType('registration').source, entries, receivedAt: 0 });
      }
      const { position } = await getDigest(hub, operator);
      const stretch = { recordType: 'registration', position, after: usccOf(10), limit: 5 };
      const planOf = async (parameters: readonly unknown[]): Promise<string> => {
        const explain = `${hub.db.dialect === 'sqlite' ? 'explain query plan' : 'explain'} ${text}`;
        const { rows } = await hub.db.read.executeQuery<Record<string, unknown>>(CompiledQuery.raw(explain, [...parameters]));
        return rows.map(({ detail, type, key, key_len, Extra }) => detail ?? `${key} ${type} ${key_len} ${Extra}`).join('; ');
      };
      const keys = await listHeldKeys(hub.db.read, hub.db.dialect, stretch);
      expect(keys.map(({ key }) => key)).toEqual([11, 12, 13, 14, 15].map(usccOf).toSorted());
      const [type, ...more] = ['registration', usccOf(10), position, position];
      expect(await planOf(hub.db.dialect === 'sqlite' ? [type, ...more] : [type, type, ...more])).toMatch(
        // 644 bytes: type and key. No table, no sort.
        /COVERING INDEX \S+ \(record_type=\? AND record_key>\?\)$|^version_key range 644 Using where; Using index$/,
      );
      const own = await listHeldKeysOfCompany(hub.db.read, usccOf(12), { ...stretch, after: '' });
      expect(own.map(({ key }) => key)).toEqual([usccOf(12)]);
      expect(await planOf([usccOf(12), position, 'registration', '', position])).toMatch(
        /^SEARCH link USING PRIMARY KEY \(kind=\? AND value=\? AND position<\?\)|^PRIMARY range 332/,
      );
    } finally {
      await hub.close();
    }
  });
});
