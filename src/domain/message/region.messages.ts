import type { Message } from './message.ts';

/** Messages about division codes. */
export const regionMessages = {
  REGION_CODE_MALFORMED: {
    zh: '不是行政区划代码，收到「{value}」',
    en: 'not a division code, got "{value}"',
    todo: { zh: '请填写 2、4、6、9 或 12 位数字代码', en: 'send a code of 2, 4, 6, 9 or 12 digits' },
  },
  REGION_CODE_UNKNOWN: {
    zh: '行政区划代码 {value} 不在区划目录中，目录收录的省份：{covered}',
    en: 'division code {value} is not in the list of divisions, which covers the provinces {covered}',
    todo: {
      zh: '请核对代码（有企业的区县可用 companyStats(groupBy: [REGION]) 列出）；其他省份不能按区划查询；所收录省份内新设的区划须待本程序更新，此前请用上级区划',
      en: 'check the code (companyStats(groupBy: [REGION]) lists the counties that companies are in); other provinces cannot be asked for by region; in one that is covered a newly made region comes with an update of this program, until then use the region above it',
    },
  },
  REGION_CODE_RETIRED: {
    zh: '行政区划代码 {value}（{name}）已停用，现为 {successors}',
    en: 'division code {value} ({name}) is retired, now {successors}',
    todo: { zh: '请在来源系统更新代码', en: 'update the code at the source' },
  },
} as const satisfies Record<string, Message>;
