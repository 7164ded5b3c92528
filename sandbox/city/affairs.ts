/**
 * The life of everything but the registry: what happens of itself, drawn by the day, and what follows from what the registry or an
 * earlier happening did. It goes on beside the registry's days and never changes their course.
 */
import { addDays, instantOf } from '../calendar.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import type { Affair, AffairKind, Outcome, Plot, Scene, Step, Surroundings } from './affair.ts';
import { committeeFounderOf } from './committee-founding.ts';
import type { Company } from './company.ts';
import { isSound } from './company.ts';
import { contractFounderOf } from './contract-founding.ts';
import { estateFounderOf } from './estate-founding.ts';
import type { FactHappening } from './fact-happening.ts';
import {
  type Committee,
  type Contract,
  type Estate,
  type Facts,
  type Filing,
  type OtherSubject,
  type Subject,
  type Taxpayer,
  visitorNumber,
} from './facts.ts';
import { filingFounderOf } from './filing-founding.ts';
import { OFFICE_HOURS } from './founding.ts';
import type { Happening } from './happening.ts';
import { committeeHappenings } from './happenings-of-committees.ts';
import { contractHappenings } from './happenings-of-contracts.ts';
import { estateHappenings } from './happenings-of-estates.ts';
import { filingHappenings } from './happenings-of-filings.ts';
import { taxpayerHappenings } from './happenings-of-taxpayers.ts';
import { type Beginning, layoutOf } from './layout.ts';
import { type Party, partyOfCompany, partyOfVisitor } from './party.ts';
import { needsClearance, reactionsTo } from './reactions.ts';
import { Shelf } from './shelf.ts';
import { taxpayerFounderOf } from './taxpayer-founding.ts';
import { visitorCount, visitorsAt } from './visitors.ts';

export const affairs: Readonly<Record<AffairKind, Affair>> = {
  ...estateHappenings,
  ...contractHappenings,
  ...filingHappenings,
  ...committeeHappenings,
  ...taxpayerHappenings,
};

const DRAWN_KINDS = (Object.keys(affairs) as AffairKind[]).filter((kind) => affairs[kind].weight > 0);
const ALL_WEIGHTS = DRAWN_KINDS.reduce((sum, kind) => sum + affairs[kind].weight, 0);
/** What an affair can start from is looked for by drawing numbers, so often at most. */
const DRAWS = 200;
const MINUTE = 60_000;

/** The city's own companies today, as the registry has them. */
export interface Companies {
  readonly count: () => number;
  readonly company: (number: number) => Company;
}

export class Affairs implements Surroundings {
  readonly #beginning: Beginning;
  readonly #companies: Companies;
  readonly #found: Scene['found'];
  readonly #visitor: (number: number) => Party;
  readonly #shelves: { readonly [S in OtherSubject]: Shelf<S> };
  /** What came after the first day, by what it belongs to: `contract of estate 5`. */
  readonly #added = new Map<string, number[]>();
  readonly #plots = new Map<number, Plot[]>();
  #freshNames = 0;

