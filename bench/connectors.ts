/**
 * `npm run bench -- connectors [--rows 200000]`: how fast each connector reads a long table, and that its memory stays flat:
 * each is read in a process of its own with little heap, a short table beside a long one.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { connectorCases } from '../test/support/connector-cases.ts';
import { csvOf, type SentTable } from '../test/support/connector-conformance.ts';

/** The most that the longer table may need more than the shorter one, in MiB: what a garbage collector leaves lying. */
const FLAT = 40;

async function writeTable(path: string, table: SentTable, rows: number): Promise<void> {
  const out = createWriteStream(path);
  for (let from = 0; from < rows; from += 1_000) {
    const text = csvOf(Array.from({ length: Math.min(1_000, rows - from) }, (_, i) => table.row(from + i + 1)));
    const isRoom = out.write(from === 0 ? text : text.slice(text.indexOf('\n') + 1));
    if (!isRoom) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

interface Measured {
  readonly rows: number;
  readonly ms: number;
  /** The most memory that the process ever held, in MiB. */
  readonly peak: number;
}

async function readInChild(source: string, path: string): Promise<Measured> {
  const script = `
    import { connectorCases } from ${JSON.stringify(new URL('../test/support/connector-cases.ts', import.meta.url).href)};
    const { connector } = connectorCases.find((each) => each.connector.source === ${JSON.stringify(source)});
    const opened = await connector.file(${JSON.stringify(path)}).open();
    const start = performance.now();
    let rows = 0;
    for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } }))
      for (const reading of readings) if ('observation' in reading) rows++;
    console.log(JSON.stringify({ rows, ms: performance.now() - start, peak: process.resourceUsage().maxRSS / 1024 }));`;
  const flags = ['--max-old-space-size=64', '--max-semi-space-size=8', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  return JSON.parse(stdout) as Measured;
}

export async function benchConnectors(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rows: { type: 'string', default: '200000' } } });
  const rows = Number(values.rows);
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  try {
    for (const { connector, tables } of connectorCases) {
      for (const [i, table] of tables.entries()) {
        const [short, long] = [join(folder, `short-${i}.csv`), join(folder, `long-${i}.csv`)];
        await writeTable(short, table, rows / 10);
        await writeTable(long, table, rows);
        const before = await readInChild(connector.source, short);
        const { rows: read, ms, peak } = await readInChild(connector.source, long);
        if (read !== rows) throw new Error(`${connector.source}: ${read} of ${rows} rows`);
        const isFlat = peak - before.peak <= FLAT;
        if (!isFlat) process.exitCode = 1;
        const speed = Math.round(rows / (ms / 1_000)).toLocaleString('en');
        const memory = `${Math.round(before.peak)} → ${Math.round(peak)} MiB${isFlat ? '' : ', not flat'}`;
        console.log(`${connector.source} ${table.name}: ${speed} rows/s, ${memory}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
