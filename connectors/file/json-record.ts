/** Whether a JSON object is one record that has lists of its own, or the wrapping of a list of records. */

/** Under these names systems export a list, or the object around it. Compared without case. */
const LIST_NAMES: ReadonlySet<string> = new Set(
  'data datalist list rows records items result results content body payload 数据 列表 记录 明细'.split(' '),
);

/** What exports state beside their list. Compared without case, underscores and hyphens. */
const ENVELOPE_NAMES: ReadonlySet<string> = new Set(
  (
    'code status success ok state msg message error errors errorcode errmsg errcode total totalcount count size length page ' +
    'pageno pagenum pagesize pageindex pages current limit offset cursor next hasmore time timestamp version requestid traceid ' +
    'sign type name title source table exportedat exporttime 总数 条数 页码 状态 消息 时间 导出时间'
  ).split(' '),
);

/** @param document parsed. What holds no list at all is neither. */
export function isRecordWithLists(document: unknown): boolean {
  if (!isObject(document)) return false;
  const members = Object.entries(document);
  const lists = members.filter(([, value]) => holdsList(value));
  if (lists.length === 0) return false;
  const known = lists.find(([name]) => LIST_NAMES.has(name.toLowerCase()));
  if (known !== undefined) return isRecordWithLists(known[1]);
  return members.some(([name, value]) => !holdsList(value) && !isObject(value) && !ENVELOPE_NAMES.has(plain(name)));
}

function holdsList(value: unknown): boolean {
  return Array.isArray(value) || (isObject(value) && Object.values(value).some(holdsList));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