  constructor(beginning: Beginning, companies: Companies) {
    this.#beginning = beginning;
    this.#companies = companies;
    const visitorAt = visitorsAt(beginning);
    this.#visitor = (company) => partyOfVisitor(company, visitorAt(visitorNumber(company)));
    const partyThen = (company: number): Party =>
      company < 0 ? this.#visitor(company) : partyOfCompany(beginning.companyOnFirstDay(company));
    const layout = layoutOf(beginning, visitorCount(beginning));
    const estate = estateFounderOf(beginning, layout);
    this.#found = {
      estate,
      contract: contractFounderOf(beginning, layout, estate.existing, partyThen),
      filing: filingFounderOf(beginning, layout, partyThen),
      committee: committeeFounderOf(beginning, layout, estate.existing),
      taxpayer: taxpayerFounderOf(beginning, layout, this.#visitor),
    };
    this.#shelves = {
      estate: new Shelf({ span: layout.estates, existing: estate.existing }),
      contract: new Shelf(this.#found.contract),
      filing: new Shelf(this.#found.filing),
      committee: new Shelf(this.#found.committee),
      taxpayer: new Shelf(this.#found.taxpayer),
    };
  }

  shelf<S extends OtherSubject>(subject: S): Shelf<S> {
    return this.#shelves[subject];
  }

  company(number: number): Company {
    return this.#companies.company(number);
  }

  party(company: number): Party {
    return company < 0 ? this.#visitor(company) : partyOfCompany(this.company(company));
  }

  someServer(chance: Chance): Party {
    for (let draws = 0; draws < DRAWS; draws++) {
      const company = this.company(chance.whole(0, this.#companies.count() - 1));
      if (company.kind !== 'other' && isSound(company)) return partyOfCompany(company);
    }
    return this.party(0);
  }

  estate(number: number): Estate | undefined {
    return this.#shelves.estate.today(number);
  }

  contractsOfEstate(estate: number): readonly Contract[] {
    const first = this.#found.contract.ofEstate(estate);
    return this.#those('contract', first === undefined ? [] : [first], `estate ${estate}`).filter(
      ({ endedOn, estates }) => endedOn === null && estates.some((each) => each.estate === estate),
    );
  }

  contractsOfCompany(company: number): readonly Contract[] {
    return this.#those('contract', this.#found.contract.ofCompany(company), `company ${company}`).filter(
      ({ endedOn }) => endedOn === null,
    );
  }

  filingsOf(company: number): readonly Filing[] {
    return this.#those('filing', this.#found.filing.ofCompany(company), `company ${company}`);
  }

  committeesOf(estate: number): readonly Committee[] {
    const first = this.#found.committee.ofEstate(estate);
    return this.#those('committee', first === undefined ? [] : [first], `estate ${estate}`);
  }

  taxpayersOf(company: number): readonly Taxpayer[] {
    return this.#those('taxpayer', this.#found.taxpayer.ofCompany(company), `company ${company}`);
  }

  #those<S extends OtherSubject>(subject: S, first: readonly number[], of: string): readonly Facts[S][] {
    const added = this.#added.get(`${subject} of ${of}`) ?? [];
    return [...first, ...added].flatMap((number) => this.#shelves[subject].today(number) ?? []);
  }

  /** Lives one day. @param registered what the registry did on it */
  live(day: number, registered: readonly Happening[]): void {
    const { seed, size, firstDay } = this.#beginning;
    const date = addDays(firstDay, day);
    const today = new Today(date, chanceFrom(seedOf(seed, 'affairs', day)));
    for (const happening of registered) this.#follow(happening, day, today);

    const due = this.#plots.get(day) ?? [];
    this.#plots.delete(day);
    const expected = 5 + size / 600;
    const drawn = today.chance.whole(Math.ceil(expected / 2), Math.floor(expected * 1.5));
    for (const plot of due) this.#carryOut(plot, day, today);
    for (let count = 0; count < drawn; count++) this.#draw(today, day);
    this.#record(day, today);
  }

  /** What a happening of the registry brings about, on this day and later. */
  #follow(happening: Happening, day: number, today: Today): void {
    if (needsClearance(happening)) {
      for (const { number } of this.taxpayersOf(happening.after.number)) {
        today.at = happening.at - today.chance.whole(5, 25) * MINUTE;
        this.#carryOut({ kind: 'tax-deregistered', number, inDays: 0 }, day, today);
        today.at = undefined;
      }
    }
    this.#plan(reactionsTo(happening, this, today.chance), day);
  }

  /** Lets a planned affair happen; the next day, where something else has happened to what it is about. */
  #carryOut(plot: Plot, day: number, today: Today): void {
    const { kind, number } = plot;
    const isTooMuch = today.isTouched(affairs[kind].of, number) || this.#happen(kind, number, day, today) === 'TOUCHED';
    if (isTooMuch) this.#plan([{ ...plot, inDays: 1 }], day);
  }

  #draw(today: Today, day: number): void {
    const { chance } = today;
    const kind = drawKind(chance);
    const { of } = affairs[kind];
    const count = of === 'company' ? this.#companies.count() : this.#shelves[of].count;
    for (let draws = 0; draws < DRAWS; draws++) {
      const number = chance.whole(0, count - 1);
      if (!today.isTouched(of, number) && this.#happen(kind, number, day, today) === 'HAPPENED') return;
    }
  }

  /** `CANNOT` where things have taken another way meanwhile. */
  #happen(kind: AffairKind, number: number, day: number, today: Today): 'HAPPENED' | 'TOUCHED' | 'CANNOT' {
    const { of, happensTo, happen } = affairs[kind];
    const thing = of === 'company' ? this.company(number) : this.#shelves[of].today(number);
    if (thing === undefined || !happensTo(thing, this)) return 'CANNOT';
    const outcome: Outcome = happen(thing, this.#scene(today));
    if (outcome.steps.length === 0) return 'CANNOT';
    if (outcome.steps.some(({ subject, after }) => today.isTouched(subject, after.number))) return 'TOUCHED';
    const at = today.at ?? instantOf(today.date, today.chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to));
    // What starts from something takes its turn of the day, though it may leave it as it was.
    today.touch(of, number);
    for (const step of outcome.steps) this.#take(step, at, today);
    this.#plan(outcome.next ?? [], day);
    return 'HAPPENED';
  }

