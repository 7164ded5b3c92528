/**
 * Paths of an office for whoever plays with the city: its day, its faults, its truth. No office has them.
 *
 *     GET  /city                            its day and what its offices have done wrong so far
 *     POST /city/day                        {"day": 7} or {"days": 1}: time goes on
 *     POST /city/faults                     {"office": "filing", "data": ["late", …], "http": "status-500" or null, "requests": 3}
 *     GET  /city/truth[?type=estate]        what a hub that lost nothing knows today, a line of JSON for each record
 *     GET  /city/faults-sent[?office=…]     the faulty rows that were sent and why, a line of JSON each
 *
 * Without an office it is the one that is asked.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { City } from '../city/city.ts';
import { type Truths, truthTellers } from '../city/truth-of-facts.ts';
import type { CityDays } from './city-days.ts';
import { sendJson, sendRefusal } from './http-faults.ts';
import { dataFaultKindsOf, isOfficeName, type PlayedOffice } from './played-office.ts';

export interface CityControl {
  readonly city: City;
  readonly days: CityDays;
  /** The office that is asked, and all there are. */
  readonly asked: PlayedOffice;
  readonly offices: readonly PlayedOffice[];
  readonly onFaults?: () => void | Promise<void>;
}

const LARGEST_ORDER_BYTES = 10_000;

export async function controlCity(control: CityControl, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://office');
  const { city } = control;
  switch (`${request.method} ${pathname}`) {
    case 'GET /city':
      break;
    case 'GET /city/truth': {
      const truth = truthOf(city, searchParams.get('type') ?? 'registration');
      if (truth === undefined) sendRefusal(response, 404, '没有这类记录');
      else await sendLines(response, truth);
      return;
    }
    case 'GET /city/faults-sent': {
      const office = officeOf(control, searchParams.get('office') ?? undefined);
      if (office === undefined) sendRefusal(response, 404, '没有这个机关');
      else
        await sendLines(
          response,
          office.copies.flatMap(({ faultsSent }) => faultsSent),
        );
      return;
    }
    case 'POST /city/day': {
      const day = nextDay(await readOrder(request), city.day);
      if (day === undefined) {
        sendRefusal(response, 400, '请给出将来的一天 {"day": 7} 或 {"days": 1}');
        return;
      }
      await control.days.advanceTo(day);
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
    ...stateOf(control.asked),
    offices: Object.fromEntries(control.offices.map((office) => [office.name, stateOf(office)])),
  });
}

function stateOf({ copies, failing }: PlayedOffice): object {
  return {
    head: copies.map(({ head }) => head).join('+'),
    healed: copies.every(({ healed }) => healed),
    faults: Object.assign({}, ...copies.map(({ struck }) => struck), failing.sent),
  };
}

/** @param type a record type's name in the domain */
function truthOf(city: City, type: string): Iterable<unknown> | undefined {
  if (type === 'registration') return city.truth();
  return Object.hasOwn(truthTellers, type) ? city.truthOf(type as keyof Truths) : undefined;
}

function officeOf({ asked, offices }: CityControl, name: unknown): PlayedOffice | undefined {
  if (name === undefined) return asked;
  return isOfficeName(name) ? offices.find((office) => office.name === name) : undefined;
}

type Order = Readonly<Record<string, unknown>>;

/** Further than this nobody waits. */
const MOST_DAYS = 3650;

function nextDay({ day, days }: Order, today: number): number | undefined {
  const next = typeof days === 'number' ? today + days : day;
  return typeof next === 'number' && Number.isInteger(next) && next > today && next <= MOST_DAYS ? next : undefined;
}

async function setFaults(
  { office: name, data, http, requests = Number.POSITIVE_INFINITY }: Order,
  control: CityControl,
): Promise<boolean> {
  const office = officeOf(control, name);
  if (office === undefined) return false;
  const kinds = dataFaultKindsOf(office);
  if (data !== undefined && !(Array.isArray(data) && data.every((kind) => kinds.includes(kind)))) return false;
  if (http !== undefined && http !== null && !(office.failing.kinds.includes(String(http)) && typeof requests === 'number'))
    return false;
  if (data !== undefined) {
    for (const copy of office.copies) copy.setFaults(data as readonly string[]);
    await control.onFaults?.();
  }
  if (http === null) office.failing.stop();
  else if (http !== undefined) office.failing.start(String(http), requests as number);
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
