import type { Message } from './message.ts';

/** Messages about what was typed into a search. The text itself is never repeated: it may be anything. */
export const searchMessages = {
  SEARCH_TOO_SHORT: {
    zh: '搜索文字太短',
    en: 'the text to search for is too short',
    todo: {
      zh: '请至少输入名称中相连的两个字，或两个拼音首字母，或代码中相连的六位',
      en: 'type two characters of the name, two initials, or six characters of a code',
    },
  },
  SEARCH_TOO_LONG: {
    zh: '搜索文字超过 {limit} 个字符',
    en: 'the text to search for is longer than {limit} characters',
    todo: { zh: '请只输入企业名称或代码', en: 'type a name or a code only' },
  },
  SEARCH_NO_WORD: {
    zh: '搜索文字中没有文字或数字',
    en: 'the text to search for holds no letter and no digit',
    todo: { zh: '请输入企业名称、拼音首字母或代码', en: 'type a name, initials or a code' },
  },
} as const satisfies Record<string, Message>;
