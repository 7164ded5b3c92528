/** What the offices of a troubled city say, as the hub's connectors read it: nothing valid is refused, and in the end it is the truth. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Opening } from '../../connectors/connector.ts';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import { City } from '../city/city.ts';
import type { TrueRecord } from '../city/truth-of-facts.ts';
import { HEALED_WITHIN_DAYS } from './data-faults.ts';
import { type EstateOffice, estateCopies, startEstateOffice } from './estate/estate-office.ts';
import { type FilingOffice, filingCopies, startFilingOffice } from './filing/filing-office.ts';
import type { FaultSent } from './lagging-copy.ts';
import { dataFaultKindsOf, type PlayedOffice } from './played-office.ts';
import { type ExchangeOffice, startExchangeOffice } from './tax/exchange-office.ts';
import { taxCopy } from './tax/tax-copy.ts';

const TOKEN = 'token-of-the-test';
const TROUBLED = 90;
const LAST = TROUBLED + HEALED_WITHIN_DAYS + 1;

const city = new City({ seed: 1404, size: 'demo' });
const plan = [{ from: 1, kinds: [] }];
const held = { filing: filingCopies(city, plan), estate: estateCopies(city, plan), tax: taxCopy(city, plan) };

let filing: FilingOffice;
let estate: EstateOffice;
let tax: ExchangeOffice;

beforeAll(async () => {
  filing = await startFilingOffice({ city, token: TOKEN, held: held.filing });
  estate = await startEstateOffice({ city, token: TOKEN, held: held.estate });
  tax = await startExchangeOffice({ city, password: TOKEN, copy: held.tax });
  for (const office of [filing, estate, tax]) for (const copy of office.copies) copy.setFaults(dataFaultKindsOf(office));
  city.advanceTo(TROUBLED);
  for (const office of [filing, estate, tax]) for (const copy of office.copies) copy.setFaults([]);
  city.advanceTo(LAST);
});
afterAll(() => Promise.all([filing, estate, tax].map((office) => office.close())));

/** What is only found out beside what a hub knows: a row by itself reads well. */
const FOUND_OUT_LATER = ['unknown-company', 'unknown-estate', 'same-code'];

interface Said {
  readonly refused: number;
  /** By type and what the office keys it by; the newest of each that is no fault. */
  readonly known: ReadonlyMap<string, Observation>;
}

async function listen(opening: Opening, keyOf: (observation: Observation) => string): Promise<Said> {
  const opened = await opening.open();
  if (!opened.ok) throw new Error(opened.problem.code);
  const known = new Map<string, Observation>();
  let refused = 0;
  for await (const { readings } of opened.value.readings({ after: { row: 0, cursor: null } })) {
    for (const reading of readings) {
      if ('problems' in reading) {
        refused += 1;
        continue;
      }
      const { observation } = reading;
      // The second estate under a known code: a hub compares it with what it knows.
      if (String((observation.content as { name?: string }).name).endsWith('另一处花园')) continue;
      const key = `${observation.recordType} ${keyOf(observation)}`;
      if ((known.get(key)?.sourceVersion ?? 0) <= (observation.sourceVersion ?? 0)) known.set(key, observation);
    }
  }
  return { refused, known };
}

function faultsOf({ copies }: PlayedOffice): readonly FaultSent[] {
  return copies.flatMap(({ faultsSent }) => faultsSent);
}

/** Faulty rows that cannot be read by themselves. */
function unreadable(office: PlayedOffice): number {
  return faultsOf(office).filter(({ kind, waits }) => waits && !FOUND_OUT_LATER.includes(kind)).length;
}

/** The fields of the truth that the office tells, beside what was understood of them. */
function compare(
  truths: Iterable<TrueRecord<object>>,
  said: Said,
  keyOf: (truth: TrueRecord<object>) => string,
  without: readonly string[],
): void {
  let compared = 0;
  for (const truth of truths) {
    const observation = said.known.get(keyOf(truth));
    const content = { ...truth.content, ...truth.personal };
    const fields = Object.keys(content).filter((field) => !without.includes(field));
    const understood = { ...observation?.content, ...observation?.personal };
    const of = (values: object) => fields.map((field) => [field, (values as Record<string, unknown>)[field]]);
    if (JSON.stringify(of(understood)) !== JSON.stringify(of(content)))
      expect([truth.key, of(understood)]).toEqual([truth.key, of(content)]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(100);
}

describe('what was sent wrongly', () => {
  it.each(['filing', 'estate', 'tax'] as const)('%s: every fault strikes, heals, and is on record', (name) => {
    const office = { filing, estate, tax }[name];
    for (const copy of office.copies) {
      expect(Object.keys(copy.struck).sort()).toEqual(copy.faultKinds.filter((kind) => (copy.struck[kind] ?? 0) > 0).sort());
      expect(Object.keys(copy.struck).length).toBeGreaterThan(copy.faultKinds.length / 2);
      expect(copy.healed).toBe(true);
    }
    expect(dataFaultKindsOf(office).filter((kind) => office.copies.every((copy) => (copy.struck[kind] ?? 0) === 0))).toEqual([]);
  });
});

describe('what a hub reads', () => {
  it('of filings and contracts', async () => {
    const said = await listen(filingConnector().http({ base: filing.url, token: TOKEN }), ({ content }) => {
      const { county, filingNo, contractNo } = content as { county: string; filingNo?: string; contractNo?: string };
      return `${county}:${filingNo ?? contractNo}`;
    });
    expect(said.refused).toBe(unreadable(filing));
    expect(said.refused).toBeGreaterThan(10);
    // Codes of companies, where a number or a name may stand instead, and ids of estates are a hub's to find; documents it sorts.
    const numbered = [...city.truthOf('company-filing')].filter(({ content }) => content.filingNo !== undefined);
    compare(numbered, said, ({ key }) => `company-filing ${key}`, ['uscc', 'homeRegion', 'documents']);
    compare(city.truthOf('service-contract'), said, ({ key }) => `service-contract ${key}`, [
      'uscc',
      'estates',
      'successorUscc',
      'documents',
    ]);
  });

  it('of estates and committees', async () => {
    const said = await listen(estateConnector().http({ base: estate.url, token: TOKEN }), ({ recordType, key, content }) => {
      const { county, aliases } = content as { county: string; aliases?: readonly { code?: string }[] };
      return recordType === 'estate' ? `estate:${county}:${aliases?.[0]?.code}` : key;
    });
    expect(said.refused).toBe(unreadable(estate));
    // Names of other systems, and what needs the ids that the hub gives.
    compare(city.truthOf('estate'), said, ({ key }) => `estate ${key}`, ['aliases', 'splitFrom']);
    compare(city.truthOf('committee'), said, ({ key }) => `committee ${key}`, ['estates']);
  });

  it('of taxpayers', async () => {
    const { user, port, database } = tax;
    const url = `mysql://${user}:${encodeURIComponent(TOKEN)}@127.0.0.1:${port}/${database}`;
    const said = await listen(taxConnector().table({ url }), ({ key }) => key);
    expect(said.refused).toBe(unreadable(tax));
    // A code that was replaced leads to the present one only where a hub knows both.
    compare(city.truthOf('taxpayer'), said, ({ key }) => `taxpayer ${key}`, ['uscc']);
  });
});
