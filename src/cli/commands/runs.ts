import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { settleRun } from '../../../jobs/end-missing.ts';
import { describe } from '../../domain/message/describe.ts';
import { countReleased } from '../../feed/quarantine.ts';
import { listRuns, type Run, type RunDecision } from '../../feed/runs.ts';
import { sourceNames } from '../connectors.ts';
import type { Cli, Say } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { formatNumber, formatTime, isoTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf, wholeNumber } from '../option-values.ts';
import { problemJson } from '../output.ts';
import { modeText, partyText, RUN_STATES } from '../state-words.ts';

interface RunsOptions {
  readonly source?: string;
  readonly limit: number;
}

export function runsCommand(cli: Cli): Command {
  const { say, run } = cli;
  return new Command('runs')
    .addCommand(decideCommand(cli, 'approved'))
    .addCommand(decideCommand(cli, 'rejected'))
    .description(say('运行记录，新的在前', 'the run ledger, newest first'))
    .addOption(new Option('--source <name>', say('只看某来源', 'of one source')).argParser(oneOf(sourceNames)))
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1, 1000)).default(20))
    .action((options: RunsOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const runs = await listRuns(hub, options);
          const released = await countReleased(
            hub,
            runs.map(({ id }) => id),
          );
          const number = { align: 'right' } as const;
          out.table(
            [
              { title: say('运行', 'run'), ...number },
              { title: say('来源', 'source') },
              { title: say('方式', 'mode') },
              { title: say('状态', 'state') },
              { title: say('开始', 'started') },
              { title: say('读', 'read'), ...number },
              { title: say('新增', 'created'), ...number },
              { title: say('变更', 'changed'), ...number },
              { title: say('终止', 'ended'), ...number },
              { title: say('隔离', 'quarantined'), ...number },
              { title: say('位置', 'position'), ...number },
              { title: say('输入', 'input'), most: 40 },
            ],
            runs.map((each) => [
              ...[
                String(each.id),
                partyText(each.source, say),
                modeText(each.mode, say),
                RUN_STATES[each.state][lang],
                formatTime(each.startedAt),
              ],
              ...[each.counts.read, each.counts.created, each.counts.changed, each.counts.withdrawn + each.counts.ended].map(
                formatNumber,
              ),
              quarantinedText(each.counts.quarantined, released.get(each.id) ?? 0, say),
              ...[each.position === null ? '-' : String(each.position), each.input ?? '-'],
            ]),
          );
          for (const { id, problem } of runs) if (problem !== null) out.line(`${id}: ${describe(problem, lang)}`);
          out.result({ runs: runs.map((each) => ({ ...runJson(each), released: released.get(each.id) ?? 0 })) });
          return EXIT.done;
        }),
      ),
    );
}

function quarantinedText(quarantined: number, released: number, say: Say): string {
  const count = formatNumber(quarantined);
  return released === 0
    ? count
    : say(`${count}（已收录 ${formatNumber(released)}）`, `${count} (${formatNumber(released)} taken in)`);
}

const DECISIONS = {
  approved: {
    name: 'approve',
    zh: '核准一次等待确认的全量运行：其中没有的记录即终止（其后有变动的除外）',
    en: 'approve a full run that waits: what it has not seen ends, unless it has moved since',
  },
  rejected: {
    name: 'reject',
    zh: '驳回一次等待确认的全量运行：不终止任何记录',
    en: 'reject a full run that waits: nothing ends',
  },
} as const satisfies Record<RunDecision['kind'], { readonly name: string; readonly zh: string; readonly en: string }>;

function decideCommand({ say, run }: Cli, kind: RunDecision['kind']): Command {
  const { name, zh, en } = DECISIONS[kind];
  return new Command(name)
    .description(say(zh, en))
    .argument('<id>', say('运行编号', 'the number of the run'), wholeNumber(1))
    .option('--reason <text>', say('理由，留存备查', 'why; it is kept'))
    .option('--by <name>', say('决定人（默认为当前用户）', 'who decides (the present user without it)'))
    .action((id: number, options: { readonly reason?: string; readonly by?: string }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out } = context;
          const reason = needed(options.reason, '--reason <text>').slice(0, 1000);
          const settled = await settleRun(hub, id, { kind, by: options.by ?? userInfo().username, reason });
          if (!settled.ok) throw new CliFailure(settled.problem);
          const { counts } = settled.value;
          out.line(
            kind === 'approved'
              ? say(
                  `运行 ${id} 已核准，终止 ${formatNumber(counts.ended)} 条`,
                  `run ${id} approved; ${formatNumber(counts.ended)} records ended`,
                )
              : say(`运行 ${id} 已驳回`, `run ${id} rejected`),
          );
          out.result(runJson(settled.value));
          return EXIT.done;
        }),
      ),
    );
}

/** A run of the ledger for machines. */
export function runJson(run: Run): object {
  const { id, source, mode, state, input, savedRow, attempts, counts } = run;
  return {
    ...{ run: id, source, mode, state, input, savedRow, attempts },
    startedAt: isoTime(run.startedAt),
    finishedAt: isoTime(run.finishedAt),
    ...counts,
    position: run.position === null ? null : String(run.position),
    decision: run.decision === null ? null : { ...run.decision, at: isoTime(run.decision.at) },
    problem: run.problem === null ? null : problemJson(run.problem),
  };
}
