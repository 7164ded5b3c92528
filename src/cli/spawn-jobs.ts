/**
 * The jobs in a process of their own beside a server: serving and syncing never share an event loop. It is started anew
 * when it ends unasked, and ends with its parent however that ends: only the parent holds the other end of its stdin.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { settingNames, settings as settingTable } from '../config/settings.ts';
import type { Context } from './context.ts';

export interface JobsProcess {
  /** The process of now; undefined between two of them. */
  readonly pid: number | undefined;
  /** Asks it to stop where it can go on later, and waits for its end. */
  stop(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, 'main.ts');

/** Longer than a job may take to heed its signal. */
const STOP_MS = 15_000;

const FIRST_RESTART_MS = 1000;
const LONGEST_RESTART_MS = 60_000;

/** Starts `hutong jobs` under the settings of a context. Its lines go to stderr. */
export function spawnJobs({ settings, lang, out, say, signal }: Context): JobsProcess {
  // By environment: an address and a token may be secrets, and arguments are seen by everybody on the machine.
  const env = Object.fromEntries(settingNames.map((name) => [settingTable[name].variable, String(settings[name])]));
  let child: ChildProcess | undefined;
  let waitMs = FIRST_RESTART_MS;
  let restart: NodeJS.Timeout | undefined;
  let isStopping = false;

  const start = (): void => {
    const startedAt = performance.now();
    const started = spawn(process.execPath, [PROGRAM, 'jobs', '--with-parent', '--lang', lang], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 2, 2],
    });
    child = started;
    started.stdin?.on('error', () => {}); // it may have ended a moment ago
    started.once('error', () => {}); // told by `close`
    started.once('close', (code) => {
      child = undefined;
      if (isStopping || signal.aborted) return;
      if (performance.now() - startedAt > LONGEST_RESTART_MS) waitMs = FIRST_RESTART_MS;
      const seconds = waitMs / 1000;
      out.note(
        say(
          `任务进程意外结束（${code ?? '-'}），${seconds} 秒后重新启动`,
          `the jobs' process has ended (${code ?? '-'}); it is started again in ${seconds} s`,
        ),
      );
      restart = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_RESTART_MS);
    });
  };
  start();

  return {
    get pid() {
      return child?.pid;
    },
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      if (child === undefined) return;
      const ended = once(child, 'close');
      // Not by a signal: Ctrl-C has sent it one already, and a second one ends it on the spot.
      child.stdin?.end();
      const kill = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
