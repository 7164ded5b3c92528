import { expect, it } from 'vitest';
import { readInstant } from './instant.ts';

it.each([
  ['2025-09-30T10:00:00+08:00', '2025-09-30T02:00:00.000Z'],
  ['2025-09-30T10:00:00 08:00', '2025-09-30T02:00:00.000Z'],
  ['2025-09-30T10:00-05:00', '2025-09-30T15:00:00.000Z'],
  ['2025-09-30T10:00:00.25Z', '2025-09-30T10:00:00.250Z'],
])('%s is an instant', (text, expected) => {
  expect(new Date(readInstant(text) ?? 0).toISOString()).toBe(expected);
});

it.each([
  '2025-09-30',
  '2025-09-30T10:00:00',
  '2025-09-30 10:00:00+08:00',
  '2025-02-30T10:00:00Z',
  '2025-09-30T25:00:00Z',
  '2025-09-30T10:00:00  08:00',
  '2025-09-30T10:00:00+8',
])('%s is none', (text) => {
  expect(readInstant(text)).toBeUndefined();
});