  #take<S extends OtherSubject>(step: Step<S>, at: number, today: Today): void {
    const { subject, kind, after } = step;
    const shelf = this.#shelves[subject];
    const before = shelf.today(after.number) ?? null;
    const happening = { kind, at, before, after: { ...after, updatedAt: at }, told: step.told ?? null } as FactHappening<S>;
    if (before === null) this.#relate(subject, happening.after);
    shelf.set(happening.after);
    today.touch(subject, after.number);
    today.happenings.push({ at, record: (day) => shelf.record(day, happening) });
  }

  #relate(subject: OtherSubject, fact: Facts[OtherSubject]): void {
    const owners = [
      ...('company' in fact ? [`company ${fact.company}`] : []),
      ...('estates' in fact ? fact.estates.map(({ estate }) => `estate ${estate}`) : []),
    ];
    for (const owner of owners) listed(this.#added, `${subject} of ${owner}`).push(fact.number);
  }

  #plan(plots: readonly Plot[], day: number): void {
    for (const plot of plots) listed(this.#plots, day + plot.inDays).push(plot);
  }

  #record(day: number, { happenings }: Today): void {
    happenings.sort((one, other) => one.at - other.at);
    for (const { record } of happenings) record(day);
  }

  #scene({ date, chance }: Today): Scene {
    return {
      city: this,
      day: date,
      chance,
      found: this.#found,
      newNumber: (subject) => this.#shelves[subject].newNumber(),
      freshEstateName: () => this.#found.estate.freshName(this.#freshNames++),
    };
  }
}

/** A day while it is lived: its chance, what has happened, and what nothing more can happen to. */
class Today {
  readonly date: string;
  readonly chance: Chance;
  readonly happenings: { readonly at: number; readonly record: (day: number) => void }[] = [];
  /** The moment of the next happening, where it is not for chance to say. */
  at: number | undefined;
  readonly #touched = new Map<Subject, Set<number>>();

  constructor(date: string, chance: Chance) {
    this.date = date;
    this.chance = chance;
  }

  isTouched(subject: Subject, number: number): boolean {
    return this.#touched.get(subject)?.has(number) === true;
  }

  touch(subject: Subject, number: number): void {
    const numbers = this.#touched.get(subject) ?? new Set();
    this.#touched.set(subject, numbers.add(number));
  }
}

/** The list of a key, a new one where there is none. */
function listed<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function drawKind(chance: Chance): AffairKind {
  let rest = chance.next() * ALL_WEIGHTS;
  for (const kind of DRAWN_KINDS) {
    rest -= affairs[kind].weight;
    if (rest < 0) return kind;
  }
  return 'estate-corrected';
}
