/** The feed followed by the `EventSource` of a real browser, as docs/subscriptions.md shows it. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startServer } from '../src/server/server.ts';
import { inBrowser, launchBrowser } from './support/browser.ts';
import { freshSqlite } from './support/databases.ts';
import { observed } from './support/registrations.ts';

const docs = readFileSync(join(import.meta.dirname, '../docs/subscriptions.md'), 'utf8');
const [, shown = ''] = /<script type="module">\n([\s\S]*?)<\/script>/.exec(docs) ?? [];

const QUERY = `subscription ($after: Position, $feed: ID) {
  changes(after: $after, feed: $feed, first: 2) { feed scannedTo nodes { position previous } }
}`;

/** Follows as the page of the docs does, and keeps what it is given. */
const follow = (url: string): string => `{
  globalThis.kept = [];
  const [url, query, after, feed] = ${JSON.stringify([url, QUERY, '0', null])};
  const apply = (nodes) => kept.push(...nodes);
  ${shown}
  globalThis.source = source;
}`;

async function write(hub: Hub, n: number): Promise<void> {
  const entries = [putEntry(observed(n, {}), hub.fingerprint, { population: 'all' })];
  await writeBatch(hub, { source: 'registry', entries, receivedAt: 0 });
}

const positionsOn = (page: Page): Promise<readonly number[]> => page.evaluate('kept.map(({ position }) => Number(position))');

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

inBrowser('EventSource', (visit) => {
  it('has everything once and in order, though the server was away for a while', async () => {
    await using database = await freshSqlite();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const logger = pino({ level: 'silent' });
    let server = await startServer({ hub, port: 0, logger });
    try {
      for (const n of [1, 2, 3]) await write(hub, n);
      const { url } = server;
      await using seen = await visit(`${url}/graphql`, { expectedErrors: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED/ });
      const { page } = seen;
      await page.evaluate(follow(''));
      await expect.poll(() => positionsOn(page)).toEqual(upTo(3));
      await write(hub, 4);
      await expect.poll(() => positionsOn(page)).toEqual(upTo(4));
      await server.close();
      for (const n of [5, 6, 7]) await write(hub, n);
      // It comes again every three seconds.
      await expect.poll(() => page.evaluate('source.readyState')).toBe(0);
      server = await startServer({ hub, port: Number(new URL(url).port), logger });
      await write(hub, 8);
      await expect.poll(() => positionsOn(page)).toEqual(upTo(8));
      expect(await page.evaluate('kept.map(({ previous }) => Number(previous))')).toEqual(upTo(8).map((n) => n - 1));
      await page.evaluate('source.close()');
    } finally {
      await server.close();
      await hub.close();
    }
  });

  it('of a page of another origin is refused', async () => {
    await using database = await freshSqlite();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const log: string[] = [];
    const server = await startServer({ hub, port: 0, logger: pino({}, { write: (line: string) => void log.push(line) }) });
    const other = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    // Of its own: a page that is visited asks nobody else.
    const browser = await launchBrowser();
    try {
      await write(hub, 1);
      // The page itself may not read what it is answered.
      const asked = () => log.filter((line) => line.includes('/graphql')).map((line) => JSON.parse(line));
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
      await page.evaluate(follow(server.url));
      await expect.poll(asked).toMatchObject([{ status: 400, codes: ['PREFLIGHT_REQUIRED'] }]);
      await expect.poll(() => page.evaluate('source.readyState')).toBe(2);
      expect(await positionsOn(page)).toEqual([]);
    } finally {
      await browser.close();
      other.closeAllConnections();
      other.close();
      await server.close();
      await hub.close();
    }
  });
});
