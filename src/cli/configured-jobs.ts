/** The jobs that the settings ask for: one line here for each. */
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import type { Job } from '../../jobs/job.ts';
import { readSchedule, type Schedule } from '../../jobs/schedule.ts';
import { syncJob } from '../../jobs/sync-job.ts';
import type { Settings } from '../config/settings.ts';
import type { Hub } from '../feed/hub.ts';
import { failure } from './failure.ts';

const MINUTE_MS = 60_000;

/** Whether there is anything to run by a schedule: out of the box there is not. */
export function namesJobs(settings: Settings): boolean {
  return settings.registryUrl !== '';
}

export function configuredJobs(settings: Settings, hub: Hub): readonly Job[] {
  return [...(settings.registryUrl === '' ? [] : [registryJob(settings, hub)])];
}

function registryJob(settings: Settings, hub: Hub): Job {
  const connector = registryConnector({ statusCodes: settings.registryStatusCodes });
  return syncJob({
    hub,
    connector,
    opening: connector.http({ base: settings.registryUrl, token: settings.registryToken }),
    population: settings.population,
    schedule: scheduleOf(settings.registrySchedule),
    timeLimitMs: settings.registryTimeLimitMinutes * MINUTE_MS,
  });
}

/** Settings have been checked when they were read. */
function scheduleOf(expression: string): Schedule {
  const schedule = readSchedule(expression);
  if (schedule === undefined) throw failure('CLI_FAILED', { reason: 'schedule' });
  return schedule;
}
