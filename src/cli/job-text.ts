/** A run of a job for people and for machines. */
import { describe } from '../domain/message/describe.ts';
import type { JobRun, JobRunState } from '../feed/job-ledger.ts';
import type { Context } from './context.ts';
import { formatTime, isoTime } from './format.ts';
import { problemJson } from './output.ts';

const STATES: Readonly<Record<JobRunState, { readonly zh: string; readonly en: string }>> = {
  running: { zh: '进行中', en: 'running' },
  stopped: { zh: '已中止，待续', en: 'stopped, to go on' },
  done: { zh: '完成', en: 'done' },
  skipped: { zh: '已跳过', en: 'skipped' },
  failed: { zh: '失败', en: 'failed' },
};

export function stateText(state: JobRunState, { say }: Pick<Context, 'say'>): string {
  return say(STATES[state].zh, STATES[state].en);
}

/** When it was due; a run by hand never was. */
export function dueText({ dueAt }: JobRun, { say }: Pick<Context, 'say'>): string {
  return dueAt === null ? say('手动', 'by hand') : formatTime(dueAt);
}

/** One line: when it ended, what it was, how it ended and why. */
export function jobRunLine(run: JobRun, context: Pick<Context, 'say' | 'lang'>): string {
  const { say, lang } = context;
  return [
    formatTime(run.finishedAt ?? run.startedAt),
    run.job,
    stateText(run.state, context),
    say(`到期 ${dueText(run, context)}`, `due ${dueText(run, context)}`),
    ...(run.missed === 0 ? [] : [say(`补做此前 ${run.missed} 次`, `makes up for ${run.missed} before it`)]),
    ...(run.attempts === 1 ? [] : [say(`第 ${run.attempts} 次尝试`, `attempt ${run.attempts}`)]),
    ...(run.runId === null ? [] : [say(`运行 ${run.runId}`, `run ${run.runId}`)]),
    ...(run.problem === null ? [] : [describe(run.problem, lang)]),
  ].join('  ');
}

export function jobRunJson(run: JobRun): object {
  const { job, missed, state, attempts, runId } = run;
  return {
    ...{ job, dueAt: isoTime(run.dueAt), missed, state, attempts },
    ...{ startedAt: isoTime(run.startedAt), finishedAt: isoTime(run.finishedAt), run: runId },
    problem: run.problem === null ? null : problemJson(run.problem),
  };
}
