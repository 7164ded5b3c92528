import type { Message } from './message.ts';

/** Messages about what the hub keeps and cannot read any more. */
export const damagedMessages = {
  VERSION_DAMAGED: {
    zh: '{which}内容已损坏，无法读取',
    en: '{whichEn} is damaged and cannot be read',
    todo: {
      zh: '重试无济于事；请互通的维护人员运行 hutong verify chain 查明损坏之处，再从备份恢复',
      en: 'to ask again does not help; have those who run the hub find all damage with `hutong verify chain` and restore a backup',
    },
  },
} as const satisfies Record<string, Message>;
