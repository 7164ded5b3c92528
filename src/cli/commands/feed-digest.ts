import { Command, Option } from 'commander';
import { operator } from '../../access/viewer.ts';
import { getRecordType } from '../../domain/record/record-types.ts';
import { findRegion } from '../../domain/region/region-tree.ts';
import { readScope, type ScopeInput } from '../../domain/scope/scope.ts';
import { type DigestView, getDigest, listDigestsByCounty } from '../../feed/digests.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead } from '../../feed/position.ts';
import { digestOfScope } from '../../feed/scope-digest.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { type ScopeOptions, scopeOf, scopeOptions } from '../scope-options.ts';

interface DigestOptions extends ScopeOptions {
  readonly byCounty?: true;
}

export function feedDigestCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('digest').description(
    say(
      '当前记录的状态摘要，供副本核对；类型与区县的即刻可知，其他范围（区划的上级、企业、功能区）须逐条读过，大库需时',
      'the state digest of current records: what a copy must add up to; of types and counties it is known at once, of other scopes (a region above them, a company, a zone) the records are gone through',
    ),
  );
  for (const option of scopeOptions(cli)) command.addOption(option);
  return command
    .addOption(
      new Option(
        '--by-county',
        say('按记录类型与区县列出全部，不与范围同用', 'all of it by record type and county; of no scope'),
      ).conflicts(scopeOptions(cli).map((option) => option.attributeName())),
    )
    .action((options: DigestOptions) =>
      run((context) => {
        const given = scopeOf(options);
        const isAll = Object.keys(given).length === 0;
        return withHub(context, 'look', (hub) => (isAll ? ofAll(context, hub, options) : ofScope(context, hub, given)));
      }),
    );
}

/** Of some of the records, as `digest(scope)` of the graph answers its operator. */
async function ofScope(context: Context, hub: Hub, given: ScopeInput): Promise<ExitCode> {
  const scope = readScope(given);
  if (!scope.ok) throw new CliFailure(scope.problem, EXIT.usage);
  const { position } = await getHead(hub);
  const found = await digestOfScope(hub, scope.value, position, { ...operator, gone: context.signal }).catch((error: unknown) => {
    if (!context.signal.aborted) throw error;
  });
  if (found === undefined) return EXIT.stopped;
  const { digest, records, scanned } = found;
  tell(context, { position, digest, records });
  context.out.result({ feed: hub.feedId, position: String(position), scope: given, digest, records, scanned });
  return EXIT.done;
}

async function ofAll(context: Context, hub: Hub, { byCounty }: DigestOptions): Promise<ExitCode> {
  const { out, say, lang } = context;
  const found = await getDigest(hub, operator);
  const counties = byCounty === true ? await listDigestsByCounty(hub, operator) : undefined;
  tell(context, found);
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
  const { position, digest, records } = found;
  out.result({
    ...{ feed: hub.feedId, position: String(position), digest, records },
    ...(counties === undefined
      ? {}
      : { counties: counties.map(({ position: at, ...each }) => ({ ...each, position: String(at) })) }),
  });
  return EXIT.done;
}

function tell({ out, say }: Context, { position, digest, records }: DigestView): void {
  out.line(`${say('位置', 'position')} ${position}   ${say('记录', 'records')} ${formatNumber(records)}`);
  out.line(digest);
}
