/** An office's copy of what the city holds besides companies, with the steps that it tells. */
import { addDays } from '../calendar.ts';
import type { City } from '../city/city.ts';
import type { Told } from '../city/fact-happening.ts';
import type { Facts, OtherSubject } from '../city/facts.ts';
import { type DataFaults, doubled, late, missing, outOfOrder } from './data-faults.ts';
import { type FaultPlan, LaggingCopy, type Note, type Original, type Update } from './lagging-copy.ts';

/** A step that the office tells beside the new values. */
export interface Step extends Note {
  readonly told: Told;
}

export type FactCopy<S extends OtherSubject, Row extends object> = LaggingCopy<Facts[S], Row, Step>;

/** What is particular to one office's rows. */
export interface FactCopyDefinition<S extends OtherSubject, Row> {
  /** @param told what the office says that the step is; null for an ordinary one */
  readonly spell: (subject: Facts[S], told: Told | null) => Row;
  readonly liesIn: (subject: Facts[S], scope: string) => boolean;
  /** What two rows of one subject have in common, unless its key was replaced. */
  readonly keyOf: (subject: Facts[S]) => string;
  /** Whether the office still lists it; always where absent. */
  readonly isThere?: (subject: Facts[S]) => boolean;
  readonly faults: DataFaults<Facts[S], Row, Step>;
  readonly naming: Original<Facts[S], Row, Step>['naming'];
}

export function factCopy<S extends OtherSubject, Row extends object>(
  city: City,
  subject: S,
  definition: FactCopyDefinition<S, Row>,
  plan?: FaultPlan,
): FactCopy<S, Row> {
  const { spell, keyOf, isThere = () => true, ...same } = definition;
  const register = city.register(subject);
  return new LaggingCopy<Facts[S], Row, Step>(
    {
      ...same,
      isThere,
      topic: `${subject} faults`,
      seed: city.seed,
      today: () => city.day,
      size: register.span,
      onFirstDay: (number) => register.onFirstDay(number),
      updatesOn: (day) =>
        register.happeningsOn(day).map(({ kind, before, after, told }) => ({
          kind,
          before,
          after,
          notes: told === null ? [] : [{ id: `${subject}-${after.number}-${day}`, on: addDays(city.firstDay, day), told }],
        })),
      // What a step says can be told only to who knows what was before.
      news: 'LOG',
      spell: (fact, [step]) => spell(fact, step?.told ?? null),
      sameKey: (one, other) => keyOf(one) === keyOf(other) && isThere(one) === isThere(other),
    },
    plan,
  );
}

/** A step that is told once is not hidden by a fault: no later row says it again. */
export function isOrdinary({ notes }: Update<unknown, Step>): boolean {
  return notes.length === 0;
}

/** What any office may do wrong with an update. */
export function usualFaults<T, Row>() {
  return {
    late: late<T, Row, Step>(isOrdinary),
    missing: missing<T, Row, Step>(isOrdinary),
    doubled: doubled<T, Row, Step>(),
    'out-of-order': outOfOrder<T, Row, Step>(isOrdinary),
  };
}
