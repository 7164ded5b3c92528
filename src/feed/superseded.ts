/**
 * Rows that were set aside because they were damaged, and whose right form comes later: they close by themselves. The
 * same source, record type and key; and never a row about which a person has a question to answer.
 */
import type { Transaction } from '../db/database.ts';
import { emptyLog } from '../db/erasure.repository.ts';
import { listWaitingKeys } from '../db/quarantine.repository.ts';
import type { MessageCode } from '../domain/message/catalogue.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { Reading } from '../domain/record/observation.ts';
import type { Outcome } from './counts.ts';
import type { Entry } from './entry.ts';
import type { Hub } from './hub.ts';
import type { EntryOutcome } from './planned.ts';
import { decideWithin, listWaiting, type Waiting } from './quarantine.ts';
import { isForItsRecord } from './waited.ts';

/** Whose record it is, or which of two things is right: that the source sends something later answers none of these. */
const FOR_A_PERSON: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'SUBJECT_CONFLICT',
  'KEY_REPLACED',
  'CORRECTION_TARGET',
  'COMPANY_AMBIGUOUS',
  'ESTATE_AMBIGUOUS',
  'ESTATE_PERHAPS_KNOWN',
  'ESTATE_CONFLICT',
  'TAXPAYER_AMBIGUOUS',
]);

/** Nothing is wrong with such a row: it waits for somebody. What is stated of its record later may be older all the same. */
const OF_SOMEBODY: ReadonlySet<MessageCode> = new Set<MessageCode>(['COMPANY_NOT_FOUND', 'ESTATE_NOT_FOUND']);

/** Whether a row with these problems is answered by what is stated of its record later. */
export function isAnsweredByRightForm(problems: readonly Problem[]): boolean {
  return !isForItsRecord(problems) && problems.every(({ code }) => !FOR_A_PERSON.has(code));
}

function waitsForSomebody(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => OF_SOMEBODY.has(code));
}

/** Reads a row that waits again, for the version under which its source states it. */
export type ReadAgain = (row: Waiting) => Reading;

/** Waiting rows that a process keeps in mind. What is beyond them closes with a later run. */
const MOST_ROWS = 20_000;

interface WaitingKey {
  readonly id: number;
  /** It came whole, and waits for somebody. */
  readonly isWhole: boolean;
}

/** What of a source waited before a run, and is closed in the run's own batches. */
export class Superseding {
  readonly #hub: Hub;
  readonly #readAgain: ReadAgain;
  readonly #waiting: Map<string, readonly WaitingKey[]>;
  #closed = 0;

  private constructor(hub: Hub, readAgain: ReadAgain, waiting: Map<string, readonly WaitingKey[]>) {
    this.#hub = hub;
    this.#readAgain = readAgain;
    this.#waiting = waiting;
  }

  /**
   * @param run what was set aside by this run itself has no later form yet
   * @param pushed whether what senders pushed is among it; to a sender, what others pushed is theirs to mend
   */
  static async open(hub: Hub, source: string, run: number, readAgain: ReadAgain, pushed = true): Promise<Superseding> {
    const waiting = new Map<string, readonly WaitingKey[]>();
    for (const row of await listWaitingKeys(hub.db.read, { source, exceptRun: run, pushed, limit: MOST_ROWS })) {
      const problems = JSON.parse(row.problems) as readonly Problem[];
      if (!isAnsweredByRightForm(problems)) continue;
      const name = nameOf(row.record_type, row.record_key);
      const one = { id: row.id, isWhole: waitsForSomebody(problems) };
      waiting.set(name, [...(waiting.get(name) ?? []), one]);
    }
    return new Superseding(hub, readAgain, waiting);
  }

  /** Closes what the entries of a batch answer, in its transaction. */
  async close(trx: Transaction, entries: readonly Entry[], outcomes: readonly EntryOutcome[]): Promise<void> {
    if (this.#waiting.size === 0) return;
    for (const [i, entry] of entries.entries()) {
      const outcome = outcomes[i];
      const name = acceptedName(entry, outcome);
      if (outcome === undefined || name === undefined) continue;
      for (const { id, isWhole } of this.#waiting.get(name) ?? []) {
        if (isWhole && !(await this.#isNewer(trx, id, entry, outcome))) continue;
        if (await decideWithin(this.#hub, trx, id, 'superseded', outcome.position)) this.#closed += 1;
      }
    }
  }

  /** Whether an entry is the newer one of two that are both whole; what merely repeats what is known answers nothing. */
  async #isNewer(trx: Transaction, id: number, entry: Entry, { outcome }: EntryOutcome): Promise<boolean> {
    const [row] = await listWaiting(trx, [id]);
    if (row === undefined) return false;
    const reading = this.#readAgain(row);
    const waits = 'problems' in reading ? undefined : reading.observation.sourceVersion;
    const came = 'problems' in entry ? undefined : entry.sourceVersion;
    return waits === undefined || came === undefined ? outcome !== 'unchanged' : came >= waits;
  }

  /** The batch is in the database: what it answered is no question any more. */
  committed(entries: readonly Entry[], outcomes: readonly EntryOutcome[]): void {
    if (this.#waiting.size === 0) return;
    for (const [i, entry] of entries.entries()) {
      const name = acceptedName(entry, outcomes[i]);
      if (name !== undefined) this.#waiting.delete(name);
    }
  }

  /** Takes the values of what was closed out of the files. */
  async end(): Promise<void> {
    if (this.#closed > 0) await emptyLog(this.#hub.db);
  }
}

/** What was taken in, or is known already. */
export const ACCEPTED: ReadonlySet<Outcome> = new Set<Outcome>(['created', 'changed', 'corrected', 'restored', 'unchanged']);

function acceptedName(entry: Entry, outcome: EntryOutcome | undefined): string | undefined {
  if (outcome === undefined || !ACCEPTED.has(outcome.outcome) || 'problems' in entry || 'close' in entry) return undefined;
  if ('key' in entry) return nameOf(entry.type.name, entry.key);
  return entry.about === undefined ? undefined : nameOf(entry.about.recordType, entry.about.key);
}

function nameOf(recordType: string, key: string): string {
  return `${recordType} ${key}`;
}
