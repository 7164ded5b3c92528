/**
 * The registry office of the city over HTTP, as docs/registry-http.md describes it, on loopback. Beside the interface it
 * has paths for whoever plays with the city, under the same token:
 *
 *     GET  /city              its day and what it has done wrong so far
 *     POST /city/day          {"day": 7} or {"days": 1}: time goes on
 *     POST /city/faults       {"data": ["late", …], "http": "status-500" or null, "requests": 3}
 *     GET  /city/truth        what a hub that lost nothing knows today, a line of JSON for each company
 *     GET  /city/faults-sent  the faulty rows that were sent and why, a line of JSON each
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { City } from '../city/city.ts';
import { type CityControl, controlCity } from './city-control.ts';
import { FailingRequests } from './failing-requests.ts';
import { type HttpFaultKind, sendRefusal } from './http-faults.ts';
import { listSubjects } from './list-subjects.ts';
import { RegistryCopy } from './registry-copy.ts';

export interface OfficeOptions {
  readonly city: City;
  /** The bearer token that it asks for. */
  readonly token: string;
  /** 0 for any that is free. */
  readonly port?: number;
  /** Its copy of the city, where it has a past or is shared with a file drop. */
  readonly copy?: RegistryCopy;
  /** Faults of the interface that strike by themselves, on some days, for some requests. */
  readonly httpFaults?: readonly HttpFaultKind[];
  /** Called before the city goes on to a day: the place to remember it. */
  readonly beforeDay?: (day: number) => void | Promise<void>;
  /** Called when a day has come. */
  readonly afterDay?: () => void | Promise<void>;
  /** Called when it was told of other faults of data, which strike from the next day on. */
  readonly onFaults?: () => void | Promise<void>;
}

export interface RegistryOffice {
  /** The base of its interface, without a slash at the end. */
  readonly url: string;
  readonly copy: RegistryCopy;
  /** Lets the city live on until a day, as `POST /city/day` does; a day that has come already is left alone. */
  advanceTo(day: number): Promise<void>;
  /** Answers so many requests of the interface wrongly, until told otherwise where no number is given. */
  fail(kind: HttpFaultKind, requests?: number): void;
  /** Answers rightly from now on. */
  recover(): void;
  /** How many requests were answered wrongly, by kind. */
  readonly httpFaultsSent: FailingRequests['sent'];
  /** How many requests of the interface have come. */
  readonly requests: number;
  /** Ends it, with whatever is under way. */
  close(): Promise<void>;
}

export async function startRegistryOffice(options: OfficeOptions): Promise<RegistryOffice> {
  const { city, token, port = 0, copy = new RegistryCopy(city) } = options;
  const failing = new FailingRequests();
  let requests = 0;
  let days: Promise<void> = Promise.resolve();

  const liveTo = async (day: number): Promise<void> => {
    if (day <= city.day) return;
    await options.beforeDay?.(day);
    city.advanceTo(day);
    failing.strikeOn(city, options.httpFaults ?? []);
    await options.afterDay?.();
  };

  const control: CityControl = {
    city,
    copy,
    failing,
    async setFaults(kinds) {
      copy.setFaults(kinds);
      await options.onFaults?.();
    },
    advanceTo(day) {
      // One after another: whoever remembers the days must not see an earlier one after a later.
      days = days.catch(() => {}).then(() => liveTo(day));
      return days;
    },
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://office');
    const { authorization } = request.headers;
    if (authorization === undefined) sendRefusal(response, 401, '缺少令牌');
    else if (!isSame(authorization, `Bearer ${token}`)) sendRefusal(response, 403, '令牌无效');
    else if (pathname.startsWith('/city')) await controlCity(control, request, pathname, response);
    else if (request.method === 'GET' && pathname === '/subjects') {
      requests += 1;
      listSubjects(copy, failing, searchParams, response);
    } else sendRefusal(response, 404, '没有此接口');
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendRefusal(response, 400, '请求无法处理');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    copy,
    advanceTo: control.advanceTo,
    fail: (kind, count = Number.POSITIVE_INFINITY) => failing.start(kind, count),
    recover: () => failing.stop(),
    get httpFaultsSent() {
      return failing.sent;
    },
    get requests() {
      return requests;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
