import { Command, Option } from 'commander';
import { releaseQuarantined } from '../../../jobs/release.ts';
import { OVERRULABLE } from '../../../jobs/reread.ts';
import { retryAll } from '../../../jobs/retry.ts';
import { operator, type Viewer } from '../../access/viewer.ts';
import { statusSources } from '../../domain/code/registration-status.ts';
import { describe } from '../../domain/message/describe.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import type { RetryCounts } from '../../feed/desk.ts';
import { dropQuarantined, listQuarantine, type QuarantineState } from '../../feed/quarantine.ts';
import { readingAgain, sourceNames } from '../connectors.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { failure } from '../failure.ts';
import { formatTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { oneOf, wholeNumber, wholeNumbers } from '../option-values.ts';
import { problemJson } from '../output.ts';
import { companyText, inputsOf, quarantinedJson, reasonTexts } from '../quarantine-text.ts';
import type { ConnectorOptions } from '../sources.ts';
import { partyText, QUARANTINE_STATES, recordTypeText } from '../state-words.ts';
import { COUNT_TITLES } from '../sync-report.ts';

const STATES = ['waiting', 'released', 'dropped', 'superseded'] as const satisfies readonly QuarantineState[];

interface ListOptions {
  readonly source?: string;
  readonly state: QuarantineState;
  readonly limit: number;
  readonly after?: number;
}

/** Terminals are logged and shared: personal values are shown in clear only where that is asked for. */
const masked: Viewer = { ...operator, personalInClear: false };

export function quarantineCommand(cli: Cli): Command {
  return new Command('quarantine')
    .description(cli.say('隔离待查的行：查看、放行、丢弃', 'rows that were set aside: see, release or drop them'))
    .addCommand(listCommand(cli))
    .addCommand(showCommand(cli))
    .addCommand(releaseCommand(cli))
    .addCommand(retryCommand(cli))
    .addCommand(dropCommand(cli));
}

function listCommand({ say, run }: Cli): Command {
  return new Command('list')
    .description(say('列出', 'list them, in the order in which they came'))
    .addOption(new Option('--source <name>', say('只看某来源', 'of one source')).argParser(oneOf(sourceNames)))
    .addOption(
      new Option(
        '--state <state>',
        say(`状态：${STATES.map((state) => `${state} ${QUARANTINE_STATES[state].zh}`).join('、')}`, STATES.join(', ')),
      )
        .argParser(oneOf(STATES))
        .default('waiting'),
    )
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1, 1000)).default(20))
    .addOption(new Option('--after <id>', say('从该编号之后', 'after this number')).argParser(wholeNumber(0)))
    .action((options: ListOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const found = await listQuarantine(hub, { ...options, limit: options.limit + 1 }, masked);
          const page = found.slice(0, options.limit);
          const inputs = await inputsOf(hub);
          out.table(
            [
              { title: say('编号', 'id'), align: 'right' },
              { title: say('来源', 'source') },
              { title: say('运行', 'run'), align: 'right' },
              { title: say('企业', 'company') },
              { title: say('代码', 'code') },
              // Never cut: what to do stands at its end.
              { title: say('原因', 'reason'), most: Number.POSITIVE_INFINITY },
            ],
            page.map((each) => [
              ...[String(each.id), partyText(each.source, say), String(each.run ?? '-')],
              ...companyText(each),
              reasonTexts(each, lang, inputs).join(' | '),
            ]),
          );
          const last = page.at(-1);
          const more = found.length > page.length && last !== undefined;
          if (more) out.line(say(`后面还有：--after ${last.id}`, `there are more: --after ${last.id}`));
          out.result({ quarantined: page.map(quarantinedJson), nextAfter: more ? last.id : null });
          return EXIT.done;
        }),
      ),
    );
}

function showCommand({ say, run }: Cli): Command {
  return new Command('show')
    .description(say('查看一条：原始各列与原因', 'one of them: its columns as they came, and the reasons'))
    .argument('<id>', say('编号', 'its number'), wholeNumber(1))
    .option('--personal', say('个人信息不遮盖', 'personal values in clear'))
    .action((id: number, options: { readonly personal?: true }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const [found] = await listQuarantine(hub, { after: id - 1, limit: 1 }, options.personal === true ? operator : masked);
          if (found === undefined || found.id !== id) throw failure('CLI_QUARANTINE_ABSENT', { id: String(id) });
          const what = [
            partyText(found.source, say),
            ...(found.recordType === null ? [] : [recordTypeText(found.recordType, say)]),
            QUARANTINE_STATES[found.state][lang],
            formatTime(found.createdAt),
          ].join(' ');
          out.line(`#${found.id} ${what}  ${companyText(found).join(' ')}`);
          for (const reason of reasonTexts(found, lang, await inputsOf(hub))) out.line(`! ${reason}`);
          out.table(
            [{ title: say('列', 'column') }, { title: say('值', 'value'), most: 100 }],
            Object.entries(found.wire).map(([column, value]) => [
              column,
              typeof value === 'string' ? value : JSON.stringify(value),
            ]),
          );
          out.result(quarantinedJson(found));
          return EXIT.done;
        }),
      ),
    );
}

