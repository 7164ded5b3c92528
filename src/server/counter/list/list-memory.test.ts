/** What a bomb costs, measured in a process of its own: what the test runner holds would hide what the reader holds. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bomb, workbookBytes } from '../../../../test/support/workbook.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-bomb-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Checks the list in a child; why it was refused, and the most memory that the child ever held, in MB. */
function checkInChild(bytes: Buffer): { code: string; peak: number } {
  const path = join(folder, 'bomb.xlsx');
  writeFileSync(path, bytes);
  const script = `
    import fs from 'node:fs';
    import { checkList } from ${JSON.stringify(new URL('list-thread.ts', import.meta.url).href)};
    const checked = await checkList(fs.readFileSync(${JSON.stringify(path)}), async () => []);
    const own = fs.existsSync('/proc/self/status') ? /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined;
    console.log(JSON.stringify({ code: checked.ok ? 'OK' : checked.problem.code, peak: Number(own ?? process.resourceUsage().maxRSS) / 1024 }));`;
  const flags = ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
}

const GB = 1024;
const megabyte = (text: string) => text.repeat(Math.floor((1024 * 1024) / text.length));
const start = '<worksheet><sheetData>';

// What tells its size is refused by it; those that lie about it are met while they are read.

it.each([
  [
    'a gigabyte of blank rows',
    workbookBytes('', { sheetPart: bomb(start, megabyte('<row><c/></row>'), GB, '') }),
    'WORKBOOK_TOO_LARGE',
  ],
  [
    'one cell of a gigabyte',
    workbookBytes('', { sheetPart: { ...bomb(`${start}<row><c t="str"><v>`, megabyte('x'), GB, ''), size: 1000 } }),
    'WORKBOOK_CELL_TOO_LONG',
  ],
  [
    'a gigabyte of shared strings',
    workbookBytes('', { sharedPart: bomb('<sst>', megabyte(`<si><t>${'字'.repeat(300)}</t></si>`), GB, '') }),
    'WORKBOOK_TOO_LARGE',
  ],
  [
    'a tag that never ends',
    workbookBytes('', { sheetPart: { ...bomb(`${start}<row a="`, megabyte('x'), GB, ''), size: 1000 } }),
    'WORKBOOK_CELL_TOO_LONG',
  ],
])('%s is refused in little memory', { timeout: 60_000 }, (_name, bytes, code) => {
  expect(bytes.length).toBeLessThan(10_000_000);
  const { code: got, peak } = checkInChild(bytes);
  expect(got).toBe(code);
  expect(peak).toBeLessThan(260);
});
