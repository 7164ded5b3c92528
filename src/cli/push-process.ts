/** Starts the process in which a server's pushes are carried out. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type Settings, settings as settingTable } from '../config/settings.ts';

const SCRIPT = join(import.meta.dirname, 'push-program.ts');

/** Of its heap: a push holds two batches, whatever its length; shared strings of a workbook are bounded on their own. */
const HEAP_MB = 192;

export type PushSettings = Pick<Settings, 'databaseUrl' | 'population' | 'registryStatusCodes'>;

/** @param settings reach it by environment: what stands on a command line, every user of the machine can read */
export function forkPushProgram(settings: PushSettings): ChildProcess {
  const names = ['databaseUrl', 'population', 'registryStatusCodes'] as const;
  const env = Object.fromEntries(names.map((name) => [settingTable[name].variable, settings[name]]));
  return fork(SCRIPT, [], {
    env: { ...process.env, ...env },
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=8'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C in a terminal reaches the whole group: the server alone decides when it ends.
    detached: true,
  });
}