function releaseCommand({ say, run }: Cli): Command {
  return new Command('release')
    .description(say('重新校验并收录', 'read them again and take in what can be accepted'))
    .argument('<ids...>', say('编号', 'their numbers'), wholeNumbers)
    .option(
      '--confirm',
      say(
        '已核对证照：校验位不符、一码两主体也予收录',
        'a person has seen the papers: a failing check character or a second subject is accepted',
      ),
    )
    .option(
      '--as <code>',
      say('指定是哪家企业（统一社会信用代码）或哪个小区（编号）', 'which company (its USCC) or estate (its id) is meant'),
    )
    .addOption(
      new Option(
        '--status-codes <table>',
        say(
          '改用另一套登记状态代码表（默认为隔离时所用的）',
          'read them by another table of status codes than when they were set aside',
        ),
      ).argParser(oneOf(statusSources)),
    )
    .action((ids: readonly number[], options: ConnectorOptions & { readonly confirm?: true; readonly as?: string }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out } = context;
          const { statusCodes } = options;
          const connectorOf = readingAgain(context.settings, statusCodes === undefined ? {} : { statusCodes });
          const answers = [];
          for (const id of ids) {
            if (context.signal.aborted) return EXIT.stopped;
            const answer = await releaseQuarantined(hub, connectorOf, id, {
              confirm: options.confirm === true,
              ...(options.as === undefined ? {} : { as: options.as.trim().toUpperCase() }),
            });
            const position = answer.released && answer.position !== null ? String(answer.position) : null;
            if (answer.released)
              out.line(
                say(
                  `#${id} 已收录（${COUNT_TITLES[answer.outcome].zh}），位置 ${position ?? '-'}`,
                  `#${id} taken in (${COUNT_TITLES[answer.outcome].en}), position ${position ?? '-'}`,
                ),
              );
            const problems = answer.released ? [] : (answer.problems ?? [problem('CLI_QUARANTINE_ABSENT', { id: String(id) })]);
            tell(context, id, problems);
            if (options.confirm !== true && problems.length > 0 && problems.every(({ code }) => OVERRULABLE.has(code))) {
              out.note(
                say(
                  `#${id} 核对证照无误的，可加 --confirm 放行：hutong quarantine release ${id} --confirm`,
                  `#${id} once the papers are seen to be right: hutong quarantine release ${id} --confirm`,
                ),
              );
            }
            answers.push({
              id,
              released: answer.released,
              outcome: answer.released ? answer.outcome : null,
              position,
              problems: problems.map(problemJson),
            });
          }
          out.result({ answers });
          return answers.every(({ released }) => released) ? EXIT.done : EXIT.failed;
        }),
      ),
    );
}

function retryCommand({ say, run }: Cli): Command {
  return new Command('retry')
    .description(
      say(
        '全部重新校验一遍，例如修正映射之后；所缺企业、小区到达的会自动重试，无需此命令',
        'read all of them again, e.g. after a mapping was mended; what lacked a company or an estate is tried again by itself',
      ),
    )
    .addOption(new Option('--source <name>', say('只试某来源', 'of one source')).argParser(oneOf(sourceNames)))
    .option('--code <code>', say('只试有某问题的，如 STATUS_UNKNOWN', 'those with one problem, e.g. STATUS_UNKNOWN'))
    .action((options: { readonly source?: string; readonly code?: string }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, settings, signal } = context;
          const text = ({ tried, accepted, superseded, waiting }: RetryCounts) =>
            say(
              `重试 ${tried} 条：收录 ${accepted}，已被取代 ${superseded}，仍待处理 ${waiting}`,
              `${tried} tried: ${accepted} taken in, ${superseded} superseded, ${waiting} still waiting`,
            );
          const {
            isAll,
            last: _last,
            ...counts
          } = await retryAll(
            {
              ...{ hub, connectorOf: readingAgain(settings), population: settings.population, signal },
              onProgress: (each) => out.note(text(each)),
            },
            options,
          );
          out.line(text(counts));
          out.result(counts);
          return isAll ? EXIT.done : EXIT.stopped;
        }),
      ),
    );
}

function dropCommand({ say, run }: Cli): Command {
  return new Command('drop')
    .description(say('丢弃：同一行以后不再隔离', 'drop them: the same row will not wait again'))
    .argument('<ids...>', say('编号', 'their numbers'), wholeNumbers)
    .action((ids: readonly number[]) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const answers = [];
          for (const id of ids) {
            const dropped = await dropQuarantined(hub, id);
            if (dropped) context.out.line(say(`#${id} 已丢弃`, `#${id} dropped`));
            else tell(context, id, [problem('CLI_QUARANTINE_ABSENT', { id: String(id) })]);
            answers.push({ id, dropped });
          }
          context.out.result({ answers });
          return answers.every(({ dropped }) => dropped) ? EXIT.done : EXIT.failed;
        }),
      ),
    );
}

function tell({ out, lang }: Context, id: number, problems: readonly Problem[]): void {
  for (const each of problems) out.note(`#${id} ${describe(each, lang)}`);
}
