import type { Message } from './message.ts';

/** Messages about the path of a file that a command is to write. */
export const outPathMessages = {
  OUT_FOLDER_MISSING: {
    zh: '文件夹 {folder} 不存在',
    en: 'there is no folder {folder}',
    todo: { zh: '请核对路径，或先建立该文件夹', en: 'see that the path is right, or make the folder first' },
  },
  OUT_FOLDER_IS_FILE: {
    zh: '{folder} 不是文件夹，无法在其中写文件',
    en: '{folder} is no folder, and no file can be written in it',
    todo: { zh: '请核对路径', en: 'see that the path is right' },
  },
  OUT_IS_FOLDER: {
    zh: '{file} 是文件夹，不是文件',
    en: '{file} is a folder and no file',
    todo: { zh: '请写出文件名', en: 'add the name of a file' },
  },
  OUT_REFUSED: {
    zh: '无法写入 {file}（{reason}）',
    en: '{file} cannot be written ({reason})',
    todo: { zh: '请核对路径与文件夹的权限', en: 'see that the path is right, and the permissions of its folder' },
  },
} as const satisfies Record<string, Message>;
