import type { Message } from './message.ts';

/** Messages about backups, restores and the log of erasures. */
export const backupMessages = {
  BACKUP_FILE_THERE: {
    zh: '文件 {file} 已存在，不会覆盖',
    en: 'the file {file} is there already and is not overwritten',
    todo: { zh: '请换一个文件名；确要覆盖的，加 --force', en: 'name another one, or add --force to replace it' },
  },
  BACKUP_NO_HUB: {
    zh: '该数据库里没有可备份的互通数据，或其恢复尚未完成',
    en: 'the database holds no hub that could be backed up, or one whose restore has not ended',
    todo: { zh: '请核对 --database-url', en: 'check --database-url' },
  },
  BACKUP_UNREADABLE: {
    zh: '无法读取文件 {file}（{reason}）',
    en: 'the file {file} cannot be read ({reason})',
    todo: { zh: '请核对路径与权限', en: 'check its path and permissions' },
  },
  BACKUP_OTHER_FILE: {
    zh: '{file} 不是本系统的备份',
    en: '{file} is no backup of a hub',
    todo: { zh: '应为 hutong backup 生成的 .hutong.gz 文件', en: 'expected is a .hutong.gz that `hutong backup` has written' },
  },
  BACKUP_FORMAT: {
    zh: '{file} 的格式版本是 {found}，本程序能读的是 {expected}',
    en: 'the format of {file} is {found}; this program reads {expected}',
    todo: { zh: '请使用生成它的那一版程序', en: 'use the version of the program that has written it' },
  },
  BACKUP_NEWER: {
    zh: '{file} 由更新的程序生成，本程序不认识其中的 {what}',
    en: '{file} was written by a newer program; this one does not know {what}',
    todo: { zh: '请先升级程序，再恢复', en: 'bring the program up to date first' },
  },
  BACKUP_CUT_OFF: {
    zh: '{file} 不完整，缺少结尾',
    en: '{file} is cut off: its end is missing',
    todo: { zh: '请重新复制该文件，或使用另一份备份', en: 'copy it again, or use another backup' },
  },
  BACKUP_DAMAGED: {
    zh: '{file} 已损坏：内容与其 SHA-256 校验值不符',
    en: '{file} is damaged: it does not agree with its SHA-256',
    todo: { zh: '请重新复制该文件，或使用另一份备份', en: 'copy it again, or use another backup' },
  },
  ERASURES_UNUSABLE: {
    zh: '{file} 不是本系统的删除日志',
    en: '{file} is no erasure log of a hub',
    todo: {
      zh: '应为 hutong backup erasures 生成的 JSON 文件',
      en: 'expected is a JSON file that `hutong backup erasures` has written',
    },
  },
  ERASURES_FOREIGN: {
    zh: '所给删除日志属于另一套互通，与备份的数据流 {feed} 没有共同之处',
    en: 'an erasure log that was given is of another hub: it has nothing in common with the feed {feed} of the backup',
    todo: { zh: '请使用同一套互通的删除日志', en: 'give the logs of the same hub' },
  },
  RESTORE_NOT_EMPTY: {
    zh: '只能恢复到空的数据库，而该数据库中已有数据（{tables}）',
    en: 'a backup is restored into an empty database only, and this one holds something ({tables})',
    todo: {
      zh: '请用 --database-url 指定新的文件或空的数据库；原有数据不会被改动',
      en: 'name a new file or an empty database with --database-url; nothing was changed in this one',
    },
  },
  RESTORE_UNFINISHED: {
    zh: '该数据库的恢复中途停止，其中数据不完整，不能使用',
    en: 'the restore of this database was broken off: what it holds is not whole and is not served',
    todo: {
      zh: '请重新恢复：hutong restore 文件 --force',
      en: 'restore it again: `hutong restore FILE --force`',
    },
  },
} as const satisfies Readonly<Record<string, Message>>;
