import type { Message } from './message.ts';

/** Messages of scheduled jobs: how a due time ended that did not end well, and what was asked of a job that cannot be. */
export const jobMessages = {
  JOB_TIME_LIMIT: {
    zh: '运行超过时限 {limit} 分钟，已中止',
    en: 'the run took longer than its limit of {limit} minutes and was stopped',
    todo: {
      zh: '将自动重试并从中止处继续；若一再超时，请检查来源或调高时限',
      en: 'it is tried again by itself and goes on from there; if that happens again and again, look at the source or raise the limit',
    },
  },
  JOB_BROKE_OFF: {
    zh: '运行因故障中止（{reason}）',
    en: 'the run broke off ({reason})',
    todo: {
      zh: '将自动重试；若持续出现，请联系维护人员',
      en: 'it is tried again by itself; if it goes on, call the maintainers',
    },
  },
  JOB_INTERRUPTED: {
    zh: '运行已 {attempts} 次随进程一起中断，不再立即接续',
    en: 'the run was cut off {attempts} times together with its process; it is not taken up at once any more',
    todo: {
      zh: '请查明进程为何反复退出（内存、磁盘、被强行结束）',
      en: 'find out what ends the process (memory, disk, somebody killing it)',
    },
  },
  JOB_CUT_OFF: {
    zh: '手动运行随进程一起中断',
    en: 'the run by hand was cut off together with its process',
    todo: { zh: '如仍需要，请再次运行', en: 'run it again if it is still wanted' },
  },
  JOB_HELD: {
    zh: '任务 {job} 正由 {holder} 运行',
    en: 'the job {job} is being run by {holder}',
    todo: { zh: '请等它结束后再试', en: 'try again when it is done' },
  },
  JOB_UNKNOWN: {
    zh: '没有名为「{job}」的任务',
    en: 'there is no job "{job}"',
    todo: { zh: '已配置的任务：{jobs}', en: 'jobs that are configured: {jobs}' },
  },
  JOBS_NONE: {
    zh: '未配置任何任务',
    en: 'no job is configured',
    todo: {
      zh: '请在 hutong.config.ts 中或以 HUTONG_REGISTRY_URL、HUTONG_TAX_DATABASE_URL、HUTONG_FILING_URL、HUTONG_ESTATE_URL、HUTONG_ESTATE_DROP 指定来源',
      en: 'name a source in hutong.config.ts or by HUTONG_REGISTRY_URL, HUTONG_TAX_DATABASE_URL, HUTONG_FILING_URL, HUTONG_ESTATE_URL or HUTONG_ESTATE_DROP',
    },
  },
} as const satisfies Record<string, Message>;
