/** `/export/…` as a client meets it: what is refused before anything is sent, the two forms, and what becomes of who goes away or takes nothing. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { anybody, operator } from '../src/access/viewer.ts';
import { getRecordType } from '../src/domain/record/record-types.ts';
import { putEntry } from '../src/feed/entry.ts';
import { erase } from '../src/feed/erase.ts';
import { openExport } from '../src/feed/export/export.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { ExportRoom } from '../src/server/export/export-room.ts';
import { type RunningServer, startServer } from '../src/server/server.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { exportUrl, fetchExport, readExportText, sumOf } from './support/export-client.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { taxpayerOf, writeRecords } from './support/graph-records.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

async function withGraph(use: (graph: GraphHub) => Promise<void>, options: Parameters<typeof startGraph>[1] = {}): Promise<void> {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, options);
  await use(graph);
}

/** Registrations with a long text, many to a batch. */
async function fill(hub: Hub, count: number, scope = '物业管理'): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    const entries = Array.from({ length: Math.min(500, count - from) }, (_, i) =>
      putEntry(observed(from + i, { businessScope: scope }), hub.fingerprint, { population: 'all' }),
    );
    await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
  }
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 20_000; !(await isTrue()); ) {
    if (performance.now() > deadline) throw new Error('it did not come to pass');
    await pause(5);
  }
}

it('is of the moment in its address, else of that in the header', () =>
  withGraph(async (graph) => {
    await graph.write({ 1: {} });
    const zoned = `${new Date(graph.clock.now() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
    await graph.write({ 2: {} });
    const positionOf = async (search: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${graph.url}/export/registration${search}`, { headers });
      await response.text();
      return response.headers.get('hutong-position');
    };
    expect(await positionOf('', { 'hutong-at': '1' })).toBe('1');
    expect(await positionOf('?at=2', { 'hutong-at': '1' })).toBe('2');
    expect(await positionOf('', { 'hutong-at': '' })).toBe('2');
    // The plus of the zone as it should be written, and as the blank that it arrives as otherwise.
    expect(await positionOf(`?at=${encodeURIComponent(zoned)}`)).toBe('1');
    expect(await positionOf(`?at=${zoned}`)).toBe('1');
    // Of a clock that is a little ahead.
    expect(await positionOf(`?at=${new Date(graph.clock.now() + 59_000).toISOString()}`)).toBe('2');
  }));

