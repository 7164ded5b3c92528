/** Listings in the manner of docs/registry-http.md: what may be asked, and a page of one copy's rows as its answer. */
import { normaliseRegionCode } from '../../src/domain/region/region-code.ts';
import type { RightAnswer } from './http-faults.ts';
import type { LaggingCopy, Note, Page, PageQuery, Subject } from './lagging-copy.ts';

/** What answers a path of an interface: a page, or what is wrong with the query. */
export type Listing = (given: URLSearchParams) => RightAnswer | string;

const DEFAULT_LIMIT = 500;
const MOST_LIMIT = 1000;

/** @param spell the lists of a page, by their names in the answer */
export function listing<T extends Subject, Row extends object, N extends Note>(
  copy: LaggingCopy<T, Row, N>,
  spell: (page: Page<T, Row, N>) => Readonly<Record<string, readonly object[]>>,
): Listing {
  return (given) => {
    const query = readQuery(given);
    if (typeof query === 'string') return query;
    const page = copy.page(query);
    return {
      since: query.since,
      body: { code: '200', msg: '成功', cursor: String(page.cursor), more: page.more, ...spell(page) },
    };
  };
}

/** The query of a listing, or what is wrong with it. More than the office gives at once is cut to that. */
function readQuery(given: URLSearchParams): PageQuery | string {
  const since = given.get('since') ?? '0';
  const limit = given.get('limit') ?? String(DEFAULT_LIMIT);
  if (!/^\d{1,15}$/.test(since)) return 'since 应为游标';
  if (!/^[1-9]\d{0,5}$/.test(limit)) return 'limit 应为正整数';
  const round = given.get('round') ?? since;
  if (!/^\d{1,15}$/.test(round) || Number(round) > Number(since)) return 'round 应为不大于 since 的游标';
  const asked = { since: Number(since), round: Number(round), limit: Math.min(Number(limit), MOST_LIMIT) };
  // `region` with `full=1` is another spelling of `scope`; alone it narrows the news.
  const isFull = given.has('scope') || given.get('full') === '1';
  const scope = given.get('scope') ?? given.get('region') ?? (isFull ? '*' : null);
  if (scope === null) return asked;
  const only = isFull ? ({ only: 'VALID' } as const) : {};
  if (scope === '*') return { ...asked, ...only };
  const code = normaliseRegionCode(scope);
  return code === null ? 'scope 应为行政区划代码或 *' : { ...asked, ...only, scope: code };
}
