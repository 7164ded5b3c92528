import { once } from 'node:events';
import { Command, Option } from 'commander';
import { isGone } from '../../../jobs/holder.ts';
import type { Job } from '../../../jobs/job.ts';
import { jobLease } from '../../../jobs/job-lease.ts';
import { runJobs } from '../../../jobs/run-jobs.ts';
import { JobRunner } from '../../../jobs/runner.ts';
import { nextDue } from '../../../jobs/schedule.ts';
import { findLease, type HeldLease } from '../../db/lease.repository.ts';
import { describe } from '../../domain/message/describe.ts';
import type { Hub } from '../../feed/hub.ts';
import { type JobRun, type JobRunState, type JobState, listJobRuns, listJobs } from '../../feed/job-ledger.ts';
import { configuredJobs } from '../configured-jobs.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { explainError } from '../explain-error.ts';
import { failure } from '../failure.ts';
import { formatTime, isoTime } from '../format.ts';
import { dueText, jobRunJson, jobRunLine, stateText } from '../job-text.ts';
import { namesJobs } from '../names-jobs.ts';
import { withHub } from '../open-hub.ts';
import { wholeNumber } from '../option-values.ts';
import { problemJson } from '../output.ts';

const STATE_EXIT: Readonly<Record<JobRunState, ExitCode>> = {
  running: EXIT.failed,
  stopped: EXIT.stopped,
  done: EXIT.done,
  skipped: EXIT.skipped,
  failed: EXIT.failed,
};

/** What a job that was given up on still holds open keeps the process no longer than this. */
const EXIT_MS = 2000;

export function jobsCommand(cli: Cli): Command {
  const { say, run } = cli;
  return new Command('jobs')
    .description(
      say(
        '按计划运行任务，直到 Ctrl-C；未及时运行的只补做一次',
        'run jobs by their schedules until Ctrl-C; what was missed is made up for once',
      ),
    )
    .option('--with-parent', say('标准输入关闭时结束（由 serve 启动时用）', 'end when stdin closes: how `serve` starts it'))
    .action((options: { readonly withParent?: true }) => run((context) => runAll(context, options.withParent === true)))
    .addCommand(listCommand(cli))
    .addCommand(runCommand(cli))
    .addCommand(logCommand(cli));
}

async function runAll(context: Context, withParent: boolean): Promise<ExitCode> {
  const { out, say, settings } = context;
  if (!namesJobs(settings)) throw failure('JOBS_NONE', {}, EXIT.usage);
  const signal = withParent ? AbortSignal.any([context.signal, stdinClosed()]) : context.signal;
  await withHub(context, 'bring', async (hub) => {
    const jobs = configuredJobs(settings, hub);
    const names = jobs.map(({ name, schedule }) => `${name} (${schedule.expression})`).join(', ');
    out.note(say(`任务：${names}；Ctrl-C 停止`, `jobs: ${names}; Ctrl-C stops them`));
    await runJobs(runnerOf(context, hub, jobs), signal);
  });
  if (withParent) process.stdin.destroy(); // it would keep the process
  setTimeout(() => process.exit(EXIT.done), EXIT_MS).unref();
  return EXIT.done;
}

/** A runner that says each run as it ends, and a trouble once until something works again. */
function runnerOf(context: Context, hub: Hub, jobs: readonly Job[]): JobRunner {
  const { out, lang, settings } = context;
  let told = '';
  return new JobRunner({
    hub,
    jobs,
    onEnd(run) {
      told = '';
      out.row(jobRunJson(run), jobRunLine(run, context));
    },
    onTrouble(error) {
      const text = describe(explainError(error, settings.databaseUrl), lang);
      if (text !== told) out.note(text);
      told = text;
    },
  });
}

/** Aborts when whoever holds the other end of stdin lets go of it, be it that it was killed. */
function stdinClosed(): AbortSignal {
  const controller = new AbortController();
  process.stdin.resume();
  void Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close')]).then(() => controller.abort());
  return controller.signal;
}

function runCommand({ say, run }: Cli): Command {
  return new Command('run')
    .description(say('立即运行一个任务，不等计划时间', 'run a job now, whatever its schedule says'))
    .argument('<name>', say('任务名', 'its name'))
    .action((name: string) =>
      run((context) =>
        withHub(context, 'bring', async (hub) => {
          const { out, lang } = context;
          const job = jobNamed(name, configuredJobs(context.settings, hub));
          const runner = runnerOf(context, hub, []);
          const started = await runner.start(job);
          if ('problem' in started) {
            out.note(describe(started.problem, lang));
            out.result({ job: name, state: 'skipped', problem: problemJson(started.problem) });
            return EXIT.skipped;
          }
          const ended = await runJobs(runner, context.signal, started.ended);
          return ended == null ? EXIT.stopped : STATE_EXIT[ended.state];
        }),
      ),
    );
}

