/** `Company.contractCount`: the length of `contracts`, told without reading any of them. */
import { expect, it } from 'vitest';
import type { Viewer } from '../src/access/viewer.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { ask, contractOf, taxpayerOf, writeEntriesOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const ALONE = 'query ($uscc: USCC!, $at: At) { company(uscc: $uscc, at: $at) { contractCount } }';
const BOTH = 'query ($uscc: USCC!, $at: At) { company(uscc: $uscc, at: $at) { contractCount contracts { contractNo } } }';

eachDatabase('the number of contracts', (fresh) => {
  it('is the length of the list at every position, on a date, and across a code that was replaced', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const registered = await graph.write({ 1: {}, 3: {} });
    const told = await writeRecords(graph, contractOf(1, 'H1', [], { signedOn: '2020-01-01' }), contractOf(3, 'H3', []));
    const two = await writeRecords(graph, contractOf(1, 'H2', [], { signedOn: '2022-01-01' }));
    const ended = await writeEntriesOf(graph, 'filing', [closeEntry('service-contract', '140403:H1')]);
    await graph.write({ 2: {} });
    const replaced = await graph.writeEntries([closeEntry('registration', usccOf(1), 'IDENTIFIER_REPLACED', usccOf(2))]);
    const last = await writeRecords(graph, contractOf(2, 'H4', []));
    const expected: readonly (readonly [n: number, at: number | string, count: number])[] = [
      ...([
        [1, registered, 0],
        [1, told, 1],
        [1, two, 2],
        [1, ended, 1],
      ] as const),
      ...([
        [2, replaced, 1],
        [2, last, 2],
        [3, last, 1],
        [1, `${two}~2021-01-01`, 1],
      ] as const),
    ];
    for (const [n, at, count] of expected) {
      const variables = { uscc: usccOf(n), at: String(at) };
      expect((await ask(graph, ALONE, variables)).company, `${n} at ${at}`).toEqual({ contractCount: count });
      const { contractCount, contracts } = (await ask(graph, BOTH, variables)).company;
      expect([contractCount, contracts.length], `${n} at ${at}`).toEqual([count, count]);
    }
    // Where nobody has looked ahead.
    const led = await ask(graph, `{ company(uscc: "${usccOf(3)}") { contracts { company { contractCount } } } }`);
    expect(led.company.contracts).toEqual([{ company: { contractCount: 1 } }]);
  });

  it('costs a page of companies one statement, beside the one for their other records, and none for what contracts say', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { memory: 0 });
    await graph.write({ 1: {}, 2: {} });
    await writeRecords(graph, contractOf(1, 'H1', []), contractOf(1, 'H2', []));
    await writeRecords(graph, taxpayerOf(2, '10111404000000000001'));
    graph.statements.length = 0;
    const { companies } = await ask(graph, '{ companies { nodes { uscc contractCount } } }');
    expect(companies.nodes).toEqual([
      { uscc: usccOf(1), contractCount: 2 },
      { uscc: usccOf(2), contractCount: 0 },
    ]);
    expect(graph.statements.filter((text) => text.includes('content'))).toEqual([]);
    graph.statements.length = 0;
    await ask(graph, '{ companies { nodes { contractCount taxpayers { djxh } } } }');
    expect(graph.statements.filter((text) => text.includes('from relation'))).toHaveLength(2);
  });

  it('counts for a viewer what that viewer sees, and is refused where the list is', async () => {
    await using database = await fresh();
    const blind: Viewer = { party: 'blind', classes: new Set(['SHARED']), personalInClear: false };
    await using graph = await startGraph(database, { viewer: blind });
    await graph.write({ 1: {} });
    const { data, errors } = await graph.ask(ALONE, { uscc: usccOf(1) });
    expect([data.company.contractCount, errors[0]?.extensions.code]).toEqual([null, 'SOURCE_NEVER_SEEN']);
    // Nothing of the first is theirs to see; that the second has a personal value is.
    await writeRecords(graph, contractOf(1, 'H1', []), contractOf(1, 'H2', [], {}, { personal: { leadName: '王五' } }));
    const { contractCount, contracts } = (await ask(graph, BOTH, { uscc: usccOf(1) })).company;
    expect([contractCount, contracts.length]).toEqual([1, 1]);
    expect((await ask(graph, ALONE, { uscc: usccOf(1) })).company).toEqual({ contractCount: 1 });
  });
});
