/** The serving side of a list's thread: its limits of memory and time, and what became of it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../domain/message/problem.ts';
import type { Answer } from './answer.ts';
import type { ListRead, ListWork, ListWritten } from './list.worker.ts';
import type { ListRow } from './read-list.ts';
import { TABLE_LIMITS, type TableLimits } from './table.ts';

/** Of the thread's heap; buffers are bounded by the limits of a table. */
const HEAP_MB = 192;

export interface ListOptions {
  readonly limits?: TableLimits;
  /** Milliseconds for reading, and again for writing. */
  readonly timeoutMs?: number;
  /** The sender went away. */
  readonly signal?: AbortSignal;
}

/** What answers a list: one answer for each row. */
export type AnswerList = (rows: readonly ListRow[], notes: readonly string[]) => Promise<readonly Answer[]>;

/** Reads a list, has it answered, and writes it with its answers. */
export async function checkList(bytes: Buffer, answer: AnswerList, options: ListOptions = {}): Promise<Result<ListWritten>> {
  const { limits = TABLE_LIMITS, timeoutMs = 20_000, signal } = options;
  const worker = new Worker(new URL('./list.worker.ts', import.meta.url), {
    workerData: { bytes, limits } satisfies ListWork,
    // Its own: what the process was started with need not suit a thread.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
  });
  // Beside the waiting for messages: an error that nobody listens to would end the process.
  worker.on('error', () => {});
  try {
    const read = (await messageOf(worker, timeoutMs, signal)) as ListRead | ThreadFailure;
    if (read instanceof Error) return failureOf(read);
    if (!read.ok) return read;
    const answers = await answer(read.value.rows, read.value.notes);
    const written = messageOf(worker, timeoutMs, signal);
    worker.postMessage(answers);
    const result = (await written) as ListWritten | ThreadFailure;
    return result instanceof Error ? failureOf(result) : ok(result);
  } finally {
    await end(worker);
  }
}

/** Milliseconds for a thread to end by itself. */
const GRACE_MS = 1_000;

/** A thread that has done its work, or is told that nobody answers, ends by itself; one that is still at work is ended. */
async function end(worker: Worker): Promise<void> {
  if (worker.threadId === -1) return;
  const ended = once(worker, 'exit', { signal: AbortSignal.timeout(GRACE_MS) });
  worker.postMessage(null);
  await ended.catch(() => worker.terminate());
}

type ThreadFailure = Error & { readonly code?: string };

async function messageOf(worker: Worker, timeoutMs: number, signal: AbortSignal | undefined): Promise<unknown> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const [message] = (await once(worker, 'message', {
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    })) as [unknown];
    return message;
  } catch (error) {
    return error;
  }
}

/** Too much memory or time is the file's doing; anything else is ours. */
function failureOf(error: ThreadFailure): Result<never> {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return fail('LIST_TOO_MUCH_TEXT', { limit: String(TABLE_LIMITS.characters) });
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return fail('LIST_TOOK_TOO_LONG');
  throw error;
}
