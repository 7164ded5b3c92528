/** Of changes only what a query asks for is read. */
import { expect, it } from 'vitest';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('changes', (fresh) => {
  it('are read without what they say, where no field rests on it', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { memory: 0 });
    await graph.write({ 1: { name: '旧名' } });
    await graph.write({ 1: { name: '新名' } });
    const ask = async (fields: string) => {
      graph.statements.length = 0;
      const { data, errors } = await graph.ask(`{ changes(first: 1000) { ${fields} } }`);
      expect(errors).toEqual([]);
      return [data.changes, graph.statements.filter((sql) => /\bcontent\b/.test(sql)).length];
    };
    expect(await ask('nodes { position kind hash }')).toMatchObject([{ nodes: [{ kind: 'CREATED' }, { kind: 'CHANGED' }] }, 0]);
    expect(await ask('nodes { company { uscc } hashBefore fields }')).toMatchObject([
      {
        nodes: [
          { company: { uscc: usccOf(1) }, hashBefore: null },
          { company: { uscc: usccOf(1) }, hashBefore: expect.stringMatching(/./), fields: ['name'] },
        ],
      },
      1,
    ]);
    expect(await ask('edges { node { ... { after } } }')).toMatchObject([
      { edges: [{ node: { after: { name: '旧名' } } }, { node: { after: { name: '新名' } } }] },
      1,
    ]);
  });

  it('are read without the personal values of what was before, where nobody looks at it', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '旧名', legalRepresentative: '王某' } });
    await graph.write({ 1: { name: '新名', legalRepresentative: '王某' } });
    const ask = async (fields: string) => {
      graph.statements.length = 0;
      const { data } = await graph.ask(`{ changes(after: "1", first: 1) { nodes { ${fields} } } }`);
      const asked = graph.statements.flatMap((sql) => /from personal\b.* in \((.*)\)/s.exec(sql)?.[1]?.split(',').length ?? []);
      return [data.changes.nodes, asked];
    };
    const hashBefore = expect.stringMatching(/./);
    expect(await ask('after hashBefore')).toMatchObject([[{ after: { name: '新名' }, hashBefore }], [1]]);
    // A list has one of a few lengths: those of two are four.
    expect(await ask('after fields')).toMatchObject([[{ after: { name: '新名' }, fields: ['name'] }], [4]]);
    expect(await ask('before')).toMatchObject([[{ before: { name: '旧名' } }], [4]]);
  });

  it('say all that is asked of them, where a fragment asks for a part of it twice', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '旧名' } });
    const query = `query ($uscc: USCC!) {
      bare: company(uscc: $uscc) { ...History }
      whole: company(uscc: $uscc) { ...History timeline(first: 1) { nodes { after } } }
    }
    fragment History on Company { timeline(first: 1) { nodes { position } } }`;
    // Run by the interpreter, then compiled.
    for (let use = 0; use < 4; use++) {
      const { data, errors } = await graph.ask(query, { uscc: usccOf(1) });
      expect(errors).toEqual([]);
      expect(data.bare.timeline.nodes).toEqual([{ position: '1' }]);
      expect(data.whole.timeline.nodes).toMatchObject([{ position: '1', after: { name: '旧名' } }]);
    }
  });
});
