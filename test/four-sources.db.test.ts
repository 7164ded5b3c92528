/** Companies, estates and what joins them, over HTTP: tax, filings, contracts, estates and committees beside the registry. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import type { Observation } from '../src/domain/record/observation.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { ask, committeeOf, contractOf, estateOf, filingOf, hearOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
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

eachDatabase('a company of four sources', (fresh) => {
  it('shows its registration, tax, filings, contracts and estates in one answer, now and at positions before', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '长治市安居物业有限公司', status: 'IN_OPERATION' }, 2: {} });
    await hearOf(graph, 'tax', 'filing', 'estate');
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
    await hearOf(graph, 'registry', 'tax');
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
    expect((await ask(graph, grounds)).changes.nodes).toEqual([]);
    const feed =
      '{ first: changes(first: 1) { nodes { position previous recordType } pageInfo { endCursor hasNextPage } } rest: changes(first: 9, after: "1") { nodes { position previous recordType } scannedTo } }';
    expect(await ask(graph, feed)).toEqual({
      first: {
        nodes: [{ position: '1', previous: '0', recordType: 'registration' }],
        pageInfo: { endCursor: '1', hasNextPage: true },
      },
      rest: { nodes: [{ position: '3', previous: '1', recordType: 'company-filing' }], scannedTo: '3' },
    });
    const timeline = `{ company(uscc: "${usccOf(1)}") { all: timeline { nodes { key } } latest: timeline(order: NEWEST_FIRST, first: 1) { nodes { position previous } } tax: timeline(stage: DEREGISTRATION) { nodes { key } } } }`;
    expect((await ask(graph, timeline)).company).toEqual({
      all: { nodes: [{ key: usccOf(1) }, { key: '140403:B1' }] },
      latest: { nodes: [{ position: '3', previous: '1' }] },
      tax: { nodes: [] },
    });
    await using forOperator = await startGraph(database);
    expect((await ask(forOperator, grounds)).changes.nodes[0]).toMatchObject({
      grounds: { documentNo: '税通〔2025〕1号', reason: null },
      estate: null,
    });
  });

  it('costs one statement for each record type touched, however many companies are on the page', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { memory: 0 });
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
    /** The head and the list are among them, until the same page is asked for again. */
    const atMost = async (most: number, fields: string) => {
      for (const first of [1, 50]) expect(await count(first, fields), `${first} ${fields}`).toBeLessThanOrEqual(most);
    };
    // Of companies that lead back to companies of the page some are known already: it can only be fewer.
    const noMore = async (fields: string) => expect(await count(50, fields), fields).toBeLessThanOrEqual(await count(1, fields));
    // codes that were replaced; which versions of the type hold, and what they say
    await atMost(5, 'uscc taxpayers { djxh status }');
    // … their personal values
    await atMost(4, 'uscc filings { filingNo contactName }');
    // … the day of the position
    await atMost(5, 'uscc contracts(active: true) { contractNo leadName }');
    await atMost(3, 'uscc estates { id }');
    // of registrations, and of taxpayers, filings and contracts together, which hold, and what they say; the same of estates
    await atMost(
      7,
      'stage inScope registration { name } taxpayers { status } filings { status } contracts { active } estates { name }',
    );
    await noMore(`contracts { estates { estate { name committees { chair } splitFrom { id } replacedBy { id }
      companies { company { uscc registration { name } stage } contract { contractNo } } formerCompanies { since } contracts { contractNo } } } }`);
    await noMore('estates { timeline(first: 2) { nodes { position } } }');
  });

  it('refuses to read more records of one company than any has', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    const position = await writeRecords(graph, contractOf(1, 'H1', []));
    const { write } = graph.hub.db;
    const tables = await write.introspection.getTables();
    for (const table of ['version', 'relation']) {
      const columns = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
      const values = columns.map((column) => {
        if (column === 'position') return sql`-(a.i * 101 + b.i)`;
        return column === 'record_key' ? sql`concat('140403:K', a.i * 101 + b.i)` : sql.ref(`t.${column}`);
      });
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        with recursive n (i) as (select 1 union all select i + 1 from n where i < 100)
        select ${sql.join(values)} from ${sql.table(table)} t, n a, n b where t.position = ${position}`.execute(write);
    }
    for (const at of [`${position}`, `${position}~2100-01-01`]) {
      const { errors } = await graph.ask(`{ company(uscc: "${usccOf(1)}", at: "${at}") { contracts { contractNo } } }`);
      expect(errors[0], at).toMatchObject({
        extensions: { code: 'RELATED_TOO_MANY' },
        message: expect.stringContaining('10000'),
      });
    }
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
