import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterEach, beforeEach, expect, it } from 'vitest';

const PROGRAM = join(import.meta.dirname, 'main.ts');

let folder = '';
let state = '';
const running = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-city-'));
  state = join(folder, 'city.json');
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

interface Ready {
  readonly url: string;
  readonly filing: string;
  readonly estate: string;
  readonly tax: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
    readonly table: string;
  };
  readonly token: string;
  readonly day: number;
}

/** Starts the city and waits until it is ready. */
async function start(
  ...args: string[]
): Promise<Ready & { readonly child: ChildProcess; readonly ended: Promise<number | null> }> {
  const child = spawn(process.execPath, [PROGRAM, '--size', '150', '--state', state, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, HUTONG_REGISTRY_TOKEN: 'token of the test' },
  });
  running.add(child);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let said = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ready = new Promise<Ready>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('\n')) resolve(JSON.parse(said) as Ready);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  return { ...(await ready), child, ended };
}

async function ask({ url, token }: Ready, path: string, body?: object): Promise<string> {
  const response = await fetch(url + path, {
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return response.text();
}

async function dayOf(city: Ready): Promise<number> {
  return (JSON.parse(await ask(city, '/city')) as { day: number }).day;
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('goes on after kill -9 with the same sequence, the same truth and the same faults', async () => {
  const first = await start('--start-day', '20', '--faults', 'data');
  expect(first).toMatchObject({ day: 20, token: 'token of the test', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  await ask(first, '/city/day', { day: 33 });
  await ask(first, '/city/faults', { data: ['doubled'] });
  await ask(first, '/city/day', { days: 4 });
  const paths = ['/subjects?limit=1000', '/subjects?since=180', '/city/truth'];
  const before = await Promise.all(paths.map((path) => ask(first, path)));
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await start('--start-day', '20');
  expect(second.day).toBe(37);
  expect(await Promise.all(paths.map((path) => ask(second, path)))).toEqual(before);
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
});

it('lives by itself, and a kill in the middle of a day loses none that was seen', async () => {
  let seen = 0;
  for (let kills = 0; kills < 3; kills++) {
    const city = await start('--seconds-per-day', '0.02');
    expect(city.day).toBeGreaterThanOrEqual(seen);
    await until(async () => (await dayOf(city)) >= seen + 5);
    seen = await dayOf(city);
    city.child.kill('SIGKILL');
    await city.ended;
  }
  expect(JSON.parse(readFileSync(state, 'utf8')).day).toBeGreaterThanOrEqual(seen);
});

it('drops a full file first and then one for each day', async () => {
  const drop = join(folder, 'drop');
  const registryFiles = () => readdirSync(drop).filter((name) => name.startsWith('registry'));
  const first = await start('--start-day', '3', '--drop', drop);
  expect(registryFiles()).toEqual(['registry-2025-07-03-full.csv']);
  const full = readdirSync(join(drop, 'estate'));
  expect(full).toHaveLength(12);
  expect(full.every((name) => /^estate-1404\d\d-2025-07-03-full\.(?:xlsx|csv)$/.test(name))).toBe(true);
  // A hub that takes its files away is not sent them again.
  rmSync(join(drop, 'estate'), { recursive: true });
  await ask(first, '/city/day', { days: 2 });
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await start('--drop', drop);
  await ask(second, '/city/day', { days: 1 });
  expect(existsSync(join(drop, 'estate')) && readdirSync(join(drop, 'estate')).filter((name) => name.includes('07-03'))).toEqual(
    [],
  );
  expect(registryFiles()).toEqual([
    'registry-2025-07-03-full.csv',
    'registry-2025-07-04-delta.csv',
    'registry-2025-07-05-delta.csv',
    'registry-2025-07-06-delta.csv',
  ]);
});

it('plays all four offices on one clock, and each as it was told', async () => {
  const faults = 'filing:late,estate:status-500,tax:bad-date';
  const city = await start('--faults', faults, '--start-day', '1');
  await ask(city, '/city/day', { day: 12 });
  const said = JSON.parse(await ask({ ...city, url: city.filing }, '/city')) as { day: number; offices: Record<string, object> };
  expect([said.day, Object.keys(said.offices)]).toEqual([12, ['registry', 'filing', 'estate', 'tax']]);
  const state = JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')) as { faults: Record<string, { kinds: string[] }[]> };
  expect(Object.entries(state.faults).map(([office, [plan]]) => [office, plan?.kinds])).toEqual([
    ['registry', []],
    ['filing', ['late']],
    ['estate', []],
    ['tax', ['bad-date']],
  ]);
  const rows = async (base: string, path: string, list: string) =>
    (JSON.parse(await ask({ ...city, url: base }, path)) as Record<string, object[]>)[list]?.length ?? 0;
  await ask({ ...city, url: city.estate }, '/city/faults', { http: null });
  expect(await rows(city.filing, '/contracts', 'contracts')).toBeGreaterThan(50);
  expect(await rows(city.estate, '/estates?scope=140403', 'estates')).toBeGreaterThan(50);
  const { table, ...account } = city.tax;
  const connection = await createConnection({ ...account, dateStrings: true });
  const [[clock]] = await connection.query<RowDataPacket[]>(`SELECT NOW() AS now, DJXH FROM ${table} LIMIT 1`);
  await connection.end();
  expect(clock).toMatchObject({ now: '2025-07-12 23:59:59', DJXH: expect.stringMatching(/^\d{20}$/) });
  for (const type of ['estate', 'taxpayer', 'company-filing', 'service-contract', 'committee']) {
    const truth = (await ask(city, `/city/truth?type=${type}`)).trim().split('\n');
    expect(truth.length).toBeGreaterThan(20);
  }
});

it('plays only the offices it is told to', async () => {
  const city = await start('--offices', 'filing,tax');
  expect(Object.keys(city).filter((key) => ['url', 'filing', 'estate', 'tax'].includes(key))).toEqual(['filing', 'tax']);
});

it('pushes each day to a hub, and tries again under the same key', async () => {
  const pushes: { key: string; totals: string; body: Buffer }[] = [];
  const hub = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { 'idempotency-key': key, 'hutong-totals': totals, authorization } = request.headers;
    pushes.push({ key: String(key), totals: String(totals), body });
    const isRight = authorization === 'Bearer push token' && request.url === '/push/taxpayer';
    response.writeHead(isRight ? (pushes.length === 1 ? 503 : 200) : 400).end();
  });
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = hub.address() as AddressInfo;
    const city = await start('--push-to', `http://127.0.0.1:${port}`, '--push-token', 'push token', '--start-day', '1');
    await ask(city, '/city/day', { day: 20 });
    await until(() => new Set(pushes.map(({ key }) => key)).size > 5);
    const [first, second] = pushes;
    expect(second).toEqual(first);
    expect(new Set(pushes.map(({ key }) => key)).size).toBe(pushes.length - 1);
    for (const { key, totals, body } of pushes) {
      expect(key).toMatch(/^tax-1404-150-2025-07-\d\d$/);
      expect(totals).toContain(`sha256=${createHash('sha256').update(body).digest('hex')}`);
      expect(totals).toMatch(/^records=[1-9]/);
    }
  } finally {
    hub.closeAllConnections();
    hub.close();
  }
});

it('begins on the day it is told, and goes on with its dates', async () => {
  const first = await start('--first-day', '2026-03-01', '--start-day', '4');
  expect(first).toMatchObject({ day: 4, date: '2026-03-05' });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await start()).toMatchObject({ day: 4, date: '2026-03-05' });
});

it('writes a fixed set and ends', () => {
  const drop = join(folder, 'drop');
  const said = execFileSync(process.execPath, [PROGRAM, '--set', 'jincheng', '--drop', drop], { encoding: 'utf8' });
  expect(said.trimEnd().split('\n')).toHaveLength(7);
  expect(readdirSync(drop)).toHaveLength(7);
});

it('names a port that is taken', async () => {
  const { url } = await start();
  await expect(start('--port', new URL(url).port)).rejects.toThrow(/ended with 2: .*EADDRINUSE/);
});

it('ends when its parent has gone, where it was told to', async () => {
  const city = await start('--with-parent');
  city.child.stdin?.end();
  expect(await city.ended).toBe(0);
});

it.each([
  ['the state of another city', ['--seed', '2'], '另一座城市'],
  ['a first day that the city did not have', ['--first-day', '2026-01-01'], '另一座城市'],
  ['a set without a folder', ['--set', 'jincheng'], '--drop'],
  ['a size there is not', ['--size', 'village'], '--size'],
  ['a fault there is not', ['--faults', 'late,rain'], 'rain'],
  ['a fault that the office cannot make', ['--faults', 'tax:status-500'], 'tax:status-500'],
  ['an office there is not', ['--offices', 'registry,police'], 'police'],
  ['pushes without a token', ['--push-to', 'http://127.0.0.1:1'], '--push-token'],
  ['an option there is not', ['--village'], 'village'],
])('refuses %s', async (_name, args, words) => {
  writeFileSync(state, JSON.stringify({ seed: 1404, size: 150, day: 1, faults: [] }));
  await expect(start(...args)).rejects.toThrow(new RegExp(`ended with 2: .*${words}`));
  expect(existsSync(join(folder, 'city.json.part'))).toBe(false);
});

it('tells its options', () => {
  const help = execFileSync(process.execPath, [PROGRAM, '--help'], { encoding: 'utf8' });
  for (const option of ['--size', '--seed', '--faults', '--drop', '--with-parent']) expect(help).toContain(option);
});

it('names a state file that holds no state', async () => {
  writeFileSync(state, '{"seed":1404}');
  await expect(start()).rejects.toThrow(/ended with 2: .*city\.json/);
});
