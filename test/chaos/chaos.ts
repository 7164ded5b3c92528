/**
 * A feed under everything at once: one process writes, a server is killed and started again at moments made of a seed, and consumers
 * follow it who are cut off, stopped, slowed down and killed meanwhile. In the end everybody catches up, and what each of them has is held
 * against the database.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHub } from '../../src/feed/hub.ts';
import { Dice } from '../support/dice.ts';
import { type Ended, type HutongProcess, startHutong } from '../support/hutong-process.ts';
import { findFreePort } from '../support/mariadb.ts';
import { startWorker, type WorkerProcess } from '../support/worker-process.ts';
import { type CastScope, MIRRORS, SUBSCRIBERS } from './cast.ts';
import { isClean } from './judge.ts';
import { MirrorActor } from './mirror-actor.ts';
import { type Blow, makePlan, type Step } from './plan.ts';
import { type Actor, type Outcome, SubscriberActor } from './subscriber-actor.ts';
import { readTruth, type Truth } from './truth.ts';
import type { WriterOrder, WriterSaid } from './writer.ts';

export interface ChaosOptions {
  /** Of the hub; empty. */
  readonly databaseUrl: string;
  /** An empty database of the same kind, for a mirror. */
  readonly mirrorUrl: string;
  /** For what consumers keep. */
  readonly folder: string;
  readonly changes: number;
  /** Of the server. */
  readonly kills: number;
  readonly seed: number;
  /** Where nobody has moved for so long, nobody will any more; milliseconds. */
  readonly standstillMs: number;
  tell(text: string): void;
}

export interface ConsumerReport extends Outcome {
  readonly name: string;
  readonly scope: CastScope;
  readonly blows: Readonly<Partial<Record<Blow, number>>>;
  /** What the hub says that the scope adds up to, and what its rows do. */
  readonly digestOfHub: string;
  readonly digestOfDatabase: string;
  readonly isClean: boolean;
}

export interface ChaosReport {
  readonly changes: number;
  readonly kills: number;
  readonly seed: number;
  readonly seconds: number;
  readonly consumers: readonly ConsumerReport[];
  readonly isClean: boolean;
}

const LOOK_EVERY_MS = 50;
const TELL_EVERY_MS = 10_000;

/** @throws where nobody moves on while it is written, or a process ends that was not killed */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { databaseUrl, changes, kills, seed, folder, mirrorUrl, tell } = options;
  const started = performance.now();
  // Its tables, and its feed.
  await (await openHub({ databaseUrl, writer: 'inline' })).close();
  const server = new ServerProcess(databaseUrl, await findFreePort());
  const cast = [...SUBSCRIBERS, ...MIRRORS];
  const actors: Actor[] = [];
  // However this process ends: a hub and a mirror do not end by themselves.
  const dieAlong = (): void => {
    for (const pid of [server.pid, ...actors.map((actor) => actor.pid)]) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  };
  process.once('exit', dieAlong);
  try {
    await server.start();
    for (const role of SUBSCRIBERS) actors.push(await SubscriberActor.open(role, server.port, join(folder, `${role.name}.log`)));
    for (const role of MIRRORS) {
      const to = role.isBesideHub ? mirrorUrl : `sqlite:${join(folder, `${role.name}.db`)}`;
      actors.push(await MirrorActor.open(role, server.port, to));
    }
    const plan = makePlan({ changes, kills, consumers: actors.length, seed });
    const blows = await play(options, plan, server, actors);
    const { head, truths } = await readTruth(
      databaseUrl,
      cast.map(({ scope }) => scope),
    );
    // Whoever does not come is judged as it is.
    if (!(await areAt(actors, head, options, server))) tell(`not everybody comes to ${head}`);
    const consumers: ConsumerReport[] = [];
    for (const [i, actor] of actors.entries()) {
      const { name, scope } = cast[i] as (typeof cast)[number];
      const truth = truths[i] as Truth;
      const digestOfHub = await server.digest(scope, head);
      const outcome = await actor.end(truth);
      const report = { name, scope, ...outcome, blows: blows[i] ?? {}, digestOfHub, digestOfDatabase: truth.digest };
      consumers.push({ ...report, isClean: outcome.position === head && isWhole(report, truth) });
    }
    const seconds = Math.round((performance.now() - started) / 1000);
    return { ...{ changes: head, kills, seed, seconds, consumers }, isClean: consumers.every((each) => each.isClean) };
  } finally {
    await Promise.allSettled([server.kill9(), ...actors.map((actor) => actor.kill9())]);
    await Promise.allSettled(actors.map(({ way }) => way[Symbol.asyncDispose]()));
    process.off('exit', dieAlong);
  }
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function isWhole(report: Omit<ConsumerReport, 'isClean'>, { held }: Truth): boolean {
  const { digest, digestOfHub, digestOfDatabase, faults, records } = report;
  const agrees = digest === digestOfHub && digest === digestOfDatabase && records === held.size;
  return isClean(report) && agrees && faults.length === 0;
}

