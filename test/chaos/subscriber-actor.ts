/** A consumer of the test: something that follows the hub by a way of its own, can be hit, and says in the end what it has. */
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';
import { readLog } from './applied-log.ts';
import { type BumpyWay, bumpyWay } from './bumpy-way.ts';
import type { Subscriber } from './cast.ts';
import type { ConsumerArguments, ConsumerSaid } from './consumer.ts';
import { judge, type Verdict } from './judge.ts';
import type { Truth } from './truth.ts';

export interface Actor {
  readonly name: string;
  /** Of the process that is stopped and killed. */
  readonly pid: number;
  readonly way: BumpyWay;
  /** How far it has come. */
  position(): Promise<number>;
  kill9(): Promise<void>;
  start(): Promise<void>;
  /** Ends it, and holds what it has against what it was to get. */
  end(truth: Truth): Promise<Outcome>;
}

export interface Outcome extends Verdict {
  readonly position: number;
  /** Changes that it was to get. */
  readonly changes: number;
  readonly records: number;
  /** Of what it holds. */
  readonly digest: string;
  /** What contradicted itself on the way. */
  readonly faults: readonly string[];
  /** How often its connection broke. */
  readonly breaks: number;
}

export class SubscriberActor implements Actor {
  readonly name: string;
  readonly way: BumpyWay;
  readonly #args: ConsumerArguments;
  #worker: WorkerProcess<ConsumerSaid>;
  readonly #lives: WorkerProcess<ConsumerSaid>[] = [];

  private constructor(name: string, way: BumpyWay, args: ConsumerArguments) {
    this.name = name;
    this.way = way;
    this.#args = args;
    this.#worker = this.#begin();
  }

  /** @param port of the hub @param file for what it keeps */
  static async open({ name, ...role }: Subscriber, port: number, file: string): Promise<SubscriberActor> {
    const way = await bumpyWay(port);
    return new SubscriberActor(name, way, { ...role, file, url: way.url });
  }

  get pid(): number {
    return this.#worker.pid ?? 0;
  }

  async position(): Promise<number> {
    return this.#worker.said.at(-1)?.position ?? 0;
  }

  kill9(): Promise<void> {
    return this.#worker.kill9();
  }

  async start(): Promise<void> {
    this.#worker = this.#begin();
  }

  async end({ positions }: Truth): Promise<Outcome> {
    const last = this.#worker.said.at(-1);
    if (last === undefined) await this.#worker.ended();
    await this.#worker.kill9();
    await this.way[Symbol.asyncDispose]();
    const applied = readLog(this.#args.file).flatMap(({ changes }) => changes.map(({ position }) => position));
    const { position = 0, digest = '', records = 0 } = last ?? {};
    return {
      ...judge(positions, applied),
      ...{ position, digest, records },
      changes: positions.length,
      faults: this.#lives.flatMap(({ said }) => said.flatMap(({ faults }) => faults)),
      breaks: this.#lives.reduce((sum, { said }) => sum + (said.at(-1)?.breaks ?? 0), 0),
    };
  }

  #begin(): WorkerProcess<ConsumerSaid> {
    const worker = startWorker<ConsumerSaid>('../chaos/consumer', this.#args);
    this.#lives.push(worker);
    return worker;
  }
}
