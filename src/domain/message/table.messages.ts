import type { Message } from './message.ts';

/** Messages about tables of named columns, and about objects of named fields. */
export const tableMessages = {
  FILE_OTHER_TABLE: {
    zh: '这像是另一种表：{kind}（有列 {columns}）；应为 {expected}',
    en: 'this looks like another kind of table: {kind} (it has columns {columns}); expected {expected}',
    todo: { zh: '请核对来源与文件是否相符', en: 'check whether the file is of this source' },
  },
  ROW_FIELDS_UNKNOWN: {
    zh: '无法识别字段：应为 {expected} 之一，收到 {actual}',
    en: 'the fields are not recognised: expected those of one of {expected}, came {actual}',
    todo: { zh: '请检查各对象的字段名', en: 'check the names of the fields of the objects' },
  },
  ROW_FIELD_MISSING: {
    zh: '缺少字段「{column}」',
    en: 'the field "{column}" is missing',
    todo: { zh: '请补上该字段后重新报送', en: 'send the record again with this field' },
  },
  ROW_FIELD_TWICE: {
    zh: '字段「{column}」出现多次',
    en: 'the field "{column}" occurs more than once',
    todo: { zh: '请删除或改名重复的字段', en: 'remove or rename the repeated field' },
  },
} as const satisfies Readonly<Record<string, Message>>;
