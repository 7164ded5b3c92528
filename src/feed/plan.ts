/**
 * Decides what a batch writes: pure rules over what holds now and what came. No I/O, no clock, no randomness; the
 * transaction around it has locked the head, so "what holds now" cannot move meanwhile.
 */
import type { Problem } from '../domain/message/problem.ts';
import { at, problem } from '../domain/message/problem.ts';
import { canonicalJson } from '../domain/record/canonical-json.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import type { Former, Grounds } from '../domain/record/observation.ts';
import { compareSteps } from './compare-steps.ts';
import { type CloseEntry, type Lack, type PutEntry, type ReadyEntry, recordLack } from './entry.ts';
import { hashesOf } from './hashes.ts';
import { notHeldProblem, replacedProblem } from './plan-problems.ts';
import {
  type Against,
  type EntryOutcome,
  type KeyState,
  type Known,
  type KnownVersion,
  type Plan,
  type PlannedVersion,
  type Refusal,
  stateKey,
} from './planned.ts';
import { findRepeated, lastWords } from './repeated.ts';
import type { HashOf } from './suite.ts';
import { asComparable, isOutdone } from './two-words.ts';
import { addedTo, isOvertaken, staleProblems } from './waited.ts';

/**
 * @param head the position before the first that the batch gives
 * @param isListing the entries are of a list of everything there is: to be named in it is to be alive
 */
export function planBatch(entries: readonly ReadyEntry[], known: Known, head: number, hashOf: HashOf, isListing = false): Plan {
  return new Planner(known, head, hashOf, isListing).run(entries);
}

const unchanged = (position: number | null): EntryOutcome => ({ outcome: 'unchanged', position, problems: [] });

const OUTSIDE: EntryOutcome = { outcome: 'outOfScope', position: null, problems: [] };

class Planner {
  readonly #known: Known;
  readonly #hashOf: HashOf;
  readonly #isListing: boolean;
  #position: number;
  #replaced = 0;
  #lasts: ReadonlyMap<string, ReadyEntry> = new Map();
  readonly #states: Map<string, KeyState>;
  readonly #versions: PlannedVersion[] = [];
  /** Versions of this batch that still hold, by state key: a later row of the batch may end them. */
  readonly #open = new Map<string, PlannedVersion>();
  readonly #ends: { recordType: string; position: number; until: number }[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #seen = new Map<number, number>();
  /** Of the versions of this batch, by position; what is stored of them keeps it only while it holds. */
  readonly #fingerprints = new Map<number, string | null>();

  constructor(known: Known, head: number, hashOf: HashOf, isListing: boolean) {
    this.#known = known;
    this.#position = head;
    this.#hashOf = hashOf;
    this.#isListing = isListing;
    this.#states = new Map(known.states);
  }

