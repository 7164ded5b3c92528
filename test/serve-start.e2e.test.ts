/** What `serve` loads before it answers: how soon it does hangs on that alone, and is measured by the benchmark of queries. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHutong } from './support/hutong-process.ts';
import type { NotedThread } from './support/note-loaded.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-start-'));
let main: NotedThread & { readonly isMain: true };
let threads: readonly NotedThread[];

beforeAll(async () => {
  const notes = join(folder, 'loaded');
  const serving = startHutong(['serve', '--port', '0', '--json'], {
    env: {
      HUTONG_DATABASE_URL: `sqlite:${join(folder, 'hub.db')}`,
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'support/note-loaded.ts')}`,
      NOTE_LOADED: notes,
    },
  });
  try {
    const { url } = JSON.parse(await serving.says('\n')) as { url: string };
    // A search reads in a thread of the database.
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ head { position } searchCompanies(text: "物业") { matchedText } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { head: { position: '0' } } });
  } finally {
    serving.child.kill('SIGTERM');
    await serving.ended;
  }
  const noted = readFileSync(notes, 'utf8').trimEnd().split('\n');
  threads = noted.map((line) => JSON.parse(line) as NotedThread);
  main = threads.find((thread) => thread.isMain) as typeof main;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the packages that a server on SQLite answers with, and no other', () => {
  // What else somebody needs now and then is loaded there, where it is needed.
  expect(main.packages).toEqual([
    '@fastify/multipart',
    'commander',
    'croner',
    'dataloader',
    'fastify',
    'graphql',
    'graphql-http',
    'graphql-jit',
    'graphql-ws',
    'kysely',
    'negotiator',
    'pino',
    'qrcode-generator',
    'ws',
  ]);
});

it('no other command, no source and no job', () => {
  expect(main.files).toContain('src/server/server.ts');
  const apart = main.files.filter((file) => /^(connectors|jobs|sandbox|src\/cli\/commands)\//.test(file));
  expect(apart).toEqual([
    'connectors/tax/exchange-columns.ts',
    'jobs/push/push-process.ts',
    'jobs/schedule.ts',
    'src/cli/commands/serve.ts',
  ]);
});

it('a thread finds what was compiled before, as the program does', () => {
  const others = threads.flatMap((thread) => (thread.isMain ? [] : [thread.compileCache]));
  expect(others).not.toEqual([]);
  expect(others.filter((cache) => cache?.includes('/hutong/') !== true)).toEqual([]);
});
