import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedVersion, shanghaiDate, validOn } from './valid-on.ts';

const noon = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
const version = (
  position: number,
  effectiveOn: string | null,
  corrects: number | null = null,
  recordedOn = '2025-09-30',
  sourceVersion: number | null = null,
) => ({
  position,
  sourceVersion,
  effectiveOn,
  corrects,
  recordedAt: noon(recordedOn),
  historyOnly: false,
  sourceOrder: null as string | null,
});

describe('what was true on a date', () => {
  it('is the newest version whose date is not after it, though an older one may bear a later date', () => {
    const versions = [version(1, '2020-01-01'), version(2, '2024-06-01'), version(3, '2024-03-01')];
    expect(validOn(versions, '2026-01-01')).toEqual({ known: true, version: versions[2] });
    expect(validOn(versions, '2024-03-01')).toEqual({ known: true, version: versions[2] });
    expect(validOn(versions, '2024-02-29')).toEqual({ known: true, version: versions[0] });
  });

  it("puts a late version without a number before the first one that its source's dates order after it", () => {
    const dated = (position: number, effectiveOn: string, sourceOrder: string, historyOnly = false) => ({
      ...version(position, effectiveOn),
      sourceOrder,
      historyOnly,
    });
    const versions = [
      dated(1, '2020-01-01', '2020-01-01'),
      dated(2, '2022-01-01', '2022-01-01'),
      dated(3, '2024-01-01', '2024-01-01'),
      dated(4, '2023-01-01', '2023-01-01', true),
    ];
    expect(validOn(versions, '2022-06-01')).toEqual({ known: true, version: versions[1] });
    expect(validOn(versions, '2023-06-01')).toEqual({ known: true, version: versions[3] });
    expect(validOn(versions, '2025-06-01')).toEqual({ known: true, version: versions[2] });
  });

  it("puts a late version where the source's own number puts it", () => {
    const late = (...given: Parameters<typeof version>) => ({ ...version(...given), historyOnly: true });
    const versions = [
      version(1, '2020-01-01', null, '2025-09-30', 10),
      version(2, '2023-01-01', null, '2025-09-30', 30),
      late(3, '2021-01-01', null, '2025-09-30', 20),
    ];
    expect(validOn(versions, '2020-12-31')).toEqual({ known: true, version: versions[0] });
    expect(validOn(versions, '2022-06-01')).toEqual({ known: true, version: versions[2] });
    expect(validOn(versions, '2025-01-01')).toEqual({ known: true, version: versions[1] });
    const sameDate = [version(1, '2024-06-01', null, '2025-09-30', 5), late(2, '2024-06-01', null, '2025-09-30', 4)];
    expect(validOn(sameDate, '2025-01-01')).toEqual({ known: true, version: sameDate[0] });
  });

  it('puts a late version without a number among numbered ones by the dates of their source', () => {
    const step = (position: number, date: string, sourceVersion: number | null, historyOnly = false) => ({
      ...version(position, date, null, '2025-09-30', sourceVersion),
      sourceOrder: date,
      historyOnly,
    });
    const versions = [step(1, '2020-01-01', 5), step(2, '2024-01-01', 9), step(3, '2022-01-01', null, true)];
    expect(validOn(versions, '2021-01-01')).toEqual({ known: true, version: versions[0] });
    expect(validOn(versions, '2023-01-01')).toEqual({ known: true, version: versions[2] });
    expect(validOn(versions, '2025-01-01')).toEqual({ known: true, version: versions[1] });
  });

  it('lets a correction stand where the corrected one stood, in order and in date', () => {
    const undated = [version(1, null, null, '2025-01-10'), version(2, null, 1, '2025-03-10')];
    expect(validOn(undated, '2025-01-20')).toEqual({ known: true, version: undated[1] });
    const superseded = [version(1, '2020-01-01'), version(2, '2022-01-01'), version(3, '2020-01-01', 1)];
    expect(validOn(superseded, '2025-01-01')).toEqual({ known: true, version: superseded[1] });
    expect(validOn(superseded, '2021-01-01')).toEqual({ known: true, version: superseded[2] });
  });

  it('is the later one known of two with one date', () => {
    const versions = [version(4, '2020-01-01'), version(9, '2020-01-01')];
    expect(validOn(versions, '2020-01-01')).toEqual({ known: true, version: versions[1] });
    expect(validOn(versions.toReversed(), '2020-01-01')).toEqual({ known: true, version: versions[1] });
  });

  it('passes over what was corrected away, corrections among them', () => {
    const versions = [version(1, '2020-01-01'), version(2, '2024-01-01', 1), version(3, '2022-01-01', 2)];
    expect(validOn(versions, '2025-01-01')).toEqual({ known: true, version: versions[2] });
    expect(validOn(versions, '2021-06-01')).toEqual({ known: false, earliest: '2022-01-01' });
  });

  it('is not known before the earliest date, and says which that is', () => {
    expect(validOn([version(1, '2020-05-01'), version(2, '2019-05-01')], '2019-04-30')).toEqual({
      known: false,
      earliest: '2019-05-01',
    });
    expect(validOn([], '2019-04-30')).toEqual({ known: false, earliest: null });
  });

  it('counts a version without a date from the Shanghai day on which it was recorded', () => {
    const lateInTheEvening = { ...version(1, null), recordedAt: Date.parse('2025-03-01T15:59:59.999Z') };
    const afterMidnight = { ...version(1, null), recordedAt: Date.parse('2025-03-01T16:00:00Z') };
    expect(validOn([lateInTheEvening], '2025-03-01').known).toBe(true);
    expect(validOn([afterMidnight], '2025-03-01')).toEqual({ known: false, earliest: '2025-03-02' });
  });

  it('agrees with trying every version', () => {
    const date = fc.integer({ min: 1, max: 9 }).map((day) => `2025-01-0${day}`);
    const history = fc
      .array(fc.record({ date: fc.option(date), recorded: date, corrects: fc.option(fc.nat({ max: 7 })) }), { maxLength: 8 })
      .map((rows): DatedVersion[] =>
        rows.map((row, i) =>
          version(i + 1, row.date, row.corrects === null || row.corrects > i ? null : row.corrects, row.recorded),
        ),
      );
    fc.assert(
      fc.property(history, date, (versions, on) => {
        const standing = versions.filter((one) => !versions.some((other) => other.corrects === one.position));
        const target = (one: DatedVersion) => versions.find((other) => other.position === one.corrects);
        const from = (one: DatedVersion): string => {
          const corrected = target(one);
          return one.effectiveOn ?? (corrected === undefined ? shanghaiDate(one.recordedAt) : from(corrected));
        };
        const place = (one: DatedVersion): number => {
          const corrected = target(one);
          return corrected === undefined ? one.position : place(corrected);
        };
        const expected = standing
          .filter((one) => from(one) <= on)
          .toSorted((one, other) => place(other) - place(one) || other.position - one.position)
          .slice(0, 1);
        const answer = validOn(versions, on);
        expect(answer.known ? [answer.version] : []).toEqual(expected);
        if (!answer.known) expect(answer.earliest).toBe(standing.map(from).sort()[0] ?? null);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the date in Shanghai', () => {
  it('is that of the calendar there', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        expect(shanghaiDate(date.getTime())).toBe(calendar.format(date));
      }),
    );
  });
});
