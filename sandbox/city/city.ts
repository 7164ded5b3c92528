/**
 * The city as it is. Its registry lives by day: the same seed, size and day give the same city on every machine,
 * whatever was asked in between. A day costs what happens on it, not what the city holds.
 */
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import { addDays, instantOf } from '../calendar.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import { Affairs } from './affairs.ts';
import { type Company, isSound } from './company.ts';
import type { Register } from './fact-happening.ts';
import type { OtherSubject } from './facts.ts';
import { FIRST_DAY, type Founder, founderOf, OFFICE_HOURS } from './founding.ts';
import type { Change, Happening, HappeningKind, Outcome } from './happening.ts';
import { happenings } from './happenings.ts';
import type { Party } from './party.ts';
import { remembered } from './remembered.ts';
import { type CompanyFacts, factsOf, isPropertyCompany } from './truth.ts';
import { type Truths, truthTellers } from './truth-of-facts.ts';

/** Companies that a city has on its first day. */
export const CITY_SIZES = { demo: 600, city: 12_000, province: 300_000 } as const satisfies Record<string, number>;
export type CitySize = keyof typeof CITY_SIZES;

export interface CityOptions {
  readonly seed: number;
  /** A named size, or a number of companies. */
  readonly size: CitySize | number;
  /** Day 0, `YYYY-MM-DD`; all dates of the city move with it. 2025-06-30 where it is not told. */
  readonly firstDay?: string;
}

/** A company for a happening is looked for by drawing numbers, so often at most. */
const DRAWS = 500;

const DRAWN_KINDS = (Object.keys(happenings) as HappeningKind[]).filter((kind) => happenings[kind].weight > 0);
const ALL_WEIGHTS = DRAWN_KINDS.reduce((sum, kind) => sum + happenings[kind].weight, 0);

export class City {
  readonly seed: number;
  /** Companies on the first day; foundations come on top. */
  readonly size: number;
  /** Day 0, `YYYY-MM-DD`. */
  readonly firstDay: string;
  readonly #founder: Founder;
  #day = 0;
  #count: number;
  #newNames = 0;
  #newCodes = 0;
  /** Companies to which something has happened; all others are as their founder computes them. */
  readonly #changed = new Map<number, Company>();
  /** By day, from day 1. */
  readonly #happenings: Happening[][] = [];
  readonly #planned = new Map<number, { readonly kind: HappeningKind; readonly number: number }[]>();

  readonly #affairs: Affairs;
  readonly #onFirstDay: (number: number) => Company;

  constructor({ seed, size, firstDay = FIRST_DAY }: CityOptions) {
    this.seed = seed;
    this.size = typeof size === 'number' ? size : CITY_SIZES[size];
    if (!Number.isInteger(this.size) || this.size < 1 || this.size > 500_000) throw new RangeError('size: 1 … 500,000 companies');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(firstDay) || Number.isNaN(Date.parse(firstDay))) throw new RangeError('firstDay: YYYY-MM-DD');
    this.firstDay = firstDay;
    this.#founder = founderOf(seed, firstDay);
    this.#count = this.size;
    const companyOnFirstDay = remembered((number) => this.#founder.existing(number));
    this.#onFirstDay = companyOnFirstDay;
    this.#affairs = new Affairs(
      { seed, size: this.size, firstDay, companyOnFirstDay },
      { count: () => this.#count, company: (number) => this.company(number) },
    );
  }

  /** Days since the first one, which is day 0. */
  get day(): number {
    return this.#day;
  }

