/**
 * One measurement of the ingest benchmark, in a process of its own so that its memory is its own.
 * Arguments: what (raw | feed), database URL, rows, name of the pass, mode. Prints one JSON line.
 */
import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mysql2/promise';
import { makeReady, putEntry } from '../src/feed/entry.ts';
import { openHub } from '../src/feed/hub.ts';
import { startRun } from '../src/feed/runs.ts';
import { writeBatch } from '../src/feed/write.ts';
import { companyRow, flatRow } from './company-rows.ts';

const BATCH = 1000;
const [what, url = '', rowsText = '0', pass = 'new', mode = 'delta'] = process.argv.slice(2);
const rows = Number(rowsText);

/** Set when the first batch is about to be made: opening and making tables is not what is measured. */
let started = 0;
let cpuBefore = process.cpuUsage();
const start = (): void => {
  started = performance.now();
  cpuBefore = process.cpuUsage();
};
if (what === 'raw') await (url.startsWith('sqlite:') ? rawSqlite() : rawMysql());
else await feed();
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
console.log(
  JSON.stringify({
    what,
    pass,
    mode,
    rows,
    seconds,
    rowsPerSecond: Math.round(rows / seconds),
    cpuSeconds: (user + system) / 1e6,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);

/** The floor: one table with the record's fields as columns, multi-row INSERT, a commit for each 1,000 rows, as durable as the hub. */
function rawSqlite(): void {
  const database = new DatabaseSync(url.slice('sqlite:'.length));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
  const { columns } = flatRow(0);
  database.exec(
    `create table raw (${columns.map((column, i) => `"${column}" TEXT${i === 0 ? ' PRIMARY KEY' : ''}`).join(', ')})`,
  );
  const statement = database.prepare(
    `insert into raw values ${Array(BATCH)
      .fill(`(${columns.map(() => '?').join(',')})`)
      .join(',')}`,
  );
  start();
  for (let from = 0; from < rows; from += BATCH) {
    const values = [];
    for (let i = from; i < from + BATCH; i++) values.push(...flatRow(i).values);
    database.exec('begin immediate');
    statement.run(...values);
    database.exec('commit');
  }
  database.close();
}

async function rawMysql(): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_bin' });
  const { columns } = flatRow(0);
  const types = columns.map(
    (column, i) => `\`${column}\` VARCHAR(${column === 'businessScope' ? 2000 : 200})${i === 0 ? ' PRIMARY KEY' : ''}`,
  );
  await connection.query(`create table raw (${types.join(', ')}) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin`);
  start();
  for (let from = 0; from < rows; from += BATCH) {
    const values = [];
    for (let i = from; i < from + BATCH; i++) values.push(flatRow(i).values);
    await connection.query('insert into raw values ?', [values]);
  }
  await connection.end();
}

async function feed(): Promise<void> {
  const hub = await openHub({ databaseUrl: url, writer: 'inline' });
  const run = await startRun(hub, { source: 'registry', mode, input: pass, inputFingerprint: null });
  let counts = run.counts;
  let underWay: Promise<void> = Promise.resolve();
  const edition = (i: number): number => (pass === 'changed' && i % 10 === 0 ? 1 : 0);
  start();
  for (let from = 0; from < rows; from += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, i) => from + i);
    const entries = await makeReady(numbers, (i) =>
      putEntry(companyRow(i, edition(i)), hub.fingerprint, { population: 'property-services' }),
    );
    await underWay;
    underWay = writeBatch(hub, {
      source: 'registry',
      entries,
      receivedAt: hub.clock.now(),
      run: { id: run.id, savedRow: from + BATCH, counts, full: mode === 'full' },
    }).then((result) => {
      counts = result.counts ?? counts;
    });
  }
  await underWay;
  await hub.close();
  const expected = pass === 'new' ? { created: rows } : pass === 'changed' ? { changed: rows / 10 } : { unchanged: rows };
  for (const [name, count] of Object.entries(expected)) {
    if (counts[name as keyof typeof counts] !== count)
      throw new Error(`${pass}: expected ${count} ${name}, got ${JSON.stringify(counts)}`);
  }
}
