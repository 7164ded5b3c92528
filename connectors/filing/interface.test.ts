import { expect, it } from 'vitest';
import { contractOf, filingOf } from '../../test/support/filing-rows.ts';
import { FILING_LISTS, listOffice } from '../../test/support/list-office.ts';
import type { Completeness, ReadingBatch } from '../connector.ts';
import { filingConnector } from './filing.connector.ts';

async function deliver(base: string, completeness?: Completeness, cursor: string | null = null, row = 0) {
  const opened = await filingConnector().http({ base, token: 'token' }, completeness).open();
  if (!opened.ok) throw new Error(opened.problem.code);
  const batches: ReadingBatch[] = [];
  for await (const batch of opened.value.readings({ after: { row, cursor } })) batches.push(batch);
  const keys = batches.map(({ readings }) =>
    readings.map((reading) => [reading.row, 'observation' in reading ? reading.observation.key : reading.problems[0].code]),
  );
  return { delivery: opened.value, batches, keys };
}

it('gives filings and then contracts, numbered through, each page with the place in both lists', async () => {
  await using office = await listOffice(FILING_LISTS, 2);
  office.touch('filings', filingOf(1), filingOf(2), filingOf(3, { FilingState: '不明' }));
  office.touch('contracts', contractOf(1));
  const { batches, keys, delivery } = await deliver(office.url);
  expect(keys).toEqual([
    [
      [1, '140403:长潞备1'],
      [2, '140403:长潞备2'],
    ],
    [[3, 'CODE_UNKNOWN']],
    [[4, '140403:长潞合1']],
  ]);
  expect(batches.map(({ cursor }) => cursor)).toEqual(['..2;', '3;', '3;4']);
  expect(delivery).toMatchObject({
    completeness: { kind: 'delta' },
    recordTypes: ['company-filing', 'service-contract'],
    stream: `${office.url}/filings+contracts`,
  });
  expect(office.requests.every(({ authorization }) => authorization === 'Bearer token')).toBe(true);
});

it('goes on between the two lists', async () => {
  await using office = await listOffice(FILING_LISTS, 2);
  office.touch('filings', filingOf(1));
  office.touch('contracts', contractOf(1), contractOf(2), contractOf(3));
  const { keys } = await deliver(office.url, undefined, '1;', 1);
  expect(keys.flat()).toEqual([
    [2, '140403:长潞合1'],
    [3, '140403:长潞合2'],
    [4, '140403:长潞合3'],
  ]);
});

it('lists a scope anew, keeps no cursor of it, and is another delivery', async () => {
  await using office = await listOffice(FILING_LISTS);
  office.touch('filings', filingOf(1), filingOf(2, { CantonCode: '140423' }));
  office.touch('contracts', contractOf(1));
  const { keys, delivery } = await deliver(office.url, { kind: 'full', region: '140423' });
  expect(keys.flat()).toEqual([[1, '140423:长潞备2']]);
  expect(delivery.stream).toBeUndefined();
  expect(office.requests.map(({ url }) => url.search)).toEqual(['?scope=140423&limit=500', '?scope=140423&limit=500']);
  const everything = await deliver(office.url, { kind: 'full', region: null });
  expect(everything.keys.flat()).toHaveLength(3);
  expect(everything.delivery.stream).toBe(`${office.url}/filings+contracts`);
  expect(everything.delivery.fingerprint).not.toBe(delivery.fingerprint);
});

it('never asks for a document', async () => {
  await using office = await listOffice(FILING_LISTS);
  office.touch('filings', filingOf(1, { Attachments: [{ Name: '营业执照', Url: `${office.url}/files/1.pdf` }] }));
  const { batches } = await deliver(office.url);
  expect(JSON.stringify(batches)).toContain('/files/1.pdf');
  expect(new Set(office.requests.map(({ url }) => url.pathname))).toEqual(new Set(['/filings', '/contracts']));
});
