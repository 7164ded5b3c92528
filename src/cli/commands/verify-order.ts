import { Command } from 'commander';
import { verifyOrder } from '../../verify/order.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { formatNumber, formatSeconds } from '../format.ts';
import { scopeOf } from '../scope-options.ts';
import {
  addVerifyOptions,
  breachesJson,
  levelAt,
  perSecond,
  progressLines,
  reportBreaches,
  type VerifyOptions,
  withUpstream,
} from '../verify-common.ts';

/** Of the two walks; no multiple of each other, so that their pages end at different places. */
const PAGE_SIZES = [1000, 137] as const;

export function verifyOrderCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('order').description(
    say(
      '像使用方那样逐页走完变更流：位置递增且无缺、前后相接、时间不倒退、摘要与内容相符、分页大小不影响结果',
      'walk the feed page by page as a consumer does: positions grow and none is missing, each change joins the one before, time does not go back, hashes fit, and the size of pages makes no difference',
    ),
  );
  return addVerifyOptions(command, cli).action((options: VerifyOptions) => run((context) => order(context, options)));
}

function order(context: Context, options: VerifyOptions): Promise<ExitCode> {
  const { out, say, signal } = context;
  const scope = scopeOf(options);
  return withUpstream(context, options, async (upstream) => {
    const level = await levelAt(upstream, scope);
    const progress = progressLines(context);
    const start = performance.now();
    const { feed, head, changes, pages, breaches } = await verifyOrder(upstream, {
      ...{ scope, level, pageSizes: PAGE_SIZES, signal },
      onProgress: (position, end) => progress(() => say(`位置 ${position} / ${end}`, `position ${position} of ${end}`)),
    });
    if (signal.aborted) return EXIT.stopped;
    const milliseconds = performance.now() - start;
    const speed = perSecond(2 * changes, milliseconds);
    out.line(
      say(
        `数据流 ${feed}，至位置 ${head}（${level}）：${formatNumber(changes)} 条变更，两遍共 ${formatNumber(pages)} 页，用时 ${formatSeconds(milliseconds)}，每秒 ${formatNumber(speed)} 条`,
        `feed ${feed}, up to position ${head} (${level}): ${formatNumber(changes)} changes, ${formatNumber(pages)} pages in two walks, ${formatSeconds(milliseconds)}, ${formatNumber(speed)} changes/s`,
      ),
    );
    out.result({
      ...{ feed, position: String(head), level, changes, pages, milliseconds: Math.round(milliseconds), changesPerSecond: speed },
      ...breachesJson(breaches),
    });
    return reportBreaches(context, breaches);
  });
}
