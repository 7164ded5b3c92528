/**
 * Loaded before the program (`--import`), it measures how late the program's event loop is: at SIGUSR2 a line of JSON with
 * the delays since the signal before goes to the file of `BENCH_LOOP_DELAY`.
 */
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Delays of an event loop, in milliseconds. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Milliseconds between two looks; the histogram counts them in. */
const RESOLUTION = 2;

const file = process.env.BENCH_LOOP_DELAY;
if (file !== undefined && isMainThread) {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  const delay = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  histogram.enable();
  process.on('SIGUSR2', () => {
    const [p50, p99] = [delay(histogram.percentile(50)), delay(histogram.percentile(99))];
    appendFileSync(file, `${JSON.stringify({ p50, p99, max: delay(histogram.max) } satisfies LoopDelay)}\n`);
    histogram.reset();
  });
}
