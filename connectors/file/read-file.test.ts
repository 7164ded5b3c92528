import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { describe } from '../../src/domain/message/describe.ts';
import type { Problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { type FileOptions, type FileRows, openFile } from './read-file.ts';
import type { FileRow } from './row-maker.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** All at one time: it is part of what tells two files apart. */
const WRITTEN = new Date('2025-09-30T02:00:00Z');

let count = 0;
function fileOf(content: string | Buffer): string {
  const path = join(folder, `${count++}.dat`);
  writeFileSync(path, content);
  utimesSync(path, WRITTEN, WRITTEN);
  return path;
}

async function opened(content: string | Buffer, options?: FileOptions): Promise<FileRows> {
  const result = await openFile(fileOf(content), options);
  if (!result.ok) throw new Error(describe(result.problem, 'en'));
  return result.value;
}

async function refused(content: string | Buffer): Promise<Problem | undefined> {
  const result = await openFile(fileOf(content));
  return result.ok ? undefined : result.problem;
}

async function allRows(file: FileRows, skipThrough = 0): Promise<FileRow[]> {
  const rows = [];
  for await (const batch of file.rows({ skipThrough })) rows.push(...batch);
  return rows;
}

const read = async (content: string | Buffer, options?: FileOptions) => allRows(await opened(content, options));

/** `row: cells` or `row: code`, which is what most tests are about. */
function brief(rows: readonly FileRow[]): unknown[] {
  return rows.map((row) => ('cells' in row ? [row.row, ...Object.values(row.cells)] : [row.row, row.problem.code]));
}

/** GB18030 bytes of 物业,太原 and of 名称: Node has no encoder for it. */
const GB = { property: [0xce, 0xef, 0xd2, 0xb5], taiyuan: [0xcc, 0xab, 0xd4, 0xad], name: [0xc3, 0xfb, 0xb3, 0xc6] };

group('CSV', () => {
  it('reads cells by column and counts rows as a spreadsheet does', async () => {
    const file = await opened(' name , code \r\nA,1\r\n\r\n"B\n""b"", x",2\r\nC,3');
    expect(file).toMatchObject({ format: 'csv', encoding: 'utf-8', compressed: false, header: ['name', 'code'] });
    expect(await allRows(file)).toEqual([
      { row: 2, cells: { name: 'A', code: '1' } },
      { row: 4, cells: { name: 'B\n"b", x', code: '2' } },
      { row: 5, cells: { name: 'C', code: '3' } },
    ]);
    expect(file.bytesRead()).toBe(file.bytesTotal);
  });

  it.each([',', '\t', ';'])('detects the delimiter %j from the header', async (delimiter) => {
    const file = await opened(`"a${delimiter}, ;",b,c`.replaceAll(',', delimiter).concat('\n1,2,3'.replaceAll(',', delimiter)));
    expect(file.header).toHaveLength(3);
    expect(brief(await allRows(file))).toEqual([[2, '1', '2', '3']]);
  });

  it('names the expected and the actual number of cells', async () => {
    const [few, many, fine] = await read('a,b\n1\n1,2,3\n1,2\n');
    expect(few).toMatchObject({
      row: 2,
      raw: '1',
      problem: { code: 'FILE_CELL_COUNT', row: 2, params: { expected: '2', actual: '1' } },
    });
    expect(many).toMatchObject({ row: 3, raw: '1,2,3', problem: { params: { expected: '2', actual: '3' } } });
    expect(fine).toEqual({ row: 4, cells: { a: '1', b: '2' } });
    if (few === undefined || !('problem' in few)) throw new Error('no problem');
    expect(describe(few.problem, 'zh')).toMatch(/^第 2 行应有 2 个单元格，实有 1 个；/);
  });

  it('takes a quote within a cell as text', async () => {
    expect(brief(await read('a,b\n太原"老字号"饭店,2\n'))).toEqual([[2, '太原"老字号"饭店', '2']]);
  });

  it('passes over blank rows, also those a spreadsheet saves as separators', async () => {
    expect(brief(await read('\n\na,b\n,\n  \n1,2\n,\n'))).toEqual([[6, '1', '2']]);
  });

  it('loses one line to an unclosed quote, whatever follows', async () => {
    expect(brief(await read('a,b\n1,"2\n3,4\n5,6\n'))).toEqual([
      [2, 'FILE_QUOTE_UNCLOSED'],
      [3, '3', '4'],
      [4, '5', '6'],
    ]);
    expect(brief(await read('a,b\n1,"2\n"3",4\n5,6\n'))).toEqual([
      [2, 'FILE_QUOTE_MISPLACED'],
      [3, '3', '4'],
      [4, '5', '6'],
    ]);
  });

  it('looks for a closing quote only within the record limit', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index},x`);
    const rows = await read(`a,b\n0,"x\n${lines.join('\n')}\n9,"x\n`, { recordLimit: 10_000 });
    expect(rows).toHaveLength(100_002);
    expect(rows[0]).toMatchObject({ row: 2, raw: '0,"x', problem: { code: 'FILE_QUOTE_UNCLOSED', params: { limit: '10000' } } });
    expect(rows[100_000]).toEqual({ row: 100_002, cells: { a: '99999', b: 'x' } });
  });

  it('passes over a row beyond the limit, and says how long it is', async () => {
    const rows = await read(`a,b\n1,${'x'.repeat(300_000)}\n3,4\n`, { recordLimit: 100_000 });
    expect(rows[0]).toMatchObject({
      row: 2,
      problem: { code: 'FILE_ROW_TOO_LONG', params: { length: '300002', limit: '100000' } },
    });
    expect(rows[0]).toHaveProperty('raw.length', 2_000);
    expect(brief(rows.slice(1))).toEqual([[3, '3', '4']]);
  });

  it('has no rows when there is only a header', async () => {
    expect(await read('a,b\n')).toEqual([]);
    expect(await read('a,b')).toEqual([]);
  });

  it('hands over batches of at most 1,000 and resumes after any row', async () => {
    const file = await opened(`a,b\n${Array.from({ length: 2_500 }, (_, index) => `${index},"x\ny"`).join('\n')}`);
    const sizes = [];
    for await (const batch of file.rows()) sizes.push(batch.length);
    expect(sizes).toEqual([1_000, 1_000, 500]);
    const rest = await allRows(file, 1_234);
    expect(rest).toHaveLength(2_501 - 1_234);
    expect(rest[0]).toMatchObject({ row: 1_235, cells: { a: '1233' } });
  });
});

group('text', () => {
  it('reads UTF-8 with a byte order mark', async () => {
    expect(await read('\uFEFF名称,码\n甲,1\n')).toEqual([{ row: 2, cells: { 名称: '甲', 码: '1' } }]);
  });

  it('reads GB18030, also of four bytes and with an ASCII second byte', async () => {
    // 81 7c ends in `|`; 95 32 82 36 is one character beyond the basic plane.
    const bytes = Buffer.from([...GB.name, 0x2c, 0x62, 0x0a, 0x81, 0x7c, ...GB.taiyuan, 0x2c, 0x95, 0x32, 0x82, 0x36, 0x0a]);
    const file = await opened(bytes);
    expect(file).toMatchObject({ encoding: 'gb18030', header: ['名称', 'b'] });
    expect(await allRows(file)).toEqual([{ row: 2, cells: { 名称: `${decode([0x81, 0x7c])}太原`, b: '\u{20000}' } }]);
  });

  it('reads JSON in GB18030, where brackets occur within characters', async () => {
    // 乕 is 81 5b: its second byte is an opening bracket.
    const text = (bytes: number[]) => [0x22, ...bytes, 0x22];
    const element = (bytes: number[]) => [0x7b, ...text([0x61]), 0x3a, ...text(bytes), 0x7d];
    const bytes = Buffer.from([0x5b, ...element([0x81, 0x5b, ...GB.property]), 0x2c, ...element(GB.taiyuan), 0x5d]);
    const file = await opened(bytes);
    expect(file).toMatchObject({ format: 'json', encoding: 'gb18030' });
    expect(brief(await allRows(file))).toEqual([
      [1, `${decode([0x81, 0x5b])}物业`],
      [2, '太原'],
    ]);
  });

  it('finds a bad byte far into the file: that row only', async () => {
    const before = Buffer.from(`名称,b\n${'物业,1\n'.repeat(200_000)}`);
    const rows = await read(Buffer.concat([before, Buffer.from([0xe7, 0x89, 0x2c, 0x31, 0x0a]), Buffer.from('太原,2\n')]));
    expect(rows).toHaveLength(200_002);
    expect(brief(rows.slice(-2))).toEqual([
      [200_002, 'FILE_BYTES_INVALID'],
      [200_003, '太原', '2'],
    ]);
  });

  it('takes one bad row near the beginning for a bad row, not for another encoding', async () => {
    const file = await opened(Buffer.concat([Buffer.from('名称,b\n物业,1\n'), Buffer.from([...GB.property, 0x2c, 0x31, 0x0a])]));
    expect(file.encoding).toBe('utf-8');
    expect(brief(await allRows(file))).toEqual([
      [2, '物业', '1'],
      [3, 'FILE_BYTES_INVALID'],
    ]);
  });

  it('tells text that was damaged before from bytes that are invalid', async () => {
    expect(brief(await read('a,b\n太\uFFFD,1\n原,2\n'))).toEqual([
      [2, 'FILE_TEXT_DAMAGED'],
      [3, '原', '2'],
    ]);
    expect(brief(await read('{"a":"\\ufffd"}\n{"a":"b"}'))).toEqual([
      [1, 'FILE_TEXT_DAMAGED'],
      [2, 'b'],
    ]);
  });

  it('keeps a character that lies on the border of the first MiB', async () => {
    for (const shift of [0, 1, 2]) {
      const file = await opened(`${'x'.repeat(shift)}a,b\n${'物业业,1\n'.repeat(120_000)}`);
      expect(file.encoding).toBe('utf-8');
      expect((await allRows(file)).filter((row) => 'problem' in row)).toEqual([]);
    }
  });
});

function decode(bytes: number[]): string {
  return new TextDecoder('gb18030').decode(Buffer.from(bytes));
}

group('NDJSON', () => {
  it('reads objects by line number and sets other lines aside', async () => {
    const file = await opened('{"a":1}\n\n{"a":\n[1]\n"x"\nnull\n{"a":2}');
    expect(file).toMatchObject({ format: 'ndjson', header: null });
    expect(brief(await allRows(file))).toEqual([
      [1, 1],
      [3, 'FILE_ROW_NOT_JSON'],
      [4, 'FILE_ROW_NOT_OBJECT'],
      [5, 'FILE_ROW_NOT_OBJECT'],
      [6, 'FILE_ROW_NOT_OBJECT'],
      [7, 2],
    ]);
  });

  it('is recognised by one line, and by a damaged first line', async () => {
    expect(await opened('{"a":1,"b":{"c":2}}\r\n')).toMatchObject({ format: 'ndjson' });
    expect(brief(await read('{"a":1,\n{"a":2}\n'))).toEqual([
      [1, 'FILE_ROW_NOT_JSON'],
      [2, 2],
    ]);
  });

  it('keeps long registration numbers exact', async () => {
    expect(brief(await read('{"DJXH":10114501010114170071,"REGCAP":219857.5067}'))).toEqual([
      [1, '10114501010114170071', 219857.5067],
    ]);
  });
});

group('JSON', () => {
  it.each([
    ['an array', '[{"a":1},\n{"a":"]},{"}\n]'],
    ['an envelope', '{"total":2,"columns":["a"],"errors":[],"data":[{"a":1},{"a":"]},{"}]}'],
    ['a nested envelope', '{\n "code": 0,\n "Data": {"x": [[{}]], "DataList": [{"a":1}, {"a":"]},{"} ], "n": 2}\n}\n'],
  ])('reads the elements of %s', async (_name, text) => {
    const file = await opened(text);
    expect(file).toMatchObject({ format: 'json', header: null });
    expect(brief(await allRows(file))).toEqual([
      [1, 1],
      [2, ']},{'],
    ]);
    expect(brief(await allRows(file, 1))).toEqual([[2, ']},{']]);
  });

  it('sets elements aside that are bad, no object or too long', async () => {
    expect(brief(await read(`[{"a":1},{"a" 1},,7,{"a":"${'x'.repeat(3_000)}"},{"a":2}]`, { recordLimit: 1_000 }))).toEqual([
      [1, 1],
      [2, 'FILE_ROW_NOT_JSON'],
      [3, 'FILE_ROW_NOT_JSON'],
      [4, 'FILE_ROW_NOT_OBJECT'],
      [5, 'FILE_ROW_TOO_LONG'],
      [6, 2],
    ]);
  });

  it.each([
    ['on one line', '{"a":1,"Attachments":[{"a":9}]}', 'ndjson'],
    ['over lines', '{\n"Attachments":[\n{"a":9}],\n"a":1}\n', 'json-record'],
    ['with its list empty', '{\n"a":1,\n"Attachments":[]}', 'json-record'],
    ['with its list further in', '{\n"a":1,\n"Detail":{"Attachments":[{"a":9}]}}', 'json-record'],
  ])('takes one record that has a list of its own for one row: %s', async (_name, text, format) => {
    const file = await opened(text);
    expect(file).toMatchObject({ format });
    expect(await allRows(file)).toEqual([{ row: 1, cells: JSON.parse(text) }]);
    expect(await allRows(file, 1)).toEqual([]);
    // 乕 is 81 5b: its second byte is an opening bracket.
    const [before = '', after = ''] = text.split('"a":1');
    const inGb = Buffer.concat([
      Buffer.from(`${before}"a":"`),
      Buffer.from([0x81, 0x5b, ...GB.taiyuan]),
      Buffer.from(`"${after}`),
    ]);
    expect(await read(inGb)).toEqual([{ row: 1, cells: { ...JSON.parse(text), a: '乕太原' } }]);
  });

  it.each(['{"Filings":[{"a":1}]}', '{"page_no":1,"Total":1,"Filings":[{"a":1}]}', '{"批次":"7","rows":[{"a":1}]}'])(
    'takes a list for rows where nothing beside it is a record: %s',
    async (text) => {
      expect(brief(await read(text))).toEqual([[1, 1]]);
      expect(brief(await read(text.replace('{', '{\n')))).toEqual([[1, 1]]);
    },
  );

  it('has no rows when the list is empty', async () => {
    expect(await read('[]')).toEqual([]);
    expect(await read('{\n"total":0,"data":[ ]}')).toEqual([]);
  });
});

