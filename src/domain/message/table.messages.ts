import type { Message } from './message.ts';

/** Messages about tables of named columns. */
export const tableMessages = {
  FILE_OTHER_TABLE: {
    zh: '这像是另一种表：{kind}（有列 {columns}）；应为 {expected}',
    en: 'this looks like another kind of table: {kind} (it has columns {columns}); expected {expected}',
    todo: { zh: '请核对来源与文件是否相符', en: 'check whether the file is of this source' },
  },
} as const satisfies Readonly<Record<string, Message>>;
