import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { taxConnector } from '../../../connectors/tax/tax.connector.ts';
import type { TaxpayerContent } from '../../../src/domain/record/taxpayer.record.ts';
import { City } from '../../city/city.ts';
import { dropTaxFile, type PushFormat, pushedRows } from './push-file.ts';
import { TaxPusher } from './pusher.ts';
import { taxCopy } from './tax-copy.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-tax-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const city = new City({ seed: 1404, size: 'demo' });
const copy = taxCopy(city);
city.advanceTo(30);
const SPAN = { from: 1, to: 30 } as const;

async function read(path: string) {
  const delivery = await taxConnector().file(path).open();
  if (!delivery.ok) throw new Error(delivery.problem.code);
  const found: string[] = [];
  for await (const { readings } of delivery.value.readings({ after: { row: 0, cursor: null } })) {
    for (const reading of readings) {
      if ('problems' in reading) throw new Error(reading.problems[0].code);
      const { key, content, told, sourceVersion } = reading.observation;
      const { name, statusCode, deregisteredOn } = content as TaxpayerContent;
      found.push(JSON.stringify([key, name, statusCode, deregisteredOn, told?.kind, sourceVersion]));
    }
  }
  return found;
}

describe('what the tax office pushes', () => {
  it('reads alike in every form', async () => {
    const forms: readonly [PushFormat, 'utf-8' | 'gb18030'][] = [
      ['ndjson', 'utf-8'],
      ['csv', 'utf-8'],
      ['csv', 'gb18030'],
      ['xlsx', 'utf-8'],
    ];
    const all: string[][] = [];
    for (const [format, encoding] of forms) {
      all.push(await read(await dropTaxFile(city, copy, join(folder, encoding), { ...SPAN, format, encoding })));
    }
    expect(all[0]).toHaveLength(pushedRows(city, copy, SPAN).length);
    expect(all[0]?.some((row) => row.includes('CORRECTED'))).toBe(true);
    for (const rows of all) expect(rows).toEqual(all[0]);
  });

  it('may be the changes of the status alone', () => {
    const all = pushedRows(city, copy, SPAN);
    const some = pushedRows(city, copy, { ...SPAN, only: 'STATUS' });
    expect(some.length).toBeGreaterThan(5);
    expect(some.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining([...some]));
    const ended = all.filter(({ ZXRQ, XGSJ }) => ZXRQ !== '' && XGSJ.startsWith(ZXRQ));
    expect(ended.length).toBeGreaterThan(0);
    expect(some).toEqual(expect.arrayContaining(ended));
    expect(() => pushedRows(city, copy, { from: 1, to: 31 })).toThrow(RangeError);
  });

  it('gives up on a hub that is away, and goes on from that day', async () => {
    const waits: number[] = [];
    const options = { city, copy, hub: 'http://127.0.0.1:1', token: 'token', pushed: 20 };
    const pusher = new TaxPusher({ ...options, wait: async (ms) => void waits.push(ms) });
    expect(await pusher.catchUp()).toMatch(/^tax-1404-600-2025-07-\d\d: /);
    expect(waits).toEqual([200, 1000, 3000, 10_000]);
    expect(pusher.pushed).toBeLessThan(30);
  });
});
