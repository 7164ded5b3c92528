import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { hutong } from '../../test/support/hutong-process.ts';
import { observed } from '../../test/support/registrations.ts';
import { readSettings } from '../config/settings.ts';
import { putEntry } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
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

it('Ctrl-C stops hutong migrate where it goes on from, when it is run again', async () => {
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
  const entries = Array.from({ length: 2 }, (_, i) => putEntry(observed(i + 1), hub.fingerprint));
  await writeBatch(hub, { source: 'registry', entries, receivedAt: 0 });
  await sql`update head set leveled_to = 0`.execute(hub.db.write);
  const preload = `--import=${new URL('../../test/support/interrupt-itself.ts', import.meta.url).href}`;
  const command = ['migrate', '--database-url', database.url];
  const stopped = await hutong(command, { env: { NODE_OPTIONS: preload } });
  expect(stopped).toMatchObject({ code: 130, stdout: '', stderr: expect.stringContaining('正在停止') });
  expect((await getHead(hub)).leveled_to, 'not all of it is done').toBe(0);
  expect((await hutongHere(command)).code).toBe(0);
  expect((await getHead(hub)).leveled_to).toBe(2);
  await hub.close();
});
