/**
 * Programs of the tests in processes of their own. Each gets its arguments as JSON, says one JSON object a line, and
 * ends when its standard input does: only the parent holds the other end, so no worker outlives a killed test.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface WorkerProcess<Said> {
  readonly pid: number | undefined;
  /** What it has said so far. */
  readonly said: readonly Said[];
  /** Resolves when it has said the n-th line, or has ended. */
  saidLines(count: number): Promise<void>;
  tell(line: string): void;
  kill9(): Promise<void>;
  /** Waits for its end by itself. @throws when it failed, with what it wrote to its error output */
  ended(): Promise<void>;
}

export function startWorker<Said>(name: string, args: object): WorkerProcess<Said> {
  const program = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(args)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Said[] = [];
  const errors: Buffer[] = [];
  let awaited: { count: number; resolve: () => void } | undefined;
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
  child.stdin.on('error', () => {}); // it may have been killed a moment ago
  const exited = once(child, 'close');
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The last line of a killed process may be cut off.
    if (!line.endsWith('}')) return;
    said.push(JSON.parse(line) as Said);
    if (awaited !== undefined && said.length >= awaited.count) awaited.resolve();
  });
  return {
    pid: child.pid,
    said,
    async saidLines(count) {
      if (said.length >= count) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { count, resolve };
      await Promise.race([promise, exited]);
    },
    tell: (line) => child.stdin.write(`${line}\n`),
    async kill9() {
      child.kill('SIGKILL');
      await exited;
    },
    async ended() {
      await exited;
      if (child.exitCode !== 0)
        throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}: ${Buffer.concat(errors)}`);
    },
  };
}

/** For the worker's side: its arguments, and the fuse. @param hear told each line of the parent */
export function workerArguments<Args>(hear: (line: string) => void = () => {}): Args {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', hear);
  lines.on('close', () => process.exit(3));
  return JSON.parse(process.argv[2] ?? '{}') as Args;
}

/**
 * Does nothing any more, whatever is under way, but wait to be killed: for whoever must not come to its end first, however late
 * it is killed. Nobody hears the end of standard input meanwhile, so it looks whether its parent is there.
 */
export function standStill(): never {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (const parent = process.ppid; process.ppid === parent; ) Atomics.wait(nothing, 0, 0, 50);
  process.exit(3);
}

export function say(said: object): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
