/**
 * An office's own copy of its part of the city: what it has sent, in its own sequence, and what it still owes. It takes
 * in one day of the city after another and does with each update what the faults it was told to make demand.
 *
 * A place in the sequence is given once and for all; the same city, the same faults from the same days on give the same
 * sequence, however often it was asked meanwhile. So an office that was killed goes on where it was.
 */
import { dayOf } from '../calendar.ts';
import { chanceFrom, seedOf } from '../random.ts';
import { type DataFaults, FAULTLESS, type Sending, type Spoiling, strike } from './data-faults.ts';

/** Anything that an office keeps a row about: the n-th of the city, from 0, and when it was last touched. */
export interface Subject {
  readonly number: number;
  /** UTC milliseconds. */
  readonly updatedAt: number;
}

/** What an office writes about an update beside the new values: a change row, or what it says the step is. */
export interface Note {
  readonly id: string;
  /** Day of the update. */
  readonly on: string;
}

/** Something that happened to one subject; before is null where it is new. */
export interface Update<T, N extends Note = Note> {
  readonly kind: string;
  readonly before: T | null;
  readonly after: T;
  readonly notes: readonly N[];
}

/** What an office copies, and how it writes it. */
export interface Original<T extends Subject, Row, N extends Note> {
  /** Sets one copy's chances apart from another's. */
  readonly topic: string;
  readonly seed: number;
  /** The city's day. */
  readonly today: () => number;
  /** What the first day found has the numbers 0 … size − 1; not every number has something. */
  readonly size: number;
  readonly onFirstDay: (number: number) => T | undefined;
  readonly updatesOn: (day: number) => readonly Update<T, N>[];
  /** Whether it is still one that the office lists. */
  readonly isThere: (subject: T) => boolean;
  /** The row as it should read; a subject keeps its spellings, so that what did not change reads as before. */
  readonly spell: (subject: T, notes: readonly N[]) => Row;
  /**
   * What a listing of news holds: `LATEST` a subject once, at the place of its last row, with its notes since the round began;
   * `LOG` every row that was sent, with its own notes.
   */
  readonly news: 'LATEST' | 'LOG';
  /** Whether it lies in a division, short code. */
  readonly liesIn: (subject: T, scope: string) => boolean;
  /** Whether two states of a subject go by one key. */
  readonly sameKey: (one: T, other: T) => boolean;
  readonly faults: DataFaults<T, Row, N>;
  /** What names a row, for the record of what was sent wrongly. */
  readonly naming: (row: Row) => Readonly<Record<string, string>>;
}

/** Which faults strike from which day on; in the order of days. */
export type FaultPlan = readonly { readonly from: number; readonly kinds: readonly string[] }[];

export const NO_FAULTS: FaultPlan = [];

/** A faulty thing that somebody was sent. */
export interface FaultSent {
  readonly kind: string;
  /** Why, in both languages. */
  readonly zh: string;
  readonly en: string;
  /** Whether a hub that does everything right holds it in quarantine. */
  readonly waits: boolean;
  /** Its place in the office's sequence. */
  readonly place: number;
  readonly day: number;
}

/** A row at its place, before it is spelt. */
export interface Listed<T, Row, N extends Note = Note> {
  readonly place: number;
  readonly subject: T;
  readonly notes: readonly N[];
  readonly spoil?: Spoiling<Row>;
}

export interface Page<T, Row, N extends Note = Note> {
  /** Place of the last row; the place asked with where there is none. */
  readonly cursor: number;
  readonly more: boolean;
  readonly rows: readonly Listed<T, Row, N>[];
}

export interface PageQuery {
  readonly since: number;
  /** Where the round of pages began: notes count from there. */
  readonly round?: number;
  readonly limit: number;
  /** Only what lies in this division, short code; everything where absent. */
  readonly scope?: string;
  /** What there is, without faulty rows and without rows that come late: for a full listing. */
  readonly only?: 'VALID';
}

interface Entry<T, Row, N extends Note> {
  readonly subject: T;
  readonly notes: readonly N[];
  readonly day: number;
  /** Takes the place of whatever was sent of the subject before. A faulty or an old row does not. */
  readonly regular: boolean;
  readonly fault: string | null;
  readonly spoil?: Spoiling<Row>;
}

interface Owed<T, Row, N extends Note> {
  readonly sending: Sending<Row, N>;
  readonly update: Update<T, N>;
  readonly fault: string | null;
}

