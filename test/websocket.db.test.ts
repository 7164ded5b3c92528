/** The graph over WebSocket: the protocol graphql-transport-ws as it is written, who is let in, and how each connection ends. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { createClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { anybody } from '../src/access/viewer.ts';
import { freshSqlite } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { taxpayerOf, writeRecords } from './support/graph-records.ts';
import { CHANGES, RawSocket, refusalOf } from './support/subscribers.ts';

const HEAD = '{ head { position } }';

type StartOptions = NonNullable<Parameters<typeof startGraph>[1]>;

async function withGraph(options: StartOptions, test: (graph: GraphHub) => Promise<void>): Promise<void> {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { clock: new WaitingClock(), ...options });
  await test(graph);
}

const PARTIES = [{ id: 'tax-1404', source: 'tax', token: 'a-token-of-the-bureau' }];
const pushes = { parties: PARTIES, intake: { take: () => Promise.reject(new Error('not here')) } } as unknown as NonNullable<
  StartOptions['pushes']
>;

describe('an operation over WebSocket', () => {
  it('is answered: queries once, subscriptions until they are completed', async () => {
    await withGraph({}, async (graph) => {
      const head = await graph.write({ 1: { name: '甲物业' }, 2: { name: '乙物业' } });
      await using raw = await RawSocket.open(graph.url);
      raw.subscribe('q', HEAD);
      expect(await raw.next()).toMatchObject({
        id: 'q',
        type: 'next',
        payload: { data: { head: { position: String(head) } }, extensions: { positions: [String(head)] } },
      });
      expect(await raw.next()).toEqual({ id: 'q', type: 'complete' });

      raw.subscribe('s', CHANGES, { after: '0', first: 1 });
      const first = await raw.next();
      expect(first).toMatchObject({ id: 's', type: 'next', payload: { data: { changes: { nodes: [{ position: '1' }] } } } });
      expect((await raw.next()).payload.data.changes.nodes).toHaveLength(1);
      raw.say({ id: 's', type: 'complete' });
      // The id is free again at once, and what was completed says nothing under it.
      raw.subscribe('s', CHANGES, { after: '1', first: 5 });
      expect((await raw.next()).payload.data.changes.nodes).toMatchObject([{ position: '2', previous: '1' }]);
      raw.say({ type: 'ping' });
      expect(await raw.next()).toEqual({ type: 'pong' });
      // It is still the one that has the id, though another with it has ended since.
      raw.subscribe('s', CHANGES);
      expect(await raw.closed).toMatchObject({ code: 4409 });
    });
  });

  it('is refused in words of the language that was asked for', async () => {
    await withGraph({}, async (graph) => {
      await using raw = await RawSocket.open(graph.url, { 'Accept-Language': 'en' });
      const refused = async (payload: object) => {
        raw.say({ id: 'x', type: 'subscribe', payload });
        const said = await raw.next();
        expect(said).toMatchObject({ id: 'x', type: 'error' });
        return said.payload[0];
      };
      expect(await refused({ query: '{ nothing }' })).toMatchObject({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
      expect(await refused({})).toMatchObject({ extensions: { code: 'BAD_REQUEST' } });
      expect(await refused({ query: CHANGES, variables: { first: 0 } })).toMatchObject({ path: ['changes'] });
      const ahead = await refused({ query: CHANGES, variables: { after: '99' } });
      expect(ahead).toMatchObject({ extensions: { code: 'POSITION_UNKNOWN' } });
      expect(ahead.message).toMatch(/^[\x20-\x7e]+$/);
      // The connection goes on.
      raw.subscribe('y', HEAD);
      expect((await raw.next()).type).toBe('next');
    });
  });

  it('may name a document, and no other is run where only documents are', async () => {
    await withGraph({ trustedOnly: true }, async (graph) => {
      await using raw = await RawSocket.open(graph.url);
      raw.subscribe('own', HEAD);
      expect((await raw.next()).payload[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
      raw.say({ id: 'doc', type: 'subscribe', payload: { documentId: 'SourceState', variables: { first: 1 } } });
      expect(await raw.next()).toMatchObject({ id: 'doc', type: 'next', payload: { data: { head: { position: '0' } } } });
    });
  });

  it('sees what whoever asks may see: by a token among the parameters or in the header', async () => {
    await withGraph({ viewer: anybody, pushes }, async (graph) => {
      await graph.write({ 1: { legalRepresentative: '张三丰' } });
      await writeRecords(graph, taxpayerOf(1, 'd1'));
      const asked = async (params: object, headers: Readonly<Record<string, string>> = {}) => {
        await using raw = await RawSocket.open(graph.url, params, headers);
        raw.subscribe('1', 'subscription { changes(after: "0") { nodes { recordType after } } }');
        return JSON.stringify((await raw.next()).payload.data);
      };
      const token = 'Bearer a-token-of-the-bureau';
      const seen = [await asked({}), await asked({ Authorization: token }), await asked({}, { authorization: token })];
      expect(seen.map((text) => text.includes('"recordType":"taxpayer"'))).toEqual([false, true, true]);
      expect(seen.join()).not.toContain('张三丰');
      expect(graph.log.join()).not.toMatch(/张三丰|a-token-of-the-bureau/);
    });
  });

  it('may change the hub where a POST may', async () => {
    await withGraph({ viewer: anybody }, async (graph) => {
      await using raw = await RawSocket.open(graph.url);
      raw.subscribe('1', 'mutation { approveRun(id: 1, reason: "x") { id } }');
      expect((await raw.next()).payload.errors[0].extensions.code).toBe('NOT_ALLOWED');
    });
    await withGraph({}, async (graph) => {
      await using raw = await RawSocket.open(graph.url);
      raw.subscribe('1', 'mutation { approveRun(id: 1, reason: "x") { id } }');
      expect((await raw.next()).payload.errors[0].extensions.code).not.toBe('NOT_ALLOWED');
    });
  });
});

describe('a connection', () => {
  it('is closed with the code of the protocol for whatever breaks it', async () => {
    await withGraph({ pushes, socketLimits: { initMs: 60_000 } }, async (graph) => {
      const broken = async (...said: readonly (object | string)[]) => {
        const raw = new RawSocket(graph.url);
        await once(raw.socket, 'open');
        for (const each of said) raw.socket.send(typeof each === 'string' ? each : JSON.stringify(each));
        return (await raw.closed).code;
      };
      const init = { type: 'connection_init' };
      const subscribe = { id: '1', type: 'subscribe', payload: { query: CHANGES } };
      expect(
        await Promise.all([
          broken(subscribe),
          broken(init, init),
          broken(init, subscribe, subscribe),
          broken('{'),
          broken(init, { type: 'subscribe', id: '', payload: {} }),
          broken(init, { type: 'subscribe', id: 'x'.repeat(200), payload: {} }),
          broken(init, { type: 'next', id: '1' }),
          broken({ type: 'connection_init', payload: { authorization: 'Bearer nobody-has-this' } }),
          broken(init, 'x'.repeat(1_000_001)),
        ]),
      ).toEqual([4401, 4429, 4409, 4400, 4400, 4400, 4400, 4403, 1009]);
      const told = () => graph.log.filter((line) => line.includes('"stream":"ws"')).length;
      await expect.poll(told).toBe(9);
      expect(graph.log.join()).not.toContain('nobody-has-this');
    });
  });

  it('is closed where nobody says in time who asks', async () => {
    await withGraph({ socketLimits: { initMs: 150 } }, async (graph) => {
      await using raw = new RawSocket(graph.url);
      expect(await raw.closed).toMatchObject({ code: 4408 });
      await expect.poll(() => graph.log.join()).toContain('"closed":4408');
    });
  });

  it('is refused to pages of other sites, under other names, elsewhere, and in other protocols', async () => {
    await withGraph({}, async (graph) => {
      const { host, port } = new URL(graph.url);
      const refused = async (raw: RawSocket) => {
        const { status, code } = await refusalOf(raw);
        return `${status} ${code}`;
      };
      expect(await refused(new RawSocket(graph.url, { origin: 'https://other.example' }))).toBe('403 SOCKET_OTHER_SITE');
      expect(await refused(new RawSocket(graph.url, { origin: 'null' }))).toBe('403 SOCKET_OTHER_SITE');
      expect(await refused(new RawSocket(graph.url, { origin: `http://127.0.0.1:${Number(port) + 1}` }))).toBe(
        '403 SOCKET_OTHER_SITE',
      );
      expect(await refused(new RawSocket(graph.url, { host: 'other.example', origin: 'http://other.example' }))).toBe(
        '421 HOST_REFUSED',
      );
      expect(await refused(new RawSocket(graph.url, {}, 'graphql-ws'))).toBe('400 SOCKET_PROTOCOL_UNKNOWN');
      expect(await refused(new RawSocket(`${graph.url}/elsewhere`))).toBe('404 NOT_FOUND');
      await using raw = await RawSocket.open(graph.url, {}, { origin: `http://${host}` });
      raw.subscribe('1', HEAD);
      expect((await raw.next()).type).toBe('next');
    });
  });

  it('leaves those alone who ask for another upgrade', async () => {
    await withGraph({}, async (graph) => {
      const headers = {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': '',
        'content-type': 'application/json',
      };
      const asking = request(`${graph.url}/graphql`, { method: 'POST', headers });
      asking.end(JSON.stringify({ query: HEAD }));
      const [answer] = await once(asking, 'response');
      let text = '';
      for await (const part of answer) text += String(part);
      expect(JSON.parse(text)).toMatchObject({ data: { head: { position: '0' } } });
    });
  });

  it('carries so many operations, and there are so many of one address', async () => {
    await withGraph({ socketLimits: { operations: 2 }, subscriptionLimits: { ofOne: 3 } }, async (graph) => {
      await graph.write({ 1: {} });
      await using raw = await RawSocket.open(graph.url);
      raw.subscribe('1', CHANGES);
      raw.subscribe('2', CHANGES);
      raw.subscribe('3', CHANGES);
      expect(await raw.next()).toMatchObject({ id: '3', payload: [{ extensions: { code: 'SOCKET_OPERATIONS_TOO_MANY' } }] });
      await using second = await RawSocket.open(graph.url);
      second.subscribe('1', CHANGES);
      second.subscribe('2', CHANGES);
      expect(await second.next()).toMatchObject({ id: '2', payload: [{ extensions: { code: 'SUBSCRIPTIONS_TOO_MANY' } }] });
      await using _third = await RawSocket.open(graph.url);
      expect(await refusalOf(new RawSocket(graph.url))).toEqual({ status: 429, code: 'SOCKETS_TOO_MANY', retryAfter: '30' });
      // What is given up is free for others.
      raw.say({ id: '1', type: 'complete' });
      let tries = 0;
      // Each try has one answer: the change that is there already, or that there is no room.
      const tried = async () => {
        second.subscribe(`try ${++tries}`, CHANGES, { after: '0' });
        return second.next();
      };
      await expect.poll(tried).toMatchObject({ id: expect.stringMatching(/^try /), type: 'next' });
    });
  });

  it('is cut off where nobody answers at its other end', async () => {
    await withGraph({ socketLimits: { pingMs: 100, initMs: 60_000 } }, async (graph) => {
      await using alive = await RawSocket.open(graph.url);
      const { hostname, port } = new URL(graph.url);
      const dead = connect(Number(port), hostname);
      dead.write(
        `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
      );
      // It reads, and answers nothing.
      dead.resume();
      await once(dead, 'close');
      alive.subscribe('1', HEAD);
      expect((await alive.next()).type).toBe('next');
    });
  });

  it('follows by the name of a document, which its stock client sends beside an empty text', async () => {
    await withGraph({ trustedOnly: true }, async (graph) => {
      await graph.write({ 1: {}, 2: {} });
      const client = createClient({
        url: `${graph.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      const asked = { query: '', documentId: 'FollowChanges', variables: { after: '0' } };
      for await (const { data, errors } of client.iterate<{ changes: { nodes: readonly object[] } }>(asked)) {
        expect([errors, data?.changes.nodes.length]).toEqual([undefined, 2]);
        break;
      }
      await client.dispose();
    });
  });

  it('is told at a restart to come again, and its stock client goes on from where it was', async () => {
    await using database = await freshSqlite();
    const clock = new WaitingClock();
    const before = await startGraph(database, { clock });
    await before.write({ 1: { name: '甲物业' } });
    const got: string[] = [];
    const codes: number[] = [];
    let { url } = before;
    const client = createClient({
      url: () => `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
      on: { closed: (event) => codes.push((event as { code: number }).code) },
    });
    let after = '0';
    const following = (async () => {
      while (got.length < 2) {
        // One at a time: whoever comes again by itself asks from where it began.
        for await (const { data } of client.iterate<{ changes: { scannedTo: string; nodes: { position: string }[] } }>({
          query: CHANGES,
          variables: { after },
        })) {
          for (const { position } of data?.changes.nodes ?? []) if (Number(position) > Number(after)) got.push(position);
          after = data?.changes.scannedTo ?? after;
          if (got.length === 2) break;
        }
      }
    })();
    await expect.poll(() => got.length).toBe(1);
    const began = performance.now();
    await before[Symbol.asyncDispose]();
    // One that is waited for has half a minute to say goodbye.
    expect(performance.now() - began).toBeLessThan(10_000);
    await using later = await startGraph(database, { clock });
    url = later.url;
    await later.write({ 2: { name: '乙物业' } });
    await following;
    expect(got).toEqual(['1', '2']);
    expect(codes).toContain(1012);
    await client.dispose();
  });
});
