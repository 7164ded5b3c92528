import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { observed } from '../../test/support/registrations.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { putEntry } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
import { writeBatch } from '../feed/write.ts';
import { listRegistrationKeys } from './registration-list.repository.ts';

eachDatabase('pages in the order of codes', (fresh) => {
  it('are read from where they begin, whichever way', async () => {
    await using database = await fresh();
    let text = '';
    const onQuery = (sql: string): void => {
      text = sql;
    };
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline', connections: 1, onQuery });
    try {
      const all = 3000;
      for (let from = 0; from < all; from += 1000) {
        const entries = Array.from({ length: 1000 }, (_, i) =>
          putEntry(observed(from + i), hub.fingerprint, { population: 'all' }),
        );
        await writeBatch(hub, { source: 'registry', entries, receivedAt: 0 });
      }
      const { read, dialect } = hub.db;
      const codes = Array.from({ length: all }, (_, i) => usccOf(i)).toSorted();
      const middle = codes[all / 2] ?? '';
      for (const backward of [false, true]) {
        const page = { position: all, filter: {}, order: 'record_key', backward, limit: 5 } as const;
        const rows = await listRegistrationKeys(read, dialect, { ...page, from: { value: null, key: middle } });
        const behind = backward ? codes.slice(all / 2 - 5, all / 2).toReversed() : codes.slice(all / 2 + 1, all / 2 + 6);
        expect(rows.map(({ key }) => key)).toEqual(behind);

        // Before them the type, as often as it is named.
        const others = [all, middle, all, all];
        const types = Array(text.split('?').length - 1 - others.length).fill('registration');
        const explain = CompiledQuery.raw(`${dialect === 'sqlite' ? 'explain query plan' : 'explain'} ${text}`, [
          ...types,
          ...others,
        ]);
        const plan = (await read.executeQuery<Record<string, unknown>>(explain)).rows;
        expect(plan.map(({ detail, type: way, key, key_len, Extra }) => detail ?? `${key} ${way} ${key_len} ${Extra}`)).toEqual([
          // 644 bytes: type and key. No sort.
          expect.stringMatching(
            /COVERING INDEX \S+ \(record_type=\? AND record_key[<>]\?\)$|^version_key range 644 Using where; Using index$/,
          ),
          expect.stringMatching(/^SEARCH r USING INTEGER PRIMARY KEY|^PRIMARY eq_ref/),
        ]);
      }
    } finally {
      await hub.close();
    }
  });
});
