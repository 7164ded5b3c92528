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
    todo: { zh: '请换一个文件名；确要覆盖的，加 --force', en: 'name another one, or add --force to replace it' },
  },
  EXPORT_PART_THERE: {
    zh: '已有未完成的导出 {file}',
    en: 'there is an export that is not complete: {file}',
    todo: { zh: '续接请加 --resume；重新导出请加 --force', en: 'go on with it by --resume, or begin anew by --force' },
  },
  EXPORT_PART_STRANGE: {
    zh: '无法续接 {file}：{reason}',
    en: '{file} cannot be gone on with: {reasonEn}',
    todo: {
      zh: '请换一个文件名；不再需要该文件的，去掉 --resume、加 --force 重新导出',
      en: 'name another file; if that one is not needed, begin anew with --force and without --resume',
    },
  },
} as const satisfies Record<string, Message>;