export class LaggingCopy<T extends Subject, Row extends object, N extends Note = Note, Naming extends object = object> {
  readonly original: Original<T, Row, N>;
  #plan: FaultPlan;
  #day = 0;
  /** At place size + 1, size + 2, …; before come the subjects of the first day, each at its number + 1. */
  readonly #entries: Entry<T, Row, N>[] = [];
  readonly #firstPlaceOfDay = new Map<number, number>();
  readonly #regularPlace = new Map<number, number>();
  readonly #placesOf = new Map<number, number[]>();
  /** As the city's last day that was taken in left them; only those to which something happened. */
  readonly #latest = new Map<number, T>();
  /** Notes that no valid row has brought yet. */
  readonly #owed = new Map<number, N[]>();
  readonly #due = new Map<number, Owed<T, Row, N>[]>();
  readonly #struck = new Map<string, number>();
  readonly #sent = new Map<number, FaultSent & Naming>();

  constructor(original: Original<T, Row, N>, plan: FaultPlan = NO_FAULTS) {
    this.original = original;
    this.#plan = plan;
  }

  get faultPlan(): FaultPlan {
    return this.#plan;
  }

  /** What it can be told to do wrong. */
  get faultKinds(): readonly string[] {
    return Object.keys(this.original.faults);
  }

  /** Which faults strike the updates of the days to come; those it does not know are another office's. What is owed already is sent all the same. */
  setFaults(kinds: readonly string[]): void {
    this.#takeIn();
    this.#plan = [...this.#plan.filter(({ from }) => from <= this.#day), { from: this.#day + 1, kinds }];
  }

