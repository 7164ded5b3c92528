/** The jobs of the configured sources in a process of their own: serving and syncing never share an event loop. */
import { getPriority, setPriority } from 'node:os';
import { join } from 'node:path';
import { type Settings, settings as settingTable } from '../config/settings.ts';
import { type ChildProgram, startProgram } from './child-program.ts';

const SCRIPT = join(import.meta.dirname, 'main.ts');

/** Reading makes garbage fast: a larger nursery lets hundreds of megabytes of it lie about. */
const FRUGAL = ['--max-semi-space-size=8'];

/**
 * The settings of this process as a child gets them: by environment, which comes before any file. But for lists, which have
 * no one form as a text: those a child reads where this process has read them.
 */
export function environmentOf(settings: Settings): Readonly<Record<string, string>> {
  const names = (Object.keys(settings) as (keyof Settings)[]).filter((name) => typeof settings[name] !== 'object');
  return Object.fromEntries(names.map((name) => [settingTable[name].variable, String(settings[name])]));
}

/** By how much syncs are less urgent than queries where there is one core for both, in steps of `nice`. */
const BEHIND_SERVING = 5;
const LEAST_URGENT = 19;

function startJobsProcess(settings: Settings): ChildProgram {
  const program = startProgram(SCRIPT, ['jobs', '--with-parent'], environmentOf(settings), FRUGAL);
  if (program.pid !== undefined) giveWay(program.pid);
  return program;
}

/** At once, before it has threads of its own: they take it over. Where the system refuses, all stays as it is. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, Math.min(getPriority() + BEHIND_SERVING, LEAST_URGENT));
  } catch {} // nothing depends on it
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Keeps the jobs running beside a server. A process that ends unasked (it was killed, it ran out of memory) is started
 * anew after a second, and after twice as long each time it does not last.
 *
 * @param onRestart told when it has ended, and in how many milliseconds it is started anew
 * @param afterMs when it is first started, in milliseconds from now
 */
export function keepJobsRunning(
  settings: Settings,
  onRestart: (waitMs: number) => void,
  afterMs = 0,
): { close(): Promise<void> } {
  let waitMs = FIRST_WAIT_MS;
  let isClosing = false;
  let program: ChildProgram | undefined;

  const start = (): void => {
    const startedAt = performance.now();
    program = startJobsProcess(settings);
    void program.ended.then(() => {
      if (isClosing) return;
      if (performance.now() - startedAt > LONGEST_WAIT_MS) waitMs = FIRST_WAIT_MS;
      onRestart(waitMs);
      timer = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  let timer = setTimeout(start, afterMs);

  return {
    async close() {
      isClosing = true;
      clearTimeout(timer);
      await program?.close();
    },
  };
}
