import { expect, it } from 'vitest';
import { levelOf } from './level.ts';
import { anybody, operator, partyViewer } from './viewer.ts';

it('is the highest of which a viewer sees every class, and every one below', () => {
  expect(levelOf(operator)).toBe('RESTRICTED');
  expect(levelOf(partyViewer({ id: 'tax', source: 'tax' }))).toBe('SHARED');
  expect(levelOf(anybody)).toBe('PUBLIC');
  expect(levelOf({ classes: new Set(['PUBLIC', 'PUBLIC_BY_DUTY', 'RESTRICTED']) })).toBe('PUBLIC');
  expect(levelOf({ classes: new Set(['PUBLIC', 'SHARED', 'RESTRICTED']) })).toBe('PUBLIC');
  expect(levelOf({ classes: new Set() })).toBe('PUBLIC');
});
