/** Histories over HTTP: values of a field, timelines in either order, changes by place, field and time. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { erase } from '../src/feed/erase.ts';
import { STEPS } from '../src/feed/field-history.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const HISTORY = `query ($uscc: USCC!, $field: RegistrationField!, $first: Int, $after: String, $at: At) {
  company(uscc: $uscc, at: $at) {
    registration { fieldSince(field: $field) { value since } }
    fieldHistory(field: $field, first: $first, after: $after) {
      nodes { value erased since until kind effectiveOn source } pageInfo { hasNextPage endCursor }
    }
  }
}`;

eachDatabase('the history of a field', (fresh) => {
  it('tells since when, until when and from where each value is', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { status: 'IN_OPERATION', effectiveOn: '2020-01-01' } });
    await graph.write({ 1: { status: 'IN_OPERATION', address: '甲路' } });
    await graph.write({ 1: { status: 'REVOKED', address: '甲路', effectiveOn: '2024-05-06' } });
    await graph.writeEntries([closeEntry('registration', usccOf(1))]);
    await graph.write({ 1: { status: 'IN_OPERATION', address: '甲路' } });
    const ask = async (variables: object) => {
      const { data, errors } = await graph.ask(HISTORY, { uscc: usccOf(1), field: 'status', ...variables });
      expect(errors).toEqual([]);
      return data.company;
    };
    const { registration, fieldHistory } = await ask({});
    expect(fieldHistory.nodes).toEqual([
      { value: 'IN_OPERATION', erased: false, since: '5', until: null, kind: 'RESTORED', effectiveOn: null, source: 'registry' },
      { value: null, erased: false, since: '4', until: '5', kind: 'ENDED', effectiveOn: null, source: 'registry' },
      { value: 'REVOKED', erased: false, since: '3', until: '4', kind: 'CHANGED', effectiveOn: '2024-05-06', source: 'registry' },
      {
        value: 'IN_OPERATION',
        erased: false,
        since: '1',
        until: '3',
        kind: 'CREATED',
        effectiveOn: '2020-01-01',
        source: 'registry',
      },
    ]);
    expect(fieldHistory.pageInfo.hasNextPage).toBe(false);
    expect(registration.fieldSince).toEqual({ value: 'IN_OPERATION', since: '5' });
    // As known at an earlier position, and page by page.
    const then = await ask({ at: '2' });
    expect(then.registration.fieldSince).toEqual({ value: 'IN_OPERATION', since: '1' });
    expect(then.fieldHistory.nodes).toMatchObject([{ since: '1', until: null }]);
    const first = (await ask({ first: 2 })).fieldHistory;
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: '4' });
    const rest = (await ask({ first: 2, after: first.pageInfo.endCursor })).fieldHistory;
    expect(rest.nodes).toMatchObject([
      { since: '3', until: '4' },
      { since: '1', until: '3' },
    ]);
    const codeOf = async (variables: object) =>
      (await graph.ask(HISTORY, { uscc: usccOf(1), field: 'status', ...variables })).errors[0]?.extensions.code;
    expect(await codeOf({ after: 'x' })).toBe('CURSOR_MALFORMED');
    expect(await codeOf({ field: 'password' })).toBe('BAD_USER_INPUT');
  });

  it('leaves out facts that only add to the past', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '新物业', sourceVersion: 2, effectiveOn: '2024-01-01' } });
    await graph.write({ 1: { name: '旧物业', sourceVersion: 1, effectiveOn: '2020-01-01' } });
    const { data } = await graph.ask(HISTORY, { uscc: usccOf(1), field: 'name' });
    expect(data.company.fieldHistory.nodes).toMatchObject([{ value: '新物业', since: '1', until: null }]);
    const old = await graph.ask(HISTORY, { uscc: usccOf(1), field: 'name', at: '2~2021-01-01' });
    expect(old.data.company.registration.fieldSince).toEqual({ value: '旧物业', since: '2' });
  });

  it('shows personal values as the viewer may see them, and says which were erased', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { legalRepresentative: '张三' } });
    await graph.write({ 1: { legalRepresentative: '李四' } });
    await erase(graph.hub, { recordType: 'registration', key: usccOf(1), field: 'legalRepresentative', ground: '申请' });
    const query = { uscc: usccOf(1), field: 'legalRepresentative' };
    expect((await graph.ask(HISTORY, query)).data.company.fieldHistory.nodes).toMatchObject([
      { value: '李四', erased: false, since: '2' },
      { value: '（已删除）', erased: true, since: '1', until: '2' },
    ]);
    await using open = await startGraph(database, { viewer: anybody });
    const masked = await open.ask(HISTORY, query);
    expect(masked.data.company.fieldHistory.nodes[0]).toMatchObject({ value: '李**' });
    expect(masked.text).not.toContain('李四');
  });

  it('goes on through histories longer than what is read at a time', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '甲物业' } });
    for (let n = 1; n <= STEPS + 3; n++) await graph.write({ 1: { name: '乙物业', address: `${n}号` } });
    const { data } = await graph.ask(HISTORY, { uscc: usccOf(1), field: 'name' });
    expect(data.company.fieldHistory.nodes).toMatchObject([
      { value: '乙物业', since: '2', until: null },
      { value: '甲物业', since: '1', until: '2' },
    ]);
  });
});

eachDatabase('a timeline', (fresh) => {
  const TIMELINE = `query ($uscc: USCC!, $first: Int, $after: String, $stage: Stage, $order: TimelineOrder, $at: At) {
    company(uscc: $uscc, at: $at) { timeline(first: $first, after: $after, stage: $stage, order: $order) {
      scannedTo pageInfo { hasNextPage endCursor } nodes { position previous fields } } }
  }`;

  it('is read from its end as from its beginning', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { address: '1号' }, 2: {} });
    for (const n of [2, 3, 4]) await graph.write({ 1: { address: `${n}号` }, 2: { address: `${n}号` } });
    const ask = async (variables: object) => {
      const { data, errors } = await graph.ask(TIMELINE, { uscc: usccOf(1), ...variables });
      expect(errors).toEqual([]);
      return data.company.timeline;
    };
    const places = (page: { nodes: { position: string; previous: string }[] }) =>
      page.nodes.map(({ position, previous }) => `${position}<${previous}`);
    const newest = await ask({ order: 'NEWEST_FIRST', first: 3 });
    expect(places(newest)).toEqual(['7<5', '5<3', '3<1']);
    expect(newest.pageInfo).toEqual({ hasNextPage: true, endCursor: '3' });
    const rest = await ask({ order: 'NEWEST_FIRST', first: 3, after: '3' });
    expect([places(rest), rest.pageInfo]).toEqual([['1<0'], { hasNextPage: false, endCursor: '1' }]);
    expect(places(await ask({ order: 'NEWEST_FIRST', first: 3, after: '0' }))).toEqual([]);
    expect(places(await ask({ first: 2, after: '1' }))).toEqual(['3<1', '5<3']);
    expect(places(await ask({ order: 'NEWEST_FIRST', at: '4' }))).toEqual(['3<1', '1<0']);
    expect(places(await ask({ stage: 'TAX', order: 'NEWEST_FIRST' }))).toEqual([]);
  });

  it('of many companies costs as many statements as of one', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const many = Array.from({ length: 30 }, (_, n) => n);
    await graph.write(Object.fromEntries(many.map((n) => [n, { legalRepresentative: `王${n}` }])));
    await graph.write(Object.fromEntries(many.map((n) => [n, { legalRepresentative: `李${n}`, address: '新址' }])));
    const count = async (first: number, fields: string) => {
      graph.statements.length = 0;
      const { errors, data } = await graph.ask(`{ companies(first: ${first}) { nodes { ${fields} } } }`);
      expect(errors).toEqual([]);
      expect(data.companies.nodes).toHaveLength(first);
      return graph.statements.length;
    };
    const parts = [
      'timeline(first: 5) { nodes { position before after } }',
      'timeline(first: 1, stage: REGISTRATION, order: NEWEST_FIRST) { nodes { position before after } }',
      'fieldHistory(field: legalRepresentative) { nodes { value since } }',
      'registration { fieldSince(field: legalRepresentative) { value since } a: fieldSince(field: address) { since } }',
      'replacedBy { uscc } formerCodes',
    ];
    for (const first of [30, 2]) await count(first, 'replacedBy { uscc } registration { name }'); // what is read once
    for (const part of parts) expect(await count(30, part), part).toBe(await count(2, part));
    expect(
      await count(30, 'timeline(first: 5) { nodes { position } } fieldHistory(field: name) { nodes { since } }'),
    ).toBeLessThan(12);
  });
});

eachDatabase('changes by place, field and time', (fresh) => {
  it('are the ones asked for, and tell how far was looked', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({
      1: { region: '140403403', effectiveOn: '2024-01-01' },
      2: { region: '140105', effectiveOn: '2024-02-01' },
    });
    const between = new Date(graph.clock.now() + 500).toISOString();
    await graph.write({ 1: { region: '140404407', effectiveOn: '2024-03-01' } });
    await graph.write({ 2: { region: '140105', address: '新址' } });
    const ask = async (filter: object, first = 20, after = '0') => {
      const { data, errors } = await graph.ask(
        'query ($filter: ChangeFilter, $first: Int, $after: Position) { changes(filter: $filter, first: $first, after: $after) { scannedTo pageInfo { hasNextPage } nodes { position previous } } }',
        { filter, first, after },
      );
      expect(errors).toEqual([]);
      return data.changes;
    };
    const found = async (filter: object) => (await ask(filter)).nodes.map((node: { position: string }) => Number(node.position));
    expect(await found({ region: '1404' })).toEqual([1, 3]);
    expect(await found({ region: '14' })).toEqual([1, 2, 3, 4]);
    expect(await found({ region: '140404' })).toEqual([3]);
    // Whoever is left hears of it too, in a street as in a county.
    expect(await found({ region: '140403403' })).toEqual([1, 3]);
    expect(await found({ region: '140403400' })).toEqual([]);
    expect(await found({ zone: 'changzhi-jingkai' })).toEqual([1, 3]);
    expect(await found({ region: '1404', counties: ['140105'] })).toEqual([]);
    expect(await found({ fields: ['address'] })).toEqual([4]);
    expect(await found({ fields: ['region', 'address'], kinds: ['CHANGED'] })).toEqual([3, 4]);
    expect(await found({ effectiveFrom: '2024-01-15', effectiveTo: '2024-03-01' })).toEqual([2, 3]);
    expect(await found({ recordedTo: between })).toEqual([1, 2]);
    expect(await found({ recordedFrom: between })).toEqual([3, 4]);
    expect(await found({ recordedFrom: between, recordedTo: between })).toEqual([]);

    const page = await ask({ fields: ['region'] }, 1);
    expect(page).toEqual({ scannedTo: '1', pageInfo: { hasNextPage: true }, nodes: [{ position: '1', previous: '0' }] });
    expect(await ask({ fields: ['address'] }, 1, '1')).toEqual({
      scannedTo: '4',
      pageInfo: { hasNextPage: false },
      nodes: [{ position: '4', previous: '1' }],
    });
    expect((await ask({ recordedTo: between })).scannedTo).toBe('4');
    const codeOf = async (filter: string) =>
      (await graph.ask(`{ changes(filter: ${filter}) { at } }`)).errors[0]?.extensions.code;
    expect(await codeOf('{ fields: ["secret"] }')).toBe('FIELD_UNKNOWN');
    expect(await codeOf('{ region: "99" }')).toBe('REGION_CODE_UNKNOWN');
    expect(await codeOf('{ zone: "x" }')).toBe('ZONE_UNKNOWN');
    expect(await codeOf('{ recordedFrom: "2025-09-30" }')).toBe('INSTANT_UNREADABLE');
  });
});
