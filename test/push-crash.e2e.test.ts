/** A server killed in the middle of a push: sent again under its key, the push goes on and is answered whole. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import type { PushSummary, RecordAnswer } from '../src/feed/push/answer.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from './support/databases.ts';
import { type HutongProcess, startHutong } from './support/hutong-process.ts';
import { usccOf } from './support/uscc.ts';

const ROWS = 6_000;
const TOKEN = 'a-token-of-the-tax-bureau';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-push-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function taxpayers(): string {
  const row = (n: number) => `${String(10_000_000 + n)},${usccOf(n)},太原市第${n}物业服务有限公司,03`;
  return `DJXH,SHXYDM,NSRMC,NSRZT_DM\n${Array.from({ length: ROWS }, (_, i) => row(i + 1)).join('\n')}\n`;
}

async function serve(url: string): Promise<HutongProcess & { readonly at: string }> {
  const server = startHutong(['serve', '--port', '0', '--json'], {
    env: { HUTONG_DATABASE_URL: url, HUTONG_PUSH_PARTIES: `tax-1401:tax:${TOKEN}` },
  });
  const [line = ''] = (await server.says('\n')).split('\n');
  return { ...server, at: (JSON.parse(line) as { url: string }).url };
}

eachDatabase('a server that is killed', (fresh) => {
  it('loses nothing of a push', async () => {
    await using database = await fresh();
    const body = taxpayers();
    const send = (at: string) =>
      fetch(`${at}/push/taxpayer`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${TOKEN}`, 'idempotency-key': 'year-2026' },
      });
    const first = await serve(database.url);
    const cut = send(first.at).then(
      () => 'answered',
      () => 'cut off',
    );
    const watcher = await openHub({ databaseUrl: database.url, connections: 2 });
    try {
      await expect.poll(async () => (await getHead(watcher)).position, { interval: 10, timeout: 30_000 }).toBeGreaterThan(0);
      first.child.kill('SIGKILL');
      expect(await cut).toBe('cut off');
      await first.ended;
      const { position } = await getHead(watcher);
      expect(position).toBeLessThan(ROWS);

      const second = await serve(database.url);
      const answer = await (await send(second.at)).text();
      expect(await (await send(second.at)).text()).toBe(answer);
      second.child.kill('SIGTERM');
      expect((await second.ended).code).toBe(0);
      const { counts, records, ...summary } = JSON.parse(answer) as PushSummary & { records: RecordAnswer[] };
      expect(summary).toMatchObject({ state: 'DONE', position: String(ROWS) });
      expect(counts).toMatchObject({ read: ROWS, created: ROWS, refused: 0 });
      expect(records.map((record) => record.position)).toEqual(Array.from({ length: ROWS }, (_, i) => String(i + 1)));
      expect(await listRuns(watcher, { limit: 9 })).toMatchObject([{ mode: 'push', state: 'done', attempts: 2 }]);
      expect(await verifyFeed(watcher)).toMatchObject({ upTo: ROWS, breaches: [] });
    } finally {
      await watcher.close();
    }
  });
});