/** What was delivered before the file broke, and how it broke. */
async function broken(content: string | Buffer): Promise<{ rows: FileRow[]; problem: Problem | undefined }> {
  const file = await opened(content);
  const rows: FileRow[] = [];
  try {
    for await (const batch of file.rows()) rows.push(...batch);
  } catch (error) {
    if (error instanceof FileBrokenError) return { rows, problem: error.problem };
    throw error;
  }
  return { rows, problem: undefined };
}

group('a file that breaks off', () => {
  it.each([
    ['truncated', '[{"a":1},{"a":2},{"a":', 'FILE_TRUNCATED', 2],
    ['of two lists', '{"x":[{"a":1}],\n"y":[{"a":2}]}', 'FILE_JSON_TWO_LISTS', 1],
    ['followed by more', '[{"a":1}]\n[{"a":2}]', 'FILE_JSON_TRAILING', 1],
    ['without a list', '{\n"a":1}', 'FILE_JSON_NO_LIST', 0],
  ])('JSON %s', async (_name, text, code, delivered) => {
    const { rows, problem } = await broken(text);
    expect(rows).toHaveLength(delivered);
    expect(problem).toMatchObject({ code, row: delivered + 1 });
  });

  it('gzip: all that was complete is delivered first', async () => {
    const text = `a,b\n${Array.from({ length: 50_000 }, (_, index) => `${index},${Math.sin(index)}`).join('\n')}\n`;
    const whole = gzipSync(text);
    expect(await read(whole)).toHaveLength(50_000);
    const cut = await broken(whole.subarray(0, whole.length - 5_000));
    expect(cut.problem).toMatchObject({ code: 'FILE_TRUNCATED', row: cut.rows.length + 2 });
    expect(cut.rows.length).toBeGreaterThan(49_000);
    expect(cut.rows.filter((row) => 'problem' in row)).toEqual([]);

    const damaged = Buffer.from(whole);
    damaged.fill(0xff, damaged.length - 5_000, damaged.length - 4_000);
    expect((await broken(damaged)).problem?.code).toBe('FILE_GZIP_BROKEN');
    const trailer = Buffer.from(whole);
    trailer.writeUInt8(trailer.readUInt8(trailer.length - 8) ^ 1, trailer.length - 8);
    const wrong = await broken(trailer);
    expect(wrong.problem).toMatchObject({ code: 'FILE_GZIP_BROKEN', row: wrong.rows.length + 2 });
    expect(wrong.rows.length).toBeGreaterThan(45_000);
  });

  it('is told when it changed meanwhile', async () => {
    const path = fileOf('a,b\n1,2\n');
    const result = await openFile(path);
    if (!result.ok) throw new Error();
    writeFileSync(path, 'a,b\n1,2\n3,4\n');
    await expect(allRows(result.value)).rejects.toMatchObject({ problem: { code: 'FILE_CHANGED', row: 4 } });
    rmSync(path);
    await expect(allRows(result.value)).rejects.toMatchObject({
      problem: { code: 'FILE_UNREADABLE', row: 1, params: { reason: 'ENOENT' } },
    });
  });
});

