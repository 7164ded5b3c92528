/** What a sync set aside, by the command line: what waits still, what was taken in meanwhile, and in whose words. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Drop } from '../../test/support/connector-conformance.ts';
import { freshSqlite } from '../../test/support/databases.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { ledgerBytes, title } from '../../test/support/ledgers.ts';

const COUNTY = '长治市潞州区';

/** A ledger whose committees stand before their estates; one names an estate that there is none of. */
const LEDGER = {
  业主组织: [
    title(`${COUNTY}业主组织台账`, 3),
    ['业委会名称', '所属小区', '届次'],
    ['甲园业委会', '甲园小区', '第二届'],
    ['丙园业委会', '没有的小区', '第一届'],
  ],
  小区: [title(`${COUNTY}小区台账`, 2), ['小区名称', '小区编号'], ['甲园小区', 'X1']],
};

it('a row that waited only for a later one of its file is told as taken in, in the report and in the ledger of runs', async () => {
  await using database = await freshSqlite();
  using drop = new Drop();
  const path = drop.path('台账.xlsx');
  writeFileSync(path, await ledgerBytes(LEDGER));
  const run = (...args: readonly string[]) => hutongHere(args, { env: { HUTONG_DATABASE_URL: database.url } });

  const report = (await run('sync', 'estate', '--from', path)).stdout;
  expect(report).toMatch(/^小区 estate: 完成/);
  expect(report).toMatch(/^隔离（其中 1 条随后已收录） +2$/m);
  expect(report).toContain('共读 3 行 = 1 + 2');
  expect(report).not.toContain('此前已在待查之列');
  expect((await run('runs')).stdout).toMatch(/ 2（已收录 1） /);
  expect((await run('runs', '--json')).json).toMatchObject({ runs: [{ read: 3, quarantined: 2, released: 1 }] });

  // What waited before is not this run's.
  const again = await run('sync', 'estate', '--from', path, '--json');
  expect(again.json).toMatchObject({ read: 3, unchanged: 2, quarantined: 1, released: 0 });
});

it('what waits is told with the Chinese names of its source and type, and with the name as it was sent', async () => {
  await using database = await freshSqlite();
  using drop = new Drop();
  const path = drop.path('台账.xlsx');
  writeFileSync(path, await ledgerBytes(LEDGER));
  const run = (...args: readonly string[]) => hutongHere(args, { env: { HUTONG_DATABASE_URL: database.url } });
  await run('sync', 'estate', '--from', path);

  const listed = (await run('quarantine', 'list')).stdout;
  expect(listed).toMatch(/ 小区 estate .*「没有的小区」/);
  const [found] = (await run('quarantine', 'list', '--json')).json.quarantined as { id: number; source: string }[];
  expect(found).toMatchObject({ source: 'estate', recordType: 'committee' });
  const show = (lang: string) => run('quarantine', 'show', String(found?.id), '--lang', lang);
  expect((await show('zh')).stdout).toMatch(/^#\d+ 小区 estate 业主组织 待处理 /);
  expect((await show('en')).stdout).toMatch(/^#\d+ estate committee waiting /);
});
