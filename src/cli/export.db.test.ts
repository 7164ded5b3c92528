import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { readExportText, sumOf } from '../../test/support/export-client.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { observed } from '../../test/support/registrations.ts';
import { putEntry } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
import { writeBatch } from '../feed/write.ts';

it('writes a file, zipped or as a table, goes on where it was cut, and overwrites none', async () => {
  await using database = await freshSqlite();
  const folder = mkdtempSync(join(tmpdir(), 'hutong-export-'));
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline' });
  const write = (from: number, count: number) =>
    writeBatch(hub, {
      source: 'registry',
      entries: Array.from({ length: count }, (_, i) => putEntry(observed(from + i), hub.fingerprint, { population: 'all' })),
      receivedAt: 0,
    });
  try {
    await write(0, 600);
    const env = { HUTONG_DATABASE_URL: database.url };
    const exported = (...args: readonly string[]) => hutongHere(['export', 'registration', '--json', ...args], { env });
    const file = join(folder, 'all.ndjson');
    const whole = await exported('--out', file);
    expect(whole.json).toMatchObject({ recordType: 'registration', position: '600', rows: 600, level: 'RESTRICTED' });
    const text = readFileSync(file, 'utf8');
    const { rows, closing } = readExportText(text);
    expect(closing).toMatchObject({ rows: '600', digest: sumOf(rows.map(({ hash }) => hash)) });
    expect(whole.json.digest).toBe(closing?.digest);
    expect((await exported('--out', file)).json).toMatchObject({ problem: { code: 'EXPORT_FILE_THERE' } });

    // Cut in the middle of a line, in the part of one that is to be zipped; the hub goes on meanwhile.
    const zipped = join(folder, 'all.ndjson.gz');
    writeFileSync(`${zipped}.part`, text.slice(0, text.indexOf('\n', text.length / 2) - 20));
    await write(1000, 5);
    expect((await exported('--out', zipped)).json).toMatchObject({ problem: { code: 'EXPORT_PART_THERE' } });
    const other = await exported('--out', zipped, '--resume', '--county', '140403');
    expect(other.json).toMatchObject({ problem: { code: 'EXPORT_PART_STRANGE' } });
    expect((await exported('--out', zipped, '--resume')).json).toMatchObject({ position: '600', rows: 600 });
    expect(gunzipSync(readFileSync(zipped)).toString()).toBe(text);

    const table = join(folder, 'some.csv');
    expect((await exported('--out', table, '--county', '140105,140106', '--at', '3')).json).toMatchObject({ rows: 3 });
    expect(readFileSync(table, 'utf8').split('\r\n')).toHaveLength(5);
    expect(readdirSync(folder).toSorted()).toEqual(['all.ndjson', 'all.ndjson.gz', 'some.csv']);
    expect(await exported('--out', join(folder, 'x'), '--zone', 'nowhere')).toMatchObject({ code: 2 });
    const nowhere = await exported('--out', join(folder, 'x'), '--county', '140105,999999');
    expect(nowhere).toMatchObject({ code: 2, json: { problem: { code: 'REGION_CODE_UNKNOWN', field: 'counties' } } });
    for (const option of ['--county', '--region', '--company', '--zone', '--at']) {
      const empty = await exported('--out', join(folder, 'x'), option, '');
      expect(empty).toMatchObject({ code: 2, json: { problem: { code: 'CLI_VALUE_INVALID' } } });
    }
    // A path that is none is said of the path, and what is no part of an export stays as it was.
    for (const [path, code] of [
      ['new/x', 'OUT_FOLDER_MISSING'],
      ['all.ndjson/x', 'OUT_FOLDER_IS_FILE'],
      ['all.ndjson/y/x', 'OUT_FOLDER_MISSING'],
      ['.', 'OUT_IS_FOLDER'],
      ['x'.repeat(300), 'OUT_REFUSED'],
      ['y'.repeat(253), 'OUT_REFUSED'],
    ] as const) {
      const problem = { json: { problem: { code } } };
      expect(await exported('--out', join(folder, path))).toMatchObject({ code: 2, ...problem });
      expect(await hutongHere(['backup', '--json', '--out', join(folder, path)], { env })).toMatchObject({ code: 2, ...problem });
    }
    for (const strange of ['notes', 'notes\n', '{"key":1}\n', `${text.split('\n')[0]}\n{"key":"a","hash":"b"}\n`]) {
      writeFileSync(`${table}.part`, strange);
      const refused = await exported('--out', table, '--force', '--resume');
      expect(refused).toMatchObject({ code: 1, json: { problem: { code: 'EXPORT_PART_STRANGE' } } });
      expect(readFileSync(`${table}.part`, 'utf8')).toBe(strange);
    }
    expect((await exported('--out', table, '--force', '--at', '2')).json).toMatchObject({ rows: 2 });
    expect(readFileSync(table, 'utf8').split('\r\n')).toHaveLength(4);
    const counties = ['--county', '140105', '--county', '140106'];
    const before = await hutongHere(['export', ...counties, 'registration', '--at', '3', '--json', '--out', join(folder, 'x')], {
      env,
    });
    expect(before.json).toMatchObject({ rows: 3 });
    expect(await exported()).toMatchObject({ code: 2 });
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true });
  }
});
