import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { readSettings } from '../config/settings.ts';
import { openHub } from '../feed/hub.ts';
import { sayIn } from './context.ts';
import { Output } from './output.ts';
import { startServing } from './serving.ts';

const DECISIONS = `mutation {
  retryQuarantined { tried isAll }
  releaseQuarantined(id: "7") { __typename }
  rejectRun(id: "7", reason: "no reason") { id }
}`;

it('a server carries out decisions with connectors that it loads for the first of them, and lets so many follow as are set', async () => {
  await using database = await freshSqlite();
  const read = readSettings({}, { HUTONG_DATABASE_URL: database.url, HUTONG_PORT: '0', HUTONG_SUBSCRIPTIONS_OF_ONE: '1' });
  if (!read.ok) throw new Error(read.problem.code);
  const out = new Output({ json: true, lang: 'zh', stdout: process.stdout, stderr: process.stderr });
  const context = { lang: 'zh', say: sayIn('zh'), out, settings: read.value, signal: AbortSignal.any([]) } as const;
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
  const server = await startServing(context, hub);
  try {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: DECISIONS }),
    });
    const { data, errors } = (await answer.json()) as { data: unknown; errors: { extensions: { code: string } }[] };
    expect(data).toEqual({ retryQuarantined: { tried: 0, isAll: true }, releaseQuarantined: null, rejectRun: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['CLI_QUARANTINE_ABSENT', 'RUN_ABSENT']);
    const follow = () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: 'subscription { changes { scannedTo } }' }),
      });
    const first = await follow();
    expect([first.status, (await follow()).status]).toEqual([200, 429]);
    await first.body?.cancel();
  } finally {
    await server.close();
    await hub.close();
  }
});
