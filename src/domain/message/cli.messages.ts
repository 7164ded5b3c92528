import type { Message } from './message.ts';

/** Messages of the command line: what was typed, what is configured, what kept a command from its work. */
export const cliMessages = {
  DEMO_BROKE_OFF: {
    zh: '演示城市的进程意外结束',
    en: 'the process of the demonstration city has ended unexpectedly',
    todo: {
      zh: '请查看上面的输出，再次运行即从中断处继续',
      en: 'see what stands above; run it again and it goes on where it was',
    },
  },
  DEMO_RUNNING: {
    zh: '这个文件夹里的演示已在运行（进程 {pid}）',
    en: 'the demonstration of this folder runs already (process {pid})',
    todo: { zh: '请直接使用它，或先用 Ctrl-C 停止它', en: 'use that one, or stop it first with Ctrl-C' },
  },
  DEMO_OTHER_CITY: {
    zh: '{folder} 里的数据来自另一座演示城市，接着用会把两座城市混在一起',
    en: 'what is in {folder} came from another city; to go on with it would mix the two',
    todo: { zh: '请删除文件夹 {folder} 后重新运行', en: 'delete the folder {folder} and run it again' },
  },
  JOBS_ENDED: {
    zh: '任务进程已意外结束，{seconds} 秒后重新启动；服务不受影响',
    en: 'the process of the jobs has ended unexpectedly and is started again in {seconds} s; the hub is served all the while',
    todo: { zh: '若一再发生，请查看日志', en: 'if it happens again and again, see the log' },
  },
  // --- what was typed
  CLI_UNKNOWN_COMMAND: {
    zh: '没有命令「{command}」',
    en: 'there is no command "{command}"',
    todo: { zh: '{hint}', en: '{hintEn}' },
  },
  CLI_UNKNOWN_OPTION: {
    zh: '没有选项「{option}」',
    en: 'there is no option "{option}"',
    todo: { zh: '{hint}', en: '{hintEn}' },
  },
  CLI_ARGUMENT_MISSING: {
    zh: '缺少参数「{argument}」',
    en: 'the argument "{argument}" is missing',
    todo: { zh: '请用 --help 查看用法', en: 'see --help' },
  },
  CLI_ARGUMENTS_TOO_MANY: {
    zh: '参数过多',
    en: 'there are too many arguments',
    todo: { zh: '请用 --help 查看用法；含空格的值须加引号', en: 'see --help; quote a value that holds blanks' },
  },
  CLI_OPTION_MISSING: {
    zh: '缺少必填选项「{option}」',
    en: 'the option "{option}" is required',
    todo: { zh: '请补上该选项', en: 'add it' },
  },
  CLI_OPTIONS_CONFLICT: {
    zh: '选项「{option}」不能与「{other}」同用',
    en: 'the options "{option}" and "{other}" exclude each other',
    todo: { zh: '请去掉其中一个', en: 'leave one of them out' },
  },
  CLI_OPTION_VALUE_MISSING: {
    zh: '选项「{option}」之后缺少值',
    en: 'the option "{option}" needs a value',
    todo: { zh: '请在选项后写上值', en: 'write the value after it' },
  },
  CLI_VALUE_INVALID: {
    zh: '「{option}」的值「{value}」无效',
    en: '"{value}" is no value of "{option}"',
    todo: { zh: '应为 {expected}', en: 'expected {expectedEn}' },
  },
  CLI_USAGE: {
    zh: '无法理解该命令（{reason}）',
    en: 'the command cannot be understood ({reason})',
    todo: { zh: '请用 --help 查看用法', en: 'see --help' },
  },

  // --- what is configured
  CLI_SETTING_INVALID: {
    zh: '设置 {setting} 的值「{value}」无效',
    en: 'the setting {setting} has the value "{value}", which is none',
    todo: { zh: '应为 {expected}', en: 'expected {expected}' },
  },
  CLI_DATABASE_ABSENT: {
    zh: '数据库 {url} 尚不存在',
    en: 'there is no database {url} yet',
    todo: {
      zh: '请核对 --database-url；若为首次使用，请先运行 hutong migrate 或 hutong sync',
      en: 'check --database-url; the first time, run `hutong migrate` or `hutong sync` before',
    },
  },
  CLI_DATABASE_OLD: {
    zh: '数据库 {url} 的结构不是最新',
    en: 'the schema of the database {url} is not the newest',
    todo: { zh: '请先运行 hutong migrate', en: 'run `hutong migrate` first' },
  },
  CLI_DATABASE_COPY: {
    zh: '{url} 是 hutong mirror 维护的副本，不是互通的数据库',
    en: 'the database {url} is a copy that `hutong mirror` keeps, and that of no hub',
    todo: {
      zh: '请核对 --database-url（或 HUTONG_DATABASE_URL）；要核对、修复副本，请再次运行 hutong mirror',
      en: 'check --database-url (or HUTONG_DATABASE_URL); to have a copy checked and mended, run `hutong mirror` again',
    },
  },
  CLI_DATABASE_UNREACHABLE: {
    zh: '无法连接数据库 {url}（{reason}）',
    en: 'the database {url} cannot be reached ({reason})',
    todo: { zh: '请核对地址、账号，并确认数据库正在运行', en: 'check address and account, and that the database runs' },
  },
  CLI_DATABASE_UNREADABLE: {
    zh: '{url} 无法作为数据库打开（{reason}）',
    en: '{url} cannot be opened as a database ({reason})',
    todo: {
      zh: '请核对文件路径与权限，以及该文件是否为 SQLite 数据库',
      en: 'check path, permissions, and that it is a SQLite database',
    },
  },
  CLI_DATABASE_BUSY: {
    zh: '数据库一直被另一进程占用',
    en: 'another process kept the database to itself all the time',
    todo: { zh: '请等它结束后再试', en: 'try again when it is done' },
  },
  CLI_DISK_FULL: {
    zh: '磁盘空间不足',
    en: 'the disk is full',
    todo: { zh: '请腾出空间后重试；已提交的数据不受影响', en: 'make room and try again; what was committed is safe' },
  },
  CLI_PORT_TAKEN: {
    zh: '{host}:{port} 已被占用',
    en: '{host}:{port} is taken',
    todo: { zh: '请停止占用它的程序，或用 --port 另选端口', en: 'stop the program that holds it, or choose another with --port' },
  },
  CLI_HOST_UNUSABLE: {
    zh: '无法在 {host}:{port} 上监听（{reason}）',
    en: 'cannot listen on {host}:{port} ({reason})',
    todo: { zh: '请核对 --host 与 --port', en: 'check --host and --port' },
  },
  CLI_HOST_REMOTE: {
    zh: '{host} 可被其他机器访问，而系统尚不能识别访问者',
    en: '{host} is reached from other machines, and the hub cannot tell yet who asks',
    todo: { zh: '请监听本机地址，如 127.0.0.1', en: 'listen on this machine only, e.g. on 127.0.0.1' },
  },
  CLI_SUBGRAPH_TRUSTED: {
    zh: '子图不能只执行已登记的查询：它收到的是网关拆分后的查询',
    en: 'a subgraph cannot run kept queries alone: it is asked the parts that a gateway makes of queries',
    todo: {
      zh: '启动子图时请设 HUTONG_DOCUMENTS=any，由网关限定可执行的查询',
      en: 'start it with HUTONG_DOCUMENTS=any, and let the gateway say which queries are taken',
    },
  },

  // --- what was asked for
  CLI_POSITION_ABSENT: {
    zh: '位置 {position} 没有变更，当前位置为 {head}',
    en: 'there is no change at position {position}; the head is at {head}',
    todo: { zh: '请使用 1 至 {head} 之间的位置', en: 'use a position from 1 to {head}' },
  },
  CLI_QUARANTINE_ABSENT: {
    zh: '没有编号为 {id} 的待处理记录',
    en: 'no record waits under the number {id}',
    todo: { zh: '请用 hutong quarantine list 查看编号', en: 'see the numbers with `hutong quarantine list`' },
  },
  CLI_FIELD_NOT_PERSONAL: {
    zh: '记录类型「{recordType}」没有个人信息字段「{field}」',
    en: 'the record type "{recordType}" has no personal field "{field}"',
    todo: { zh: '可删除的字段：{fields}', en: 'fields that can be erased: {fields}' },
  },
  CLI_FROM_ADDRESS: {
    zh: '来源 {source} 的 --from 不接受这种地址',
    en: '`--from` of the source {source} takes no address of this kind',
    todo: {
      zh: '文件请写路径；接口地址在设置 {variable} 中填写，运行时省略 --from',
      en: 'give the path of a file; the address of its interface is set by {variable}, and `--from` is left out',
    },
  },
  CLI_PUSH_NO_WORKBOOK: {
    zh: '文件不是 Excel 工作簿，无法写出带错误说明的副本；未报送',
    en: 'the file is no Excel workbook, so there is no copy to write the reasons into; nothing was pushed',
    todo: {
      zh: '请去掉 --workbook 后重新报送，或报送 .xlsx 文件',
      en: 'push it without `--workbook`, or push an .xlsx file',
    },
  },
  CLI_OUTPUT_LOST: {
    zh: '输出未能写完（{reason}）',
    en: 'the output could not be written to its end ({reason})',
    todo: { zh: '请腾出空间或换个位置后重试', en: 'make room or write it elsewhere, and try again' },
  },
  CLI_STOPPED: {
    zh: '已中止；已提交的部分保留',
    en: 'stopped; what was committed stays',
    todo: { zh: '再次运行同一命令即从中止处继续', en: 'run the same command again to go on from there' },
  },
  CLI_FAILED: {
    zh: '发生未预料的错误（{reason}）',
    en: 'an unexpected error ({reason})',
    todo: {
      zh: '请以 HUTONG_DEBUG=1 重试并将输出交给维护人员',
      en: 'try again with HUTONG_DEBUG=1 and give the output to the maintainers',
    },
  },

  // --- db check
  DB_READ_COMMITTED: {
    zh: '事务隔离级别 READ COMMITTED 不起作用（{found}）',
    en: 'the isolation level READ COMMITTED does not work ({found})',
    todo: { zh: '请更换数据库或核对其事务设置', en: 'change the database or its transaction settings' },
  },
  DB_NOT_DURABLE: {
    zh: '提交后的数据断电可能丢失：{found}',
    en: 'committed data may be lost in a power cut: {found}',
    todo: { zh: '请设为 {expected}', en: 'set {expected}' },
  },
  DB_COLLATION: {
    zh: '表 {tables} 的排序规则不是 utf8mb4_bin',
    en: 'the tables {tables} have another collation than utf8mb4_bin',
    todo: {
      zh: '请用 ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin 转换',
      en: 'convert them with ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    },
  },
  DB_LOCK: {
    zh: '写入锁挡不住第二个写入者（{found}）',
    en: 'the write lock does not stop a second writer ({found})',
    todo: {
      zh: '不可用于本系统：位置会重复。请更换数据库或存储',
      en: 'not usable: positions would be given twice; use another database or storage',
    },
  },
  DB_PACKET: {
    zh: 'max_allowed_packet 仅 {found} 字节',
    en: 'max_allowed_packet is only {found} bytes',
    todo: { zh: '请设为 {expected} 以上', en: 'set it to {expected} or more' },
  },
  DB_MIGRATIONS_PENDING: {
    zh: '待执行的数据库迁移：{found}',
    en: 'migrations to be applied: {found}',
    todo: { zh: '请运行 hutong migrate', en: 'run `hutong migrate`' },
  },
} as const satisfies Record<string, Message>;
