/**
 * Tax registrations as the first day finds them. A company's main registration has the company's number; then come second
 * serials, which some companies have for business in another place, then the serials of visitors (报验).
 */
import type { TaxpayerStatus } from '../../src/domain/code/tax-codes.ts';
import { MAIN_REGISTRATION } from '../../src/domain/code/tax-codes.ts';
import { addDays, instantOf, someDay } from '../calendar.ts';
import { placeName } from '../places.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import type { Company } from './company.ts';
import { type Taxpayer, visitorNumber } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';
import type { Beginning, Layout } from './layout.ts';
import { type Party, partyOfCompany, serverOf } from './party.ts';
import { siteIn } from './siting.ts';

export interface TaxpayerFounder {
  readonly span: number;
  existing(number: number): Taxpayer | undefined;
  /** The numbers of a company's registrations of the first day, the main one first. */
  ofCompany(company: number): readonly number[];
  registered(number: number, company: Company, day: string): Taxpayer;
}

/** 临时税务登记: what a second serial, or a visitor's, is filed as. */
const TEMPORARY = '1130';
const UNREGISTERED_SHARE = 0.02;
const SECOND_SHARE = 0.08;
/** Of those that have an old number at all. */
const OLD_ID_SHARE = 0.2;
const ONE_CODE_SINCE = '2015-10-01';

