import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { operator } from '../../access/viewer.ts';
import { listChanges } from '../../feed/changes.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead } from '../../feed/position.ts';
import { changeJson, changeLine } from '../change-text.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failure } from '../failure.ts';
import { withHub } from '../open-hub.ts';
import { wholeNumber } from '../option-values.ts';

interface TailOptions {
  readonly after?: number;
  readonly limit?: number;
  readonly follow?: true;
}

/** How many of the newest changes are shown when nothing else is said. */
const LAST = 20;
const PAGE = 500;
const POLL_MS = 500;

export function feedTailCommand({ say, run }: Cli): Command {
  return new Command('tail')
    .description(
      say(
        `变更，旧的在前（默认最近 ${LAST} 条）；--json 时每条一行，最后一行是汇总`,
        `changes, oldest first (by default the last ${LAST}); with --json one line each, then the summary`,
      ),
    )
    .addOption(new Option('--after <position>', say('从该位置之后', 'after this position')).argParser(wholeNumber(0)))
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1)))
    .option('-f, --follow', say('持续等待新变更，直到 Ctrl-C', 'wait for new ones until Ctrl-C'))
    .action((options: TailOptions) => run((context) => withHub(context, 'look', (hub) => tail(context, hub, options))));
}

async function tail(context: Context, hub: Hub, options: TailOptions): Promise<ExitCode> {
  const { out } = context;
  // A reader that went away ends it like Ctrl-C does.
  const gone = new AbortController();
  out.whenClosed(() => gone.abort());
  const signal = AbortSignal.any([context.signal, gone.signal]);
  const head = await getHead(hub);
  if (options.after !== undefined && options.after > head.position) {
    throw failure('POSITION_UNKNOWN', { position: String(options.after), head: String(head.position) });
  }
  let after = options.after ?? Math.max(0, head.position - (options.limit ?? LAST));
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let shown = 0;
  while (!signal.aborted && left > 0) {
    const upTo = options.follow === true ? (await getHead(hub)).position : head.position;
    const page = await listChanges(
      hub,
      { after, upTo, first: Math.min(PAGE, left), filter: {} },
      { ...operator, personalInClear: false },
    );
    for (const change of page.changes) out.row(changeJson(change), changeLine(change, context));
    after = page.scannedTo;
    left -= page.changes.length;
    shown += page.changes.length;
    if (page.hasMore) continue;
    if (options.follow !== true) break;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {}); // the loop's condition tells why
  }
  out.result({ changes: shown, scannedTo: String(after), head: String((await getHead(hub)).position) });
  // Ctrl-C is how following ends; a listing that it cut short is not complete.
  return context.signal.aborted && options.follow !== true ? EXIT.stopped : EXIT.done;
}
