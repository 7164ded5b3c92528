/** The program: its commands, its global options, and help in the language that was chosen. */
import { Command, Option } from 'commander';
import { redactUrl } from '../config/database-url.ts';
import { settings } from '../config/settings.ts';
import type { Cli } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Stream } from './output.ts';
import { textWidth } from './text-width.ts';

export interface GlobalOptions {
  readonly databaseUrl?: string;
  readonly json?: true;
  readonly lang?: string;
}

/**
 * Every command by its name, in the order of the help. Each is loaded where it is called: what they work with, all together, takes
 * longer to load than a server to start.
 */
const commands: ReadonlyMap<string, () => Promise<(cli: Cli) => Command>> = new Map([
  ['demo', async () => (await import('./commands/demo.ts')).demoCommand],
  ['serve', async () => (await import('./commands/serve.ts')).serveCommand],
  ['compose', async () => (await import('./commands/compose.ts')).composeCommand],
  ['sync', async () => (await import('./commands/sync.ts')).syncCommand],
  ['push', async () => (await import('./commands/push.ts')).pushCommand],
  ['mirror', async () => (await import('./commands/mirror.ts')).mirrorCommand],
  ['search', async () => (await import('./commands/search.ts')).searchCommand],
  ['export', async () => (await import('./commands/export.ts')).exportCommand],
  ['feed', async () => (await import('./commands/feed.ts')).feedCommand],
  ['quarantine', async () => (await import('./commands/quarantine.ts')).quarantineCommand],
  ['challenges', async () => (await import('./commands/challenges.ts')).challengesCommand],
  ['verify', async () => (await import('./commands/verify.ts')).verifyCommand],
  ['jobs', async () => (await import('./commands/jobs.ts')).jobsCommand],
  ['runs', async () => (await import('./commands/runs.ts')).runsCommand],
  ['sources', async () => (await import('./commands/sources.ts')).sourcesCommand],
  ['backup', async () => (await import('./commands/backup.ts')).backupCommand],
  ['restore', async () => (await import('./commands/restore.ts')).restoreCommand],
  ['migrate', async () => (await import('./commands/migrate.ts')).migrateCommand],
  ['db', async () => (await import('./commands/db.ts')).dbCommand],
]);

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

/** Where help goes: asked for, or shown because a command is missing. */
interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** The program with its global options; its commands are added by `addCommands`. */
export function makeProgram(cli: Cli, streams: Streams): Command {
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
  const codes = exitCodes.map(({ code, zh, en }) => `  ${String(code).padEnd(5)}${say(zh, en)}`).join('\n');
  program.addHelpText('afterAll', `\n${say('退出码：', 'Exit codes:')}\n${codes}\n`);
  speak(program, cli, streams);
  return program;
}

/**
 * Adds the command that a command line calls, or all of them where it calls none: then their list is shown, or the name that
 * comes nearest to what was typed.
 *
 * @throws CommanderError about a global option
 */
export async function addCommands(program: Command, cli: Cli, streams: Streams, argv: readonly string[]): Promise<void> {
  const [called] = program.parseOptions([...argv]).operands;
  const named = commands.get(called ?? '');
  for (const load of named === undefined ? commands.values() : [named]) {
    const define = await load();
    program.addCommand(define(cli));
  }
  eachCommand(program, (command) => speak(command, cli, streams));
}

/** Has a command say everything in the language that was chosen, and leave it to `main` how the program ends. */
function speak(command: Command, { say }: Cli, { stdout, stderr }: Streams): void {
  command
    .exitOverride()
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .helpOption('-h, --help', say('显示帮助', 'show help'))
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: () => {},
    }) // said by main
    .configureHelp({
      showGlobalOptions: true,
      displayWidth: textWidth,
      styleTitle: (title) => say(TITLES[title] ?? title, title),
      styleUsage: (usage) => say(inChinese(usage), usage),
      styleSubcommandTerm: (term) => say(inChinese(term), term),
      optionDescription: ({ description, defaultValue }) =>
        defaultValue === undefined ? description : description + say(`（默认 ${defaultValue}）`, ` (default ${defaultValue})`),
    });
  if (command.commands.length > 0) command.helpCommand('help [command]', say('显示某个命令的帮助', 'show the help of a command'));
}

function eachCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) eachCommand(child, visit);
}
