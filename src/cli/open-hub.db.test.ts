import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { observed } from '../../test/support/registrations.ts';
import { readSettings } from '../config/settings.ts';
import { putEntry } from '../feed/entry.ts';
import { getHead } from '../feed/position.ts';
import { writeBatch } from '../feed/write.ts';
import { sayIn } from './context.ts';
import { withHub } from './open-hub.ts';
import { Output } from './output.ts';

it('whoever brings data, or serves, works out what a migration left; whoever only looks does not', async () => {
  await using database = await freshSqlite();
  const read = readSettings({}, { HUTONG_DATABASE_URL: database.url });
  if (!read.ok) throw new Error(read.problem.code);
  const out = new Output({ json: true, lang: 'zh', stdout: process.stdout, stderr: process.stderr });
  const context = { lang: 'zh', say: sayIn('zh'), out, settings: read.value, signal: AbortSignal.any([]) } as const;
  await withHub(context, 'bring', async (hub) => {
    const entries = [putEntry(observed(1, { pripid: 'P1' }), hub.fingerprint)];
    await writeBatch(hub, { source: 'registry', entries, receivedAt: 0 });
    await sql`update head set leveled_to = 0`.execute(hub.db.write);
  });
  const filledTo = (mode: 'bring' | 'look' | 'serve') => withHub(context, mode, async (hub) => (await getHead(hub)).leveled_to);
  expect(await filledTo('look')).toBe(0);
  expect(await filledTo('serve')).toBe(1);
});
