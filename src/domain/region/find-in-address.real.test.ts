/**
 * The reader of addresses against 6,564 real ones. The list may not be shipped (CC BY-NC-SA), so this test runs only
 * where the folder lies beside the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findRegionInAddress, type RegionMatch } from './find-in-address.ts';
import { findRegion } from './region-tree.ts';

const file = join(import.meta.dirname, '../../../../shared/data/companies/cn-registry-three-cities.csv');

const CITY_CODES: Readonly<Record<string, string>> = { 阳泉: '1403', 长治: '1404', 晋城: '1405', 太原: '1401' };

interface Row {
  readonly city: string;
  readonly address: string;
  readonly found: RegionMatch | null;
}

describe.skipIf(!existsSync(file))('real addresses of three cities (../shared/data/companies)', () => {
  let rows: readonly Row[] = [];
  beforeAll(() => {
    const [header = [], ...lines] = readTable(readFileSync(file, 'utf8'));
    const city = header.indexOf('city');
    const address = header.indexOf('address');
    rows = lines.map((line) => {
      const text = line[address] ?? '';
      return { city: line[city] ?? '', address: text, found: findRegionInAddress(text) };
    });
  });

  const share = (length: number) =>
    rows.filter(({ found }) => found?.kind === 'FOUND' && found.code.length >= length).length / rows.length;

  it('are all read', () => {
    expect(rows).toHaveLength(6564);
  });

  it('name a city in 99 of 100, a county in 76, a town in 36', () => {
    expect(share(4)).toBeGreaterThan(0.99);
    expect(share(6)).toBeGreaterThan(0.765);
    expect(share(9)).toBeGreaterThan(0.36);
  });

  it('are left open hardly ever', () => {
    expect(rows.filter(({ found }) => found?.kind === 'AMBIGUOUS').length).toBeLessThanOrEqual(2);
  });

  it('give no region of another city than the row says, unless the address itself names that county in full', () => {
    const elsewhere = rows.filter(
      ({ city, found }) => found?.kind === 'FOUND' && found.code.length > 2 && !found.code.startsWith(CITY_CODES[city] ?? '-'),
    );
    for (const { address, found } of elsewhere) {
      const county = found?.kind === 'FOUND' ? findRegion(found.code.slice(0, 6)) : null;
      expect(address.startsWith(county?.name ?? '-'), address).toBe(true);
    }
    expect(elsewhere.length).toBeLessThanOrEqual(4);
  });

  it('are only likely where the city of the row says otherwise', () => {
    for (const { city, address } of rows) {
      const found = findRegionInAddress(address, { city });
      if (found?.kind !== 'FOUND' || found.code.length === 2 || found.code.startsWith(CITY_CODES[city] ?? '-')) continue;
      expect(found.confidence, address).toBe('LIKELY');
    }
  });
});

/** A table with quoted cells, as little as this file needs. */
function readTable(text: string): string[][] {
  const table: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1) table.push(row);
    row = [];
  }
  return table;
}
