import type { Message } from './message.ts';

/** Messages about joining the sources: codes of their tables, and companies and estates that a record names. */
export const joiningMessages = {
  CODE_UNKNOWN: {
    zh: '{table}「{value}」不在代码表中',
    en: '"{value}" is no {tableEn} that is known',
    todo: { zh: '应为：{known}', en: 'expected one of: {known}' },
  },
  COUNT_UNREADABLE: {
    zh: '应为数量（非负整数），收到「{received}」',
    en: 'expected a number of things (whole, not negative), received "{received}"',
    todo: { zh: '请只填数字', en: 'send digits only' },
  },
  DECIMAL_UNREADABLE: {
    zh: '应为数字，收到「{received}」',
    en: 'expected a number, received "{received}"',
    todo: { zh: '请只填数字，单位写在表头', en: 'send digits only, the unit goes into the header' },
  },
  YEAR_UNREADABLE: {
    zh: '应为四位年份，收到「{received}」',
    en: 'expected a year of four digits, received "{received}"',
    todo: { zh: '例如 2008', en: 'e.g. 2008' },
  },
  YEAR_OF_SERIAL: {
    zh: '「{received}」不是年份，按表格软件的日期序号读作 {date}',
    en: '"{received}" is no year; it was read as the number of a date in a spreadsheet, {date}',
    todo: { zh: '请核对；并把单元格设为日期格式，或只填年份', en: 'check it; format the cell as a date, or send the year only' },
  },
  FLAG_UNREADABLE: {
    zh: '应为「是」或「否」，收到「{received}」',
    en: 'expected yes or no, received "{received}"',
    todo: { zh: '请填写「是」或「否」（也可用 Y/N、1/0）', en: 'send 是/否, Y/N or 1/0' },
  },
  COMPANY_NOT_FOUND: {
    zh: '尚未找到「{name}」（{given}）是哪家企业',
    en: 'which company "{name}" ({given}) is, is not known yet',
    todo: {
      zh: '该企业的登记信息到达后自动重试；也可补上统一社会信用代码后重新报送',
      en: 'it is tried again by itself once the company is registered here; or send the row again with its USCC',
    },
  },
  COMPANY_AMBIGUOUS: {
    zh: '「{name}」（{given}）可能是多家企业：{candidates}',
    en: '"{name}" ({given}) may be several companies: {candidates}',
    todo: {
      zh: '请核对后指定其中一家，或补上统一社会信用代码后重新报送',
      en: 'look at the papers and choose one of them, or send the row again with its USCC',
    },
  },
  ESTATE_NOT_FOUND: {
    zh: '尚未找到小区「{name}」（{given}）',
    en: 'the estate "{name}" ({given}) is not known yet',
    todo: {
      zh: '该小区的信息到达后自动重试；也可改用小区编号后重新报送',
      en: 'it is tried again by itself once the estate is known; or send the row again with the code of the estate',
    },
  },
  ESTATE_AMBIGUOUS: {
    zh: '小区「{name}」（{given}）可能是：{candidates}',
    en: 'the estate "{name}" ({given}) may be one of: {candidates}',
    todo: {
      zh: '请核对后指定其中一个，或补上编号、社区、地址后重新报送',
      en: 'look at the papers and choose one of them, or send the row again with its code, community or address',
    },
  },
  ESTATE_PERHAPS_KNOWN: {
    zh: '小区「{name}」（{given}）可能已有记录：{candidates}',
    en: 'the estate "{name}" ({given}) may be one that is known: {candidates}',
    todo: {
      zh: '请核对后指定其中一个；确为新小区的，指定 {asNew}；也可补上编号、社区、地址后重新报送',
      en: 'look at the papers and choose one of them, or {asNew} where it is a new one, or send the row again with its code, community or address',
    },
  },
  ESTATE_CONFLICT: {
    zh: '同一编号下原为「{knownName}」，现为「{newName}」，且未见位置相同',
    en: 'under one code it was "{knownName}" and is now "{newName}", and nothing says that it is in the same place',
    todo: {
      zh: '请核对是否编号被重新使用；确为同一小区的，人工确认后放行',
      en: 'see whether the code was given to another estate; if it is the same one, release the row with a confirmation',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
