/** What a sync tells when it has ended: the counts, whose sum is the rows read, warnings, and what was set aside. */
import type { SyncSummary } from '../../jobs/sync.ts';
import { operator } from '../access/viewer.ts';
import { describe } from '../domain/message/describe.ts';
import { COUNT_NAMES, type Outcome } from '../feed/counts.ts';
import type { Hub } from '../feed/hub.ts';
import { listQuarantine } from '../feed/quarantine.ts';
import type { Context, Say } from './context.ts';
import { formatNumber } from './format.ts';
import { problemJson } from './output.ts';
import { companyText, inputsOf, reasonTexts } from './quarantine-text.ts';
import { partyText, RUN_STATES } from './state-words.ts';

export const COUNT_TITLES: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  created: { zh: '新增', en: 'created' },
  changed: { zh: '变更', en: 'changed' },
  corrected: { zh: '更正', en: 'corrected' },
  restored: { zh: '恢复', en: 'restored' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  unchanged: { zh: '无变化', en: 'unchanged' },
  late: { zh: '迟到', en: 'late' },
  outOfScope: { zh: '范围外', en: 'out of scope' },
  quarantined: { zh: '隔离待查', en: 'quarantined' },
  ended: { zh: '终止', en: 'ended' },
};

const QUARANTINE_SHOWN = 5;

/** The one object of `--json`. @param released how many of the quarantined rows were taken in since */
export function syncJson(summary: SyncSummary, released: number): object {
  const { source, run, outcome, counts, position, digest, problem } = summary;
  const { read, created, changed, corrected, restored, withdrawn, ended, unchanged, late, outOfScope, quarantined } = counts;
  return {
    ...{
      source,
      outcome,
      read,
      created,
      changed,
      corrected,
      restored,
      withdrawn,
      ended,
      unchanged,
      late,
      outOfScope,
      quarantined,
      released,
    },
    ...{ position: String(position), digest, run },
    ...(problem === null ? {} : { problem: problemJson(problem) }),
  };
}

/** @param released how many of the quarantined rows were taken in since: the file itself may have brought what they waited for */
export async function reportSync(context: Context, hub: Hub, summary: SyncSummary, released: number): Promise<void> {
  const { out, say, lang } = context;
  const { counts, problem, outcome } = summary;
  const title = RUN_STATES[outcome];
  out.line(
    `${partyText(summary.source, say)}: ${say(title.zh, title.en)}${summary.run === null ? '' : say(`（运行 ${summary.run}）`, ` (run ${summary.run})`)}`,
  );
  if (problem !== null) out.line(describe(problem, lang));
  // A file that could not even be opened has no counts to tell.
  if (outcome === 'skipped' || (outcome === 'failed' && counts.read === 0)) return;
  out.table(
    [{ title: say('计数', 'count') }, { title: say('行', 'rows'), align: 'right' }],
    COUNT_NAMES.map((name) => [
      name === 'quarantined' && released > 0 ? releasedText(released, say) : COUNT_TITLES[name][lang],
      formatNumber(counts[name]),
    ]),
  );
  const parts = COUNT_NAMES.filter((name) => counts[name] > 0).map((name) => formatNumber(counts[name]));
  const read = formatNumber(counts.read);
  out.line(say(`共读 ${read} 行`, `read ${read} rows`) + (parts.length > 1 ? ` = ${parts.join(' + ')}` : ''));
  out.line(
    say(
      `终止 ${formatNumber(counts.ended)} 条（不计入读取行数）`,
      `ended ${formatNumber(counts.ended)} records (no rows: apart from those read)`,
    ),
  );
  out.line(`${say('位置', 'position')} ${summary.position}   ${say('摘要', 'digest')} ${summary.digest}`);
  reportWarnings(context, summary);
  await reportQuarantine(context, hub, summary, released);
}

function releasedText(released: number, say: Say): string {
  const count = formatNumber(released);
  return say(`隔离（其中 ${count} 条随后已收录）`, `quarantined (${count} taken in since)`);
}

function reportWarnings({ out, say, lang }: Context, { warnings }: SyncSummary): void {
  if (warnings.size === 0) return;
  out.line();
  out.line(say('提醒（已收录）：', 'Warnings (of accepted rows):'));
  for (const [code, { count, first }] of [...warnings].sort(([, a], [, b]) => b.count - a.count)) {
    out.line(`  ${code} × ${formatNumber(count)}  ${say('例：', 'e.g. ')}${describe(first, lang)}`);
  }
}

async function reportQuarantine(
  { out, say, lang }: Context,
  hub: Hub,
  { counts, run, source }: SyncSummary,
  released: number,
): Promise<void> {
  if (counts.quarantined <= released || run === null) return;
  const first = await listQuarantine(
    hub,
    { runId: run, state: 'waiting', limit: QUARANTINE_SHOWN },
    { ...operator, personalInClear: false },
  );
  out.line();
  out.line(
    first.length === 0
      ? released > 0
        ? say('其余隔离的行此前已在待查之列。', 'The other quarantined rows were waiting already.')
        : say('隔离的行此前已在待查之列。', 'The quarantined rows were waiting already.')
      : say('隔离待查的行，前几条：', 'Quarantined rows, the first ones:'),
  );
  const inputs = await inputsOf(hub);
  for (const each of first) {
    for (const reason of reasonTexts(each, lang, inputs))
      out.line(`  #${each.id} ${companyText(each).join(' ')}${say('：', ': ')}${reason}`);
  }
  out.line(say(`全部：hutong quarantine list --source ${source}`, `All of them: hutong quarantine list --source ${source}`));
}
