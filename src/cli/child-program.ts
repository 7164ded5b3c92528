/** A program of ours as a process beside this one: started, heard where it has something to say, and ended with this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ChildProgram {
  /** The first line of its standard output, parsed: by it a program says that it is ready. @throws ChildProgramError */
  ready(): Promise<Readonly<Record<string, unknown>>>;
  /** Resolves with its exit code when it has ended, whatever the reason; null where a signal ended it, or it never began. */
  readonly ended: Promise<number | null>;
  /** Undefined where it never began. */
  readonly pid: number | undefined;
  /** Asks it to end and waits; kills it where it does not heed. */
  close(): Promise<void>;
}

/** A program did not come up. What it had to say stands on our standard error. */
export class ChildProgramError extends Error {
  override readonly name = 'ChildProgramError';
}

const PATIENCE_MS = 10_000;

/**
 * Starts a script under this Node. Its standard input stays open as long as this process lives: a child that looks after
 * it ends with its parent, even when that one was killed. @param flags of Node
 */
export function startProgram(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): ChildProgram {
  const child = begin([...flags, script, ...args], env);
  if (child === undefined) return neverBegun(script);
  child.stdin.on('error', () => {}); // it has ended: `ended` tells
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<string>((resolve) => lines.once('line', resolve));
  return {
    async ready() {
      const line = await Promise.race([first, ended.then(() => undefined)]);
      if (line === undefined) throw new ChildProgramError(`${script} ended before it was ready`);
      return JSON.parse(line) as Record<string, unknown>;
    },
    ended,
    pid: child.pid,
    close: () => end(child, ended),
  };
}

/** Undefined where the machine has no process, no memory or no descriptor to spare for it: of such a child no exit is ever told. */
function begin(args: readonly string[], env: Readonly<Record<string, string>>) {
  try {
    const child = spawn(process.execPath, [...args], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
      // Ctrl-C in a terminal reaches the whole group: the parent alone decides when its children end.
      detached: true,
    });
    child.on('error', () => {}); // told again later what having no pid tells now; nobody else hears it, and it would end this process
    return child.pid === undefined ? undefined : child;
  } catch {
    return undefined; // for some reasons it throws instead
  }
}

function neverBegun(script: string): ChildProgram {
  return {
    ready: () => Promise.reject(new ChildProgramError(`${script} could not be started`)),
    ended: Promise.resolve(null),
    pid: undefined,
    close: () => Promise.resolve(),
  };
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(late);
}
