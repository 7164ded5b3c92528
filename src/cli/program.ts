/** The program: its commands, its global options, and help in the language that was chosen. */
import { Command, Option } from 'commander';
import { redactUrl } from '../config/database-url.ts';
import { settings } from '../config/settings.ts';
import { challengesCommand } from './commands/challenges.ts';
import { composeCommand } from './commands/compose.ts';
import { dbCommand } from './commands/db.ts';
import { demoCommand } from './commands/demo.ts';
import { feedCommand } from './commands/feed.ts';
import { jobsCommand } from './commands/jobs.ts';
import { migrateCommand } from './commands/migrate.ts';
import { pushCommand } from './commands/push.ts';
import { quarantineCommand } from './commands/quarantine.ts';
import { runsCommand } from './commands/runs.ts';
import { searchCommand } from './commands/search.ts';
import { serveCommand } from './commands/serve.ts';
import { sourcesCommand } from './commands/sources.ts';
import { syncCommand } from './commands/sync.ts';
import type { Cli } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Stream } from './output.ts';
import { textWidth } from './text-width.ts';

export interface GlobalOptions {
  readonly databaseUrl?: string;
  readonly json?: true;
  readonly lang?: string;
}

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

/** What commander itself writes into a usage line. */
function inChinese(usage: string): string {
  return usage.replaceAll('[options]', '[选项]').replaceAll('[command]', '[命令]');
}

/** @param streams where help goes: asked for, or shown because a command is missing */
export function makeProgram(cli: Cli, { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream }): Command {
  const { say } = cli;
  const program = new Command('hutong')
    .description(
      say(
        '互通：住宅小区物业服务企业的数据枢纽。各命令均可加 --help。',
        'Hutong: a data hub for the companies that run housing estates. Every command has a --help.',
      ),
    )
    .addOption(
      new Option(
        '--database-url <url>',
        `${say('数据库地址', 'the database')} (${settings.databaseUrl.variable}=${redactUrl(cli.settings.databaseUrl)})`,
      ),
    )
    .option(
      '--json',
      say('标准输出只在最后一行给出一个 JSON 对象', 'print one JSON object as the last line of stdout, all else on stderr'),
    )
    .option('--lang <zh|en>', say('消息语言（或 HUTONG_LANG）', 'language of messages (or HUTONG_LANG)'));
  for (const define of [
    demoCommand,
    serveCommand,
    composeCommand,
    syncCommand,
    pushCommand,
    searchCommand,
    feedCommand,
    quarantineCommand,
    challengesCommand,
    jobsCommand,
    runsCommand,
    sourcesCommand,
    migrateCommand,
    dbCommand,
  ]) {
    program.addCommand(define(cli));
  }
  const codes = exitCodes.map(({ code, zh, en }) => `  ${String(code).padEnd(5)}${say(zh, en)}`).join('\n');
  program.addHelpText('afterAll', `\n${say('退出码：', 'Exit codes:')}\n${codes}\n`);
  eachCommand(program, (command) => {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .allowExcessArguments(false)
      .helpOption('-h, --help', say('显示帮助', 'show help'))
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: (text) => stderr.write(text),
        outputError: () => {},
      }) // said by main, in the language that was chosen
      .configureHelp({
        showGlobalOptions: true,
        displayWidth: textWidth,
        styleTitle: (title) => say(TITLES[title] ?? title, title),
        styleUsage: (usage) => say(inChinese(usage), usage),
        styleSubcommandTerm: (term) => say(inChinese(term), term),
        optionDescription: ({ description, defaultValue }) =>
          defaultValue === undefined ? description : description + say(`（默认 ${defaultValue}）`, ` (default ${defaultValue})`),
      });
    if (command.commands.length > 0)
      command.helpCommand('help [command]', say('显示某个命令的帮助', 'show the help of a command'));
  });
  return program;
}

function eachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) eachCommand(child, visit);
}
