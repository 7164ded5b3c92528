/** `GET /subjects`: the interface of docs/registry-http.md. */
import type { ServerResponse } from 'node:http';
import { normaliseRegionCode } from '../../src/domain/region/region-code.ts';
import type { FailingRequests } from './failing-requests.ts';
import { httpFaults, sendJson, sendRefusal } from './http-faults.ts';
import type { PageQuery, RegistryCopy } from './registry-copy.ts';

const DEFAULT_LIMIT = 500;
const MOST_LIMIT = 1000;

export function listSubjects(
  copy: RegistryCopy,
  failing: FailingRequests,
  given: URLSearchParams,
  response: ServerResponse,
): void {
  const query = readQuery(given);
  if (typeof query === 'string') {
    sendRefusal(response, 400, query);
    return;
  }
  const page = copy.page(query);
  const body = { code: '200', msg: '成功', cursor: String(page.cursor), more: page.more, ...copy.spell(page) };
  const fault = failing.next();
  if (fault === undefined) sendJson(response, 200, body);
  else httpFaults[fault].answer(response, { since: query.since, body });
}

/** The query of a listing, or what is wrong with it. More than the office gives at once is cut to that. */
function readQuery(given: URLSearchParams): PageQuery | string {
  const since = given.get('since') ?? '0';
  const limit = given.get('limit') ?? String(DEFAULT_LIMIT);
  const scope = given.get('scope');
  if (!/^\d{1,15}$/.test(since)) return 'since 应为游标';
  if (!/^[1-9]\d{0,5}$/.test(limit)) return 'limit 应为正整数';
  const round = given.get('round') ?? since;
  if (!/^\d{1,15}$/.test(round) || Number(round) > Number(since)) return 'round 应为不大于 since 的游标';
  const asked = { since: Number(since), round: Number(round), limit: Math.min(Number(limit), MOST_LIMIT) };
  if (scope === null) return asked;
  if (scope === '*') return { ...asked, only: 'VALID' };
  const code = normaliseRegionCode(scope);
  return code === null ? 'scope 应为行政区划代码或 *' : { ...asked, scope: code, only: 'VALID' };
}
