import type { Message } from './message.ts';

/** Messages about the moment that a request asks for. */
export const momentMessages = {
  AT_DATE: {
    zh: '时点不能只写日期「{date}」：时点说的是何时所知，而不是何时属实',
    en: 'the date "{date}" is no moment: that says when something was known, and not when it was true',
    todo: {
      zh: '查某日的实际情况请用 validOn，或写 ~{date}；查到该日结束时所知，请写 {date}T23:59:59+08:00',
      en: 'for what was true on that day use validOn, or write ~{date}; for what was known at its end write {date}T23:59:59+08:00',
    },
  },
  AT_FUTURE: {
    zh: '时点 {value} 还没有到：此处现在是 {now}',
    en: 'the moment {value} is still to come: it is {now} here',
    todo: {
      zh: '请写已过去的时间，或不写时点而取当前；时间无误的，请核对两边的时钟',
      en: 'write a time that has passed, or leave it out for what is known now; if it is right, compare the clocks',
    },
  },
} as const satisfies Record<string, Message>;
