/** A mirror whose way to the hub breaks, whose hub refuses or answers strangely, and whose hub was put back from a backup. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMariadb } from '../scripts/test-programs.ts';
import { anybody } from '../src/access/viewer.ts';
import type { MirrorEvent } from '../src/mirror/mirror-events.ts';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type Asked, type Fault, type FaultyWay, faultyWay } from './support/faulty-way.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { startMariadb } from './support/mariadb.ts';
import { expectSame, freshCopy, type MirrorRun, mirror, onCopy } from './support/mirror-run.ts';
import type { Given } from './support/registrations.ts';

const companies = (from: number, to: number, given: Given = {}): Record<number, Given> =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, { capital: '1', ...given }]));

const kinds = ({ events }: MirrorRun, ...wanted: readonly string[]): readonly string[] =>
  events.map(({ kind }) => kind).filter((kind) => wanted.includes(kind));
const problems = ({ events }: MirrorRun): readonly string[] =>
  events.flatMap((event) => (event.kind === 'RETRY' ? [event.problem.code] : []));

const isExport = ({ path }: Asked): boolean => path.startsWith('/export/registration');
const isChanges = ({ body }: Asked): boolean => body.includes('changes(');

type FaultOf = readonly [(asked: Asked) => boolean, Fault];

/** Each fault once, for the first request that it is of. */
function once(...faults: FaultOf[]): (asked: Asked) => Fault | undefined {
  const left = [...faults];
  return (asked) => {
    const found = left.findIndex(([fits]) => fits(asked));
    return found < 0 ? undefined : left.splice(found, 1)[0]?.[1];
  };
}

