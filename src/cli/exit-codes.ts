/** What a command's exit code means, as data: `--help` prints this table. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  waiting: 3,
  skipped: 4,
  breaches: 5,
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const exitCodes: readonly { readonly code: ExitCode; readonly zh: string; readonly en: string }[] = [
  { code: EXIT.done, zh: '完成', en: 'done' },
  { code: EXIT.failed, zh: '失败，原因见消息', en: 'failed, for the reason that is named' },
  { code: EXIT.usage, zh: '命令、选项或设置有误', en: 'a wrong command, option or setting' },
  { code: EXIT.waiting, zh: '全量数据明显减少，等待人工确认', en: 'a full result shrank and waits for a person' },
  { code: EXIT.skipped, zh: '另一进程正在做，已跳过', en: 'skipped: another process is at it' },
  { code: EXIT.breaches, zh: '核验发现不一致', en: 'verification found breaches' },
  { code: EXIT.stopped, zh: '被 Ctrl-C 或 SIGTERM 中止，可续跑', en: 'stopped by Ctrl-C or SIGTERM, to be taken up again' },
];
