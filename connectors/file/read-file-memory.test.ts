/** Memory is measured in a process of its own: what the test runner holds would hide what the reader holds. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MiB = 1024 * 1024;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-memory-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, parts: Iterable<string | Buffer>): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  for (const part of parts) writeSync(file, typeof part === 'string' ? Buffer.from(part) : part);
  closeSync(file);
  return path;
}

function* longText(before: string, after: string): Generator<string | Buffer> {
  const block = Buffer.alloc(MiB, 'x');
  yield before;
  for (let index = 0; index < 200; index++) yield block;
  yield after;
}

/** Reads the file in a small-heap child; its rows in brief, and the most memory it ever held, in MiB. */
function readInChild(path: string): { rows: unknown[]; peak: number } {
  const script = `
    import { openFile } from ${JSON.stringify(new URL('read-file.ts', import.meta.url).href)};
    import fs from 'node:fs';
    const opened = await openFile(${JSON.stringify(path)});
    const rows = [];
    for await (const batch of opened.value.rows())
      for (const row of batch) if (rows.length < 10) rows.push('cells' in row ? row.cells.a : [row.problem.code, row.problem.params.length]);
    // Where the kernel keeps it per program; maxRSS would begin with that of the process that started this one.
    const own = fs.existsSync('/proc/self/status') ? /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined;
    console.log(JSON.stringify({ rows, peak: Number(own ?? process.resourceUsage().maxRSS) / 1024 }));`;
  const flags = ['--max-semi-space-size=8', '--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
}

const PEAK = 170;

it.each([
  ['NDJSON line', '{"a":"1"}\n{"a":"', '"}\n{"a":"2"}\n'],
  ['first NDJSON line', '{"a":"', '"}\n{"a":"2"}\n'],
  ['CSV line', 'a,b\n1,1\n"', '",1\n2,2\n'],
  ['JSON element', '[{"a":"1"},{"a":"', '"},{"a":"2"}]'],
])('passes over a %s of 200 MB in little memory', { timeout: 60_000 }, (_name, before, after) => {
  const { rows, peak } = readInChild(write('long', longText(before, after)));
  expect(rows.slice(-2)).toEqual([['FILE_ROW_TOO_LONG', expect.stringMatching(/^2097\d{5}$/)], '2']);
  expect(peak).toBeLessThan(PEAK);
});

it('reads an unclosed quote before 200 MB, and a gzip bomb, in little memory', { timeout: 60_000 }, () => {
  const lines = Buffer.from('1234567890,12345\n'.repeat(MiB / 16));
  const open = readInChild(write('open', ['a,b\n1,"1\n', ...Array.from({ length: 190 }, () => lines)]));
  expect(open.rows[0]).toEqual(['FILE_QUOTE_UNCLOSED', null]);
  expect(open.rows[1]).toBe('1234567890');
  expect(open.peak).toBeLessThan(PEAK);

  const bomb = gzipSync(Buffer.concat([Buffer.from('a,b\n1,1\n'), Buffer.alloc(200 * MiB, 'x')]));
  const bombed = readInChild(write('bomb', [bomb]));
  expect(bombed.rows).toEqual(['1', ['FILE_ROW_TOO_LONG', String(200 * MiB)]]);
  expect(bombed.peak).toBeLessThan(PEAK);
});
