/**
 * An office of the city over HTTP, on loopback, with a bearer token: listings by their paths, and beside them the paths for
 * whoever plays with the city (`city-control.ts`).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { City } from '../city/city.ts';
import { type CityControl, controlCity } from './city-control.ts';
import { CityDays, type DayWatchers } from './city-days.ts';
import { FailingRequests } from './failing-requests.ts';
import { type HttpFaultKind, httpFaultKinds, httpFaults, sendJson, sendRefusal } from './http-faults.ts';
import type { Listing } from './listing.ts';
import type { OfficeName, PlayedCopy, PlayedOffice } from './played-office.ts';

export interface HttpOfficeOptions extends DayWatchers {
  readonly city: City;
  /** The bearer token that it asks for. */
  readonly token: string;
  /** 0 for any that is free. */
  readonly port?: number;
  /** Faults of the interface that strike by themselves, on some days, for some requests. */
  readonly httpFaults?: readonly HttpFaultKind[];
  /** Called when it was told of other faults of data, which strike from the next day on. */
  readonly onFaults?: () => void | Promise<void>;
  /** The clock and the other offices, where it is one of several; alone it has a clock of its own. */
  readonly among?: Pick<CityControl, 'days' | 'offices'>;
}

export interface HttpOffice extends PlayedOffice {
  /** The base of its interface, without a slash at the end. */
  readonly url: string;
  /** Lets the city live on until a day, as `POST /city/day` does; a day that has come already is left alone. */
  advanceTo(day: number): Promise<void>;
  /** Answers so many requests of the interface wrongly, until told otherwise where no number is given. */
  fail(kind: HttpFaultKind, requests?: number): void;
  /** Answers rightly from now on. */
  recover(): void;
  /** How many requests were answered wrongly, by kind. */
  readonly httpFaultsSent: FailingRequests<HttpFaultKind>['sent'];
  /** How many requests of the interface have come. */
  readonly requests: number;
  /** Ends it, with whatever is under way. */
  close(): Promise<void>;
}

/** @param listings what it lists, by path */
export async function startHttpOffice(
  name: OfficeName,
  listings: Readonly<Record<string, Listing>>,
  copies: readonly PlayedCopy[],
  options: HttpOfficeOptions,
): Promise<HttpOffice> {
  const { city, token, port = 0 } = options;
  const failing = new FailingRequests<HttpFaultKind>(httpFaultKinds);
  const played: PlayedOffice = { name, copies, failing };
  const days = options.among?.days ?? new CityDays(city, options);
  days.watch(() => failing.strikeOn(city, options.httpFaults ?? [], name === 'registry' ? 'http faults' : `${name} http faults`));
  const control: CityControl = {
    city,
    asked: played,
    days,
    offices: options.among?.offices ?? [played],
    ...(options.onFaults === undefined ? {} : { onFaults: options.onFaults }),
  };
  let requests = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://office');
    const { authorization } = request.headers;
    const list = listings[pathname];
    if (authorization === undefined) sendRefusal(response, 401, '缺少令牌');
    else if (!isSame(authorization, `Bearer ${token}`)) sendRefusal(response, 403, '令牌无效');
    else if (pathname === '/city' || pathname.startsWith('/city/')) await controlCity(control, request, response);
    else if (request.method === 'GET' && list !== undefined && Object.hasOwn(listings, pathname)) {
      requests += 1;
      const right = list(searchParams);
      if (typeof right === 'string') return sendRefusal(response, 400, right);
      const fault = failing.next();
      if (fault === undefined) sendJson(response, 200, right.body);
      else httpFaults[fault].answer(response, right);
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
    ...played,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    advanceTo: (day) => days.advanceTo(day),
    fail: (kind, count) => failing.start(kind, count),
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

/** The office with what else it is; its counts stay those of now. */
export function extended<More extends object>(office: HttpOffice, more: More): HttpOffice & More {
  return Object.defineProperties({ ...more } as HttpOffice & More, Object.getOwnPropertyDescriptors(office));
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
