import type { Message } from './message.ts';

/** Messages about what a reader asks of lists, histories, groups and identifiers. */
export const readMessages = {
  ZONE_UNKNOWN: {
    zh: '没有功能区「{value}」',
    en: 'there is no zone "{value}"',
    todo: { zh: '现有：{known}', en: 'there are: {known}' },
  },
  ZONE_BORDER_UNKNOWN: {
    zh: '功能区「{name}」的四至范围尚未录入，无法按其筛选',
    en: 'the border of the zone "{name}" is not on file, so nothing can be filtered by it',
    todo: { zh: '请改用所在县区 {within}', en: 'filter by the region {within} that it lies in' },
  },
  LIST_EMPTY: {
    zh: '列表为空，什么也不会选中',
    en: 'the list is empty and would select nothing at all',
    todo: { zh: '请至少写一项；不限则不写此项', en: 'write at least one, or leave it out for all' },
  },
  PAGE_BOTH_ENDS: {
    zh: 'first、after 与 last、before 不能同时使用',
    en: '`first` and `after` cannot go with `last` and `before`',
    todo: {
      zh: '向后翻页用 first、after，向前翻页用 last、before',
      en: 'read forwards with first and after, backwards with last and before',
    },
  },
  CURSOR_OTHER_FILTER: {
    zh: '游标属于另一组筛选条件',
    en: 'the cursor belongs to a list with another filter',
    todo: { zh: '请沿用首页的筛选条件，或从首页重新读取', en: 'keep the filter of the first page, or start again' },
  },
  STATS_GROUPS: {
    zh: '分组项应为 1 至 {limit} 个且不重复',
    en: 'group by 1 to {limit} different things',
    todo: { zh: '请调整 groupBy', en: 'mend groupBy' },
  },
  STATS_TOO_MANY_GROUPS: {
    zh: '统计结果超过 {limit} 组',
    en: 'there are more than {limit} groups',
    todo: { zh: '请缩小筛选范围或减少分组项', en: 'narrow the filter, or group by less' },
  },
  IDENTIFIER_MALFORMED: {
    zh: '「{value}」不像任何编号',
    en: '"{value}" looks like no number of a company',
    todo: {
      zh: '请填写 6 至 64 位由字母、数字、连字符组成的编号；按名称查找请用搜索',
      en: 'send 6 to 64 letters, digits and hyphens; names are found by search',
    },
  },
  SOURCE_STALE: {
    zh: '来源 {source} 最近一次成功同步在 {lastSuccess}，早于要求的 {seconds} 秒之内',
    en: 'source {source} was last asked successfully at {lastSuccess}, which is longer ago than the {seconds} seconds demanded',
    todo: {
      zh: '请稍后重试、放宽 maxStaleness，或请管理员查看该来源的同步情况',
      en: 'try again later, demand less, or have the administrator look at the source',
    },
  },
  SOURCE_NEVER_SEEN: {
    zh: '来源 {source} 从未成功同步',
    en: 'source {source} was never asked successfully',
    todo: { zh: '请管理员先同步该来源', en: 'have the administrator synchronise it first' },
  },
  STALENESS_MALFORMED: {
    zh: '时效要求「{value}」无法识别',
    en: 'the demand for freshness "{value}" cannot be read',
    todo: { zh: '请写 1 至 {limit} 的整数秒', en: 'write whole seconds, 1 to {limit}' },
  },
  FIELD_UNKNOWN: {
    zh: '没有字段「{value}」',
    en: 'there is no field "{value}"',
    todo: { zh: '请对照接口定义中的字段名', en: 'compare it with the names of fields in the schema' },
  },
  INSTANT_UNREADABLE: {
    zh: '时间「{value}」无法识别',
    en: 'the instant "{value}" cannot be read',
    todo: { zh: '请写带时区的时间，如 2025-09-30T10:00:00+08:00', en: 'write it with its zone, like 2025-09-30T10:00:00+08:00' },
  },
} as const satisfies Record<string, Message>;
