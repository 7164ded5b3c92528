/** The exchange table that the synthetic city's tax office serves, and what can go wrong with it. */

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { City } from '../../sandbox/city/city.ts';
import { type DatabaseFaultKind, type ExchangeOffice, startExchangeOffice } from '../../sandbox/office/tax/exchange-office.ts';
import type { Completeness, Place } from '../connector.ts';
import type { SessionLimits } from '../mysql/table-session.ts';
import { taxConnector } from './tax.connector.ts';

const connector = taxConnector();
const PASSWORD = 'p%w of the test';
const START: Place = { row: 0, cursor: null };
let office: ExchangeOffice;

beforeAll(async () => {
  office = await startExchangeOffice({ city: new City({ seed: 1404, size: 700 }), password: PASSWORD });
  await office.advanceTo(20);
});
afterAll(() => office.close());
beforeEach(() => office.recover());

async function read(
  after: Place = START,
  completeness?: Completeness,
  limits: Partial<SessionLimits> = {},
  signal?: AbortSignal,
) {
  const { host, port, user, database } = office;
  const url = `mysql://${user}:${encodeURIComponent(PASSWORD)}@${host}:${port}/${database}`;
  const opened = await connector.table({ url, limits }, completeness).open();
  if (!opened.ok) throw new Error(opened.problem.code);
  const serials: string[] = [];
  const rows: number[] = [];
  const places: Place[] = [];
  const warnings: string[] = [];
  for await (const batch of opened.value.readings({ after, ...(signal === undefined ? {} : { signal }) })) {
    for (const reading of batch.readings) {
      rows.push(reading.row);
      serials.push('observation' in reading ? reading.observation.key : `refused ${reading.row}`);
    }
    warnings.push(...(batch.warnings ?? []).map(({ code }) => code));
    places.push({ row: rows.at(-1) ?? after.row, cursor: batch.cursor ?? null });
  }
  return { serials, rows, places, warnings };
}

describe("the city's exchange table", () => {
  it('is read once from the beginning, and after any page goes on with exactly the rest', async () => {
    const all = await read();
    expect(all.serials.toSorted()).toEqual([...office.table.rows()].map(({ DJXH }) => DJXH).toSorted());
    expect(all.rows).toEqual(all.rows.map((_row, i) => i + 1));
    expect(all.places.length).toBeGreaterThan(1);
    const [first] = all.places;
    const rest = await read(first);
    const left = all.serials.slice(first?.row);
    // The next round reads the last two hours again.
    expect(rest.serials.slice(0, left.length)).toEqual(left);
    expect((await read(START, { kind: 'full', region: null })).serials).toEqual(all.serials.toSorted());
  });

  it.each([
    ['refused-login', 'refused', 'EXCHANGE_REFUSED'],
    ['dropped-connection', 'unreachable', 'EXCHANGE_UNREACHABLE'],
    ['renamed-column', 'unreadable', 'EXCHANGE_COLUMN'],
    ['slow', 'unreachable', 'EXCHANGE_SILENT'],
    ['down', 'unreachable', 'EXCHANGE_UNREACHABLE'],
  ] as const)('that is %s is %s, and read again when it is well', async (fault: DatabaseFaultKind, failure, code) => {
    office.fail(fault);
    // Only where it waits for a slow one: whoever is slow beside it must not be taken for silent.
    const limits = fault === 'slow' ? { answerMs: 300 } : {};
    const error: unknown = await read(START, undefined, limits).catch((each: unknown) => each);
    expect(error).toMatchObject({ name: 'SourceError', failure, problem: { code } });
    expect(JSON.stringify(error)).not.toContain('p%');
    office.recover();
    expect((await read()).serials.length).toBeGreaterThan(500);
  });

  it('is read by its own clock, an hour wrong or right', async () => {
    const right = await read();
    office.fail('clock-ahead');
    const ahead = await read(right.places.at(-1));
    office.recover();
    const back = await read(ahead.places.at(-1));
    expect(back.warnings).toEqual(['EXCHANGE_CLOCK_BACK']);
    office.fail('clock-behind');
    expect((await read(START)).warnings.every((code) => code === 'EXCHANGE_AHEAD')).toBe(true);
  });

  it('is left within a page when told', async () => {
    office.fail('slow');
    const stop = new AbortController();
    const reading = read(START, undefined, {}, stop.signal);
    stop.abort();
    await expect(reading).rejects.toBe(stop.signal.reason);
  });
});

it('a database that says nothing is given up in time', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const opened = await connector.table({ url: `mysql://a:b@127.0.0.1:${port}/x`, limits: { connectMs: 100 } }).open();
  if (!opened.ok) throw new Error(opened.problem.code);
  await expect(opened.value.readings({ after: START })[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    failure: 'unreachable',
    problem: { params: { url: `mysql://127.0.0.1:${port}/x` } },
  });
  for (const socket of sockets) socket.destroy();
  server.close();
});
