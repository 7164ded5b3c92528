import { stat } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { Completeness } from '../../../connectors/connector.ts';
import { retryArrived } from '../../../jobs/retry.ts';
import { runSync, type SyncSummary } from '../../../jobs/sync.ts';
import { statusSources } from '../../domain/code/registration-status.ts';
import { problem } from '../../domain/message/problem.ts';
import { findRegion, readRegionCode } from '../../domain/region/region-tree.ts';
import type { Population } from '../../feed/entry.ts';
import { countReleased } from '../../feed/quarantine.ts';
import { catchUpSearch } from '../../feed/search/catch-up.ts';
import { readingAgain } from '../connectors.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatSeconds } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf } from '../option-values.ts';
import { type ConnectorOptions, registrySource, type Source, sources } from '../sources.ts';
import { syncProgress } from '../sync-progress.ts';
import { reportSync, syncJson } from '../sync-report.ts';

interface SyncOptions extends ConnectorOptions {
  readonly from?: string;
  readonly population?: Population;
  readonly full?: string | true;
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
  const command = new Command('sync').description(
    say('从来源同步；中断后再次运行即续跑', 'take in what a source delivers; run again, it goes on where it stopped'),
  );
  for (const source of sources) {
    command.addCommand(source === registrySource ? registryCommand(cli) : sourceCommand(cli, source));
  }
  return command;
}

function registryCommand(cli: Cli): Command {
  const { say, settings } = cli;
  return sourceCommand(cli, registrySource).addOption(
    new Option(
      '--status-codes <table>',
      say(
        `登记状态代码表：${statusSources.join('、')}（默认 ${settings.registryStatusCodes}）`,
        `whose status codes: ${statusSources.join(', ')} (default ${settings.registryStatusCodes})`,
      ),
    ).argParser(oneOf(statusSources)),
  );
}

/** The command of a source, with what all of them can be told. */
function sourceCommand(cli: Cli, source: Source): Command {
  const { say, settings } = cli;
  const { name, zh, en, interface: office } = source;
  return new Command(name)
    .description(
      say(
        `${zh}：文件（CSV、JSON、NDJSON，可为 gzip，或 Excel 工作簿）${office === undefined ? '' : `，或${office.zh}`}`,
        `${en}: a file (CSV, JSON, NDJSON, gzip too, or an Excel workbook)${office === undefined ? '' : `, or ${office.en}`}`,
      ),
    )
    .option(
      (office?.fromZh ?? '') === '' ? '--from <file>' : '--from <file|url>',
      office === undefined
        ? say('文件', 'the file')
        : say(
            `文件${office.fromZh}；省略则为已配置的${office.zh.slice(1)}`,
            `the file${office.fromEn}; ${office.en}, as configured, without it`,
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
    .action((options: SyncOptions) => cli.run((context) => sync(context, source, options)));
}

async function sync(context: Context, source: Source, options: SyncOptions): Promise<ExitCode> {
  const { out, say, signal, settings } = context;
  const connector = source.connector({ statusCodes: options.statusCodes ?? settings.registryStatusCodes });
  const url = source.interface?.office(settings).url ?? '';
  const from = needed(options.from ?? (url === '' ? undefined : url), '--from <file|url>');
  const completeness = completenessOf(options.full);
  const office = source.interface?.at(from, connector, settings, completeness);
  if (office === undefined) await requireFile(from, source);
  const opening = office ?? connector.file(from, options.full === undefined ? undefined : completeness);
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
    // What it brought may be what others wait for.
    const retried = await retryArrived({ hub, connectorOf: readingAgain(settings), population: settings.population, signal });
    if (retried.tried > 0) {
      const { tried, accepted } = retried;
      out.note(say(`重试隔离 ${tried} 条，收录 ${accepted} 条`, `${tried} that waited were tried again, ${accepted} taken in`));
    }
    // A hub that nobody serves has nobody else to do it.
    await catchUpSearch(hub, { signal });
    const released = summary.run === null ? 0 : ((await countReleased(hub, [summary.run])).get(summary.run) ?? 0);
    out.result(syncJson(summary, released));
    await reportSync(context, hub, summary, released);
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

/** What was mistyped by hand is no run: it tells nothing of the state of the source. */
async function requireFile(from: string, source: Source): Promise<void> {
  if (/^[a-z]+:\/\//i.test(from)) {
    throw failure('CLI_FROM_ADDRESS', { source: source.name, variable: source.interface?.addressVariable ?? '—' }, EXIT.usage);
  }
  const found = await stat(from).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw failure('FILE_NOT_FOUND', { file: from }, EXIT.usage);
    return null; // told by whoever reads it
  });
  if (found?.isDirectory() === true) throw failure('FILE_NOT_A_FILE', { file: from }, EXIT.usage);
}
