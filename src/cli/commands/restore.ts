import { statSync } from 'node:fs';
import { Command } from 'commander';
import { redactUrl } from '../../config/database-url.ts';
import { problem } from '../../domain/message/problem.ts';
import { type ErasureLog, readErasureFile } from '../../feed/backup/erasure-log.ts';
import { restoreBackup } from '../../feed/backup/restore-backup.ts';
import { systemClock, systemRandomness } from '../../feed/hub.ts';
import { progressLine } from '../backup-progress.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CliFailure } from '../failure.ts';
import { formatNumber } from '../format.ts';

interface RestoreCommandOptions {
  readonly erasures?: readonly string[];
  readonly force?: true;
}

export function restoreCommand({ say, run }: Cli): Command {
  return new Command('restore')
    .description(
      say(
        '把备份恢复到空的数据库（SQLite 与 MySQL 协议的备份可互相恢复）；恢复后为新的数据流，须先停止服务',
        'restore a backup into an empty database, of either kind; it goes on as a new feed. Stop what serves the hub first',
      ),
    )
    .argument('<file>', say('hutong backup 生成的文件', 'what `hutong backup` has written'))
    .option(
      '--erasures <file>',
      say(
        '备份之后的删除日志（hutong backup erasures 生成），可重复',
        'an erasure log of later than the backup (`hutong backup erasures`); may be repeated',
      ),
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option('--force', say('清除上一次中途停止的恢复，重新开始', 'start over where a restore was broken off'))
    .action((file: string, options: RestoreCommandOptions) => run((context) => restore(context, file, options)));
}

async function restore(context: Context, file: string, options: RestoreCommandOptions): Promise<ExitCode> {
  const { out, say, settings, signal } = context;
  const erasures: ErasureLog[] = [];
  for (const name of options.erasures ?? []) {
    const log = await readErasureFile(name);
    if (!log.ok) throw new CliFailure(log.problem);
    erasures.push(log.value);
  }
  const progress = progressLine(context);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let isFilling = false;
  const restored = await restoreBackup({
    ...{ databaseUrl: settings.databaseUrl, file, erasures, startOver: options.force === true },
    ...{ clock: systemClock, randomness: systemRandomness(), signal },
    onProgress(stage, read) {
      isFilling = stage === 'fill';
      const percent = size === 0 ? 100 : Math.floor((100 * read) / size);
      progress.say(
        stage === 'check' ? say(`校验 ${percent}%`, `checked ${percent}%`) : say(`写入 ${percent}%`, `filled in ${percent}%`),
      );
    },
  })
    .catch((error: unknown) => {
      if (!signal.aborted) throw error;
    })
    .finally(() => progress.end());
  if (restored === undefined) {
    if (isFilling) out.problem(problem('RESTORE_UNFINISHED'));
    return EXIT.stopped;
  }
  if (!restored.ok) throw new CliFailure(restored.problem);
  const { feed, parent, position, records, digest, rows, erased } = restored.value;
  out.line(
    say(
      `已恢复至 ${redactUrl(settings.databaseUrl)}：位置 ${position}，${formatNumber(records)} 条现行记录，共 ${formatNumber(rows)} 行`,
      `restored into ${redactUrl(settings.databaseUrl)}: position ${position}, ${formatNumber(records)} current records, ${formatNumber(rows)} rows in all`,
    ),
  );
  out.line(digest);
  if (erased > 0) out.line(say(`重新删除个人信息 ${erased} 项`, `${erased} personal values erased again`));
  out.line(say(`新数据流 ${feed}，承接 ${parent}`, `it goes on as feed ${feed} behind ${parent}`));
  out.line(
    say(
      '核验：hutong feed verify；派生的行有误时：hutong db remake',
      'verify it: hutong feed verify; where derived rows are wrong: hutong db remake',
    ),
  );
  out.result({ feed, parent, position: String(position), records, digest, rows, erased });
  return EXIT.done;
}
