/**
 * The serving side of an intake: pushes are carried out in a thread with a connection of its own, so that the serving loop
 * neither reads files nor waits for the writer. The thread starts with the first push, and anew after it broke.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { fail, type Result } from '../../src/domain/message/problem.ts';
import type { PushAnswer, PushIntake, PushRequest, WaitingRequest } from '../../src/feed/push/intake.ts';
import type { PushOrder, PushReport, PushTask } from './serve-pushes.ts';

export interface PushThreadOptions {
  startWorker(): Worker;
  /** Told the name of what went wrong, never a value. */
  onFailure?(name: string): void;
  readonly limits?: PushLimits;
}

export interface PushLimits {
  /** At work at one time: they share the thread, and each holds two batches. */
  readonly atWork: number;
  /** At work or waiting for their turn. */
  readonly places: number;
}

const LIMITS: PushLimits = { atWork: 4, places: 32 };

export interface PushThread extends PushIntake {
  /** Stops between two batches what is under way; it can be sent again. */
  close(): Promise<void>;
}

export function startPushThread(options: PushThreadOptions): PushThread {
  return new Thread(options);
}

class PushThreadEndedError extends Error {
  override readonly name = 'PushThreadEndedError';
}

interface Waiting {
  resolve(done: Result<PushAnswer> | number): void;
  reject(error: Error): void;
}

class Thread implements PushThread {
  readonly #options: PushThreadOptions;
  readonly #limits: PushLimits;
  readonly #orders = new Map<number, Waiting>();
  /** Who waits for a turn, called when it comes. */
  readonly #line: (() => void)[] = [];
  #worker: Worker | undefined;
  #lastId = 0;
  #atWork = 0;
  #isClosed = false;
  #base: Promise<string> | undefined;

  constructor(options: PushThreadOptions) {
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
  }

  async push(request: PushRequest): Promise<Result<PushAnswer>> {
    const done = await this.#carryOut({ push: request });
    return done === null ? fail('PUSH_BUSY') : (done as Result<PushAnswer>);
  }

  async writeWaiting(request: WaitingRequest): Promise<number> {
    return ((await this.#carryOut({ waiting: request })) ?? 0) as number;
  }

  async makeFolder(): Promise<string> {
    this.#base ??= makeBase();
    return mkdtemp(join(await this.#base, 'push-'));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const turn of this.#line.splice(0)) turn();
    if (this.#worker !== undefined) {
      const ended = once(this.#worker, 'exit');
      this.#worker.postMessage(null satisfies PushOrder);
      await ended;
    }
    if (this.#base !== undefined) await rm(await this.#base, { recursive: true, force: true });
  }

  /** Null where there is no room. */
  async #carryOut(task: PushTask): Promise<Result<PushAnswer> | number | null> {
    if (this.#atWork + this.#line.length >= this.#limits.places) return null;
    if (this.#atWork >= this.#limits.atWork) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#atWork++;
    try {
      if (this.#isClosed) return fail('PUSH_STOPPED');
      return await this.#order(task);
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#atWork--;
      else next();
    }
  }

  #order(task: PushTask): Promise<Result<PushAnswer> | number> {
    this.#worker ??= this.#start();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Result<PushAnswer> | number>();
    this.#orders.set(id, { resolve, reject });
    this.#worker.postMessage({ id, task } satisfies PushOrder);
    return promise;
  }

  #start(): Worker {
    const worker = this.#options.startWorker();
    worker.on('message', ({ id, done, failed }: PushReport) => {
      const order = this.#orders.get(id);
      this.#orders.delete(id);
      if (done !== undefined) order?.resolve(done);
      else order?.reject(new PushThreadEndedError(failed));
    });
    worker.on('error', (error) => this.#options.onFailure?.(error.name));
    worker.on('exit', () => {
      this.#worker = undefined;
      for (const order of this.#orders.values()) order.reject(new PushThreadEndedError('the thread of the pushes ended'));
      this.#orders.clear();
    });
    return worker;
  }
}

/**
 * A folder of this process for what is pushed, which holds personal values until it is answered. What a killed process left
 * behind is removed.
 */
async function makeBase(): Promise<string> {
  const root = join(tmpdir(), `hutong-push-${process.getuid?.() ?? 'user'}`);
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const name of await readdir(root)) {
    if (!isAlive(Number(/^(\d+)-/.exec(name)?.[1]))) await rm(join(root, name), { recursive: true, force: true });
  }
  return mkdtemp(join(root, `${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { readonly code?: string }).code === 'EPERM';
  }
}
