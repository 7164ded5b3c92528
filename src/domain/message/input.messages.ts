import type { Message } from './message.ts';

/** Messages about values and texts that somebody asks with. Nothing was reported: there is no source to mend it at. */
export const inputMessages = {
  INPUT_NO_TEXT: {
    zh: '应为文字，收到的是{found}',
    en: 'a text is expected, got {foundEn}',
    todo: { zh: '请写成文字，如 "{example}"', en: 'write a text, like "{example}"' },
  },
  INPUT_EMPTY: {
    zh: '所给的值为空',
    en: 'the value that is given is empty',
    todo: { zh: '请写明，如 {example}；不限则不写这一项', en: 'write one, like {example}, or leave it out' },
  },
  OPERATION_MISSING: {
    zh: '查询语句中只有片段，没有要执行的操作',
    en: 'the text holds fragments only, and no operation that could be run',
    todo: {
      zh: '请加上用到片段的 query、mutation 或 subscription',
      en: 'add the query, mutation or subscription that spreads them',
    },
  },
} as const satisfies Record<string, Message>;