/** Carries a plan out while a feed is written. @returns what happened to each consumer */
async function play(
  options: ChaosOptions,
  plan: readonly Step[],
  server: ServerProcess,
  actors: readonly Actor[],
): Promise<readonly Partial<Record<Blow, number>>[]> {
  const { databaseUrl, changes, kills, seed, tell } = options;
  const blows = actors.map((): Partial<Record<Blow, number>> => ({}));
  /** What happens to one consumer happens one after another. */
  const under = actors.map(() => Promise.resolve());
  const dice = new Dice(seed + 1);
  const part = changes / kills;
  let killed = 0;
  const pauses = plan.filter(({ whom }) => whom === 'server').map(({ at }) => at);
  const keys = Math.min(3_000, Math.max(40, Math.round(changes / 40)));
  const writer = new WriterProcess(databaseUrl, seed, keys, Math.max(5, Math.round(part / 40)));
  try {
    writer.order({ upTo: pauses.shift() ?? changes });
    for (const step of plan) {
      await writer.reaches(step.at);
      if (step.whom === 'server') {
        // Nobody is left so far behind that nothing could hit it at the head any more.
        if (!(await areAt(actors, step.at - 2 * part, options, server))) throw new Error(`not everybody follows to ${step.at}`);
        writer.order({ upTo: pauses.shift() ?? changes });
        // In the midst of what comes.
        await sleep(dice.roll(100));
        await server.kill9();
        await sleep(step.ms);
        await server.start();
        tell(`kill ${++killed} of ${kills}, position ${writer.position} of ${changes}`);
        continue;
      }
      const [actor, suffered] = [actors[step.whom], blows[step.whom]];
      if (actor === undefined || suffered === undefined) continue;
      suffered[step.blow] = (suffered[step.blow] ?? 0) + 1;
      under[step.whom] = (under[step.whom] ?? Promise.resolve()).then(() => strike(actor, step));
    }
    await writer.reaches(changes);
    await writer.end();
    await Promise.all(under);
  } finally {
    await Promise.allSettled(under);
    await writer.kill9();
  }
  return blows;
}

async function strike(actor: Actor, { blow, ms }: Step): Promise<void> {
  switch (blow) {
    case 'cut':
      actor.way.cut();
      return;
    case 'stop':
      process.kill(actor.pid, 'SIGSTOP');
      await sleep(ms);
      process.kill(actor.pid, 'SIGCONT');
      return;
    case 'slow':
      actor.way.slow(true);
      await sleep(ms);
      actor.way.slow(false);
      return;
    case 'kill':
      await actor.kill9();
      await sleep(ms);
      await actor.start();
  }
}

/** Waits until everybody has come so far. @returns false where somebody has not, and nobody moves any more @throws where the server has ended */
async function areAt(
  actors: readonly Actor[],
  position: number,
  { standstillMs, tell }: Pick<ChaosOptions, 'standstillMs' | 'tell'>,
  server: ServerProcess,
): Promise<boolean> {
  let last: readonly number[] = [];
  let moved = performance.now();
  let told = moved;
  for (;;) {
    server.requireRunning();
    const positions = await Promise.all(actors.map((actor) => actor.position()));
    if (positions.every((each) => each >= position)) return true;
    const now = performance.now();
    if (positions.some((each, i) => each !== last[i])) moved = now;
    if (now - told > TELL_EVERY_MS) {
      told = now;
      tell(`waiting for ${position}: ${actors.map(({ name }, i) => `${name} ${positions[i]}`).join(', ')}`);
    }
    if (now - moved > standstillMs) return false;
    last = positions;
    await sleep(LOOK_EVERY_MS);
  }
}

