/** A city with its four offices, on one clock, for a test that lives through days of it. */
import { City } from '../../sandbox/city/city.ts';
import { readFaults } from '../../sandbox/fault-options.ts';
import { type Copies, copiesIn, copiesOf, type FaultPlans, startOffices } from '../../sandbox/office/all-offices.ts';
import { CityDays } from '../../sandbox/office/city-days.ts';
import type { HttpFaultKind } from '../../sandbox/office/http-faults.ts';
import { OFFICE_NAMES, type OfficeName } from '../../sandbox/office/played-office.ts';
import type { DatabaseFaultKind } from '../../sandbox/office/tax/exchange-office.ts';
import type { CityAddresses } from './city-sources.ts';

const TOKEN = 'city-token';

export interface PlayedCity {
  readonly city: City;
  readonly copies: Copies;
  /** Where its offices are. */
  readonly addresses: CityAddresses;
  nextDay(): Promise<void>;
  /** Lets the interface of one office fail for every request, until it is told to be well again with null. */
  fail(office: OfficeName, kind: HttpFaultKind | DatabaseFaultKind | null): Promise<void>;
  /** Their rows are right from the next day on; interfaces may still fail. */
  stopDataFaults(): void;
  close(): Promise<void>;
}

/**
 * @param faults as the command line of the city takes them: `all`, `none`, names
 * @param size how many companies it has
 */
export async function playCity(seed: number, faults: string, size: City['size'] | 'demo' = 'demo'): Promise<PlayedCity> {
  const city = new City({ seed, size });
  const days = new CityDays(city);
  const byOffice = readFaults(faults);
  const plans = Object.fromEntries(OFFICE_NAMES.map((name) => [name, [{ from: 1, kinds: byOffice[name].data }]]));
  const copies = copiesOf(city, plans as unknown as FaultPlans);
  const options = { city, days, copies, only: new Set(OFFICE_NAMES), token: TOKEN, port: 0, faults: byOffice };
  const offices = await startOffices({ ...options, onFaults: async () => {} });
  const { url, filing, estate, tax } = offices.addresses as {
    readonly [office in 'url' | 'filing' | 'estate']: string;
  } & { readonly tax: { readonly [part in 'host' | 'user' | 'database']: string } & { readonly port: number } };
  return {
    city,
    copies,
    addresses: {
      token: TOKEN,
      registry: url,
      filing,
      estate,
      tax: `mysql://${tax.user}:${TOKEN}@${tax.host}:${tax.port}/${tax.database}`,
    },
    nextDay: () => days.advanceTo(city.day + 1),
    async fail(office, kind) {
      const body = JSON.stringify({ office, http: kind });
      const answer = await fetch(`${url}/city/faults`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` }, body });
      if (!answer.ok) throw new Error(`${office} cannot fail by ${kind}: ${answer.status}`);
    },
    stopDataFaults() {
      for (const name of OFFICE_NAMES) for (const copy of copiesIn(copies, name)) copy.setFaults([]);
    },
    close: () => offices.close(),
  };
}
