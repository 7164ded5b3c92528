/** Preloaded into a program (`--import`), sends it the signal of Ctrl-C as soon as it listens for that, whatever it is at then. */
import { isMainThread } from 'node:worker_threads';

function interrupt(event: string | symbol): void {
  if (event !== 'SIGINT') return;
  process.off('newListener', interrupt);
  // Node listens already, and tells whoever does by then when the event loop turns next.
  process.kill(process.pid, 'SIGINT');
}

if (isMainThread) process.on('newListener', interrupt);
