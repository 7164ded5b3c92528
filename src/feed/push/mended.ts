/** What a sender sends again in mended form closes what waits of it: the same record, or the number that the row names. */

import type { Transaction } from '../../db/database.ts';
import { emptyLog } from '../../db/erasure.repository.ts';
import { hasWaiting, listWaitingOf, type SendersRow } from '../../db/push.repository.ts';
import type { Problem } from '../../domain/message/problem.ts';
import type { Reading, WireRecord } from '../../domain/record/observation.ts';
import type { Entry } from '../entry.ts';
import type { Hub } from '../hub.ts';
import type { EntryOutcome } from '../planned.ts';
import { decideWithin } from '../quarantine.ts';
import { ACCEPTED } from '../superseded.ts';
import { isForItsRecord } from '../waited.ts';
import type { Push } from './ledger.ts';

/** Columns that the hub adds to a table of waiting records, and does not take for the sender's when it comes back. */
export const ID_COLUMN = '隔离编号';
export const REASON_COLUMN = '错误说明';

/** A reading without the hub's own columns, and the number that the row names; null where it names none. */
export function withoutOurColumns(reading: Reading): { readonly reading: Reading; readonly mends: number | null } {
  const { plain, personal } = reading.wire;
  const holds = (columns: object) => Object.hasOwn(columns, ID_COLUMN) || Object.hasOwn(columns, REASON_COLUMN);
  if (!holds(plain) && !holds(personal)) return { reading, mends: null };
  const named = String(plain[ID_COLUMN] ?? personal[ID_COLUMN] ?? '').trim();
  const { [ID_COLUMN]: _id, [REASON_COLUMN]: _reason, ...plainRest } = plain;
  const { [ID_COLUMN]: _personalId, [REASON_COLUMN]: _personalReason, ...personalRest } = personal;
  const wire: WireRecord = { ...reading.wire, plain: plainRest, personal: personalRest };
  return { reading: { ...reading, wire }, mends: /^\d{1,15}$/.test(named) ? Number(named) : null };
}

/** Whose push, and of which type of records. */
type Pushed = Pick<Push, 'sender' | 'source' | 'recordType'>;

/** The record for which a row waited is no other form of it. */
function isOfItsRecord({ problems }: SendersRow): boolean {
  return isForItsRecord(JSON.parse(problems) as readonly Problem[]);
}

/** Closes within one transaction what a sender's records mend. */
export class Mending {
  readonly #hub: Hub;
  readonly #push: Pushed;
  #mayMend: boolean;
  #closed = false;

  private constructor(hub: Hub, push: Pushed, mayMend: boolean) {
    this.#hub = hub;
    this.#push = push;
    this.#mayMend = mayMend;
  }

  static async of(hub: Hub, push: Pushed): Promise<Mending> {
    return new Mending(hub, push, await hasWaiting(hub.db.write, push.sender));
  }

  /** @param mends the number that each entry's row names */
  async close(
    trx: Transaction,
    entries: readonly Entry[],
    mends: readonly (number | null)[],
    outcomes: readonly EntryOutcome[],
  ): Promise<void> {
    // Looked for only once something waits: nearly every push of nearly every sender has nothing to mend.
    const mayMend = this.#mayMend;
    this.#mayMend ||= outcomes.some(({ outcome }) => outcome === 'quarantined');
    if (!mayMend) return;
    const byKey = new Map<string, EntryOutcome>();
    const byId = new Map<number, EntryOutcome>();
    entries.forEach((entry, i) => {
      const outcome = outcomes[i] as EntryOutcome;
      const id = mends[i] ?? null;
      const isTaken = ACCEPTED.has(outcome.outcome) || outcome.outcome === 'withdrawn';
      // What is as faulty waits in place of what it was to mend; what is late or out of scope has told the hub nothing.
      if (id !== null && (isTaken || outcome.outcome === 'quarantined')) byId.set(id, outcome);
      const about = 'key' in entry ? { recordType: entry.type.name, key: entry.key } : entry.about;
      if (about !== undefined && isTaken) byKey.set(`${about.recordType} ${about.key}`, outcome);
    });
    const keys = [...byKey.keys()].map((name) => name.slice(name.indexOf(' ') + 1));
    const stillWaiting = new Set(outcomes.map(({ quarantined }) => quarantined));
    for (const row of await listWaitingOf(trx, this.#push, { ids: [...byId.keys()], keys })) {
      if (stillWaiting.has(row.id)) continue;
      const isOfType = row.record_type === null || row.record_type === this.#push.recordType;
      const named = isOfType ? byId.get(row.id) : undefined;
      const outcome = named ?? (isOfItsRecord(row) ? undefined : byKey.get(`${row.record_type} ${row.record_key}`));
      if (outcome === undefined) continue;
      if (await decideWithin(this.#hub, trx, row.id, 'superseded', outcome.position)) this.#closed = true;
    }
  }

  /** Takes what was deleted out of the files. */
  async end(): Promise<void> {
    if (this.#closed) await emptyLog(this.#hub.db);
  }
}
