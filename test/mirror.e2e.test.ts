/**
 * The mirror as a process, killed -9 again and again, at a server that is killed too, while a writer writes: in the end its copy has
 * everything once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { type Asked, faultyWay } from './support/faulty-way.ts';
import { type HutongProcess, startHutong } from './support/hutong-process.ts';
import { expectSame, onCopy } from './support/mirror-run.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const SEED = 1_948;
const COMPANIES = 4_000;
const KILLS = 3;
const REGIONS = ['140105', '140106'];

/** Small batches over few companies, until it is told to stop. */
function startWriter(hub: Hub, dice: Dice): { stop(): Promise<number> } {
  let isStopped = false;
  const write = async () => {
    let head = 0;
    while (!isStopped) {
      const entries = Array.from({ length: 1 + dice.roll(20) }, () => {
        const n = 1 + dice.roll(200);
        if (dice.roll(10) === 0) return closeEntry('registration', usccOf(n));
        const given = {
          capital: String(dice.roll(5)),
          region: dice.pick(REGIONS),
          legalRepresentative: dice.pick(['张三', '李四']),
        };
        return putEntry(observed(n, given), hub.fingerprint);
      });
      ({ position: head } = await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() }));
      await pause(10);
    }
    return head;
  };
  const written = write();
  written.catch(() => undefined);
  return {
    stop() {
      isStopped = true;
      return written;
    },
  };
}

async function startServer(databaseUrl: string, port = '0'): Promise<HutongProcess & { readonly url: string }> {
  const process = startHutong(['serve', '--port', port, '--json'], { env: { HUTONG_DATABASE_URL: databaseUrl } });
  const said = await process.says('"url"');
  return { ...process, url: (JSON.parse(said.split('\n')[0] ?? '') as { url: string }).url };
}

async function kill9({ child, ended }: HutongProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Where the copy stands, and how many rows it has. */
const stand = (to: string) =>
  onCopy(to, async ({ db }) => {
    const state = await db.selectFrom('mirror_state').selectAll().executeTakeFirst();
    const { rows } = await db
      .selectFrom('mirror_record')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return { state: state?.state, position: state?.position ?? 0, rows: Number(rows) };
  });

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come to that');
    await pause(5);
  }
}

eachDatabase('a mirror in a process', (fresh) => {
  it(`loses and repeats nothing when it is killed -9, and its server (seed ${SEED})`, { timeout: 240_000 }, async () => {
    await using source = await freshSqlite();
    await using target = await fresh();
    const dice = new Dice(SEED);
    const hub = await openHub({ databaseUrl: source.url, writer: 'inline' });
    for (let from = 1; from <= COMPANIES; from += 1000) {
      const entries = Array.from({ length: 1000 }, (_, i) => putEntry(observed(from + i), hub.fingerprint));
      await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
    }
    let server = await startServer(source.url);
    const { url } = server;
    const start = (from = url) => startHutong(['mirror', '--from', from, '--to', target.url, '--json']);

    {
      // Half of it comes, so that it is filling its copy for as long as it lives.
      const isExport = ({ path }: Asked) => path.startsWith('/export/registration');
      await using way = await faultyWay(url, (asked) => (isExport(asked) ? { stallAfter: 600_000 } : undefined));
      const first = start(way.url);
      await first.says('OPENED');
      await until(async () => (await stand(target.url)).rows > 0);
      await kill9(first);
      expect(await stand(target.url)).toMatchObject({ state: 'BOOTSTRAPPING', position: 0 });
    }

    const writer = startWriter(hub, dice);
    const seen: number[] = [];
    for (let life = 0; life < KILLS; life++) {
      const mirror = start();
      await mirror.says('OPENED');
      await pause(dice.roll(1_000));
      await kill9(mirror);
      seen.push((await stand(target.url)).position);
    }
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));

    const last = start();
    await last.says('"how":"ROWS"');
    const second = await startHutong(['mirror', '--from', url, '--to', target.url, '--json']).ended;
    expect(second).toMatchObject({ code: 4, json: { problem: { code: 'MIRROR_HELD' } } });
    await kill9(server);
    await pause(dice.roll(300));
    server = await startServer(source.url, new URL(url).port);
    const head = await writer.stop();
    await until(async () => (await stand(target.url)).position === head);
    last.child.kill('SIGINT');
    const ended = await last.ended;
    expect(ended).toMatchObject({ code: 0, json: { state: 'FOLLOWING', position: String(head), repaired: 0 } });
    expect(ended.stdout).toContain('"event":"RETRY"');

    const check = await startHutong(['mirror', '--from', url, '--to', target.url, '--once', '--json']).ended;
    expect(check).toMatchObject({ code: 0, json: { position: String(head), changes: 0, repaired: 0, checkedTo: String(head) } });
    await expectSame(url, target.url);
    server.child.kill('SIGTERM');
    await server.ended;
    await hub.close();
  });
});
