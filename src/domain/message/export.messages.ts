import type { Message } from './message.ts';

/** Messages about snapshots of records and the digests that copies are checked by. */
export const exportMessages = {
  EXPORT_TYPE_UNKNOWN: {
    zh: '没有记录类型「{value}」可导出',
    en: 'there is no record type "{value}" to export',
    todo: { zh: '现有：{known}', en: 'there are: {known}' },
  },
  EXPORT_BUSY: {
    zh: '同时进行的导出已达上限（共 {limit} 个，每一方 {own} 个）',
    en: 'as many exports are under way as there may be ({limit} in all, {own} of one party)',
    todo: { zh: '请稍后再试，或等自己的导出结束', en: 'try again in a while, or when an export of yours has ended' },
  },
  EXPORT_KEY: {
    zh: '续传的键「{value}」无法识别',
    en: 'the key "{value}" to go on behind cannot be read',
    todo: { zh: '请原样填写所收到的最后一条记录的 key', en: 'send the key of the last record that came, as it was' },
  },
  EXPORT_REPEATED: {
    zh: '这个参数给了不止一次',
    en: 'this parameter is given more than once',
    todo: {
      zh: '请只给一次；只有 county 可以重复，或用逗号分隔',
      en: 'give it once; only `county` may be repeated, or have commas',
    },
  },
  EXPORT_AT: {
    zh: '时点「{value}」无法识别',
    en: 'the moment "{value}" cannot be read',
    todo: {
      zh: '请写位置（如 1234）或带时区的时间（如 2025-09-30T10:00:00+08:00）',
      en: 'write a position (1234) or a time with zone (2025-09-30T10:00:00+08:00)',
    },
  },
  EXPORT_AT_DATE: {
    zh: '快照与摘要按位置给出，不能指定日期「{date}」',
    en: 'snapshots and digests are given for a position and not for the date "{date}"',
    todo: {
      zh: '请只写位置（如 1234）或带时区的时间；该日结束时所知为 {date}T23:59:59+08:00',
      en: 'write a position (1234) or a time with zone alone; what was known at the end of that day is {date}T23:59:59+08:00',
    },
  },
  EXPORT_METHOD: {
    zh: '导出只接受 GET，收到 {method}',
    en: 'an export is asked for by GET, not by {method}',
    todo: { zh: '请改用 GET', en: 'send a GET' },
  },
} as const satisfies Record<string, Message>;
