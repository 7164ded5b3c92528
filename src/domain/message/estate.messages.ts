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
} as const satisfies Readonly<Record<string, Message>>;
