import { Command } from 'commander';
import { checkDerived, DERIVED, type DerivedReport } from '../../feed/derived/check-derived.ts';
import { remakeDerived } from '../../feed/derived/remake-derived.ts';
import type { Cli, Context } from '../context.ts';
import { derivedJson, soundDerived, tellDerived } from '../derived-report.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { someOf } from '../option-values.ts';
import { progressLines } from '../verify-common.ts';

interface RemakeOptions {
  readonly table?: readonly string[];
  readonly dryRun?: true;
}

export function remakeCommand({ say, run }: Cli): Command {
  return new Command('remake')
    .description(
      say(
        '把与版本不符的派生行（关联、归属、标识、各类型的列、摘要合计等）按版本重做；服务可照常运行，中断后再运行一次即可',
        'make derived rows (links, relations, identifiers, columns of types, sums) again where they are not what the versions say; servers may go on meanwhile, and where it was ended it is run once more',
      ),
    )
    .option(
      '--table <names>',
      say(
        `只重做这些表，逗号分隔，可重复：${DERIVED.join('、')}`,
        `these alone, commas between, may be repeated: ${DERIVED.join(', ')}`,
      ),
      someOf(DERIVED),
    )
    .option('--dry-run', say('只说要改什么，不改', 'say what would be made again, and alter nothing'))
    .action((options: RemakeOptions) => run((context) => remake(context, options)));
}

function remake(context: Context, { table, dryRun }: RemakeOptions): Promise<ExitCode> {
  const { out, say, signal } = context;
  const progress = progressLines(context);
  const onProgress = (done: number, of: number) =>
    progress(() =>
      say(`已核对 ${formatNumber(done)} / ${formatNumber(of)}`, `${formatNumber(done)} of ${formatNumber(of)} gone through`),
    );
  const options = { ...(table === undefined ? {} : { tables: table }), signal, onProgress };
  return withHub(context, 'look', async (hub) => {
    const report: (DerivedReport & { readonly mended?: number }) | null = dryRun
      ? await hub.db.snapshot((snapshot) => checkDerived(snapshot, options))
      : await remakeDerived(hub, options);
    if (report === null) return EXIT.stopped;
    tellDerived(context, report);
    const { breaches, damaged, mended = 0 } = report;
    const [toMend, done] = [formatNumber(breaches - damaged), formatNumber(mended)];
    if (breaches === 0)
      out.line(say(`无须改动：${soundDerived(context, report)}`, `nothing was to be done: ${soundDerived(context, report)}`));
    else if (dryRun) out.line(say(`将重做 ${toMend} 行（未改动）`, `${toMend} rows would be made again; nothing was altered`));
    else out.line(say(`已重做 ${done} 行`, `${done} rows made again`));
    out.result({ ...derivedJson(report), mended, dryRun: dryRun === true });
    return damaged === 0 && (!dryRun || breaches === 0) ? EXIT.done : EXIT.breaches;
  });
}