it('refuses what it cannot read, before anything is sent', () =>
  withGraph(async (graph) => {
    await graph.write({ 1: {} });
    const inMs = (ms: number) => new Date(graph.clock.now() + ms).toISOString();
    const codeOf = async (path: string) => {
      const { status, errors } = await graph.get(`/export/${path}`);
      return [status, errors[0]?.extensions];
    };
    expect(await codeOf('company')).toEqual([404, { code: 'EXPORT_TYPE_UNKNOWN' }]);
    expect(await codeOf('registration?format=xlsx')).toEqual([400, { code: 'PARAMETER_VALUE', field: 'format' }]);
    expect(await codeOf('registration?regions=14')).toEqual([400, { code: 'PARAMETER_UNKNOWN', field: 'regions' }]);
    expect(await codeOf('registration?at=1&at=1')).toEqual([400, { code: 'EXPORT_REPEATED', field: 'at' }]);
    expect(await codeOf('registration?county=')).toEqual([400, { code: 'PARAMETER_EMPTY', field: 'county' }]);
    expect(await codeOf('registration?at=')).toEqual([400, { code: 'PARAMETER_EMPTY', field: 'at' }]);
    expect(await codeOf('registration?at=9999&feed=elsewhere')).toMatchObject([409, { code: 'FEED_FOREIGN' }]);
    expect(await codeOf('registration?region=99')).toEqual([400, { code: 'REGION_CODE_UNKNOWN', field: 'region' }]);
    expect(await codeOf('registration?county=140403,1404')).toEqual([400, { code: 'COUNTY_EXPECTED', field: 'county' }]);
    expect(await codeOf('registration?county=999999')).toEqual([400, { code: 'REGION_CODE_UNKNOWN', field: 'county' }]);
    expect(await codeOf('registration?zone=nowhere')).toEqual([400, { code: 'ZONE_UNKNOWN', field: 'zone' }]);
    expect(await codeOf('registration?company=9114')).toMatchObject([400, { field: 'company' }]);
    expect(await codeOf(`registration?after=${'k'.repeat(129)}`)).toEqual([400, { code: 'EXPORT_KEY', field: 'after' }]);
    expect(await codeOf('registration?after=%00')).toEqual([400, { code: 'EXPORT_KEY', field: 'after' }]);
    expect(await codeOf('registration?at=then')).toEqual([400, { code: 'EXPORT_AT', field: 'at' }]);
    for (const at of ['1~2025-01-01', '~2025-01-01', '1~then']) {
      expect(await codeOf(`registration?at=${at}`)).toEqual([400, { code: 'EXPORT_AT_DATE', field: 'at' }]);
    }
    expect(await codeOf('registration?at=2025-01-01')).toEqual([400, { code: 'EXPORT_AT_DATE', field: 'at' }]);
    expect(await codeOf(`registration?at=${inMs(61_000)}`)).toEqual([400, { code: 'AT_FUTURE', field: 'at' }]);
    expect(await codeOf('registration?at=99')).toEqual([503, { code: 'POSITION_NOT_REACHED', field: 'at' }]);
    const { feedId: feed } = graph.hub;
    const foreign = 'd2a7b1e0-0000-4000-8000-000000000000';
    expect(await codeOf(`registration?feed=${foreign}`)).toEqual([409, { code: 'FEED_FOREIGN', feed, resumeAfter: null }]);
    expect((await fetchExport(exportUrl(graph.url, 'registration', {}, { feed }))).opening).toMatchObject({ feed });
    for (const method of ['HEAD', 'POST']) {
      const { status, headers } = await fetch(`${graph.url}/export/registration`, { method });
      expect([status, headers.get('allow')]).toEqual([405, 'GET']);
    }
  }));

it('says in its first line what it is, and leaves out of a type what its reader does not see', () =>
  withGraph(
    async (graph) => {
      await graph.write({ 1: { pripid: 'P1', legalRepresentative: '张三' } });
      await writeRecords(graph, taxpayerOf(1, 'DJ1'));
      const { opening, rows } = await fetchExport(exportUrl(graph.url, 'registration', { counties: ['140105'] }));
      expect(opening).toMatchObject({ position: '2', scope: { counties: ['140105'] }, level: 'PUBLIC' });
      expect(opening.hashed).toContain('name');
      expect(opening.hashed).not.toContain('pripid');
      expect(opening.hashed).not.toContain('legalRepresentative');
      expect(rows[0]?.fields).toEqual({
        ...{ name: '太原市第1物业服务有限公司', origin: 'REGISTRY', region: '140105', legalRepresentative: '张**' },
      });
      expect(await fetchExport(exportUrl(graph.url, 'taxpayer'))).toMatchObject({ rows: [], closing: { rows: '0', last: null } });
    },
    { viewer: anybody },
  ));

it('shows an erased person as erased, and the hash as it was', () =>
  withGraph(async (graph) => {
    await graph.write({ 1: { legalRepresentative: '张三' } });
    await graph.write({ 1: { legalRepresentative: '李四' } });
    const url = exportUrl(graph.url, 'registration', {}, { at: '1' });
    const before = await fetchExport(url);
    expect(before.rows[0]?.fields.legalRepresentative).toBe('张三');
    const of = { recordType: 'registration', key: usccOf(1), field: 'legalRepresentative' };
    expect(await erase(graph.hub, { ...of, ground: '本人申请' })).toMatchObject({ ok: true, value: [1] });
    const after = await fetchExport(url);
    expect(after.rows[0]?.fields.legalRepresentative).toBe('（已删除）');
    expect(after.closing).toEqual(before.closing);
  }));

