import type { Message } from './message.ts';

/** Messages about a database that goes away while it is written to. */
export const databaseMessages = {
  DB_CLUSTER: {
    zh: '数据库节点未与集群同步：{found}',
    en: 'the database node is not in step with its cluster: {found}',
    todo: {
      zh: '请先恢复集群（多数节点在线，本节点为 Primary、Synced）再使用该节点',
      en: 'bring the cluster up first (most nodes there, this one Primary and Synced), or use another node',
    },
  },
  DATABASE_BUSY: {
    zh: '其他写入一直在先，本次写入未执行',
    en: 'others always wrote first; nothing of this was written',
    todo: { zh: '请稍后重试', en: 'try again in a moment' },
  },
  DATABASE_SILENT: {
    zh: '数据库未在规定时间内应答',
    en: 'the database does not answer in time',
    todo: { zh: '请检查数据库是否在运行、是否过载', en: 'see whether the database runs, and whether it is overloaded' },
  },
  DATABASE_GONE: {
    zh: '数据库暂时无法连接，本次写入未执行',
    en: 'the database cannot be reached for the moment; nothing of this was written',
    todo: {
      zh: '请稍后重试；持续出现时请检查数据库是否在运行',
      en: 'try again in a moment; if it goes on, see whether the database runs',
    },
  },
  COMMIT_UNKNOWN: {
    zh: '数据库在提交时断开，无法确认本次写入是否已生效',
    en: 'the database went away during the commit, and it is not known whether this was written',
    todo: {
      zh: '请先查询结果，或以同一幂等键重新报送；已生效的内容不会重复写入',
      en: 'look first, or send it again under the same idempotency key; what was written is not written twice',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
