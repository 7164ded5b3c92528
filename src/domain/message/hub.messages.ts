import type { Message } from './message.ts';

/** Messages of the hub itself: feed, storage, runs, requests. */
export const hubMessages = {
  FIELD_REQUIRED: {
    zh: '必填项为空',
    en: 'a required value is missing',
    todo: { zh: '请在来源系统补填后重新报送', en: 'fill it in at the source and send the record again' },
  },
  SUBJECT_CONFLICT: {
    zh: '同一代码对应两个主体：已登记「{knownName}」，收到「{newName}」，且{evidence}由 {known} 变为 {new}',
    en: 'one code, two subjects: known as "{knownName}", came as "{newName}", and the {evidenceEn} went from {known} to {new}',
    todo: { zh: '请核对两者是否为同一企业；确认后可放行', en: 'check whether both are the same company; release it once confirmed' },
  },
  CORRECTION_TARGET: {
    zh: '更正指向的位置 {position} 不是「{key}」的有效版本',
    en: 'the correction names position {position}, which is no version of "{key}" that could be corrected',
    todo: { zh: '请用该记录历史中的位置重新报送', en: "send it again with a position from this record's history" },
  },
  AT_MALFORMED: {
    zh: '时点「{value}」无法识别',
    en: 'the moment "{value}" cannot be read',
    todo: {
      zh: '请写位置（如 1234）、位置~日期（如 1234~2025-09-30）或带时区的时间（如 2025-09-30T10:00:00+08:00）',
      en: 'write a position (1234), position~date (1234~2025-09-30) or a time with zone (2025-09-30T10:00:00+08:00)',
    },
  },
  POSITION_UNKNOWN: {
    zh: '位置 {position} 尚不存在，当前位置为 {head}',
    en: 'position {position} does not exist yet; the head is at {head}',
    todo: { zh: '请使用不大于 {head} 的位置', en: 'use a position not above {head}' },
  },
  NOT_KNOWN_THEN: {
    zh: '在 {date} 当日的情况未知：已知最早自 {earliest} 起',
    en: 'what was true on {date} is not known; the earliest known is from {earliest}',
    todo: { zh: '请查询 {earliest} 或之后的日期', en: 'ask about {earliest} or later' },
  },
} as const satisfies Record<string, Message>;
