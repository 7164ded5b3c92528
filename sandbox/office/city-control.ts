/** Paths of the office for whoever plays with the city: its day, its faults, its truth. No registry has them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { City } from '../city/city.ts';
import { type DataFaultKind, isDataFaultKind } from './data-faults.ts';
import type { FailingRequests } from './failing-requests.ts';
import { isHttpFaultKind, sendJson, sendRefusal } from './http-faults.ts';
import type { RegistryCopy } from './registry-copy.ts';

export interface CityControl {
  readonly city: City;
  readonly copy: RegistryCopy;
  readonly failing: FailingRequests;
  advanceTo(day: number): Promise<void>;
  setFaults(kinds: readonly DataFaultKind[]): Promise<void>;
}

const LARGEST_ORDER_BYTES = 10_000;

export async function controlCity(
  control: CityControl,
  request: IncomingMessage,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const { city, copy, failing } = control;
  switch (`${request.method} ${path}`) {
    case 'GET /city':
      break;
    case 'GET /city/truth':
      await sendLines(response, city.truth());
      return;
    case 'GET /city/faults-sent':
      await sendLines(response, copy.faultsSent);
      return;
    case 'POST /city/day': {
      const day = nextDay(await readOrder(request), city.day);
      if (day === undefined) {
        sendRefusal(response, 400, '请给出将来的一天 {"day": 7} 或 {"days": 1}');
        return;
      }
      await control.advanceTo(day);
      break;
    }
    case 'POST /city/faults':
      if (!(await setFaults(await readOrder(request), control))) {
        sendRefusal(response, 400, '没有这种差错');
        return;
      }
      break;
    default:
      sendRefusal(response, 404, '没有此接口');
      return;
  }
  sendJson(response, 200, {
    day: city.day,
    date: city.date,
    seed: city.seed,
    size: city.size,
    companies: city.count,
    head: String(copy.head),
    healed: copy.healed,
    faults: { ...copy.struck, ...failing.sent },
  });
}

type Order = Readonly<Record<string, unknown>>;

/** Further than this nobody waits. */
const MOST_DAYS = 3650;

function nextDay({ day, days }: Order, today: number): number | undefined {
  const next = typeof days === 'number' ? today + days : day;
  return typeof next === 'number' && Number.isInteger(next) && next > today && next <= MOST_DAYS ? next : undefined;
}

async function setFaults({ data, http, requests = Number.POSITIVE_INFINITY }: Order, control: CityControl): Promise<boolean> {
  if (data !== undefined && !(Array.isArray(data) && data.every(isDataFaultKind))) return false;
  if (http !== undefined && http !== null && !(isHttpFaultKind(http) && typeof requests === 'number')) return false;
  if (data !== undefined) await control.setFaults(data);
  if (http === null) control.failing.stop();
  else if (http !== undefined) control.failing.start(http, requests as number);
  return true;
}

async function readOrder(request: IncomingMessage): Promise<Order> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_ORDER_BYTES) throw new RangeError('the order is too large');
    chunks.push(chunk);
  }
  const order: unknown = JSON.parse(Buffer.concat(chunks).toString());
  if (typeof order !== 'object' || order === null) throw new TypeError('the order is no object');
  return order as Order;
}

/** A line of JSON for each value, as fast as it is read. */
async function sendLines(response: ServerResponse, values: Iterable<unknown>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  await pipeline(Readable.from(lines(values)), response);
}

function* lines(values: Iterable<unknown>): Generator<string> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}
