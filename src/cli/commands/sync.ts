import { Command, Option } from 'commander';
import type { Completeness } from '../../../connectors/connector.ts';
import { type RegistryConnector, registryConnector } from '../../../connectors/registry/registry.connector.ts';
import { runSync, type SyncSummary } from '../../../jobs/sync.ts';
import { type StatusSource, statusSources } from '../../domain/code/registration-status.ts';
import { problem } from '../../domain/message/problem.ts';
import { findRegion, readRegionCode } from '../../domain/region/region-tree.ts';
import type { Population } from '../../feed/entry.ts';
import { catchUpSearch } from '../../feed/search/catch-up.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatSeconds } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf } from '../option-values.ts';
import { syncProgress } from '../sync-progress.ts';
import { reportSync, syncJson } from '../sync-report.ts';

interface SyncOptions {
  readonly from?: string;
  readonly population?: Population;
  readonly full?: string | true;
}

interface RegistryOptions extends SyncOptions {
  readonly statusCodes?: StatusSource;
}

const POPULATIONS = ['property-services', 'all'] as const satisfies readonly Population[];

const OUTCOME_EXIT: Readonly<Record<SyncSummary['outcome'], ExitCode>> = {
  running: EXIT.failed,
  done: EXIT.done,
  failed: EXIT.failed,
  waiting: EXIT.waiting,
  skipped: EXIT.skipped,
  stopped: EXIT.stopped,
};

export function syncCommand(cli: Cli): Command {
  const { say } = cli;
  return new Command('sync')
    .description(
      say('从来源同步；中断后再次运行即续跑', 'take in what a source delivers; run again, it goes on where it stopped'),
    )
    .addCommand(registryCommand(cli));
}

function registryCommand({ say, settings, run }: Cli): Command {
  return new Command('registry')
    .description(
      say(
        '审批局的登记：文件（CSV、JSON、NDJSON，可为 gzip），或其接口',
        'the registry of the approval bureau: a file (CSV, JSON, NDJSON, gzip too), or its interface over HTTP',
      ),
    )
    .option(
      '--from <file|url>',
      say(
        '文件，或接口地址（令牌取自 HUTONG_REGISTRY_TOKEN）；省略则为已配置的接口',
        'the file, or the address of the interface (its token is HUTONG_REGISTRY_TOKEN); the configured one without it',
      ),
    )
    .addOption(
      new Option(
        '--population <which>',
        say(
          `收录范围：${POPULATIONS.join('、')}（默认 ${settings.population}）`,
          `${POPULATIONS.join(' or ')} (default ${settings.population})`,
        ),
      ).argParser(oneOf(POPULATIONS)),
    )
    .option(
      '--full [region]',
      say(
        '取全量（可限某区划）：其中没有的记录即终止',
        'it is everything there is (in a region): records that it lacks have ended',
      ),
    )
    .addOption(
      new Option(
        '--status-codes <table>',
        say(
          `登记状态代码表：${statusSources.join('、')}（默认 ${settings.registryStatusCodes}）`,
          `whose status codes: ${statusSources.join(', ')} (default ${settings.registryStatusCodes})`,
        ),
      ).argParser(oneOf(statusSources)),
    )
    .action((options: RegistryOptions) =>
      run((context) =>
        sync(context, registryConnector({ statusCodes: options.statusCodes ?? context.settings.registryStatusCodes }), options),
      ),
    );
}

async function sync(context: Context, connector: RegistryConnector, options: SyncOptions): Promise<ExitCode> {
  const { out, say, signal, settings } = context;
  const configured = settings.registryUrl === '' ? undefined : settings.registryUrl;
  const from = needed(options.from ?? configured, '--from <file|url>');
  const completeness = completenessOf(options.full);
  const opening = /^https?:\/\//.test(from)
    ? connector.http({ base: from, token: settings.registryToken }, completeness)
    : connector.file(from, completeness);
  return withHub(context, 'bring', async (hub) => {
    const progress = syncProgress(context);
    const start = performance.now();
    const summary = await runSync({
      hub,
      connector,
      opening,
      population: options.population ?? settings.population,
      signal,
      onProgress: (each) => progress.update(each),
    }).finally(() => progress.end());
    // A hub that nobody serves has nobody else to do it.
    await catchUpSearch(hub, { signal });
    out.result(syncJson(summary));
    await reportSync(context, hub, summary);
    out.note(say(`用时 ${formatSeconds(performance.now() - start)}`, `took ${formatSeconds(performance.now() - start)}`));
    if (summary.outcome === 'stopped') out.problem(problem('CLI_STOPPED'));
    return OUTCOME_EXIT[summary.outcome];
  });
}

function completenessOf(full: string | true | undefined): Completeness {
  if (full === undefined) return { kind: 'delta' };
  if (full === true) return { kind: 'full', region: null };
  const read = readRegionCode(full);
  if (!read.ok) throw new CliFailure({ ...read.problem, field: '--full' }, EXIT.usage);
  // A retired code would end records that are filed under its successor by now.
  if (findRegion(read.value)?.retired === true) {
    throw failure(
      'CLI_VALUE_INVALID',
      { option: '--full', value: full, expected: '现行区划代码', expectedEn: 'a current division code' },
      EXIT.usage,
    );
  }
  return { kind: 'full', region: read.value };
}
