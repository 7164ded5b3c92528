/** docs/subscriptions.md: what it shows is done as it says, and its figures are those of the server. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settings } from '../src/config/settings.ts';
import { SUBSCRIPTION_LIMITS } from '../src/server/stream/subscriptions.ts';
import { SOCKET_LIMITS } from '../src/server/stream/websocket.ts';
import { freshSqlite } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { startGraph } from './support/graph-client.ts';
import { RawStream } from './support/raw-stream.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/subscriptions.md'), 'utf8');

const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, found, text = '']) => (found === language ? [text] : []));

it('its subscription, its command and its programs are answered', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { clock: new WaitingClock() });
  await graph.write({ 1: { name: '甲物业' }, 2: { name: '乙物业' } });
  const [subscription = ''] = blocks('graphql');
  await using stream = new RawStream(graph.url, subscription, { after: '0' });
  await stream.until('"position":"2"');

  const [command = ''] = blocks('sh');
  const shell = `exec ${command.trim().replace('http://127.0.0.1:4000', graph.url)}`;
  const child = spawn('sh', ['-c', shell], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    said += part;
    if (said.includes('"scannedTo":"2"')) break;
  }
  // It follows for as long as it is let.
  child.kill();
  expect(said).toContain('"scannedTo":"2"');

  for (const program of blocks('js')) {
    const taken: object[] = [];
    const stop = new Error('enough');
    const apply = async (nodes: readonly object[]) => {
      taken.push(...nodes);
      throw stop;
    };
    // The page leaves its names to whoever copies it.
    const [imports = '', rest = ''] = program.split(/\n\n([\s\S]*)/);
    const loaded = await Promise.all(
      [...imports.matchAll(/import \{ (\w+) \} from '([\w-]+)'/g)].map(async ([, name = '', from = '']) => {
        const module = (await import(from)) as Readonly<Record<string, unknown>>;
        return [name, module[name]] as const;
      }),
    );
    const run = new Function(
      ...loaded.map(([name]) => name),
      'url',
      'query',
      'apply',
      `return (async () => { let after = '0', feed = null; ${rest} })()`,
    ) as (...given: readonly unknown[]) => Promise<void>;
    await expect(run(...loaded.map(([, value]) => value), graph.url, subscription, apply)).rejects.toBe(stop);
    expect(taken).toHaveLength(2);
  }
});

it('its limits are those of the server, and those that are set by default', () => {
  const { ofOne, inAll, questions } = SUBSCRIPTION_LIMITS;
  const { subscriptionsOfOne, subscriptionsInAll, subscriptionsQuestions } = settings;
  expect([subscriptionsOfOne.default, subscriptionsInAll.default, subscriptionsQuestions.default]).toEqual([
    ofOne,
    inAll,
    questions,
  ]);
  for (const [count, { variable }] of [
    [ofOne, subscriptionsOfOne],
    [inAll, subscriptionsInAll],
    [questions, subscriptionsQuestions],
  ] as const) {
    expect(page).toMatch(new RegExp(`\\| ${count.toLocaleString('en')} \\| \`${variable}\` \\|`));
  }
  expect(page).toContain(`| operations at once over one WebSocket | ${SOCKET_LIMITS.operations} |`);
});
