/**
 * `npm run bench -- push`: taxpayers pushed over HTTP to a serving process, as a stream of NDJSON and as a workbook; rows a
 * second beside the raw multi-row INSERT of as many rows in the same run, and the peak memory of the serving process and of
 * that of its pushes. The machine is noisy: read the ratios. Options: --rows N, --workbook N (rows of the workbook; 0 leaves it out), --database sqlite|mariadb.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parseArgs, promisify } from 'node:util';
import { Zip, ZipDeflate } from 'fflate';
import type { PushSummary } from '../src/feed/push/answer.ts';
import { startHutong } from '../test/support/hutong-process.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { usccOf } from '../test/support/uscc.ts';

const run = promisify(execFile);
const ingestWorker = new URL('./ingest-worker.ts', import.meta.url).pathname;
const TOKEN = 'a-token-of-the-tax-bureau';

/** The i-th taxpayer, as a tax bureau's sheet has it. */
function taxpayerRow(i: number, kind: string): Readonly<Record<string, string>> {
  const company = (i * 7_368_787) % 99_999_989;
  return {
    DJXH: `${kind}${String(i).padStart(19, '0')}`,
    SHXYDM: usccOf(company),
    NSRSBH: usccOf(company),
    NSRMC: `太原市第${company}物业服务有限公司`,
    NSRZT_DM: '03',
    KZZTDJLX_DM: '1110',
    HY_DM: '7020',
    ZGSWJ_DM: '11401050000',
    DJRQ: '2015-03-02',
    ZCDZ: `山西省太原市小店区长治路${i % 900}号`,
  };
}

async function* ndjson(rows: number): AsyncGenerator<string> {
  for (let from = 0; from < rows; from += 500) {
    const lines = Array.from({ length: Math.min(500, rows - from) }, (_, i) => JSON.stringify(taxpayerRow(from + i, '1')));
    yield `${lines.join('\n')}\n`;
  }
}

/** A workbook whose strings stand in the cells, in pieces as it is made. */
async function* workbook(rows: number): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  const add = (name: string) => {
    const file = new ZipDeflate(name, { level: 1 });
    zip.add(file);
    return (text: string, last = false) => file.push(Buffer.from(text), last);
  };
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, type: string, target: string) =>
    `<Relationships><Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/></Relationships>`;
  add('_rels/.rels')(relation('r', 'officeDocument', 'xl/workbook.xml'), true);
  add('xl/workbook.xml')(
    `<workbook xmlns:r="${types}"><sheets><sheet name="1" sheetId="1" r:id="s1"/></sheets></workbook>`,
    true,
  );
  add('xl/_rels/workbook.xml.rels')(relation('s1', 'worksheet', 'worksheets/sheet1.xml'), true);
  const sheet = add('xl/worksheets/sheet1.xml');
  const line = (row: number, values: readonly string[]) =>
    `<row r="${row}">${values.map((value, i) => `<c r="${String.fromCharCode(65 + i)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
  sheet(`<worksheet><sheetData>${line(1, Object.keys(taxpayerRow(0, '2')))}`);
  for (let from = 0; from < rows; from += 500) {
    const count = Math.min(500, rows - from);
    sheet(Array.from({ length: count }, (_, i) => line(from + i + 2, Object.values(taxpayerRow(from + i, '2')))).join(''));
    const chunks = ready;
    ready = [];
    yield* chunks;
  }
  sheet('</sheetData></worksheet>', true);
  zip.end();
  yield* ready;
}

async function push(url: string, body: AsyncIterable<string | Uint8Array>): Promise<{ summary: PushSummary; seconds: number }> {
  const started = performance.now();
  const answer = await fetch(`${url}/push/taxpayer`, {
    method: 'POST',
    body: Readable.from(body),
    duplex: 'half',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const summary = JSON.parse(await answer.text()) as PushSummary;
  if (answer.status !== 200) throw new Error(JSON.stringify(summary));
  return { summary, seconds: (performance.now() - started) / 1000 };
}

/** Peak resident memory of a process, in MB (Linux). */
function peakMb(pid: number | undefined): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

/** The process of the pushes that a server has started (Linux). */
function pushersOf(pid: number | undefined): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === ''
    ? []
    : text
        .split(' ')
        .map(Number)
        .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('push-program'));
}

async function raw(url: string, rows: number): Promise<number> {
  const { stdout } = await run(process.execPath, [ingestWorker, 'raw', url, String(rows)]);
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { rowsPerSecond: number }).rowsPerSecond;
}

async function measureDatabase(name: string, freshUrl: () => Promise<string>, rows: number, sheetRows: number): Promise<void> {
  const floor = await raw(await freshUrl(), rows);
  const server = startHutong(['serve', '--port', '0', '--json'], {
    env: { HUTONG_DATABASE_URL: await freshUrl(), HUTONG_PUSH_PARTIES: `tax-1401:tax:${TOKEN}`, NODE_ENV: 'production' },
  });
  const { url } = JSON.parse((await server.says('\n')).split('\n')[0] ?? '') as { url: string };
  console.log(`\n${name}; raw multi-row INSERT ${floor} rows/s; serving process at rest ${peakMb(server.child.pid)} MB`);
  const tell = async (
    what: string,
    count: number,
    body: AsyncIterable<string | Uint8Array>,
    expected: 'created' | 'unchanged',
  ) => {
    const { summary, seconds } = await push(url, body);
    if (summary.counts[expected] !== count) throw new Error(JSON.stringify(summary));
    const speed = Math.round(count / seconds);
    console.log(
      `  ${what.padEnd(28)} ${String(speed).padStart(7)} rows/s  ${(speed / floor).toFixed(2)} × raw  peak of serving ${peakMb(server.child.pid)} MB, of pushing ${pushersOf(server.child.pid).map(peakMb).join(', ')} MB`,
    );
  };
  await tell(`${rows} by NDJSON, new`, rows, ndjson(rows), 'created');
  await tell(`${rows} by NDJSON, unchanged`, rows, ndjson(rows), 'unchanged');
  if (sheetRows > 0) await tell(`${sheetRows} by workbook, new`, sheetRows, workbook(sheetRows), 'created');
  server.child.kill('SIGTERM');
  await server.ended;
}

export async function benchPush(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string' }, workbook: { type: 'string' }, database: { type: 'string' } },
  });
  const rows = Number(values.rows ?? 100_000);
  const sheetRows = Number(values.workbook ?? 200_000);
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  try {
    let next = 0;
    if (values.database !== 'mariadb') {
      await measureDatabase('SQLite', async () => `sqlite:${join(folder, `${++next}.db`)}`, rows, sheetRows);
    }
    if (values.database === 'sqlite') return;
    const server = await startMariadb();
    try {
      await measureDatabase('MariaDB', () => server.createDatabase(`bench${++next}`), rows, sheetRows);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
