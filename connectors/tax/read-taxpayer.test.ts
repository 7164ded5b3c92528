/** Rows as tax bureaus write them, read from files. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/domain/record/observation.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { taxConnector } from './tax.connector.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-tax-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = taxConnector();
const SERIAL = '10114501010114170071';
const NAME = '长治市上党物业服务有限公司';

async function readText(text: string | Buffer): Promise<readonly Reading[]> {
  const path = join(folder, 'sheet');
  writeFileSync(path, text);
  const opened = await connector.file(path).open();
  if (!opened.ok) throw new Error(opened.problem.code);
  const readings: Reading[] = [];
  for await (const batch of opened.value.readings({ after: { row: 0, cursor: null } })) readings.push(...batch.readings);
  return readings;
}

async function readRow(row: object) {
  const [reading] = await readText(JSON.stringify([row]));
  if (reading === undefined) throw new Error('nothing');
  return 'problems' in reading ? { problems: reading.problems.map(({ code, field }) => ({ code, field })) } : reading.observation;
}

const full = { DJXH: SERIAL, NSRMC: NAME, SHXYDM: usccOf(1), NSRZT_DM: '03' };

describe('a row about a taxpayer', () => {
  it('by the names of 金税三期', async () => {
    expect(
      await readRow({
        ...full,
        NSRSBH: usccOf(1),
        YNSRSBH: '140403 123456789',
        NSRZTMC: '非正常户注销',
        NSRZT_DM: '08',
        KZZTDJLX_DM: '1110',
        HY_DM: '7020',
        ZGSWJ_DM: '11404030000',
        ZGSWJMC: '国家税务总局长治市潞州区税务局',
        NSRZGLX_DM: '201',
        NSXYJB: 'B',
        PJND: '2024',
        QSBZ: 'Y',
        ZXRQ: '2025-06-03 00:00:00',
        QSZMBH: '长潞税清〔2025〕12号',
        XGSJ: '2025-06-03 10:00:00',
        SSGLY_DM: '11404030012',
      }),
    ).toEqual({
      recordType: 'taxpayer',
      key: SERIAL,
      content: {
        uscc: usccOf(1),
        taxpayerId: usccOf(1),
        formerTaxpayerId: '140403123456789',
        name: NAME,
        status: 'ABNORMAL_DEREGISTERED',
        statusCode: '08',
        statusText: '非正常户注销',
        registrationKind: '1110',
        industry: '7020',
        officeCode: '11404030000',
        office: '国家税务总局长治市潞州区税务局',
        region: '140403',
        vatKind: 'GENERAL',
        creditRating: 'B',
        creditYear: '2024',
        inArrears: true,
        deregisteredOn: '2025-06-03',
        clearanceNo: '长潞税清〔2025〕12号',
      },
      personal: {},
      sourceVersion: Date.UTC(2025, 5, 3, 2),
      stated: expect.anything(),
      warnings: [],
    });
  });

  it('is the company of its taxpayer id where the code is empty', async () => {
    expect(await readRow({ ...full, SHXYDM: '', NSRSBH: usccOf(7) })).toMatchObject({ content: { uscc: usccOf(7) } });
  });

  it('is looked up where it gives older numbers only', async () => {
    expect(await readRow({ ...full, SHXYDM: null, NSRSBH: '140403111060517' })).toMatchObject({
      key: SERIAL,
      needs: { wants: [{ kind: 'company', name: NAME, identifiers: expect.arrayContaining([{ kind: 'DJXH', value: SERIAL }]) }] },
    });
  });

  it.each([
    ['the street', { JDXZ_DM: '140404001', ZGSWJ_DM: '11404030000' }, '140404001'],
    ['a county written as a street', { JDXZ_DM: '140403000' }, '140403'],
    ['the office, where there is no street', { JDXZ_DM: '暂无', ZGSWJ_DM: '11404050000' }, '140405'],
    ['a retired county, by what it became', { ZGSWJ_DM: '11404810000' }, '140406'],
    ['the office of a whole city', { ZGSWJ_DM: '11404000000' }, '1404'],
  ])('lies in %s', async (_, given, region) => {
    expect(await readRow({ ...full, ...given })).toHaveProperty('content.region', region);
  });

  it('with D or without validity is taken back', async () => {
    const taken = { recordType: 'taxpayer', key: SERIAL, closes: true, sourceVersion: Date.UTC(2025, 5, 3, 2) };
    expect(await readRow({ ...full, CZBZ: 'D', XGSJ: '2025-06-03 10:00:00' })).toMatchObject(taken);
    expect(await readRow({ ...full, 有效标志: 'N', XGSJ: '2025-06-03 10:00:00' })).toMatchObject(taken);
    expect(await readRow({ ...full, CZBZ: 'U', 有效标志: 'Y' })).not.toHaveProperty('closes');
  });

  it.each([
    [{ DJXH: '1.01145010101142E+19' }, 'SERIAL_MALFORMED', 'DJXH'],
    [{ DJXH: '待补录' }, 'SERIAL_MALFORMED', 'DJXH'],
    [{ NSRZT_DM: '77' }, 'CODE_UNKNOWN', 'NSRZT_DM'],
    [{ ZXRQ: '2025-02-30' }, 'DATE_IMPOSSIBLE', 'ZXRQ'],
    [{ CZBZ: 'X' }, 'CODE_UNKNOWN', 'CZBZ'],
    [{ BSLX: '勘误' }, 'CODE_UNKNOWN', 'BSLX'],
    [{ BSLX: '换号' }, 'FIELD_REQUIRED', 'YDJXH'],
    [{ BSLX: '更正', GZWZ: '第三' }, 'TOLD_POSITION', 'GZWZ'],
    [{ CZBZ: 'D', DJXH: '' }, 'FIELD_REQUIRED', 'DJXH'],
  ])('with %j is refused', async (given, code, field) => {
    expect(await readRow({ ...full, YDJXH: '', ...given })).toEqual({ problems: [{ code, field }] });
  });

  it('tells what the step is, and the paper it rests on', async () => {
    const told = (given: object) => readRow({ ...full, ...given });
    expect(await told({ BSLX: '更正', GZWZ: '４１２', WH: '长税更〔2025〕3号', YY: '录入错误' })).toMatchObject({
      told: { kind: 'CORRECTED', corrects: 412 },
      grounds: { documentNo: '长税更〔2025〕3号', reason: '录入错误' },
    });
    expect(await told({ BSLX: '更正' })).toMatchObject({ told: { kind: 'CORRECTED' } });
    expect(await told({ 报送类型: '恢复' })).toMatchObject({ told: { kind: 'RESTORED' } });
    expect(await told({ BSLX: '换号', YDJXH: '20114501010114170099' })).toMatchObject({
      told: { kind: 'REPLACES', formers: [{ key: '20114501010114170099', on: null }] },
    });
    expect(await told({ BSLX: '合并', YDJXH: '1、2；2' })).toMatchObject({
      told: { kind: 'MERGES', formers: [{ key: '1' }, { key: '2' }] },
    });
    expect(await told({ BSLX: '变更', WH: '' })).not.toHaveProperty('told');
  });
});

describe('a list that tells a part of each', () => {
  /** The few characters of the test: Node decodes GB18030 and does not encode it. */
  function gb18030(text: string): Buffer {
    const decoder = new TextDecoder('gb18030');
    const pairs = new Map<string, readonly number[]>();
    for (let lead = 0xb0; lead < 0xf8; lead++) {
      for (let trail = 0xa1; trail < 0xff; trail++) pairs.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
    return Buffer.from([...text].flatMap((each) => pairs.get(each) ?? [each.charCodeAt(0)]));
  }

  it.each([
    ['UTF-8', (text: string) => text],
    ['GB18030', gb18030],
  ])('of deregistrations, by serial, in %s', async (_, encode) => {
    const [reading] = await readText(encode(`登记序号,状态,注销日期\n${SERIAL},注销,2025-06-03\n`));
    expect(reading).toMatchObject({
      observation: {
        key: SERIAL,
        content: { status: 'DEREGISTERED', statusText: '注销', deregisteredOn: '2025-06-03' },
        needs: { wants: [{ kind: 'taxpayer', serial: SERIAL, field: '登记序号' }] },
      },
    });
    const stated = reading !== undefined && 'observation' in reading ? reading.observation.stated : undefined;
    expect(stated).toEqual(new Set(['status', 'statusCode', 'statusText', 'deregisteredOn']));
  });

  it('of ratings, by the code of the company', async () => {
    const [reading] = await readText(`统一社会信用代码,纳税人名称,评价年度,纳税信用级别\n${usccOf(3)},${NAME},2024年,A级\n`);
    expect(reading).toMatchObject({
      observation: {
        content: { uscc: usccOf(3), name: NAME, creditRating: 'A', creditYear: '2024' },
        needs: { wants: [{ kind: 'taxpayer', serial: null, company: { uscc: usccOf(3) } }] },
      },
    });
  });
});

const samples = '../shared/data/samples/tax-layouts.json';
it.skipIf(!existsSync(samples))(`a form of ${samples} is read (skipped where the file is absent)`, async () => {
  const { js_nsrxxForm: form } = JSON.parse(readFileSync(samples, 'utf8')) as { js_nsrxxForm: object };
  expect(await readRow(form)).toMatchObject({
    key: SERIAL,
    content: {
      uscc: '91450107MA5KE0EQ2B',
      name: '广西龙森胜贸易有限公司',
      status: 'NORMAL',
      registeredOn: '2016-09-18',
    },
    // Divisions of another province are not in our lists.
    warnings: [{ code: 'REGION_CODE_UNKNOWN', field: 'jdxzDm' }],
  });
});
