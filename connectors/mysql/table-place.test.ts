import { describe, expect, it } from 'vitest';
import { nextRound, noticed, readTablePlace, type TablePlace, tablePlaceText } from './table-place.ts';

const options = { settle: 5, overlap: 7_200 };
const at = (through: string, doubtful: string | null = null): TablePlace => ({ through, last: null, doubtful });

const clock = (now: string, ahead: string | null = null) => ({ now, ahead });

describe('the rounds of a table', () => {
  it('begin at the beginning, and then two hours before the end of the one before', () => {
    const first = nextRound(null, clock('2025-09-30 00:00:02'), options);
    expect(first.place).toEqual(at('2025-09-29 23:59:57'));
    expect(first.after.updated < '1970').toBe(true);
    expect(nextRound(first.place, clock('2025-09-30 01:00:00'), options)).toEqual({
      after: { updated: '2025-09-29 21:59:57', key: '' },
      place: at('2025-09-30 00:59:55'),
      wentBack: 0,
    });
  });

  it('go back with a clock that went back, however far, and doubt what is written until it is twice past', () => {
    const round = nextRound(at('2025-09-30 12:00:00'), clock('2025-09-29 12:00:05'), options);
    expect(round).toEqual({
      after: { updated: '2025-09-29 10:00:00', key: '' },
      place: at('2025-09-29 12:00:00', '2025-09-30 12:00:00'),
      wentBack: 86_400,
    });
    // Further back within the doubtful time: what is in doubt does not shrink.
    expect(nextRound(round.place, clock('2025-09-29 11:00:00'), options).place.doubtful).toBe('2025-09-30 12:00:00');
    expect(
      nextRound(at('2025-09-30 14:00:00', '2025-09-30 12:00:00'), clock('2025-09-30 15:00:00'), options).place.doubtful,
    ).toBeNull();
    expect(
      nextRound(at('2025-09-30 13:59:59', '2025-09-30 12:00:00'), clock('2025-09-30 15:00:00'), options).place.doubtful,
    ).not.toBeNull();
  });

  it('doubt times while rows are dated ahead of the clock', () => {
    const ahead = clock('2025-09-30 12:00:05', '2025-09-30 13:00:00');
    expect(nextRound(null, ahead, options).place.doubtful).toBe('2025-09-30 13:00:00');
    expect(nextRound(at('2025-09-30 11:00:00', '2025-09-30 13:30:00'), ahead, options).place.doubtful).toBe(
      '2025-09-30 13:30:00',
    );
    // Also in the rest of a round that broke off.
    expect(noticed(at('2025-09-30 11:00:00'), ahead, options).doubtful).toBe('2025-09-30 13:00:00');
    expect(noticed(at('2025-09-30 12:30:00'), clock('2025-09-30 12:00:05'), options).doubtful).toBe('2025-09-30 12:30:00');
  });

  it('are kept as texts that tell the place again', () => {
    for (const place of [
      at('2025-09-30 12:00:00'),
      at('2025-09-30 12:00:00', '2025-09-30 13:00:00'),
      { ...at('2025-09-30 12:00:00'), last: { updated: '2025-09-30 11:59:58', key: '10114501010114170071' } },
      { ...at('2025-09-30 12:00:00'), last: { updated: '', key: '待补录' } },
    ]) {
      expect(readTablePlace(tablePlaceText(place))).toEqual(place);
      expect(
        tablePlaceText({ ...place, last: { updated: '2025-09-30 11:59:58.123456', key: '9'.repeat(64) } }).length,
      ).toBeLessThan(400);
    }
    for (const text of [null, '', '17', '7..12', '{"through":"yesterday"}']) expect(readTablePlace(text)).toBeNull();
  });
});
