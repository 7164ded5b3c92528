import { Command, Option } from 'commander';
import { isGone, thisProcess } from '../../../jobs/holder.ts';
import { databaseUrlForm, redactUrl, sqliteFile } from '../../config/database-url.ts';
import { HubThereError, MirrorTableError, openMirrorDatabase } from '../../db/mirror-database.ts';
import { systemClock } from '../../mirror/clock.ts';
import { copyScope } from '../../mirror/copy-state.ts';
import { runMirror } from '../../mirror/mirror.ts';
import { MirrorError } from '../../mirror/mirror-error.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { explainError } from '../explain-error.ts';
import { CliFailure, failure } from '../failure.ts';
import { remoteHub, TOKEN_VARIABLE } from '../hub-address.ts';
import { MirrorReport } from '../mirror-report.ts';
import { needed, wholeNumber } from '../option-values.ts';
import { requireOutPath } from '../out-path.ts';
import { type ScopeOptions, scopeOf, scopeOptions } from '../scope-options.ts';

interface MirrorCommandOptions extends ScopeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly tokenFile?: string;
  readonly once?: true;
  readonly verbose?: true;
  readonly checkEvery: number;
  readonly recountEvery: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHECK_MINUTES = 10;
const RECOUNT_HOURS = 24;

export function mirrorCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('mirror')
    .description(
      say(
        '在自己的数据库里维护一份互通记录的副本：填充、跟随、核对、修复，直到 Ctrl-C；再次运行即继续',
        "keep a copy of a hub's records in a database of one's own: fill it, follow, check, mend, until Ctrl-C; run again, it goes on",
      ),
    )
    .option('--from <url>', say('必填：互通的地址', 'required: address of the hub'))
    .option('--to <database>', `${say('必填：副本的数据库', 'required: database of the copy')}: ${databaseUrlForm.expected}`);
  for (const option of scopeOptions(cli)) command.addOption(option);
  return command
    .option(
      '--token-file <file>',
      say(`令牌所在文件（或环境变量 ${TOKEN_VARIABLE}）`, `file that holds the token (or ${TOKEN_VARIABLE} in the environment)`),
    )
    .option('--once', say('填充、追到最新、核对后即结束', 'fill it, catch up, check, and end'))
    .addOption(
      new Option('--check-every <minutes>', say('每隔几分钟核对一次累计摘要', 'minutes between two comparisons of the sum kept'))
        .argParser(wholeNumber(1, 1440))
        .default(CHECK_MINUTES),
    )
    .addOption(
      new Option('--recount-every <hours>', say('每隔几小时逐行重算一次', 'hours between two counts of all rows'))
        .argParser(wholeNumber(1, 8760))
        .default(RECOUNT_HOURS),
    )
    .option('--verbose', say('修复时在标准错误输出列出记录键', 'name the keys of what is mended, on stderr'))
    .action((options: MirrorCommandOptions) => run((context) => mirror(context, options)));
}

async function mirror(context: Context, options: MirrorCommandOptions): Promise<ExitCode> {
  const { out, say, signal } = context;
  const to = needed(options.to, '--to <database>');
  const hub = remoteHub(context, needed(options.from, '--from <url>'), options.tokenFile);
  if (!databaseUrlForm.test(to)) {
    const { expected } = databaseUrlForm;
    throw failure(
      'CLI_VALUE_INVALID',
      { option: '--to', value: redactUrl(to).slice(0, 60), expected, expectedEn: expected },
      EXIT.usage,
    );
  }
  const given = scopeOf(options);
  const file = sqliteFile(to);
  if (file !== undefined) requireOutPath(file);
  const report = new MirrorReport(context, options.verbose === true);
  try {
    const database = await openMirrorDatabase(to, systemClock.now());
    try {
      const copy = await runMirror({
        hub,
        database,
        keeper: { name: thisProcess(), isGone },
        scope: copyScope(given),
        isScopeGiven: Object.keys(given).length > 0,
        once: options.once === true,
        checkEveryMs: options.checkEvery * MINUTE_MS,
        recountEveryMs: options.recountEvery * HOUR_MS,
        clock: systemClock,
        random: Math.random,
        signal,
        listener: (event) => report.tell(event),
      });
      const { rows, changes, repaired } = report;
      const state = copy?.state;
      out.result({
        feed: state?.feed ?? null,
        state: state?.name ?? null,
        position: state?.position == null ? null : String(state.position),
        ...(copy?.total ?? { digest: null, records: null }),
        ...{ rows, changes, repaired },
        checkedTo: state?.checked == null ? null : String(state.checked.position),
        checkedAt: state?.checked == null ? null : new Date(state.checked.at).toISOString(),
      });
      if (state !== undefined)
        out.line(say(`副本停在位置 ${state.position ?? '-'}`, `the copy stands at position ${state.position ?? '-'}`));
      // Ctrl-C is how following ends; with `once` it cuts the work short.
      return signal.aborted && options.once === true ? EXIT.stopped : EXIT.done;
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof HubThereError) throw failure('MIRROR_TARGET_HUB', {}, EXIT.usage);
    if (error instanceof MirrorTableError) throw failure('MIRROR_TARGET_STRANGE', { part: error.table });
    if (!(error instanceof MirrorError)) throw error instanceof CliFailure ? error : new CliFailure(explainError(error, to));
    throw new CliFailure(error.problem, exitOf(error));
  }
}

/** The copy is kept by another process. */
const ANOTHERS: ReadonlySet<string> = new Set(['MIRROR_HELD', 'MIRROR_TAKEN_OVER', 'MIRROR_TWO_WRITERS']);

function exitOf({ problem }: MirrorError): ExitCode {
  if (problem.code === 'MIRROR_UNREPAIRED') return EXIT.breaches;
  if (ANOTHERS.has(problem.code)) return EXIT.skipped;
  return problem.code === 'MIRROR_SCOPE_OTHER' ? EXIT.usage : EXIT.failed;
}
