import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueTimes, lastDue, nextDue, readSchedule, type Schedule } from './schedule.ts';

function scheduleOf(expression: string): Schedule {
  const schedule = readSchedule(expression);
  if (schedule === undefined) throw new Error(`no schedule: ${expression}`);
  return schedule;
}

const shanghai = (text: string): number => Date.parse(`${text}+08:00`);
const shown = (times: readonly number[]) => times.map((time) => new Date(time + 8 * 3_600_000).toISOString().slice(0, 19));

describe('readSchedule', () => {
  it.each(['*/5 * * * *', '0 2 * * 1-5', '30 15 3 1,15 * *', ' 0 0 29 2 * ', '0 9 * * MON'])('reads %s', (expression) => {
    expect(readSchedule(expression)?.expression).toBe(expression.trim());
  });

  it.each([
    ...['', '*', '* * * *', '* * * * * * *', '61 * * * *', '0 25 * * *', '*/0 * * * *', 'a b c d e'],
    ...['@daily', '2026-01-01T00:00:00', '0 0 30 2 *', '每天 两点 * * *'],
  ])('refuses %j', (expression) => {
    expect(readSchedule(expression)).toBeUndefined();
  });
});

describe('due times', () => {
  it('are those of Shanghai', () => {
    const times = dueTimes(scheduleOf('0 2 * * *'), shanghai('2025-09-29T12:00:00'), shanghai('2025-10-02T01:59:59'));
    expect(shown(times)).toEqual(['2025-09-30T02:00:00', '2025-10-01T02:00:00']);
  });

  it('begin after the first instant and include the second', () => {
    const five = scheduleOf('*/5 * * * *');
    const noon = shanghai('2025-09-30T12:00:00');
    expect(shown(dueTimes(five, noon, noon + 600_000))).toEqual(['2025-09-30T12:05:00', '2025-09-30T12:10:00']);
    expect(lastDue(five, noon)).toBe(noon);
    expect(lastDue(five, noon - 1)).toBe(noon - 300_000);
    expect(nextDue(five, noon)).toBe(noon + 300_000);
  });

  it('of an hour that other places have twice or not at all are there once', () => {
    const days = dueTimes(scheduleOf('30 2 * * *'), shanghai('2025-01-01T00:00:00'), shanghai('2026-01-01T00:00:00'));
    expect(days).toHaveLength(365);
    expect(new Set(days.slice(1).map((day, i) => day - (days[i] ?? 0)))).toEqual(new Set([86_400_000]));
  });

  it('are not counted for ever', () => {
    expect(dueTimes(scheduleOf('* * * * * *'), 0, Date.now(), 50)).toHaveLength(50);
  });

  it('the last one before is the last of those between, whatever the instants', () => {
    const expressions = fc.constantFrom('*/5 * * * *', '*/7 * * * * *', '0 2 * * 1-5', '15 3 1 * *', '0 0 29 2 *');
    const instants = fc.integer({ min: shanghai('2024-01-01T00:00:00'), max: shanghai('2030-01-01T00:00:00') });
    fc.assert(
      fc.property(expressions, instants, fc.integer({ min: 0, max: 3_600_000 }), (expression, from, length) => {
        const schedule = scheduleOf(expression);
        const times = dueTimes(schedule, from, from + length);
        const last = lastDue(schedule, from + length);
        expect(times.at(-1)).toBe(last !== undefined && last > from ? last : undefined);
        expect(nextDue(schedule, from)).toBe(times[0] ?? nextDue(schedule, from + length));
      }),
    );
  });
});