describe('a mirror', () => {
  let graph: GraphHub;
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshSqlite();
    graph = await startGraph(database);
    await graph.write(companies(1, 900));
    await graph.write(companies(901, 1500));
  });
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const through = (...faults: FaultOf[]): Promise<FaultyWay> => faultyWay(graph.url, once(...faults));

  it('goes on behind the last row of an export that was cut off, twice', async () => {
    // Far behind a thousand rows, which are taken in together: of what came, that is lost which nobody had read by the cut.
    await using way = await through([isExport, { cutAfter: 480_000 }], [isExport, { cutAfter: 30_000 }]);
    using copy = freshCopy();
    const run = await mirror(way.url, copy.url);
    expect(problems(run)).toEqual(['MIRROR_CUT_OFF', 'MIRROR_CUT_OFF']);
    const after = way.asked.filter(isExport).map(({ path }) => new URL(path, way.url).searchParams.get('after'));
    expect([after[0], typeof after[1], after[2]]).toEqual([null, 'string', after[1]]);
    await expectSame(graph.url, copy.url);
  });

  it('notices an export of which a row is missing or another than it was, and a page out of which a change fell', async () => {
    const rowLost = { spoil: (text: string) => text.replace(/\{"key":"9114010000000077[^\n]*\n/, '') };
    const hashOther = { spoil: (text: string) => text.replace(/("hash":")[0-9a-f]/, '$1g') };
    const changeLost = { spoil: (text: string) => text.replace(/\{"position":"1602".*?\},(?=\{"position":"1603")/, '') };
    using copy = freshCopy();
    {
      await using way = await through([isExport, rowLost]);
      expect(problems(await mirror(way.url, copy.url))).toEqual(['MIRROR_EXPORT_APART']);
      await expectSame(graph.url, copy.url);
    }
    await graph.write(companies(1, 200, { capital: '5' }));
    {
      await using way = await through([isChanges, changeLost]);
      expect(problems(await mirror(way.url, copy.url))).toEqual(['MIRROR_PAGE_APART']);
      await expectSame(graph.url, copy.url);
    }
    using other = freshCopy();
    await using way = await through([isExport, hashOther]);
    await expect(mirror(way.url, other.url)).rejects.toMatchObject({
      problem: { code: 'MIRROR_NOT_A_HUB', params: { part: 'hash' } },
    });
  });

  it('takes a digest of another position or scope for none, and its copy for none the worse', async () => {
    using copy = freshCopy();
    await mirror(graph.url, copy.url);
    const isDigest = ({ body }: Asked) => body.includes('digest(');
    const others: readonly (readonly [part: string, spoil: (text: string) => string])[] = [
      ['at', (text) => text.replace(/"at":"\d+"/, '"at":"1"').replace(/"digest":"./, '"digest":"0')],
      ['scope', (text) => text.replace('"recordTypes":["committee",', '"recordTypes":[')],
    ];
    for (const [part, spoil] of others) {
      await using way = await through([isDigest, { spoil }]);
      await expect(mirror(way.url, copy.url), part).rejects.toMatchObject({
        problem: { code: 'MIRROR_NOT_A_HUB', params: { part } },
      });
      await expectSame(graph.url, copy.url);
    }
  });

  it('waits where the hub is busy, and ends where it is refused', async () => {
    using copy = freshCopy();
    const busy = {
      status: 503,
      headers: { 'retry-after': '1' },
      body: '{"errors":[{"message":"忙","extensions":{"code":"COUNTS_BUSY"}}]}',
    };
    {
      await using way = await through([() => true, { status: 502 }], [isExport, busy]);
      const run = await mirror(way.url, copy.url);
      expect(problems(run)).toEqual(['MIRROR_GATEWAY_BUSY', 'MIRROR_HUB_BUSY']);
      expect(run.events.find((event) => event.kind === 'RETRY' && event.ms >= 1000)).toBeDefined();
    }
    await using way = await faultyWay(graph.url, () => ({
      status: 401,
      body: '{"errors":[{"message":"令牌不对","extensions":{"code":"PUSH_TOKEN"}}]}',
    }));
    await expect(mirror(way.url, copy.url)).rejects.toMatchObject({
      problem: { code: 'MIRROR_TOKEN_REFUSED' },
    });
  });

  it('gives up after some tries where it is to be done once, and the hub is not there', async () => {
    using copy = freshCopy();
    const way = await through();
    await way[Symbol.asyncDispose]();
    await expect(mirror(way.url, copy.url)).rejects.toMatchObject({
      problem: { code: 'MIRROR_UNREACHABLE', params: { reason: 'ECONNREFUSED' } },
    });
  });

  it('asks for pages where something in between takes no subscriptions', async () => {
    using copy = freshCopy();
    await using way = await faultyWay(graph.url, ({ accept }) => (accept === 'text/event-stream' ? { status: 406 } : undefined));
    const stop = new AbortController();
    let last = Number.POSITIVE_INFINITY;
    const run = await mirror(way.url, copy.url, {
      once: false,
      signal: stop.signal,
      listener(event) {
        if (event.kind === 'POLLING') void graph.write(companies(1, 3, { capital: '6' })).then((head) => (last = head));
        if (event.kind === 'TAKEN' && event.position >= last) stop.abort();
      },
    });
    expect(kinds(run, 'POLLING', 'RETRY')).toEqual(['POLLING']);
    await expectSame(graph.url, copy.url);
  });

  it('does not come back at once to a hub that ends every subscription without a word', async () => {
    using copy = freshCopy();
    await mirror(graph.url, copy.url);
    const mute = { status: 200, headers: { 'content-type': 'text/event-stream' }, body: '' };
    await using way = await faultyWay(graph.url, ({ accept }) => (accept === 'text/event-stream' ? mute : undefined));
    const stop = new AbortController();
    const pauses: number[] = [];
    const run = await mirror(way.url, copy.url, {
      once: false,
      signal: stop.signal,
      listener: (event) => event.kind === 'RETRY' && pauses.push(event.ms) === 4 && stop.abort(),
    });
    expect([pauses, problems(run)[0]]).toEqual([[250, 500, 1000, 2000], 'MIRROR_CUT_OFF']);
  });

  it('connects again where events break off, with no change lost or repeated', async () => {
    using copy = freshCopy();
    await mirror(graph.url, copy.url);
    const isEvents = ({ accept }: Asked) => accept === 'text/event-stream';
    await using way = await through([isEvents, { cutAfter: 9_000 }], [isEvents, { cutAfter: 70_000 }]);
    const head = await graph.write(companies(1, 700, { capital: '7' }));
    const stop = new AbortController();
    const run = await mirror(way.url, copy.url, {
      once: false,
      signal: stop.signal,
      listener: (event) => event.kind === 'TAKEN' && event.position === head && stop.abort(),
    });
    expect(problems(run)).toEqual(['MIRROR_CUT_OFF', 'MIRROR_CUT_OFF']);
    expect(run.events.reduce((sum, event) => sum + (event.kind === 'TAKEN' ? event.changes : 0), 0)).toBe(700);
    await expectSame(graph.url, copy.url);
  });
});

const noMariadb = findMariadb() === undefined && !process.env.CI;

describe('what changes under a copy', () => {
  it('is what its viewer may see: then its rows are taken anew', async () => {
    await using database = await freshSqlite();
    using copy = freshCopy();
    {
      await using graph = await startGraph(database, { viewer: anybody });
      await graph.write(companies(1, 5, { pripid: 'P1' }));
      await mirror(graph.url, copy.url);
    }
    await using graph = await startGraph(database);
    const run = await mirror(graph.url, copy.url);
    expect(kinds(run, 'FAULT', 'CHECKED')).toEqual(['FAULT', 'CHECKED']);
    expect(run.copy?.state.level).toBe('RESTRICTED');
    await expectSame(graph.url, copy.url);
  });

  it.skipIf(noMariadb)('is its own database, which goes away and comes back', { timeout: 60_000 }, async () => {
    const server = await startMariadb();
    try {
      await using database = await freshSqlite();
      await using graph = await startGraph(database);
      const url = await server.createDatabase('copy');
      await graph.write(companies(1, 50));
      await mirror(graph.url, url);
      const stop = new AbortController();
      let head = Number.POSITIVE_INFINITY;
      let isAway = false;
      const followed = mirror(graph.url, url, {
        once: false,
        signal: stop.signal,
        listener(event) {
          if (event.kind === 'CHECKED' && !isAway) {
            isAway = true;
            void server.crash().then(() => graph.write(companies(1, 50, { capital: '2' })));
          }
          if (event.kind === 'RETRY' && head === Number.POSITIVE_INFINITY) {
            head = 100;
            void server.restart();
          }
          if (event.kind === 'TAKEN' && event.position === head) stop.abort();
        },
      });
      expect(new Set(problems(await followed))).toEqual(new Set(['MIRROR_TARGET_GONE']));
      await expectSame(graph.url, url);
    } finally {
      await server.stop();
    }
  });
});

describe('a hub that was restored from a backup', () => {
  /** A hub at 60, a backup of it as it was at 40, and a copy that followed to `copied`; then the hub that the backup was restored into. */
  async function scene(
    copied: 40 | 60,
    copy: { readonly url: string },
  ): Promise<GraphHub & { readonly database: FreshDatabase }> {
    await using lost = await freshSqlite();
    const database = await freshSqlite();
    const file = `${lost.url.slice('sqlite:'.length)}.backup.gz`;
    {
      await using graph = await startGraph(lost);
      await graph.write(companies(1, 40));
      if (copied === 40) await mirror(graph.url, copy.url);
      expect((await hutongHere(['backup', '--out', file, '--database-url', lost.url])).code).toBe(0);
      await graph.write(companies(31, 50, { capital: '2' }));
      if (copied === 60) await mirror(graph.url, copy.url);
    }
    expect((await hutongHere(['restore', file, '--database-url', database.url])).code).toBe(0);
    return Object.assign(await startGraph(database), { database });
  }

  it('is followed on where the copy has nothing of the lost branch', async () => {
    using copy = freshCopy();
    await using graph = await scene(40, copy);
    await using _ = graph.database;
    await graph.write(companies(1, 5, { capital: '3' }));
    const run = await mirror(graph.url, copy.url);
    expect(kinds(run, 'OTHER_FEED', 'ROWS', 'FAULT')).toEqual([]);
    expect(run.copy?.state.feed).toBe(graph.hub.feedId);
    await expectSame(graph.url, copy.url);
  });

  const stateOf = ({ url }: { readonly url: string }) =>
    onCopy(url, ({ db }) => db.selectFrom('mirror_state').select(['state', 'position']).executeTakeFirst());

  it('has what the copy took in of the lost branch mended, and said', async () => {
    using copy = freshCopy();
    await using graph = await scene(60, copy);
    await using _ = graph.database;
    await graph.write(companies(1, 50, { capital: '3' }));
    const states: unknown[] = [];
    const listener = (event: MirrorEvent) => event.kind === 'ROWS' && states.push(stateOf(copy));
    const run = await mirror(graph.url, copy.url, { listener });
    expect(run.events.find(({ kind }) => kind === 'OTHER_FEED')).toMatchObject({ resume: { after: 40 }, position: 60 });
    expect(await states[0]).toEqual({ state: 'REPAIRING', position: 60 });
    expect(run.copy?.state).toMatchObject({ feed: graph.hub.feedId, name: 'FOLLOWING' });
    await expectSame(graph.url, copy.url);
  });

  it('has a mirror that follows it told, and led to the present feed', async () => {
    using copy = freshCopy();
    await using graph = await scene(60, copy);
    await using _ = graph.database;
    const stop = new AbortController();
    const listener = (event: MirrorEvent) => event.kind === 'CHECKED' && stop.abort();
    const run = await mirror(graph.url, copy.url, { once: false, signal: stop.signal, listener });
    expect(kinds(run, 'RETRY', 'OTHER_FEED', 'IN_STEP')).toEqual(['RETRY', 'OTHER_FEED', 'IN_STEP']);
    expect(run.events.find(({ kind }) => kind === 'RETRY')).toMatchObject({ problem: { code: 'MIRROR_FEED_MOVED' } });
    await expectSame(graph.url, copy.url);
  });

  it('under an address where another hub was, has its copy filled anew', async () => {
    using copy = freshCopy();
    await using other = await freshSqlite();
    {
      await using graph = await startGraph(other);
      await graph.write(companies(1, 60));
      await mirror(graph.url, copy.url);
    }
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write(companies(1, 50, { capital: '3' }));
    const states: unknown[] = [];
    const listener = (event: MirrorEvent) => event.kind === 'ROWS' && states.push(stateOf(copy));
    const run = await mirror(graph.url, copy.url, { listener });
    expect(run.events.find(({ kind }) => kind === 'OTHER_FEED')).toMatchObject({ resume: { after: null } });
    expect(await states[0]).toEqual({ state: 'BOOTSTRAPPING', position: null });
    await expectSame(graph.url, copy.url);
  });
});
