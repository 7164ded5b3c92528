/**
 * What a feed must say after any batches, worked out the slow way: a plain list of facts, searched from its start for
 * every question. It shares no code with the feed; where the two differ one of them is wrong.
 */
export interface Values {
  readonly capital: string;
  readonly region?: string | undefined;
  readonly approvedOn?: string | undefined;
  /** What authorities share, and nobody else sees. */
  readonly pripid?: string | undefined;
  /** The personal value. */
  readonly legalRepresentative?: string | undefined;
}

export interface PutCommand extends Values {
  readonly kind: 'put';
  readonly company: number;
  readonly effectiveOn?: string | undefined;
  readonly sourceVersion?: number | undefined;
  /** The position that it corrects, where it does. */
  readonly corrects?: number | undefined;
}

export type Command = PutCommand | { readonly kind: 'close'; readonly company: number };

export interface Fact {
  readonly position: number;
  readonly company: number;
  readonly kind: 'CREATED' | 'CHANGED' | 'CORRECTED' | 'ENDED' | 'RESTORED';
  readonly corrects: number | null;
  readonly historyOnly: boolean;
  readonly effectiveOn: string | null;
  readonly sourceVersion: number | null;
  /** The newest version of the source's under which it was stated. */
  seen: number | null;
  readonly recordedOn: string;
  /** Null where the record ends. */
  readonly values: Values | null;
}

export class FeedOracle {
  readonly facts: Fact[] = [];

