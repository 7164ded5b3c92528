/** The servers that are measured, each a process of its own that ends with this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { startHutong } from '../../test/support/hutong-process.ts';
import type { ServerArguments } from './hand-written-server.ts';
import type { Variant } from './questions.ts';

export interface MeasuredServer {
  readonly port: number;
  readonly pid: number;
  /** Of the program alone, not of what it started. */
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Who asks: a party that sees what authorities share, with personal values masked. */
export const TOKEN = 'a-token-of-the-housing-bureau';

export const script = (name: string): string => new URL(name, import.meta.url).pathname;

/** The program as it is served, on a filled hub. @param env what is added to its environment */
export async function startHub(
  hubUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<MeasuredServer & { readonly feed: string }> {
  const settings = { HUTONG_DATABASE_URL: hubUrl, HUTONG_PUSH_PARTIES: `housing-1404:filing:${TOKEN}`, NODE_ENV: 'production' };
  const server = startHutong(['serve', '--port', '0', '--json'], { env: { ...settings, ...env } });
  const { child } = server;
  const dies = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', dies);
  const { url, feed } = JSON.parse((await server.says('\n')).split('\n')[0] ?? '') as { url: string; feed: string };
  return {
    ...{ port: Number(new URL(url).port), pid: pidOf(child), child, feed },
    async stop() {
      child.kill('SIGTERM');
      await server.ended;
      process.off('exit', dies);
    },
  };
}

/** A program of the benchmarks that says JSON lines and ends when its standard input does. */
export interface BenchProcess {
  readonly child: ChildProcess;
  readonly lines: Interface;
  stop(): Promise<void>;
}

/** @param program its path */
export function startProgram(program: string, args: object): BenchProcess {
  const child = spawn(process.execPath, [program, JSON.stringify(args)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const closed = once(child, 'close');
  return {
    child,
    lines: createInterface({ input: child.stdout }),
    async stop() {
      child.stdin.end();
      await closed;
    },
  };
}

/** The next line that it says. @throws where it ends without one */
export async function nextLine<T>({ child, lines }: BenchProcess): Promise<T> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const ended = once(child, 'close', { signal }).then(() => {
      throw new Error(`${child.spawnargs[1]} ended with ${child.exitCode ?? child.signalCode}`);
    });
    const [line] = (await Promise.race([once(lines, 'line', { signal }), ended])) as [string];
    return JSON.parse(line) as T;
  } finally {
    waiting.abort();
  }
}

const PROGRAMS: Readonly<Record<Exclude<Variant, 'hub' | 'cold'>, string>> = {
  hand: './hand-written-server.ts',
  apollo: '../plain-apollo/server.mjs',
  ready: './ready-buffer-server.ts',
};

export async function startServer(
  variant: Exclude<Variant, 'hub' | 'cold'>,
  args: ServerArguments & { readonly q1: string; readonly q2: string },
): Promise<MeasuredServer> {
  const program = startProgram(script(PROGRAMS[variant]), args);
  const { url } = await nextLine<{ url: string }>(program);
  return { port: Number(new URL(url).port), pid: pidOf(program.child), child: program.child, stop: program.stop };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the process did not start');
  return pid;
}

const TICKS_A_SECOND = 100;

/** Seconds of the processor that a process has used, all its threads together (Linux). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Behind the name, which may hold blanks: the 12th and 13th field there.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}
