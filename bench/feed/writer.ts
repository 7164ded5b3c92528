/** Writes to a hub at a fixed rate, in a process of its own, and says when each batch was accepted. */
import { putEntry } from '../../src/feed/entry.ts';
import { openHub } from '../../src/feed/hub.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { say, workerArguments } from '../../test/support/worker-process.ts';
import { registrationRow } from '../load/joined-rows.ts';
import { wallMs } from './wall-clock.ts';

export interface WriteTask {
  /** Changes. */
  readonly perSecond: number;
  /** To a batch. */
  readonly batch: number;
  /** Changes in all. */
  readonly changes: number;
}

export interface WriteResult {
  /** The last position of each batch, and when its commit had returned, in milliseconds of `wallMs`. */
  readonly accepted: readonly (readonly [position: number, at: number])[];
  /** The latest that a batch was begun after it was due, milliseconds: whether the rate was kept. */
  readonly late: number;
}

/** Records that are changed in turn. */
const KEYS = 1_000;

const { url } = workerArguments<{ readonly url: string }>((line) => {
  void run(JSON.parse(line) as WriteTask).then(say, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
const hub = await openHub({ databaseUrl: url, migrate: false, connections: 2, writer: 'inline' });
let count = 0;
say({ ready: true });

async function run({ perSecond, batch, changes }: WriteTask): Promise<WriteResult> {
  const accepted: [number, number][] = [];
  const start = performance.now();
  let late = 0;
  for (let done = 0; done < changes; done += batch) {
    const due = start + (done / perSecond) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await hub.clock.sleep(wait);
    late = Math.max(late, performance.now() - due);
    const entries = Array.from({ length: batch }, () => {
      count += 1;
      return putEntry(registrationRow(count % KEYS, count), hub.fingerprint, { population: 'all' });
    });
    const { position } = await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
    accepted.push([position, wallMs()]);
  }
  return { accepted, late };
}
