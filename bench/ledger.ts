/**
 * `npm run bench -- ledger [--rows 200000]`: a county's ledger as a workbook, as Excel saves it (texts kept once for the whole
 * workbook, streets made one over fifty rows): how fast it is opened and read, and in how much memory, in a process of its own.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { type Packed, workbookBytes } from '../test/support/workbook.ts';

/** The most memory that reading it may take, in MiB. */
const PEAK = 250;

/** What the reader itself needs; unlimited, the garbage of it lies about longer. */
const HEAP = ['--max-old-space-size=128', '--max-semi-space-size=4'];

const STREET_ROWS = 50;
const HEADER = ['小区编号', '小区名称', '街道', '坐落地址', '户数', '总建筑面积', '建成时间', '服务模式'];

/** A long text, packed piece by piece. */
function packed(pieces: Iterable<string>): Packed {
  const parts: Buffer[] = [];
  let [size, crc] = [0, 0];
  for (const piece of pieces) {
    crc = crc32(piece, crc);
    parts.push(deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH }));
    size += Buffer.byteLength(piece);
  }
  return { packed: Buffer.concat([...parts, deflateRawSync('')]), size, crc };
}

/** Texts in the order in which they first stand in the sheet. */
function* texts(rows: number): Generator<string> {
  for (const text of ['长治市潞州区小区台账', ...HEADER, '前期物业']) yield text;
  for (let n = 0; n < rows; n++) {
    yield `X${n}`;
    yield `第${n}花园小区`;
    yield `英雄南路${n}号`;
    if (n % STREET_ROWS === 0) yield `英雄南路街道`;
  }
}

function* shared(rows: number): Generator<string> {
  yield '<sst>';
  for (const text of texts(rows)) yield `<si><t>${text}</t></si>`;
  yield '</sst>';
}

function* sheet(rows: number): Generator<string> {
  let next = 0;
  const text = () => `<c t="s"><v>${next++}</v></c>`;
  yield `<worksheet><sheetData><row r="1">${text()}</row><row r="2">${HEADER.map(text).join('')}</row>`;
  const mode = next++;
  for (let n = 0; n < rows; n++) {
    const [code, name, address] = [text(), text(), text()];
    const street = n % STREET_ROWS === 0 ? text() : '<c/>';
    yield `<row r="${n + 3}">${code}${name}${street}${address}<c><v>${n % 900}</v></c><c><v>${n}.5</v></c><c s="1"><v>41000</v></c><c t="s"><v>${mode}</v></c></row>`;
  }
  yield '</sheetData><mergeCells>';
  for (let n = 0; n < rows; n += STREET_ROWS) yield `<mergeCell ref="C${n + 3}:C${n + 2 + STREET_ROWS}"/>`;
  yield '</mergeCells></worksheet>';
}

/** A thousand pieces at a time: each is packed by itself. */
function* inThousands(pieces: Iterable<string>): Generator<string> {
  let gathered: string[] = [];
  for (const piece of pieces) {
    gathered.push(piece);
    if (gathered.length < 1_000) continue;
    yield gathered.join('');
    gathered = [];
  }
  yield gathered.join('');
}

export async function benchLedger(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rows: { type: 'string', default: '200000' } } });
  const rows = Number(values.rows);
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  try {
    const path = join(folder, 'ledger.xlsx');
    const styles = '<xf numFmtId="0"/><xf numFmtId="14"/>';
    const bytes = workbookBytes('', {
      ...{ styles, sheetPart: packed(inThousands(sheet(rows))), sharedPart: packed(inThousands(shared(rows))) },
    });
    writeFileSync(path, bytes);
    const script = `
      import { estateConnector } from ${JSON.stringify(new URL('../connectors/estate/estate.connector.ts', import.meta.url).href)};
      const start = performance.now();
      const opened = await estateConnector().file(${JSON.stringify(path)}).open();
      if (!opened.ok) throw new Error(opened.problem.code);
      const openedMs = performance.now() - start;
      let [read, streets] = [0, 0];
      for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } }))
        for (const reading of readings) if ('observation' in reading) { read++; if (reading.observation.content.street) streets++; }
      const peak = process.resourceUsage().maxRSS / 1024;
      console.log(JSON.stringify({ read, streets, openedMs, ms: performance.now() - start, peak }));`;
    const { stdout } = await promisify(execFile)(process.execPath, [...HEAP, '--input-type=module', '--eval', script]);
    const { read, streets, openedMs, ms, peak } = JSON.parse(stdout) as Record<string, number>;
    if (read !== rows || streets !== rows) throw new Error(`${read} rows and ${streets} streets of ${rows}`);
    const seconds = (given: number | undefined) => ((given ?? 0) / 1_000).toFixed(1);
    console.log(
      `${rows} rows, ${Math.round(bytes.length / 1_000_000)} MB: opened in ${seconds(openedMs)} s, read in ${seconds(ms)} s, ${Math.round(peak ?? 0)} MiB`,
    );
    if ((peak ?? 0) > PEAK) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
