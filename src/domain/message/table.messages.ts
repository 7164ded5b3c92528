import type { Message } from './message.ts';

/** Messages about tables of named columns. */
export const tableMessages = {
  FILE_OTHER_TABLE: {
    zh: '有列「{column}」，是另一种表，应为 {expected}',
    en: 'there is a column "{column}": it is another kind of table, expected {expected}',
    todo: { zh: '请核对来源与文件是否相符', en: 'check whether the file is of this source' },
  },
} as const satisfies Readonly<Record<string, Message>>;
