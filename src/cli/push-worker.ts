/** Starts the thread in which a server's pushes are carried out. */
import { Worker } from 'node:worker_threads';
import type { PushWorkerData } from './push.worker.ts';

/** Of its heap: a push holds two batches, whatever its length; shared strings of a workbook are bounded on their own. */
const HEAP_MB = 192;

export function startPushWorker(workerData: PushWorkerData): Worker {
  return new Worker(new URL('./push.worker.ts', import.meta.url), {
    workerData,
    // Its own: what the process was started with need not suit a thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
  });
}
