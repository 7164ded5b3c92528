/** A mirror of a hub that runs its own documents and no other text: filled, kept in step as events come, checked; and such a hub verified. */
import { expect, it } from 'vitest';
import { readDocuments } from '../src/graph/operation/documents.ts';
import type { MirrorEvent } from '../src/mirror/mirror-events.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { faultyWay } from './support/faulty-way.ts';
import { startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { expectSame, mirror } from './support/mirror-run.ts';

eachDatabase('a hub of trusted documents', (fresh) => {
  it('has mirrors, and is verified', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { trustedOnly: true });
    await using copy = await fresh();
    await using way = await faultyWay(graph.url, () => undefined);
    expect((await graph.ask('{ head { position } }')).errors[0]?.extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
    await graph.write({ 1: { capital: '1' }, 2: { capital: '1' }, 3: { capital: '1' } });

    const stop = new AbortController();
    let head = 0;
    const listener = (event: MirrorEvent) => {
      if (event.kind === 'CHECKED' && head === 0) {
        head = Number.POSITIVE_INFINITY;
        void graph.write({ 2: { capital: '2' }, 4: { capital: '1' } }).then((position) => (head = position));
      }
      if (event.kind === 'TAKEN' && event.position === head) stop.abort();
    };
    const { events } = await mirror(way.url, copy.url, { once: false, signal: stop.signal, listener });
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['FILLING', 'IN_STEP', 'CHECKED', 'TAKEN']));
    for (const kind of ['POLLING', 'RETRY', 'FAULT']) expect(kinds).not.toContain(kind);
    await expectSame(graph.url, copy.url);

    await graph.write({ 1: { capital: '3' } });
    const once = await mirror(way.url, copy.url);
    expect(once.events.map(({ kind }) => kind)).toEqual(['OPENED', 'TAKEN', 'CHECKED']);
    const documents = readDocuments();
    const texts = way.asked.flatMap(({ method, body }) =>
      method === 'POST' ? [(JSON.parse(body) as { query: string }).query] : [],
    );
    expect(new Set(texts)).toEqual(
      new Set(['FeedHead', 'ScopeDigest', 'MirrorChanges', 'MirrorFollow'].map((name) => documents.find(name)?.body)),
    );

    for (const what of ['order', 'replay']) {
      const verified = await hutongHere(['verify', what, '--from', graph.url, '--json']);
      expect(verified, what).toMatchObject({ code: 0, json: { breaches: 0 } });
    }
  });
});
