/**
 * All of one subject. What the first day found is computed from its number whenever somebody asks; what happened since, and what
 * came new, is held.
 */
import type { FactHappening, Register } from './fact-happening.ts';
import type { Facts, OtherSubject } from './facts.ts';

export interface Beginnings<S extends OtherSubject> {
  readonly span: number;
  existing(number: number): Facts[S] | undefined;
}

export class Shelf<S extends OtherSubject> implements Register<S> {
  readonly #beginnings: Beginnings<S>;
  #count: number;
  readonly #changed = new Map<number, Facts[S]>();
  readonly #happenings = new Map<number, FactHappening<S>[]>();

  constructor(beginnings: Beginnings<S>) {
    this.#beginnings = beginnings;
    this.#count = beginnings.span;
  }

  get span(): number {
    return this.#beginnings.span;
  }

  get count(): number {
    return this.#count;
  }

  onFirstDay(number: number): Facts[S] | undefined {
    return number >= 0 && number < this.span ? this.#beginnings.existing(number) : undefined;
  }

  today(number: number): Facts[S] | undefined {
    return this.#changed.get(number) ?? this.onFirstDay(number);
  }

  *all(): Generator<Facts[S], void> {
    for (let number = 0; number < this.#count; number++) {
      const fact = this.today(number);
      if (fact !== undefined) yield fact;
    }
  }

  happeningsOn(day: number): readonly FactHappening<S>[] {
    return this.#happenings.get(day) ?? [];
  }

  /** The number of the next new one. */
  newNumber(): number {
    this.#count += 1;
    return this.#count - 1;
  }

  /** As it is from now on. */
  set(fact: Facts[S]): void {
    this.#changed.set(fact.number, fact);
  }

  /** Records what has happened on a day; in the order of time. */
  record(day: number, happening: FactHappening<S>): void {
    const before = this.#happenings.get(day);
    if (before === undefined) this.#happenings.set(day, [happening]);
    else before.push(happening);
  }
}
