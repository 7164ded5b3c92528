import { Command } from 'commander';
import { verifyFeed } from '../../feed/verify.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';

const LINE_EVERY_MS = 3_000;

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
          let last = performance.now();
          const { upTo, versions, digest, breaches } = await verifyFeed(hub, {
            signal,
            onProgress(checked, end) {
              if (performance.now() - last < LINE_EVERY_MS) return;
              last = performance.now();
              out.note(
                say(
                  `已核验 ${formatNumber(checked)} / ${formatNumber(end)}`,
                  `${formatNumber(checked)} of ${formatNumber(end)} verified`,
                ),
              );
            },
          });
          if (signal.aborted) return EXIT.stopped;
          out.line(
            say(
              `核验至位置 ${upTo}，共 ${formatNumber(versions)} 个版本`,
              `verified up to position ${upTo}, ${formatNumber(versions)} versions`,
            ),
          );
          out.line(digest);
          for (const { position, what, column, detail } of breaches)
            out.line(`! ${position ?? '-'}  ${what}.${column}  ${detail}`);
          out.line(
            breaches.length === 0
              ? say('全部一致', 'everything agrees')
              : say(`发现 ${breaches.length} 处不一致`, `${breaches.length} breaches found`),
          );
          out.result({
            upTo: String(upTo),
            versions,
            digest,
            breaches: breaches.map((each) => ({ ...each, position: each.position === null ? null : String(each.position) })),
          });
          return breaches.length === 0 ? EXIT.done : EXIT.breaches;
        }),
      ),
    );
}
