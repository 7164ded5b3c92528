import { expect, it } from 'vitest';
import { City } from '../../sandbox/city/city.ts';
import { startFilingOffice } from '../../sandbox/office/filing/filing-office.ts';
import { filingConnector } from './filing.connector.ts';

it('reads all that the office of the synthetic city tells, in all its spellings, without a warning', async () => {
  const office = await startFilingOffice({ city: new City({ seed: 1404, size: 150 }), token: 'token' });
  try {
    await office.advanceTo(30);
    const opened = await filingConnector().http({ base: office.url, token: 'token' }).open();
    if (!opened.ok) throw new Error(opened.problem.code);
    const kinds = new Set<string>();
    const said: unknown[] = [];
    for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } })) {
      for (const reading of readings) {
        if ('problems' in reading) said.push(...reading.problems);
        else {
          const { recordType, needs, implied, warnings } = reading.observation;
          said.push(...warnings);
          for (const { kind } of needs?.wants ?? []) kinds.add(`${recordType} wants ${kind}`);
          kinds.add(implied === undefined ? recordType : `${recordType} of a visitor`);
        }
      }
    }
    expect(said).toEqual([]);
    expect([...kinds].toSorted()).toEqual([
      'company-filing',
      'company-filing of a visitor',
      'company-filing wants company',
      'service-contract',
      'service-contract wants company',
      'service-contract wants estate',
    ]);
  } finally {
    await office.close();
  }
});
