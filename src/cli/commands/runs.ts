import { Command, Option } from 'commander';
import { describe } from '../../domain/message/describe.ts';
import { listRuns, type Run } from '../../feed/runs.ts';
import { sourceNames } from '../connectors.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber, formatTime, isoTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { oneOf, wholeNumber } from '../option-values.ts';
import { problemJson } from '../output.ts';
import { modeText, RUN_STATES } from '../state-words.ts';

interface RunsOptions {
  readonly source?: string;
  readonly limit: number;
}

export function runsCommand({ say, run }: Cli): Command {
  return new Command('runs')
    .description(say('运行记录，新的在前', 'the run ledger, newest first'))
    .addOption(new Option('--source <name>', say('只看某来源', 'of one source')).argParser(oneOf(sourceNames)))
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1, 1000)).default(20))
    .action((options: RunsOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const runs = await listRuns(hub, options);
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
                each.source,
                modeText(each.mode, say),
                RUN_STATES[each.state][lang],
                formatTime(each.startedAt),
              ],
              ...[each.counts.read, each.counts.created, each.counts.changed, each.counts.ended, each.counts.quarantined].map(
                formatNumber,
              ),
              ...[each.position === null ? '-' : String(each.position), each.input ?? '-'],
            ]),
          );
          for (const { id, problem } of runs) if (problem !== null) out.line(`${id}: ${describe(problem, lang)}`);
          out.result({ runs: runs.map(runJson) });
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
    problem: run.problem === null ? null : problemJson(run.problem),
  };
}
