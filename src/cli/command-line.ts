/** One command line of `hutong`, from its arguments to its exit code. */
import { CommanderError } from 'commander';
import { loadSettings } from '../config/load-settings.ts';
import { readSettings, type Settings, settings as settingTable } from '../config/settings.ts';
import { describe, type Language } from '../domain/message/describe.ts';
import type { Problem, Result } from '../domain/message/problem.ts';
import { type Cli, type Context, sayIn } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { CliFailure, failure } from './failure.ts';
import { Output, type Stream } from './output.ts';
import { addCommands, type GlobalOptions, makeProgram } from './program.ts';
import { listenForStop } from './signals.ts';
import { usageProblem } from './usage-error.ts';

/** What a command line meets in its process. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** Runs one command line and says how it ended. */
export async function main(
  argv: readonly string[] = process.argv.slice(2),
  { env, ...streams }: Surroundings = { env: process.env, stdout: process.stdout, stderr: process.stderr },
): Promise<ExitCode> {
  const configured = await loadSettings(env);
  const lang = languageOf(argv, configured, env);
  const debug = (error: unknown): void => {
    // The whole error, for maintainers who asked for it.
    if (env.HUTONG_DEBUG === '1') console.error(error);
  };
  const out = new Output({ json: argv.includes('--json'), lang, ...streams });
  let exitCode: ExitCode = EXIT.done;

  const cli: Cli = {
    say: sayIn(lang),
    settings: configured.ok ? configured.value : defaults(),
    async run(work) {
      const settings = settingsFor(configured, program.opts<GlobalOptions>());
      using stop = listenForStop(() =>
        out.note(sayIn(lang)('正在停止，再按一次 Ctrl-C 立即结束…', 'stopping; Ctrl-C again ends it at once…')),
      );
      const context: Context = { lang, say: sayIn(lang), out, settings, signal: stop.signal };
      try {
        exitCode = await work(context);
      } catch (error) {
        if (error instanceof CliFailure || error instanceof CommanderError) throw error;
        debug(error);
        throw new CliFailure(explainError(error, settings.databaseUrl));
      }
      out.finish();
      if (out.lost !== undefined) throw failure('CLI_OUTPUT_LOST', { reason: out.lost });
    },
  };
  const program = makeProgram(cli, streams);

  const end = (found: Problem, code: ExitCode): ExitCode => {
    out.note(`${sayIn(lang)('错误：', 'error: ')}${describe(found, lang)}`);
    out.finish(found);
    return code;
  };
  try {
    await addCommands(program, cli, streams, argv);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CliFailure) return end(error.problem, error.exitCode);
    if (!(error instanceof CommanderError)) {
      debug(error);
      return end(explainError(error, cli.settings.databaseUrl), EXIT.failed);
    }
    // Help that was shown because a command was missing is an error of usage, and has been said.
    if (error.code === 'commander.help') return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const found = usageProblem(error);
    return found === null ? EXIT.done : end(found, EXIT.usage);
  }
}

/** Needed before the command line is parsed, since help and its errors are in it. */
function languageOf(argv: readonly string[], configured: Result<Settings>, env: Surroundings['env']): Language {
  const place = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given =
    place < 0 ? undefined : argv[place]?.startsWith('--lang=') ? argv[place].slice('--lang='.length) : argv[place + 1];
  if (given === 'zh' || given === 'en') return given;
  if (configured.ok) return configured.value.lang;
  return env.HUTONG_LANG === 'en' ? 'en' : 'zh';
}

function settingsFor(configured: Result<Settings>, given: GlobalOptions): Settings {
  if (!configured.ok) throw new CliFailure(configured.problem, EXIT.usage);
  const settings = { ...configured.value };
  const { databaseUrl, lang } = given;
  if (databaseUrl !== undefined && settingTable.databaseUrl.parse(databaseUrl) === undefined) {
    throw failure(
      'CLI_VALUE_INVALID',
      {
        option: '--database-url',
        value: '…',
        expected: settingTable.databaseUrl.expected,
        expectedEn: settingTable.databaseUrl.expected,
      },
      EXIT.usage,
    );
  }
  if (lang !== undefined && settingTable.lang.parse(lang) === undefined) {
    throw failure(
      'CLI_VALUE_INVALID',
      {
        option: '--lang',
        value: lang.slice(0, 20),
        expected: settingTable.lang.expected,
        expectedEn: settingTable.lang.expected,
      },
      EXIT.usage,
    );
  }
  return {
    ...settings,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    // A process that is started with these settings speaks the same language.
    ...(lang === 'zh' || lang === 'en' ? { lang } : {}),
  };
}

function defaults(): Settings {
  const read = readSettings({}, {});
  if (!read.ok) throw new CliFailure(read.problem);
  return read.value;
}
