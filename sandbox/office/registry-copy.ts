/**
 * The registry office's own copy of the city: what it has sent, in its own sequence, and what it still owes. It takes
 * in one day of the city after another and does with each update what the faults it was told to make demand.
 *
 * A place in the sequence is given once and for all; the same city, the same faults from the same days on give the same
 * sequence, however often it was asked meanwhile. So an office that was killed goes on where it was.
 */
import { dayOf } from '../calendar.ts';
import type { City } from '../city/city.ts';
import type { Company } from '../city/company.ts';
import type { Change, Happening } from '../city/happening.ts';
import { chanceFrom, seedOf } from '../random.ts';
import { type DataFaultKind, dataFaults, FAULTLESS, type Sending, type Spoiling, strike } from './data-faults.ts';
import { type AlterationRow, alterationRow, type SubjectRow, subjectRow } from './subject-row.ts';

/** Which faults strike from which day on; in the order of days. */
export type FaultPlan = readonly { readonly from: number; readonly kinds: readonly DataFaultKind[] }[];

export const NO_FAULTS: FaultPlan = [];

/** A faulty thing that somebody was sent. */
export interface FaultSent {
  readonly kind: DataFaultKind;
  /** Why, in both languages. */
  readonly zh: string;
  readonly en: string;
  /** Its place in the office's sequence. */
  readonly place: number;
  readonly day: number;
  readonly pripid: string;
  /** The code as the row had it. */
  readonly uscc: string;
  /** The row's name, empty where that is the fault. */
  readonly name: string;
}

/** A row at its place, before it is spelt. */
export interface Listed {
  readonly place: number;
  readonly company: Company;
  readonly changes: readonly Change[];
  readonly spoil?: Spoiling;
}

export interface Page {
  /** Place of the last row; the place asked with where there is none. */
  readonly cursor: number;
  readonly more: boolean;
  readonly rows: readonly Listed[];
}

export interface PageQuery {
  readonly since: number;
  /** Where the round of pages began: change rows count from there. */
  readonly round?: number;
  readonly limit: number;
  /** Only companies of this division, short code; of all where absent. */
  readonly scope?: string;
  /** What there is, without faulty rows and without rows that come late: for a full listing. */
  readonly only?: 'VALID';
}

interface Entry {
  readonly company: Company;
  readonly changes: readonly Change[];
  readonly day: number;
  /** Takes the place of whatever was sent of the company before. A faulty or an old row does not. */
  readonly regular: boolean;
  readonly fault: DataFaultKind | null;
  readonly spoil?: Spoiling;
}

export class RegistryCopy {
  readonly city: City;
  #plan: FaultPlan;
  #day = 0;
  /** At place size + 1, size + 2, …; before come the companies of the first day, each at its number + 1. */
  readonly #entries: Entry[] = [];
  readonly #firstPlaceOfDay = new Map<number, number>();
  readonly #regularPlace = new Map<number, number>();
  readonly #placesOf = new Map<number, number[]>();
  /** As the city's last day that was taken in left them; only those to which something happened. */
  readonly #latest = new Map<number, Company>();
  /** Change rows that no valid row has brought yet. */
  readonly #owed = new Map<number, Change[]>();
  readonly #due = new Map<
    number,
    { readonly sending: Sending; readonly update: Happening; readonly fault: DataFaultKind | null }[]
  >();
  readonly #struck = new Map<DataFaultKind, number>();
  readonly #sent = new Map<number, FaultSent>();

  constructor(city: City, plan: FaultPlan = NO_FAULTS) {
    this.city = city;
    this.#plan = plan;
  }

  get faultPlan(): FaultPlan {
    return this.#plan;
  }

  /** Which faults strike the updates of the days to come. What is owed already is sent all the same. */
  setFaults(kinds: readonly DataFaultKind[]): void {
    this.#takeIn();
    this.#plan = [...this.#plan.filter(({ from }) => from <= this.#day), { from: this.#day + 1, kinds }];
  }

