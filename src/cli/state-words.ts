/** The hub's codes in the words of the command line; `--json` keeps the codes. */
import type { Stage } from '../domain/record/change.ts';
import { findRecordType } from '../domain/record/record-types.ts';
import type { ChallengeState, ChallengeStep } from '../feed/challenges.ts';
import type { QuarantineState } from '../feed/quarantine.ts';
import type { SourceView } from '../feed/runs.ts';
import type { Say } from './context.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

export const RUN_STATES = {
  running: { zh: '进行中', en: 'running' },
  done: { zh: '完成', en: 'done' },
  failed: { zh: '失败', en: 'failed' },
  stopped: { zh: '已中止', en: 'stopped' },
  waiting: { zh: '等待人工确认', en: 'waiting for a person' },
  skipped: { zh: '已跳过', en: 'skipped' },
} as const satisfies Record<string, Words>;

export const SOURCE_STATES: Readonly<Record<SourceView['state'], Words>> = {
  NEVER_SEEN: { zh: '从未同步', en: 'never seen' },
  RUNNING: { zh: '同步中', en: 'running' },
  OK: { zh: '正常', en: 'ok' },
  FAILED: { zh: '失败', en: 'failed' },
  STOPPED: { zh: '已中止', en: 'stopped' },
  WAITING: { zh: '等待人工确认', en: 'waiting for a person' },
};

export const STAGES: Readonly<Record<Stage, Words>> = {
  REGISTRATION: { zh: '注册', en: 'registration' },
  OPERATION: { zh: '经营', en: 'operation' },
  TAX: { zh: '纳税', en: 'tax' },
  DEREGISTRATION: { zh: '注销', en: 'deregistration' },
};

export const QUARANTINE_STATES: Readonly<Record<QuarantineState, Words>> = {
  waiting: { zh: '待处理', en: 'waiting' },
  released: { zh: '已放行', en: 'released' },
  dropped: { zh: '已丢弃', en: 'dropped' },
  superseded: { zh: '已被后来的记录取代', en: 'superseded' },
};

export const CHALLENGE_STATES: Readonly<Record<ChallengeState, Words>> = {
  OPEN: { zh: '待答复', en: 'open' },
  AGREED: { zh: '已采纳并更正', en: 'agreed and corrected' },
  UPHELD: { zh: '维持', en: 'upheld' },
};

export const CHALLENGE_ACTS: Readonly<Record<ChallengeStep['act'], Words>> = {
  RAISED: { zh: '提出', en: 'raised' },
  PASSED_ON: { zh: '转交', en: 'passed on' },
  AGREED: { zh: '采纳', en: 'agreed' },
  UPHELD: { zh: '维持', en: 'upheld' },
};

const PARTIES: Readonly<Record<string, string>> = {
  registry: '登记',
  tax: '税务',
  filing: '备案',
  estate: '小区',
  operator: '本机管理员',
};

/** A source, or a party: its name, with what it is called in Chinese where the hub knows that. */
export function partyText(name: string, say: Say): string {
  const zh = PARTIES[name];
  return zh === undefined ? name : say(`${zh} ${name}`, name);
}

/** A type of records in words; `--json` keeps its name. */
export function recordTypeText(name: string, say: Say): string {
  const type = findRecordType(name);
  return type === undefined ? name : say(type.zh, type.en);
}

/** How a run read its input; a full one may be of a region: `full:1404`. */
export function modeText(mode: string, say: Say): string {
  const [kind = '', ...region] = mode.split(':');
  const words = { delta: say('增量', 'delta'), full: say('全量', 'full'), push: say('报送', 'push') }[kind] ?? kind;
  return [words, ...region].join(' ');
}
