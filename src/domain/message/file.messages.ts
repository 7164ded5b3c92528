import type { Message } from './message.ts';

/** Messages about a dropped file: the file as a whole, one of its rows, its columns. */
export const fileMessages = {
  // --- the file cannot be opened or recognised
  SOURCE_TIME_UNREADABLE: {
    zh: '来源更新时间无法识别，已忽略',
    en: "the source's own time of the row cannot be read and is ignored",
    todo: {
      zh: '请用毫秒时间戳，或如 2025-09-30 10:00:00 的写法',
      en: 'write milliseconds since 1970, or a time like 2025-09-30 10:00:00',
    },
  },
  FILE_NOT_FOUND: {
    zh: '找不到文件 {file}',
    en: 'there is no file {file}',
    todo: { zh: '请核对路径和文件名', en: 'check the path and the name' },
  },
  FILE_FORBIDDEN: {
    zh: '没有读取文件 {file} 的权限',
    en: 'the file {file} may not be read',
    todo: { zh: '请为运行本程序的用户授予读取权限', en: 'grant read permission to the user this program runs as' },
  },
  FILE_NOT_A_FILE: {
    zh: '{file} 是目录或特殊文件，不是普通文件',
    en: '{file} is a directory or a special file, not a plain file',
    todo: { zh: '请给出文件本身的路径', en: 'give the path of the file itself' },
  },
  FILE_UNREADABLE: {
    zh: '读取文件时出错（{reason}）',
    en: 'reading the file failed ({reason})',
    todo: { zh: '请检查磁盘或网络共享后重试', en: 'check the disk or the network share and try again' },
  },
  FILE_EMPTY: {
    zh: '文件为空',
    en: 'the file is empty',
    todo: { zh: '请重新导出', en: 'export it again' },
  },
  FILE_BINARY: {
    zh: '文件不是文本文件',
    en: 'the file is not a text file',
    todo: {
      zh: '请提交 CSV、JSON 或 Excel 工作簿（.xlsx）；其他表格请另存为 .xlsx',
      en: 'send CSV, JSON or an Excel workbook (.xlsx); save other spreadsheets as .xlsx',
    },
  },
  FILE_ENCODING_UTF16: {
    zh: '文件为 UTF-16 编码，只支持 UTF-8 和 GB18030（含 GBK、GB2312）',
    en: 'the file is encoded in UTF-16; only UTF-8 and GB18030 (with GBK, GB2312) are read',
    todo: { zh: '请另存为“CSV UTF-8”后重新投递', en: 'save it as "CSV UTF-8" and drop it again' },
  },
  FILE_ENCODING_UNKNOWN: {
    zh: '文件既不是 UTF-8 也不是 GB18030（含 GBK、GB2312）编码',
    en: 'the file is encoded neither in UTF-8 nor in GB18030 (with GBK, GB2312)',
    todo: { zh: '请以 UTF-8 编码重新导出', en: 'export it again in UTF-8' },
  },
  FILE_LINE_ENDING: {
    zh: '文件各行仅以回车符（CR）结尾，无法分行',
    en: 'the lines of the file end in a bare carriage return (CR) and cannot be told apart',
    todo: { zh: '请以换行符 LF 或 CRLF 重新导出', en: 'export it again with LF or CRLF line ends' },
  },
  FILE_JSON_NO_LIST: {
    zh: 'JSON 文件中没有由对象组成的数组',
    en: 'the JSON file holds no array of objects',
    todo: {
      zh: '请以对象数组，或含一个对象数组的对象重新导出',
      en: 'export an array of objects, or an object holding one such array',
    },
  },

  // --- the file broke off while it was read
  FILE_TRUNCATED: {
    zh: '文件不完整，读到此处即中断',
    en: 'the file is incomplete and breaks off here',
    todo: { zh: '此前的行已读完；请重新传输完整文件', en: 'the rows before were read; transfer the whole file again' },
  },
  FILE_GZIP_BROKEN: {
    zh: '压缩文件已损坏（{reason}）',
    en: 'the compressed file is damaged ({reason})',
    todo: { zh: '此前的行已读完；请重新压缩并传输', en: 'the rows before were read; compress and transfer it again' },
  },
  FILE_GZIP_TOO_LARGE: {
    zh: '压缩文件解开后超过 {limit} MB',
    en: 'the compressed file unpacks to more than {limit} MB',
    todo: { zh: '此前的行已读完；请把文件分成几个', en: 'the rows before were read; split the file into several' },
  },
  FILE_CHANGED: {
    zh: '文件在读取过程中被改动',
    en: 'the file was changed while it was being read',
    todo: { zh: '请等文件写完后再读取', en: 'read it again once it is written completely' },
  },
  FILE_JSON_TWO_LISTS: {
    zh: 'JSON 文件中有多个对象数组，无法确定哪一个是数据',
    en: 'the JSON file holds more than one array of objects, so it is unclear which one is meant',
    todo: { zh: '请每个文件只导出一个对象数组', en: 'export one array of objects per file' },
  },
  FILE_JSON_TRAILING: {
    zh: 'JSON 内容结束后还有多余内容',
    en: 'something follows after the end of the JSON content',
    todo: { zh: '请检查是否把多个文件拼接在一起', en: 'check whether several files were joined' },
  },

  // --- one row cannot be read
  FILE_BYTES_INVALID: {
    zh: '含有不符合 {encoding} 编码的字节',
    en: 'holds bytes that are not valid {encoding}',
    todo: { zh: '请在来源系统更正该行并以统一编码重新导出', en: 'mend the row at the source and export in one encoding' },
  },
  FILE_TEXT_DAMAGED: {
    zh: '文字在此前的转码中已损坏（含 U+FFFD 或空字符）',
    en: 'the text was damaged by an earlier conversion (it holds U+FFFD or NUL)',
    todo: { zh: '原文无法还原，请从来源系统重新导出', en: 'the text cannot be restored; export it again from the source' },
  },
  FILE_CELL_COUNT: {
    zh: '应有 {expected} 个单元格，实有 {actual} 个',
    en: 'should have {expected} cells, has {actual}',
    todo: {
      zh: '请检查该行是否缺少或多出分隔符，含分隔符的内容须加引号',
      en: 'look for a missing or an additional separator; text that holds one must be quoted',
    },
  },
  FILE_QUOTE_MISPLACED: {
    zh: '引号之后不是分隔符或行尾',
    en: 'a closing quote is followed by neither a separator nor the end of the line',
    todo: {
      zh: '请检查引号是否成对，内容中的引号须写成两个',
      en: 'check that quotes come in pairs; a quote within the text is written twice',
    },
  },
  FILE_QUOTE_UNCLOSED: {
    zh: '引号未闭合（已向后查找 {limit} 字节或至文件末尾）',
    en: 'a quote is never closed (looked for within {limit} bytes or up to the end of the file)',
    todo: {
      zh: '请补上引号；该行已跳过，从下一行继续读取',
      en: 'close the quote; this line was passed over and reading went on with the next',
    },
  },
  FILE_ROW_TOO_LONG: {
    zh: '长 {length} 字节，超过上限 {limit} 字节',
    en: 'is {length} bytes long, more than the limit of {limit} bytes',
    todo: { zh: '请检查是否缺少换行；该行已跳过', en: 'check for missing line ends; the row was passed over' },
  },
  FILE_ROW_NOT_JSON: {
    zh: '不是有效的 JSON',
    en: 'is not valid JSON',
    todo: { zh: '请在来源系统更正导出程序', en: 'have the export at the source mended' },
  },
  FILE_ROW_NOT_OBJECT: {
    zh: '应为 JSON 对象，收到 {actual}',
    en: 'should be a JSON object, is {actual}',
    todo: { zh: '每行（每个元素）须为一个对象', en: 'every line or element must be one object' },
  },

  // --- the columns do not fit
  FILE_LAYOUT_UNKNOWN: {
    zh: '无法识别表头：应为 {expected} 之一，收到 {actual}',
    en: 'the header is not recognised: expected one of {expected}, came {actual}',
    todo: { zh: '请检查首行是否为列名', en: 'check that the first line holds the names of the columns' },
  },
  FILE_COLUMN_MISSING: {
    zh: '缺少列「{column}」',
    en: 'the column "{column}" is missing',
    todo: { zh: '请补上该列后重新导出', en: 'export again with this column' },
  },
  FILE_COLUMN_TWICE: {
    zh: '列「{column}」出现多次',
    en: 'the column "{column}" occurs more than once',
    todo: { zh: '请删除或改名重复的列', en: 'remove or rename the repeated column' },
  },
} as const satisfies Record<string, Message>;
