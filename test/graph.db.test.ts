/** The graph over HTTP: companies, changes, head, sources and quarantine, now and at any position before. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { at as placed, problem } from '../src/domain/message/problem.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const COMPANY = `query ($uscc: USCC!, $at: At, $validOn: Date) {
  company(uscc: $uscc, at: $at, validOn: $validOn) {
    uscc at inScope origin parent { uscc registration { name } }
    registration { name status legalRepresentative establishedOn formerNames provenance { source position effectiveOn receivedAt recordedAt } }
  }
}`;

const LIST = `query ($filter: CompanyFilter, $orderBy: CompanyOrder, $first: Int, $after: String, $at: At) {
  companies(filter: $filter, orderBy: $orderBy, first: $first, after: $after, at: $at) {
    at nodes { uscc } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const CHANGES = `query ($after: Position, $filter: ChangeFilter, $first: Int) {
  changes(after: $after, filter: $filter, first: $first) {
    at feed scannedTo pageInfo { hasNextPage endCursor }
    nodes { position previous key kind stage corrects historyOnly fields before after hash hashBefore effectiveOn source recordedAt
      company { uscc at registration { name } } }
  }
}`;

eachDatabase('company', (fresh) => {
  it('answers by code, in any spelling, now and at any position or time before', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({
      1: { name: '太原一号物业有限公司', status: 'IN_OPERATION', legalRepresentative: '张三', effectiveOn: '2020-01-01' },
    });
    const firstTime = new Date(graph.clock.now()).toISOString();
    await graph.write({ 2: { parentUscc: usccOf(1), isBranch: true } });
    await graph.write({
      1: { name: '太原甲物业有限公司', status: 'CANCELLED', legalRepresentative: '李四', effectiveOn: '2024-05-06' },
    });

    const now = await graph.ask(COMPANY, { uscc: ` ${usccOf(1).toLowerCase()} ` });
    expect(now.errors).toEqual([]);
    expect(now.data.company).toEqual({
      uscc: usccOf(1),
      at: '3',
      inScope: ['NAME'],
      origin: 'REGISTRY',
      parent: null,
      registration: {
        name: '太原甲物业有限公司',
        status: 'CANCELLED',
        legalRepresentative: '李四',
        establishedOn: null,
        formerNames: null,
        provenance: {
          source: 'registry',
          position: '3',
          effectiveOn: '2024-05-06',
          receivedAt: new Date(graph.clock.now()).toISOString(),
          recordedAt: new Date(graph.clock.now()).toISOString(),
        },
      },
    });
    expect(now.headers.get('hutong-position')).toBe('3');

    for (const at of ['2', firstTime]) {
      const then = (await graph.ask(COMPANY, { uscc: usccOf(1), at })).data.company;
      expect([then.at, then.registration.name]).toEqual([at === '2' ? '2' : '1', '太原一号物业有限公司']);
    }
    const byHeader = await graph.ask(COMPANY, { uscc: usccOf(1) }, { 'hutong-at': '1' });
    expect(byHeader.data.company).toMatchObject({ at: '1', registration: { legalRepresentative: '张三' } });
    expect(byHeader.headers.get('hutong-position')).toBe('1');

    const branch = await graph.ask(COMPANY, { uscc: usccOf(2), at: '2' });
    expect(branch.data.company.parent).toEqual({ uscc: usccOf(1), registration: { name: '太原一号物业有限公司' } });
  });

  it('is null for a code that nobody named, and stays where its registration is withdrawn or only named', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    expect((await graph.ask(COMPANY, { uscc: usccOf(1) })).data).toEqual({ company: null });
    await graph.write({ 2: { parentUscc: usccOf(1) } });
    const named = (await graph.ask(COMPANY, { uscc: usccOf(1) })).data.company;
    expect(named).toMatchObject({ uscc: usccOf(1), origin: 'NAMED', inScope: [], registration: null });
    await graph.writeEntries([closeEntry('registration', usccOf(2))]);
    expect((await graph.ask(COMPANY, { uscc: usccOf(2) })).data.company).toMatchObject({ at: '2', registration: null });
    expect((await graph.ask(COMPANY, { uscc: usccOf(2), at: '1' })).data.company.registration.name).toContain('第2物业');
  });

  it('refuses what is no code, in Chinese and in English, but finds one that was released with a wrong check', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const wrong = usccOf(1).slice(0, 17) + (usccOf(1).endsWith('A') ? 'B' : 'A');
    const zh = await graph.ask(COMPANY, { uscc: wrong });
    expect(zh.data).toEqual({ company: null });
    expect(zh.errors[0]?.extensions.code).toBe('USCC_CHECK');
    expect(zh.errors[0]?.message).toMatch(/^「uscc」校验位应为 \w，收到 [AB]；请核对营业执照$/);
    const en = await graph.ask(COMPANY, { uscc: '12345' }, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' });
    expect([en.status, en.errors[0]?.extensions.code]).toEqual([400, 'USCC_LENGTH']);
    expect(en.errors[0]?.message).toMatch(/^"uscc": a unified social credit code has 18 characters, received 5/);
    expect(en.headers.get('content-language')).toBe('en');
    const literal = await graph.ask('{ company(uscc: "12345") { uscc } }');
    expect(literal.errors[0]?.extensions.code).toBe('USCC_LENGTH');

    const entry = await import('../src/feed/entry.ts').then(({ putEntry }) =>
      putEntry(
        { recordType: 'registration', key: wrong, content: { name: '某物业', origin: 'REGISTRY' }, personal: {}, warnings: [] },
        graph.hub.fingerprint,
        { population: 'all' },
      ),
    );
    await graph.writeEntries([entry]);
    expect((await graph.ask(COMPANY, { uscc: wrong.toLowerCase() })).data.company.registration.name).toBe('某物业');
  });

  it('says NOT_KNOWN_THEN at the registration only, and what was true on a date otherwise', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '旧物业', effectiveOn: '2020-01-01' } });
    await graph.write({ 1: { name: '新物业', effectiveOn: '2024-01-01' } });

    const then = await graph.ask(COMPANY, { uscc: usccOf(1), validOn: '2021-06-01' });
    expect(then.data.company).toMatchObject({ at: '2~2021-06-01', registration: { name: '旧物业' } });
    for (const variables of [{ validOn: '2019-12-31' }, { at: '2~2019-12-31' }]) {
      const before = await graph.ask(COMPANY, { uscc: usccOf(1), ...variables });
      expect(before.data.company).toMatchObject({ uscc: usccOf(1), origin: 'REGISTRY', registration: null });
      expect(before.errors.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual(
        expect.arrayContaining([['company.registration', 'NOT_KNOWN_THEN']]),
      );
      expect(before.errors[0]?.message).toContain('2020-01-01');
    }
    const known = await graph.ask(COMPANY, { uscc: usccOf(1), at: '1~2024-06-01' });
    expect(known.data.company).toMatchObject({ at: '1~2024-06-01', registration: { name: '旧物业' } });
  });

  it('does not know a position beyond the head', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    const beyond = await graph.ask(COMPANY, { uscc: usccOf(1), at: '7' });
    expect([beyond.data, beyond.errors[0]?.extensions.code]).toEqual([{ company: null }, 'POSITION_NOT_REACHED']);
    expect(beyond.errors[0]?.message).toContain('本节点的数据至位置 1');
    const after = await graph.ask(CHANGES, { after: '7' });
    expect(after.errors[0]?.extensions).toMatchObject({ code: 'POSITION_UNKNOWN', head: expect.stringMatching(/^\d+$/) });
    const nonsense = await graph.ask(COMPANY, { uscc: usccOf(1), at: '上周' });
    expect(nonsense.errors[0]?.extensions.code).toBe('AT_MALFORMED');
    const date = await graph.ask(COMPANY, { uscc: usccOf(1), at: '2025-06-30' });
    expect(date.errors[0]?.message).toMatch(/validOn.*2025-06-30T23:59:59\+08:00/);
    const ahead = await graph.ask(COMPANY, { uscc: usccOf(1) }, { 'hutong-at': '2099-01-01T00:00:00+08:00' });
    expect(ahead.errors[0]?.extensions).toEqual({ code: 'AT_FUTURE', field: 'hutong-at' });
    expect(ahead.errors[0]?.message).toMatch(/北京时间 2099-01-01 00:00:00 .*此处现在是 北京时间 /);
  });
});

eachDatabase('companies', (fresh) => {
  it('pages without gap or duplicate while others write, in every order', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const numbers = Array.from({ length: 25 }, (_, i) => i + 1);
    const dateOf = (n: number) => (n % 4 === 0 ? {} : { establishedOn: `20${10 + (n % 7)}-01-01` });
    const nameOf = (n: number) => `物业${'甲乙丙'[n % 3]}`;
    await graph.write(Object.fromEntries(numbers.map((n) => [n, { name: nameOf(n), ...dateOf(n) }])));

    for (const orderBy of ['NAME', 'ESTABLISHED', 'USCC'] as const) {
      const seen: string[] = [];
      let after: string | null = null;
      let moment: string | undefined;
      for (let turn = 0; ; turn++) {
        const { data, errors } = await graph.ask(LIST, { orderBy, first: 4, after });
        expect(errors).toEqual([]);
        const { at, nodes, pageInfo } = data.companies;
        moment ??= at;
        expect(at).toBe(moment);
        expect(pageInfo.hasPreviousPage).toBe(turn > 0);
        seen.push(...nodes.map((node: { uscc: string }) => node.uscc));
        // Somebody renames, ends and adds companies between two pages.
        await graph.write({ [(turn % 25) + 1]: { name: `物业${orderBy}${turn}` }, [100 + turn]: { name: '物业丁' } });
        await graph.writeEntries([closeEntry('registration', usccOf(25 - turn))]);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      if (orderBy === 'NAME') expect(seen.toSorted()).toEqual(numbers.map(usccOf).toSorted());
      const { data } = await graph.ask('query ($at: At) { companies(at: $at) { totalCount } }', { at: moment });
      expect(data.companies.totalCount).toBe(seen.length);
    }
  });

  it('filters by region with its retired codes, status, name, reason, origin and date', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({
      1: { name: '一物业', region: '140404', status: 'IN_OPERATION', establishedOn: '2001-01-01' },
      2: { name: '二物业', region: '140421', status: 'CANCELLED', establishedOn: '2002-01-01' },
      3: { name: '三保洁', region: '140105001', status: 'IN_OPERATION', industry: '7020', origin: 'SELF_DECLARED' },
      4: { name: '四物业', status: 'REVOKED' },
    });
    const found = async (filter: object) => {
      const { data, errors } = await graph.ask(
        'query ($filter: CompanyFilter) { companies(filter: $filter, orderBy: USCC) { totalCount nodes { uscc } } }',
        { filter },
      );
      expect(errors).toEqual([]);
      expect(data.companies.totalCount).toBe(data.companies.nodes.length);
      return data.companies.nodes.map((node: { uscc: string }) => [1, 2, 3, 4].find((n) => usccOf(n) === node.uscc));
    };
    expect(await found({})).toEqual([1, 2, 3, 4]);
    expect(await found({ region: '140404' })).toEqual([1, 2]);
    expect(await found({ region: '1401' })).toEqual([3, 4]);
    expect(await found({ status: ['CANCELLED', 'REVOKED'] })).toEqual([2, 4]);
    expect(await found({ status: [] })).toEqual([]);
    expect(await found({ nameContains: '物业', region: '1404', status: ['IN_OPERATION'] })).toEqual([1]);
    expect(await found({ nameContains: '%' })).toEqual([]);
    expect(await found({ inScope: ['INDUSTRY'] })).toEqual([3]);
    expect(await found({ inScope: ['INDUSTRY', 'NAME'] })).toEqual([1, 2, 3, 4]);
    expect(await found({ origin: 'SELF_DECLARED' })).toEqual([3]);
    expect(await found({ origin: 'NAMED' })).toEqual([]);
    expect(await found({ establishedFrom: '2001-06-01', establishedTo: '2002-01-01' })).toEqual([2]);
    const unknown = await graph.ask(LIST, { filter: { region: '999999' } });
    expect(unknown.errors[0]?.extensions.code).toBe('REGION_CODE_UNKNOWN');
  });

  it('refuses cursors that belong elsewhere', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {} });
    const after = (await graph.ask(LIST, { first: 1 })).data.companies.pageInfo.endCursor;
    const codeOf = async (variables: object) => (await graph.ask(LIST, variables)).errors[0]?.extensions.code;
    expect(await codeOf({ after })).toBeUndefined();
    expect(await codeOf({ after, orderBy: 'USCC' })).toBe('CURSOR_MISMATCH');
    expect(await codeOf({ after, at: '1' })).toBe('CURSOR_MISMATCH');
    expect(await codeOf({ after: 'x' })).toBe('CURSOR_MALFORMED');
    const parts = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[];
    const foreign = Buffer.from(JSON.stringify(['another feed', ...parts.slice(1)])).toString('base64url');
    expect(await codeOf({ after: foreign })).toBe('CURSOR_OTHER_FEED');
  });

  it('costs a handful of statements, however many companies', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write(
      Object.fromEntries(Array.from({ length: 60 }, (_, n) => [n, { legalRepresentative: `王${n}`, parentUscc: usccOf(99) }])),
    );
    const count = async (query: string, variables: object = {}) => {
      graph.statements.length = 0;
      const { errors } = await graph.ask(query, variables);
      expect(errors).toEqual([]);
      return graph.statements.length;
    };
    const fields = 'uscc inScope origin registration { name legalRepresentative }';
    // head, codes that were replaced (once), list; which versions hold of registrations, and of filings and contracts together; what
    // the registrations say, and their personal values
    expect(await count(`{ companies(first: 50) { nodes { ${fields} } } }`)).toBe(7);
    // Which versions hold is known, what they say, and the page; the count is not
    expect(await count(`{ companies(first: 50) { totalCount nodes { ${fields} } } }`)).toBe(3);
    // head, personal values, and which versions hold of the parents
    expect(await count(`{ companies(first: 50) { nodes { ${fields} parent { registration { name } } } } }`)).toBe(3);
    // head, its personal values
    expect(await count(COMPANY, { uscc: usccOf(1) })).toBe(2);
    // head, changes, what was before, personal values; the companies, each as of its change: versions, personal values
    expect(await count(`{ changes(first: 50) { nodes { key company { registration { name } } } } }`)).toBeLessThanOrEqual(6);
    expect(await count('{ __schema { queryType { name } } }')).toBe(0);
  });
});

eachDatabase('changes', (fresh) => {
  it('tells every step with before and after, and goes on where it stopped', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '一物业', legalRepresentative: '张三' }, 2: { name: '二物业' } });
    await graph.write({ 1: { name: '一物业', legalRepresentative: '李四' } });
    await graph.write({ 2: { name: '二号物业', status: 'CANCELLED', effectiveOn: '2025-01-02' } });
    await graph.writeEntries([closeEntry('registration', usccOf(1))]);

    const first = (await graph.ask(CHANGES, { first: 3 })).data.changes;
    expect(first).toMatchObject({ at: '5', scannedTo: '3', pageInfo: { hasNextPage: true, endCursor: '3' } });
    expect(first.feed).toBe(graph.hub.feedId);
    const [one, two, three] = first.nodes;
    expect([one.previous, two.previous, three.previous]).toEqual(['0', '1', '2']);
    expect(one).toMatchObject({ kind: 'CREATED', before: null, hashBefore: null, historyOnly: false });
    expect(three).toMatchObject({
      kind: 'CHANGED',
      stage: 'REGISTRATION',
      fields: ['legalRepresentative'],
      before: { legalRepresentative: '张三' },
      after: { legalRepresentative: '李四' },
    });
    // The company is as of the change, not as of the request.
    expect(two.company).toEqual({ uscc: usccOf(2), at: '2', registration: { name: '二物业' } });

    const second = (await graph.ask(CHANGES, { first: 3, after: first.scannedTo })).data.changes;
    expect(second).toMatchObject({ scannedTo: '5', pageInfo: { hasNextPage: false } });
    expect(second.nodes).toMatchObject([
      {
        position: '4',
        previous: '3',
        stage: 'DEREGISTRATION',
        effectiveOn: '2025-01-02',
        company: { at: '4', registration: { name: '二号物业' } },
      },
      { position: '5', kind: 'ENDED', after: null, company: { uscc: usccOf(1), registration: null } },
    ]);
    expect(second.nodes[1].hashBefore).toBe(three.hash);
  });

  it('filters, and says how far it has looked', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '140404' }, 2: { region: '140105' } });
    await graph.write({ 2: { region: '140105', status: 'CANCELLED' } });
    const found = async (filter: object, after = '0') => {
      const { data, errors } = await graph.ask(CHANGES, { filter, after });
      expect(errors).toEqual([]);
      expect(data.changes.scannedTo).toBe('3');
      return data.changes.nodes.map((node: { position: string }) => Number(node.position));
    };
    expect(await found({ company: usccOf(2).toLowerCase() })).toEqual([2, 3]);
    expect(await found({ stages: ['DEREGISTRATION'] })).toEqual([3]);
    expect(await found({ kinds: ['CREATED'], counties: ['140404'] })).toEqual([1]);
    expect(await found({ recordTypes: ['registration'], sources: ['registry'] }, '2')).toEqual([3]);
    expect(await found({ company: usccOf(9) })).toEqual([]);
    const codeOf = async (filter: object) => (await graph.ask(CHANGES, { filter })).errors[0]?.extensions.code;
    for (const name of ['recordTypes', 'counties', 'stages', 'kinds', 'sources', 'fields']) {
      expect(await codeOf({ [name]: [] }), name).toBe('LIST_EMPTY');
    }
    expect(await codeOf({ sources: ['nobody'] })).toBe('SOURCE_UNKNOWN');
    expect(await codeOf({ recordTypes: ['x'] })).toBe('RECORD_TYPE_UNKNOWN');
    expect(await codeOf({ counties: ['1404'] })).toBe('COUNTY_EXPECTED');
    expect(await codeOf({ counties: ['140403', '999999'] })).toBe('REGION_CODE_UNKNOWN');

    const timeline = await graph.ask(
      `query ($uscc: USCC!, $at: At) { company(uscc: $uscc, at: $at) { timeline(stage: REGISTRATION, first: 1) { nodes { position } pageInfo { endCursor hasNextPage } } } }`,
      { uscc: usccOf(2) },
    );
    expect(timeline.data.company.timeline).toEqual({
      nodes: [{ position: '2' }],
      pageInfo: { endCursor: '2', hasNextPage: false },
    });
  });

  it('masks personal values for a lesser viewer, and still says that they changed', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { viewer: anybody });
    await graph.write({ 1: { legalRepresentative: '张三', pripid: 'P1' } });
    await graph.write({ 1: { legalRepresentative: '李四', pripid: 'P1' } });
    const { data } = await graph.ask(
      'query ($uscc: USCC!) { company(uscc: $uscc) { registration { legalRepresentative pripid } } }',
      {
        uscc: usccOf(1),
      },
    );
    expect(data.company.registration).toEqual({ legalRepresentative: '李**', pripid: null });
    const changes = await graph.ask(CHANGES);
    expect(changes.data.changes.nodes[1]).toMatchObject({
      fields: ['legalRepresentative'],
      before: { legalRepresentative: '张**' },
      after: { legalRepresentative: '李**' },
    });
    expect(changes.text).not.toContain('张三');
  });
});

eachDatabase('head, sources and quarantine', (fresh) => {
  it('say since when a source needs a person', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const alert = async () => (await graph.ask('{ sources { name alertSince } }')).data.sources[0];
    expect(await alert()).toEqual({ name: 'registry', alertSince: null });
    const job = { name: 'sync:registry', schedule: '*/5 * * * *', failures: 3, alert_since: Date.UTC(2025, 8, 30) };
    await graph.hub.db.write.insertInto('job').values(job).execute();
    expect(await alert()).toEqual({ name: 'registry', alertSince: '2025-09-30T00:00:00.000Z' });
  });

  it('say where the hub stands', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const STATE = `{ head { feed position time digest records suite }
      sources { name state lastAttempt lastSuccess position quarantined counts { read created } problem { code message english: message(language: EN) } } }`;
    const empty = (await graph.ask(STATE)).data;
    expect(empty.head).toMatchObject({ feed: graph.hub.feedId, position: '0', time: null, records: 0, suite: 'intl' });
    const unseen = { state: 'NEVER_SEEN', lastAttempt: null, lastSuccess: null, position: null, quarantined: 0 };
    expect(empty.sources).toEqual(
      ['registry', 'tax', 'filing', 'estate'].map((name) => ({ name, ...unseen, counts: null, problem: null })),
    );
    await graph.write({ 1: {}, 2: {} });
    const run = await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'a.csv', inputFingerprint: null });
    await finishRun(graph.hub, run, null, 'failed', problem('RUN_BROKE_OFF', { reason: 'x' }));
    const later = (await graph.ask(STATE)).data;
    expect(later.head).toMatchObject({ position: '2', records: 2, time: new Date(graph.clock.now()).toISOString() });
    expect(later.head.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(later.sources[0]).toMatchObject({
      state: 'FAILED',
      lastAttempt: new Date(graph.clock.now()).toISOString(),
      counts: { read: 0, created: 0 },
      problem: {
        code: 'RUN_BROKE_OFF',
        message: expect.stringContaining('运行因故障中止'),
        english: expect.stringContaining('broke off'),
      },
    });
  });

  it('list what was set aside, page by page, with reasons in both languages', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const refused = (row: number) => ({
      problems: [placed(problem('USCC_CHECK', { expected: 'X', got: 'Y' }), '统一社会信用代码', row)],
      about: undefined,
      origin: { row, wire: { plain: { 企业名称: `第${row}物业` }, personal: { 法定代表人: '张三' } } },
    });
    await writeBatch(graph.hub, {
      ...{ source: 'registry', entries: [refused(37)], receivedAt: graph.clock.now(), reading: { sheet: '名单' } },
    });
    await graph.writeEntries([refused(38), refused(39)]);
    const QUARANTINE = `query ($source: String, $state: QuarantineState, $first: Int, $after: String) {
      quarantine(source: $source, state: $state, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id source sheet row state wire problems { code message field row } } } }`;
    const page = (await graph.ask(QUARANTINE, { source: 'registry', first: 2 })).data.quarantine;
    expect(page.totalCount).toBe(3);
    expect(page.nodes[0]).toMatchObject({
      source: 'registry',
      sheet: '名单',
      row: 37,
      state: 'WAITING',
      wire: { 企业名称: '第37物业', 法定代表人: '张三' },
      problems: [
        {
          code: 'USCC_CHECK',
          field: '统一社会信用代码',
          row: 37,
          message: '第 37 行「统一社会信用代码」校验位应为 X，收到 Y；请核对营业执照',
        },
      ],
    });
    const rest = (await graph.ask(QUARANTINE, { state: 'WAITING', after: page.pageInfo.endCursor }, { 'accept-language': 'en' }))
      .data.quarantine;
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect(rest.nodes).toHaveLength(1);
    expect(rest.nodes[0].problems[0].message).toContain('check character should be X');
    expect((await graph.ask(QUARANTINE, { state: 'DROPPED' })).data.quarantine).toMatchObject({ totalCount: 0, nodes: [] });
  });
});
