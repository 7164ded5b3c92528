import type { Message } from './message.ts';

/** Messages of a mirror: a copy of a hub's records that is kept in step and can tell that it is complete. */
export const mirrorMessages = {
  MIRROR_UNREACHABLE: {
    zh: '无法连接互通 {url}（{reason}）',
    en: 'the hub at {url} cannot be reached ({reason})',
    todo: { zh: '请核对地址和网络，并确认服务在运行', en: 'see that the address is right and that it is served there' },
  },
  MIRROR_HUB_BUSY: {
    zh: '互通暂时无法应答（HTTP {status}）：{said}',
    en: 'the hub cannot answer just now (HTTP {status}): {said}',
    todo: { zh: '稍后会再试', en: 'it is asked again later' },
  },
  MIRROR_REFUSED: {
    zh: '互通拒绝了请求（{code}）：{said}',
    en: 'the hub refuses the request ({code}): {said}',
    todo: {
      zh: '请按其说明处理；与权限有关时核对令牌',
      en: 'do as it says; where it is about rights, see that the token is right',
    },
  },
  MIRROR_NOT_A_HUB: {
    zh: '{url} 的应答不是互通应有的形式（{part}）',
    en: 'what answers at {url} does not speak as a hub does ({part})',
    todo: {
      zh: '请核对地址；若中间有网关或代理，请确认其不改写内容；若互通的版本更新，请升级本程序',
      en: 'see that the address is right, that nothing in between rewrites answers, and that this program is as new as the hub',
    },
  },
  MIRROR_ANSWER_TOO_LARGE: {
    zh: '应答中的一项超过 {limit} 个字符，已放弃接收',
    en: 'one part of the answer is longer than {limit} characters and was not taken in',
    todo: { zh: '请核对地址，或联系互通的维护人员', en: 'see that the address is right, or ask those who run the hub' },
  },
  MIRROR_SILENT: {
    zh: '{seconds} 秒没有收到任何内容，连接视为已断',
    en: 'nothing came for {seconds} seconds; the connection counts as lost',
    todo: { zh: '会自动重新连接', en: 'it is connected again by itself' },
  },
  MIRROR_CUT_OFF: {
    zh: '连接在中途结束',
    en: 'the connection ended half-way',
    todo: { zh: '会自动从断处继续', en: 'it goes on by itself where it ended' },
  },
  MIRROR_PAGE_APART: {
    zh: '收到的变更不相衔接：位置 {found} 的前一位置应为 {expected}',
    en: 'the changes received do not join: the one before position {found} should be {expected}',
    todo: {
      zh: '会自动从 {expected} 重新取得；若一再发生，请联系互通的维护人员',
      en: 'they are asked for again; if it happens again and again, ask those who run the hub',
    },
  },
  MIRROR_EXPORT_APART: {
    zh: '导出 {recordType} 的行数或摘要与其结尾所述不符',
    en: 'the export of {recordType} does not add up to what its last line says',
    todo: {
      zh: '会自动重新核对；若一再发生，请检查中间的网关或代理',
      en: 'it is checked again; if it happens again and again, look at what lies in between',
    },
  },
  MIRROR_FEED_MOVED: {
    zh: '互通的数据流已更换',
    en: 'the hub has another feed now',
    todo: { zh: '会自动核对从何处续接', en: 'where to resume is found out by itself' },
  },
  MIRROR_TWO_WRITERS: {
    zh: '另一进程正在维护同一副本',
    en: 'another process keeps the same copy',
    todo: { zh: '一个副本只能由一个进程维护，请停止其中一个', en: 'a copy is kept by one process; stop one of them' },
  },
  MIRROR_SCOPE_OTHER: {
    zh: '这个副本的范围是 {kept}，与所给的 {given} 不同',
    en: 'the scope of this copy is {kept}, which is another than {given}',
    todo: {
      zh: '请沿用原范围（可省略范围选项），或换一个目标数据库',
      en: 'keep the scope (it may be left out), or name another target',
    },
  },
  MIRROR_TARGET_HUB: {
    zh: '--to 是互通自己的数据库，不能在其中建立副本',
    en: 'the database of --to is that of a hub; no copy is made in it',
    todo: { zh: '请换一个目标数据库', en: 'name another target' },
  },
  MIRROR_TARGET_STRANGE: {
    zh: '目标数据库里的 mirror_ 表无法识别（{part}）',
    en: 'the tables mirror_… of the target cannot be read ({part})',
    todo: {
      zh: '请换一个目标数据库，或删除这些表后重新建立副本',
      en: 'name another target, or drop these tables and begin anew',
    },
  },
  MIRROR_TARGET_GONE: {
    zh: '副本的数据库暂时无法连接',
    en: 'the database of the copy is not there just now',
    todo: { zh: '会自动重试；请检查该数据库', en: 'it is tried again by itself; look at that database' },
  },
  MIRROR_UNREPAIRED: {
    zh: '修复后副本在位置 {position} 仍与互通不一致：{recordTypes}',
    en: 'after the repair the copy still differs from the hub at position {position}: {recordTypes}',
    todo: {
      zh: '请确认没有其他程序写入副本；仍不一致时，请互通的维护人员运行 hutong verify chain',
      en: 'see that nobody else writes to the copy; if it still differs, have those who run the hub run `hutong verify chain`',
    },
  },
  MIRROR_TOKEN_FILE: {
    zh: '无法从 --token-file 读取令牌（{reason}）',
    en: 'no token can be read from --token-file ({reason})',
    todo: { zh: '文件应只有一行，即令牌', en: 'the file holds one line, which is the token' },
  },
} as const satisfies Record<string, Message>;
