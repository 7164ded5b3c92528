/** Workbooks made by hand, byte for byte: as programs save them, and as nobody should. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bomb, workbookBytes, zipBytes } from '../../test/support/workbook.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { openFile } from './read-file.ts';
import { openWorkbook, WORKBOOK_LIMITS, type WorkbookLimits } from './workbook.ts';

async function read(bytes: Buffer, limits?: Partial<WorkbookLimits>) {
  const opened = await openWorkbook(bytes, { ...WORKBOOK_LIMITS, ...limits });
  if (!opened.ok) return { code: opened.problem.code };
  const { sheets, hasMacros } = opened.value;
  try {
    const rows = [];
    for (const sheet of sheets) for await (const batch of sheet.rows()) rows.push(...batch);
    return { names: sheets.map(({ name }) => name), hasMacros, rows, merges: sheets.flatMap((sheet) => sheet.merges()) };
  } catch (error) {
    if (!(error instanceof FileBrokenError)) throw error;
    return { code: error.problem.code };
  } finally {
    opened.value.close();
  }
}

const rowsOf = async (sheet: string, more: Parameters<typeof workbookBytes>[1] = {}) =>
  (await read(workbookBytes(sheet, more))).rows?.map(({ cells }) => cells);

describe('a sheet', () => {
  it('gives its cells where they stand, and no row without any', async () => {
    const { rows } = await read(
      workbookBytes(
        '<row r="2"><c r="B2" t="inlineStr"><is><t>名称</t></is></c><c r="C2" s="1"/></row><row r="3"><c r="A3"/></row><row r="9"><c r="A9"><v>1</v></c></row>',
      ),
    );
    expect(rows).toEqual([
      { row: 2, cells: [null, '名称'] },
      { row: 9, cells: [1] },
    ]);
  });

  it('says what each kind of cell says: shared and rich text, formulas as saved, truth, errors', async () => {
    const shared = '<si><t>甲</t></si><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh><t>yi</t></rPh></si>';
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>A1&amp;B1</f><v>甲乙</v></c><c><f>1+1</f></c><c t="b"><v>1</v></c>' +
      '<c t="e"><v>#N/A</v></c><c t="s"><v>99</v></c><c t="inlineStr"><is><t>a_x000D_b</t></is></c><c><v>9.1140403E+17</v></c>';
    expect(await rowsOf(`<row>${cells}</row>`, { shared })).toEqual([
      ['甲', '乙 丙', '甲乙', '#CALC!', true, '#N/A', null, 'a\rb', 9.1140403e17],
    ]);
  });

  it('shows a date where the format does, and a number where it does not', async () => {
    const formats =
      '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/>';
    const styles = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/>';
    const cells =
      [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>45930.5</v></c>`).join('') +
      '<c s="1"><v>59</v></c><c s="1"><v>99999999</v></c>';
    expect(await rowsOf(`<row>${cells}</row>`, { formats, styles })).toEqual([
      [45930.5, '2025-09-30 12:00:00', '2025-09-30 12:00:00', 45930.5, '2025-09-30 12:00:00', '1900-02-28', 99999999],
    ]);
    expect(await rowsOf('<row><c s="1"><v>44468</v></c></row>', { styles, since1904: true })).toEqual([['2025-09-30']]);
  });

  it('names what was made one behind its rows, and hidden sheets not at all', async () => {
    const { merges, names, hasMacros } = await read(
      workbookBytes('<row><c t="inlineStr"><is><t>题</t></is></c></row>', {
        after: '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="B3:B5"/></mergeCells>',
        hiddenSheet: '<row><c><v>7</v></c></row>',
        macros: true,
      }),
    );
    expect(merges).toEqual([
      { fromRow: 1, toRow: 1, fromColumn: 1, toColumn: 4 },
      { fromRow: 3, toRow: 5, fromColumn: 2, toColumn: 2 },
    ]);
    expect([names, hasMacros]).toEqual([['名单'], true]);
  });

  it('of programs that prefix every name is read too', async () => {
    const { rows } = await read(workbookBytes('<x:row><x:c t="str"><x:v>甲</x:v></x:c></x:row>', { prefix: 'x:' }));
    expect(rows).toEqual([{ row: 1, cells: ['甲'] }]);
  });
});

describe('a workbook that is refused', () => {
  const row = '<row><c><v>1</v></c></row>';
  const dtd = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  it.each([
    ['of another kind', zipBytes({ 'word/document.xml': '<document/>' }), 'WORKBOOK_OTHER_KIND'],
    ['an empty archive', zipBytes({}), 'WORKBOOK_OTHER_KIND'],
    ['an archive cut off', workbookBytes(row).subarray(0, 300), 'WORKBOOK_BROKEN'],
    ['with entities', workbookBytes(row, { head: dtd }), 'WORKBOOK_ENTITIES'],
    ['with an unknown entity', workbookBytes('<row><c t="str"><v>&bomb;</v></c></row>'), 'WORKBOOK_BROKEN'],
    ['with a sheet that ends early', workbookBytes('<row><c>', { end: '' }), 'WORKBOOK_BROKEN'],
    ['with a column far away', workbookBytes('<row><c r="XFD1"><v>1</v></c></row>'), 'WORKBOOK_TOO_WIDE'],
    ['with an endless cell', workbookBytes(`<row><c t="str"><v>${'x'.repeat(40_000)}</v></c></row>`), 'WORKBOOK_CELL_TOO_LONG'],
    ['whose directory says too little', workbookBytes(row.repeat(500), { lie: 10 }), 'WORKBOOK_BROKEN'],
    ['whose directory says too much', workbookBytes(row.repeat(500), { lie: 1_000_000 }), 'WORKBOOK_BROKEN'],
    ['whose directory says more than may come out', workbookBytes(row, { lie: 4_000_000_000 }), 'WORKBOOK_TOO_LARGE'],
    ['that is locked', workbookBytes(row, { locked: true }), 'WORKBOOK_ENCRYPTED'],
    [
      'of the binary kind',
      zipBytes({
        '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        'xl/workbook.bin': 'x',
      }),
      'WORKBOOK_BINARY_FORMAT',
    ],
  ])('%s', async (_name, bytes, code) => {
    expect(await read(bytes)).toEqual({ code });
  });

  it('for what comes out of it, all its files together', async () => {
    const bytes = workbookBytes(row.repeat(100_000));
    expect(bytes.length).toBeLessThan(20_000);
    expect(await read(bytes, { inflatedBytes: 500_000 })).toEqual({ code: 'WORKBOOK_TOO_LARGE' });
    const shared = '<si><t/></si>'.repeat(50_000);
    expect(await read(workbookBytes(row, { shared }), { sharedCharacters: 100_000 })).toEqual({ code: 'WORKBOOK_TOO_LARGE' });
    // One that never closes is no less than many.
    const open = `<si>${`<r><t>${'x'.repeat(1_000)}</t></r>`.repeat(101)}`;
    expect(await read(workbookBytes(row, { shared: open }), { sharedCharacters: 100_000 })).toEqual({
      code: 'WORKBOOK_TOO_LARGE',
    });
  });
});

describe('a workbook that is dropped', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hutong-workbook-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function dropped(bytes: Buffer, skipThrough = 0) {
    const path = join(folder, 'drop.xlsx');
    writeFileSync(path, bytes);
    const opened = await openFile(path);
    if (!opened.ok) return { code: opened.problem.code };
    const rows = [];
    try {
      for await (const batch of opened.value.rows({ skipThrough })) rows.push(...batch);
    } catch (error) {
      if (!(error instanceof FileBrokenError)) throw error;
      return { rows, code: error.problem.code };
    }
    return { format: opened.value.format, header: opened.value.header, rows };
  }

  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheet =
    `<row>${text('二〇二五年名单')}</row><row>${text('UNISCID')}${text(' ENTNAME ')}</row>` +
    `<row r="4">${text('x1')}${text('甲')}</row><row r="5">${text('x2')}</row>`;

  it('gives the rows that a CSV file would, under the header that its titles hide', async () => {
    expect(await dropped(workbookBytes(sheet))).toEqual({
      format: 'xlsx',
      header: ['UNISCID', 'ENTNAME'],
      rows: [
        { row: 4, cells: { UNISCID: 'x1', ENTNAME: '甲' } },
        { row: 5, cells: { UNISCID: 'x2', ENTNAME: '' } },
      ],
    });
    expect((await dropped(workbookBytes(sheet), 4)).rows?.map(({ row }) => row)).toEqual([5]);
  });

  it('gives every whole row before it breaks off', async () => {
    const { rows, code } = await dropped(workbookBytes(`${sheet}<row><c>`, { end: '' }));
    expect([rows?.length, code]).toEqual([2, 'WORKBOOK_BROKEN']);
  });

  it('is not begun where a sheet says that it is too large: nothing of it was taken in then', async () => {
    const blanks = bomb(`<worksheet><sheetData>${sheet}`, ' '.repeat(1_000_000), 1_001, '</sheetData></worksheet>');
    expect(await dropped(workbookBytes('', { sheetPart: blanks }))).toEqual({ code: 'WORKBOOK_TOO_LARGE' });
  });

  it('is told apart from what Office wrote before', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await dropped(compound)).toEqual({ code: 'WORKBOOK_OLD_FORMAT' });
    expect(await dropped(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))).toEqual({
      code: 'WORKBOOK_ENCRYPTED',
    });
    expect(await dropped(workbookBytes(''))).toEqual({ code: 'WORKBOOK_NO_ROWS' });
  });
});