group('gzip', () => {
  it('reads several members and ignores what follows them', async () => {
    const bytes = Buffer.concat([gzipSync('\uFEFFa,b\n1,'), gzipSync('2\n3,4\n'), Buffer.alloc(40_000)]);
    const file = await opened(bytes);
    expect(file).toMatchObject({ compressed: true, bytesTotal: bytes.length, header: ['a', 'b'] });
    expect(brief(await allRows(file))).toEqual([
      [2, '1', '2'],
      [3, '3', '4'],
    ]);
  });
});

group('a file that is refused', () => {
  it.each([
    ['empty', '', 'FILE_EMPTY'],
    ['blank', '\uFEFF \r\n', 'FILE_EMPTY'],
    ['gzip of nothing', gzipSync(''), 'FILE_EMPTY'],
    ['gzip cut at once', gzipSync('a,b').subarray(0, 5), 'FILE_TRUNCATED'],
    ['a broken archive', Buffer.from('PK\x03\x04\x14\x00\x06\x00'), 'WORKBOOK_BROKEN'],
    ['binary', Buffer.from('\x7fELF\x02\x00\x00\x00'), 'FILE_BINARY'],
    ['UTF-16', Buffer.from('\uFEFFa,b\n', 'utf16le'), 'FILE_ENCODING_UTF16'],
    ['of no known encoding', Buffer.from([0x61, 0xff, 0x2c, 0xff, 0x0a, 0xff, 0xff, 0x0a]), 'FILE_ENCODING_UNKNOWN'],
    ['of bare carriage returns', 'a,b\r1,2\r', 'FILE_LINE_ENDING'],
    ['of a broken header', 'a,"b\n1,2\n', 'FILE_QUOTE_UNCLOSED'],
  ])('%s', async (_name, content, code) => {
    expect((await refused(content))?.code).toBe(code);
  });

  it('missing, a directory, a dangling link', async () => {
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'nothing'), link);
    expect(await openFile(join(folder, 'nothing'))).toMatchObject({
      problem: { code: 'FILE_NOT_FOUND', params: { file: 'nothing' } },
    });
    expect(await openFile(folder)).toMatchObject({ problem: { code: 'FILE_NOT_A_FILE' } });
    expect(await openFile(link)).toMatchObject({ problem: { code: 'FILE_NOT_FOUND' } });
  });
});

it('has a fingerprint of the content, not of the name', async () => {
  const text = `a,b\n${'1,2\n'.repeat(100_000)}`;
  const [one, same, other] = await Promise.all([opened(text), opened(text), opened(`${text.slice(0, -2)}3\n`)]);
  expect(one.fingerprint).toBe(same.fingerprint);
  expect(one.fingerprint).not.toBe(other.fingerprint);
});

it('stops when told to, and leaves errors of the reader alone', async () => {
  const file = await opened(`a,b\n${'1,2\n'.repeat(300_000)}`);
  const controller = new AbortController();
  const run = async () => {
    for await (const _ of file.rows({ signal: controller.signal })) controller.abort(new Error('enough'));
  };
  await expect(run()).rejects.toThrow('enough');
  expect(file.bytesRead()).toBeLessThan(file.bytesTotal);
  const failing = async () => {
    for await (const _ of file.rows()) throw new TypeError('of the consumer');
  };
  await expect(failing()).rejects.toThrow(TypeError);
});
