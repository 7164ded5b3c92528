/** Companies, estates and what joins them, over HTTP: tax, filings, contracts, estates and committees beside the registry. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import type { Observation } from '../src/domain/record/observation.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import {
  committeeOf,
  contractOf,
  estateOf,
  filingOf,
  taxpayerOf,
  writeEntriesOf,
  writeRecords,
} from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const JOINED = `query ($uscc: USCC!, $at: At, $active: Boolean) {
  company(uscc: $uscc, at: $at) {
    at origin inScope stage registration { name }
    taxpayers { djxh status vatKind inArrears provenance { source position key } }
    filings { filingNo kind status staff contactPhone documents { name reference } }
    contracts(active: $active) { contractNo active fee leadName company { uscc } successor { uscc } estates { part area name estate { id name } } }
    estates { id name households regions { code name level } companies { company { uscc } contract { contractNo } } }
  }
}`;

async function ask(graph: GraphHub, query: string, variables: object = {}) {
  const { data, errors } = await graph.ask(query, variables);
  expect(errors).toEqual([]);
  return data;
}

eachDatabase('a company of four sources', (fresh) => {
  it('shows its registration, tax, filings, contracts and estates in one answer, now and at positions before', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '长治市安居物业有限公司', status: 'IN_OPERATION' }, 2: {} });
    expect((await ask(graph, JOINED, { uscc: usccOf(1) })).company).toMatchObject({ stage: 'REGISTRATION', inScope: ['NAME'] });
    await writeRecords(
      graph,
      taxpayerOf(1, '10111404000000000001', { vatKind: 'GENERAL', inArrears: false, registrationKind: '1110' }),
      taxpayerOf(1, '10111404000000000002', { status: 'OUT_OF_AREA', registrationKind: '1131' }),
    );
    const taxed = await writeRecords(graph, taxpayerOf(2, '10111404000000000003'));
    expect((await ask(graph, JOINED, { uscc: usccOf(1) })).company).toMatchObject({ stage: 'TAX', filings: [], estates: [] });
    await writeRecords(graph, estateOf('e1', { name: '幸福小区', households: 320, region: '140403001002' }), estateOf('e2'));
    await writeRecords(
      graph,
      filingOf(
        1,
        'B1',
        { kind: 'FIRST', staff: 42, documents: [{ name: '营业执照', reference: 'zj://1' }] },
        { personal: { contactPhone: '13800000000' } },
      ),
      contractOf(
        1,
        'H1',
        [],
        {
          estates: [{ estate: 'e1', name: '幸福小区（一期）', part: '一期', area: '32000.50' }],
          termFrom: '2024-01-01',
          termTo: '2026-12-31',
          fee: '1.20',
        },
        { personal: { leadName: '王五' } },
      ),
      contractOf(1, 'H2', ['e2'], {
        termFrom: '2020-01-01',
        termTo: '2022-12-31',
        endedOn: '2022-06-30',
        successorUscc: usccOf(2),
      }),
    );

    const { company } = await ask(graph, JOINED, { uscc: usccOf(1) });
    expect(company).toEqual({
      at: '10',
      origin: 'REGISTRY',
      inScope: ['NAME', 'FILED', 'CONTRACT'],
      stage: 'OPERATION',
      registration: { name: '长治市安居物业有限公司' },
      taxpayers: [
        {
          djxh: '10111404000000000001',
          status: 'NORMAL',
          vatKind: 'GENERAL',
          inArrears: false,
          provenance: { source: 'tax', position: '3', key: '10111404000000000001' },
        },
        expect.objectContaining({ djxh: '10111404000000000002', status: 'OUT_OF_AREA', vatKind: null }),
      ],
      filings: [
        {
          filingNo: 'B1',
          kind: 'FIRST',
          status: 'ACCEPTED',
          staff: 42,
          contactPhone: '13800000000',
          documents: [{ name: '营业执照', reference: 'zj://1' }],
        },
      ],
      contracts: [
        {
          contractNo: 'H1',
          active: true,
          fee: '1.20',
          leadName: '王五',
          company: { uscc: usccOf(1) },
          successor: null,
          estates: [{ part: '一期', area: '32000.50', name: '幸福小区（一期）', estate: { id: 'e1', name: '幸福小区' } }],
        },
        expect.objectContaining({ contractNo: 'H2', active: false, successor: { uscc: usccOf(2) } }),
      ],
      estates: [
        {
          id: 'e1',
          name: '幸福小区',
          households: 320,
          regions: [
            { code: '14', name: '山西省', level: 'PROVINCE' },
            { code: '1404', name: '长治市', level: 'CITY' },
            { code: '140403', name: '潞州区', level: 'COUNTY' },
            expect.objectContaining({ level: 'STREET' }),
            expect.objectContaining({ level: 'COMMUNITY' }),
          ],
          companies: [{ company: { uscc: usccOf(1) }, contract: { contractNo: 'H1' } }],
        },
      ],
    });
    const numbers = async (active: boolean, at?: string) => {
      const CONTRACTS = `query ($uscc: USCC!, $at: At, $active: Boolean) { company(uscc: $uscc, at: $at) { contracts(active: $active) { contractNo } } }`;
      const found = await ask(graph, CONTRACTS, { uscc: usccOf(1), active, at });
      return found.company.contracts.map(({ contractNo }: { contractNo: string }) => contractNo);
    };
    expect([await numbers(true), await numbers(false)]).toEqual([['H1'], ['H2']]);
    // A date takes the place of the day on which the position was recorded.
    expect([await numbers(true, '10~2021-05-01'), await numbers(true, '10~2027-01-01')]).toEqual([[], []]);
    const before = (await ask(graph, JOINED, { uscc: usccOf(1), at: String(taxed) })).company;
    expect(before).toMatchObject({ stage: 'TAX', inScope: ['NAME'], filings: [], contracts: [], estates: [] });
    expect(before.taxpayers).toHaveLength(2);
    expect((await ask(graph, JOINED, { uscc: usccOf(2) })).company.taxpayers).toHaveLength(1);
  });

  it('answers the same at a position for ever, and goes by the day of the newest one', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeRecords(graph, estateOf('e1'));
    const signed = await writeRecords(graph, contractOf(1, 'H1', ['e1'], { termTo: '2025-12-31' }));
    const STATE =
      'query ($uscc: USCC!, $at: At) { company(uscc: $uscc, at: $at) { stage origin inScope estates { id } contracts(active: true) { contractNo } } }';
    const then = (await ask(graph, STATE, { uscc: usccOf(1) })).company;
    expect(then).toEqual({
      stage: 'OPERATION',
      origin: 'NAMED',
      inScope: ['CONTRACT'],
      estates: [{ id: 'e1' }],
      contracts: [{ contractNo: 'H1' }],
    });
    graph.clock.advance(120 * 86_400_000);
    expect((await ask(graph, STATE, { uscc: usccOf(1) })).company).toEqual(then);
    await graph.write({ 2: {} });
    expect((await ask(graph, STATE, { uscc: usccOf(1), at: String(signed) })).company).toEqual(then);
    expect((await ask(graph, STATE, { uscc: usccOf(1) })).company).toMatchObject({ stage: null, estates: [], contracts: [] });
  });

  it('has the records of a code that it had before, and is led to by what joins it under its present code', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    await writeRecords(graph, estateOf('e1'));
    await writeRecords(graph, contractOf(1, 'H1', ['e1']), filingOf(1, 'B1'));
    await writeRecords(graph, taxpayerOf(1, '10111404000000000001', { formerTaxpayerId: '140402768233821' }));
    await graph.write({ 2: {} });
    await graph.writeEntries([closeEntry('registration', usccOf(1), 'IDENTIFIER_REPLACED', usccOf(2))]);

    const { company } = await ask(graph, JOINED, { uscc: usccOf(2) });
    expect(company).toMatchObject({ stage: 'OPERATION', inScope: ['NAME', 'FILED', 'CONTRACT'] });
    expect(company.taxpayers).toHaveLength(1);
    expect(company.contracts[0].company).toEqual({ uscc: usccOf(2) });
    expect(company.estates).toMatchObject([{ id: 'e1', companies: [{ company: { uscc: usccOf(2) } }] }]);
    const by = async (value: string, kind?: string) =>
      (
        await ask(
          graph,
          'query ($value: String!, $kind: IdentifierKind) { companyByIdentifier(value: $value, kind: $kind) { matchedOn company { uscc } } }',
          { value, kind },
        )
      ).companyByIdentifier;
    expect(await by('10111404000000000001')).toEqual({ matchedOn: 'DJXH', company: { uscc: usccOf(2) } });
    expect(await by('140402768233821')).toEqual({ matchedOn: 'NSRSBH', company: { uscc: usccOf(2) } });
    expect(await by(usccOf(1), 'NSRSBH')).toEqual({ matchedOn: 'NSRSBH', company: { uscc: usccOf(2) } });
    const list = await ask(
      graph,
      '{ companies(filter: { inScope: [FILED] }) { totalCount } companies2: companies(filter: { inScope: [CONTRACT, NAME] }) { totalCount } }',
    );
    expect([list.companies.totalCount, list.companies2.totalCount]).toEqual([0, 1]);
  });

  it('keeps from who may not see it that there is a record at all, and what a change rests on', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { viewer: anybody });
    await graph.write({ 1: {} });
    await writeRecords(
      graph,
      taxpayerOf(
        1,
        '10111404000000000001',
        { status: 'DEREGISTERED', registrationKind: '1110' },
        { grounds: { documentNo: '税通〔2025〕1号' } },
      ),
    );
    await writeRecords(graph, filingOf(1, 'B1', { decision: '同意' }, { personal: { contactName: '赵六' } }));
    const seen = await graph.ask(JOINED, { uscc: usccOf(1) });
    expect(seen.data.company).toMatchObject({
      taxpayers: [],
      stage: 'OPERATION',
      filings: [{ filingNo: 'B1', contactPhone: null }],
    });
    expect(seen.text).not.toContain('10111404000000000001');
    const grounds =
      '{ changes(filter: { recordTypes: ["taxpayer"] }) { nodes { grounds { documentNo reason } estate { id } company { uscc } } } }';
    expect((await ask(graph, grounds)).changes.nodes[0].grounds).toBeNull();
    await using forOperator = await startGraph(database);
    expect((await ask(forOperator, grounds)).changes.nodes[0]).toMatchObject({
      grounds: { documentNo: '税通〔2025〕1号', reason: null },
      estate: null,
    });
  });

  it('costs one statement for each record type touched, however many companies are on the page', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const numbers = Array.from({ length: 50 }, (_, i) => i + 1);
    const all = (make: (n: number) => Observation) => numbers.map(make) as [Observation, ...Observation[]];
    await graph.write(Object.fromEntries(numbers.map((n) => [n, {}])));
    await writeRecords(graph, ...all((n) => taxpayerOf(n, `1011${n}`)));
    await writeRecords(graph, ...all((n) => estateOf(`e${n}`)));
    await writeRecords(
      graph,
      ...all((n) => filingOf(n, `B${n}`, {}, { personal: { contactName: '赵六' } })),
      ...all((n) => contractOf(n, `H${n}`, [`e${n}`, `e${(n % 50) + 1}`], {}, { personal: { leadName: '王五' } })),
    );
    await writeRecords(graph, ...all((n) => committeeOf(`${n}`, [`e${n}`], {}, { personal: { chair: '孙七' } })));
    const count = async (first: number, fields: string) => {
      graph.statements.length = 0;
      const { companies } = await ask(graph, `query ($first: Int) { companies(first: $first) { nodes { ${fields} } } }`, {
        first,
      });
      expect(companies.nodes).toHaveLength(first);
      return graph.statements.length;
    };
    const same = async (fields: string) => {
      const [one, many] = [await count(1, fields), await count(50, fields)];
      expect(many, fields).toBe(one);
      return many;
    };
    // Of companies that lead back to companies of the page some are known already: it can only be fewer.
    const noMore = async (fields: string) => expect(await count(50, fields), fields).toBeLessThanOrEqual(await count(1, fields));
    // head, list, codes that were replaced; then the type, and its personal values where it has any
    expect(await same('uscc taxpayers { djxh status }')).toBe(4);
    expect(await same('uscc filings { filingNo contactName }')).toBe(5);
    // … the day of the position
    expect(await same('uscc contracts(active: true) { contractNo leadName }')).toBe(6);
    expect(await same('uscc estates { id }')).toBe(6);
    // … registration, taxpayers, filings, estates
    expect(
      await same(
        'stage inScope registration { name } taxpayers { status } filings { status } contracts { active } estates { name }',
      ),
    ).toBe(11);
    await noMore(`contracts { estates { estate { name committees { chair } splitFrom { id } replacedBy { id }
      companies { company { uscc registration { name } stage } contract { contractNo } } formerCompanies { since } contracts { contractNo } } } }`);
    await same('estates { timeline(first: 2) { nodes { position } } }');
  });

  it('refuses what rests on a source that was not asked lately enough, and counts lists within lists', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    const run = await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'a.csv', inputFingerprint: null });
    await finishRun(graph.hub, run, null, 'done');
    const code = async (query: string) =>
      (await graph.ask(query, {}, { 'hutong-max-staleness': '60' })).errors[0]?.extensions.code;
    const company = (fields: string) => code(`{ company(uscc: "${usccOf(1)}") { ${fields} } }`);
    expect(await company('registration { name }')).toBeUndefined();
    for (const fields of ['taxpayers { djxh }', 'filings { filingNo }', 'contracts { contractNo }', 'estates { id }', 'stage']) {
      expect(await company(fields), fields).toBe('SOURCE_NEVER_SEEN');
    }
    expect(await code('{ estates { nodes { id } } }')).toBe('SOURCE_NEVER_SEEN');
    // What rests on all sources rests on none that nobody ever asked.
    expect(await code('{ changes { at } }')).toBeUndefined();
    const deep = `{ companies(first: 100) { nodes { contracts { estates { estate { companies { company { contracts { estates { name } } } } } } } } } }`;
    expect((await graph.ask(deep)).errors[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
  });
});

eachDatabase('estates', (fresh) => {
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
      committees: [{ term: 2, chair: '孙七', estates: [{ estate: { id: 'e1' } }, { estate: { id: 'e2' } }] }],
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
