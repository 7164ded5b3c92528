/**
 * What there is in the city besides companies: estates, the contracts and filings of those who serve them, their owners' committees,
 * and tax registrations. Each as it really is, before any office spells it its own way. Words and dates are those of
 * the domain; money and areas are numbers, in yuan and square metres.
 *
 * Everything has a number by which the city knows it and which nothing changes. Companies are named by theirs: 0 and up are
 * the city's own, −1 − n is the n-th of the visitors, whom its registry does not know.
 */
import type {
  ChargeMode,
  ClientKind,
  CommitteeKind,
  ContractPhase,
  EstateKind,
  FilingKind,
  FilingStatus,
  PriceKind,
  RenovationState,
  Selection,
  ServiceMode,
} from '../../src/domain/code/property-codes.ts';
import type { TaxpayerStatus, TaxRating, VatKind } from '../../src/domain/code/tax-codes.ts';
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import type { Company } from './company.ts';

/** What everything in the city has. */
export interface Fact {
  readonly number: number;
  /** When its office last touched it, UTC milliseconds: the version that the office gives it. */
  readonly updatedAt: number;
}

/** A housing estate (小区), as the housing office of its county keeps it. */
export interface Estate extends Fact {
  /** The number that the office gave it; another office's rows may lead to the estate by it. */
  readonly code: string;
  readonly name: string;
  /** Oldest first. */
  readonly formerNames: readonly string[];
  /** Division codes: 6, 9 and 12 digits. */
  readonly county: string;
  readonly street: string;
  readonly community: string;
  readonly address: string;
  /** CGCS2000, degrees with six decimals. */
  readonly longitude: number;
  readonly latitude: number;
  /** Delivered on. */
  readonly builtOn: string;
  readonly developer: string;
  readonly households: number;
  readonly buildings: number;
  readonly buildingArea: number;
  readonly landArea: number;
  readonly residential: boolean;
  readonly inBuiltUpArea: boolean;
  readonly kind: EstateKind;
  readonly serviceMode: ServiceMode;
  /** 一级 … 三级 where it has one. */
  readonly serviceLevel: string | null;
  readonly lifts: number;
  readonly parkingSpaces: number;
  readonly renovation: RenovationState;
  readonly renovationYear: number | null;
  /** The number of the estate that it came out of. */
  readonly splitFrom: number | null;
  /** The number of the estate that it went up in: then it is no more, and that one's row tells it. */
  readonly mergedInto: number | null;
}

/** A document that an office keeps and others only refer to. */
export interface Document {
  readonly name: string;
  readonly kind: string;
  readonly reference: string;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** Who serves: a company as the paper names it, with the code and name it had when the paper was last touched. */
export interface Server {
  readonly company: number;
  readonly uscc: Uscc;
  readonly companyName: string;
}

/** A service contract (物业服务合同) filed in a county. */
export interface Contract extends Fact, Server {
  readonly contractNo: string;
  readonly county: string;
  /** One at least. */
  readonly estates: readonly ContractEstate[];
  readonly phase: ContractPhase;
  readonly clientKind: ClientKind;
  readonly client: string;
  readonly selection: Selection;
  readonly signedOn: string;
  readonly filedOn: string;
  readonly termFrom: string;
  readonly termTo: string;
  /** 一级 … 三级. */
  readonly level: string;
  readonly priceKind: PriceKind;
  readonly chargeMode: ChargeMode;
  /** Yuan per square metre and month. */
  readonly fee: number;
  readonly leadName: string;
  readonly leadPhone: string;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly handedOverOn: string | null;
  /** Who took over, in the code it had then. */
  readonly successor: { readonly company: number; readonly uscc: Uscc } | null;
  readonly documents: readonly Document[];
}

/** An estate as a contract names it: what it was called when it was signed. */
export interface ContractEstate {
  readonly estate: number;
  readonly code: string;
  readonly name: string;
  /** 部位 or 分期; null for all of it. */
  readonly part: string | null;
  readonly area: number;
}

/** What a company has filed with the housing office of a county (企业备案). A dossier keeps its number from one act to the next. */
export interface Filing extends Fact, Server {
  /** Null for the few that were filed on paper and never got one. */
  readonly filingNo: string | null;
  readonly county: string;
  readonly isLocal: boolean;
  readonly homeRegion: string;
  readonly address: string;
  /** The last act and where it stands. */
  readonly kind: FilingKind;
  readonly status: FilingStatus;
  readonly submittedOn: string;
  readonly decidedOn: string | null;
  readonly validTo: string | null;
  readonly decision: string | null;
  readonly staff: number;
  readonly certified: number;
  readonly documents: readonly Document[];
  readonly legalRepresentative: string;
  readonly contactName: string;
  readonly contactPhone: string;
}

/** An owners' committee or a management committee (业委会、物管会) of one or several estates. */
export interface Committee extends Fact {
  readonly committeeNo: string;
  readonly name: string;
  readonly kind: CommitteeKind;
  readonly county: string;
  /** One at least. */
  readonly estates: readonly { readonly estate: number; readonly code: string; readonly name: string }[];
  readonly term: number;
  readonly termFrom: string;
  readonly termTo: string;
  readonly filedOn: string;
  readonly members: number;
  readonly partyMembers: number;
  readonly chair: string;
  readonly phone: string;
}

/** A tax registration (税务登记) under one serial. */
export interface Taxpayer extends Fact, Server {
  /** 登记序号, 20 digits. */
  readonly djxh: string;
  /** 纳税人识别号: the credit code, or an older one. */
  readonly taxpayerId: string;
  readonly formerTaxpayerId: string | null;
  readonly status: TaxpayerStatus;
  /** KZZTDJLX_DM; 1110 is a company's main registration. */
  readonly registrationKind: string;
  /** DJZCLX_DM. */
  readonly companyTypeCode: string;
  /** GB/T 4754. */
  readonly industry: string;
  /** Of the county whose office is in charge, 6 digits. */
  readonly county: string;
  /** JDXZ_DM, 9 digits. */
  readonly town: string;
  readonly address: string;
  /** 11 digits: 1, the county, 0000. */
  readonly officeCode: string;
  readonly office: string;
  readonly branchOfficeCode: string;
  readonly vatKind: VatKind;
  readonly creditRating: TaxRating | null;
  readonly creditYear: string | null;
  readonly inArrears: boolean;
  readonly registeredOn: string;
  readonly abnormalSince: string | null;
  readonly clearanceNo: string | null;
  readonly clearedOn: string | null;
  readonly deregisteredOn: string | null;
}

/** What there is, by the word for it. */
export interface Facts {
  readonly company: Company;
  readonly estate: Estate;
  readonly contract: Contract;
  readonly filing: Filing;
  readonly committee: Committee;
  readonly taxpayer: Taxpayer;
}

export type Subject = keyof Facts;
export type OtherSubject = Exclude<Subject, 'company'>;

/** Numbers of the city's own companies and of visitors. */
export function isVisitor(company: number): boolean {
  return company < 0;
}

/** The n-th visitor's number, and back. */
export function visitorNumber(number: number): number {
  return -1 - number;
}
