/** The jobs of the configured sources in a process of their own: serving and syncing never share an event loop. */
import { join } from 'node:path';
import { type Settings, settings as settingTable } from '../config/settings.ts';
import { type ChildProgram, startProgram } from './child-program.ts';

const SCRIPT = join(import.meta.dirname, 'main.ts');

/** @param settings those of this process: the child gets every one of them by environment, which comes before any file */
export function startJobsProcess(settings: Settings): ChildProgram {
  const env = Object.fromEntries(
    (Object.keys(settings) as (keyof Settings)[]).map((name) => [settingTable[name].variable, String(settings[name])]),
  );
  return startProgram(SCRIPT, ['jobs', '--with-parent'], env);
}