export function taxpayerFounderOf(
  { seed, size, firstDay, companyOnFirstDay }: Beginning,
  layout: Layout,
  visitor: (company: number) => Party,
): TaxpayerFounder {
  const hasMain = (company: number): boolean => !chanceFrom(seedOf(seed, 'main serial', company)).happens(UNREGISTERED_SHARE);
  const hasSecond = (company: number): boolean => chanceFrom(seedOf(seed, 'second serial', company)).happens(SECOND_SHARE);

  const registration = (number: number, kind: string, server: Party, place: Pick<Taxpayer, 'county' | 'town' | 'address'>) => {
    const chance = chanceFrom(seedOf(seed, 'taxpayer', number));
    const { county } = place;
    return {
      number,
      ...serverOf(server),
      djxh: `10${county}${chance.digits(3)}${String(number + 1).padStart(9, '0')}`,
      taxpayerId: server.uscc,
      formerTaxpayerId: null,
      registrationKind: kind,
      ...officeOf(place),
      vatKind: chance.happens(0.25) ? 'GENERAL' : 'SMALL_SCALE',
      creditRating: null,
      creditYear: null,
      inArrears: false,
      ...NEVER_ENDED,
    } as const;
  };

  const registered = (number: number, company: Company, day: string): Taxpayer => ({
    ...registration(number, MAIN_REGISTRATION, partyOfCompany(company), company.place),
    ...typeOf(company),
    ...placeOf(company),
    status: 'NORMAL',
    registeredOn: day,
    updatedAt: 0,
  });

  const main = (number: number): Taxpayer | undefined => {
    if (!hasMain(number)) return undefined;
    const company = companyOnFirstDay(number);
    const chance = chanceFrom(seedOf(seed, 'tax life', number));
    const taxpayer = registered(number, company, addDays(company.establishedOn, chance.whole(0, 20)));
    const touched = someDay(chance, laterOf(company.approvedOn, '2016-01-01'), addDays(firstDay, -1));
    return {
      ...taxpayer,
      ...rated(chance, firstDay),
      ...namedBefore(chance, company),
      ...fateOf(chance, company, touched),
      inArrears: chance.happens(0.04),
      updatedAt: instantOf(touched, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  };

  const second = (number: number): Taxpayer | undefined => {
    const company = companyOnFirstDay(number - size);
    if (company.kind === 'other' || !hasSecond(company.number)) return undefined;
    const chance = chanceFrom(seedOf(seed, 'tax life', number));
    const since = laterOf(addDays(company.establishedOn, 20), '2016-01-01');
    const registeredOn = since < firstDay ? someDay(chance, since, addDays(firstDay, -1)) : addDays(firstDay, -1);
    const ended = company.status !== 'IN_OPERATION';
    return {
      ...registration(number, TEMPORARY, partyOfCompany(company), placeOf(company)),
      ...typeOf(company),
      ...placeOf(company),
      status: ended ? 'DEREGISTERED' : 'NORMAL',
      registeredOn,
      ...(ended ? cleared(chance, registeredOn) : {}),
      updatedAt: instantOf(registeredOn, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  };

  const reported = (number: number): Taxpayer | undefined => {
    const company = visitorNumber(number - 2 * size);
    const block = layout.blocksOf(company)[0];
    if (block === undefined) return undefined;
    const chance = chanceFrom(seedOf(seed, 'tax life', number));
    const { county, street: town } = siteIn(chance, layout.block(block).county);
    const party = visitor(company);
    const registeredOn = addDays(firstDay, -chance.whole(20, 900));
    return {
      ...registration(number, TEMPORARY, party, { county, town, address: party.address }),
      companyTypeCode: '173',
      industry: '7020',
      county,
      town,
      address: party.address,
      status: chance.happens(0.9) ? 'OUT_OF_AREA' : 'OUT_OF_AREA_CLOSED',
      registeredOn,
      updatedAt: instantOf(registeredOn, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  };

  return {
    span: 2 * size + layout.visitors,
    existing: (number) => (number < size ? main(number) : number < 2 * size ? second(number) : reported(number)),
    ofCompany(company) {
      if (company < 0) return layout.blocksOf(company).length > 0 ? [2 * size + visitorNumber(company)] : [];
      if (company >= size) return [];
      const isSecond = hasSecond(company) && companyOnFirstDay(company).kind !== 'other';
      return [...(hasMain(company) ? [company] : []), ...(isSecond ? [size + company] : [])];
    },
    registered,
  };
}

const NEVER_ENDED = { abnormalSince: null, clearanceNo: null, clearedOn: null, deregisteredOn: null } as const;

/** Where its office thinks that it sits. */
export function placeOf({ place: { county, town, address } }: Company): Pick<Taxpayer, 'county' | 'town' | 'address'> {
  return { county, town, address };
}

export function officeOf({ county, town }: Pick<Taxpayer, 'county' | 'town'>) {
  return {
    officeCode: `1${county}0000`,
    office: `国家税务总局长治市${placeName(county)}税务局`,
    branchOfficeCode: `1${county}${town.slice(7)}00`,
  };
}

/** The certificate (清税证明) and the day, for a registration that ends. */
export function cleared(chance: Chance, day: string): Pick<Taxpayer, 'clearanceNo' | 'clearedOn' | 'deregisteredOn'> {
  return { clearanceNo: `长税 税企清〔${day.slice(0, 4)}〕${chance.whole(1, 99_999)} 号`, clearedOn: day, deregisteredOn: day };
}

/** Year and letter of the last rating: M for who is new or was not scored. */
export function rated(chance: Chance, day: string): Pick<Taxpayer, 'creditRating' | 'creditYear'> {
  const share = chance.next();
  const creditRating = share < 0.12 ? 'A' : share < 0.52 ? 'B' : share < 0.82 ? 'M' : share < 0.94 ? 'C' : 'D';
  return { creditRating, creditYear: String(Number(day.slice(0, 4)) - 1) };
}

function typeOf({ kind, industry, capital }: Company): Pick<Taxpayer, 'companyTypeCode' | 'industry'> {
  return { companyTypeCode: kind === 'branch' ? '159' : (capital ?? 0) >= 2_000 ? '159' : '173', industry };
}

/** Who registered before there was one code for everything had six digits of the office and the organisation code. */
function namedBefore(chance: Chance, { uscc, establishedOn }: Company): Partial<Taxpayer> {
  const old = uscc.slice(2, 17);
  if (establishedOn >= ONE_CODE_SINCE || old.slice(6, 8) === 'MA') return {};
  if (chance.happens(OLD_ID_SHARE)) return { taxpayerId: old };
  return chance.happens(0.3) ? { formerTaxpayerId: old } : {};
}

/** How the tax office sees what became of a company: mostly like the registry. */
function fateOf(chance: Chance, { status, cancelledOn, revokedOn, approvedOn }: Company, today: string): Partial<Taxpayer> {
  const state = (value: TaxpayerStatus): { readonly status: TaxpayerStatus } => ({ status: value });
  if (status === 'IN_OPERATION') {
    if (chance.happens(0.04)) return { ...state('ABNORMAL'), abnormalSince: today };
    return chance.happens(0.02) ? state('SUSPENDED') : {};
  }
  const end = addDays(cancelledOn ?? approvedOn, -chance.whole(1, 40));
  if (status === 'REVOKED') {
    const abnormalSince = addDays(revokedOn ?? approvedOn, -chance.whole(10, 300));
    if (chance.happens(0.7)) return { ...state('ABNORMAL'), abnormalSince };
    return { ...state('ABNORMAL_DEREGISTERED'), abnormalSince, deregisteredOn: revokedOn ?? approvedOn };
  }
  if (chance.happens(0.04)) return {};
  return { ...state('DEREGISTERED'), ...cleared(chance, end) };
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}