it('comes zipped to who takes that, with its sum behind it', () =>
  withGraph(async (graph) => {
    await graph.write({ 1: {}, 2: {} });
    const plain = await (
      await fetch(`${graph.url}/export/registration?at=2`, { headers: { 'accept-encoding': 'identity' } })
    ).text();
    const { closing } = readExportText(plain);
    const asking = httpRequest(`${graph.url}/export/registration?at=2`, { headers: { 'accept-encoding': 'gzip' } }).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    expect(response.headers).toMatchObject({
      ...{ 'content-encoding': 'gzip', 'hutong-feed': graph.hub.feedId, 'hutong-position': '2' },
      trailer: 'hutong-digest, hutong-rows',
    });
    expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe(plain);
    expect(response.trailers).toEqual({ 'hutong-digest': closing?.digest, 'hutong-rows': '2' });
  }));

it('is a table that a spreadsheet reads, and runs nothing of', () =>
  withGraph(async (graph) => {
    await graph.write({
      1: { name: '=HYPERLINK("http://x")', businessScope: '甲,乙\n"丙"', formerNames: ['旧名', '-更旧'] },
      2: { name: '+86' },
    });
    const response = await fetch(`${graph.url}/export/registration?format=csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text.startsWith('\u{FEFF}key,position,hash,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(2);
    expect(Object.keys(rows[0] ?? {}).slice(7)).toEqual(Object.keys(getRecordType('registration').fields));
    expect(rows.find(({ key }) => key === usccOf(1))).toMatchObject({
      ...{ name: `'=HYPERLINK("http://x")`, businessScope: '甲,乙\n"丙"', formerNames: '["旧名","-更旧"]', source: 'registry' },
    });
    expect(rows.find(({ key }) => key === usccOf(2))?.name).toBe('+86');
  }));

it('is to be had by so many at once, and by fewer of one party', async () => {
  const room = new ExportRoom({ inAll: 3, ofOne: 2 });
  const first = room.enter('a');
  const second = room.enter('a');
  expect(room.enter('a')).toMatchObject({ ok: false, problem: { code: 'EXPORT_BUSY' } });
  expect(room.enter('b').ok).toBe(true);
  expect(room.enter('c').ok).toBe(false);
  if (!first.ok || !second.ok) throw new Error('there was no room');
  first.value.leave();
  expect(room.enter('c').ok).toBe(true);
  second.value.leave();
  expect(room.enter('a').ok).toBe(true);
});

