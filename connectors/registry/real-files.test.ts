/** Files of real registers, where they are at hand; they may not be part of the project. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FileRows, openFile } from '../file/read-file.ts';
import { chooseLayout, layoutOfRows, toSlots } from '../table/choose-layout.ts';
import { registrySheet } from './sheet.ts';

const data = new URL('../../../shared/data/', import.meta.url);

async function opened(name: string): Promise<FileRows> {
  const result = await openFile(new URL(name, data).pathname);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

describe.skipIf(!existsSync(data))('real files (../shared/data)', () => {
  it.each([
    ['companies/cn-registry-three-cities.csv', 6_564],
    ['companies/cn-codes-invalid.csv', 165],
    ['companies/cn-same-code-different-name.csv', 26],
  ])('%s is read without a problem', async (name, count) => {
    const file = await opened(name);
    const layout = chooseLayout(registrySheet, file.header ?? []);
    if (!layout.ok) throw new Error(layout.problem.code);
    expect(layout.value.name).toBe('public-register-collection');
    let rows = 0;
    for await (const batch of file.rows()) {
      for (const row of batch) {
        if (!('cells' in row)) throw new Error(`${row.row} ${row.problem.code}`);
        const slots = toSlots(row.cells, layout.value);
        expect(slots.uscc).not.toBe('');
        expect(slots.name).not.toBe('');
        rows++;
      }
    }
    expect(rows).toBe(count);
  });

  it('a damaged file without a header is opened, its rows are problems and no layout fits', async () => {
    const file = await opened('companies/cn-mojibake-11rows.csv');
    expect(file.encoding).toBe('utf-8');
    expect(chooseLayout(registrySheet, file.header ?? [])).toMatchObject({
      problem: { code: 'FILE_LAYOUT_UNKNOWN', params: { actual: expect.stringMatching(/^\? × \d+$/) } },
    });
    const codes = [];
    for await (const batch of file.rows()) codes.push(...batch.map((row) => ('problem' in row ? row.problem.code : '')));
    expect(codes).toEqual(Array.from({ length: 10 }, () => 'FILE_TEXT_DAMAGED'));
  });

  it('the list of a provincial site is read, and lacks the code', async () => {
    const file = await opened('samples/gsxt-list-jiangxi.json');
    const layoutFor = layoutOfRows(registrySheet);
    for await (const batch of file.rows()) {
      expect(batch).toHaveLength(10);
      for (const row of batch) {
        expect('cells' in row && layoutFor(row.cells)).toMatchObject({
          problem: { code: 'ROW_FIELD_MISSING', params: { column: 'UNISCID' } },
        });
      }
    }
  });

  it('records of three other systems are recognised', () => {
    const json = (name: string) => JSON.parse(readFileSync(new URL(`samples/${name}.json`, data), 'utf8'));
    const exchange = json('exchange-anhui');
    for (const record of [
      exchange.samr_enterprise_basic[0],
      exchange.hefei_small_enterprise.DataList[0],
      json('gsxt-app-record').record,
    ]) {
      const layout = layoutOfRows(registrySheet)(record);
      if (!layout.ok) throw new Error(layout.problem.code);
      const slots = toSlots(record, layout.value);
      expect(slots.uscc).toMatch(/^9/);
      expect(slots.name).toMatch(/公司|\*|x/);
    }
  });
});
