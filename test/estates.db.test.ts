/** Estates over HTTP: who serves them, lists of them, and how many there are. */
import { expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { readJoined } from '../src/feed/company-joined.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { ask, committeeOf, contractOf, estateOf, writeEntriesOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('estates', (fresh) => {
  it('joins what names an estate that went up in another to the one that goes on, each once', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {} });
    await writeRecords(graph, estateOf('e1', { households: 10 }), estateOf('e2'), estateOf('e3'));
    await writeRecords(
      graph,
      contractOf(1, 'H1', ['e1', 'e3'], { termFrom: '2024-01-01' }),
      contractOf(2, 'H2', ['e2'], { termFrom: '2024-02-01' }),
      contractOf(3, 'H3', ['e3'], { termFrom: '2020-01-01', endedOn: '2022-06-30' }),
    );
    const before = await writeRecords(graph, committeeOf('Y1', ['e3']));
    await writeEntriesOf(graph, 'estate', [closeEntry('estate', 'e3', 'MERGED', 'e2')]);
    const after = await writeEntriesOf(graph, 'estate', [closeEntry('estate', 'e2', 'MERGED', 'e1')]);
    const of = async (id: string, at: number) => {
      const { estate } = await ask(
        graph,
        `query ($id: ID!, $at: At) { estate(id: $id, at: $at) { contracts { contractNo estates { estate { id } } } companies { company { uscc } }
          formerCompanies { company { uscc } } committees { estates { estate { id } } } replacedBy { id } } }`,
        { id, at: String(at) },
      );
      return estate;
    };
    const led = { estate: { id: 'e1' } };
    expect(await of('e1', after)).toEqual({
      contracts: [
        { contractNo: 'H1', estates: [led, led] },
        { contractNo: 'H2', estates: [led] },
        { contractNo: 'H3', estates: [led] },
      ],
      companies: [{ company: { uscc: usccOf(2) } }, { company: { uscc: usccOf(1) } }],
      formerCompanies: [{ company: { uscc: usccOf(3) } }],
      committees: [{ estates: [led] }],
      replacedBy: null,
    });
    expect(await of('e1', before)).toMatchObject({ contracts: [{ contractNo: 'H1' }], committees: [], formerCompanies: [] });
    expect(await of('e3', after)).toMatchObject({
      replacedBy: { id: 'e1' },
      contracts: [{ contractNo: 'H1' }, { contractNo: 'H3' }],
    });
    const { company, estateStats } = await ask(
      graph,
      `query ($uscc: USCC!) { company(uscc: $uscc) { estates { id replacedBy { id } } } estateStats(groupBy: [KIND]) { total households } }`,
      { uscc: usccOf(1) },
    );
    expect([company, estateStats]).toEqual([{ estates: [{ id: 'e1', replacedBy: null }] }, { total: 1, households: 10 }]);
    const today = '2025-01-01';
    const card = { uscc: usccOf(1), position: after, registration: null };
    expect((await readJoined(graph.hub, card, today, operator)).estates.map(({ key }) => key)).toEqual(['e1']);
  });

  it('tells of an estate who serves it and who did, its committees, its history and what became of it', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {} });
    await writeRecords(
      graph,
      estateOf('e1', { name: '幸福小区', residential: true }),
      estateOf('e2'),
      estateOf('e3', { splitFrom: 'e1' }, { told: { kind: 'SPLIT' } }),
    );
    await writeRecords(
      graph,
      contractOf(1, 'H1', ['e1'], { signedOn: '2019-12-20', termFrom: '2020-01-01', endedOn: '2023-06-30' }),
      contractOf(2, 'H2', ['e1'], { termFrom: '2023-07-01', termTo: '2026-06-30' }),
      contractOf(3, 'H3', ['e1'], { termFrom: '2026-07-01' }),
    );
    await writeRecords(
      graph,
      committeeOf('Y1', ['e1', 'e2'], { kind: 'OWNERS_COMMITTEE', term: 2 }, { personal: { chair: '孙七' } }),
    );
    await writeEntriesOf(graph, 'estate', [closeEntry('estate', 'e2', 'MERGED', 'e1')]);
    const ESTATE = `query ($id: ID!, $at: At) { estate(id: $id, at: $at) { id at name residential kind provenance { source key }
      companies { company { uscc } since until contract { contractNo } } formerCompanies { company { uscc } since until }
      contracts { contractNo } now: contracts(active: true) { contractNo } committees { name term chair estates { estate { id } } }
      splitFrom { id name } replacedBy { id } timeline { nodes { recordType key kind estate { id } } } } }`;
    const { estate } = await ask(graph, ESTATE, { id: 'e1' });
    expect(estate).toMatchObject({
      id: 'e1',
      at: '11',
      name: '幸福小区',
      residential: true,
      kind: null,
      provenance: { source: 'estate', key: 'e1' },
      companies: [{ company: { uscc: usccOf(2) }, since: '2023-07-01', until: '2026-06-30', contract: { contractNo: 'H2' } }],
      formerCompanies: [{ company: { uscc: usccOf(1) }, since: '2020-01-01', until: '2023-06-30' }],
      contracts: [{ contractNo: 'H1' }, { contractNo: 'H2' }, { contractNo: 'H3' }],
      now: [{ contractNo: 'H2' }],
      committees: [{ term: 2, chair: '孙七', estates: [{ estate: { id: 'e1' } }, { estate: { id: 'e1' } }] }],
      splitFrom: null,
      replacedBy: null,
    });
    expect(
      estate.timeline.nodes.map(({ recordType, key }: { recordType: string; key: string }) => `${recordType} ${key}`),
    ).toEqual([
      'estate e1',
      'estate e3',
      'service-contract 140403:H1',
      'service-contract 140403:H2',
      'service-contract 140403:H3',
      'committee 140403:Y1',
      'estate e2',
    ]);
    expect(estate.timeline.nodes[2].estate).toEqual({ id: 'e1' });
    expect((await ask(graph, ESTATE, { id: 'e2' })).estate).toMatchObject({
      name: null,
      provenance: null,
      replacedBy: { id: 'e1' },
    });
    expect((await ask(graph, ESTATE, { id: 'e2', at: '5' })).estate).toMatchObject({ name: '小区e2', replacedBy: null });
    expect((await ask(graph, ESTATE, { id: 'e3' })).estate.splitFrom).toEqual({ id: 'e1', name: '幸福小区' });
    expect((await ask(graph, ESTATE, { id: 'e9' })).estate).toBeNull();
    const early = await graph.ask('{ estate(id: "e1", at: "11~2020-01-01") { id at name } }');
    expect(early.data.estate).toEqual({ id: 'e1', at: '11~2020-01-01', name: null });
    expect(early.errors[0]?.extensions.code).toBe('NOT_KNOWN_THEN');
  });

  it('lists them by name in either direction while others write, filtered', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const entries = Array.from({ length: 12 }, (_, i) =>
      putEntry(
        estateOf(`e${i}`, { name: `小区${'甲乙丙'[i % 3]}`, region: i % 2 === 0 ? '140403' : '140404' }),
        graph.hub.fingerprint,
      ),
    );
    await writeEntriesOf(graph, 'estate', entries);
    const LIST = `query ($filter: EstateFilter, $orderBy: EstateOrder, $first: Int, $after: String, $last: Int, $before: String) {
      estates(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        at totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const idsOf = ({ nodes }: { nodes: readonly { id: string }[] }) => nodes.map(({ id }) => id);
    let others = 0;
    // Along the names, and gathered by region.
    for (const filter of [{}, { region: '1404' }]) {
      for (const orderBy of ['NAME', 'NAME_DESC']) {
        const whole = (await ask(graph, LIST, { filter, orderBy, first: 100 })).estates;
        const wanted = idsOf(whole);
        expect(wanted.filter((id) => id.startsWith('e'))).toHaveLength(12);
        const seen: string[] = [];
        for (let after: string | null = null; ; ) {
          const { estates } = await ask(graph, LIST, { filter, orderBy, first: 5, after });
          expect([estates.at, estates.totalCount]).toEqual([whole.at, wanted.length]);
          seen.push(...idsOf(estates));
          if (!estates.pageInfo.hasNextPage) break;
          after = estates.pageInfo.endCursor;
          await writeRecords(
            graph,
            estateOf(`n${others++}`, { region: '141102', county: '141102' }),
            estateOf('e3', { name: `小区改${others}` }),
          );
        }
        expect(seen).toEqual(wanted);
        const back = (await ask(graph, LIST, { filter, orderBy, before: whole.edges[9].cursor, last: 5 })).estates;
        expect([idsOf(back), back.pageInfo.hasNextPage]).toEqual([wanted.slice(4, 9), true]);
      }
    }
    const names = (await ask(graph, '{ estates(first: 100) { nodes { name } } }')).estates.nodes.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(names.toSorted());
    const cursor = (await ask(graph, LIST, { first: 1 })).estates.pageInfo.endCursor;
    const codeOf = async (variables: object) => (await graph.ask(LIST, variables)).errors[0]?.extensions.code;
    expect(await codeOf({ after: cursor, orderBy: 'NAME_DESC' })).toBe('CURSOR_MISMATCH');
    expect(await codeOf({ after: cursor, filter: { region: '1404' } })).toBe('CURSOR_OTHER_FILTER');
    expect(await codeOf({ after: 'x' })).toBe('CURSOR_MALFORMED');
  });

  it('finds and counts them by what they are, a zone across counties too, in one statement', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeRecords(
      graph,
      estateOf('a', {
        region: '140403403',
        serviceMode: 'PROFESSIONAL',
        kind: 'OLD',
        residential: true,
        inBuiltUpArea: true,
        households: 100,
      }),
      estateOf('b', {
        county: '140404',
        region: '140404406001',
        serviceMode: 'NONE',
        kind: 'OLD',
        residential: true,
        renovation: 'PLANNED',
        households: 50,
      }),
      estateOf('c', {
        county: '140421',
        region: '140421',
        serviceMode: 'PROFESSIONAL',
        serviceLevel: '三级',
        residential: false,
        inBuiltUpArea: false,
      }),
      estateOf('d', { county: '140404', region: '140404', serviceMode: 'UNIT_RUN', name: '矿务局家属院' }),
    );
    await writeEntriesOf(graph, 'estate', [
      putEntry(
        estateOf('d', { county: '140404', region: '140404', serviceMode: 'OWNER_RUN', name: '矿务局家属院' }),
        graph.hub.fingerprint,
      ),
    ]);
    const found = async (filter: object) => {
      const { estates } = await ask(
        graph,
        'query ($filter: EstateFilter) { estates(filter: $filter) { totalCount nodes { id } } }',
        { filter },
      );
      const ids = estates.nodes.map(({ id }: { id: string }) => id).toSorted();
      expect(estates.totalCount).toBe(ids.length);
      return ids.join('');
    };
    expect(await found({})).toBe('abcd');
    expect(await found({ region: '140404' })).toBe('bcd');
    expect(await found({ zone: 'changzhi-jingkai' })).toBe('ab');
    expect(await found({ zone: 'changzhi-jingkai', region: '140404' })).toBe('b');
    expect(await found({ kind: ['OLD'], renovation: ['PLANNED'] })).toBe('b');
    expect(await found({ serviceMode: ['PROFESSIONAL', 'OWNER_RUN'] })).toBe('acd');
    expect(await found({ serviceMode: [] })).toBe('');
    expect(await found({ serviceLevel: ['三级'] })).toBe('c');
    expect(await found({ residential: false })).toBe('c');
    expect(await found({ inBuiltUpArea: true })).toBe('a');
    expect(await found({ nameContains: '家属院' })).toBe('d');

    const stats = async (groupBy: readonly string[], filter: object = {}, at?: string) => {
      graph.statements.length = 0;
      const { estateStats } = await ask(
        graph,
        'query ($groupBy: [EstateGroup!]!, $filter: EstateFilter, $at: At) { estateStats(groupBy: $groupBy, filter: $filter, at: $at) { total households groups { count households keys { value label } } } }',
        { groupBy, filter, at },
      );
      expect(graph.statements.filter((text) => /estate r/.test(text))).toHaveLength(1);
      type Group = { count: number; households: number; keys: { value: string | null; label: string }[] };
      return [
        `${estateStats.total} ${estateStats.households}`,
        ...estateStats.groups.map(
          (group: Group) => `${group.keys.map(({ label }) => label).join('/')} ${group.count} ${group.households}`,
        ),
      ];
    };
    expect(await stats(['ZONE'])).toEqual(['4 150', '长治经济技术开发区 2 150', '不在已知功能区内 2 0']);
    // 长治县 became 上党区.
    expect(await stats(['REGION'])).toEqual(['4 150', '上党区 3 50', '潞州区 1 100']);
    expect(await stats(['SERVICE_MODE'])).toEqual(['4 150', '专业化物业服务 2 100', '无物业 1 50', '业主自管 1 0']);
    expect(await stats(['SERVICE_MODE'], { nameContains: '家属院' }, '4')).toEqual(['1 0', '单位自管 1 0']);
    expect(await stats(['RESIDENTIAL', 'BUILT_UP'])).toEqual([
      '4 150',
      '非住宅/建成区外 1 0',
      '住宅/建成区内 1 100',
      '住宅/未知 1 50',
      '未知/未知 1 0',
    ]);
    expect(await stats(['KIND', 'RENOVATION', 'SERVICE_LEVEL'], { kind: ['OLD'] })).toEqual([
      '2 150',
      '老旧小区/计划改造/未知 1 50',
      '老旧小区/未知/未知 1 100',
    ]);
    const twice = await graph.ask('{ estateStats(groupBy: [KIND, KIND]) { total } }');
    expect(twice.errors[0]?.extensions.code).toBe('STATS_GROUPS');
  });
});
