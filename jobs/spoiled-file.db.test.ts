/** Files that no run can be happy with: a named outcome in the ledger, every good row in the feed, nothing half-written. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { operator } from '../src/access/viewer.ts';
import { describe as sentence } from '../src/domain/message/describe.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { usccOf } from '../test/support/uscc.ts';
import { runSync, type SyncSummary } from './sync.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-spoiled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'UNISCID,ENTNAME,REGSTATE,OPSCOPE';
const good = (n: number): string => `${usccOf(n)},太原市第${n}物业服务有限公司,1,物业管理`;

/** Ten thousand good rows, so that the file is larger than what is looked at before reading. */
function manyRows(): Buffer {
  return gzipSync(`${HEADER}\n${Array.from({ length: 10_000 }, (_, i) => good(i + 1)).join('\n')}\n`, { level: 1 });
}

eachDatabase('a spoiled file', (fresh) => {
  async function take(
    name: string,
    bytes: string | Buffer,
    check: (summary: SyncSummary, hub: Hub) => Promise<void>,
  ): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', connections: 2 });
    try {
      const connector = registryConnector();
      const summary = await runSync({ hub, connector, opening: connector.file(path) });
      const [run, ...others] = await listRuns(hub, { limit: 10 });
      expect(others).toEqual([]);
      expect(run).toMatchObject({ id: summary.run, state: summary.outcome, counts: summary.counts, problem: summary.problem });
      const { read, ended: _ended, ...outcomes } = summary.counts;
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(read);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      await check(summary, hub);
    } finally {
      await hub.close();
    }
  }

  describe('as a whole', () => {
    const refused: readonly (readonly [name: string, bytes: () => string | Buffer, code: string, zh: RegExp, en: RegExp])[] = [
      ['empty.csv', () => '', 'FILE_EMPTY', /文件为空/, /empty/],
      [
        'binary.csv',
        () => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2, 255]),
        'FILE_BINARY',
        /不是文本文件/,
        /not a text file|text/,
      ],
      [
        'broken.xlsx',
        () => Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 255]),
        'WORKBOOK_BROKEN',
        /工作簿已损坏/,
        /workbook is damaged/,
      ],
      [
        'no-code.csv',
        () => 'ENTNAME,REGSTATE,OPSCOPE,DOM\n甲物业,1,物业管理,某路\n',
        'FILE_COLUMN_MISSING',
        /第 1 行.*UNISCID/,
        /row 1.*UNISCID/,
      ],
      ['headless.csv', () => `${good(1)}\n${good(2)}\n`, 'FILE_LAYOUT_UNKNOWN', /第 1 行/, /row 1/],
    ];
    it.each(refused)('%s: the run fails with a name, and nothing is written', (name, bytes, code, zh, en) =>
      take(name, bytes(), async (summary, hub) => {
        expect(summary).toMatchObject({ outcome: 'failed', position: 0, problem: { code } });
        if (summary.problem === null) throw new Error('no problem is told');
        expect(sentence(summary.problem, 'zh')).toMatch(zh);
        expect(sentence(summary.problem, 'en')).toMatch(en);
        expect(await listQuarantine(hub, { limit: 10 }, operator)).toEqual([]);
      }),
    );
  });

  it('truncated gzip: what was whole is in the feed, the run has failed at a row', () => {
    const whole = manyRows();
    return take('cut.csv.gz', whole.subarray(0, Math.floor(whole.length * 0.8)), async (summary) => {
      expect(summary).toMatchObject({ outcome: 'failed', problem: { code: 'FILE_TRUNCATED', row: expect.any(Number) } });
      expect(summary.counts.created).toBeGreaterThan(1000);
      expect(summary.position).toBe(summary.counts.created);
      expect(summary.problem?.row).toBe(summary.counts.created + 2); // the header, and the row it broke off in
    });
  });

  it('rows that cannot be read wait in quarantine, and the rows around them are in the feed', () =>
    take(
      'rows.csv',
      `${HEADER}\n${good(1)}\n${usccOf(2)},少一格,1\n${good(3)}\n${usccOf(4).toLowerCase()} , 小写的物业公司 ,1,物业管理\n${usccOf(5)},"引号不闭,1,物业管理\n${good(6)}\n`,
      async (summary, hub) => {
        expect(summary).toMatchObject({ outcome: 'done', counts: { read: 6, created: 4, quarantined: 2 } });
        const waiting = await listQuarantine(hub, { limit: 10 }, operator);
        expect(waiting.map(({ row, problems }) => [row, problems[0]?.code])).toEqual([
          [3, 'FILE_CELL_COUNT'],
          [6, 'FILE_QUOTE_UNCLOSED'],
        ]);
        expect(JSON.stringify(waiting[0]?.wire)).toContain('少一格'); // nothing is lost
      },
    ));

  it('a line of 200 MB costs one row', { timeout: 60_000 }, () =>
    take(
      'long.csv',
      Buffer.concat([Buffer.from(`${HEADER}\n${good(1)}\n`), Buffer.alloc(200_000_000, 'x'), Buffer.from(`\n${good(2)}\n`)]),
      async (summary, hub) => {
        expect(summary).toMatchObject({ outcome: 'done', counts: { read: 3, created: 2, quarantined: 1 } });
        const [long] = await listQuarantine(hub, { limit: 10 }, operator);
        expect(long?.row).toBe(3);
        expect(JSON.stringify(long?.wire).length).toBeLessThan(5000);
      },
    ),
  );
});
