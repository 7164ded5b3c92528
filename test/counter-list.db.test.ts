/** Lists that people send to the counter: what comes back, and what is refused and why. */
import { parse } from 'csv-parse/sync';
import { expect, describe as group, it } from 'vitest';
import { openWorkbook } from '../connectors/file/workbook.ts';
import { COMPANY, writeCounterCompanies } from './support/counter-companies.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';
import { workbookBytes, zipBytes } from './support/workbook.ts';

async function upload(
  graph: GraphHub,
  bytes: Buffer | string,
  name = 'list.xlsx',
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
) {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(bytes)]), name);
  const answer = await fetch(`${graph.url}/lookup`, { method: 'POST', body: form, headers });
  const body = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, body, text: body.toString() };
}

async function sheetOf(bytes: Buffer) {
  const opened = await openWorkbook(bytes);
  if (!opened.ok) throw new Error(opened.problem.code);
  const rows = [];
  for await (const batch of opened.value.sheets[0]?.rows() ?? []) rows.push(...batch);
  return rows;
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value.replaceAll('<', '&lt;')}</t></is></c>`;
const row = (...cells: readonly string[]) => `<row>${cells.map(text).join('')}</row>`;
const time = '2025-09-30 10:00';

eachDatabase('a list', (fresh) => {
  it('goes back as it came, a title above it, with six columns more', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const [anju, jiajiehua, present, revoked] = [COMPANY.anju, COMPANY.jiajiehua, COMPANY.present, COMPANY.revoked].map(usccOf);
    const rows =
      row('潞州区物业企业名单') +
      row('序号', '*企业名称（全称）', '统一社会信用代码：', '备注') +
      row('1', '', ` ${anju?.toLowerCase()} `, '=1+1') +
      row('2', '山西嘉洁华物业服务有限公司', '') +
      row('3', '长治市安居物业服务中心', '') +
      row('4', '', usccOf(COMPANY.replaced)) +
      row('5', '壶关县双子物业服务有限公司', '') +
      row('6', '', '140400000012343') +
      row('7', '别的名字有限公司', revoked ?? '') +
      row('8', '', usccOf(9000)) +
      row('9', '', '91140403MAK30LWG8O') +
      `<row>${text('10')}<c/><c><v>9.1140403E+17</v></c></row>` +
      row('11', '潞州区第', '') +
      row('12', '长治市安居物业', '') +
      row('13', '阿房宫有限公司', '') +
      row('14', '', '', '只有备注') +
      row('15', '<script>alert(1)</script>物业服务有限公司', '');
    const answer = await upload(graph, workbookBytes(rows));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('list-核对结果.xlsx'));
    const [title, header, ...lines] = (await sheetOf(answer.body)).map(({ cells }) => cells);
    expect(title).toEqual(['潞州区物业企业名单']);
    expect(header?.slice(4)).toEqual(['匹配结果', '现用代码', '登记名称', '登记状态', '数据时间', '说明']);
    expect(lines.map((cells) => cells[0])).toEqual(Array.from({ length: 15 }, (_, i) => String(i + 1)));
    expect(lines[0]?.[3]).toBe('=1+1');
    const answers = lines.map((cells) => cells.slice(4).map((cell) => cell ?? ''));
    const alive = '存续（在营、开业、在册）';
    expect(answers[0]).toEqual(['匹配', anju, '长治市安居物业管理有限公司', alive, time]);
    expect(answers[1]).toEqual(['匹配', jiajiehua, '山西嘉洁华物业服务有限公司', '注销', time]);
    expect(answers[2]).toEqual(['匹配', anju, '长治市安居物业管理有限公司', alive, time, '名单中是曾用名']);
    expect(answers[3]).toEqual(['匹配', present, '长治市恒通物业服务有限公司', alive, time, expect.stringContaining('已替换')]);
    expect(answers[4]).toEqual(['多个候选', '', '', '', '', expect.stringContaining('有 2 家')]);
    expect(answers[5]?.slice(0, 2)).toEqual(['匹配', anju]);
    expect(answers[6]).toEqual([
      '匹配',
      revoked,
      '长治市顺达物业有限公司',
      '吊销，未注销',
      time,
      '名单中的名称与登记名称不同，请核对',
    ]);
    expect(answers[7]?.[0]).toBe('未找到');
    expect(answers[8]).toEqual(['不是有效的名称或代码', '', '', '', '', expect.stringContaining('第 18 位「O」')]);
    expect(answers[9]).toEqual(['不是有效的名称或代码', '', '', '', '', expect.stringContaining('末尾数字已丢失')]);
    expect(answers[10]).toEqual(['多个候选', '', '', '', '', expect.stringContaining('长治市潞州区第1物业服务有限公司')]);
    expect(answers[11]?.[5]).toContain('长治市安居物业管理有限公司');
    expect(answers[12]).toEqual(['未找到', '', '', '', '', '没有这个名称的企业']);
    expect(answers[13]?.[0]).toBe('不是有效的名称或代码');
    expect(answers[14]?.slice(0, 2)).toEqual(['匹配', usccOf(COMPANY.script)]);
  });

  it('of 5,000 rows costs some dozens of statements', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const lines = Array.from({ length: 5_000 }, (_, i) =>
      i % 2 === 0 ? usccOf(100_000 + i) : `长治市潞州区第${(i % 30) + 1}物业服务有限公司`,
    );
    graph.statements.length = 0;
    const answer = await upload(graph, `名称或代码\n${lines.join('\n')}\n`, 'a.csv');
    expect(answer.status).toBe(200);
    const cells = parse(answer.text, { bom: true }) as string[][];
    expect(cells).toHaveLength(5_001);
    expect(cells[1]?.[1]).toBe('未找到');
    expect(cells[2]).toEqual(expect.arrayContaining(['匹配', '长治市潞州区第2物业服务有限公司']));
    expect(graph.statements.length).toBeLessThan(120);
  });
});

group('a list as a file', () => {
  it('may be CSV in GB18030 or UTF-8, with its column found by what stands in it', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    // 企业名称 \n 长治市安居物业管理有限公司
    const gb = Buffer.from('c6f3d2b5c3fbb3c60ab3a4d6cecad0b0b2bed3ceefd2b5b9dcc0edd3d0cfdeb9abcbbe0a', 'hex');
    const gbAnswer = parse((await upload(graph, gb, '名单.csv')).text, { bom: true }) as string[][];
    expect(gbAnswer.map((cells) => cells.slice(0, 3))).toEqual([
      ['企业名称', '匹配结果', '现用代码'],
      ['长治市安居物业管理有限公司', '匹配', usccOf(COMPANY.anju)],
    ]);
    const mixed = await upload(graph, `${usccOf(COMPANY.anju)}\n长治市顺达物业有限公司\n`, 'a.csv');
    expect((parse(mixed.text, { bom: true }) as string[][]).map((cells) => cells[1])).toEqual(['匹配结果', '匹配', '匹配']);
    const bare = await upload(graph, `1,${usccOf(COMPANY.anju)}\n2,${usccOf(COMPANY.jiajiehua)}\n`, 'a.csv');
    expect((parse(bare.text, { bom: true }) as string[][]).map((cells) => cells[2])).toEqual(['匹配结果', '匹配', '匹配']);
  });

  it('says of each row what is so: names and codes in one column, of two companies, too long', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const [anju, revoked] = [usccOf(COMPANY.anju), usccOf(COMPANY.revoked)];
    const answersTo = async (list: string) =>
      (parse((await upload(graph, list, 'a.csv')).text, { bom: true, relax_column_count: true }) as string[][]).slice(1);

    const mixed = await answersTo(`长治市安居物业管理有限公司\n${revoked}\n长治市顺达物业有限公司\n${anju}\n`);
    expect(mixed.map((cells) => [cells[1], cells[6]])).toEqual(Array(4).fill(['匹配', '']));

    const rows = await answersTo(
      `企业名称,统一社会信用代码\n长治市安居物业管理有限公司,${revoked}\n长治市顺达物业公司,${revoked}\n` +
        `长治市安居物业服务中心,${anju}\n长治市安居物业管理有限公司,${usccOf(9000)}\n长治市顺达物业有限公司,140400000012343\nab,\n`,
    );
    expect(rows.map((cells) => [cells[2], cells[3], cells[7]])).toEqual([
      [
        '名称与代码不一致',
        '',
        `代码属于长治市顺达物业有限公司（${revoked}），名称属于长治市安居物业管理有限公司（${anju}），请核对`,
      ],
      ['匹配', revoked, '名单中的名称与登记名称不同，请核对'],
      ['匹配', anju, '名单中是曾用名'],
      ['未找到', '', expect.stringContaining(`名称属于长治市安居物业管理有限公司（${anju}），请核对代码`)],
      ['名称与代码不一致', '', expect.stringContaining('注册号属于长治市安居物业管理有限公司')],
      ['未找到', '', '没有这个名称、代码或注册号的企业'],
    ]);

    const long = await answersTo(`企业名称\n${'物'.repeat(100_000)}\n${'业'.repeat(500)}\n`);
    expect(long.map((cells) => cells.at(-1))).toEqual([
      expect.stringContaining('该行太长'),
      expect.stringContaining('名称太长，只按前 400 个字查找'),
    ]);
  });

  it('comes back as CSV that runs nothing', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const cells = ['=1+1', '+cmd', '-cmd', '@sum', '-5', '+3.5', '-', 'a=b'];
    const { text: csv } = await upload(
      graph,
      `企业名称,${cells.map((_, i) => `列${i}`).join(',')}\n甲物业,${cells.join(',')}\n`,
      'a.csv',
    );
    const [, line] = parse(csv, { bom: true }) as string[][];
    expect(line?.slice(1, 9)).toEqual(["'=1+1", "'+cmd", "'-cmd", "'@sum", '-5', '+3.5', '-', 'a=b']);
  });

  it('may have cells made one, formulas, dates and macros, and says what was done about them', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await writeCounterCompanies(graph);
    const sheet =
      row('企业名称', '日期') +
      `<row r="2">${text('长治市安居物业管理有限公司')}<c s="1"><v>45930</v></c></row><row r="3"><c/><c s="1"><v>45931</v></c></row>` +
      `<row r="5"><c t="str"><f>A1</f><v>长治市顺达物业有限公司</v></c></row><row r="6"><c><f>A1</f></c>${text('备注')}</row>`;
    const bytes = workbookBytes(sheet, {
      styles: '<xf numFmtId="0"/><xf numFmtId="14"/>',
      after: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
      macros: true,
    });
    const rows = await sheetOf((await upload(graph, bytes, '带宏.xlsm')).body);
    expect(rows.map(({ row: number, cells }) => [number, cells[1], cells[2], cells[7]])).toEqual([
      [1, '日期', '匹配结果', '说明'],
      [2, '2025-09-30', '匹配', '工作簿中的宏已去除'],
      [3, '2025-10-01', '匹配', '合并单元格，内容取自第 2 行'],
      [5, null, '匹配', undefined],
      [6, '备注', '不是有效的名称或代码', expect.stringContaining('若为公式')],
    ]);
  });

  it('is refused with what is wrong and what to do, as a page', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const many = `企业名称\n${'甲物业有限公司\n'.repeat(12_001)}`;
    const cases: readonly [Buffer | string, number, string][] = [
      ['', 422, '文件为空'],
      ['%PDF-1.7\n1 0 obj\n', 422, '这不是表格文件'],
      [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 422, '这不是表格文件'],
      ['企业名称\n\0\0', 422, '这不是表格文件'],
      [compound, 422, '旧版 Excel'],
      [Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), 422, '打开密码'],
      [zipBytes({ 'a.txt': 'x' }), 422, '不是 Excel 工作簿'],
      [workbookBytes(row('企业名称')).subarray(0, 400), 422, '已损坏'],
      [workbookBytes(row('企业名称'), { head: '<!DOCTYPE x>' }), 422, '文档类型定义'],
      [workbookBytes(row('企业名称').repeat(3), { lie: 3 }), 422, '已损坏'],
      [workbookBytes(''), 422, '没有任何内容'],
      [workbookBytes(row('企业名称')), 422, '没有企业'],
      ['一,二\n三,四\n', 422, '没有找到企业名称或统一社会信用代码'],
      [many, 422, '名单有 12001 行，一次最多核对 5000 行'],
      [many, 422, '分成 3 个文件'],
      [`企业名称\n${'"甲"\n'.repeat(10)}${','.repeat(300)}x\n`, 422, '超过 200 列'],
      [Buffer.alloc(10_000_001, 'x'), 413, '超过 10 MB'],
    ];
    for (const [bytes, status, words] of cases) {
      const answer = await upload(graph, bytes);
      expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
  });

  it('comes from this page or from a program, and as a file', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const foreign: readonly Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign) {
      expect((await upload(graph, '企业名称\n甲\n', 'a.csv', headers)).status).toBe(403);
    }
    for (const headers of [{ origin: graph.url }, {}] as readonly Record<string, string>[]) {
      expect((await upload(graph, '企业名称\n甲\n', 'a.csv', headers)).status).toBe(200);
    }
    const bare = await fetch(`${graph.url}/lookup`, { method: 'POST', headers: { origin: graph.url }, body: new FormData() });
    expect([bare.status, await bare.text()]).toEqual([400, expect.stringContaining('没有收到文件')]);
    const json = await fetch(`${graph.url}/lookup`, {
      method: 'POST',
      headers: { origin: graph.url, 'content-type': 'application/json' },
      body: '{}',
    });
    expect([json.status, await json.text()]).toEqual([400, expect.stringContaining('没有收到文件')]);
  });
});
