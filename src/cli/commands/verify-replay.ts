import { Command, Option } from 'commander';
import { Breaches } from '../../verify/breach.ts';
import { type ReplayReport, randomPairs, verifyReplay } from '../../verify/replay.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failure } from '../failure.ts';
import { formatNumber, formatSeconds } from '../format.ts';
import { wholeNumber } from '../option-values.ts';
import { scopeOf } from '../scope-options.ts';
import {
  addVerifyOptions,
  breachesJson,
  perSecond,
  progressLines,
  reportBreaches,
  type VerifyOptions,
  withUpstream,
} from '../verify-common.ts';

interface ReplayCommandOptions extends VerifyOptions {
  readonly fromPosition?: number;
  readonly toPosition?: number;
  readonly rounds: number;
  readonly seed: number;
}

const ROUNDS = 3;
const SEED = 1;

export function verifyReplayCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('replay').description(
    say(
      '核验「P1 的快照 + (P1, P2] 的变更 = P2 的快照」，逐条核对并比摘要；不指定位置时随机取几对',
      'verify that snapshot(P1) + changes(P1, P2] = snapshot(P2), row by row and by digest; a few pairs by chance where no positions are given',
    ),
  );
  return addVerifyOptions(command, cli)
    .addOption(new Option('--from-position <n>', say('P1（默认 0）', 'P1 (default 0)')).argParser(wholeNumber(0)))
    .addOption(new Option('--to-position <n>', say('P2（默认当前位置）', 'P2 (default: the head)')).argParser(wholeNumber(0)))
    .addOption(new Option('--rounds <n>', say('随机几对', 'pairs by chance')).argParser(wholeNumber(1, 1000)).default(ROUNDS))
    .addOption(
      new Option('--seed <n>', say('随机数种子，相同则位置相同', 'the same seed gives the same positions'))
        .argParser(wholeNumber(0, 2 ** 32 - 1))
        .default(SEED),
    )
    .action((options: ReplayCommandOptions) => run((context) => replay(context, options)));
}

function replay(context: Context, options: ReplayCommandOptions): Promise<ExitCode> {
  const { out, signal } = context;
  const scope = scopeOf(options);
  return withUpstream(context, options, async (upstream) => {
    const { position: head } = await upstream.head();
    const breaches = new Breaches();
    const progress = progressLines(context);
    const onProgress = (rows: number, changes: number) => progress(() => takenText(context, rows, changes));
    const reports: ReplayReport[] = [];
    for (const [from, to] of pairsOf(options, head)) {
      const report = await verifyReplay(upstream, { scope, from, to, signal, onProgress }, breaches);
      if (report === undefined && signal.aborted) return EXIT.stopped;
      // What cannot be read is in the way of the other rounds too.
      if (report === undefined) break;
      reports.push(report);
      sayReport(context, report);
    }
    out.result({ head: String(head), rounds: reports.map(reportJson), ...breachesJson(breaches) });
    return reportBreaches(context, breaches);
  });
}

/** @throws CliFailure where one of the given positions is none */
function pairsOf(
  { fromPosition, toPosition, rounds, seed }: ReplayCommandOptions,
  head: number,
): readonly (readonly [number, number])[] {
  if (fromPosition === undefined && toPosition === undefined) return randomPairs(head, rounds, seed);
  const [from, to] = [fromPosition ?? 0, toPosition ?? head];
  if (to > head) throw failure('POSITION_UNKNOWN', { position: String(to), head: String(head) }, EXIT.usage);
  if (from <= to) return [[from, to]];
  const expected = { expected: `不大于 ${to}`, expectedEn: `not above ${to}` };
  throw failure('CLI_VALUE_INVALID', { option: '--from-position', value: String(from), ...expected }, EXIT.usage);
}

function takenText({ say }: Context, rows: number, changes: number): string {
  const [allRows, allChanges] = [formatNumber(rows), formatNumber(changes)];
  return say(`已收 ${allRows} 行、${allChanges} 条变更`, `${allRows} rows and ${allChanges} changes so far`);
}

function sayReport({ out, say }: Context, { from, to, rows, changes, total, milliseconds }: ReplayReport): void {
  const speed = formatNumber(perSecond(rows + changes, milliseconds));
  const [allRows, allChanges, time] = [formatNumber(rows), formatNumber(changes), formatSeconds(milliseconds)];
  const records = formatNumber(total.records);
  out.line(
    say(
      `位置 ${from} → ${to}：${allRows} 行、${allChanges} 条变更，用时 ${time}，每秒 ${speed} 条；得 ${records} 条 ${total.digest}`,
      `position ${from} → ${to}: ${allRows} rows and ${allChanges} changes in ${time}, ${speed}/s; makes ${records} records ${total.digest}`,
    ),
  );
}

function reportJson({ feed, from, to, rows, changes, total, milliseconds }: ReplayReport): object {
  const perSec = perSecond(rows + changes, milliseconds);
  return {
    feed,
    from: String(from),
    to: String(to),
    rows,
    changes,
    ...total,
    milliseconds: Math.round(milliseconds),
    perSecond: perSec,
  };
}
