/**
 * What is true of everything but companies, in the domain's records: what a test holds the hub against. Companies are named by their
 * present codes and estates by their codes (ESTATE_CODE), since the hub issues their ids; what no office tells is left out.
 */
import { taxpayerStatuses } from '../../src/domain/code/tax-codes.ts';
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import type { CommitteeContent } from '../../src/domain/record/committee.record.ts';
import { type CompanyFilingContent, filingKey } from '../../src/domain/record/company-filing.record.ts';
import { type EstateContent, estateCodeOf } from '../../src/domain/record/estate.record.ts';
import { contractKey, type ServiceContractContent } from '../../src/domain/record/service-contract.record.ts';
import type { TaxpayerContent } from '../../src/domain/record/taxpayer.record.ts';
import { placeName } from '../places.ts';
import type { Company } from './company.ts';
import type { Register } from './fact-happening.ts';
import type { Committee, Contract, Document, Estate, Filing, OtherSubject, Server, Taxpayer } from './facts.ts';
import type { Party } from './party.ts';
import { isPropertyCompany } from './truth.ts';

/** One record as it is today. */
export interface TrueRecord<C> {
  /** The hub's key; of an estate its code (ESTATE_CODE), since the hub issues its id. */
  readonly key: string;
  readonly content: C;
  readonly personal: Readonly<Record<string, string>>;
}

export interface TrueEstate extends TrueRecord<EstateContent> {
  /** Codes of the estates that went up in this one. */
  readonly mergedCodes: readonly string[];
}

/** What there is of the other record types, by their names in the domain. */
export interface Truths {
  readonly taxpayer: TrueRecord<TaxpayerContent>;
  readonly 'company-filing': TrueRecord<CompanyFilingContent>;
  readonly 'service-contract': TrueRecord<ServiceContractContent>;
  readonly estate: TrueEstate;
  readonly committee: TrueRecord<CommitteeContent>;
}

/** What of the city the truth is read from. */
export interface CityInView {
  register<S extends OtherSubject>(subject: S): Register<S>;
  party(company: number): Party;
  company(number: number): Company;
}

export const truthTellers: { readonly [T in keyof Truths]: (city: CityInView) => Generator<Truths[T], void> } = {
  *taxpayer(city) {
    for (const taxpayer of city.register('taxpayer').all()) if (isHeld(taxpayer, city)) yield taxpayerRecord(taxpayer, city);
  },
  *'company-filing'(city) {
    for (const filing of city.register('filing').all()) yield filingRecord(filing, city);
  },
  *'service-contract'(city) {
    for (const contract of city.register('contract').all()) yield contractRecord(contract, city);
  },
  *estate(city) {
    const merged = new Map<number, string[]>();
    for (const estate of city.register('estate').all()) {
      if (estate.mergedInto === null) continue;
      const { number } = presentEstate(estate.number, city);
      merged.set(number, [...(merged.get(number) ?? []), codeOf(estate)]);
    }
    for (const estate of city.register('estate').all()) {
      if (estate.mergedInto === null) yield { ...estateRecord(estate, city), mergedCodes: merged.get(estate.number) ?? [] };
    }
  },
  *committee(city) {
    for (const committee of city.register('committee').all()) yield committeeRecord(committee, city);
  },
};

/** The hub holds tax registrations of the companies that it knows, and of whoever is one of property by trade or name. */
function isHeld({ company, industry, companyName }: Taxpayer, city: CityInView): boolean {
  return company < 0 || industry === '7020' || companyName.includes('物业') || isPropertyCompany(city.company(company));
}

function taxpayerRecord(taxpayer: Taxpayer, city: CityInView): Truths['taxpayer'] {
  const { codes: [statusCode] = [], zh } = taxpayerStatuses.values[taxpayer.status];
  const content: TaxpayerContent = {
    uscc: presentCode(taxpayer, city),
    taxpayerId: taxpayer.taxpayerId,
    name: taxpayer.companyName,
    status: taxpayer.status,
    ...(statusCode === undefined ? {} : { statusCode }),
    statusText: zh,
    registrationKind: taxpayer.registrationKind,
    companyTypeCode: taxpayer.companyTypeCode,
    industry: taxpayer.industry,
    officeCode: taxpayer.officeCode,
    office: taxpayer.office,
    branchOfficeCode: taxpayer.branchOfficeCode,
    vatKind: taxpayer.vatKind,
    inArrears: taxpayer.inArrears,
    registeredOn: taxpayer.registeredOn,
    address: taxpayer.address,
    region: taxpayer.town,
    ...given('formerTaxpayerId', taxpayer.formerTaxpayerId),
    ...given('creditRating', taxpayer.creditRating),
    ...given('creditYear', taxpayer.creditYear),
    ...given('abnormalSince', taxpayer.abnormalSince),
    ...given('clearanceNo', taxpayer.clearanceNo),
    ...given('clearedOn', taxpayer.clearedOn),
    ...given('deregisteredOn', taxpayer.deregisteredOn),
  };
  return { key: taxpayer.djxh, content, personal: {} };
}