  run(entries: readonly ReadyEntry[]): Plan {
    this.#lasts = lastWords(entries);
    const outcomes = entries.map((entry) =>
      'problems' in entry
        ? this.#refuse(entry, entry.problems, entry.lacks)
        : 'close' in entry
          ? this.#close(entry)
          : this.#put(entry),
    );
    const written = { versions: this.#versions, ends: this.#ends, seen: this.#seen, replaced: this.#replaced };
    return { ...written, refusals: this.#refusals, outcomes };
  }

  #refuse(entry: ReadyEntry, problems: readonly Problem[], lacks: readonly Lack[] = []): EntryOutcome {
    if ('isDecided' in entry && entry.isDecided === true) return { ...OUTSIDE, isDecided: true };
    if ('isOutside' in entry && entry.isOutside === true) return OUTSIDE;
    this.#refusals.push({ entry, problems, lacks });
    return { outcome: 'quarantined', position: null, problems };
  }

  #put(given: PutEntry): EntryOutcome {
    let entry = given;
    const { told } = entry;
    const state = this.#states.get(stateKey(entry.type.name, entry.key));
    if (state === undefined && !this.#isOurs(entry)) return OUTSIDE;
    if (entry.lacking.length > 0 && (state === undefined || state.content === null)) {
      return this.#refuse(entry, [notHeldProblem(entry)], [recordLack(entry.type.name, entry.key)]);
    }
    if (state !== undefined && isOvertaken(entry, state)) {
      const completed = addedTo(entry, state);
      if (completed === null) return this.#refuseOvertaken(entry, state);
      entry = completed;
    }
    // First of all: a correction of an older version may state just what holds now.
    if (told?.kind === 'CORRECTED' && told.corrects !== undefined) return this.#correct(entry, told.corrects, state);
    const outcome = this.#step(entry, state);
    const isTaken = !['late', 'quarantined', 'outOfScope'].includes(outcome.outcome);
    if ((told?.kind === 'REPLACES' || told?.kind === 'MERGES') && isTaken) {
      const kind = told.kind === 'MERGES' ? 'MERGED' : 'IDENTIFIER_REPLACED';
      for (const former of told.formers) this.#replace(entry, kind, former);
    }
    if (entry.implied !== undefined && isTaken && outcome.outcome !== 'unchanged') this.#imply(entry.implied);
    return outcome;
  }

  /** A step that nothing else tells is answered by no later row: it waits for a person. */
  #refuseOvertaken(entry: PutEntry | CloseEntry, { position }: KeyState): EntryOutcome {
    const problems = staleProblems(entry.waited?.problems ?? [], position);
    return { ...this.#refuse(entry, problems), isOvertaken: !('told' in entry) || entry.told === undefined };
  }

  #isOurs({ population }: PutEntry): boolean {
    return population === 'in' || (population !== 'out' && this.#known.companies.has(population.company));
  }

  /** What is stated by the way begins a record, or goes on with its own: it contradicts nobody. */
  #imply(entry: PutEntry): void {
    const state = this.#states.get(stateKey(entry.type.name, entry.key));
    const before = state?.content ?? state?.last?.content ?? null;
    if (state === undefined) this.#step(entry, state);
    else if (before === null || state.into !== null || entry.type.precedence?.(before, entry.content) === 'known') return;
    // It went with the last record that stated it, and here is another one.
    else if (state.content === null) this.#append(entry, state, { kind: 'RESTORED', effectiveOn: null });
    else if (entry.type.subjectConflict(before, entry.content) === null && !isOutdone(entry, state, this.#hashOf)) {
      this.#step(entry, state);
    }
  }

  #step(given: PutEntry, known: KeyState | undefined): EntryOutcome {
    let entry = given;
    const state = known === undefined ? undefined : asComparable(given, known);
    if (state !== undefined && state.fingerprint === entry.fingerprint && !isClosing(state.kind)) return this.#same(entry, state);
    const goes =
      state === undefined || state.content === null ? null : (entry.type.precedence?.(state.content, entry.content) ?? null);
    if (state !== undefined && goes === 'known') return unchanged(state.position);
    // Their dates of steps are not of one order either; what only the other has stated goes with it.
    if (state !== undefined && goes === 'given') return this.#change(entry, state, 'CHANGED');
    if (state?.sourceVersion != null && entry.sourceVersion !== undefined && entry.sourceVersion < state.sourceVersion) {
      return this.#late(entry, state);
    }
    if (state === undefined || state.content === null) {
      const restored = state !== undefined;
      if (restored && !this.#isReturn(entry, state)) {
        return this.#isKnown(entry, state) ? this.#late(entry, state) : this.#refuse(entry, [replacedProblem(entry, state)]);
      }
      const another = restored && !entry.confirmed ? this.#returnConflict(entry, state) : null;
      if (another !== null) return this.#refuse(entry, [at(another, undefined, entry.origin.row)]);
      const position = this.#append(entry, state, {
        kind: entry.told?.kind === 'SPLIT' ? 'SPLIT' : restored ? 'RESTORED' : 'CREATED',
        // The last approval may lie before the end that the hub recorded: only a record first seen is dated by it.
        effectiveOn: entry.effectiveOn ?? (restored ? null : entry.type.effectiveOn(null, entry.content)),
      });
      return { outcome: restored ? 'restored' : 'created', position, problems: [] };
    }
    if (entry.completedFrom !== undefined) {
      entry = entry.completedFrom(state.content, state.personal);
      if (entry.fingerprint === state.fingerprint) return this.#same(entry, state);
    }
    // An old file sent again must not undo what came after it.
    const isOlder = compareSteps(entry, state.content, state.sourceVersion) < 0;
    if (isOlder && !entry.confirmed && entry.told?.kind !== 'CORRECTED') return this.#late(entry, state);
    const repeated = this.#findRepeated(given, state);
    if (repeated !== undefined) return { outcome: 'late', position: repeated.position, problems: [] };
    // Of what holds: it keeps the date of the fact, the source's own date is that of the correction.
    if (entry.told?.kind === 'CORRECTED') return this.#correct({ ...entry, effectiveOn: undefined }, state.position, state);
    const conflict = entry.confirmed ? null : entry.type.subjectConflict(state.content, entry.content);
    if (conflict !== null) return this.#refuse(entry, [at(conflict, undefined, entry.origin.row)]);
    // Told of a step that does not end in life, it is a slip of the pen.
    const isBack = entry.told?.kind === 'RESTORED' && entry.type.stage(state.content, entry.content) === 'DEREGISTRATION';
    return this.#change(entry, state, isBack ? 'RESTORED' : 'CHANGED');
  }

  #findRepeated(entry: PutEntry, state: KeyState): KnownVersion | undefined {
    const last = this.#lasts.get(stateKey(entry.type.name, entry.key));
    if (last === undefined || last === entry || compareSteps(entry, state.content, state.sourceVersion) > 0) return undefined;
    return findRepeated(entry, last, state, this.#history(entry));
  }

  #change(entry: PutEntry, state: KeyState, kind: 'RESTORED' | 'CHANGED'): EntryOutcome {
    const effectiveOn = entry.effectiveOn ?? entry.type.effectiveOn(state.content, entry.content);
    const position = this.#append(entry, state, { kind, effectiveOn });
    return { outcome: kind === 'RESTORED' ? 'restored' : 'changed', position, problems: [] };
  }

  /** Whether a sheet under a closed key says that its subject is there again, and is not only an old one of it. */
  #isReturn(entry: PutEntry, state: KeyState): boolean {
    if (entry.confirmed || entry.told?.kind === 'RESTORED') return true;
    if (entry.sourceVersion !== undefined && state.sourceVersion !== null && entry.sourceVersion > state.sourceVersion)
      return true;
    // Under a code that was replaced only a newer number of the source speaks for a life of its own.
    if (state.into !== null) return false;
    return this.#isListing || !this.#isKnown(entry, state);
  }

  /** Codes are given to others once their subjects are gone: what comes back must be who was there. */
  #returnConflict(entry: PutEntry, { last }: KeyState): Problem | null {
    if (last === null) return null;
    const whole = entry.completedFrom?.(last.content, {}) ?? entry;
    return entry.type.subjectConflict(last.content, whole.content, entry.told?.kind !== 'RESTORED');
  }

  /** Whether a sheet under a closed key is older than the last one, or is that one. */
  #isKnown(entry: PutEntry, { last, sourceVersion }: KeyState): boolean {
    if (last === null) return entry.sourceVersion !== undefined && sourceVersion !== null;
    const order = compareSteps(entry, last.content, sourceVersion);
    if (order !== 0) return order < 0;
    const whole = entry.completedFrom?.(last.content, {}) ?? entry;
    return this.#hashOf(whole.type.name, whole.key, whole.contentText) === last.hash;
  }

  /** Nothing new; yet what is older than this statement of it comes late from now on. */
  #same(entry: PutEntry, state: KeyState): EntryOutcome {
    const { sourceVersion } = entry;
    if (sourceVersion !== undefined && (state.sourceVersion === null || sourceVersion > state.sourceVersion)) {
      this.#seen.set(state.position, sourceVersion);
      this.#states.set(stateKey(entry.type.name, entry.key), { ...state, sourceVersion });
    }
    return unchanged(state.position);
  }

  /** The subject goes on under the entry's key: the former one closes and leads there, though the hub never held it. */
  #replace(entry: PutEntry, kind: 'IDENTIFIER_REPLACED' | 'MERGED', { key, on }: Former): void {
    if (key === entry.key) return;
    const known = this.#states.get(stateKey(entry.type.name, key));
    const state = known === undefined ? undefined : asComparable(entry, known);
    // It leads on already, or its source has stated it since.
    const isStatedSince =
      state?.sourceVersion != null && entry.sourceVersion !== undefined && state.sourceVersion > entry.sourceVersion;
    if (isStatedSince || (state !== undefined && state.into !== null)) return;
    if (state !== undefined && state.content !== null) this.#replaced += 1;
    this.#closeInto({ ...entry, key }, state, {
      kind,
      into: entry.key,
      effectiveOn: on,
      // What the source says about the former key from before is late, not a return.
      sourceVersion: entry.sourceVersion ?? state?.sourceVersion ?? null,
    });
  }

  /** Older than what is known: it adds to the history where it says when it was true, and moves nothing. */
  #late(entry: PutEntry, state: KeyState): EntryOutcome {
    const effectiveOn = entry.effectiveOn ?? entry.type.effectiveOn(null, entry.content);
    // A sheet that lacks what a record must have is no version of its own.
    if (effectiveOn === null || entry.lacking.length > 0) return { outcome: 'late', position: null, problems: [] };
    const hash = this.#hashOf(entry.type.name, entry.key, entry.contentText);
    const again = this.#history(entry).find(
      (version) => version.hash === hash && version.sourceVersion === (entry.sourceVersion ?? null),
    );
    if (again !== undefined) return { outcome: 'late', position: again.position, problems: [] };
    const position = this.#append(entry, state, { kind: 'CHANGED', effectiveOn, historyOnly: true });
    return { outcome: 'late', position, problems: [] };
  }

  /**
   * A correction takes the place of what it corrects: of the current version, or of one in the history. What has been
   * corrected already is corrected no second time: who would do so has not seen the first, and is told.
   */
  #correct(given: PutEntry, corrects: number, state: KeyState | undefined): EntryOutcome {
    const history = this.#history(given);
    const target = history.find((version) => version.position === corrects);
    if (target === undefined || state === undefined || target.content === null) {
      return this.#refuse(given, [problem('CORRECTION_TARGET', { position: String(corrects), key: given.key })]);
    }
    const entry = given.completedFrom?.(target.content, target.personal) ?? given;
    const effectiveOn = entry.effectiveOn ?? target.effectiveOn;
    const correction = history.find((version) => version.corrects === corrects);
    const standing = correction ?? target;
    if (standing.fingerprint === entry.fingerprint && standing.effectiveOn === effectiveOn) return unchanged(standing.position);
    if (correction !== undefined) {
      return this.#refuse(entry, [problem('CORRECTION_TARGET', { position: String(corrects), key: entry.key })]);
    }
    const position = this.#append(entry, state, {
      kind: 'CORRECTED',
      corrects,
      effectiveOn,
      historyOnly: target.position !== state.position,
      corrected: target,
    });
    return { outcome: 'corrected', position, problems: [] };
  }

  #close(entry: CloseEntry): EntryOutcome {
    const state = this.#states.get(stateKey(entry.type.name, entry.key));
    if (state === undefined || state.content === null) return unchanged(state?.position ?? null);
    if (isOvertaken(entry, state)) return this.#refuseOvertaken(entry, state);
    const { sourceVersion } = entry;
    const isOlder = sourceVersion !== undefined && state.sourceVersion !== null && sourceVersion < state.sourceVersion;
    if (isOlder) return { outcome: 'late', position: null, problems: [] };
    if (entry.asOf !== undefined && state.position > entry.asOf) return unchanged(state.position);
    const position = this.#closeInto(entry, state, {
      kind: entry.close,
      into: entry.into ?? null,
      effectiveOn: entry.effectiveOn ?? null,
      sourceVersion: sourceVersion ?? state.sourceVersion,
    });
    const { along } = entry;
    const isGone = (key: string) => this.#states.get(stateKey(entry.type.name, key))?.content == null;
    if (along?.after.every(isGone) === true) this.#close(along.entry);
    // What a full run missed is no row.
    return { outcome: entry.asOf === undefined ? 'withdrawn' : 'ended', position, problems: [] };
  }

  #closeInto(
    entry: PutEntry | CloseEntry,
    state: KeyState | undefined,
    step: Pick<PlannedVersion, 'kind' | 'into' | 'effectiveOn' | 'sourceVersion'>,
  ): number {
    return this.#appendVersion(entry, state, {
      ...step,
      against: state,
      stage: entry.type.stage(state?.content ?? null, null),
      content: null,
      contentText: step.into === null ? null : canonicalJson({ into: step.into }),
      personal: {},
      fingerprint: null,
    });
  }

  #history(entry: PutEntry): readonly KnownVersion[] {
    const name = stateKey(entry.type.name, entry.key);
    const planned = this.#versions.filter((version) => version.key === entry.key && version.type === entry.type);
    return [
      ...(this.#known.histories.get(name) ?? []),
      ...planned.map((version) => ({
        ...version,
        recordType: version.type.name,
        fingerprint: this.#fingerprints.get(version.position) ?? null,
      })),
    ];
  }

  #append(
    entry: PutEntry,
    state: KeyState | undefined,
    step: {
      readonly kind: ChangeKind;
      readonly effectiveOn: string | null;
      readonly historyOnly?: boolean;
      readonly corrects?: number;
      readonly corrected?: KnownVersion;
    },
  ): number {
    // What a history-only version is held against: what it corrects, or nothing.
    const against = step.corrected ?? (step.historyOnly === true ? undefined : state);
    return this.#appendVersion(entry, state, {
      ...step,
      against,
      stage: entry.type.stage(against?.content ?? null, entry.content),
      content: entry.content,
      into: null,
      contentText: entry.contentText,
      personal: entry.personal,
      fingerprint: entry.fingerprint,
      // A record that comes without the source's version does not make the hub forget the newest one it has seen.
      sourceVersion: entry.sourceVersion ?? (step.historyOnly === true ? null : (state?.sourceVersion ?? null)),
    });
  }

  #appendVersion(
    entry: PutEntry | CloseEntry,
    state: KeyState | undefined,
    step: Pick<
      PlannedVersion,
      'kind' | 'effectiveOn' | 'stage' | 'content' | 'into' | 'contentText' | 'personal' | 'fingerprint' | 'sourceVersion'
    > & {
      readonly historyOnly?: boolean;
      readonly corrects?: number;
      readonly against: Against | undefined;
    },
  ): number {
    const position = ++this.#position;
    const name = stateKey(entry.type.name, entry.key);
    const historyOnly = step.historyOnly ?? false;
    const grounds: Grounds | null = ('grounds' in entry ? entry.grounds : undefined) ?? null;
    const version: PlannedVersion = {
      position,
      type: entry.type,
      key: entry.key,
      previous: state?.position ?? null,
      until: historyOnly ? position : null,
      kind: step.kind,
      stage: step.stage,
      corrects: step.corrects ?? null,
      historyOnly,
      effectiveOn: step.effectiveOn,
      sourceVersion: step.sourceVersion,
      against: step.against,
      before: step.against?.content ?? null,
      beforeInto: historyOnly ? null : (state?.into ?? null),
      content: step.content,
      into: step.into,
      contentText: step.contentText,
      ...hashesOf(this.#hashOf, entry.type, entry.key, step.content, step.contentText),
      personal: step.personal,
      fingerprint: historyOnly ? null : step.fingerprint,
      grounds,
    };
    this.#versions.push(version);
    this.#fingerprints.set(position, step.fingerprint);
    if (historyOnly) return position;

    const openInBatch = this.#open.get(name);
    if (openInBatch !== undefined) {
      openInBatch.until = position;
      openInBatch.fingerprint = null;
    } else if (state !== undefined) {
      this.#ends.push({ recordType: entry.type.name, position: state.position, until: position });
    }
    this.#open.set(name, version);
    this.#states.set(name, {
      position,
      receivedAt: state?.receivedAt ?? Number.NEGATIVE_INFINITY,
      kind: version.kind,
      hash: version.hash,
      hashShared: version.hashShared,
      hashPublic: version.hashPublic,
      effectiveOn: version.effectiveOn,
      sourceVersion: version.sourceVersion,
      fingerprint: version.fingerprint,
      content: version.content,
      contentText: version.contentText,
      into: version.into,
      last:
        version.content !== null || state === undefined
          ? null
          : state.content === null
            ? state.last
            : { content: state.content, hash: state.hash },
      personal: version.personal,
    });
    return position;
  }
}
