import { expect, it } from 'vitest';
import { checksOf, runChecks } from './check.ts';

it('finds the checks of package.json in their order', () => {
  expect(checksOf({ test: 'x', 'check:b': 'run b', 'check:a': 'run a' })).toEqual([
    { name: 'b', command: 'run b' },
    { name: 'a', command: 'run a' },
  ]);
});

it('goes red with one red check, shows its output, and still runs the rest', () => {
  let said = '';
  const green = runChecks(
    [
      { name: 'bad', command: 'echo evidence; exit 1' },
      { name: 'good', command: 'echo fine' },
    ],
    (text) => {
      said += text;
    },
  );
  expect(green).toBe(false);
  expect(said).toMatch(/✗ bad .*npm run check:bad[\s\S]*evidence[\s\S]*✓ good .*fine/);
});
