import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerBytes } from '../../test/support/ledgers.ts';
import { type WorkbookParts, workbookBytes } from '../../test/support/workbook.ts';
import { type CellNote, markWorkbook } from './mark-workbook.ts';
import { openWorkbook } from './workbook.ts';
import type { SheetRow } from './workbook-sheet.ts';
import { ZipArchive } from './zip-archive.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-mark-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = (reference: string, value: string, more = ''): string =>
  `<c r="${reference}"${more} t="inlineStr"><is><t>${value}</t></is></c>`;

async function* notesOf(notes: readonly CellNote[]): AsyncGenerator<CellNote> {
  yield* notes;
}

async function mark(rows: string, headerRow: number, notes: readonly CellNote[], parts?: WorkbookParts) {
  const [source, target] = [join(folder, 'in.xlsx'), join(folder, 'out.xlsx')];
  writeFileSync(source, workbookBytes(rows, parts));
  await markWorkbook(source, target, '错误说明', [{ sheet: '名单', headerRow, notes: () => notesOf(notes) }]);
  const opened = await openWorkbook(target);
  if (!opened.ok) throw new Error(opened.problem.code);
  const read: SheetRow[] = [];
  for await (const batch of opened.value.sheets[0]?.rows() ?? []) read.push(...batch);
  const sheetOf = async (path: string): Promise<string> => {
    const archive = await ZipArchive.open(path, 10_000_000);
    const parts: Buffer[] = [];
    for await (const chunk of archive.read('xl/worksheets/sheet1.xml')) parts.push(Buffer.from(chunk));
    archive.close();
    return Buffer.concat(parts).toString();
  };
  return { rows: read, sheet: await sheetOf(target), before: await sheetOf(source), bytes: readFileSync(target) };
}

const header = `<row r="2" spans="1:2" ht="30">${text('A2', '代码', ' s="3"')}${text('B2', '名称', ' s="4"')}</row>`;
const titled = `<row r="1">${text('A1', '税务登记')}</row>${header}`;

describe('a workbook', () => {
  it('gets the notes beside its rows and stays as it is otherwise', async () => {
    const rows = `${titled}<row r="3">${text('A3', 'x')}</row><row r="5" s="2">${text('A5', 'y')}${text('B5', '&lt;row&gt;')}</row>`;
    const after = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>';
    const marked = await mark(rows, 2, [{ row: 5, text: '第 5 行「代码」<有误> & 请核对' }], { after, macros: true });
    expect(marked.rows).toEqual([
      { row: 1, cells: ['税务登记'] },
      { row: 2, cells: ['代码', '名称', '错误说明'] },
      { row: 3, cells: ['x'] },
      { row: 5, cells: ['y', '<row>', '第 5 行「代码」<有误> & 请核对'] },
    ]);
    const added = /<c r="C\d+"[^>]*><is>.*?<\/is><\/c>/g;
    expect(marked.sheet.replace(added, '')).toBe(marked.before.replace(' spans="1:2"', ''));
    expect(marked.sheet).toContain('<c r="C2" s="4" t="inlineStr">');
  });

  it('of several sheets is marked on those that were read, under the header that was read, and on no other', async () => {
    const [source, target] = [join(folder, 'sheets.xlsx'), join(folder, 'sheets-marked.xlsx')];
    const table = [
      ['填报人', '某人'],
      ['编号', '名称'],
      ['X1', '甲'],
      ['X2', '乙'],
    ];
    writeFileSync(source, await ledgerBytes({ 说明: [['一', '二']], 小区: table, 业主组织: table }));
    const noted = (sheet: string, note: CellNote) => ({ sheet, headerRow: 2, notes: () => notesOf([note]) });
    const sheets = [noted('业主组织', { row: 4, text: '委员人数有误' }), noted('小区', { row: 3, text: '户数有误' })];
    await markWorkbook(source, target, '错误说明', sheets);
    const opened = await openWorkbook(target);
    if (!opened.ok) throw new Error(opened.problem.code);
    const read: (readonly unknown[])[] = [];
    for (const sheet of opened.value.sheets)
      for await (const batch of sheet.rows()) read.push(batch.map(({ cells }) => cells[2]));
    expect(read).toEqual([
      [undefined],
      [undefined, '错误说明', '户数有误', undefined],
      [undefined, '错误说明', undefined, '委员人数有误'],
    ]);
  });

  it('that comes back marked is marked anew', async () => {
    const rows = `<row r="1">${text('A1', '代码')}${text('B1', '名称')}${text('C1', '错误说明')}</row>
<row r="2">${text('A2', 'x')}<c r="C2" s="1"/></row><row r="3">${text('A3', 'y')}${text('C3', '旧的')}</row><row r="4">${text('A4', 'z')}${text('C4', '也是旧的')}</row>`;
    const marked = await mark(rows, 1, [{ row: 4, text: '新的' }]);
    expect(marked.rows).toEqual([
      { row: 1, cells: ['代码', '名称', '错误说明'] },
      { row: 2, cells: ['x'] },
      { row: 3, cells: ['y'] },
      { row: 4, cells: ['z', null, '新的'] },
    ]);
  });

  it('is marked whatever the prefix of its tags and wherever a chunk ends', async () => {
    const cells = (row: number) =>
      `<x:row r="${row}"><x:c r="A${row}"><x:v>${row}</x:v></x:c><x:c r="B${row}"><x:v>7</x:v></x:c></x:row>`;
    const rows = Array.from({ length: 3_000 }, (_, i) => cells(i + 1)).join('');
    const notes = Array.from({ length: 1_500 }, (_, i) => ({ row: 2 * i + 2, text: `注 ${2 * i + 2}` }));
    const marked = await mark(rows, 1, notes, { prefix: 'x:' });
    expect(marked.rows).toHaveLength(3_000);
    expect(marked.rows.filter(({ row, cells }) => row > 1 && cells[2] !== (row % 2 === 0 ? `注 ${row}` : undefined))).toEqual([]);
  });
});
