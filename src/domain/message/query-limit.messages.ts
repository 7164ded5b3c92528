import type { Message } from './message.ts';

/** Messages about queries that are larger than the server lets through; see docs/limits.md. */
export const queryLimitMessages = {
  QUERY_TEXT_TOO_LONG: {
    zh: '查询语句长 {length} 个字符，最多 {limit} 个',
    en: 'the query is {length} characters long, at most {limit} are allowed',
    todo: { zh: '请删去空白和注释，数据放到 variables 里', en: 'leave out blanks and comments, and send data as variables' },
  },
  QUERY_TOO_MANY_TOKENS: {
    zh: '查询语句的词法单元（名称、括号、数值等）超过 {limit} 个',
    en: 'the query has more than {limit} tokens (names, brackets, values)',
    todo: {
      zh: '请少取字段或分几次请求，数据放到 variables 里',
      en: 'ask for fewer fields or several times, and send data as variables',
    },
  },
  QUERY_TOO_DEEP: {
    zh: '查询嵌套 {depth} 层，最多 {limit} 层',
    en: 'the query is {depth} levels deep, at most {limit} are allowed',
    todo: { zh: '请减少嵌套：先取编号，再按编号另行查询', en: 'nest less: ask for codes first, then for what belongs to them' },
  },
  QUERY_TOO_MANY_ALIASES: {
    zh: '查询用了 {count} 个别名，最多 {limit} 个',
    en: 'the query uses {count} aliases, at most {limit} are allowed',
    todo: { zh: '请分几次请求，或改用列表查询', en: 'send several requests, or ask for a list' },
  },
  QUERY_TOO_MANY_DIRECTIVES: {
    zh: '查询用了 {count} 个指令（@include、@skip 等），最多 {limit} 个',
    en: 'the query uses {count} directives (@include, @skip), at most {limit} are allowed',
    todo: {
      zh: '请把同一条件下的字段放进一个片段，只写一次指令',
      en: 'put fields under one condition into one fragment with one directive',
    },
  },
  QUERY_REPEATS_FIELDS: {
    zh: '查询中有 {count} 个字段是同一处重复写的，最多 {limit} 个',
    en: 'the query repeats {count} fields where they stand already, at most {limit} are allowed',
    todo: { zh: '同一处的字段和片段只写一次即可', en: 'write a field, and spread a fragment, once in each place' },
  },
  QUERY_TOO_COSTLY: {
    zh: '查询最多可能返回 {values} 个值，上限为 {limit} 个；占得最多的是 {most}',
    en: 'the query may return {values} values, at most {limit} are allowed; most of them are {most}',
    todo: {
      zh: '请减小其中列表的 first，或在其中少取字段',
      en: 'lower `first` of the lists in there, or ask for fewer fields in them',
    },
  },
  QUERY_TOO_MANY_FIELDS: {
    zh: '查询连同片段展开后有 {count} 个字段，最多 {limit} 个',
    en: 'with its fragments written out the query has {count} fields, at most {limit} are allowed',
    todo: { zh: '请少取字段，或少层层引用片段', en: 'ask for fewer fields, or spread fewer fragments in fragments' },
  },
  QUERY_TOO_MANY_SEARCHES: {
    zh: '查询中有 {count} 处统计、计数或检索，最多 {limit} 处',
    en: 'the query counts or searches {count} times, at most {limit} are allowed',
    todo: {
      zh: '请分几次请求 totalCount、统计、searchCompanies 和按名称或变更条件的筛选',
      en: 'send totalCount, statistics, searchCompanies and filters by name or of changes in several requests',
    },
  },
  QUERY_LIST_TOO_LONG: {
    zh: '参数「{name}」的列表过长，最多 {limit} 项',
    en: 'the list in the argument "{name}" is too long, at most {limit} entries are allowed',
    todo: { zh: '请去掉重复的项，或分几次请求', en: 'leave out what is there twice, or send several requests' },
  },
  ERRORS_LEFT_OUT: {
    zh: '另有 {count} 个错误未列出',
    en: '{count} more errors are not told',
    todo: { zh: '请先处理已列出的错误', en: 'see to those that are told first' },
  },
  COUNTS_BUSY: {
    zh: '等待统计和检索的请求过多',
    en: 'too many counts and searches are waiting',
    todo: { zh: '请稍后再试', en: 'try again in a while' },
  },
  BODY_NOT_UTF8: {
    zh: '请求正文不是 UTF-8 编码',
    en: 'the body of the request is not encoded in UTF-8',
    todo: { zh: '请以 UTF-8 编码后发送', en: 'encode it in UTF-8 and send it again' },
  },
  BATCH_REFUSED: {
    zh: '一次请求只能含一个查询，不接受由多个查询组成的列表',
    en: 'a request holds one query; a list of them is not taken',
    todo: {
      zh: '请逐个发送，或用别名把几个查询写在一起',
      en: 'send them one by one, or write several into one query by aliases',
    },
  },
} as const satisfies Record<string, Message>;
