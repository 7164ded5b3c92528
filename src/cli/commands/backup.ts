import { existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import { redactUrl, sqliteFile } from '../../config/database-url.ts';
import { formatErasureLog, readErasureLog } from '../../feed/backup/erasure-log.ts';
import { writeBackup } from '../../feed/backup/write-backup.ts';
import { systemClock } from '../../feed/hub.ts';
import { progressLine } from '../backup-progress.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatNumber } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed } from '../option-values.ts';
import { writeWholeFile } from '../whole-file.ts';

interface BackupCommandOptions {
  readonly out?: string;
  readonly force?: true;
}

export function backupCommand(cli: Cli): Command {
  const { say, run } = cli;
  return (
    new Command('backup')
      .description(
        say(
          '备份互通的全部数据，不影响读写；文件含个人信息与密钥，须妥善保管（docs/backup.md）',
          'back the whole hub up while it goes on; the file holds personal values and keys, guard it (docs/backup.md)',
        ),
      )
      // Its own options stand before a subcommand, those of the subcommand behind it: both have --out.
      .enablePositionalOptions()
      .option(
        '--out <file>',
        say('必填：写到哪个文件，如 2025-09-30.hutong.gz', 'required: the file to write, e.g. 2025-09-30.hutong.gz'),
      )
      .option('--force', say('覆盖同名文件', 'replace a file of that name'))
      .action((options: BackupCommandOptions) => run((context) => backup(context, options)))
      .addCommand(erasuresCommand(cli))
  );
}

async function backup(context: Context, { out: given, force }: BackupCommandOptions): Promise<ExitCode> {
  const { out, say, settings, signal } = context;
  const file = needed(given, '--out');
  const { databaseUrl } = settings;
  const embedded = sqliteFile(databaseUrl);
  if (embedded !== undefined && !existsSync(embedded)) throw failure('CLI_DATABASE_ABSENT', { url: redactUrl(databaseUrl) });
  const progress = progressLine(context);
  const write = async (sink: Parameters<typeof writeBackup>[0]['sink']) => {
    const written = await writeBackup({
      ...{ databaseUrl, sink, clock: systemClock, signal },
      onProgress: (table, rows) =>
        progress.say(say(`已备份 ${formatNumber(rows)} 行（${table}）`, `${formatNumber(rows)} rows (${table})`)),
    });
    if (!written.ok) throw new CliFailure(written.problem);
    return written.value;
  };
  const written = await writeWholeFile(file, { force: force === true }, write)
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    })
    .finally(() => progress.end());
  if (written === undefined) return EXIT.stopped;
  const { feed, position, records, digest, sha256 } = written;
  const rows = Object.values(written.rows).reduce((sum, count) => sum + count, 0);
  out.line(
    say(
      `已备份至 ${file}：位置 ${position}，${formatNumber(records)} 条现行记录，共 ${formatNumber(rows)} 行`,
      `backed up to ${file}: position ${position}, ${formatNumber(records)} current records, ${formatNumber(rows)} rows in all`,
    ),
  );
  out.line(digest);
  out.result({ file, feed, position, records, digest, rows, sha256 });
  return EXIT.done;
}

function erasuresCommand({ say, run }: Cli): Command {
  return (
    new Command('erasures')
      .description(
        say(
          '只备份个人信息的删除日志（不含个人信息，很小，宜每日一次）：恢复较早的备份时据此重新删除',
          'back up the log of erasures alone (no personal value, small, once a day): a restore of an older backup erases by it again',
        ),
      )
      // What it is given beside its name commander takes for its parent's.
      .action((_own: object, command: Command) =>
        run((context) =>
          withHub(context, 'look', async (hub) => {
            const { out } = context;
            const { out: given, force } = command.optsWithGlobals<BackupCommandOptions>();
            const file = needed(given, '--out');
            const log = await readErasureLog(hub);
            const text = formatErasureLog(log, hub.clock.now());
            await writeWholeFile(file, { force: force === true }, async (sink) => {
              await pipeline([text], sink);
              return true;
            });
            const erasures = log.erasures.length;
            out.line(
              say(
                `已将 ${formatNumber(erasures)} 条删除记录写入 ${file}`,
                `${formatNumber(erasures)} erasures written to ${file}`,
              ),
            );
            out.result({ file, feed: hub.feedId, erasures });
            return EXIT.done;
          }),
        ),
      )
  );
}
