import { expect, it } from 'vitest';
import { isSound } from './company.ts';
import { founderOf } from './founding.ts';
import { blockOf, layoutOf } from './layout.ts';

const { existing } = founderOf(7);
const VISITORS = 60;

// The last companies of some sizes serve nobody: their blocks go on to the first.
it.each([1, 3, 250, 1_199, 1_200, 1_201])('every block of %i companies has one company, which finds it again', (size) => {
  const layout = layoutOf({ seed: 7, size, firstDay: '2025-06-30', companyOnFirstDay: existing }, VISITORS);
  const found = new Map<number, number>();
  for (const company of [...Array(size).keys(), ...Array.from({ length: VISITORS }, (_, number) => -1 - number)]) {
    for (const block of layout.blocksOf(company)) {
      expect([block, found.get(block)]).toEqual([block, undefined]);
      found.set(block, company);
    }
  }
  const blocks = Array.from({ length: layout.blocks }, (_, block) => layout.block(block));
  expect([...found].toSorted(([one], [other]) => one - other)).toEqual(blocks.map(({ company }, block) => [block, company]));
  expect(blocks.every(({ company }) => company < 0 || isSound(existing(company)))).toBe(true);
});

it('a project is one to four estates of one block, each with its own', () => {
  const layout = layoutOf({ seed: 7, size: 240, firstDay: '2025-06-30', companyOnFirstDay: existing }, VISITORS);
  expect([layout.estates, layout.blocks]).toEqual([400, 100]);
  for (let estate = 0; estate < layout.estates; estate += layout.project(estate).phases) {
    const { lead, phases } = layout.project(estate);
    expect([lead, blockOf(lead + phases - 1)]).toEqual([estate, blockOf(estate)]);
    for (let phase = 1; phase < phases; phase++) expect(layout.project(estate + phase)).toEqual({ lead, phases });
  }
});
