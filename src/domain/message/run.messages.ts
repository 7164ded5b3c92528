import type { Message } from './message.ts';

/** Messages about runs that wait for a person, and about trying rows set aside again. */
export const runMessages = {
  FULL_SHRANK: {
    zh: '全量数据缺少 {missing} 条（现有 {holding} 条），超过一成，未作终止处理',
    en: 'the full result lacks {missing} of the {holding} records held, more than a tenth; nothing was ended',
    todo: {
      zh: '请核对来源；确认无误：hutong runs approve {run} --reason …，有误：hutong runs reject {run} --reason …',
      en: 'look at the source; if it is right: hutong runs approve {run} --reason …, if not: hutong runs reject {run} --reason …',
    },
  },
  FULL_UNREADABLE: {
    zh: '全量数据有 {rows} 行无法识别代码，另缺 {missing} 条，无法判断后者是否终止，未作处理',
    en: '{rows} rows of the full result have no readable code and {missing} records are missing; which of them ended cannot be told, and nothing was ended',
    todo: {
      zh: '请更正这些行后再次同步；确认所缺的确已终止：hutong runs approve {run} --reason …',
      en: 'mend those rows and synchronise again; if the missing ones have ended: hutong runs approve {run} --reason …',
    },
  },
  RUN_ABSENT: {
    zh: '没有编号为 {run} 的运行',
    en: 'there is no run {run}',
    todo: { zh: '运行记录：hutong runs', en: 'see `hutong runs`' },
  },
  RUN_NOT_WAITING: {
    zh: '运行 {run} 并不在等待人工确认',
    en: 'run {run} does not wait for a person',
    todo: { zh: '等待确认的运行：hutong sources', en: '`hutong sources` shows those that do' },
  },
  RUN_DECIDED: {
    zh: '运行 {run} 已由 {by} 作出另一决定',
    en: '{by} has decided otherwise about run {run}',
    todo: { zh: '如仍需终止，请再次同步全量数据', en: 'synchronise the full result again if it is still wanted' },
  },
  RUN_SCOPE_UNKNOWN: {
    zh: '运行 {run} 由较早的版本开始，没有记下它包括哪些数据，无法据此终止记录',
    en: 'run {run} was begun by an earlier release, which did not write down what it covers; nothing can be ended by it',
    todo: {
      zh: '请再次同步全量数据；不再需要它：hutong runs reject {run} --reason …',
      en: 'synchronise the full result again; to be rid of this one: hutong runs reject {run} --reason …',
    },
  },
  RUN_OVERTAKEN: {
    zh: '运行 {run} 之后，同一范围又有了新的全量运行 {later}，以后者为准',
    en: 'run {later} is a later full run of the same scope as run {run} and takes its place',
    todo: { zh: '如运行 {later} 在等待确认，请对它作出决定', en: 'if run {later} waits, decide about that one' },
  },
  RUN_REJECTED: {
    zh: '经人工核对，运行 {run} 的全量数据不完整，未终止任何记录',
    en: 'a person found the full result of run {run} incomplete; nothing was ended',
    todo: { zh: '请来源补齐后再次同步', en: 'synchronise again once the source is complete' },
  },
} as const satisfies Readonly<Record<string, Message>>;