  /** How many updates each fault has struck. */
  get struck(): Readonly<Record<string, number | undefined>> {
    this.#takeIn();
    return Object.fromEntries(this.#struck);
  }

  /** Whether everything that was left out, late or spoilt has been sent as it should be. */
  get healed(): boolean {
    this.#takeIn();
    return this.#due.size === 0;
  }

  /** The faulty things that somebody was really sent, in the order of the sequence. */
  get faultsSent(): readonly (FaultSent & Naming)[] {
    return [...this.#sent.values()].sort((one, other) => one.place - other.place);
  }

  /** The last place that is given. */
  get head(): number {
    this.#takeIn();
    return this.#size + this.#entries.length;
  }

  /** The last place that was given before a day. */
  headBefore(day: number): number {
    this.#takeIn();
    return (this.#firstPlaceOfDay.get(day) ?? this.head + 1) - 1;
  }

  /** A page of the sequence after a place. */
  page({ since, round = since, limit, scope, only }: PageQuery): Page<T, Row, N> {
    const head = this.head;
    const rows: Listed<T, Row, N>[] = [];
    let cursor = since;
    for (let place = since + 1; place <= head; place++) {
      const listed = this.#at(place, round, only);
      if (listed === undefined || (scope !== undefined && !this.original.liesIn(listed.subject, scope))) continue;
      if (rows.length === limit) return { cursor, more: true, rows };
      rows.push(listed);
      cursor = place;
    }
    return { cursor, more: false, rows };
  }

  /** Everything that was sent after a place, in its order, though newer rows of the same subject followed: a day's file. */
  sequence(since: number, limit: number): Page<T, Row, N> {
    const { head } = this;
    const first = Math.max(since, this.#size);
    const entries = this.#entries.slice(first - this.#size, first - this.#size + limit);
    const rows = entries
      .map((entry, index) => ({ ...entry, place: first + index + 1 }))
      .filter(({ subject }) => this.original.isThere(subject));
    const cursor = first + entries.length;
    return { cursor, more: cursor < head, rows };
  }

  /** What was sent on a day that has come, faults and all. */
  sentOn(day: number): readonly Listed<T, Row, N>[] {
    const since = this.headBefore(day);
    return this.sequence(since, this.headBefore(day + 1) - since).rows;
  }

  /** A row, spelt; one that is faulty goes on record. */
  spell({ place, subject, notes, spoil }: Listed<T, Row, N>): Row {
    const row = this.original.spell(subject, notes);
    const sent = spoil === undefined ? row : { ...row, ...spoil(row) };
    const entry = this.#entries[place - this.#size - 1];
    const fault = entry?.fault == null ? undefined : this.original.faults[entry.fault];
    if (entry?.fault != null && fault !== undefined && !this.#sent.has(place)) {
      const { zh, en, waits } = fault;
      const naming = this.original.naming(sent) as Naming;
      this.#sent.set(place, { kind: entry.fault, zh, en, waits, place, day: entry.day, ...naming });
    }
    return sent;
  }

  get #size(): number {
    return this.original.size;
  }

  #at(place: number, round: number, only: 'VALID' | undefined): Listed<T, Row, N> | undefined {
    const { news, onFirstDay, isThere } = this.original;
    const isLog = news === 'LOG' && only !== 'VALID';
    const entry = this.#entries[place - this.#size - 1];
    if (entry === undefined) {
      const number = place - 1;
      const subject = this.#regularPlace.has(number) && !isLog ? undefined : onFirstDay(number);
      return subject === undefined ? undefined : { place, subject, notes: [] };
    }
    const { subject, regular, notes } = entry;
    if (!isThere(subject)) return undefined;
    if (isLog) return { ...entry, place };
    if (place < (this.#regularPlace.get(subject.number) ?? 0) || (only === 'VALID' && !regular)) return undefined;
    if (news === 'LOG') return { ...entry, place, notes: [] }; // what there is, not how it came about
    return { ...entry, place, notes: regular ? this.#notesSince(round, place, subject.number) : notes };
  }

  /** The notes on a subject between two places; of one that came twice, the later. */
  #notesSince(since: number, upTo: number, number: number): readonly N[] {
    const notes = new Map<string, N>();
    for (const place of this.#placesOf.get(number) ?? []) {
      if (place <= since || place > upTo) continue;
      for (const note of this.#entries[place - this.#size - 1]?.notes ?? []) notes.set(note.id, note);
    }
    return [...notes.values()];
  }

  /** Takes in the days that have come since it last looked. */
  #takeIn(): void {
    const { seed, topic, faults } = this.original;
    while (this.#day < this.original.today()) {
      this.#day += 1;
      this.#firstPlaceOfDay.set(this.#day, this.#size + this.#entries.length + 1);
      const kinds = this.#plan.findLast(({ from }) => from <= this.#day)?.kinds ?? [];
      const chance = chanceFrom(seedOf(seed, topic, this.#day));
      for (const { sending, update, fault } of this.#due.get(this.#day) ?? []) this.#send(sending, update, fault);
      this.#due.delete(this.#day);
      for (const update of this.original.updatesOn(this.#day)) {
        const { number } = update.after;
        this.#latest.set(number, update.after);
        this.#owed.set(number, [...(this.#owed.get(number) ?? []), ...update.notes]);
        const fault = strike(update, faults, kinds, chance);
        if (fault !== null) this.#struck.set(fault, (this.#struck.get(fault) ?? 0) + 1);
        const sendings = fault === null ? FAULTLESS : (faults[fault]?.sendings(update, chance) ?? FAULTLESS);
        for (const sending of sendings) {
          if (sending.inDays === 0) this.#send(sending, update, fault);
          else this.#delay(sending, update, fault);
        }
      }
    }
  }

  #delay(sending: Sending<Row, N>, update: Update<T, N>, fault: string | null): void {
    const day = this.#day + sending.inDays;
    this.#due.set(day, [...(this.#due.get(day) ?? []), { sending, update, fault }]);
  }

  #send(sending: Sending<Row, N>, update: Update<T, N>, struckBy: string | null): void {
    const { state, spoil, spoilNote } = sending;
    const { number } = update.after;
    const delivered = this.#delivered(number);
    const fault = sending.faulty === true ? struckBy : null;
    const isOld = delivered !== undefined && update.after.updatedAt <= delivered.updatedAt;
    if (spoil !== undefined) this.#append({ subject: update.after, notes: [], regular: false, fault, spoil });
    else if (state === 'BEFORE') this.#append({ subject: update.before ?? update.after, notes: [], regular: false, fault });
    else if (state === 'UPDATE' && isOld) {
      // Newer ones went out meanwhile; under a key that was replaced meanwhile it would be another subject's row.
      if (this.original.sameKey(update.after, delivered)) {
        this.#append({ subject: update.after, notes: update.notes, regular: false, fault });
      }
    } else {
      const subject = state === 'UPDATE' ? update.after : (this.#latest.get(number) ?? update.after);
      const owed = this.#owed.get(number) ?? [];
      if (subject === delivered && owed.length === 0) return; // healed by a later update
      const { now = [], later = [] } = Object.groupBy(owed, ({ on }) => (on <= dayOf(subject.updatedAt) ? 'now' : 'later'));
      if (spoilNote === undefined) this.#owed.set(number, later);
      this.#append({ subject, notes: spoilNote === undefined ? now : now.map(spoilNote), regular: true, fault });
    }
  }

  /** What the last valid row said of a subject; undefined for one that was not sent yet. */
  #delivered(number: number): T | undefined {
    const place = this.#regularPlace.get(number);
    if (place !== undefined) return this.#entries[place - this.#size - 1]?.subject;
    return number < this.#size ? this.original.onFirstDay(number) : undefined;
  }

  #append(entry: Omit<Entry<T, Row, N>, 'day'>): void {
    this.#entries.push({ ...entry, day: this.#day });
    const { number } = entry.subject;
    const place = this.#size + this.#entries.length;
    if (entry.regular) this.#regularPlace.set(number, place);
    this.#placesOf.set(number, [...(this.#placesOf.get(number) ?? []), place]);
  }
}
