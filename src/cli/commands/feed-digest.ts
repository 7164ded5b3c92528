import { Command } from 'commander';
import { operator } from '../../access/viewer.ts';
import { getRecordType } from '../../domain/record/record-types.ts';
import { findRegion } from '../../domain/region/region-tree.ts';
import { getDigest, listDigestsByCounty } from '../../feed/digests.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';

export function feedDigestCommand({ say, run }: Cli): Command {
  return new Command('digest')
    .description(say('当前全部记录的状态摘要，供副本核对', 'the state digest of all current records: what a copy must add up to'))
    .option('--by-county', say('按记录类型与区县', 'by record type and county'))
    .action((options: { readonly byCounty?: true }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const { position, digest, records } = await getDigest(hub, operator);
          const counties = options.byCounty === true ? await listDigestsByCounty(hub, operator) : undefined;
          out.line(`${say('位置', 'position')} ${position}   ${say('记录', 'records')} ${formatNumber(records)}`);
          out.line(digest);
          if (counties !== undefined) {
            out.table(
              [
                { title: say('类型', 'type') },
                { title: say('区县', 'county') },
                { title: '' },
                { title: say('记录', 'records'), align: 'right' },
                { title: say('摘要', 'digest'), most: 64 },
              ],
              counties.map((each) => [
                ...[
                  getRecordType(each.recordType)[lang],
                  each.county === '' ? '-' : each.county,
                  findRegion(each.county)?.name ?? say('（不明）', '(unknown)'),
                ],
                ...[formatNumber(each.records), each.digest],
              ]),
            );
          }
          out.result({
            ...{ feed: hub.feedId, position: String(position), digest, records },
            ...(counties === undefined
              ? {}
              : { counties: counties.map(({ position: at, ...each }) => ({ ...each, position: String(at) })) }),
          });
          return EXIT.done;
        }),
      ),
    );
}
