/** Runs the program as its users do: a process of its own, its output read to the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stdout, parsed. */
  readonly json: Record<string, unknown>;
}

export interface HutongOptions {
  /** The folder that the program is in; this one where it is absent. */
  readonly program?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface HutongProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until stdout holds a text; what stdout holds then. */
  says(text: string): Promise<string>;
}

export function startHutong(args: readonly string[], options: HutongOptions = {}): HutongProcess {
  // The settings are the test's own, whatever those of whoever runs it are.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HUTONG_')));
  const child = spawn(process.execPath, [join(options.program ?? ROOT, 'src/cli/main.ts'), ...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...inherited, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let isOver = false;
  let changed: () => void = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    changed();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      isOver = true;
      changed();
      resolve({
        code,
        stdout,
        stderr,
        get json() {
          return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
        },
      });
    });
  });
  return {
    child,
    ended,
    async says(text) {
      while (!stdout.includes(text)) {
        // Not as soon as it has ended: what it said before may still be on its way.
        if (isOver)
          throw new Error(`ended with ${child.exitCode ?? child.signalCode} before it said "${text}"\n${stdout}${stderr}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
      return stdout;
    },
  };
}

export function hutong(args: readonly string[], options: HutongOptions = {}): Promise<Ended> {
  return startHutong(args, options).ended;
}
