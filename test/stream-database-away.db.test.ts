/** The database goes away under those who follow the feed, and comes back: stock clients come again by themselves, and miss nothing. */
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { pino } from 'pino';
import { describe, expect, inject, it } from 'vitest';
import WebSocket from 'ws';
import { putEntry } from '../src/feed/entry.ts';
import { openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startServer } from '../src/server/server.ts';
import { cutConnection } from './support/cut-connection.ts';
import { freshMariadb } from './support/databases.ts';
import { observed } from './support/registrations.ts';

const SUBSCRIPTION = { query: 'subscription { changes(after: "0") { nodes { position } } }' };

/** Between two tries of a client, milliseconds. */
const PAUSE = 20;

interface Page {
  readonly changes: { readonly nodes: readonly { readonly position: string }[] };
}

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('a database that goes away for a while', () => {
  it.each(['Server-Sent Events', 'WebSocket'])('ends no subscription over %s for good', async (way) => {
    await using database = await freshMariadb();
    await using cut = await cutConnection(database.url);
    const hub = await openHub({ databaseUrl: cut.url, connections: 2 });
    const server = await startServer({ hub, port: 0, logger: pino({ level: 'silent' }) });
    const put = (n: number) => {
      const entries = [putEntry(observed(n, {}), hub.fingerprint, { population: 'all' })];
      return writeBatch(hub, { source: 'registry', entries, receivedAt: 0 });
    };
    let tries = 0;
    const options = {
      retryAttempts: 1_000,
      retry: async () => {
        tries += 1;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      },
    };
    const url = `${server.url}/graphql`;
    const client =
      way === 'WebSocket'
        ? createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryWait: options.retry, ...options })
        : createSseClient({ url, ...options });
    const told: string[] = [];
    const positions = new Set<string>();
    const stop = client.subscribe<Page>(SUBSCRIPTION, {
      next: ({ data, errors }) => {
        if (errors !== undefined) told.push(JSON.stringify(errors));
        for (const { position } of data?.changes.nodes ?? []) positions.add(position);
      },
      error: (error) => told.push(String(error)),
      complete: () => told.push('complete'),
    });
    try {
      await put(1);
      await expect.poll(() => positions.size).toBe(1);
      cut.leave();
      const answer = await fetch(url, {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify(SUBSCRIPTION),
      });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      // More than once it has come while nobody could answer.
      await expect.poll(() => tries + told.length).toBeGreaterThan(3);
      cut.comeBack();
      await expect.poll(() => put(2).catch(() => null)).not.toBeNull();
      await expect.poll(() => positions.size).toBe(2);
      expect(told).toEqual([]);
    } finally {
      stop();
      await client.dispose();
      await server.close();
      await hub.close();
    }
  });
});
