/** Companies by any number over HTTP, codes that were replaced, and how stale an answer may be. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const BY = `query ($value: String!, $kind: IdentifierKind, $at: At) {
  companyByIdentifier(value: $value, kind: $kind, at: $at) {
    company { uscc at registration { name } } matchedOn value replacedBy since until hasMoreCandidates
    candidates { company { uscc } matchedOn until }
  }
}`;

const replaced = (old: number, by: number) => closeEntry('registration', usccOf(old), 'IDENTIFIER_REPLACED', usccOf(by));

async function find(graph: GraphHub, value: string, more: object = {}) {
  const { data, errors } = await graph.ask(BY, { value, ...more });
  expect(errors).toEqual([]);
  return data.companyByIdentifier;
}

eachDatabase('a company by any number', (fresh) => {
  it('is found by what it has and by what it had, however that is written', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const guid = 'a1b2c3d4-e5f6-4a7b-8c9d-0123456789ab';
    await graph.write({ 1: { registrationNo: '140100100000017', pripid: guid }, 2: { registrationNo: '612655518' } });
    await graph.write({ 1: { registrationNo: '140100100000025', pripid: guid } });

    expect(await find(graph, ` ${usccOf(1).toLowerCase()}`)).toMatchObject({
      company: { uscc: usccOf(1), at: '3', registration: { name: expect.stringContaining('第1物业') } },
      matchedOn: 'USCC',
      replacedBy: null,
      since: '1',
      until: null,
    });
    expect(await find(graph, '１４０１００１００００００２５')).toMatchObject({ matchedOn: 'REGNO', since: '3', until: null });
    expect(await find(graph, '140100 100000017')).toMatchObject({
      company: { uscc: usccOf(1) },
      matchedOn: 'REGNO',
      value: '140100100000017',
      since: '1',
      until: '3',
    });
    expect(await find(graph, '140100100000017', { at: '2' })).toMatchObject({ company: { at: '2' }, until: null });
    expect(await find(graph, '140100100000025', { at: '2' })).toBeNull();
    for (const value of [guid.toUpperCase(), guid.replaceAll('-', '')]) {
      expect(await find(graph, value)).toMatchObject({ company: { uscc: usccOf(1) }, matchedOn: 'PRIPID', value: guid });
    }
    for (const value of ['61265551-8', '612655518']) {
      expect(await find(graph, value, { kind: 'ORGANISATION_CODE' })).toMatchObject({
        company: { uscc: usccOf(2) },
        matchedOn: 'ORGANISATION_CODE',
        value: '612655518',
      });
    }
    const organisation = usccOf(1).slice(8, 17);
    expect(await find(graph, `${organisation.slice(0, 8)}-${organisation.slice(8)}`)).toMatchObject({
      company: { uscc: usccOf(1) },
      matchedOn: 'ORGANISATION_CODE',
      value: organisation,
      since: '1',
    });
    expect(await find(graph, organisation, { kind: 'REGNO' })).toBeNull();
    expect(await find(graph, '140100100000033')).toBeNull();
    expect(await find(graph, usccOf(9))).toBeNull();
  });

  it('is the present one where its code was replaced, through as many replacements as there were', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { registrationNo: '140100100000017' } });
    await graph.write({ 2: { registrationNo: '140100100000017' } });
    await graph.writeEntries([replaced(1, 2)]);
    await graph.write({ 3: {} });
    await graph.writeEntries([replaced(2, 3)]);

    expect(await find(graph, usccOf(1))).toMatchObject({
      company: { uscc: usccOf(3) },
      matchedOn: 'USCC',
      value: usccOf(1),
      replacedBy: usccOf(3),
      since: '1',
      until: '3',
    });
    expect(await find(graph, usccOf(1), { at: '3' })).toMatchObject({ company: { uscc: usccOf(2) }, replacedBy: usccOf(2) });
    expect(await find(graph, usccOf(1), { at: '2' })).toMatchObject({ company: { uscc: usccOf(1) }, replacedBy: null });
    // Both companies that had the number are now one.
    const byNumber = await find(graph, '140100100000017');
    expect(byNumber).toMatchObject({ company: { uscc: usccOf(3) }, replacedBy: usccOf(3) });
    expect(byNumber.candidates).toHaveLength(1);

    const CODES =
      '{ companies(orderBy: USCC, at: "3") { nodes { uscc formerCodes replacedBy { uscc } } } now: company(uscc: "X") { formerCodes replacedBy { uscc registration { name } } } }';
    const now = (await graph.ask(CODES.replace('X', usccOf(3)))).data;
    expect(now.now).toEqual({ formerCodes: [usccOf(2), usccOf(1)], replacedBy: null });
    expect(now.companies.nodes).toEqual([{ uscc: usccOf(2), formerCodes: [usccOf(1)], replacedBy: null }]);
    const old = (await graph.ask(CODES.replace('X', usccOf(1)))).data.now;
    expect(old).toEqual({ formerCodes: [], replacedBy: { uscc: usccOf(3), registration: { name: expect.any(String) } } });
  });

  it('comes with everybody else who has the number, those who still have it first', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const both = { registrationNo: '140100100000017' };
    await graph.write({ 1: both, 2: both });
    await graph.write({ 2: { registrationNo: '140100100000025' } });
    const found = await find(graph, '140100100000017');
    expect(found).toMatchObject({ company: { uscc: usccOf(1) }, hasMoreCandidates: false });
    expect(found.candidates).toEqual([
      { company: { uscc: usccOf(1) }, matchedOn: 'REGNO', until: null },
      { company: { uscc: usccOf(2) }, matchedOn: 'REGNO', until: '3' },
    ]);
    await graph.write(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [100 + n, { registrationNo: '000000' }])));
    const junk = await find(graph, '000000');
    expect([junk.candidates.length, junk.hasMoreCandidates]).toEqual([20, true]);
  });

  it('is refused for what is no number, with the reason', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { pripid: 'A1B2C3D4E5' } });
    const errorOf = async (value: string, kind?: string) => (await graph.ask(BY, { value, kind })).errors[0];
    const wrong = usccOf(1).slice(0, 17) + (usccOf(1).endsWith('A') ? 'B' : 'A');
    expect((await errorOf(wrong))?.extensions.code).toBe('USCC_CHECK');
    expect((await errorOf('', 'REGNO'))?.extensions.code).toBe('IDENTIFIER_MALFORMED');
    expect((await errorOf('12345'))?.extensions.code).toBe('IDENTIFIER_MALFORMED');
    expect((await errorOf('嘉洁华物业'))?.message).toMatch(/^「value」「嘉洁华物业」不像任何编号；.*搜索/);
    expect((await errorOf('9'.repeat(100_000 - 900)))?.extensions.code).toBe('IDENTIFIER_MALFORMED');
    expect((await errorOf("' or 1=1 --"))?.extensions.code).toBe('IDENTIFIER_MALFORMED');
    expect((await errorOf('9114010****000017X'))?.extensions.code).toBe('USCC_MASKED');
    expect((await errorOf('11010519491231002X'))?.extensions.code).toBe('USCC_IS_RESIDENT_ID');
    expect((await errorOf('12345', 'USCC'))?.extensions.code).toBe('USCC_LENGTH');

    await using open = await startGraph(database, { viewer: anybody });
    // The registry's own id is for authorities, and finds nothing for anybody else.
    expect(await find(open, 'a1b2c3d4e5')).toBeNull();
    expect(await find(graph, 'a1b2c3d4e5')).toMatchObject({ company: { uscc: usccOf(1) } });
  });
});

eachDatabase('a demand for freshness', (fresh) => {
  it('is met, or refused with the source and its last success', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    const queries = [
      `query ($s: Int) { found: company(uscc: "${usccOf(1)}", maxStaleness: $s) { at } }`,
      'query ($s: Int) { found: companies(maxStaleness: $s) { at } }',
      `query ($s: Int) { found: companyByIdentifier(value: "${usccOf(1)}", maxStaleness: $s) { since } }`,
      'query ($s: Int) { found: companyStats(groupBy: [STATUS], maxStaleness: $s) { at } }',
    ];
    const codes = async (seconds: number | null, headers = {}) =>
      Promise.all(queries.map(async (query) => (await graph.ask(query, { s: seconds }, headers)).errors[0]?.extensions.code));
    const all = (code: string | undefined) => queries.map(() => code);
    expect(await codes(null)).toEqual(all(undefined));
    expect(await codes(60)).toEqual(all('SOURCE_NEVER_SEEN'));

    const run = await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'a.csv', inputFingerprint: null });
    await finishRun(graph.hub, run, null, 'done');
    const last = new Date(graph.clock.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    graph.clock.advance(60_000);
    expect(await codes(60)).toEqual(all(undefined));
    graph.clock.advance(1);
    expect(await codes(60)).toEqual(all('SOURCE_STALE'));
    expect(await codes(61)).toEqual(all(undefined));
    // The header is heeded by each field for its own source: the company itself is known from whoever names it.
    const [, ...lists] = all('SOURCE_STALE');
    expect(await codes(null, { 'hutong-max-staleness': '60' })).toEqual([undefined, ...lists]);
    const registered = `{ company(uscc: "${usccOf(1)}") { uscc registration { name } parent { uscc } stage origin } }`;
    const stale = await graph.ask(registered, {}, { 'hutong-max-staleness': '60' });
    const company = { uscc: usccOf(1), registration: null, parent: null, stage: null, origin: 'REGISTRY' };
    expect(stale.data).toEqual({ company });
    expect(stale.errors.map(({ path }) => path).toSorted()).toEqual(
      ['parent', 'registration', 'stage'].map((field) => ['company', field]),
    );
    expect(await codes(61, { 'hutong-max-staleness': '60' })).toEqual(all(undefined));
    expect((await codes(null, { 'hutong-max-staleness': 'soon' })).slice(1)).toEqual(lists.map(() => 'STALENESS_MALFORMED'));
    expect(await codes(0)).toEqual(all('STALENESS_MALFORMED'));

    // Without an argument of their own they heed the header; what the hub says of itself is always told.
    const others = [
      '{ found: searchCompanies(text: "物业") { matchedOn } }',
      '{ found: changes { at } }',
      '{ found: changes(filter: { sources: ["registry"] }) { at } }',
      '{ head { position } sources { name } quarantine { totalCount } }',
    ];
    const demanding = async (seconds: string) =>
      Promise.all(
        others.map(async (query) => (await graph.ask(query, {}, { 'hutong-max-staleness': seconds })).errors[0]?.extensions.code),
      );
    expect(await demanding('61')).toEqual(others.map(() => undefined));
    expect(await demanding('60')).toEqual(['SOURCE_STALE', 'SOURCE_STALE', 'SOURCE_STALE', undefined]);

    graph.statements.length = 0;
    await graph.ask('{ a: sources { state } b: sources { lastSuccess } }', {}, { 'hutong-max-staleness': '60' });
    expect(graph.statements.filter((text) => /from .source.( |$)/.test(text))).toHaveLength(1);

    const { data, errors } = await graph.ask('{ companies(maxStaleness: 1) { at } }');
    expect([data, errors[0]?.path]).toEqual([{ companies: null }, ['companies']]);
    expect(errors[0]?.message).toContain(`来源 registry 最近一次成功同步在 北京时间 ${last}`);
  });
});
