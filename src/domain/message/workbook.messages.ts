import type { Message } from './message.ts';

/** Messages about an Excel workbook that cannot be read, said to whoever sent it. */
export const workbookMessages = {
  WORKBOOK_ENCRYPTED: {
    zh: '工作簿设有打开密码，无法读取',
    en: 'the workbook is protected by a password and cannot be read',
    todo: {
      zh: '请在 Excel 或 WPS 中取消密码，另存后重新提交',
      en: 'remove the password in Excel or WPS, save and send it again',
    },
  },
  WORKBOOK_OLD_FORMAT: {
    zh: '这是旧版 Excel 文件（.xls），只支持 .xlsx 和 CSV',
    en: 'this is a file of the old Excel format (.xls); .xlsx and CSV are read',
    todo: { zh: '请另存为“Excel 工作簿（.xlsx）”后重新提交', en: 'save it as "Excel Workbook (.xlsx)" and send it again' },
  },
  WORKBOOK_BINARY_FORMAT: {
    zh: '这是二进制工作簿（.xlsb），只支持 .xlsx 和 CSV',
    en: 'this is a binary workbook (.xlsb); .xlsx and CSV are read',
    todo: { zh: '请另存为“Excel 工作簿（.xlsx）”后重新提交', en: 'save it as "Excel Workbook (.xlsx)" and send it again' },
  },
  WORKBOOK_OTHER_KIND: {
    zh: '这个压缩文件不是 Excel 工作簿',
    en: 'this archive is no Excel workbook',
    todo: {
      zh: '请提交 .xlsx 或 CSV 文件；压缩包请先解压，WPS 或 LibreOffice 表格请另存为 .xlsx',
      en: 'send an .xlsx or CSV file; unpack archives first, save other spreadsheets as .xlsx',
    },
  },
  WORKBOOK_BROKEN: {
    zh: '工作簿已损坏，或不是由表格软件正常保存的',
    en: 'the workbook is damaged, or no spreadsheet program saved it like this',
    todo: {
      zh: '请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交',
      en: 'open it in Excel or WPS, save it as .xlsx and send it again',
    },
  },
  WORKBOOK_TOO_LARGE: {
    zh: '工作簿解压后的内容超过 {limit} MB，已停止读取',
    en: 'the unpacked content of the workbook is larger than {limit} MB, reading was stopped',
    todo: {
      zh: '请只保留需要的工作表和行，删除图片和空白行后重新提交',
      en: 'keep the sheet and rows that are needed, remove pictures and blank rows, and send it again',
    },
  },
  WORKBOOK_ENTITIES: {
    zh: '工作簿内含有文档类型定义（DTD），正常保存的工作簿没有，出于安全不予读取',
    en: 'the workbook holds a document type definition, which no saved workbook does; it is not read, for safety',
    todo: {
      zh: '请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交',
      en: 'open it in Excel or WPS, save it as .xlsx and send it again',
    },
  },
  WORKBOOK_TOO_WIDE: {
    zh: '表格的列数超过 {limit} 列',
    en: 'the table has more than {limit} columns',
    todo: { zh: '请删除右侧不需要的列后重新提交', en: 'remove the columns on the right that are not needed and send it again' },
  },
  WORKBOOK_CELL_TOO_LONG: {
    zh: '有单元格的内容超过 {limit} 个字符',
    en: 'the content of a cell is longer than {limit} characters',
    todo: { zh: '请检查该行内容后重新提交', en: 'look at this row and send it again' },
  },
  WORKBOOK_NO_ROWS: {
    zh: '工作簿里没有任何内容',
    en: 'there is nothing in the workbook',
    todo: { zh: '请检查是否选错了文件', en: 'check whether it is the right file' },
  },
} as const satisfies Record<string, Message>;
