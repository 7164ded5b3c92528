/**
 * Rows that were set aside because they were damaged, and whose right form comes later: they close by themselves. The
 * same source, record type and key; and never a row about which a person has a question to answer.
 */
import type { Transaction } from '../db/database.ts';
import { emptyLog } from '../db/erasure.repository.ts';
import { listWaitingKeys } from '../db/quarantine.repository.ts';
import type { MessageCode } from '../domain/message/catalogue.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { Entry } from './entry.ts';
import type { Hub } from './hub.ts';
import type { EntryOutcome } from './planned.ts';
import { decideWithin } from './quarantine.ts';

/** Whose record it is, or which of two things is right: that the source sends something later answers none of these. */
const FOR_A_PERSON: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'SUBJECT_CONFLICT',
  'KEY_REPLACED',
  'CORRECTION_TARGET',
  'COMPANY_AMBIGUOUS',
  'ESTATE_AMBIGUOUS',
  'ESTATE_CONFLICT',
]);

/** Whether a row with these problems is answered by its right form. */
export function isAnsweredByRightForm(problems: readonly Problem[]): boolean {
  return problems.every(({ code }) => !FOR_A_PERSON.has(code));
}

/** Waiting rows that a process keeps in mind. What is beyond them closes with a later run. */
const MOST_ROWS = 20_000;

/** What of a source waited before a run, and is closed in the run's own batches. */
export class Superseding {
  readonly #hub: Hub;
  readonly #waiting: Map<string, readonly number[]>;
  #closed = 0;

  private constructor(hub: Hub, waiting: Map<string, readonly number[]>) {
    this.#hub = hub;
    this.#waiting = waiting;
  }

  /**
   * @param run what was set aside by this run itself has no later form yet
   * @param pushed whether what senders pushed is among it; to a sender, what others pushed is theirs to mend
   */
  static async open(hub: Hub, source: string, run: number, pushed = true): Promise<Superseding> {
    const waiting = new Map<string, readonly number[]>();
    for (const row of await listWaitingKeys(hub.db.read, { source, exceptRun: run, pushed, limit: MOST_ROWS })) {
      if (!isAnsweredByRightForm(JSON.parse(row.problems) as readonly Problem[])) continue;
      const name = nameOf(row.record_type, row.record_key);
      waiting.set(name, [...(waiting.get(name) ?? []), row.id]);
    }
    return new Superseding(hub, waiting);
  }

  /** Closes what the entries of a batch answer, in its transaction. */
  async close(trx: Transaction, entries: readonly Entry[], outcomes: readonly EntryOutcome[]): Promise<void> {
    if (this.#waiting.size === 0) return;
    for (const [i, entry] of entries.entries()) {
      const name = acceptedName(entry, outcomes[i]);
      const ids = name === undefined ? undefined : this.#waiting.get(name);
      for (const id of ids ?? []) {
        await decideWithin(this.#hub, trx, id, 'superseded', outcomes[i]?.position ?? null);
        this.#closed += 1;
      }
    }
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

const ACCEPTED: ReadonlySet<EntryOutcome['outcome']> = new Set(['created', 'changed', 'corrected', 'restored', 'unchanged']);

function acceptedName(entry: Entry, outcome: EntryOutcome | undefined): string | undefined {
  if (outcome === undefined || !ACCEPTED.has(outcome.outcome) || 'problems' in entry || 'close' in entry) return undefined;
  if ('key' in entry) return nameOf(entry.type.name, entry.key);
  return entry.about === undefined ? undefined : nameOf(entry.about.recordType, entry.about.key);
}

function nameOf(recordType: string, key: string): string {
  return `${recordType} ${key}`;
}
