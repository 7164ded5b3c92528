/** Ledgers as county offices make them: what is read of them, what is passed over, and what is told instead. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from '../../sandbox/office/gb18030.ts';
import { csvOf, Drop, opened, readAll } from '../../test/support/connector-conformance.ts';
import { type LedgerCell, ledgerBytes, title } from '../../test/support/ledgers.ts';
import { bomb, workbookBytes } from '../../test/support/workbook.ts';
import type { Completeness } from '../connector.ts';
import { estateConnector } from './estate.connector.ts';

const connector = estateConnector();
const COUNTY = '长治市潞州区';
const CODE = '140403';

async function open(name: string, bytes: string | Buffer, completeness?: Completeness) {
  using drop = new Drop();
  const path = drop.path(name);
  writeFileSync(path, bytes);
  const result = await connector.file(path, completeness).open();
  if (!result.ok) return { problem: result.problem };
  const { completeness: said, recordTypes } = result.value;
  const all = await readAll(result.value);
  return { said, recordTypes, readings: all.map(({ reading }) => reading) };
}

type Opened = Awaited<ReturnType<typeof open>>;

const contents = ({ readings = [] }: Opened) =>
  readings.map((reading) => ('observation' in reading ? reading.observation.content : reading.problems.map(({ code }) => code)));
const names = (read: Opened) => contents(read).map((content) => ('name' in content ? content.name : content));
const warnings = ({ readings = [] }: Opened) =>
  readings.flatMap((reading) =>
    'observation' in reading ? reading.observation.warnings.map(({ code, field, row }) => [code, field, row]) : [],
  );

const sheetOf = async (rows: readonly (readonly LedgerCell[])[], sheet = '台账') => ledgerBytes({ [sheet]: rows });

const HEADER = ['序号', '小区编号', '小区名称', '街道（乡镇）', '户数', '总建筑面积'];
const estate = (n: number, more: { name?: string; street?: LedgerCell } = {}): readonly LedgerCell[] => [
  ...[n, `X${n}`, more.name ?? `第${n}花园`, more.street === undefined ? '英雄南路街道' : more.street, 100 + n, 5000],
];

describe('the table of a ledger', () => {
  it('begins under its titles, in any order of its columns; its county stands in the title', async () => {
    const read = await open(
      '台账.xlsx',
      await sheetOf([
        title(`${COUNTY}住宅小区台账`, 4),
        ['填报单位：住建局', null, null, '2025年7月'],
        ['总户数', '项目名称', '小区代码', '联系方式（随意）'],
        ['320', '锦绣花园', 'X1', '某人'],
      ]),
    );
    expect(contents(read)).toEqual([expect.objectContaining({ name: '锦绣花园', county: CODE, households: 320 })]);
    expect(read.readings?.[0]?.row).toBe(4);
    expect(read.said).toEqual({ kind: 'delta' });
    expect(read.recordTypes).toEqual(['estate']);
  });

  it('has two storeys of names, the upper one with the unit of what is under it', async () => {
    const head: (readonly LedgerCell[])[] = [
      [
        { value: '序号', down: 2 },
        { value: '小区名称', down: 2 },
        { value: '面积（万㎡）', across: 2 },
        null,
        { value: '户数', down: 2 },
      ],
      [null, null, '建筑面积', '占地面积', null],
    ];
    const row = [1, '锦绣花园', 3.2, '1.05', 320];
    const merged = await open('a.xlsx', await sheetOf([title(`${COUNTY}小区台账`, 5), ...head, row]));
    const expected = { name: '锦绣花园', buildingArea: '32000', landArea: '10500', households: 320 };
    expect(contents(merged)).toEqual([expect.objectContaining(expected)]);
    // As text, with names that reach down repeated or not.
    for (const below of [',,建筑面积,占地面积,', '序号,小区名称,建筑面积,占地面积,户数']) {
      const text = `${COUNTY}小区台账,,,,\n序号,小区名称,面积（万㎡）,,户数\n${below}\n1,锦绣花园,3.2,1.05,320\n`;
      expect(contents(await open('a.csv', text))).toEqual([expect.objectContaining(expected)]);
    }
    // All names below, and every column of a group of its own.
    const groups = `${COUNTY}小区台账（2025年）\n基本情况,面积（万㎡）\n小区名称,建筑面积\n锦绣花园,3.2\n`;
    expect(contents(await open('a.csv', groups))).toEqual([expect.objectContaining({ name: '锦绣花园', buildingArea: '32000' })]);
  });

  it('whose areas are of a unit that only a title gives is refused: they might be ten thousand times as large', async () => {
    const of = async (unit: string, column: string) =>
      (await open('a.csv', `${COUNTY}小区台账,\n填报单位：住建局,${unit}\n小区名称,${column}\n甲园,3.2\n`)).problem;
    expect(await of('单位：户、万平方米', '总建筑面积')).toMatchObject({ code: 'LEDGER_UNIT', params: { column: '总建筑面积' } });
    expect(await of('单位：万平方米', '建筑面积（万㎡）')).toBeUndefined();
    expect(await of('单位：㎡', '总建筑面积')).toBeUndefined();
  });

  it('gives each row what a cell says that was made one over several, also where the row begins with it', async () => {
    const read = await open(
      'a.xlsx',
      await sheetOf([
        title(`${COUNTY}小区台账`, 6),
        ['街道（乡镇）', ...HEADER.filter((name) => name !== '街道（乡镇）')],
        [{ value: '英雄南路街道', down: 3 }, 1, 'X1', '甲园', 1, 1],
        [null, 2, 'X2', '乙园', 2, 2],
        [null, 3, 'X3', '丙园', 3, 3],
        [null, 4, 'X4', '丁园', 4, 4],
      ]),
    );
    expect(contents(read).map((content) => ('name' in content ? [content.name, content.street] : content))).toEqual([
      ['甲园', '英雄南路街道'],
      ['乙园', '英雄南路街道'],
      ['丙园', '英雄南路街道'],
      ['丁园', undefined],
    ]);
  });

  it('has sums, notes, numbers without an estate and its header once more among its rows, and estates called alike', async () => {
    const read = await open(
      'a.xlsx',
      await sheetOf([
        title(`${COUNTY}小区台账`, 6),
        HEADER,
        estate(1),
        [null, null, '小计', null, 101, 5000],
        HEADER,
        estate(2, { name: '合计花园' }),
        estate(3, { name: '说明小区' }),
        [4, null, null, '英雄南路街道'],
        [5],
        ['合 计', null, '3个', null, 306, 15000],
        ['注：户数以入住为准', null, null, null, 1],
        ['填表人（签字）：某人', null, '审核：某人'],
        ['以上数据截至2025年6月'],
      ]),
    );
    expect(names(read)).toEqual(['第1花园', '合计花园', '说明小区']);
    const first = `小区名称,户数\n合计花园,3\n合计,3\n共计：2个小区,3\n`;
    expect(names(await open(`${COUNTY}.csv`, first))).toEqual(['合计花园']);
  });

  it('without a name of an estate in a row is refused there; what lacks the column is told of the file', async () => {
    const rows = [title(`${COUNTY}小区台账`, 6), HEADER, [1, 'X1', null, '英雄南路街道', 1, 1]];
    const { readings } = await open('a.xlsx', await sheetOf(rows));
    expect(readings).toMatchObject([{ row: 3, problems: [{ code: 'FIELD_REQUIRED', field: '小区名称', row: 3 }] }]);
    const without = await open(
      'a.xlsx',
      await sheetOf([title(COUNTY, 6), ['序号', '小区编号', '户数', '街道', '地址'], [1, 'X', 1, '街', '路']]),
    );
    expect(without.problem).toMatchObject({ code: 'FILE_COLUMN_MISSING', params: { column: '小区名称' } });
    const note = await open('说明.txt', 'hi\n');
    expect(note.problem).toMatchObject({ code: 'FILE_LAYOUT_UNKNOWN', params: { actual: '? × 1' } });
  });

  it('is text in GB18030 too, with titles above', async () => {
    const text = `${COUNTY}小区台账（全量）,,\r\n,,单位：户\r\n小区名称,小区编号,户数\r\n甲园,X1,"1,024户"\r\n合计,,1024\r\n`;
    const read = await open('a.csv', encodeGb18030(text));
    expect(contents(read)).toEqual([expect.objectContaining({ name: '甲园', county: CODE, households: 1024 })]);
    expect(read.said).toEqual({ kind: 'full', region: CODE });
  });
});

describe('a cell of a ledger', () => {
  it('is a number or a date as Excel keeps them', async () => {
    const header = ['小区名称', '户数', '建成时间', '总建筑面积', '更新时间'];
    const read = await open(
      `${COUNTY}.xlsx`,
      await sheetOf([header, ['甲园', '320', new Date(Date.UTC(2012, 5, 30)), 12000.5, '2025-06-01 08:00:00']]),
    );
    expect(contents(read)).toEqual([expect.objectContaining({ households: 320, builtYear: 2012, buildingArea: '12000.5' })]);
    expect(read.readings).toMatchObject([{ observation: { sourceVersion: Date.UTC(2025, 5, 1), warnings: [] } }]);
  });

  it('is what its formula came to; one that failed or was never worked out is told, and the known value stays', async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const header = ['小区名称', '小区编号', '户数', '楼栋数', '坐落地址'].map(text).join('');
    const cells = `${text('甲园')}<c t="str"><f>"X"&amp;1</f><v>X1</v></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c t="e"><f>A1</f><v>#REF!</v></c>`;
    const unnamed = `<c><f>A1</f></c>${text('X2')}<c><v>1</v></c>`;
    const read = await open(`${COUNTY}.xlsx`, workbookBytes(`<row>${header}</row><row>${cells}</row><row>${unnamed}</row>`));
    expect(contents(read)).toEqual([expect.objectContaining({ name: '甲园', households: 2 }), ['CELL_ERROR']]);
    expect(warnings(read).toSorted()).toEqual([
      ['CELL_ERROR', '坐落地址', 2],
      ['CELL_ERROR', '楼栋数', 2],
    ]);
    const [first] = read.readings ?? [];
    const stated = first !== undefined && 'observation' in first ? first.observation.stated : undefined;
    expect(stated?.has('households')).toBe(true);
    expect(stated?.has('buildings')).toBe(false);
    expect(stated?.has('address')).toBe(false);
  });

  it('that lost its date format gives the year of its date, and says so', async () => {
    const read = await open(
      `${COUNTY}.xlsx`,
      await sheetOf([
        ['小区名称', '户数', '竣工时间'],
        ['甲园', '320', 41_090],
      ]),
    );
    expect(contents(read)).toEqual([expect.objectContaining({ builtYear: 2012 })]);
    expect(warnings(read)).toEqual([['YEAR_OF_SERIAL', '竣工时间', 2]]);
  });

  it('that cannot be read is a warning, and not stated', async () => {
    const read = await open('a.csv', `所属县区,小区名称,户数,建成年份\n${COUNTY},甲园,很多,明年\n`);
    expect(warnings(read).map(([code, field]) => `${code} ${field}`)).toEqual([
      'YEAR_UNREADABLE 建成年份',
      'COUNT_UNREADABLE 户数',
    ]);
    expect(read.readings).toMatchObject([{ observation: { stated: expect.any(Set) } }]);
    const [first] = read.readings ?? [];
    expect(first !== undefined && 'observation' in first && first.observation.stated?.has('households')).toBe(false);
  });
});

describe('the sheets of a ledger', () => {
  const committees = [
    title(`${COUNTY}业主组织台账`, 4),
    ['业委会名称', '所属小区', '所属小区编号', '届次'],
    ['第1花园业委会', '第1花园、第2花园', 'X1、X2', '第二届'],
  ];
  const rowsOf = (count: number) => [
    title(`${COUNTY}小区台账`, 6),
    HEADER,
    ...Array.from({ length: count }, (_, i) => estate(i + 1)),
  ];

  it('are read one after the other, each by its own header; what is none of them is passed over and told', async () => {
    using drop = new Drop();
    const path = drop.path('a.xlsx');
    const cover = [['填表说明'], ['一、小区', '按实填写']];
    writeFileSync(path, await ledgerBytes({ 封面: cover, 小区: rowsOf(2), 业主组织: committees }));
    const delivery = await opened(connector.file(path));
    expect(delivery.recordTypes).toEqual(['estate', 'committee']);
    const said = [];
    const found = [];
    for await (const { readings, warnings: beside = [] } of delivery.readings({ after: { row: 0, cursor: null } })) {
      said.push(...beside.map(({ code, params }) => [code, params.sheet]));
      found.push(...readings.map((each) => ('observation' in each ? each.observation.recordType : each.problems)));
    }
    expect(said).toEqual([['LEDGER_SHEET_PASSED_OVER', '封面']]);
    expect(found).toEqual(['estate', 'estate', 'committee']);
  });

  it('go on after any place of a delivery with exactly the rest, across sheets too', async () => {
    using drop = new Drop();
    const path = drop.path('a.xlsx');
    writeFileSync(path, await ledgerBytes({ 小区: rowsOf(1_100), 业主组织: committees, 小区二: rowsOf(3) }));
    const delivery = await opened(connector.file(path));
    const all = await readAll(delivery);
    expect(all).toHaveLength(1_104);
    const ends = all.flatMap(({ isLast }, i) => (isLast ? [i] : []));
    expect(ends).toHaveLength(4);
    for (const end of ends) {
      const rest = await readAll(delivery, all[end]?.place);
      expect(rest.map(({ reading }) => reading.wire)).toEqual(all.slice(end + 1).map(({ reading }) => reading.wire));
    }
  });

  it('that look like a table and are none keep a full ledger out: what they hold would end', async () => {
    const spoilt = [title(COUNTY, 4), ['序号', '小区全称', '户数', '街道'], [1, '甲园', 1, '街']];
    const bytes = await ledgerBytes({ 小区: rowsOf(2), 小区二: spoilt });
    expect((await open('全量.xlsx', bytes)).problem).toMatchObject({
      code: 'LEDGER_SHEET_UNKNOWN',
      params: { sheet: '小区二', column: '小区名称' },
    });
    expect(names(await open('六月.xlsx', bytes))).toEqual(['第1花园', '第2花园']);
  });

  it('that are hidden are not read, columns that are hidden are', async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const rows = `<row>${text('小区名称')}${text('小区编号')}</row><row>${text('甲园')}${text('X1')}</row>`;
    const hidden = `<row>${text('小区名称')}</row><row>${text('乙园')}</row>`;
    const read = await open(`${COUNTY}.xlsx`, workbookBytes(rows, { hiddenSheet: hidden }));
    expect(contents(read)).toEqual([
      expect.objectContaining({ name: '甲园', aliases: [{ source: 'estate', code: 'X1', name: '甲园' }] }),
    ]);
  });
});

describe('the county of a ledger', () => {
  const rows = (county?: string) =>
    csvOf([county === undefined ? { 小区名称: '甲园', 户数: '1' } : { 小区名称: '甲园', 户数: '1', 所属县区: county }]);
  const countyIn = async (name: string, text: string, completeness?: Completeness) => {
    const read = await open(name, text, completeness);
    return read.problem?.code ?? contents(read).map((content) => ('name' in content ? content.county : content))[0];
  };

  it.each([
    ['its title', 'a.csv', `${COUNTY}小区台账\n${rows()}`, undefined, CODE],
    ['its file', `${COUNTY}台账.csv`, rows(), undefined, CODE],
    ['a code in the name of its file', 'estate-140403-20250703-202507.csv', rows(), undefined, CODE],
    ['a column', 'a.csv', rows('长治市上党区'), undefined, '140404'],
    ['a column, before the title', 'a.csv', `${COUNTY}小区台账\n${rows('长治市上党区')}`, undefined, '140404'],
    ['who drops it', 'a.csv', rows(), { kind: 'full', region: CODE }, CODE],
    ['its title, of a city that was given', 'a.csv', `${COUNTY}\n${rows()}`, { kind: 'full', region: '1404' }, CODE],
    ['nobody', 'a.csv', rows(), undefined, 'LEDGER_COUNTY_MISSING'],
    ['a name of several cities', '城区.csv', `城区小区台账\n${rows()}`, undefined, 'LEDGER_COUNTY_MISSING'],
    ['two that differ', '长治市上党区.csv', `${COUNTY}小区台账\n${rows()}`, undefined, 'LEDGER_COUNTY_CONFLICT'],
    ['one, and another was given', 'a.csv', `${COUNTY}\n${rows()}`, { kind: 'full', region: '140404' }, 'LEDGER_COUNTY_CONFLICT'],
    [
      'one outside of what was given',
      'a.csv',
      `${COUNTY}\n${rows()}`,
      { kind: 'full', region: '1403' },
      'LEDGER_COUNTY_CONFLICT',
    ],
  ] as const)('is told by %s', async (_by, name, text, completeness, expected) => {
    expect(await countyIn(name, text, completeness)).toBe(expected);
  });

  it('may be another on each sheet; then it is everything of none of them', async () => {
    const of = (county: string) => [title(`${county}小区台账`, 6), HEADER, estate(1)];
    const read = await open('全量.xlsx', await ledgerBytes({ 一: of(COUNTY), 二: of('长治市上党区') }));
    expect(contents(read).map((content) => ('name' in content ? content.county : content))).toEqual([CODE, '140404']);
    expect(read.said).toEqual({ kind: 'delta' });
  });

  it('makes it everything of the county where it says so', async () => {
    const said = async (name: string, top: string) => (await open(name, `${top}\n${rows()}`)).said;
    const full = { kind: 'full', region: CODE };
    expect(await said('estate-140403-2025-07-03-full.csv', COUNTY)).toEqual(full);
    expect(await said('a.csv', `${COUNTY}小区全量台账`)).toEqual(full);
    for (const name of ['fully.csv', '非全量.csv']) expect(await said(name, COUNTY)).toEqual({ kind: 'delta' });
  });
});

describe('a workbook that cannot be read', () => {
  it('is told by its name', async () => {
    const compound = (stream: string) => {
      const bytes = Buffer.alloc(4096);
      Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
      Buffer.from(stream, 'utf16le').copy(bytes, 1024);
      return bytes;
    };
    expect((await open('a.xls', compound('Workbook'))).problem?.code).toBe('WORKBOOK_OLD_FORMAT');
    expect((await open('a.xlsx', compound('EncryptedPackage'))).problem?.code).toBe('WORKBOOK_ENCRYPTED');
    expect((await open('a.xlsx', workbookBytes('', { locked: true }))).problem?.code).toMatch(/^WORKBOOK_/);
    const text = `<si><t>${'长'.repeat(30_000)}</t></si>`;
    const strings = bomb('<sst>', text, 2_000, '</sst>');
    expect((await open('a.xlsx', workbookBytes('', { sharedPart: strings }))).problem?.code).toBe('WORKBOOK_TOO_LARGE');
  });
});
