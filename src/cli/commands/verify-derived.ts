import { Command } from 'commander';
import { checkDerived, DERIVED } from '../../feed/derived/check-derived.ts';
import { breachesFound } from '../breach-text.ts';
import type { Cli } from '../context.ts';
import { derivedJson, soundDerived, tellDerived } from '../derived-report.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { someOf } from '../option-values.ts';
import { progressLines } from '../verify-common.ts';

interface DerivedOptions {
  readonly table?: readonly string[];
}

export function verifyDerivedCommand({ say, run }: Cli): Command {
  return new Command('derived')
    .description(
      say(
        '从版本重新推算关联、归属、标识、各类型的列与摘要合计等派生的行，逐表核对；只看，不改（要改正：hutong db remake）',
        'work out of the versions what is derived of them, links, relations, identifiers, columns of types and sums, and hold the tables against it; alters nothing (to mend: hutong db remake)',
      ),
    )
    .option(
      '--table <names>',
      say(
        `只核验这些表，逗号分隔，可重复：${DERIVED.join('、')}`,
        `these alone, commas between, may be repeated: ${DERIVED.join(', ')}`,
      ),
      someOf(DERIVED),
    )
    .action(({ table }: DerivedOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, signal } = context;
          const progress = progressLines(context);
          const report = await hub.db.snapshot((snapshot) =>
            checkDerived(snapshot, {
              ...(table === undefined ? {} : { tables: table }),
              signal,
              onProgress: (done, of) =>
                progress(() =>
                  say(
                    `已核验 ${formatNumber(done)} / ${formatNumber(of)}`,
                    `${formatNumber(done)} of ${formatNumber(of)} verified`,
                  ),
                ),
            }),
          );
          if (report === null) return EXIT.stopped;
          tellDerived(context, report);
          const { breaches, damaged } = report;
          out.line(breaches === 0 ? soundDerived(context, report) : breachesFound(context, breaches, breaches - damaged));
          out.result(derivedJson(report));
          return breaches === 0 ? EXIT.done : EXIT.breaches;
        }),
      ),
    );
}
