import { describe, expect, it } from 'vitest';
import { registrationFields } from '../../src/domain/record/registration.record.ts';
import { usccOf } from '../../test/support/uscc.ts';
import type { Layout } from '../table/choose-layout.ts';
import { Row } from '../table/row.ts';
import { readRegistration } from './read-registration.ts';
import { registrySheet, type Slot } from './sheet.ts';

/** As a file with a column in capitals for each slot says it. */
function read(slots: Partial<Record<Slot, unknown>>) {
  const given = { uscc: usccOf(1), name: '某物业公司', ...slots };
  const columns = new Map(Object.keys(given).map((slot) => [slot as Slot, slot.toUpperCase()]));
  const layout: Layout<Slot> = {
    name: 'test',
    columns,
    unknownColumns: [],
    stated: new Set(Object.keys(registrationFields)),
    senderColumn: (slot) => columns.get(slot),
  };
  const row = new Row(registrySheet, layout, given, 7);
  return readRegistration(row, 'NATIONAL') ?? row.problems;
}

describe('a row of a registry', () => {
  it.each([
    ['2025-09-30 10:00:00', Date.UTC(2025, 8, 30, 2)],
    ['2018-07-01 16:17:25.000000000', Date.UTC(2018, 6, 1, 8, 17, 25)],
    ['2025-09-30T10:00:00Z', Date.UTC(2025, 8, 30, 10)],
    ['20250930100000', Date.UTC(2025, 8, 30, 2)],
    [1_759_197_600, 1_759_197_600_000],
    [1_759_197_600_000, 1_759_197_600_000],
    ['1759197600000000', 1_759_197_600_000],
  ])("takes %s for the source's own time", (sourceUpdated, time) => {
    expect(read({ sourceUpdated })).toMatchObject({ sourceVersion: time, warnings: [] });
  });

  it.each([['9999999999999999'], [1e300], [1.5], ['昨天'], [12]])('ignores %s, with a warning', (sourceUpdated) => {
    const observation = read({ sourceUpdated });
    expect(observation).not.toHaveProperty('sourceVersion');
    expect(observation).toMatchObject({ warnings: [{ code: 'SOURCE_TIME_UNREADABLE', row: 7, field: 'SOURCEUPDATED' }] });
  });

  it('takes a former name once, however often it is given', () => {
    expect(read({ formerName: '甲物业;乙物业；甲物业' })).toMatchObject({ content: { formerNames: ['甲物业', '乙物业'] } });
  });

  it('is refused for a date it cannot read, and accepted with a warning for a capital', () => {
    expect(read({ established: '2020-13-45' })).toMatchObject([{ code: 'DATE_IMPOSSIBLE', field: 'ESTABLISHED', row: 7 }]);
    expect(read({ capital: '很多' })).toMatchObject({ warnings: [{ code: 'CAPITAL_UNREADABLE', field: 'CAPITAL', row: 7 }] });
  });
});
