import type { Message } from './message.ts';

/** Messages about the workbooks of housing offices and the folder that they are dropped into. */
export const estateMessages = {
  LEDGER_COUNTY_MISSING: {
    zh: '看不出这份台账是哪个县（市、区）的',
    en: 'which county the ledger is of cannot be told',
    todo: {
      zh: '请在标题或文件名中写明市、县（区）全称，或加一列「所属县区」',
      en: 'name city and county in its title or file name, or add a column 所属县区',
    },
  },
  LEDGER_COUNTY_CONFLICT: {
    zh: '台账的标题与文件名（或指定的县区）不是同一个县区：{counties}',
    en: 'title and file name (or the county that was given) of the ledger are of different counties: {counties}',
    todo: { zh: '请核对文件是否放错', en: 'see whether it is the right file' },
  },
  LEDGER_SHEET_UNKNOWN: {
    zh: '台账里的工作表「{sheet}」看不出是小区还是业主组织，缺少一列「{column}」',
    en: 'of the sheet {sheet} in the ledger it cannot be told whether it is of estates or committees: it lacks a column {column}',
    todo: {
      zh: '这是全量台账，漏读一张表会使其中的小区被当作已撤销：请改正表头，或删去这张表',
      en: 'the ledger is said to be everything, and what a sheet not read holds would end: correct its header, or remove it',
    },
  },
  LEDGER_SHEET_PASSED_OVER: {
    zh: '台账里的工作表「{sheet}」没有读取：它不是小区或业主组织的表',
    en: 'the sheet {sheet} of the ledger was passed over: it is no table of estates or committees',
    todo: { zh: '如果其中有小区，请改正表头后重新报送', en: 'if it holds estates, correct its header and send it again' },
  },
  LEDGER_UNIT: {
    zh: '标题写明单位是万㎡，「{column}」一列没有写单位，无法确定面积',
    en: 'the title says 万㎡ (ten thousand square metres) and the column {column} no unit: its areas cannot be told',
    todo: { zh: '请把单位写进表头，如「建筑面积（万㎡）」', en: 'write the unit into the header, e.g. 建筑面积（万㎡）' },
  },
  LEDGER_SHEETS: {
    zh: '工作簿里的工作表超过 {limit} 张',
    en: 'the workbook has more than {limit} sheets',
    todo: { zh: '请只留下小区和业主组织的表', en: 'leave in it the sheets of estates and committees alone' },
  },
  WORKBOOK_MERGES: {
    zh: '工作表里合并的单元格达到 {limit} 处，无法都读出',
    en: 'a sheet has {limit} merged cells or more, and not all of them can be read',
    todo: { zh: '请取消合并、逐行填写，或分成几个文件', en: 'unmerge them and fill in each row, or split the file' },
  },
  CELL_ERROR: {
    zh: '单元格里是 {received}：公式出错，或没有算出结果',
    en: 'the cell shows {received}: its formula failed, or was never worked out',
    todo: { zh: '请在表格中改正公式，或填写数值后重新报送', en: 'correct the formula or write the value, and send it again' },
  },
  DROP_FOLDER_UNREADABLE: {
    zh: '台账投放目录打不开（{reason}）',
    en: 'the folder that files are dropped into cannot be opened ({reason})',
    todo: { zh: '请检查目录是否存在、是否有权限', en: 'see whether it is there and may be read' },
  },
  DROP_NOT_MOVED: {
    zh: '文件 {file} 已读取，但移不走（{reason}）',
    en: 'the file {file} was read, but cannot be moved away ({reason})',
    todo: {
      zh: '请检查目录的写权限；否则每次都会重新读取它',
      en: 'see to the permissions of the folder: until then it is read every time',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
