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
    todo: {
      zh: '请核对两者是否为同一企业；确认后可放行',
      en: 'check whether both are the same company; release it once confirmed',
    },
  },
  KEY_REPLACED: {
    zh: '代码「{key}」已由「{into}」取代，却又收到该代码下的新内容',
    en: 'the code "{key}" was replaced by "{into}", and yet something new comes under it',
    todo: {
      zh: '请核对来源是否仍在使用旧代码；确属仍在使用的，确认后可放行',
      en: 'ask the source whether it still uses the old code; if the code is really in use again, release it with --confirm',
    },
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
      zh: '请写位置（如 1234）或带时区的时间（如 2025-09-30T10:00:00+08:00）；除摘要和导出外，也可写位置~日期（如 1234~2025-09-30）',
      en: 'write a position (1234) or a time with zone (2025-09-30T10:00:00+08:00); but for digests and exports also position~date (1234~2025-09-30)',
    },
  },
  POSITION_UNKNOWN: {
    zh: '位置 {position} 尚不存在，当前位置为 {head}',
    en: 'position {position} does not exist yet; the head is at {head}',
    todo: { zh: '请使用不大于 {head} 的位置', en: 'use a position not above {head}' },
  },
  FEED_FOREIGN: {
    zh: '所给位置属于另一数据流；互通现为数据流 {feed}，{common}',
    en: 'the position is one of another feed; this hub goes on as feed {feed}, and {commonEn}',
    todo: {
      zh: '请{way}',
      en: '{wayEn}',
    },
  },
  POSITION_NOT_REACHED: {
    zh: '本节点的数据至位置 {head}，稍候仍未到位置 {position}，不以其他时点的数据代答',
    en: 'this node stands at position {head} and has not reached {position} in a short wait; it does not answer from another one',
    todo: {
      zh: '请稍后重试；若位置抄写有误，请使用不大于 {head} 的位置',
      en: 'try again in a moment; if the position is mistaken, use one not above {head}',
    },
  },
  NOT_KNOWN_THEN: {
    zh: '在 {date} 当日的情况未知：已知最早自 {earliest} 起',
    en: 'what was true on {date} is not known; the earliest known is from {earliest}',
    todo: { zh: '请查询 {earliest} 或之后的日期', en: 'ask about {earliest} or later' },
  },
  QUARANTINE_RAW: {
    zh: '该行未能拆分为字段，无法再次校验',
    en: 'the row could not be taken apart into fields and cannot be checked again',
    todo: { zh: '请在来源修正后重新报送，并将本条丢弃', en: 'have it mended and sent again, and drop this one' },
  },
  SYNC_HELD: {
    zh: '来源 {source} 正由 {holder} 同步，占用至 {until}',
    en: 'source {source} is being synchronised by {holder}, which holds it until {until}',
    todo: { zh: '请等它结束后再试', en: 'try again when it is done' },
  },
  LEASE_LOST: {
    zh: '来源 {source} 的同步已被另一进程接手，本次停止',
    en: 'another process has taken over the synchronisation of {source}; this one stops',
    todo: { zh: '', en: '' },
  },
  RUN_INTERRUPTED: {
    zh: '运行在第 {row} 行后中断，其后来了另一份输入',
    en: 'the run was interrupted after row {row}, and another input came',
    todo: { zh: '如仍需要，请重新同步原来的文件', en: 'synchronise the first file again if it is still wanted' },
  },
  RUN_BROKE_OFF: {
    zh: '运行因故障中止（{reason}）',
    en: 'the run broke off ({reason})',
    todo: {
      zh: '请排除故障后重新运行；已保存的不会丢失，也不会重复',
      en: 'mend the fault and run it again; what was saved stays',
    },
  },
  RELEASE_STALE: {
    zh: '隔离之后该记录已有更新（位置 {position}），放行会以旧代新',
    en: 'the record was updated after this one was set aside (position {position}); releasing it would put the old in place of the new',
    todo: { zh: '请丢弃本条；确需放行请加 --confirm', en: 'drop this one, or release it with --confirm if it is right' },
  },
  ERASE_NOTHING: {
    zh: '「{key}」没有可删除的「{field}」',
    en: '"{key}" holds no value of "{field}" that could be erased',
    todo: { zh: '请核对记录与字段', en: 'check the record and the field' },
  },
  ERASE_LOG_BUSY: {
    zh: '已删除，但仍有读取者占用日志文件，其中的副本要到下次清理时才消失',
    en: 'erased, but a reader holds the log file, and a copy stays in it until the next checkpoint',
    todo: { zh: '请结束长时间的读取，之后再执行一次任意写入', en: 'end the long read; any later write empties the log' },
  },
  ERASE_WAITING: {
    zh: '已删除；隔离待查的第 {rows} 号仍含该值',
    en: 'erased; the quarantined rows {rows} hold the value still',
    todo: {
      zh: '请逐条处理：hutong quarantine show <号>，再 release 或 drop；处理后即删除',
      en: 'decide about each: `hutong quarantine show <id>`, then `release` or `drop`; the value goes with the decision',
    },
  },
  ERASE_STILL_SENT: {
    zh: '「{key}」的「{field}」仍由来源 {source} 提供，不能删除',
    en: 'source {source} still states this "{field}" of "{key}"; it cannot be erased',
    todo: { zh: '请先请来源更正', en: 'have the source change it first' },
  },
} as const satisfies Record<string, Message>;
