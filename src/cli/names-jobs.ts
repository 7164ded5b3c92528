import { type Settings, settingNames, settings as settingTable } from '../config/settings.ts';

/**
 * Whether there is anything to run by a schedule: out of the box there is not. Told by the settings alone, without what the jobs are
 * made of: a server asks it, and would load every connector for the answer.
 */
export function namesJobs(settings: Settings): boolean {
  return settingNames.some((name) => settingTable[name].startsJobs === true && isGiven(settings[name]));
}

function isGiven(value: Settings[keyof Settings]): boolean {
  return typeof value === 'number' || value.length > 0;
}
