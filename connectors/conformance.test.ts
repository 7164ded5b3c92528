/** What every connector does alike. A source has its entry in test/support/connector-cases.ts; nothing here knows one of them. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/domain/message/catalogue.ts';
import { describe as sentence } from '../src/domain/message/describe.ts';
import type { Problem } from '../src/domain/message/problem.ts';
import type { Reading } from '../src/domain/record/observation.ts';
import { connectorCases } from '../test/support/connector-cases.ts';
import {
  comparable,
  csvOf,
  Drop,
  ndjsonOf,
  opened,
  readAll,
  type SentRow,
  type SentTable,
  START,
} from '../test/support/connector-conformance.ts';
import { listOffice } from '../test/support/list-office.ts';
import type { Opening } from './connector.ts';

const folders = new Set(
  readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
);
const KINDS_OF_INTERFACE = ['file', 'http', 'mysql', 'table'];

it('is tested of every source', () => {
  const sources = [...folders].filter((name) => !KINDS_OF_INTERFACE.includes(name));
  expect(connectorCases.map(({ connector }) => connector.source).toSorted()).toEqual(sources.toSorted());
});

/** Both sentences are there, and no hole is left in them. */
function expectSaid(found: Problem): void {
  expect(catalogue).toHaveProperty(found.code);
  for (const language of ['zh', 'en'] as const) expect(sentence(found, language)).not.toMatch(/\{\w+\}|^\s*$/);
}

async function problemOf(opening: Opening): Promise<Problem> {
  const result = await opening.open();
  if (result.ok) throw new Error('it was opened');
  expectSaid(result.problem);
  return result.problem;
}

const rowsOf = (table: SentTable, count: number) => Array.from({ length: count }, (_, i) => table.row(i + 1));