class WriterProcess {
  readonly #worker: WorkerProcess<WriterSaid>;

  constructor(url: string, seed: number, keys: number, most: number) {
    this.#worker = startWorker('../chaos/writer', { url, seed, keys, most });
  }

  get position(): number {
    return this.#worker.said.at(-1)?.position ?? 0;
  }

  order(order: WriterOrder): void {
    this.#worker.tell(JSON.stringify(order));
  }

  async reaches(position: number): Promise<void> {
    while (this.position < position) {
      const { length } = this.#worker.said;
      await this.#worker.saidLines(length + 1);
      // It has ended, though nobody told it to.
      if (this.#worker.said.length === length) await this.#fail();
    }
  }

  async end(): Promise<void> {
    this.order({ end: true });
    await this.#worker.ended();
  }

  kill9(): Promise<void> {
    return this.#worker.kill9();
  }

  async #fail(): Promise<never> {
    await this.#worker.ended();
    throw new Error('the writer has ended before its time');
  }
}

/** `hutong serve` on a port that stays the same. */
class ServerProcess {
  readonly port: number;
  readonly #databaseUrl: string;
  #process: HutongProcess | undefined;
  #ended: Ended | undefined;

  constructor(databaseUrl: string, port: number) {
    this.port = port;
    this.#databaseUrl = databaseUrl;
  }

  /** 0 where it does not run. */
  get pid(): number {
    return this.#process?.child.pid ?? 0;
  }

  async start(): Promise<void> {
    const env = { HUTONG_DATABASE_URL: this.#databaseUrl };
    const started = startHutong(['serve', '--port', String(this.port), '--json'], { env });
    this.#process = started;
    void started.ended.then((ended) => {
      if (this.#process === started) this.#ended = ended;
    });
    await started.says('\n');
  }

  async kill9(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    running?.child.kill('SIGKILL');
    await running?.ended;
  }

  /** @throws where it has ended though nobody killed it, with what it said */
  requireRunning(): void {
    if (this.#ended !== undefined) throw new Error(`the server has ended with ${this.#ended.code}: ${this.#ended.stderr}`);
  }

  /** As the hub tells it to whoever verifies a copy. */
  async digest(scope: CastScope, at: number): Promise<string> {
    const query = 'query ($scope: ScopeInput, $at: At) { digest(scope: $scope, at: $at) { digest } }';
    const response = await fetch(`http://127.0.0.1:${this.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { scope, at: String(at) } }),
    });
    const text = await response.text();
    const { data } = JSON.parse(text) as { readonly data?: { readonly digest?: { readonly digest: string } | null } };
    if (data?.digest == null) throw new Error(text.slice(0, 500));
    return data.digest.digest;
  }
}

/** A line for people. */
export function lineOf(report: ConsumerReport): string {
  const { name, lost, repeated, outOfOrder, strange, changes, position, records, digest, faults, breaks, blows } = report;
  const order = outOfOrder === 0 ? 'in order' : `${outOfOrder} out of order`;
  const agrees = [report.digestOfHub, report.digestOfDatabase].every((other) => other === digest);
  const hits = Object.entries(blows).map(([blow, count]) => `${blow} ${count}`);
  return [
    `${report.isClean ? '✓' : '✗'} ${name}: ${lost} lost, ${repeated} repeated, ${order}${strange === 0 ? '' : `, ${strange} strange`}`,
    `${changes} changes up to ${position}`,
    `digest ${digest.slice(0, 8)} of ${records} records ${agrees ? '= hub = database' : `≠ hub ${report.digestOfHub.slice(0, 8)} or database ${report.digestOfDatabase.slice(0, 8)}`}`,
    `${breaks} breaks (${hits.join(', ')})`,
    ...faults.slice(0, 3),
  ].join('; ');
}
