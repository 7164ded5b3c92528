/** The jobs that the settings ask for. */
import type { Completeness } from '../../connectors/connector.ts';
import { dropJob } from '../../jobs/drop-job.ts';
import type { Job } from '../../jobs/job.ts';
import { sweepJob } from '../../jobs/push/sweep-pushes.ts';
import { type RetryOptions, retryArrived, retryJob } from '../../jobs/retry.ts';
import { readSchedule, type Schedule } from '../../jobs/schedule.ts';
import { syncJob } from '../../jobs/sync-job.ts';
import type { Settings } from '../config/settings.ts';
import type { Hub } from '../feed/hub.ts';
import { readingAgain } from './connectors.ts';
import { failure } from './failure.ts';
import { namesJobs } from './names-jobs.ts';
import { type Source, sources } from './sources.ts';

const MINUTE_MS = 60_000;

export function configuredJobs(settings: Settings, hub: Hub): readonly Job[] {
  const jobs = sources.flatMap((source) => [...jobsOf(source, settings, hub), ...dropJobOf(source, settings, hub)]);
  if (!namesJobs(settings)) return [];
  const retry = retryJob(retryOptions(settings, hub), scheduleOf(EVERY_MINUTE), RETRY_LIMIT_MS);
  if (settings.pushParties.length === 0) return [...jobs, retry];
  return [...jobs, retry, sweepJob({ hub, days: settings.pushAnswerDays }, scheduleOf(AT_NIGHT), RETRY_LIMIT_MS)];
}

const EVERY_MINUTE = '* * * * *';
const AT_NIGHT = '20 3 * * *';
const RETRY_LIMIT_MS = 30 * MINUTE_MS;

/** What waits for a company or an estate is tried again as it arrives. */
function retryOptions(settings: Settings, hub: Hub): Omit<RetryOptions, 'signal'> {
  return { hub, connectorOf: readingAgain(settings), population: settings.population };
}

function retrying(settings: Settings, hub: Hub): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    await retryArrived({ ...retryOptions(settings, hub), signal });
  };
}

/** One for the folder of a source, where it has one. */
function dropJobOf(source: Source, settings: Settings, hub: Hub): readonly Job[] {
  const { folder, schedule, timeLimitMinutes } = source.drop?.(settings) ?? { folder: '', schedule: '', timeLimitMinutes: 0 };
  if (folder === '') return [];
  return [
    dropJob({
      hub,
      connector: source.connector({ statusCodes: settings.registryStatusCodes }),
      folder,
      population: settings.population,
      schedule: scheduleOf(schedule),
      timeLimitMs: timeLimitMinutes * MINUTE_MS,
      afterwards: retrying(settings, hub),
    }),
  ];
}

/** One for the news of a source, and one for everything there is, where that has a schedule. */
function jobsOf(source: Source, settings: Settings, hub: Hub): readonly Job[] {
  const office = source.interface;
  if (office === undefined) return [];
  const { url, schedule, fullSchedule, timeLimitMinutes } = office.office(settings);
  if (url === '') return [];
  const connector = source.connector({ statusCodes: settings.registryStatusCodes });
  const job = (expression: string, completeness: Completeness): Job => {
    const opening = office.at(url, connector, settings, completeness);
    if (opening === undefined) throw failure('CLI_FAILED', { reason: 'address' }); // settings have been checked when they were read
    return syncJob({
      hub,
      connector,
      opening,
      population: settings.population,
      schedule: scheduleOf(expression),
      timeLimitMs: timeLimitMinutes * MINUTE_MS,
      afterwards: retrying(settings, hub),
    });
  };
  return [job(schedule, { kind: 'delta' }), ...(fullSchedule === '' ? [] : [job(fullSchedule, { kind: 'full', region: null })])];
}

/** Settings have been checked when they were read. */
function scheduleOf(expression: string): Schedule {
  const schedule = readSchedule(expression);
  if (schedule === undefined) throw failure('CLI_FAILED', { reason: 'schedule' });
  return schedule;
}
