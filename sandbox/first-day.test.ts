import { expect, it } from 'vitest';
import { readFirstDay } from './first-day.ts';
import { UsageError } from './usage-error.ts';

/** Half past midnight of 2 September 2026 in Shanghai, the day before in UTC. */
const NOW = Date.parse('2026-09-01T16:30:00Z');

it.each([
  [{ firstDay: undefined, today: false, startDay: 5 }, '2025-06-30'],
  [{ firstDay: '2026-01-31', today: false, startDay: 5 }, '2026-01-31'],
  [{ firstDay: undefined, today: true, startDay: 60 }, '2026-07-04'],
  [{ firstDay: undefined, today: true, startDay: 0 }, '2026-09-02'],
])('%o begins on %s', (options, day) => expect(readFirstDay(options, NOW)).toBe(day));

it.each([
  [{ firstDay: '2026-02-30', today: false }],
  [{ firstDay: '2026/1/1', today: false }],
  [{ firstDay: 'gestern', today: false }],
  [{ firstDay: '2026-01-01', today: true }],
])('%o is refused', (options) => expect(() => readFirstDay({ ...options, startDay: 0 }, NOW)).toThrow(UsageError));
