import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { longJson } from './long-json.ts';

describe('the JSON of a long answer', () => {
  it('is that of JSON.stringify', async () => {
    const nodes = Array.from({ length: 250 }, (_, i) => ({
      i,
      text: `"${i}\n`,
      left: undefined,
      none: null,
      list: [undefined, i],
    }));
    for (const value of [
      {},
      [],
      { a: undefined, b: null, '"c"': { d: [] } },
      { data: { changes: { nodes, more: true, empty: [], edges: nodes.slice(0, 100) } }, extensions: { cost: { actual: 3 } } },
      Object.assign(Object.create(null), { bare: [1] }),
      nodes,
    ]) {
      expect(await longJson(value)).toBe(JSON.stringify(value));
    }
  });

  it('lets others have their turn in between', async () => {
    let turns = 0;
    let isDone = false;
    const counting = (async () => {
      for (; !isDone; turns++) await turn();
    })();
    await longJson({ nodes: Array.from({ length: 1000 }, () => ({})) });
    isDone = true;
    await counting;
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});
