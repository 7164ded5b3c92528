import type { Message } from './message.ts';

/** Messages about filings and contracts as housing offices send them. */
export const filingMessages = {
  COUNTY_UNKNOWN: {
    zh: '「{received}」不是现行的县（市、区）',
    en: '"{received}" is no county of today',
    todo: { zh: '请填写县级行政区划代码（6 位）或全称', en: 'send its division code of 6 digits, or its full name' },
  },
  NUMBER_OR_DAY: {
    zh: '没有备案编号时须有日期「{date}」，否则无法识别是哪一份',
    en: 'without a number there must be the date "{date}": nothing else tells which one it is',
    todo: { zh: '请补上备案编号或该日期', en: 'send the number or that date' },
  },
  NUMBER_TOO_LONG: {
    zh: '备案编号长 {length} 个字符，超过上限 {limit}',
    en: 'the filing number is {length} characters long, more than the limit of {limit}',
    todo: { zh: '请核对备案编号', en: 'check the filing number' },
  },
  PROJECTS_UNREADABLE: {
    zh: '服务项目无法识别',
    en: 'the estates of the contract cannot be read',
    todo: {
      zh: '请按对象数组报送，每个小区一项，至少有编号或名称',
      en: 'send an array of objects, one for each estate, with a code or a name at least',
    },
  },
  PROJECTS_UNEVEN: {
    zh: '小区编号、名称等各列的项数不一致（{counts}）',
    en: 'the columns of the estates hold different numbers of them ({counts})',
    todo: { zh: '多个小区用分号分隔，各列逐项对应', en: 'part several estates by semicolons, in the same order in each column' },
  },
  ATTACHMENT_REFERENCE: {
    zh: '附件引用不是普通的地址（仅 http、https 或相对路径，不得含账号、令牌），已略去',
    en: 'the reference of a document is no plain one (http, https or a relative path, without account or token) and is left out',
    todo: { zh: '请报送不含账号和令牌的地址', en: 'send an address without account and token' },
  },
  ATTACHMENT_DIGEST: {
    zh: '附件摘要不是 64 位十六进制的 SHA-256，已略去',
    en: 'the digest of a document is no SHA-256 of 64 hexadecimal digits and is left out',
    todo: { zh: '请核对附件摘要', en: 'check the digest' },
  },
} as const satisfies Readonly<Record<string, Message>>;
