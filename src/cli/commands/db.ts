import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { redactUrl, sqliteFile } from '../../config/database-url.ts';
import { type CheckName, checkDatabase } from '../../db/check.ts';
import { describe } from '../../domain/message/describe.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { failure } from '../failure.ts';
import { problemJson } from '../output.ts';
import { remakeCommand } from './db-remake.ts';

const CHECKS: Readonly<Record<CheckName, { readonly zh: string; readonly en: string }>> = {
  connection: { zh: '连接', en: 'connection' },
  version: { zh: '版本', en: 'version' },
  isolation: { zh: '隔离级别', en: 'isolation' },
  durability: { zh: '落盘', en: 'durability' },
  collation: { zh: '排序规则', en: 'collation' },
  lock: { zh: '写入锁', en: 'write lock' },
  packet: { zh: '报文上限', en: 'packet size' },
  migrations: { zh: '待迁移', en: 'pending migrations' },
  cluster: { zh: '集群', en: 'cluster' },
};

export function dbCommand(cli: Cli): Command {
  return new Command('db')
    .description(cli.say('数据库', 'the database'))
    .addCommand(checkCommand(cli))
    .addCommand(remakeCommand(cli));
}

function checkCommand({ say, run }: Cli): Command {
  return new Command('check')
    .description(
      say(
        '检查所配置的数据库能否承载本系统，逐项给出办法',
        'check whether the configured database can carry a hub, and what to do where not',
      ),
    )
    .action(() =>
      run(async ({ out, lang, settings }) => {
        const url = redactUrl(settings.databaseUrl);
        const file = sqliteFile(settings.databaseUrl);
        if (file !== undefined && !existsSync(file)) throw failure('CLI_DATABASE_ABSENT', { url });
        const findings = await checkDatabase(settings.databaseUrl);
        out.line(url);
        out.table(
          [{ title: '' }, { title: say('检查项', 'check') }, { title: say('结果', 'found') }],
          findings.map(({ name, state, found }) => [
            { ok: say('通过', 'ok'), failed: say('不通过', 'fail'), skipped: '-' }[state],
            CHECKS[name][lang],
            state === 'skipped' ? say('迁移之后再查', 'to be checked once migrated') : found,
          ]),
        );
        for (const { name, problem } of findings)
          if (problem !== null) out.line(`! ${CHECKS[name][lang]}: ${describe(problem, lang)}`);
        const good = findings.every(({ state }) => state !== 'failed');
        out.result({
          database: url,
          ok: good,
          checks: findings.map(({ name, state, found, problem }) => ({
            name,
            state,
            found,
            problem: problem === null ? null : problemJson(problem),
          })),
        });
        return good ? EXIT.done : EXIT.failed;
      }),
    );
}