  /** The day's date, `YYYY-MM-DD`. */
  get date(): string {
    return addDays(this.firstDay, this.#day);
  }

  /** How many companies there are today; their numbers are 0 … count − 1. */
  get count(): number {
    return this.#count;
  }

  /** Lives on until a day. @throws RangeError for a day that is over: the city does not go back */
  advanceTo(day: number): void {
    if (!Number.isInteger(day) || day < this.#day) throw new RangeError(`day ${day} is over: it is day ${this.#day}`);
    while (this.#day < day) this.#live();
  }

  /** What happened on a day that has come, in the order of time. */
  happeningsOn(day: number): readonly Happening[] {
    return this.#happenings[day - 1] ?? [];
  }

  /** A company as it is today. */
  company(number: number): Company {
    return this.#changed.get(number) ?? this.#onFirstDay(number);
  }

  /** A company as the first day found it. */
  companyOnFirstDay(number: number): Company {
    return this.#onFirstDay(number);
  }

  *companies(): Generator<Company, void> {
    for (let number = 0; number < this.#count; number++) yield this.company(number);
  }

  /** Everything of one kind that is no company. */
  register<S extends OtherSubject>(subject: S): Register<S> {
    return this.#affairs.shelf(subject);
  }

  /** Who a paper names, as it is today: a company of the city, or a visitor. */
  party(company: number): Party {
    return this.#affairs.party(company);
  }

  /** What a hub that lost nothing knows today: every property company under its present code. */
  *truth(): Generator<CompanyFacts, void> {
    for (const company of this.companies()) if (isPropertyCompany(company)) yield factsOf(company);
  }

  /** The same of another record type, by its name in the domain. */
  truthOf<T extends keyof Truths>(recordType: T): Generator<Truths[T], void> {
    return truthTellers[recordType](this);
  }

  #live(): void {
    this.#day += 1;
    const day = this.#day;
    const chance = chanceFrom(seedOf(this.seed, 'day', day));
    const expected = 3 + this.size / 400;
    const due = this.#planned.get(day) ?? [];
    this.#planned.delete(day);
    const drawn = chance.whole(Math.ceil(expected / 2), Math.floor(expected * 1.5));
    const moments = Array.from({ length: due.length + drawn }, () => chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to));
    moments.sort((one, other) => one - other);
    // A company has one happening a day, so that "before" and "after" of a day are one thing each.
    const touched = new Set<number>();
    const today: Happening[] = [];
    for (const [index, second] of moments.entries()) {
      const at = instantOf(this.date, second);
      const planned = due[index];
      if (planned !== undefined && touched.has(planned.number)) {
        this.#plan({ kind: planned.kind, inDays: 1 }, planned.number);
        continue;
      }
      const happening =
        planned === undefined ? this.#draw(chance, at, touched) : this.#happen(planned.kind, planned.number, chance, at);
      if (happening === undefined) continue;
      touched.add(happening.after.number);
      today.push(happening);
    }
    this.#happenings.push(today);
    this.#affairs.live(day, today);
  }

  #draw(chance: Chance, at: number, touched: ReadonlySet<number>): Happening | undefined {
    const kind = drawKind(chance);
    if (kind === 'founded') return this.#found(at);
    for (let draws = 0; draws < DRAWS; draws++) {
      const number = chance.whole(0, this.#count - 1);
      if (!touched.has(number) && happenings[kind].happensTo(this.company(number))) return this.#happen(kind, number, chance, at);
    }
    return undefined;
  }

  #found(at: number): Happening {
    const number = this.#count;
    const parent = (chance: Chance): Company | undefined => {
      for (let draws = 0; draws < DRAWS; draws++) {
        const company = this.company(chance.whole(0, this.#count - 1));
        if (company.kind === 'property' && isSound(company)) return company;
      }
      return undefined;
    };
    const after = { ...this.#founder.founded(number, { day: this.date, parent }), updatedAt: at };
    this.#count += 1;
    this.#changed.set(number, after);
    return { kind: 'founded', at, before: null, after, changes: [] };
  }

  /** Undefined where a company has taken another way since this was planned. */
  #happen(kind: HappeningKind, number: number, chance: Chance, at: number): Happening | undefined {
    const before = this.company(number);
    if (!happenings[kind].happensTo(before)) return undefined;
    const {
      now,
      changes = [],
      next,
    } = happenings[kind].happen(before, {
      day: this.date,
      chance,
      newName: (company) => this.#founder.newName(this.#newNames++, company),
      newCode: (company): Uscc => this.#founder.newCode(this.#newCodes++, company),
    });
    const after = { ...before, ...now, updatedAt: at };
    this.#changed.set(number, after);
    if (next !== undefined) this.#plan(next, number);
    return { kind, at, before, after, changes: changes.map((each, index) => this.#changeRow(each, after, index)) };
  }

  #plan({ kind, inDays }: NonNullable<Outcome['next']>, number: number): void {
    const day = this.#day + inDays;
    this.#planned.set(day, [...(this.#planned.get(day) ?? []), { kind, number }]);
  }

  #changeRow(change: Omit<Change, 'id' | 'on'>, { pripid }: Company, index: number): Change {
    return { ...change, id: `${pripid}${this.date.replaceAll('-', '')}${index}`, on: this.date };
  }
}

function drawKind(chance: Chance): HappeningKind {
  let rest = chance.next() * ALL_WEIGHTS;
  for (const kind of DRAWN_KINDS) {
    rest -= happenings[kind].weight;
    if (rest < 0) return kind;
  }
  return 'founded';
}
