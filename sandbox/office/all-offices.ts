/** The offices of a city in one process, on one clock, each with its own copy. */
import type { City } from '../city/city.ts';
import type { FaultsByOffice } from '../fault-options.ts';
import type { CityDays } from './city-days.ts';
import { type EstateCopies, estateCopies, startEstateOffice } from './estate/estate-office.ts';
import { type FilingCopies, filingCopies, startFilingOffice } from './filing/filing-office.ts';
import type { HttpFaultKind } from './http-faults.ts';
import type { HttpOfficeOptions } from './http-office.ts';
import type { FaultPlan } from './lagging-copy.ts';
import { OFFICE_NAMES, type OfficeName, type PlayedCopy, type PlayedOffice } from './played-office.ts';
import { RegistryCopy } from './registry/registry-copy.ts';
import { startRegistryOffice } from './registry/registry-office.ts';
import { type DatabaseFaultKind, startExchangeOffice } from './tax/exchange-office.ts';
import { type TaxCopy, taxCopy } from './tax/tax-copy.ts';

/** What the offices hold of the city. */
export interface Copies {
  readonly registry: RegistryCopy;
  readonly filing: FilingCopies;
  readonly estate: EstateCopies;
  readonly tax: TaxCopy;
}

export type FaultPlans = Readonly<Record<OfficeName, FaultPlan>>;

export function copiesOf(city: City, plans: FaultPlans): Copies {
  return {
    registry: new RegistryCopy(city, plans.registry),
    filing: filingCopies(city, plans.filing),
    estate: estateCopies(city, plans.estate),
    tax: taxCopy(city, plans.tax),
  };
}

/** The copies of one office. */
export function copiesIn(copies: Copies, office: OfficeName): readonly PlayedCopy[] {
  switch (office) {
    case 'registry':
      return [copies.registry];
    case 'filing':
      return [copies.filing.filings, copies.filing.contracts];
    case 'estate':
      return [copies.estate.estates, copies.estate.committees];
    case 'tax':
      return [copies.tax];
  }
}

/** The plan by which an office makes its faults: all of its copies have the same. */
export function plansOf(copies: Copies): FaultPlans {
  const of = (office: OfficeName): FaultPlan => copiesIn(copies, office)[0]?.faultPlan ?? [];
  return { registry: of('registry'), filing: of('filing'), estate: of('estate'), tax: of('tax') };
}

export interface OfficesOptions {
  readonly city: City;
  readonly days: CityDays;
  readonly copies: Copies;
  readonly only: ReadonlySet<OfficeName>;
  /** Token of the interfaces, password of the database. */
  readonly token: string;
  /** Of the registry; the others follow in their order. 0 for any that is free. */
  readonly port: number;
  readonly faults: FaultsByOffice;
  readonly onFaults: () => Promise<void>;
}

export interface Offices {
  /** Where each is, as the program says it. */
  readonly addresses: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startOffices({
  city,
  days,
  copies,
  only,
  token,
  port,
  faults,
  onFaults,
}: OfficesOptions): Promise<Offices> {
  const offices: (PlayedOffice & { close(): Promise<void> })[] = [];
  const addresses: Record<string, unknown> = {};
  const common = (name: OfficeName): HttpOfficeOptions => ({
    city,
    token,
    port: portOf(port, name),
    httpFaults: faults[name].wire as readonly HttpFaultKind[],
    onFaults,
    among: { days, offices },
  });
  const close = async (): Promise<void> => {
    await Promise.all(offices.map((office) => office.close()));
  };
  try {
    if (only.has('registry')) {
      const office = await startRegistryOffice({ ...common('registry'), copy: copies.registry });
      offices.push(office);
      addresses.url = office.url;
    }
    if (only.has('filing')) {
      const office = await startFilingOffice({ ...common('filing'), held: copies.filing });
      offices.push(office);
      addresses.filing = office.url;
    }
    if (only.has('estate')) {
      const office = await startEstateOffice({ ...common('estate'), held: copies.estate });
      offices.push(office);
      addresses.estate = office.url;
    }
    if (only.has('tax')) {
      const office = await startExchangeOffice({
        city,
        password: token,
        port: portOf(port, 'tax'),
        copy: copies.tax,
        databaseFaults: faults.tax.wire as readonly DatabaseFaultKind[],
        days,
      });
      offices.push(office);
      const { host, user, password, database, tableName: table } = office;
      addresses.tax = { host, port: office.port, user, password, database, table };
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { addresses, close };
}

function portOf(first: number, name: OfficeName): number {
  return first === 0 ? 0 : first + OFFICE_NAMES.indexOf(name);
}
