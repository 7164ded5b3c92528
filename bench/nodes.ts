/**
 * `npm run bench -- nodes [--changes 200]`: how soon a change that is written through one hub is seen through another one on the same
 * MariaDB, by looking at the head every few milliseconds, and by waiting for the position as a request does that names it. The floor is the
 * answer to whoever wrote. From there on to subscribers: `npm run bench -- feed --only nodes`.
 */
import { parseArgs } from 'node:util';
import { patienceWith } from '../src/feed/await-position.ts';
import { putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { observed } from '../test/support/registrations.ts';

const LOOK_EVERY_MS = 2;

export async function benchNodes(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { changes: { type: 'string', default: '200' } } });
  const changes = Number(values.changes);
  if (!(Number.isSafeInteger(changes) && changes > 0)) throw new RangeError('--changes takes a whole number above 0');
  const server = await startMariadb();
  const url = await server.createDatabase('latency');
  const [one, other] = [await openHub({ databaseUrl: url, connections: 4 }), await openHub({ databaseUrl: url, connections: 4 })];
  try {
    const [committed, looked, awaited]: [number[], number[], number[]] = [[], [], []];
    for (let n = 1; n <= changes; n++) {
      const next = (await getHead(other)).position + 1;
      const seen = [seenByLooking(other, next), seenByWaiting(other, next)] as const;
      const start = performance.now();
      await writeBatch(one, {
        source: 'registry',
        entries: [putEntry(observed(1 + (n % 50), { capital: String(n) }), one.fingerprint)],
        receivedAt: Date.now(),
      });
      committed.push(performance.now() - start);
      looked.push((await seen[0]) - start);
      awaited.push((await seen[1]) - start);
    }
    const rows = { 'answered to whoever wrote': committed, 'seen in the head': looked, 'waited for by its position': awaited };
    for (const [name, times] of Object.entries(rows)) console.log(`${name.padEnd(28)} ${figures(times)}`);
  } finally {
    await one.close();
    await other.close();
    await server.stop();
  }
}

async function seenByLooking(hub: Hub, position: number): Promise<number> {
  while ((await getHead(hub)).position < position) await hub.clock.sleep(LOOK_EVERY_MS);
  return performance.now();
}

async function seenByWaiting(hub: Hub, position: number): Promise<number> {
  const { position: reached } = await patienceWith(hub)(position);
  return reached >= position ? performance.now() : Number.NaN;
}

function figures(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${sorted.length} changes)`;
}
