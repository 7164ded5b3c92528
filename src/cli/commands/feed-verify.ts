import { Command } from 'commander';
import { verifyFeed } from '../../feed/verify.ts';
import { breachesFound, tellBreaches } from '../breach-text.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { progressLines } from '../verify-common.ts';

/** `feed verify`, and `verify chain` beside what is verified from outside. */
export function feedVerifyCommand({ say, run }: Cli, name = 'verify'): Command {
  return new Command(name)
    .description(
      say(
        '从内容重新计算整个变更流，与所存对照',
        'compute the whole feed again from its content and hold it against what is stored',
      ),
    )
    .action(() =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, signal } = context;
          const progress = progressLines(context);
          const verified = await verifyFeed(hub, {
            signal,
            onProgress(stage, checked, end) {
              const [done, all] = [formatNumber(checked), formatNumber(end)];
              progress(() =>
                stage === 'written'
                  ? say(`内容与链：已核验 ${done} / ${all}`, `content and chain: ${done} of ${all} verified`)
                  : say(`派生的行：已核验 ${done} / ${all}`, `derived rows: ${done} of ${all} verified`),
              );
            },
          }).catch((error: unknown) => {
            if (!signal.aborted) throw error;
          });
          if (verified === undefined) return EXIT.stopped;
          const { upTo, versions, digest, breaches, count, mendable } = verified;
          out.line(
            say(
              `核验至位置 ${upTo}，共 ${formatNumber(versions)} 个版本`,
              `verified up to position ${upTo}, ${formatNumber(versions)} versions`,
            ),
          );
          if (digest !== null) out.line(digest);
          tellBreaches(context, breaches, count - breaches.length);
          out.line(count === 0 ? say('全部一致', 'everything agrees') : breachesFound(context, count, mendable));
          out.result({
            upTo: String(upTo),
            versions,
            digest,
            // For programs: one language whoever reads it.
            breaches: breaches.map((each) => ({
              ...{ ...each, detail: each.detail.en },
              position: each.position === null ? null : String(each.position),
            })),
            count,
            mendable,
          });
          return count === 0 ? EXIT.done : EXIT.breaches;
        }),
      ),
    );
}