for (const { connector, tables, http } of connectorCases) {
  describe(`the connector of ${connector.source}`, () => {
    const [first] = tables;

    it('has the same files as every other', () => {
      const files = readdirSync(new URL(connector.source, import.meta.url));
      expect(files).toEqual(expect.arrayContaining([`${connector.source}.connector.ts`, 'sheet.ts']));
      const ofAll = ['source', 'reading', 'file', 'readWire'];
      const isAsked = Object.keys(connector).some((name) => !ofAll.includes(name));
      expect(files.includes('interface.ts')).toBe(isAsked);
      expect(files.some((file) => /^read-[a-z-]+\.ts$/.test(file))).toBe(true);
    });

    it('says what is the matter with a file that is not there, is empty, or is no table of its source', async () => {
      using drop = new Drop();
      const file = (name: string, text: string) => connector.file(drop.write(name, text));
      expect(await problemOf(connector.file(drop.path('none.csv')))).toMatchObject({ code: 'FILE_NOT_FOUND' });
      expect(await problemOf(file('empty.csv', ''))).toMatchObject({ code: 'FILE_EMPTY' });
      const unknown = await problemOf(file('unknown.csv', '甲,乙\n1,2\n'));
      expect(unknown.code).toBe('FILE_LAYOUT_UNKNOWN');
      expect(sentence(unknown, 'zh')).toContain(unknown.params.expected);
      for (const other of connectorCases) {
        if (other.connector.source === connector.source) continue;
        for (const table of other.tables) {
          const found = await problemOf(file(`${other.connector.source}-${table.name}.csv`, csvOf(rowsOf(table, 2))));
          expect(found).toMatchObject({
            code: 'FILE_OTHER_TABLE',
            params: { kind: expect.stringMatching(`${table.name}.*${other.connector.source}`) },
          });
        }
      }
    });

    it.each(tables)('passes over what stands below a table of $name and is no record', async (table) => {
      using drop = new Drop();
      const rows = rowsOf(table, 2);
      const columns = Object.keys(rows[0] as SentRow);
      const below = (...cells: readonly string[]): SentRow =>
        Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
      const remarks = [
        below('注：以上数据截至六月底'),
        below('填表人：某人', '填表日期：2025-07-01'),
        below('合计', '2'),
        below(...columns),
      ];
      const file = connector.file(drop.write('a.csv', csvOf([...rows, ...remarks, table.row(3)])));
      const all = (await readAll(await opened(file))).map(({ reading }) => reading);
      expect(all.map(({ row }) => row)).toEqual([2, 3, 8]);
      expect(all.every((reading) => 'observation' in reading)).toBe(true);
      // What is half a record waits, as it did.
      const half = csvOf([...rows, { ...table.row(3), ...table.spoilt }]);
      expect(await readAll(await opened(connector.file(drop.write('b.csv', half))))).toHaveLength(3);
    });

    it.each(tables)('reads $name out of a table or line by line, doubled rows alike, numbered as they stand', async (table) => {
      using drop = new Drop();
      const rows = [...rowsOf(table, 5), table.row(3)];
      const readings = (await readAll(await opened(connector.file(drop.write('a.csv', csvOf(rows)))))).map(
        ({ reading }) => reading,
      );
      expect(readings.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7]);
      expect(readings.every((reading) => 'observation' in reading)).toBe(true);
      const withoutRow = (reading: Reading | undefined) => ({ ...(comparable(reading as Reading) as object), row: 0 });
      expect(withoutRow(readings[5])).toEqual(withoutRow(readings[2]));
      expect(readings[5]?.wire).toEqual(readings[2]?.wire);
      const lines = await readAll(await opened(connector.file(drop.write('a.ndjson', ndjsonOf(rows)))));
      expect(lines.map(({ reading }) => withoutRow(reading))).toEqual(readings.map(withoutRow));
    });

    it.each(tables)('reads $name under the title that an office writes above it, with any separator', async (table) => {
      using drop = new Drop();
      const rows = csvOf(rowsOf(table, 2));
      for (const text of [rows, rows.replaceAll('","', '"\t"'), rows.replaceAll('","', '";"')]) {
        const path = drop.write('a.csv', `长治市报表（2025年7月，单位：个）\n\n${text}`);
        const readings = (await readAll(await opened(connector.file(path)))).map(({ reading }) => reading);
        expect(readings.map((reading) => [reading.row, 'observation' in reading])).toEqual([
          [4, true],
          [5, true],
        ]);
      }
    });

    it.each(tables)(
      'keeps what it takes to read a row of $name again, whatever is in its cells, and no person in clear',
      async (table) => {
        using drop = new Drop();
        const columns = Object.keys(table.row(1));
        const junk = fc.constantFrom('', '暂无', '*'.repeat(18), '2025-02-30', '[{', '１２', '不明', '9'.repeat(40), '甲;乙');
        const cell = fc.tuple(fc.constantFrom(...columns), junk);
        const spoiling = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.array(cell, { maxLength: 4 }));
        const spoilt = fc.sample(spoiling, { numRuns: 200, seed: 1404 }).map(([n, cells]): SentRow => {
          const sent = cells.filter(([column]) => !table.personal.includes(column));
          return { ...table.row(n), ...Object.fromEntries(sent) };
        });
        const rows = [{ ...table.row(1), ...table.spoilt }, ...spoilt];
        const readings = await readAll(await opened(connector.file(drop.write('a.ndjson', ndjsonOf(rows)))));
        expect(readings).toHaveLength(rows.length);
        const refused = readings.filter(({ reading }) => 'problems' in reading);
        expect(refused[0]?.reading.row).toBe(1);
        for (const { reading } of readings) {
          const row = rows[reading.row - 1] as SentRow;
          expect(comparable(connector.readWire(reading.wire, reading.row))).toEqual(comparable(reading));
          const said = 'problems' in reading ? reading.problems : reading.observation.warnings;
          for (const found of said) {
            expectSaid(found);
            expect(found.row).toBe(reading.row);
            expect(Object.keys(row)).toContain(found.field);
          }
          const shown = JSON.stringify([reading.wire.plain, said]);
          for (const column of table.personal) expect(shown).not.toContain(row[column]);
        }
      },
    );

    it.each(tables)('goes on with $name after any row, stops when told, and tells one content from another', async (table) => {
      using drop = new Drop();
      const rows = rowsOf(table, 2_300);
      const path = drop.write('a.csv', csvOf(rows));
      const delivery = await opened(connector.file(path));
      const all = await readAll(delivery);
      expect(all).toHaveLength(2_300);
      for (const i of [0, 998, 1_000, 2_298, 2_299]) {
        const place = all[i]?.place ?? START;
        // A cursor is of the end of its batch; between two of them the row alone tells.
        const from = place.cursor === null ? i : all.findIndex((each, j) => j >= i && each.isLast);
        const rest = await readAll(delivery, all[from]?.place);
        expect(rest.map(({ reading }) => reading.row)).toEqual(all.slice(from + 1).map(({ reading }) => reading.row));
        if (rest[0] !== undefined) expect(comparable(rest[0].reading)).toEqual(comparable(all[from + 1]?.reading as Reading));
      }

      const stop = new AbortController();
      let came = 0;
      const follow = async () => {
        for await (const { readings } of delivery.readings({ after: START, signal: stop.signal })) {
          came += readings.length;
          stop.abort();
        }
      };
      await follow().catch((error: unknown) => expect(error).toBe(stop.signal.reason));
      expect(came).toBeGreaterThan(0);
      expect(came).toBeLessThan(2_300);

      expect((await opened(connector.file(path))).fingerprint).toBe(delivery.fingerprint);
      const changed = await opened(connector.file(drop.write('b.csv', csvOf([...rows.slice(0, -1), table.row(1)]))));
      expect(changed.fingerprint).not.toBe(delivery.fingerprint);
    });

    it('says of a full delivery which region and which record types it speaks of', async () => {
      using drop = new Drop();
      const path = drop.write('full.csv', csvOf(rowsOf(first, 2)));
      const full = await opened(connector.file(path, { kind: 'full', region: '140403' }));
      expect(full.completeness).toEqual({ kind: 'full', region: '140403' });
      expect(full.recordTypes).toEqual([...new Set(await recordTypesOf(full))]);
    });

    if (http === undefined) return;
    it('gives over HTTP what goes on after any of its places with exactly the rest', async () => {
      const keys = Object.fromEntries(Object.keys(http.lists).map((list) => [list, '#']));
      await using office = await listOffice(keys, 2);
      for (const [list, row] of Object.entries(http.lists)) {
        for (const n of [1, 2, 3]) office.touch(list, { ...row(n), '#': n });
      }
      const open = () => opened(http.open({ base: office.url, token: 'token' }));
      const all = await readAll(await open());
      expect(all.map(({ reading }) => reading.row)).toEqual(all.map((_each, i) => i + 1));
      expect(all).toHaveLength(3 * Object.keys(http.lists).length);
      for (const [i, { place, isLast }] of all.entries()) {
        if (!isLast) continue;
        const rest = await readAll(await open(), place);
        expect(rest.map(({ reading }) => comparable(reading))).toEqual(
          all.slice(i + 1).map(({ reading }) => comparable(reading)),
        );
      }
      for (const { reading } of all) {
        expect(comparable(connector.readWire(reading.wire, reading.row))).toEqual(comparable(reading));
      }
      expect((await open()).fingerprint).toBe((await open()).fingerprint);
    });
  });
}

async function recordTypesOf(delivery: Awaited<ReturnType<typeof opened>>): Promise<readonly string[]> {
  return (await readAll(delivery)).flatMap(({ reading }) => ('observation' in reading ? [reading.observation.recordType] : []));
}