/** A connection that asks, sees that an answer begins, and then takes nothing. */
async function stalled(server: string, path: string): Promise<Socket> {
  const socket = connect(Number(new URL(server).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`);
  await once(socket, 'readable');
  return socket;
}

/** What an export gives to a connection that takes so many bytes in a second, until it ends or is cut off; then what has left by then, at once. */
async function takenSlowly(url: string, bytesPerSecond: number, isCutOff: () => boolean): Promise<string> {
  const [response] = (await once(httpRequest(url).end(), 'response')) as [IncomingMessage];
  const began = performance.now();
  let text = '';
  try {
    for await (const part of response.setEncoding('utf8')) {
      text += part;
      if (isCutOff()) continue;
      await pause(Math.max(0, (text.length / bytesPerSecond) * 1000 - (performance.now() - began)));
    }
  } catch {
    // It was cut off.
  }
  return text;
}

it('cuts off who takes a little all the time, who goes on behind what came and has everything in the end', () =>
  withGraph(
    async (graph) => {
      await fill(graph.hub, 2_000, 'w'.repeat(12_000));
      const url = exportUrl(graph.url, 'registration');
      const cuts = () => graph.log.filter((line) => line.includes('export cut off, its reader is too slow')).length;
      const { opening, rows, closing } = readExportText(await takenSlowly(url, 2e6, () => cuts() > 0));
      expect(closing).toBeNull();
      expect(cuts()).toBe(1);
      const { position, feed } = opening;
      const behind = { at: position, feed, after: rows.at(-1)?.key ?? '' };
      // Of a server with patience: here the reader shares its thread with what it reads from.
      const patient = await startServer({ hub: graph.hub, port: 0, logger: pino({ level: 'silent' }) });
      try {
        const rest = await fetchExport(exportUrl(patient.url, 'registration', {}, behind));
        const whole = await fetchExport(exportUrl(patient.url, 'registration'));
        expect([...rows, ...rest.rows].map(({ key }) => key)).toEqual(whole.rows.map(({ key }) => key));
        expect(sumOf([...rows, ...rest.rows].map(({ hash }) => hash))).toBe(whole.closing?.digest);
      } finally {
        await patient.close();
      }
    },
    { exportPace: { bytes: 60e6, withinMs: 1_000 } },
  ));

it('cuts off who takes nothing, gives its place to others, and ends with who goes away', async () => {
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
  const log: string[] = [];
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const serve = (withinMs: number) => startServer({ hub, port: 0, logger, exportPace: { bytes: 1e6, withinMs } });
  // What is tried beside readers that take nothing is tried where they are not cut off meanwhile.
  const [hasty, patient] = [await serve(1_500), await serve(60_000)];
  try {
    // More than the kernel takes for a reader that reads nothing.
    await fill(hub, 2_000, '物'.repeat(4_000));
    const ended = (how: string) => log.filter((line) => line.includes(how)).length;
    const stall = ({ url }: RunningServer) => stalled(url, '/export/registration');
    const ask = async ({ url }: RunningServer) => {
      const response = await fetch(`${url}/export/registration?county=140404`);
      await response.text();
      return response;
    };
    const sockets = [await stall(hasty), await stall(hasty)];
    await until(() => ended('export cut off, its reader is too slow') === 2);
    expect((await ask(hasty)).status).toBe(200);
    for (const socket of sockets) socket.destroy();

    const [gone, reader] = [await stall(patient), await stall(patient)];
    const refused = await ask(patient);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    gone.destroy();
    await until(() => ended('export cut short') === 1);
    expect((await ask(patient)).status).toBe(200);
    expect(log.join('')).not.toContain(usccOf(1).slice(0, 12));
    expect(log.some((line) => line.includes('unexpected'))).toBe(false);

    // A server that stops waits for no reader.
    const readers = [reader, await stall(patient)];
    const from = performance.now();
    await patient.close();
    expect(performance.now() - from).toBeLessThan(10_000);
    for (const each of readers) each.destroy();
  } finally {
    await Promise.all([hasty.close(), patient.close()]);
    await hub.close();
  }
});

eachDatabase('a snapshot of many pages', (fresh) => {
  it('is not moved by what is written while it is read', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', connections: 2 });
    try {
      await fill(hub, 700);
      const query = { type: getRecordType('registration'), scope: {}, position: 700, after: null };
      const read = async (between: (page: number) => Promise<void>) => {
        const rows = [];
        let page = 0;
        for await (const part of (await openExport(hub, query, operator)).pages()) {
          rows.push(...part);
          await between(page++);
        }
        return rows;
      };
      const before = await read(async () => {});
      expect(before).toHaveLength(700);
      const during = await read(async (page) => {
        const change = (n: number) =>
          putEntry(observed(n, { capital: String(page + 1) }), hub.fingerprint, { population: 'all' });
        const numbers = [0, 1, 300, 301, 698, 699, 1000 + page];
        await writeBatch(hub, { source: 'registry', entries: numbers.map(change), receivedAt: 0 });
      });
      expect(during).toEqual(before);
    } finally {
      await hub.close();
    }
  });
});
