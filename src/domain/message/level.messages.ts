import type { Message } from './message.ts';

/** Messages about what is kept for each level of viewers. */
export const levelMessages = {
  LEVELS_UNFILLED: {
    zh: '数据库升级尚未完成：按公开级别计算的摘要与变更已补算至位置 {done}，尚未到位置 {wanted}',
    en: 'the database is still being brought up to date: digests and changes by class are worked out up to position {done}, not yet to {wanted}',
    todo: {
      zh: '请稍后重试；仍未完成的，请管理员运行 hutong migrate',
      en: 'try again in a while; if it does not get on, have the administrator run `hutong migrate`',
    },
  },
} as const satisfies Record<string, Message>;
