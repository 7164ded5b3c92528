import type { Message } from './message.ts';

/** Messages of the hub itself: feed, storage, runs, requests. */
export const hubMessages = {
  FIELD_REQUIRED: {
    zh: '必填项为空',
    en: 'a required value is missing',
    todo: { zh: '请在来源系统补填后重新报送', en: 'fill it in at the source and send the record again' },
  },
} as const satisfies Record<string, Message>;
