/** The lists that a subject stands on (经营异常名录、严重违法失信名单), as rows within its own row: where their values stand in the exchange. */
import type { EntryColumns } from '../table/read-entries.ts';

const shared = {
  enteredOn: { names: ['ABNTIME', 'inclu_dt', '列入日期'], read: 'date' },
  authority: { names: ['DECORG', 'DECORG_CN', '列入机关'], read: 'text' },
  removedOn: { names: ['REMDATE', 'remove_dt', '移出日期'], read: 'date' },
} as const;

export const abnormalColumns = {
  reason: { names: ['SPECAUSE', 'SPECAUSE_CN', 'inclu_reason', '列入原因'], read: 'text' },
  ...shared,
  removalReason: { names: ['REMEXCPRES', 'REMEXCPRES_CN', '移出原因'], read: 'text' },
} as const satisfies EntryColumns<string>;

export const seriousColumns = {
  reason: { names: ['SERILLREA', 'SERILLREA_CN', '列入原因'], read: 'text' },
  ...shared,
} as const satisfies EntryColumns<string>;
