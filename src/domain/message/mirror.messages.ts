import type { Message } from './message.ts';

/** Messages of a mirror: a copy of a hub's records that is kept in step and can tell that it is complete. */
export const mirrorMessages = {
  MIRROR_UNREACHABLE: {
    zh: '无法连接互通 {url}（{reason}）',
    en: 'the hub at {url} cannot be reached ({reason})',
    todo: { zh: '请核对地址和网络，并确认服务在运行', en: 'see that the address is right and that it is served there' },
  },
  MIRROR_HUB_BUSY: {
    zh: '互通暂时无法应答（{code}）：{said}',
    en: 'the hub cannot answer just now ({code}): {said}',
    todo: { zh: '请稍后再次运行', en: 'run this again later' },
  },
  MIRROR_GATEWAY_BUSY: {
    zh: '{url} 暂时无法应答（HTTP {status}）',
    en: '{url} cannot answer just now (HTTP {status})',
    todo: { zh: '请稍后再次运行', en: 'run this again later' },
  },
  MIRROR_HUB_DAMAGED: {
    zh: '互通保存的内容有损坏：{said}',
    en: 'what the hub keeps is damaged: {said}',
    todo: {
      zh: '副本停在此前的位置；互通修复后再次运行即可继续',
      en: 'a copy stays where it stood before; once the hub is mended, run this again and it goes on',
    },
  },
  MIRROR_TOKEN_REFUSED: {
    zh: '{url} 不接受来自 {from} 的令牌',
    en: '{url} does not take the token from {from}',
    todo: {
      zh: '请向互通的维护人员核对令牌，写入 --token-file 指定的文件或环境变量 HUTONG_TOKEN；只看公开内容时不需要令牌',
      en: 'have those who run the hub confirm the token; it stands in the file of --token-file or in HUTONG_TOKEN; for what is public leave it out',
    },
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
      zh: '请核对地址：应为互通的根地址，不是其中某一页的；若中间有网关或代理，请确认其不改写内容；若互通的版本更新，请升级本程序',
      en: 'see that the address is right (that of the hub itself, not of one of its pages), that nothing in between rewrites answers, and that this program is as new as the hub',
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
    todo: { zh: '请稍后再次运行', en: 'run this again later' },
  },
  MIRROR_CUT_OFF: {
    zh: '连接在中途结束',
    en: 'the connection ended half-way',
    todo: { zh: '请再次运行', en: 'run this again' },
  },
  MIRROR_PAGE_APART: {
    zh: '收到的变更不相衔接：位置 {found} 的前一位置应为 {expected}',
    en: 'the changes received do not join: the one before position {found} should be {expected}',
    todo: {
      zh: '请再次运行；若一再发生，请联系互通的维护人员',
      en: 'run this again; if it happens again and again, ask those who run the hub',
    },
  },
  MIRROR_EXPORT_APART: {
    zh: '导出 {recordType} 的行数或摘要与其结尾所述不符',
    en: 'the export of {recordType} does not add up to what its last line says',
    todo: {
      zh: '请再次运行；若一再发生，请检查中间的网关或代理',
      en: 'run this again; if it happens again and again, look at what lies in between',
    },
  },
  MIRROR_FEED_MOVED: {
    zh: '互通的数据流已更换',
    en: 'the hub has another feed now',
    todo: { zh: '会自动核对从何处续接', en: 'where to resume is found out by itself' },
  },
  MIRROR_HELD: {
    zh: '这个副本自 {since} 起由 {holder} 维护，占用至 {until}（还有 {seconds} 秒）',
    en: 'this copy has been kept by {holder} since {since}, which holds it until {until} ({seconds} seconds more)',
    todo: {
      zh: '一个副本只由一个进程维护，在运行的会不断延长占用；它若已不在，到期后即可再次运行',
      en: 'a copy is kept by one process, which holds it anew while it runs; where it is gone, run this again after that time',
    },
  },
  MIRROR_WAITING: {
    zh: '{holder} 没有按时延长对这个副本的占用，它在 {until} 到期（还有 {seconds} 秒）',
    en: '{holder} has not renewed its hold of this copy in time; it ends at {until} ({seconds} seconds more)',
    todo: { zh: '到期后自动接管', en: 'the copy is taken over then' },
  },
  MIRROR_TAKEN_OVER: {
    zh: '这个副本已由另一进程接管，本进程此后没有写入任何内容',
    en: 'another process has taken this copy over; this one has written nothing since',
    todo: {
      zh: '一个副本只由一个进程维护；若应由本进程维护，请停止另一个后再次运行',
      en: 'a copy is kept by one process; where it is to be this one, stop the other and run it again',
    },
  },
  MIRROR_TWO_WRITERS: {
    zh: '另一程序正在写入同一副本',
    en: 'another program writes to the same copy',
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
    zh: '目标数据库里的副本已损坏：{part} 缺失或无法识别',
    en: 'the copy in the target is damaged: {part} is gone or cannot be read',
    todo: {
      zh: '请换一个目标数据库，或删除其中名称以 mirror_ 开头的表后重新建立副本',
      en: 'name another target, or drop its tables mirror_… and begin anew',
    },
  },
  MIRROR_TARGET_GONE: {
    zh: '副本的数据库暂时无法连接',
    en: 'the database of the copy is not there just now',
    todo: { zh: '请检查该数据库，然后再次运行', en: 'look at that database, then run this again' },
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
    zh: '无法从 --token-file 所指的 {file} 读取令牌（{reason}）',
    en: 'no token can be read from {file}, the file of --token-file ({reason})',
    todo: { zh: '文件应只有一行，即令牌', en: 'the file holds one line, which is the token' },
  },
} as const satisfies Record<string, Message>;
