/** What a step between two registrations is called at a counter, where it has a name of its own. */
import type { Content } from '../../domain/record/record-type.ts';

interface EventWords {
  readonly zh: string;
  /** The fields that the name stands for: they need no naming beside it. */
  readonly fields: readonly string[];
  happened(before: Content, after: Content): boolean;
}

const NOTICE = ['simpleNoticeFrom', 'simpleNoticeTo'];

const events: readonly EventWords[] = [
  { zh: '企业名称变更', fields: ['name', 'formerNames'], happened: (before, after) => before.name !== after.name },
  {
    zh: '住所变更',
    fields: ['address', 'region', 'district', 'authority', 'authorityCode'],
    happened: (before, after) => before.address !== after.address,
  },
  {
    zh: '发布简易注销公告',
    fields: NOTICE,
    happened: (before, after) => after.simpleNoticeFrom !== undefined && before.simpleNoticeFrom !== after.simpleNoticeFrom,
  },
  {
    zh: '简易注销公告终止',
    fields: NOTICE,
    happened: (before, after) => before.simpleNoticeFrom !== undefined && after.simpleNoticeFrom === undefined,
  },
  {
    zh: '清算组备案',
    fields: ['liquidationFiledOn'],
    happened: (before, after) => after.liquidationFiledOn !== undefined && before.liquidationFiledOn !== after.liquidationFiledOn,
  },
  ...listed('abnormalEntries', '经营异常名录'),
  ...listed('seriousEntries', '严重违法失信名单'),
];

function listed(field: string, list: string): readonly EventWords[] {
  return [
    { zh: `列入${list}`, fields: [field], happened: (before, after) => standing(after[field]) > standing(before[field]) },
    { zh: `移出${list}`, fields: [field], happened: (before, after) => standing(after[field]) < standing(before[field]) },
  ];
}

/** Entries that have not been removed. */
function standing(entries: unknown): number {
  return ((entries ?? []) as readonly { readonly removedOn?: string }[]).filter(({ removedOn }) => removedOn === undefined)
    .length;
}

/** The names of what happened, and the changed fields that none of them stands for. 核准日期 moves with everything. */
export function eventsOf(
  fields: readonly string[],
  before: Content,
  after: Content,
): { readonly names: readonly string[]; readonly others: readonly string[] } {
  const found = events.filter((event) => event.happened(before, after));
  const told = new Set(['approvedOn', ...found.flatMap((event) => event.fields)]);
  const others = fields.filter((field) => !told.has(field));
  return { names: found.map(({ zh }) => zh), others: found.length + others.length === 0 ? fields : others };
}
