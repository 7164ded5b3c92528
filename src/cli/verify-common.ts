/** What `verify order` and `verify replay` have in common: which hub is asked, how far they are, what they found. */
import type { Command } from 'commander';
import { levelOf } from '../access/level.ts';
import { operator } from '../access/viewer.ts';
import type { Level } from '../domain/record/level.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';
import { copyScope } from '../mirror/copy-state.ts';
import { MirrorError } from '../mirror/mirror-error.ts';
import type { Upstream } from '../mirror/upstream.ts';
import type { Breaches } from '../verify/breach.ts';
import { LocalHub } from '../verify/local-hub.ts';
import { tellUnlisted } from './breach-text.ts';
import type { Cli, Context } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { CliFailure } from './failure.ts';
import { formatNumber } from './format.ts';
import { remoteHub, TOKEN_VARIABLE } from './hub-address.ts';
import { withHub } from './open-hub.ts';
import { type ScopeOptions, scopeOptions } from './scope-options.ts';

export interface VerifyOptions extends ScopeOptions {
  readonly from?: string;
  readonly tokenFile?: string;
}

/** Adds the options of a hub over HTTP, and of a scope. */
export function addVerifyOptions(command: Command, cli: Cli): Command {
  const { say } = cli;
  command
    .option(
      '--from <url>',
      say('互通的地址（默认直接核验已配置的数据库）', 'address of a hub (default: the configured database itself)'),
    )
    .option(
      '--token-file <file>',
      say(`令牌所在文件（或环境变量 ${TOKEN_VARIABLE}）`, `file that holds the token (or ${TOKEN_VARIABLE} in the environment)`),
    );
  for (const option of scopeOptions(cli)) command.addOption(option);
  return command;
}

/** Has the work ask the hub that the options name. */
export async function withUpstream(
  context: Context,
  { from, tokenFile }: VerifyOptions,
  work: (upstream: Upstream) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    if (from !== undefined) return await work(remoteHub(context, from, tokenFile));
    return await withHub(context, 'look', (hub) => work(new LocalHub(hub)));
  } catch (error) {
    if (context.signal.aborted) return EXIT.stopped;
    if (error instanceof MirrorError) throw new CliFailure(error.problem);
    throw error;
  }
}

/** Behind every key: an export that begins there reads no record. */
const BEHIND_ALL = '\u{10ffff}';

/** At which level a hub shows its records to who asks: an export says so in its first line. */
export async function levelAt(upstream: Upstream, scope: ScopeInput): Promise<Level> {
  const { feed, position: at } = await upstream.head();
  const [recordType = 'registration'] = copyScope(scope).recordTypes;
  for await (const { level } of upstream.exportRows({ recordType, feed, at, after: BEHIND_ALL, scope })) return level;
  return levelOf(operator);
}

const LINE_EVERY_MS = 3_000;

/** Says how far the work is, every few seconds. */
export function progressLines({ out }: Context): (text: () => string) => void {
  let last = performance.now();
  return (text) => {
    if (performance.now() - last < LINE_EVERY_MS) return;
    last = performance.now();
    out.note(text());
  };
}

/** Names the first breaches and how many there are. */
export function reportBreaches({ out, say, lang }: Context, { list, count }: Breaches): ExitCode {
  for (const { position, record, what, detail } of list)
    out.line(`! ${position ?? '-'}  ${record ?? '-'}  ${what}: ${detail[lang]}`);
  tellUnlisted({ out, say }, count - list.length);
  out.line(
    count === 0
      ? say('全部一致', 'everything agrees')
      : say(`发现 ${formatNumber(count)} 处不一致`, `${formatNumber(count)} breaches found`),
  );
  return count === 0 ? EXIT.done : EXIT.breaches;
}

export function breachesJson({ list, count }: Breaches): object {
  return {
    breaches: count,
    unlisted: count - list.length,
    // For programs: one language whoever reads it.
    first: list.map(({ position, record, what, detail }) => ({
      ...{ position: position === null ? null : String(position), record, what, detail: detail.en },
    })),
  };
}

export function perSecond(count: number, milliseconds: number): number {
  return Math.round((1000 * count) / Math.max(1, milliseconds));
}
