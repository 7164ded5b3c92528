import type { Message } from './message.ts';

/** Messages about pushes (报送): who may push, what was pushed as a whole, its receipt. */
export const pushMessages = {
  // --- who may push
  PUSH_NOT_ALLOWED: {
    zh: '本系统尚未允许任何单位报送',
    en: 'no party is allowed to push to this hub yet',
    todo: {
      zh: '请管理员在设置 HUTONG_PUSH_PARTIES（单位:来源:令牌）中登记报送单位；在本机可用 hutong push',
      en: 'have the administrator name the party in HUTONG_PUSH_PARTIES (party:source:token); on the machine itself use `hutong push`',
    },
  },
  PUSH_TOKEN: {
    zh: '单位令牌缺失或不正确',
    en: 'the token of the party is missing or wrong',
    todo: {
      zh: '请在请求头 Authorization: Bearer 中给出管理员发放的令牌；遗失的，请管理员重新发放',
      en: 'send the token that the administrator issued as `Authorization: Bearer …`; if it was lost, ask for a new one',
    },
  },
  PUSH_NOT_YOURS: {
    zh: '报送单位「{party}」只能报送来源 {own} 的记录，「{recordType}」属于 {source}',
    en: 'the party "{party}" may push records of the source {own} only; "{recordType}" belongs to {source}',
    todo: {
      zh: '请核对记录类型；确需报送的，请管理员授权',
      en: 'check the type of the records; if it is right, ask the administrator',
    },
  },
  PUSH_TOO_OFTEN: {
    zh: '报送或尝试过于频繁，{seconds} 秒后再试',
    en: 'too many pushes or attempts; try again in {seconds} s',
    todo: { zh: '请把多条记录合并成一次报送', en: 'send many records in one push' },
  },
  PUSH_BUSY: {
    zh: '正在处理和等待的报送已满',
    en: 'as many pushes are at work and waiting as there is room for',
    todo: { zh: '请稍后以同一幂等键重新报送', en: 'push again a little later with the same idempotency key' },
  },
  PUSH_STOPPED: {
    zh: '处理报送时服务停止，已处理的部分不会丢失',
    en: 'the server stopped while the push was under way; what was done is kept',
    todo: {
      zh: '请稍后以同一幂等键重新报送同一文件，将从中断处继续',
      en: 'push the same body with the same idempotency key again; it goes on where it stopped',
    },
  },

  // --- the push as a whole
  PUSH_TYPE_UNKNOWN: {
    zh: '没有可报送的记录类型「{value}」',
    en: 'there is no record type "{value}" that can be pushed',
    todo: { zh: '可报送：{known}', en: 'there are: {known}' },
  },
  PUSH_OTHER_RECORDS: {
    zh: '文件的内容不是「{expected}」的记录，而是：{actual}',
    en: 'the file holds no records of "{expected}", but of: {actual}',
    todo: { zh: '请核对是否选错了文件或记录类型', en: 'check whether it is the right file and the right record type' },
  },
  PUSH_WAITING_TYPES: {
    zh: '待更正的记录不止一种（{types}），不能放在一张表里',
    en: 'records of several types are waiting ({types}); they do not fit into one table',
    todo: { zh: '请加参数 recordType= 逐种下载', en: 'fetch them type by type with `recordType=`' },
  },
  PUSH_ROW_OTHER_TYPE: {
    zh: '该行是「{actual}」的记录，本次报送的是「{expected}」',
    en: 'this row is a record of "{actual}", and "{expected}" is pushed',
    todo: { zh: '请把它移到另一次报送', en: 'send it in a push of its own' },
  },
  PUSH_EMPTY: {
    zh: '没有收到内容',
    en: 'nothing came',
    todo: {
      zh: '请在请求正文中放入文件内容（NDJSON、JSON、CSV 或 XLSX）',
      en: 'put the file into the body: NDJSON, JSON, CSV or XLSX',
    },
  },
  PUSH_NO_RECORDS: {
    zh: '报送中没有记录',
    en: 'the push holds no records',
    todo: { zh: '请在 records 中至少给出一条记录', en: 'give at least one record in `records`' },
  },
  PUSH_TOO_LARGE: {
    zh: '报送内容超过 {limit} MB',
    en: 'the body is larger than {limit} MB',
    todo: { zh: '请以 gzip 压缩，或分成几次报送', en: 'compress it with gzip, or send it in several pushes' },
  },
  PUSH_CUT_OFF: {
    zh: '报送内容没有传完，未处理',
    en: 'the body broke off before its end; nothing of it was taken in',
    todo: { zh: '请检查网络后重新报送', en: 'check the network and push again' },
  },
  PUSH_KEY_FORM: {
    zh: '幂等键应为 1 至 {limit} 个可见 ASCII 字符',
    en: 'an idempotency key has 1 to {limit} visible ASCII characters',
    todo: { zh: '例如文件编号或 UUID', en: 'a file number or a UUID will do' },
  },
  PUSH_KEY_REUSED: {
    zh: '幂等键已用于另一次报送（回执 {receipt}），内容不同',
    en: 'the idempotency key names another push already (receipt {receipt}), of another content',
    todo: { zh: '新的内容请使用新的幂等键', en: 'give what is new a key of its own' },
  },
  PUSH_UNDER_WAY: {
    zh: '同一幂等键的报送正在处理（回执 {receipt}）',
    en: 'the push of this idempotency key is under way (receipt {receipt})',
    todo: { zh: '请稍后以同一幂等键再试，将得到它的结果', en: 'ask again a little later with the same key for its answer' },
  },
  PUSH_REFUSED_MANY: {
    zh: '已有 {refused} 条未通过，处理到第 {row} 行为止；之前的记录已处理，之后的一条也未收录',
    en: '{refused} records were refused; it stopped behind row {row}: what stands before it is answered, nothing after it was taken in',
    todo: {
      zh: '请先检查文件的列和代码是否有系统性错误，更正后以新的幂等键重新报送整个文件，已收录的记录不会重复',
      en: 'look for an error that all of them share, mend it, and push the whole file again under a new key; what is known already stays as it is',
    },
  },
  PUSH_TOO_MANY: {
    zh: '一次报送最多 {limit} 行；第 {row} 行以后的一条也未收录',
    en: 'at most {limit} rows go into one push; nothing behind row {row} was taken in',
    todo: { zh: '请把其余的记录分成几次报送', en: 'send the rest of the records in pushes of their own' },
  },
  PUSH_TOO_LONG: {
    zh: '处理报送超过 {minutes} 分钟；第 {row} 行以后的一条也未收录',
    en: 'the push took longer than {minutes} minutes; nothing behind row {row} was taken in',
    todo: { zh: '请把其余的记录分成几次报送', en: 'send the rest of the records in pushes of their own' },
  },
  PUSH_ABANDONED: {
    zh: '报送处理中断后没有再送来；中断前的记录已处理',
    en: 'the push was cut off and not sent again; what was read before that was taken in',
    todo: {
      zh: '请以新的幂等键重新报送整个文件，已收录的记录不会重复',
      en: 'push the whole file again under a new key; what is known already stays as it is',
    },
  },
  PUSH_ANSWER_GONE: {
    zh: '该幂等键的报送早已处理完毕（回执 {receipt}），逐条结果已过保存期',
    en: 'the push of this key ended long ago (receipt {receipt}); what its records were answered is not kept any more',
    todo: {
      zh: '统计见回执 /push/receipts/{receipt}；要得到逐条结果，请以新的幂等键重新报送',
      en: 'its counts stand in /push/receipts/{receipt}; to be answered record by record push it again under a new key',
    },
  },
  PUSH_RECORDS_COUNT: {
    zh: '一次最多报送 {limit} 条，收到 {count} 条',
    en: 'at most {limit} records go into one request, came {count}',
    todo: { zh: '更多记录请用 POST /push/{recordType}', en: 'send more by POST /push/{recordType}' },
  },

  // --- control totals
  PUSH_TOTALS_FORM: {
    zh: '控制总数「{value}」无法识别',
    en: 'the control total "{value}" cannot be read',
    todo: {
      zh: '请写成 records=条数, sha256=摘要，可另加 restored、corrected、replaces、merges、split 的条数',
      en: 'write records=N, sha256=…, and counts of restored, corrected, replaces, merges, split if you like',
    },
  },
  PUSH_TOTALS_MISMATCH: {
    zh: '控制总数不符：{name} 应为 {expected}，实际为 {actual}；整次报送未处理',
    en: 'the control totals do not agree: {name} should be {expected}, came {actual}; nothing of the push was taken in',
    todo: { zh: '请检查文件是否完整，更正后重新报送', en: 'check whether the file is complete, and push again' },
  },

  // --- receipts and what waits
  RECEIPT_FORM: {
    zh: '回执编号应为 19 位数字',
    en: 'the number of a receipt has 19 digits',
    todo: { zh: '请对照回执重新输入', en: 'type it again from the receipt' },
  },
  RECEIPT_CHECK: {
    zh: '回执编号的校验位不符',
    en: 'the check digit of the receipt number does not fit',
    todo: { zh: '请对照回执重新输入', en: 'type it again from the receipt' },
  },
  RECEIPT_UNKNOWN: {
    zh: '没有编号为 {receipt} 的回执',
    en: 'there is no receipt {receipt}',
    todo: { zh: '请对照回执重新输入', en: 'type it again from the receipt' },
  },
  PUSH_OUT_OF_SCOPE: {
    zh: '这一行所述的企业，经营范围、名称等均不涉及物业管理，本库也没有它的其他记录，不予收录',
    en: 'nothing says that the company of this row manages property, and nothing else is held of it here: it is not kept',
    todo: {
      zh: '如果确为物业服务企业，请补上行业、名称或经营范围后重新报送；只报部分列的，请先报送完整的记录',
      en: 'if it is a property company, send its industry, name or scope with the row; a row of a few columns comes after the whole record',
    },
  },
} as const satisfies Record<string, Message>;
