import type { Message } from './message.ts';

/** Messages of the counter page: to officials at a counter, companies' staff, and whoever checks a sheet. */
export const counterMessages = {
  // --- status sheets
  SHEET_CODE_FORM: {
    zh: '这不是查询单编号：编号由 13 位数字和字母组成，如 7K3M-9QWX-0VTB-H',
    en: 'this is no code of a status sheet: it has 13 digits and letters, like 7K3M-9QWX-0VTB-H',
    todo: { zh: '请照查询单右上角的编号输入', en: 'type the code at the top right of the sheet' },
  },
  SHEET_CODE_CHECK: {
    zh: '编号有误：有一位或几位输错，或不是本系统出具的编号',
    en: 'the code is wrong: a character was mistyped, or this hub did not issue it',
    todo: { zh: '请与查询单逐位核对', en: 'compare it with the sheet, character by character' },
  },
  SHEET_UNKNOWN: {
    zh: '本系统没有出具过编号为 {code} 的查询单',
    en: 'this hub issued no sheet with the code {code}',
    todo: {
      zh: '请逐位核对编号；编号无误的，该查询单不可采信',
      en: 'compare the code; if it is right, do not rely on that sheet',
    },
  },
  SHEET_OTHER_FEED: {
    zh: '该查询单出具之后，本系统的数据曾从备份恢复，无法再逐项确认',
    en: 'since this sheet was issued the hub was restored from a backup, so it cannot be confirmed item by item any more',
    todo: { zh: '请重新出具查询单', en: 'have a new sheet issued' },
  },
  TOO_MANY_TRIES: {
    zh: '核验次数过多，已暂停 {seconds} 秒',
    en: 'too many attempts, wait {seconds} seconds',
    todo: { zh: '请稍后再试', en: 'try again later' },
  },

  // --- the request itself
  QUERY_TOO_LONG: {
    zh: '输入过长（{length} 个字符），最多 {limit} 个',
    en: 'the input is too long ({length} characters, at most {limit})',
    todo: { zh: '一次查一家；批量核对请上传名单', en: 'look up one company at a time, or send a list' },
  },
  METHOD_REFUSED: {
    zh: '这个地址不支持此操作',
    en: 'this address does not know that method',
    todo: { zh: '请从查询页重新进入', en: 'go back to the look-up page' },
  },
  OTHER_SITE: {
    zh: '请求来自其他网站，未予办理',
    en: 'the request comes from another site and was not carried out',
    todo: { zh: '请从本系统的查询页重新操作', en: 'do it again from the look-up page' },
  },
  REQUEST_HEAD_TOO_LARGE: {
    zh: '请求的地址或请求头过长',
    en: 'the address or the headers of the request are too long',
    todo: { zh: '请缩短查询内容；批量核对请上传名单', en: 'ask for less, or send a list as a file' },
  },
  REQUEST_UNREADABLE: {
    zh: '请求无法识别，或没有按时发完',
    en: 'the request cannot be read, or was not sent in time',
    todo: {
      zh: '请重试；地址中有中文的，请先按 UTF-8 作百分号编码',
      en: 'try again; Chinese in an address has to be percent-encoded as UTF-8',
    },
  },
  PAGE_REQUEST_BROKEN: {
    zh: '请求不完整或格式有误',
    en: 'the request is incomplete or malformed',
    todo: { zh: '请从查询页重新操作', en: 'do it again from the look-up page' },
  },
  PAGE_NOT_FOUND: {
    zh: '没有这个页面',
    en: 'there is no such page',
    todo: { zh: '请从查询页重新进入', en: 'go back to the look-up page' },
  },
  COMPANY_UNKNOWN: {
    zh: '互通没有收到过代码为 {uscc} 的企业的任何登记信息',
    en: 'Hutong has received nothing about a company with the code {uscc}',
    todo: {
      zh: '代码本身有效。可能是外地企业、不属于物业服务企业，或刚刚登记；请以登记机关为准',
      en: 'the code itself is valid: the company may be from elsewhere, no property company, or new; ask the registry',
    },
  },

  // --- lists
  LIST_NO_FILE: {
    zh: '没有收到文件',
    en: 'no file came',
    todo: { zh: '请先选择一个 .xlsx 或 .csv 文件再提交', en: 'choose an .xlsx or .csv file first' },
  },
  LIST_NO_TABLE: {
    zh: '这不是表格文件（可能是 PDF、图片或其他文件）',
    en: 'this is no table: it may be a PDF, a picture or the like',
    todo: { zh: '请提交 .xlsx 或 .csv 文件', en: 'send an .xlsx or .csv file' },
  },
  LIST_TOO_LARGE: {
    zh: '文件超过 {limit} MB',
    en: 'the file is larger than {limit} MB',
    todo: { zh: '请删除图片和不需要的列，或分成几个文件提交', en: 'remove pictures and columns, or send several files' },
  },
  LIST_TOO_MANY_ROWS: {
    zh: '名单有 {count} 行，一次最多核对 {limit} 行',
    en: 'the list has {count} rows, at most {limit} are checked at once',
    todo: { zh: '请分成 {files} 个文件提交', en: 'send it as {files} files' },
  },
  LIST_TOO_MUCH_TEXT: {
    zh: '名单的文字总量超过 {limit} 个字符',
    en: 'the list holds more than {limit} characters',
    todo: { zh: '请删除不需要的列后重新提交', en: 'remove columns that are not needed and send it again' },
  },
  LIST_NO_COLUMN: {
    zh: '没有找到企业名称或统一社会信用代码所在的列',
    en: 'no column with names or codes of companies was found',
    todo: {
      zh: '请在表头写明“企业名称”或“统一社会信用代码”后重新提交',
      en: 'head a column 企业名称 (name) or 统一社会信用代码 (code) and send it again',
    },
  },
  LIST_NO_ROWS: {
    zh: '名单里没有企业：表头之下没有内容',
    en: 'the list is empty: there is nothing below its header',
    todo: { zh: '请检查是否选错了文件或工作表', en: 'check whether it is the right file and sheet' },
  },
  LIST_TOOK_TOO_LONG: {
    zh: '读取这个文件用时过长，已停止',
    en: 'reading the file took too long and was stopped',
    todo: { zh: '请另存为新的 .xlsx 或 CSV 后重试；仍不行的请分成几个文件', en: 'save it anew as .xlsx or CSV, or split it' },
  },
  LIST_BUSY: {
    zh: '正在核对其他名单，暂时排不上',
    en: 'other lists are being checked at the moment',
    todo: { zh: '请过一分钟再提交', en: 'send it again in a minute' },
  },
} as const satisfies Record<string, Message>;
