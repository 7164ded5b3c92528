/**
 * The serving side of an intake: pushes are carried out in a process beside the server, so that serving neither reads files,
 * nor waits for the writer, nor pays for either in memory. It starts with the first push, ends when there has been nothing to
 * do for a while, and is started anew for the next push after it broke.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, type Result } from '../../src/domain/message/problem.ts';
import type { PushAnswer, PushIntake, PushRequest, WaitingRequest } from '../../src/feed/push/intake.ts';
import type { PushOrder, PushReport, PushTask } from './serve-pushes.ts';

export interface PushProcessOptions {
  /** Starts a process that serves pushes over its channel to this one (`serve-pushes.ts`). */
  startProcess(): ChildProcess;
  /** Told the name of what went wrong, never a value. */
  onFailure?(name: string): void;
  readonly limits?: PushLimits;
}

export interface PushLimits {
  /** At work at one time: they share the process, and each holds two batches. */
  readonly atWork: number;
  /** At work or waiting for their turn. */
  readonly places: number;
  /** Without anything to do it ends after so long, in milliseconds. */
  readonly idleMs: number;
}

const LIMITS: PushLimits = { atWork: 4, places: 32, idleMs: 60_000 };

export interface PushProcess extends PushIntake {
  /** Stops between two batches what is under way; it can be sent again. */
  close(): Promise<void>;
}

export function startPushProcess(options: PushProcessOptions): PushProcess {
  return new Intake(options);
}

/** Something went wrong with one push, which the other process has told by its name. */
class PushFailedError extends Error {
  override readonly name = 'PushFailedError';
}

interface Waiting {
  resolve(done: Result<PushAnswer | number>): void;
  reject(error: Error): void;
}

/** The process at work and what it was asked. */
interface Running {
  readonly child: ChildProcess;
  readonly orders: Map<number, Waiting>;
  idle?: NodeJS.Timeout;
}

class Intake implements PushProcess {
  readonly #options: PushProcessOptions;
  readonly #limits: PushLimits;
  /** Who waits for a turn, called when it comes. */
  readonly #line: (() => void)[] = [];
  /** All that have not ended yet; the last one works, unless it was let go. */
  readonly #ending = new Set<Promise<void>>();
  #running: Running | undefined;
  #lastId = 0;
  #atWork = 0;
  #isClosed = false;
  #base: Promise<string> | undefined;

  constructor(options: PushProcessOptions) {
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
  }

  async push(request: PushRequest): Promise<Result<PushAnswer>> {
    return (await this.#carryOut({ push: request })) as Result<PushAnswer>;
  }

  async writeWaiting(request: WaitingRequest): Promise<Result<number>> {
    return (await this.#carryOut({ waiting: request })) as Result<number>;
  }

  async makeFolder(): Promise<string> {
    this.#base ??= makeBase();
    return mkdtemp(join(await this.#base, 'push-'));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const turn of this.#line.splice(0)) turn();
    this.#letGo();
    await Promise.all(this.#ending);
    if (this.#base !== undefined) await rm(await this.#base, { recursive: true, force: true });
  }

  async #carryOut(task: PushTask): Promise<Result<PushAnswer | number>> {
    if (this.#atWork + this.#line.length >= this.#limits.places) return fail('PUSH_BUSY');
    if (this.#atWork >= this.#limits.atWork) await new Promise<void>((resolve) => this.#line.push(resolve));
    else this.#atWork++;
    try {
      return this.#isClosed ? fail('PUSH_STOPPED') : await this.#order(task);
    } finally {
      const next = this.#line.shift();
      if (next === undefined) this.#atWork--;
      else next();
    }
  }

  #order(task: PushTask): Promise<Result<PushAnswer | number>> {
    this.#running ??= this.#start();
    const { child, orders, idle } = this.#running;
    clearTimeout(idle);
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Result<PushAnswer | number>>();
    orders.set(id, { resolve, reject });
    // What cannot be sent is answered when the end of the process is told.
    child.send({ id, task } satisfies PushOrder, () => {});
    return promise;
  }

  #start(): Running {
    const child = this.#options.startProcess();
    const running: Running = { child, orders: new Map() };
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#ending.add(ended);
    const end = (): void => {
      if (this.#running === running) {
        this.#running = undefined;
        this.#options.onFailure?.('ProcessEnded');
      }
      clearTimeout(running.idle);
      answerStopped(running);
      this.#ending.delete(ended);
      resolve();
    };
    child.on('message', (report: PushReport) => this.#hear(running, report));
    child.on('error', (error) => {
      this.#options.onFailure?.(error.name);
      if (child.pid === undefined) end(); // it never began: no exit is told
    });
    child.once('exit', end);
    return running;
  }

  #hear(running: Running, { id, done, failed }: PushReport): void {
    const { orders } = running;
    const order = orders.get(id);
    orders.delete(id);
    if (done === undefined) order?.reject(new PushFailedError(failed));
    else order?.resolve(done);
    if (orders.size > 0 || this.#running !== running) return;
    running.idle = setTimeout(() => this.#letGo(), this.#limits.idleMs);
    running.idle.unref();
  }

  /** Ends the process after the batches under way: it stops where nobody is at the other end of its channel. */
  #letGo(): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    clearTimeout(running.idle);
    answerStopped(running);
    const { child } = running;
    if (child.connected) child.disconnect();
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => clearTimeout(late));
  }
}

/** What was written is kept: each of them can be sent again. */
function answerStopped({ orders }: Running): void {
  for (const { resolve } of orders.values()) resolve(fail('PUSH_STOPPED'));
  orders.clear();
}

/** A batch takes no longer, and a table of waiting records neither. */
const PATIENCE_MS = 10_000;

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
