import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { PageTurns } from './page-turns.ts';

/** Keeps the event loop, as a page of a question with many conditions does. */
function keep(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it('pages of many questions are made with other work in between, whoever asks for most', async () => {
  const turns = new PageTurns(1);
  const made: string[] = [];
  const make = (name: string) => async () => {
    keep(6);
    made.push(name);
  };
  const many = Array.from({ length: 10 }, () => turns.run({ party: 'many' }, make('many')));
  const one = turns.run({ party: 'one' }, make('one'));
  let others = 0;
  const all = Promise.all([...many, one]).then(() => true);
  while (!(await Promise.race([all, turn(false)]))) others++;
  expect(others).toBeGreaterThanOrEqual(10);
  expect(made.indexOf('one')).toBeLessThanOrEqual(2);
});
