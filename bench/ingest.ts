/**
 * `npm run bench -- ingest`: rows a second of new, unchanged and 10 %-changed records, delta and full, with everything
 * on (indexes, links, identifiers, digests, chain, one personal value), beside the raw multi-row INSERT of the same rows
 * in the same run. The machine is noisy: read the ratios. Options: --rows N, --database sqlite|mariadb, --json.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startMariadb } from '../test/support/mariadb.ts';

interface Measured {
  readonly pass: string;
  readonly mode: string;
  readonly rowsPerSecond: number;
  readonly peakMb: number;
}

const run = promisify(execFile);
const worker = new URL('./ingest-worker.ts', import.meta.url).pathname;

async function measure(what: 'raw' | 'feed', url: string, rows: number, pass = 'new', mode = 'delta'): Promise<Measured> {
  const { stdout } = await run(process.execPath, ['--max-semi-space-size=8', worker, what, url, String(rows), pass, mode], {
    maxBuffer: 1e7,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

/** Raw before and after, so that a machine that slows down or speeds up meanwhile does not pass for a result. */
async function measureDatabase(name: string, freshUrl: () => Promise<string>, rows: number): Promise<void> {
  const first = await measure('raw', await freshUrl(), rows);
  const results: Measured[] = [];
  for (const mode of ['delta', 'full']) {
    const url = await freshUrl();
    for (const pass of ['new', 'unchanged', 'changed']) results.push(await measure('feed', url, rows, pass, mode));
  }
  const last = await measure('raw', await freshUrl(), rows);
  const raw = (first.rowsPerSecond + last.rowsPerSecond) / 2;
  console.log(
    `\n${name}, ${rows} rows; raw multi-row INSERT ${first.rowsPerSecond} and ${last.rowsPerSecond} rows/s, peak ${first.peakMb} MB`,
  );
  for (const { pass, mode, rowsPerSecond, peakMb } of results) {
    const label = pass === 'changed' ? '10 % changed' : pass;
    console.log(
      `  ${mode.padEnd(6)} ${label.padEnd(13)} ${String(rowsPerSecond).padStart(7)} rows/s  ${(rowsPerSecond / raw).toFixed(2)} × raw  peak ${peakMb} MB`,
    );
  }
}

export async function benchIngest(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rows: { type: 'string', default: '100000' }, database: { type: 'string' } },
  });
  const rows = Math.ceil(Number(values.rows) / 1000) * 1000;
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  let made = 0;
  try {
    if (values.database !== 'mariadb')
      await measureDatabase('SQLite', async () => `sqlite:${join(folder, `${++made}.db`)}`, rows);
    if (values.database !== 'sqlite') {
      const server = await startMariadb();
      try {
        await measureDatabase('MariaDB', () => server.createDatabase(`bench${++made}`), rows);
      } finally {
        await server.stop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