  /** How many updates each fault has struck. */
  get struck(): Readonly<Partial<Record<DataFaultKind, number>>> {
    this.#takeIn();
    return Object.fromEntries(this.#struck);
  }

  /** Whether everything that was left out, late or spoilt has been sent as it should be. */
  get healed(): boolean {
    this.#takeIn();
    return this.#due.size === 0;
  }

  /** The faulty things that somebody was really sent, in the order of the sequence. */
  get faultsSent(): readonly FaultSent[] {
    return [...this.#sent.values()].sort((one, other) => one.place - other.place);
  }

  /** The last place that is given. */
  get head(): number {
    this.#takeIn();
    return this.city.size + this.#entries.length;
  }

  /** The last place that was given before a day. */
  headBefore(day: number): number {
    this.#takeIn();
    return (this.#firstPlaceOfDay.get(day) ?? this.head + 1) - 1;
  }

  /** A page of the sequence after a place. A company is at the place of its last update, and nowhere else. */
  page({ since, round = since, limit, scope, only }: PageQuery): Page {
    const head = this.head;
    const rows: Listed[] = [];
    let cursor = since;
    for (let place = since + 1; place <= head; place++) {
      const listed = this.#at(place, round, only);
      if (listed === undefined || (scope !== undefined && !listed.company.place.town.startsWith(scope))) continue;
      if (rows.length === limit) return { cursor, more: true, rows };
      rows.push(listed);
      cursor = place;
    }
    return { cursor, more: false, rows };
  }

  /** Everything that was sent after a place, in its order, though newer rows of the same company followed: a day's file. */
  sequence(since: number, limit: number): Page {
    const { head } = this;
    const first = Math.max(since, this.city.size);
    const entries = this.#entries.slice(first - this.city.size, first - this.city.size + limit);
    const rows = entries.map(({ company, changes, spoil }, index) => ({
      place: first + index + 1,
      company,
      changes,
      ...(spoil === undefined ? {} : { spoil }),
    }));
    const cursor = first + rows.length;
    return { cursor, more: cursor < head, rows };
  }

  /** The rows of a page, spelt; those that are faulty go on record. */
  spell({ rows }: Page): { readonly subjects: readonly SubjectRow[]; readonly alterations: readonly AlterationRow[] } {
    const { seed } = this.city;
    const subjects = rows.map((listed) => this.spellSubject(listed));
    const alterations = rows.flatMap(({ company, changes }) => changes.map((change) => alterationRow(change, company, seed)));
    return { subjects, alterations };
  }

  spellSubject({ place, company, spoil }: Listed): SubjectRow {
    const row = subjectRow(company, this.city.seed);
    const sent = spoil === undefined ? row : { ...row, ...spoil(row) };
    const entry = this.#entries[place - this.city.size - 1];
    if (entry?.fault != null && !this.#sent.has(place)) {
      const { zh, en } = dataFaults[entry.fault];
      const { PRIPID: pripid, UNISCID: uscc, ENTNAME: name } = sent;
      this.#sent.set(place, { kind: entry.fault, zh, en, place, day: entry.day, pripid, uscc, name });
    }
    return sent;
  }

  #at(place: number, round: number, only: 'VALID' | undefined): Listed | undefined {
    const entry = this.#entries[place - this.city.size - 1];
    if (entry === undefined) {
      const number = place - 1;
      if (this.#regularPlace.has(number)) return undefined;
      return { place, company: this.city.companyOnFirstDay(number), changes: [] };
    }
    const { company, regular, spoil } = entry;
    if (place < (this.#regularPlace.get(company.number) ?? 0) || (only === 'VALID' && !regular)) return undefined;
    const changes = regular ? this.#changesSince(round, place, company.number) : entry.changes;
    return { place, company, changes, ...(spoil === undefined ? {} : { spoil }) };
  }

  /** The change rows of a company between two places; of one that came twice, the later. */
  #changesSince(since: number, upTo: number, number: number): readonly Change[] {
    const changes = new Map<string, Change>();
    for (const place of this.#placesOf.get(number) ?? []) {
      if (place <= since || place > upTo) continue;
      for (const change of this.#entries[place - this.city.size - 1]?.changes ?? []) changes.set(change.id, change);
    }
    return [...changes.values()];
  }

  /** Takes in the days that have come since it last looked. */
  #takeIn(): void {
    while (this.#day < this.city.day) {
      this.#day += 1;
      this.#firstPlaceOfDay.set(this.#day, this.city.size + this.#entries.length + 1);
      const kinds = this.#plan.findLast(({ from }) => from <= this.#day)?.kinds ?? [];
      const chance = chanceFrom(seedOf(this.city.seed, 'faults', this.#day));
      for (const { sending, update, fault } of this.#due.get(this.#day) ?? []) this.#send(sending, update, fault);
      this.#due.delete(this.#day);
      for (const update of this.city.happeningsOn(this.#day)) {
        const { number } = update.after;
        this.#latest.set(number, update.after);
        this.#owed.set(number, [...(this.#owed.get(number) ?? []), ...update.changes]);
        const fault = strike(update, kinds, chance);
        if (fault !== null) this.#struck.set(fault, (this.#struck.get(fault) ?? 0) + 1);
        for (const sending of fault === null ? FAULTLESS : dataFaults[fault].sendings(update, chance)) {
          if (sending.inDays === 0) this.#send(sending, update, fault);
          else this.#delay(sending, update, fault);
        }
      }
    }
  }

  #delay(sending: Sending, update: Happening, fault: DataFaultKind | null): void {
    const day = this.#day + sending.inDays;
    this.#due.set(day, [...(this.#due.get(day) ?? []), { sending, update, fault }]);
  }

  #send(sending: Sending, update: Happening, struckBy: DataFaultKind | null): void {
    const { state, spoil, spoilChange } = sending;
    const { number } = update.after;
    const delivered = this.#delivered(number);
    const fault = sending.faulty === true ? struckBy : null;
    const isOld = delivered !== undefined && update.after.updatedAt <= delivered.updatedAt;
    if (spoil !== undefined) this.#append({ company: update.after, changes: [], regular: false, fault, spoil });
    else if (state === 'BEFORE') this.#append({ company: update.before ?? update.after, changes: [], regular: false, fault });
    else if (state === 'UPDATE' && isOld) {
      // Newer ones went out meanwhile; under a code that was replaced meanwhile it would be another company's row.
      if (update.after.uscc === delivered.uscc) {
        this.#append({ company: update.after, changes: update.changes, regular: false, fault });
      }
    } else {
      const company = state === 'UPDATE' ? update.after : (this.#latest.get(number) ?? update.after);
      const owed = this.#owed.get(number) ?? [];
      if (company === delivered && owed.length === 0) return; // healed by a later update
      const { now = [], later = [] } = Object.groupBy(owed, ({ on }) => (on <= dayOf(company.updatedAt) ? 'now' : 'later'));
      if (spoilChange === undefined) this.#owed.set(number, later);
      this.#append({ company, changes: spoilChange === undefined ? now : now.map(spoilChange), regular: true, fault });
    }
  }

  /** What the last valid row said of a company; undefined for one that was not sent yet. */
  #delivered(number: number): Company | undefined {
    const place = this.#regularPlace.get(number);
    if (place !== undefined) return this.#entries[place - this.city.size - 1]?.company;
    return number < this.city.size ? this.city.companyOnFirstDay(number) : undefined;
  }

  #append(entry: Omit<Entry, 'day'>): void {
    this.#entries.push({ ...entry, day: this.#day });
    const { number } = entry.company;
    const place = this.city.size + this.#entries.length;
    if (entry.regular) this.#regularPlace.set(number, place);
    this.#placesOf.set(number, [...(this.#placesOf.get(number) ?? []), place]);
  }
}
