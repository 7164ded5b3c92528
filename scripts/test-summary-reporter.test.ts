import { expect, it } from 'vitest';
import type { TestModule } from 'vitest/node';
import { countTests, summaryLine } from './test-summary-reporter.ts';

/** As much of vitest's module as the reporter reads. */
function moduleOf(states: readonly string[], ok: boolean): TestModule {
  const tests = states.map((state) => ({ result: () => ({ state }) }));
  const allTests = (only?: string) => tests.filter((test) => only === undefined || test.result().state === only);
  return { children: { allTests }, ok: () => ok } as unknown as TestModule;
}

it('counts over all files', () => {
  const counts = countTests([moduleOf(['passed', 'failed'], false), moduleOf(['passed', 'skipped'], true)], 0);
  expect(summaryLine(counts)).toBe('2 passed, 1 failed, 1 skipped');
});

it('counts a file that does not load, a stray error and an unfinished test as failures', () => {
  expect(countTests([moduleOf([], false), moduleOf(['passed', 'pending'], true)], 1)).toEqual({
    passed: 1,
    failed: 3,
    skipped: 0,
  });
});
