import { expect, it } from 'vitest';
import { operator } from '../../src/access/viewer.ts';
import { listChanges } from '../../src/feed/changes.ts';
import { type Hub, openHub } from '../../src/feed/hub.ts';
import { getHead } from '../../src/feed/position.ts';
import { listRuns } from '../../src/feed/runs.ts';
import { verifyFeed } from '../../src/feed/verify.ts';
import { eachDatabase } from '../../test/support/databases.ts';
import { csvOf, type PushGiven, pushed, wireOf } from '../../test/support/pushes.ts';
import { usccOf } from '../../test/support/uscc.ts';

/** A taxpayer, and what its sender says of the step. */
function taxRow(n: number, given: Record<string, string> = {}): Record<string, string> {
  return {
    ...{ DJXH: `1011401000001234567${n}`, SHXYDM: usccOf(1), NSRMC: '太原市第1物业服务有限公司', NSRZT_DM: '03' },
    ...{ ZCDZ: '长治路1号', CZBZ: '', 报送类型: '', 更正位置: '', 原登记序号: '', 换号日期: '', 文号: '', 原因: '' },
    ...given,
  };
}

eachDatabase('a push', (fresh) => {
  const withHub = async (work: (hub: Hub) => Promise<void>): Promise<void> => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      await work(hub);
    } finally {
      await hub.close();
    }
  };

  it('says what its steps are: a correction of a position with its paper, a replaced number, one taken back and restored', () =>
    withHub(async (hub) => {
      const send = async (rows: readonly Record<string, string>[], given: PushGiven = {}) => {
        const { summary, records } = await pushed(hub, csvOf(rows), { recordType: 'taxpayer', ...given });
        const { read, ended, ...outcomes } = summary.counts;
        expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(read);
        return { records: records.map(({ as, outcome, position }) => [as ?? outcome, position]), ended };
      };
      await send([taxRow(1), taxRow(2)]);
      expect(await send([taxRow(1, { ZCDZ: '长治路2号' })])).toMatchObject({ records: [['changed', '3']] });

      const paper = { 文号: '并税更〔2026〕7号', 原因: '录入有误' };
      const correction = taxRow(1, { 报送类型: '更正', 更正位置: '1', ZCDZ: '长治路9号', ...paper });
      const totals = { counts: { records: 1, corrected: 1 } };
      expect(await send([correction], { totals })).toMatchObject({ records: [['corrected', '4']] });
      expect(await send([taxRow(1, { 报送类型: '更正', 更正位置: '99', ...paper })])).toMatchObject({
        records: [['refused', undefined]],
      });

      const replaces = taxRow(3, { 报送类型: '换号', 原登记序号: taxRow(2).DJXH ?? '', 换号日期: '2026-01-05' });
      expect(await send([replaces])).toMatchObject({ records: [['created', '5']], ended: 1 });
      expect(await send([taxRow(1, { CZBZ: 'D' })])).toMatchObject({ records: [['withdrawn', '7']], ended: 0 });
      expect(await send([taxRow(1, { 报送类型: '恢复' })])).toMatchObject({ records: [['restored', '8']] });
      const { changes } = await listChanges(hub, { after: 3, upTo: 8, first: 9, filter: {} }, operator);
      expect(changes.map(({ kind, corrects }) => [kind, corrects])).toEqual([
        ['CORRECTED', 1],
        ['CREATED', null],
        ['IDENTIFIER_REPLACED', null],
        ['ENDED', null],
        ['RESTORED', null],
      ]);
      expect(changes[0]?.grounds).toEqual({ documentNo: '并税更〔2026〕7号', reason: '录入有误' });
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('that is refused too often ends there: what comes after is not taken in, and the whole can be sent again', () =>
    withHub(async (hub) => {
      const bad = Array.from({ length: 1_000 }, (_, i) => wireOf(i + 1, i < 3 ? { uscc: 'x', name: `第${i}` } : {}));
      const good = Array.from({ length: 1_200 }, (_, i) => wireOf(2_001 + i));
      const body = csvOf([...bad, ...good]);
      const given = { idempotencyKey: 'bad', maxRefused: 3 };
      const dry = await pushed(hub, body, { ...given, dryRun: true });
      const { summary, records, text } = await pushed(hub, body, given);
      expect(summary).toMatchObject({
        state: 'FAILED',
        counts: { read: 1_000, created: 997, refused: 3 },
        problem: { code: 'PUSH_REFUSED_MANY', message: { zh: expect.stringContaining('处理到第 1001 行为止') } },
      });
      expect([dry.summary.counts, dry.summary.problem]).toEqual([summary.counts, summary.problem]);
      expect([records.length, (await getHead(hub)).position]).toEqual([1_000, 997]);
      expect(await listRuns(hub, { limit: 1 })).toMatchObject([{ state: 'failed', problem: { code: 'PUSH_REFUSED_MANY' } }]);
      expect((await pushed(hub, body, given)).text).toBe(text);
      const mended = await pushed(hub, csvOf([...bad.slice(3), ...good]), { idempotencyKey: 'mended', maxRefused: 3 });
      expect(mended.summary).toMatchObject({ state: 'DONE', counts: { unchanged: 997, created: 1_200 } });
      // Where nothing is left, nothing is broken off.
      expect((await pushed(hub, csvOf(bad), { maxRefused: 3 })).summary.state).toBe('DONE');
    }));
});
