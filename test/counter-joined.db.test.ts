/** The counter's card of a company that four sources know. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { contractOf, estateOf, filingOf, hearOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

async function wordsOf(graph: GraphHub, path: string): Promise<string> {
  const { text } = await graph.get(path);
  return text
    .replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

async function writeJoined(graph: GraphHub): Promise<void> {
  await graph.write({ 1: { name: '长治市安居物业有限公司', status: 'IN_OPERATION' }, 2: {} });
  await writeRecords(graph, estateOf('e1', { name: '幸福小区', households: 320, region: '140403', serviceMode: 'PROFESSIONAL' }));
  await writeRecords(
    graph,
    filingOf(1, 'B1', { kind: 'FIRST', decidedOn: '2024-02-01' }),
    contractOf(
      1,
      'H1',
      [],
      { estates: [{ estate: 'e1', name: '幸福小区', part: '一期' }], termFrom: '2024-01-01', termTo: '2026-12-31', fee: '1.20' },
      { personal: { leadName: '王五' } },
    ),
    contractOf(1, 'H2', ['e2'], { endedOn: '2022-06-30', successorUscc: usccOf(2), companyName: '长治市安居物业有限公司' }),
  );
  await writeRecords(
    graph,
    taxpayerOf(1, '10111404000000000001', { office: '国家税务总局长治市潞州区税务局', vatKind: 'GENERAL' }),
  );
  await writeRecords(graph, taxpayerOf(1, '10111404000000000001', { status: 'SUSPENDED', vatKind: 'GENERAL' }));
}

eachDatabase('the card of a company of four sources', (fresh) => {
  it('says in plain Chinese what each of them says, where the company stands, and what happened', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeJoined(graph);
    const run = await startRun(graph.hub, { source: 'filing', mode: 'delta', input: 'a.json', inputFingerprint: null });
    await finishRun(graph.hub, run, null, 'done');
    const card = await wordsOf(graph, `/lookup/${usccOf(1)}`);
    for (const said of [
      '现处环节： 经营 （备案已通过，或有履行中的物业服务合同）',
      '10111404000000000001 停业 一般纳税人',
      'B1 山西省长治市潞州区 首次备案 已备案 2024-02-01',
      'H1 幸福小区（一期） 履行中 2024-01-01 至 2026-12-31 1.20 王五',
      'H2 小区e2 2022-06-30 终止',
      '幸福小区 山西省长治市潞州区 320 专业化物业服务',
      '税务登记变更：纳税人状态、主管税务局',
      '纳税人状态 正常 → 停业',
      '企业备案收录',
      '税务登记（税务部门） 从未取数',
    ]) {
      expect(card).toContain(said);
    }
    expect(card).not.toMatch(/undefined|\[object|没有接入/);
    // The company that took over hears of the contract, and whose it was.
    const other = await wordsOf(graph, `/lookup/${usccOf(2)}`);
    expect(other).toContain('（相关企业 长治市安居物业有限公司 ）');
    expect(other).toContain('物业服务合同 Service contracts 住建部门没有该企业的物业服务合同备案。');
    expect(other).toContain('税务登记 Tax 税务部门没有该企业的税务登记。');
  });

  it('says of what rests on a source that was never heard of that it cannot say', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
    const named = await wordsOf(graph, `/lookup/${usccOf(1)}`);
    expect(named).toContain('登记来源尚未接入；没有列出不等于没有登记');
    expect(named).toContain('现处环节： 无法判断，企业登记（行政审批部门）、物业服务备案（住建部门）尚未接入');
    expect(named).toContain('10111404000000000001 正常');
    expect(named).toContain('物业服务合同 Service contracts 这个来源从未成功取过数，可能尚未接入；没有列出不等于没有。');
    await hearOf(graph, 'registry', 'filing');
    const card = await wordsOf(graph, `/lookup/${usccOf(1)}`);
    expect(card).toContain('登记机关没有提供它的登记信息');
    expect(card).toContain('现处环节： 纳税');
    expect(card).toContain('物业服务合同 Service contracts 住建部门没有该企业的物业服务合同备案。');
    expect(card).toContain('在管小区 Estates 这个来源从未成功取过数');
  });

  it('shows to anybody nothing of tax', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { viewer: anybody });
    await writeJoined(graph);
    const card = await wordsOf(graph, `/lookup/${usccOf(1)}`);
    expect(card).not.toMatch(/停业|一般纳税人/);
    expect(card).toContain('H1 幸福小区（一期）');
  });
});
