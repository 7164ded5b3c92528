import type { Message } from './message.ts';

/** Messages about dates, amounts, names and code-table values. `received` is an excerpt with long digit runs masked. */
export const valueMessages = {
  DATE_UNREADABLE: {
    zh: '无法识别日期「{received}」',
    en: '"{received}" is not a date in any known spelling',
    todo: { zh: '请按 2020-03-16 的格式填写', en: 'write it like 2020-03-16' },
  },
  DATE_WITHOUT_DAY: {
    zh: '「{received}」只有年月，没有日',
    en: '"{received}" names a month or a year but no day',
    todo: { zh: '请补填具体日期', en: 'give the full date' },
  },
  DATE_IMPOSSIBLE: {
    zh: '「{received}」不是存在的日期',
    en: '"{received}" is no day of the calendar, or of no plausible year',
    todo: { zh: '请核对年、月、日，格式如 2020-03-16', en: 'check year, month and day; it is written like 2020-03-16' },
  },
  DATE_TOO_FAR: {
    zh: '日期「{received}」太远',
    en: 'the date "{received}" is too far away',
    todo: { zh: '请填写 {first} 年至 {last} 年之间的日期', en: 'give a date from the years {first} to {last}' },
  },
  DATE_AMBIGUOUS: {
    zh: '「{received}」既可读作年月日时分，也可读作毫秒时间戳，或读作秒或毫秒',
    en: '"{received}" can be read as two different times',
    todo: { zh: '请按 2020-03-16 的格式填写', en: 'write it like 2020-03-16' },
  },
  CAPITAL_UNREADABLE: {
    zh: '无法识别金额「{received}」',
    en: '"{received}" is not an amount in any known spelling',
    todo: { zh: '请填写数字和单位，如 500万元', en: 'give a number and a unit, like 500万元' },
  },
  CAPITAL_UNIT_UNCLEAR: {
    zh: '金额「{received}」写了币种却没有单位（元或万元）',
    en: 'the amount "{received}" names a currency but no unit (元 or 万元)',
    todo: { zh: '请补填单位，如 500万元人民币', en: 'add the unit, like 500万元人民币' },
  },
  CURRENCY_UNKNOWN: {
    zh: '币种「{received}」不在代码表中',
    en: 'the currency "{received}" is not in the code table',
    todo: { zh: '请填写 GB/T 12406 数字代码，如 156', en: 'give the numeric code of GB/T 12406, like 156' },
  },
  CURRENCY_DISAGREES: {
    zh: '币种前后不一：按 {taken} 收录，另处写作 {other}',
    en: 'two currencies are named: taken as {taken}, elsewhere {other}',
    todo: { zh: '请核对币种', en: 'check the currency' },
  },
  TEXT_DAMAGED: {
    zh: '文字因错误的编码转换而损坏',
    en: 'the text was damaged by a wrong change of encoding',
    todo: { zh: '请以 UTF-8 或 GB18030 重新导出', en: 'export it again as UTF-8 or GB18030' },
  },
  STATUS_UNKNOWN: {
    zh: '无法识别登记状态：代码「{code}」，文字「{text}」',
    en: 'unknown registration status: code "{code}", text "{text}"',
    todo: { zh: '请核对来源的状态代码表', en: "check the source's table of status codes" },
  },
  STATUS_DISAGREES: {
    zh: '状态代码「{code}」与文字「{text}」不一致，以文字为准',
    en: 'status code "{code}" and text "{text}" disagree; the text is taken',
    todo: { zh: '请核对来源的状态代码表', en: "check the source's table of status codes" },
  },
  STATUS_TEXT_UNKNOWN: {
    zh: '状态文字「{text}」不在词表中，以代码「{code}」为准',
    en: 'the status text "{text}" is not in the vocabulary; code "{code}" is taken',
    todo: { zh: '请确认含义后补入词表', en: 'settle its meaning and add it to the vocabulary' },
  },
  COMPANY_TYPE_UNKNOWN: {
    zh: '无法识别企业类型：代码「{code}」，文字「{text}」',
    en: 'unknown company type: code "{code}", text "{text}"',
    todo: { zh: '请核对企业类型代码', en: 'check the code of the company type' },
  },
  INDUSTRY_UNKNOWN: {
    zh: '无法识别行业代码「{received}」',
    en: 'unknown industry code "{received}"',
    todo: {
      zh: '请按 GB/T 4754 填写 4 位小类代码，如 7020；筛选时也可用门类、大类或中类，如 K、70、702',
      en: 'give the 4-digit class of GB/T 4754, like 7020; filters take a section, division or group too, like K, 70, 702',
    },
  },
  INDUSTRY_SECTION_DISAGREES: {
    zh: '行业代码 {code} 属于门类 {expected}，来源写作 {got}；可能是旧版分类',
    en: 'industry code {code} belongs to section {expected}, the source says {got}; perhaps an older edition',
    todo: { zh: '请核对行业代码的版本', en: 'check which edition the code is from' },
  },
  CHANGE_ITEM_UNKNOWN: {
    zh: '变更事项「{received}」不在词表中',
    en: 'the change item "{received}" is not in the vocabulary',
    todo: { zh: '请确认含义后补入词表', en: 'settle its meaning and add it to the vocabulary' },
  },
  COUNT_TOO_LARGE: {
    zh: '数量 {received} 过大（最多 {limit}）',
    en: 'the number {received} is too large (at most {limit})',
    todo: { zh: '请核对是否多写了数字或填错了列', en: 'see whether digits are doubled or it stands in the wrong column' },
  },
} as const satisfies Record<string, Message>;
