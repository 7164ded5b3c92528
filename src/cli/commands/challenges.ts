import { Command, Option } from 'commander';
import { operator, type Viewer } from '../../access/viewer.ts';
import { type Answer, answerChallenge, type Challenge, findChallengeFor, listChallenges } from '../../feed/challenges.ts';
import type { Cli, Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { formatTime, isoTime } from '../format.ts';
import { withHub } from '../open-hub.ts';
import { needed, oneOf, wholeNumber } from '../option-values.ts';
import { CHALLENGE_ACTS, CHALLENGE_STATES, partyText, recordTypeText } from '../state-words.ts';

const ACTS = { agreed: 'AGREED', upheld: 'UPHELD', passed: 'PASSED_ON' } as const satisfies Record<string, Answer['act']>;

/** Terminals are logged and shared: personal values are shown in clear only where that is asked for. */
const masked: Viewer = { ...operator, personalInClear: false };

export function challengesCommand(cli: Cli): Command {
  const { say } = cli;
  return new Command('challenges')
    .description(say('异议：查看、答复', 'challenges of records: see them, answer them'))
    .addCommand(listCommand(cli))
    .addCommand(showCommand(cli))
    .addCommand(answerCommand(cli));
}

interface ListOptions {
  readonly owner?: string;
  readonly overdue?: true;
  readonly all?: true;
  readonly limit: number;
}

function listCommand({ say, run }: Cli): Command {
  return new Command('list')
    .description(say('待答复的异议，先提出的在前', 'those that are open, in the order in which they were raised'))
    .option('--owner <source>', say('只看应由某来源答复的', 'those that a source has to answer'))
    .option('--overdue', say('只看逾期的', 'those that are overdue'))
    .option('--all', say('包括已办结的', 'those that are settled as well'))
    .addOption(new Option('--limit <n>', say('最多几条', 'at most so many')).argParser(wholeNumber(1, 1000)).default(20))
    .action(({ owner, overdue, all, limit }: ListOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const { out, lang } = context;
          const filter = {
            ...(owner === undefined ? {} : { owner }),
            ...(overdue === true ? { isOverdue: true } : {}),
            ...(all === true ? {} : { state: 'OPEN' }),
            limit,
          };
          const found = await listChallenges(hub, filter, masked);
          out.table(
            [
              { title: say('编号', 'id'), align: 'right' },
              { title: say('记录', 'record') },
              { title: say('字段', 'field') },
              { title: say('提出方', 'challenger') },
              { title: say('答复来源', 'owner') },
              { title: say('状态', 'state') },
              { title: say('期限', 'due') },
            ],
            found.map((each) => [
              ...[String(each.id), `${recordTypeText(each.recordType, say)} ${each.key}`, each.field],
              ...[partyText(each.challenger, say), partyText(each.owner, say)],
              ...[CHALLENGE_STATES[each.state][lang], dueText(each, context)],
            ]),
          );
          out.result({ challenges: found.map(challengeJson) });
          return EXIT.done;
        }),
      ),
    );
}

function showCommand({ say, run }: Cli): Command {
  return new Command('show')
    .description(say('查看一件异议及其办理过程', 'one of them, and what happened to it'))
    .argument('<id>', say('编号', 'its number'), wholeNumber(1))
    .option('--personal', say('个人信息不遮盖', 'personal values in clear'))
    .action((id: number, options: { readonly personal?: true }) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const found = await findChallengeFor(hub, id, options.personal === true ? operator : masked);
          if (found === undefined) throw failure('CHALLENGE_ABSENT', { id: String(id) });
          tell(context, found);
          return EXIT.done;
        }),
      ),
    );
}

interface AnswerOptions {
  readonly correction?: number;
  readonly to?: string;
  readonly remark?: string;
}

function answerCommand({ say, run }: Cli): Command {
  return new Command('answer')
    .description(
      say('答复一件异议：采纳并更正、维持，或转交另一来源', 'answer one: agree and name the correction, uphold, or pass it on'),
    )
    .argument('<id>', say('编号', 'its number'), wholeNumber(1))
    .argument('<how>', Object.keys(ACTS).join(' | '), oneOf(Object.keys(ACTS) as (keyof typeof ACTS)[]))
    .addOption(
      new Option('--correction <position>', say('更正所在的位置（采纳时）', 'the position of the correction (agreed)')).argParser(
        wholeNumber(1),
      ),
    )
    .option('--to <source>', say('转交给哪个来源（转交时）', 'the source that it is passed on to (passed)'))
    .option('--remark <text>', say('说明，留存备查', 'what there is to say; it is kept'))
    .action((id: number, how: keyof typeof ACTS, options: AnswerOptions) =>
      run((context) =>
        withHub(context, 'look', async (hub) => {
          const answered = await answerChallenge(hub, id, answerOf(how, options), operator, context.settings.challengeDays);
          if (!answered.ok) throw new CliFailure(answered.problem);
          tell(context, answered.value);
          return EXIT.done;
        }),
      ),
    );
}

function answerOf(how: keyof typeof ACTS, { correction, to, remark: given }: AnswerOptions): Answer {
  const remark = needed(given, '--remark <text>');
  if (how === 'agreed') {
    const position = Number(needed(correction === undefined ? undefined : String(correction), '--correction <position>'));
    return { act: ACTS[how], correction: position, remark };
  }
  return how === 'upheld' ? { act: ACTS[how], remark } : { act: ACTS[how], to: needed(to, '--to <source>'), remark };
}

function tell(context: Context, found: Challenge): void {
  const { out, say, lang } = context;
  out.line(
    `#${found.id} ${recordTypeText(found.recordType, say)} ${found.key} ${found.field}  ${CHALLENGE_STATES[found.state][lang]}  ${dueText(found, context)}`,
  );
  if (found.ownValue !== null) out.line(`${say('提出方认定', 'held to be right')}: ${String(found.ownValue)}`);
  if (found.reason !== null) out.line(`${say('理由', 'reason')}: ${found.reason}`);
  for (const { act, party, owner, remark, at } of found.steps) {
    const who = `${partyText(party, say)} → ${partyText(owner, say)}`;
    out.line(`  ${formatTime(at)}  ${CHALLENGE_ACTS[act][lang]}  ${who}${remark === null ? '' : `  ${remark}`}`);
  }
  if (found.correction !== null) out.line(`${say('更正位置', 'corrected at')} ${found.correction}`);
  out.result(challengeJson(found));
}

function dueText({ dueOn, isOverdue }: Challenge, { say }: Pick<Context, 'say'>): string {
  return isOverdue ? `${dueOn} ${say('已逾期', 'overdue')}` : dueOn;
}

function challengeJson(found: Challenge): object {
  const { position, correction, raisedAt, settledAt, steps, ...rest } = found;
  return {
    ...rest,
    position: String(position),
    correction: correction === null ? null : String(correction),
    ...{ raisedAt: isoTime(raisedAt), settledAt: isoTime(settledAt) },
    steps: steps.map(({ at, ...step }) => ({ ...step, at: isoTime(at) })),
  };
}
