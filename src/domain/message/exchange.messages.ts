import type { Message } from './message.ts';

/** Messages about a source's exchange table in a database, and about what its rows tell of a step or a taxpayer. */
export const exchangeMessages = {
  // --- it cannot be asked
  EXCHANGE_ADDRESS: {
    zh: '前置库地址无法使用：应为 mysql://用户:密码@主机:端口/库名，不超过 160 个字符，不带其他参数',
    en: 'the address of the exchange database cannot be used: it should be mysql://user:password@host:port/database, at most 160 characters, without parameters',
    todo: {
      zh: '请在配置中更正地址；密码中的特殊字符须写成 %XX',
      en: 'mend it in the settings; write signs of a password as %XX',
    },
  },
  EXCHANGE_TABLE_NAME: {
    zh: '前置表的表名或列名「{name}」无法使用',
    en: 'the table or column name "{name}" cannot be used',
    todo: { zh: '名称只能含字母、汉字、数字和下划线', en: 'names are made of letters, digits and underscores' },
  },

  // --- absent, refused, unreachable
  EXCHANGE_ABSENT: {
    zh: '前置库 {url} 不存在（{reason}）',
    en: 'there is no such database or table: {url} ({reason})',
    todo: {
      zh: '请核对库名和表名；无误的，请向来源单位信息部门确认前置库是否停用或迁移',
      en: 'check the names; if they are right, ask the IT department of the source whether the exchange was closed or moved',
    },
  },
  EXCHANGE_REFUSED: {
    zh: '前置库 {url} 拒绝访问（{reason}）',
    en: 'the exchange database {url} refuses access ({reason})',
    todo: {
      zh: '请核对用户名、密码和查询权限；失效的，请来源单位重新授权',
      en: 'check user, password and the right to read; if they have expired, ask the source for new ones',
    },
  },
  EXCHANGE_UNREACHABLE: {
    zh: '与前置库 {url} 的连接失败或中断（{reason}）',
    en: 'no connection to the exchange database {url}, or it broke off ({reason})',
    todo: {
      zh: '请检查网络；恢复后将自动继续，持续失败的请联系来源单位信息部门',
      en: 'check the network; it goes on by itself, and if it does not, call the IT department of the source',
    },
  },
  EXCHANGE_INSECURE: {
    zh: '前置库 {url} 不在本机，且未提供可验证的加密连接（{reason}）',
    en: 'the exchange database {url} is on another machine and offers no encrypted connection that can be verified ({reason})',
    todo: {
      zh: '请来源单位启用 TLS 并提供证书；私有证书机构的证书用 NODE_EXTRA_CA_CERTS 指定',
      en: 'ask the source to offer TLS; name the certificate of a private authority in NODE_EXTRA_CA_CERTS',
    },
  },
  EXCHANGE_SILENT: {
    zh: '前置库 {url} 未在 {seconds} 秒内答复完毕',
    en: 'the exchange database {url} did not finish an answer within {seconds} s',
    todo: {
      zh: '稍后将自动继续；经常出现的，请来源单位为更新时间和登记序号建立联合索引',
      en: 'it goes on by itself later; if it happens often, ask the source for an index over update time and key',
    },
  },

  // --- unreadable
  EXCHANGE_COLUMN: {
    zh: '前置表 {url} 的结构有变：查询的列已不存在（{reason}）',
    en: 'the table {url} was changed: a column that is asked for is gone ({reason})',
    todo: {
      zh: '请与来源单位核对表结构；列已改名的，在配置中写明新列名',
      en: 'compare the columns with the source; configure the new names',
    },
  },
  EXCHANGE_ERROR: {
    zh: '前置库 {url} 报告错误 {reason}',
    en: 'the exchange database {url} reports the error {reason}',
    todo: { zh: '请联系来源单位信息部门，告知此代码', en: 'tell the IT department of the source this code' },
  },
  EXCHANGE_TIME: {
    zh: '前置表 {url} 的列「{column}」应为 2025-09-30 10:00:00 形式的时间',
    en: 'the column "{column}" of {url} should hold times like 2025-09-30 10:00:00',
    todo: { zh: '请来源单位核对该列的类型', en: 'ask the source about the type of the column' },
  },
  EXCHANGE_KEY: {
    zh: '前置表 {url} 的列「{column}」含有空值或无法识别的编号',
    en: 'the column "{column}" of {url} holds no key, or one that is none',
    todo: { zh: '请来源单位核对该列', en: 'ask the source to look at the column' },
  },
  EXCHANGE_CROWDED: {
    zh: '前置表 {url} 中同一编号、同一更新时间的行超过 {limit} 行',
    en: 'the table {url} has more than {limit} rows of one key and one update time',
    todo: { zh: '请来源单位核对是否重复写入', en: 'ask the source whether it writes them again and again' },
  },
  EXCHANGE_TOO_LARGE: {
    zh: '前置库 {url} 的答复超过 {limit} 个字符',
    en: 'an answer of the exchange database {url} is longer than {limit} characters',
    todo: { zh: '请来源单位核对表中是否有超长内容', en: 'ask the source whether a column holds something very long' },
  },

  // --- what there is to say besides
  EXCHANGE_AHEAD: {
    zh: '前置表 {url} 中有更新时间（{time}）晚于数据库当前时间（{now}）的行，到时才会读取',
    en: 'the table {url} has rows whose update time ({time}) is later than the clock of the database ({now}); they are read when it comes',
    todo: {
      zh: '请来源单位核对写入程序的时钟和时区',
      en: 'ask the source to check the clock and the time zone of what writes them',
    },
  },
  EXCHANGE_CLOCK_BACK: {
    zh: '前置库 {url} 的时钟回拨：已读到 {through}，现在是 {now}；此后一段时间内按读取先后而不按更新时间判断新旧',
    en: 'the clock of {url} went back: read through {through}, now it is {now}; for a while what is newer is told by the order of reading, not by update times',
    todo: {
      zh: '请来源单位核对时钟；必要时做一次全量同步',
      en: 'ask the source to check its clock; do a full listing if in doubt',
    },
  },

  // --- rows
  TOLD_POSITION: {
    zh: '更正位置应为正整数',
    en: 'the position that is corrected should be a whole number',
    todo: {
      zh: '请填写回执或变更列表中的位置；不填则更正现行内容',
      en: 'write the position of the change; none means what holds now',
    },
  },
  SERIAL_MALFORMED: {
    zh: '登记序号应为 1 至 32 位数字或字母',
    en: 'a tax register serial has 1 to 32 digits or letters',
    todo: { zh: '请核对该单元格，避免表格软件改写长数字', en: 'check the cell; spreadsheets spoil long numbers' },
  },
  TAXPAYER_NOT_FOUND: {
    zh: '尚无登记序号或企业为「{given}」的税务登记',
    en: 'no tax registration is known under the serial or company "{given}"',
    todo: {
      zh: '该登记到达后自动重试；也可补上登记序号、纳税人名称和统一社会信用代码后重新报送',
      en: 'it is tried again by itself once it is known; or send the row again with serial, name and USCC',
    },
  },
  TAXPAYER_AMBIGUOUS: {
    zh: '「{given}」有多个税务登记：{candidates}',
    en: '"{given}" has several tax registrations: {candidates}',
    todo: { zh: '请补上登记序号后重新报送，或指定其中一个', en: 'send the row again with the serial, or choose one of them' },
  },
  RECORD_NOT_HELD: {
    zh: '尚无编号为「{key}」的记录，且该行缺少：{fields}',
    en: 'no record is known under "{key}", and the row lacks: {fieldsEn}',
    todo: {
      zh: '该记录到达后自动重试；也可补上所缺各列后重新报送',
      en: 'it is tried again by itself once the record is known; or add what is missing and send the row again',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
