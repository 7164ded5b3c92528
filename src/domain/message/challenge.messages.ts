import type { Message } from './message.ts';

/** Messages about challenges (异议), and about what a party may do. */
export const challengeMessages = {
  NOT_ALLOWED: {
    zh: '无权办理：{what}',
    en: 'this is not allowed: {what}',
    todo: {
      zh: '请由平台管理员在本机办理，或请其授权',
      en: 'ask the operator of the hub, who does it at the machine itself',
    },
  },
  DESK_CLOSED: {
    zh: '此服务不办理隔离记录与运行的处置',
    en: 'this server does not carry out decisions about runs and what was set aside',
    todo: { zh: '请用命令行：hutong quarantine、hutong runs', en: 'use the command line: hutong quarantine, hutong runs' },
  },
  TEXT_TOO_LONG: {
    zh: '「{name}」应为 1 至 {limit} 个字符',
    en: '"{name}" should have 1 to {limit} characters',
    todo: { zh: '请精简或补充', en: 'shorten it, or fill it in' },
  },
  TEXT_MISSING: {
    zh: '「{name}」不能为空',
    en: '"{name}" must not be empty',
    todo: { zh: '请填写', en: 'fill it in' },
  },
  ID_MALFORMED: {
    zh: '编号「{value}」无法识别',
    en: 'the number "{value}" cannot be read',
    todo: { zh: '编号是正整数', en: 'a number is a positive integer' },
  },
  RECORD_ABSENT: {
    zh: '在该时点没有这条记录：{recordType}「{key}」',
    en: 'there is no such record at that moment: {recordType} "{key}"',
    todo: { zh: '请核对记录类型、键和时点', en: 'check type, key and moment' },
  },
  CHALLENGE_FIELD: {
    zh: '该记录没有可提出异议的字段「{field}」',
    en: 'the record has no field "{field}" that could be disputed',
    todo: { zh: '请使用查询所见的字段名', en: 'use a name of a field that you see' },
  },
  CHALLENGE_OPEN: {
    zh: '您对这一字段的异议（{id}）尚在办理',
    en: 'your challenge of this field ({id}) is still open',
    todo: { zh: '请等待答复', en: 'wait for its answer' },
  },
  CHALLENGE_TOO_MANY: {
    zh: '您尚有 {limit} 件异议在办理',
    en: 'you have {limit} open challenges already',
    todo: { zh: '请等待答复后再提', en: 'wait for answers first' },
  },
  CHALLENGE_ABSENT: {
    zh: '没有编号为 {id} 的异议',
    en: 'there is no challenge {id}',
    todo: { zh: '请核对编号', en: 'check the number' },
  },
  CHALLENGE_SETTLED: {
    zh: '异议 {id} 已有答复',
    en: 'challenge {id} has been answered',
    todo: { zh: '如仍有异议，请另行提出', en: 'raise another one if it is still disputed' },
  },
  CHALLENGE_CORRECTION: {
    zh: '位置 {position} 不是该记录在异议之后的更正',
    en: 'position {position} is no later version of the disputed record',
    todo: {
      zh: '请先在来源更正，待更正到达后以其位置答复',
      en: 'correct it at the source first, and answer with the position at which the correction stands',
    },
  },
  CHALLENGE_PASS: {
    zh: '不能转给「{to}」',
    en: 'it cannot be passed on to "{to}"',
    todo: { zh: '应为另一来源：{known}', en: 'name another source: {known}' },
  },
} as const satisfies Readonly<Record<string, Message>>;