  /** @returns the outcome of each command. @param recordedOn the day in Shanghai */
  write(commands: readonly Command[], recordedOn: string): readonly string[] {
    return commands.map((command, i) => {
      const { company } = command;
      if (command.kind === 'close') return this.#close(company, recordedOn);
      return this.#put(
        command,
        recordedOn,
        commands.slice(i + 1).findLast((later) => later.company === company),
      );
    });
  }

  get head(): number {
    return this.facts.length;
  }

  factsOf(company: number, at: number = this.head): readonly Fact[] {
    return this.facts.filter((fact) => fact.company === company && fact.position <= at);
  }

  /** The fact that holds of a company; undefined where nothing was ever said of it. */
  holding(company: number, at: number = this.head): Fact | undefined {
    return this.factsOf(company, at).findLast((fact) => !fact.historyOnly);
  }

  /** Whether anybody is told of a fact, or only the authorities. */
  isPublic({ company, position, kind, corrects, historyOnly, effectiveOn, values }: Fact): boolean {
    if (values === null || (kind !== 'CHANGED' && kind !== 'CORRECTED')) return true;
    const corrected = corrects === null ? undefined : this.facts[corrects - 1];
    const against = corrected ?? (historyOnly ? undefined : this.holding(company, position - 1));
    if (against?.values == null || (kind === 'CORRECTED' && against.effectiveOn !== effectiveOn)) return true;
    return !same({ ...against.values, pripid: undefined }, { ...values, pripid: undefined });
  }

  validOn(company: number, date: string, at: number): Fact | 'NOT_KNOWN_THEN' | undefined {
    const facts = this.factsOf(company, at);
    if (facts.length === 0) return undefined;
    const originOf = (fact: Fact): Fact => {
      const target = facts.find((other) => other.position === fact.corrects);
      return target === undefined ? fact : originOf(target);
    };
    const dateOf = (fact: Fact): string => {
      const target = facts.find((other) => other.position === fact.corrects);
      return fact.effectiveOn ?? (target === undefined ? fact.recordedOn : dateOf(target));
    };
    const isLate = (fact: Fact): boolean => fact.historyOnly && fact.corrects === null;
    const isNewer = (one: Fact, other: Fact): boolean =>
      one.sourceVersion !== null && other.sourceVersion !== null
        ? one.sourceVersion > other.sourceVersion
        : other.values?.approvedOn !== undefined && (one.values?.approvedOn ?? '') > other.values.approvedOn;
    /** What came late stands before the first that held and is newer; among such, by approval, number and arrival. */
    const placeOf = (fact: Fact): number => {
      const later = isLate(fact) ? facts.find((other) => !other.historyOnly && isNewer(other, fact)) : undefined;
      return later === undefined ? fact.position : later.position - 0.5;
    };
    const amongLate = (a: Fact, b: Fact): number => {
      if (!isLate(a) || !isLate(b)) return 0;
      const [first, second] = [a.values?.approvedOn ?? '', b.values?.approvedOn ?? ''];
      if (first !== second) return first < second ? -1 : 1;
      return (a.sourceVersion ?? -1) - (b.sourceVersion ?? -1) || a.position - b.position;
    };
    const two = (one: Fact, other: Fact): number => other.position - one.position;
    const [best] = facts
      .filter((fact) => !facts.some((other) => other.corrects === fact.position) && dateOf(fact) <= date)
      .toSorted((one, other) => {
        const [a, b] = [originOf(one), originOf(other)];
        return placeOf(b) - placeOf(a) || amongLate(b, a) || two(one, other);
      });
    return best ?? 'NOT_KNOWN_THEN';
  }

  /** @param lastWord what the batch says of the company further down, last of all */
  #put(put: PutCommand, recordedOn: string, lastWord: Command | undefined): string {
    const { company, corrects, sourceVersion } = put;
    const known = this.holding(company);
    const values = valuesOf(put);
    const fact = {
      company,
      recordedOn,
      values,
      sourceVersion: sourceVersion ?? known?.seen ?? null,
      historyOnly: false,
    };
    if (corrects !== undefined) return this.#correct(put, corrects, known, recordedOn);
    if (known?.values != null && same(known.values, values)) {
      if (sourceVersion !== undefined) known.seen = Math.max(known.seen ?? 0, sourceVersion);
      return 'unchanged';
    }
    const bothNumbered = known?.seen != null && sourceVersion !== undefined;
    // Of a closed record what held last: the same again is no news either.
    const last = this.factsOf(company).findLast((other) => !other.historyOnly && other.values !== null)?.values;
    const approvedBefore = put.approvedOn !== undefined && put.approvedOn < (last?.approvedOn ?? '');
    const approvedAfter = put.approvedOn !== undefined && last?.approvedOn !== undefined && put.approvedOn > last.approvedOn;
    const saysTheSame =
      known?.values === null &&
      last != null &&
      sameContent(last, values) &&
      (bothNumbered ? sourceVersion === known.seen : !approvedAfter);
    if (saysTheSame || (bothNumbered ? sourceVersion < (known.seen ?? 0) : approvedBefore)) {
      const effectiveOn = put.effectiveOn ?? put.approvedOn ?? null;
      if (effectiveOn === null) return 'late';
      const again = this.factsOf(company).some(
        (other) => other.values !== null && other.sourceVersion === (sourceVersion ?? null) && sameContent(other.values, values),
      );
      if (!again)
        this.#add({
          ...fact,
          sourceVersion: sourceVersion ?? null,
          kind: 'CHANGED',
          effectiveOn,
          corrects: null,
          historyOnly: true,
        });
      return 'late';
    }
    if (known === undefined) {
      this.#add({ ...fact, kind: 'CREATED', effectiveOn: put.effectiveOn ?? put.approvedOn ?? null, corrects: null });
      return 'created';
    }
    if (known.values === null) {
      this.#add({ ...fact, kind: 'RESTORED', effectiveOn: put.effectiveOn ?? null, corrects: null });
      return 'restored';
    }
    // A file that says two things of one company, sent again: neither is news.
    const isNewer = bothNumbered ? sourceVersion > (known.seen ?? 0) : approvedAfter;
    const holdsInTheEnd = lastWord?.kind === 'put' && lastWord.corrects === undefined && same(known.values, valuesOf(lastWord));
    const wasSaid = this.factsOf(company).some((other) => other.values !== null && same(other.values, values));
    if (holdsInTheEnd && wasSaid && !isNewer) return 'late';
    const approved = put.approvedOn !== known.values.approvedOn ? put.approvedOn : undefined;
    this.#add({ ...fact, kind: 'CHANGED', effectiveOn: put.effectiveOn ?? approved ?? null, corrects: null });
    return 'changed';
  }

  #correct(put: PutCommand, corrects: number, known: Fact | undefined, recordedOn: string): string {
    const { company, sourceVersion } = put;
    // Who names a company that is not held says nothing about the population; here all companies belong to it.
    const target = this.factsOf(company).find((fact) => fact.position === corrects);
    if (known === undefined || target === undefined || target.values === null) return 'quarantined';
    const values = valuesOf(put);
    const effectiveOn = put.effectiveOn ?? target.effectiveOn;
    const before = this.facts.find((fact) => fact.corrects === corrects);
    const standing = before ?? target;
    if (standing.values !== null && same(standing.values, values) && standing.effectiveOn === effectiveOn) return 'unchanged';
    if (before !== undefined) return 'quarantined';
    const historyOnly = target.position !== known.position;
    const version = sourceVersion ?? (historyOnly ? null : known.seen);
    this.#add({ company, recordedOn, values, kind: 'CORRECTED', corrects, effectiveOn, historyOnly, sourceVersion: version });
    return 'corrected';
  }

  #close(company: number, recordedOn: string): string {
    const known = this.holding(company);
    if (known?.values == null) return 'unchanged';
    const fact = { company, recordedOn, values: null, corrects: null, historyOnly: false, effectiveOn: null };
    this.#add({ ...fact, kind: 'ENDED', sourceVersion: known.seen });
    return 'withdrawn';
  }

  #add(fact: Omit<Fact, 'position' | 'seen'>): void {
    this.facts.push({ ...fact, seen: fact.sourceVersion, position: this.head + 1 });
  }
}

function valuesOf({ capital, region, approvedOn, pripid, legalRepresentative }: Values): Values {
  return { capital, region, approvedOn, pripid, legalRepresentative };
}

function sameContent(a: Values, b: Values): boolean {
  return a.capital === b.capital && a.region === b.region && a.approvedOn === b.approvedOn && a.pripid === b.pripid;
}

function same(a: Values, b: Values): boolean {
  return sameContent(a, b) && a.legalRepresentative === b.legalRepresentative;
}
