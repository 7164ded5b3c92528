/** Files that are dropped into a folder: each becomes a run, and goes where its fate can be seen. */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Connector } from '../connectors/connector.ts';
import { estateConnector } from '../connectors/estate/estate.connector.ts';
import { releaseLease, takeLease } from '../src/db/lease.repository.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { listRuns, syncLease } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import type { DropSaid } from '../test/support/drop-worker.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { startWorker } from '../test/support/worker-process.ts';
import { dropJob } from './drop-job.ts';
import { readSchedule } from './schedule.ts';

const CODE = '140403';

function ledger(from: number, to: number): string {
  const rows = Array.from({ length: to - from + 1 }, (_, i) => `X${from + i},第${from + i}花园,${CODE},英雄路${from + i}号\n`);
  return `小区编号,小区名称,所属县区,坐落地址\n${rows.join('')}`;
}

/** While it sleeps something happens. */
class BusyClock extends FakeClock {
  meanwhile: () => void = () => {};

  override async sleep(milliseconds: number): Promise<void> {
    this.meanwhile();
    await super.sleep(milliseconds);
  }
}

class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'hutong-drop-'));

  drop(name: string, content: string): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  /** What lies in it, or in one of its folders. */
  names(folder = ''): readonly string[] {
    return readdirSync(join(this.path, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .toSorted();
  }

  text(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

eachDatabase('a folder that files are dropped into', (fresh) => {
  async function withFolder(use: (hub: Hub, folder: Folder, clock: BusyClock) => Promise<void>): Promise<void> {
    await using database = await fresh();
    using folder = new Folder();
    const clock = new BusyClock();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, connections: 2 });
    try {
      await use(hub, folder, clock);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  }

  const schedule = readSchedule('* * * * *');
  if (schedule === undefined) throw new Error('no schedule');
  const run = (
    hub: Hub,
    folder: Folder,
    {
      connector = estateConnector(),
      signal = new AbortController().signal,
      afterwards,
    }: {
      connector?: Connector;
      signal?: AbortSignal;
      afterwards?: () => Promise<void>;
    } = {},
  ) =>
    dropJob({
      ...{ hub, connector, folder: folder.path, population: 'all', schedule, timeLimitMs: 60_000 },
      ...(afterwards === undefined ? {} : { afterwards }),
    }).run({ signal });
  const runsOf = async (hub: Hub) =>
    (await listRuns(hub, { limit: 20 }))
      .map(({ input, state, counts }) => [input, state, counts.created, counts.unchanged])
      .toReversed();

  it('reads them in the order of their names and archives each, over nothing that is there; what waits is retried once', () =>
    withFolder(async (hub, folder) => {
      folder.drop('2.csv', ledger(2, 3));
      folder.drop('1.csv', ledger(1, 2));
      let retried = 0;
      const afterwards = async () => void retried++;
      expect(await run(hub, folder, { afterwards })).toMatchObject({ outcome: 'done', runId: expect.any(Number) });
      expect(await runsOf(hub)).toEqual([
        ['1.csv', 'done', 2, 0],
        ['2.csv', 'done', 1, 1],
      ]);
      folder.drop('1.csv', ledger(1, 1));
      expect(await run(hub, folder, { afterwards })).toMatchObject({ outcome: 'done' });
      expect(folder.names()).toEqual([]);
      expect(folder.names('archive')).toEqual(['1.csv', '1~2.csv', '2.csv']);
      expect(folder.text('archive/1.csv')).toBe(ledger(1, 2));
      expect(await run(hub, folder, { afterwards })).toEqual({ outcome: 'done' });
      expect(retried).toBe(1);
    }));

  it('puts what cannot be read aside with the reason, goes on with the others and tells it, which is no failure', () =>
    withFolder(async (hub, folder) => {
      folder.drop('1.csv', '甲,乙\n1,2\n');
      folder.drop('2.csv', ledger(1, 1));
      folder.drop('3.csv', '小区名称,户数,楼栋数\n甲园,1,1\n');
      expect(await run(hub, folder)).toMatchObject({ outcome: 'skipped', problem: { code: 'FILE_LAYOUT_UNKNOWN' } });
      expect(folder.names()).toEqual([]);
      expect(folder.names('archive')).toEqual(['2.csv']);
      expect(folder.names('refused')).toEqual(['1.csv', '1.csv.txt', '3.csv', '3.csv.txt']);
      expect(folder.text('refused/3.csv.txt')).toMatch(/看不出这份台账是哪个县.*\r\n.*which county/);
      expect(await run(hub, folder)).toEqual({ outcome: 'done' });
    }));

  it('leaves what is not finished: by its name, or because it still changes', () =>
    withFolder(async (hub, folder, clock) => {
      for (const name of ['.hidden.csv', '~$open.xlsx', 'a.csv.tmp', 'b.PART']) folder.drop(name, ledger(1, 1));
      mkdirSync(join(folder.path, 'folder.csv'));
      const growing = folder.drop('c.csv', ledger(1, 1));
      folder.drop('d.csv', ledger(9, 9));
      clock.meanwhile = () => {
        appendFileSync(growing, `X2,第2花园,${CODE},英雄路2号\n`);
        folder.drop('e.csv', ledger(3, 3));
        rmSync(join(folder.path, 'd.csv'));
        clock.meanwhile = () => {};
      };
      expect(await run(hub, folder)).toEqual({ outcome: 'done' });
      expect(await runsOf(hub)).toEqual([]);
      expect(await run(hub, folder)).toMatchObject({ outcome: 'done' });
      expect(await runsOf(hub)).toMatchObject([
        ['c.csv', 'done', 2, 0],
        ['e.csv', 'done', 1, 0],
      ]);
      expect(folder.names()).toEqual(['.hidden.csv', 'a.csv.tmp', 'b.PART', '~$open.xlsx']);
    }));

  it('archives a full one that waits for a decision, which is no failure', () =>
    withFolder(async (hub, folder) => {
      folder.drop('1.csv', ledger(1, 10));
      await run(hub, folder);
      folder.drop('140403-full.csv', ledger(1, 2));
      expect(await run(hub, folder)).toMatchObject({ outcome: 'done' });
      expect((await runsOf(hub)).at(-1)).toMatchObject(['140403-full.csv', 'waiting', 0, 2]);
      expect(folder.names('archive')).toEqual(['1.csv', '140403-full.csv']);
    }));

  it('leaves all of them where somebody else synchronises the source, or it is stopped; a stopped one goes on', () =>
    withFolder(async (hub, folder, clock) => {
      folder.drop('1.csv', ledger(1, 3_000));
      folder.drop('2.csv', ledger(1, 1));
      const held = await takeLease(hub.db.write, {
        ...{ name: syncLease('estate'), holder: 'by hand', now: clock.now(), durationMs: 60_000, isDead: () => false },
      });
      expect(await run(hub, folder)).toMatchObject({ outcome: 'skipped', problem: { code: 'SYNC_HELD' } });
      if (held.taken) await releaseLease(hub.db.write, held.lease);

      const stop = new AbortController();
      const stopping = afterBatches(1, () => stop.abort());
      expect(await run(hub, folder, { connector: stopping, signal: stop.signal })).toMatchObject({ outcome: 'stopped' });
      expect(folder.names()).toEqual(['1.csv', '2.csv']);
      expect(await run(hub, folder)).toMatchObject({ outcome: 'done' });
      expect(await runsOf(hub)).toEqual([
        ['1.csv', 'done', 3_000, 0],
        ['2.csv', 'done', 0, 1],
      ]);
    }));

  it('waits while the news of its source are fetched, and looks anew at what is finished then', () =>
    withFolder(async (hub, folder, clock) => {
      folder.drop('1.csv', ledger(1, 1));
      const gone = folder.drop('2.csv', ledger(2, 2));
      const held = await takeLease(hub.db.write, {
        ...{ name: syncLease('estate'), holder: 'sync:estate', now: clock.now(), durationMs: 600_000, isDead: () => false },
      });
      let looks = 0;
      clock.meanwhile = () => {
        looks += 1;
        if (looks === 3) rmSync(gone);
        if (looks === 5 && held.taken) void releaseLease(hub.db.write, held.lease);
      };
      expect(await run(hub, folder)).toMatchObject({ outcome: 'done' });
      expect(await runsOf(hub)).toEqual([['1.csv', 'done', 1, 0]]);
    }));

  it('leaves a file whose run lost its lease: that is not the file’s fault', () =>
    withFolder(async (hub, folder) => {
      folder.drop('1.csv', ledger(1, 3_000));
      folder.drop('2.csv', ledger(1, 1));
      const robbed = afterBatches(1, async () => {
        await hub.db.write
          .updateTable('lease')
          .set((eb) => ({ fence: eb('fence', '+', 1) }))
          .execute();
      });
      expect(await run(hub, folder, { connector: robbed })).toMatchObject({ outcome: 'failed', problem: { code: 'LEASE_LOST' } });
      expect(folder.names()).toEqual(['1.csv', '2.csv']);
    }));

  it('says by name that it cannot be opened, or that a file cannot be moved', () =>
    withFolder(async (hub, folder) => {
      folder.drop('1.csv', ledger(1, 1));
      folder.drop('archive', 'a file where the folder should be');
      const unmoved = await run(hub, folder);
      expect(unmoved).toMatchObject({ outcome: 'failed', problem: { code: 'DROP_NOT_MOVED', params: { file: '1.csv' } } });
      rmSync(folder.path, { recursive: true });
      expect(await run(hub, folder)).toMatchObject({ problem: { code: 'DROP_FOLDER_UNREADABLE', params: { reason: 'ENOENT' } } });
    }));

  it('reads a file again whose process was killed before it was moved, and changes nothing', async () => {
    await using database = await fresh();
    using folder = new Folder();
    folder.drop('1.csv', ledger(1, 5));
    const worker = startWorker<DropSaid>('drop-worker', { url: database.url, folder: folder.path });
    await worker.saidLines(1);
    await worker.kill9();
    expect(worker.said).toEqual([{ moving: '1.csv' }]);
    expect(folder.names()).toEqual(['1.csv']);
    const clock = { now: () => Date.now(), sleep: async () => {} };
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, connections: 2 });
    try {
      expect(await run(hub, folder)).toMatchObject({ outcome: 'done' });
      expect(await runsOf(hub)).toEqual([
        ['1.csv', 'done', 5, 0],
        ['1.csv', 'done', 0, 5],
      ]);
      expect(folder.names('archive')).toEqual(['1.csv']);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  });
});

/** The estate connector; once so many batches have been read something happens. */
function afterBatches(count: number, happen: () => void | Promise<void>): Connector {
  const connector = estateConnector();
  return {
    ...connector,
    file(path) {
      const opening = connector.file(path);
      return {
        ...opening,
        async open() {
          const opened = await opening.open();
          if (!opened.ok) return opened;
          const delivery = opened.value;
          async function* readings(options: Parameters<typeof delivery.readings>[0]) {
            let read = 0;
            for await (const batch of delivery.readings(options)) {
              yield batch;
              if (++read === count) await happen();
            }
          }
          return { ok: true, value: { ...delivery, readings } };
        },
      };
    },
  };
}