function jobNamed(name: string, jobs: readonly Job[]): Job {
  const job = jobs.find((each) => each.name === name);
  if (job !== undefined) return job;
  if (jobs.length === 0) throw failure('JOBS_NONE', {}, EXIT.usage);
  throw failure('JOB_UNKNOWN', { job: name.slice(0, 60), jobs: jobs.map((each) => each.name).join(', ') }, EXIT.usage);
}

function listCommand({ say, run }: Cli): Command {
  return new Command('list')
    .description(say('各任务的计划、最近与下次运行', 'what is scheduled, the last run and the next'))
    .action(() =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const jobs = await jobViews(hub, configuredJobs(context.settings, hub));
          out.table(
            [
              { title: say('任务', 'job') },
              { title: say('计划', 'schedule') },
              { title: say('最近', 'last') },
              { title: say('到期', 'due') },
              { title: say('开始', 'started') },
              { title: say('结束', 'finished') },
              { title: say('连续失败', 'failures'), align: 'right' },
              { title: say('告警自', 'alert since') },
              { title: say('下次', 'next') },
            ],
            jobs.map(({ name, schedule, last, state, nextAt, isConfigured }) => [
              ...[name, schedule],
              ...(last === null ? ['-', '-', '-', '-'] : []),
              ...(last === null
                ? []
                : [
                    stateText(last.state, context),
                    dueText(last, context),
                    formatTime(last.startedAt),
                    formatTime(last.finishedAt),
                  ]),
              ...[String(state?.failures ?? 0), formatTime(state?.alertSince ?? null)],
              isConfigured ? formatTime(nextAt) : say('未配置', 'not configured'),
            ]),
          );
          for (const { name, last } of jobs) if (last?.problem != null) out.line(`${name}: ${describe(last.problem, lang)}`);
          out.result({ jobs: jobs.map(viewJson) });
          return EXIT.done;
        }),
      ),
    );
}

interface JobView {
  readonly name: string;
  readonly schedule: string;
  /** Named by the settings; one that is not ran here before. */
  readonly isConfigured: boolean;
  readonly state: JobState | null;
  readonly last: JobRun | null;
  readonly nextAt: number | null;
}

async function jobViews(hub: Hub, configured: readonly Job[]): Promise<readonly JobView[]> {
  const now = hub.clock.now();
  const states = new Map((await listJobs(hub)).map((state) => [state.name, state]));
  const names = [...new Set([...configured.map(({ name }) => name), ...states.keys()])];
  return Promise.all(
    names.map(async (name) => {
      const job = configured.find((each) => each.name === name);
      const state = states.get(name) ?? null;
      const [last] = await listJobRuns(hub, { job: name, limit: 1 });
      // A run whose process was killed says of itself that it runs.
      const isCutOff = last?.state === 'running' && !isHeld(await findLease(hub.db.read, jobLease(name)), now);
      return {
        name,
        schedule: job?.schedule.expression ?? state?.schedule ?? '-',
        isConfigured: job !== undefined,
        state,
        last: last === undefined ? null : isCutOff ? { ...last, state: 'stopped' as const } : last,
        nextAt: state?.nextAttemptAt ?? (job === undefined ? undefined : nextDue(job.schedule, now)) ?? null,
      };
    }),
  );
}

function isHeld(lease: HeldLease | undefined, now: number): boolean {
  return lease !== undefined && lease.expiresAt > now && !isGone(lease.holder);
}

function viewJson({ name, schedule, isConfigured, state, last, nextAt }: JobView): object {
  return {
    ...{ job: name, schedule, configured: isConfigured, failures: state?.failures ?? 0 },
    alertSince: isoTime(state?.alertSince ?? null),
    lastSuccessAt: isoTime(state?.lastSuccessAt ?? null),
    nextAt: isConfigured ? isoTime(nextAt) : null,
    last: last === null ? null : jobRunJson(last),
  };
}

function logCommand({ say, run }: Cli): Command {
  return new Command('log')
    .description(say('各到期时间的结果，新的在前', 'what became of each due time, newest first'))
    .argument('[name]', say('任务名；省略则为全部', 'of one job; all of them without it'))
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1, 1000)).default(20))
    .action((name: string | undefined, { limit }: { readonly limit: number }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const runs = await listJobRuns(hub, { limit, ...(name === undefined ? {} : { job: name }) });
          for (const each of runs) context.out.line(jobRunLine(each, context));
          if (runs.length === 0) context.out.note(context.say('尚无记录', 'there is none yet'));
          context.out.result({ runs: runs.map(jobRunJson) });
          return EXIT.done;
        }),
      ),
    );
}