function filingRecord(filing: Filing, city: CityInView): Truths['company-filing'] {
  const { county, filingNo, submittedOn, legalRepresentative, contactName, contactPhone } = filing;
  const content: CompanyFilingContent = {
    uscc: presentCode(filing, city),
    name: filing.companyName,
    county,
    kind: filing.kind,
    status: filing.status,
    submittedOn,
    isLocal: filing.isLocal,
    homeRegion: filing.homeRegion,
    address: filing.address,
    staff: filing.staff,
    certified: filing.certified,
    documents: documents(filing.documents),
    ...given('filingNo', filingNo),
    ...given('decidedOn', filing.decidedOn),
    ...given('validTo', filing.validTo),
    ...given('decision', filing.decision),
  };
  return {
    key: filingKey(county, filingNo, filing.uscc, submittedOn),
    content,
    personal: { legalRepresentative, contactName, contactPhone },
  };
}

function contractRecord(contract: Contract, city: CityInView): Truths['service-contract'] {
  const { county, contractNo, successor, leadName, leadPhone } = contract;
  const estates = contract.estates.map(({ estate, name, part, area }) => ({
    estate: codeOf(presentEstate(estate, city)),
    name,
    area: String(area),
    ...given('part', part),
  }));
  const content: ServiceContractContent = {
    uscc: presentCode(contract, city),
    companyName: contract.companyName,
    county,
    contractNo,
    estates,
    phase: contract.phase,
    clientKind: contract.clientKind,
    client: contract.client,
    selection: contract.selection,
    signedOn: contract.signedOn,
    filedOn: contract.filedOn,
    termFrom: contract.termFrom,
    termTo: contract.termTo,
    level: contract.level,
    priceKind: contract.priceKind,
    chargeMode: contract.chargeMode,
    fee: String(contract.fee),
    documents: documents(contract.documents),
    ...given('endedOn', contract.endedOn),
    ...given('endReason', contract.endReason),
    ...given('handedOverOn', contract.handedOverOn),
    ...(successor === null ? {} : { successorUscc: city.party(successor.company).uscc }),
  };
  const key = contractKey(county, contractNo, contract.uscc, '', contract.signedOn);
  return { key, content, personal: { leadName, leadPhone } };
}

function estateRecord(estate: Estate, city: CityInView): TrueRecord<EstateContent> {
  const { code, name, county, splitFrom } = estate;
  const content: EstateContent = {
    name,
    county,
    aliases: [{ source: 'estate', code, name }],
    region: estate.community,
    street: placeName(estate.street),
    community: placeName(estate.community),
    address: estate.address,
    longitude: String(estate.longitude),
    latitude: String(estate.latitude),
    builtYear: Number(estate.builtOn.slice(0, 4)),
    developer: estate.developer,
    households: estate.households,
    buildings: estate.buildings,
    buildingArea: String(estate.buildingArea),
    landArea: String(estate.landArea),
    residential: estate.residential,
    inBuiltUpArea: estate.inBuiltUpArea,
    kind: estate.kind,
    serviceMode: estate.serviceMode,
    lifts: estate.lifts,
    parkingSpaces: estate.parkingSpaces,
    renovation: estate.renovation,
    ...given('serviceLevel', estate.serviceLevel),
    ...given('renovationYear', estate.renovationYear),
    ...(splitFrom === null ? {} : { splitFrom: codeOf(presentEstate(splitFrom, city)) }),
  };
  return { key: codeOf(estate), content, personal: {} };
}

function committeeRecord(committee: Committee, city: CityInView): Truths['committee'] {
  const { county, committeeNo, chair, phone } = committee;
  const content: CommitteeContent = {
    name: committee.name,
    county,
    number: committeeNo,
    kind: committee.kind,
    estates: committee.estates.map(({ estate, name }) => ({ estate: codeOf(presentEstate(estate, city)), name })),
    term: committee.term,
    termFrom: committee.termFrom,
    termTo: committee.termTo,
    filedOn: committee.filedOn,
    members: committee.members,
    partyMembers: committee.partyMembers,
  };
  return { key: `${county}:${committeeNo}`, content, personal: { chair, phone } };
}

function presentCode({ company }: Server, city: CityInView): Uscc {
  return city.party(company).uscc;
}

/** The estate that a number leads to today, through as many mergers as there were. */
function presentEstate(number: number, city: CityInView): Estate {
  const estate = city.register('estate').today(number);
  if (estate === undefined) throw new RangeError(`no estate ${number}`);
  return estate.mergedInto === null ? estate : presentEstate(estate.mergedInto, city);
}

function codeOf({ county, code }: Pick<Estate, 'county' | 'code'>): string {
  return estateCodeOf('estate', county, code);
}

function documents(papers: readonly Document[]) {
  return papers.map(({ name, kind, reference, digest }) => ({ name, kind, reference, digest }));
}

/** A field that is absent where there is nothing. */
function given<K extends string, V>(field: K, value: V | null): { readonly [P in K]?: V } {
  return (value === null ? {} : { [field]: value }) as { readonly [P in K]?: V };
}
