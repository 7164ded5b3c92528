/**
 * What the tables of happenings are made of. An affair starts from one thing, at one moment, and leaves one or several things
 * changed or new; others may come of it days later.
 */
import type { Chance } from '../random.ts';
import type { CommitteeFounder } from './committee-founding.ts';
import type { Company } from './company.ts';
import type { ContractFounder } from './contract-founding.ts';
import type { EstateFounder } from './estate-founding.ts';
import type { FactHappeningKinds, Told } from './fact-happening.ts';
import type { Committee, Contract, Estate, Facts, Filing, OtherSubject, Subject, Taxpayer } from './facts.ts';
import type { FilingFounder } from './filing-founding.ts';
import type { Party } from './party.ts';
import type { TaxpayerFounder } from './taxpayer-founding.ts';

/** What does not happen by itself, only beside another. */
type Beside = 'estate-split-off' | 'estate-merged-away';

export type AffairKind = Exclude<FactHappeningKinds[OtherSubject], Beside>;

/** What an affair can look at: the city as it is at the moment. */
export interface Surroundings {
  /** A company of the city by its number. */
  company(number: number): Company;
  /** A company that may serve, from the city or from outside. */
  party(company: number): Party;
  /** Draws a sound property company or branch. */
  someServer(chance: Chance): Party;
  estate(number: number): Estate | undefined;
  /** Contracts that have not ended. */
  contractsOfEstate(estate: number): readonly Contract[];
  contractsOfCompany(company: number): readonly Contract[];
  filingsOf(company: number): readonly Filing[];
  committeesOf(estate: number): readonly Committee[];
  taxpayersOf(company: number): readonly Taxpayer[];
}

export interface Scene {
  readonly city: Surroundings;
  /** Today's date. */
  readonly day: string;
  readonly chance: Chance;
  newNumber(subject: OtherSubject): number;
  freshEstateName(): string;
  readonly found: {
    readonly estate: EstateFounder;
    readonly contract: ContractFounder;
    readonly filing: FilingFounder;
    readonly committee: CommitteeFounder;
    readonly taxpayer: TaxpayerFounder;
  };
}

/** One thing that is changed or new. */
export interface Step<S extends OtherSubject = OtherSubject> {
  readonly subject: S;
  readonly kind: FactHappeningKinds[S];
  /** Its time is set by whoever lets it happen. */
  readonly after: Facts[S];
  readonly told?: Told;
}

/** An affair that is to come: what it starts from is named by its number. */
export interface Plot {
  readonly kind: AffairKind;
  readonly number: number;
  readonly inDays: number;
}

export interface Outcome {
  /** What it starts from comes first, where that is changed. */
  readonly steps: readonly Step[];
  readonly next?: readonly Plot[];
}

export interface Affair<S extends Subject = Subject> {
  readonly zh: string;
  /** What it starts from. */
  readonly of: S;
  /** How often, beside the others; 0 where it only comes of another happening. */
  readonly weight: number;
  happensTo(thing: Facts[S], city: Surroundings): boolean;
  happen(thing: Facts[S], scene: Scene): Outcome;
}

/** A row of a table of happenings, its subject known. */
export function affair<S extends Subject>(row: Affair<S>): Affair {
  return row;
}

/** One thing changed, and perhaps what comes of it. */
export function changes<S extends OtherSubject>(
  subject: S,
  kind: FactHappeningKinds[S],
  after: Facts[S],
  more: { readonly told?: Told; readonly next?: readonly Plot[] } = {},
): Outcome {
  const { told, next } = more;
  const step: Step<S> = { subject, kind, after, ...(told === undefined ? {} : { told }) };
  return { steps: [step], ...(next === undefined ? {} : { next }) };
}

/** What a paper says of a step. @param organ 长住建, 长税 … and its word, as numbers of papers begin */
export function toldBy(
  { chance, day }: Pick<Scene, 'chance' | 'day'>,
  organ: string,
  kind: Told['kind'],
  reason: string,
  formers: readonly string[] = [],
): Told {
  return { kind, documentNo: `${organ}〔${day.slice(0, 4)}〕${chance.whole(1, 400)}号`, reason, on: day, formers };
}

/** Whether a company that a paper names is still in operation; of a visitor nobody here hears otherwise. */
export function operates(company: number, city: Surroundings): boolean {
  return company < 0 || city.company(company).status === 'IN_OPERATION';
}

/** Draws until it is another one. */
export function another<T>(old: T, draw: () => T): T {
  for (;;) {
    const drawn = draw();
    if (drawn !== old) return drawn;
  }
}
