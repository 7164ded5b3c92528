/** Records of every type that come, change, move, end and come back, by seeded dice: what copies of scopes are tried with. */
import type { Observation } from '../../src/domain/record/observation.ts';
import { getRecordType } from '../../src/domain/record/record-types.ts';
import type { ScopeInput } from '../../src/domain/scope/scope.ts';
import { closeEntry, type Entry, putEntry } from '../../src/feed/entry.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { writeBatch } from '../../src/feed/write.ts';
import type { Dice } from './dice.ts';
import { committeeOf, contractOf, estateOf, filingOf, taxpayerOf } from './graph-records.ts';
import { observed } from './registrations.ts';
import { usccOf } from './uscc.ts';

const COUNTIES = ['140403', '140404', '140405'];
/** Also finer ones, one of a zone, one of a city alone, and none. */
const REGIONS = ['140403', '140403002', '140403403', '140404', '140404101', '140405', '1404', undefined];
const COMPANIES = 5;
/** So many of each type. */
const RECORDS = 8;

type Make = (dice: Dice, n: number) => Observation;

const without = (content: object): object =>
  Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));

const MAKES: readonly Make[] = [
  (dice, n) =>
    observed(n, {
      region: undefined,
      ...without({
        capital: dice.pick(['1', '2']),
        region: dice.pick(REGIONS),
        pripid: dice.pick(['P1', 'P2', undefined]),
        parentUscc: dice.pick([usccOf(1), undefined, undefined]),
        legalRepresentative: dice.pick(['张三', '李四']),
      }),
    } as object),
  (dice, n) =>
    taxpayerOf(
      1 + dice.roll(COMPANIES),
      `DJ${n}`,
      without({ region: dice.pick(REGIONS), creditRating: dice.pick(['A', 'B', 'M']), office: dice.pick(['一所', '二所']) }),
    ),
  (dice, n) => filingOf(1 + dice.roll(COMPANIES), `B${n}`, { county: dice.pick(COUNTIES), staff: dice.roll(3) }),
  (dice, n) =>
    contractOf(1 + dice.roll(COMPANIES), `H${n}`, [], {
      county: dice.pick(COUNTIES),
      fee: dice.pick(['1.10', '2.20']),
      client: dice.pick(['甲方', '乙方']),
    }),
  (dice, n) => {
    const county = dice.pick(COUNTIES);
    return estateOf(`E${n}`, { county, region: dice.pick([county, `${county}002`]), households: dice.roll(3) });
  },
  (dice, n) => committeeOf(`W${n}`, [], { county: dice.pick(COUNTIES) }),
];

/** Writes one batch of up to so many records, of one type. @returns the head after it */
export async function moveRecords(hub: Hub, dice: Dice, most: number): Promise<number> {
  const make = dice.pick(MAKES);
  const entries: Entry[] = [];
  for (let i = 1 + dice.roll(most); i > 0; i--) {
    const record = make(dice, 1 + dice.roll(RECORDS));
    const put = putEntry(record, hub.fingerprint, { population: 'all' });
    entries.push(dice.roll(6) === 0 ? closeEntry(record.recordType, record.key) : put);
  }
  const [first] = entries;
  const source = first !== undefined && 'type' in first ? first.type.source : getRecordType('registration').source;
  const { outcomes, position } = await writeBatch(hub, { source, entries, receivedAt: hub.clock.now() });
  const refused = outcomes.filter(({ outcome }) => outcome === 'quarantined');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return position;
}

/** A scope by chance, of any kind that there is. */
export function anyScope(dice: Dice): ScopeInput {
  const rarely = <T>(values: readonly T[]): T | undefined => (dice.roll(3) === 0 ? dice.pick(values) : undefined);
  const recordTypes = rarely([['registration'], ['taxpayer', 'company-filing'], ['estate', 'committee', 'service-contract']]);
  const place = dice.pick([
    {},
    { counties: [dice.pick(COUNTIES)] },
    { counties: COUNTIES.slice(1) },
    { region: dice.pick(['140403', '140404101', '1404', '14', '140403002']) },
    { zone: 'zhangze' },
  ]);
  const company = rarely([usccOf(1), usccOf(2)]);
  return { ...(recordTypes === undefined ? {} : { recordTypes }), ...place, ...(company === undefined ? {} : { company }) };
}
