import type { Message } from './message.ts';

/** Messages about exports that are kept in a file. */
export const exportFileMessages = {
  EXPORT_STOPPED: {
    zh: '导出未完成：已写 {rows} 条，存于 {file}',
    en: 'the export is not complete: {rows} records stand in {file}',
    todo: { zh: '加 --resume 再次运行，即从断处续接', en: 'run it again with --resume to go on from there' },
  },
  EXPORT_FILE_THERE: {
    zh: '文件 {file} 已存在',
    en: 'the file {file} is there already',
    todo: { zh: '请换一个文件名，或先移走该文件', en: 'name another one, or move it away' },
  },
  EXPORT_PART_THERE: {
    zh: '已有未完成的导出 {file}',
    en: 'there is an export that is not complete: {file}',
    todo: { zh: '续接请加 --resume；不再需要的，请删除该文件', en: 'go on with it by --resume, or delete it' },
  },
  EXPORT_PART_STRANGE: {
    zh: '无法续接 {file}：{reason}',
    en: '{file} cannot be gone on with: {reasonEn}',
    todo: { zh: '请删除该文件，重新导出', en: 'delete it and begin anew' },
  },
} as const satisfies Record<string, Message>;
