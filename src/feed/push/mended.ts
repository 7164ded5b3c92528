/** What a sender sends again in mended form closes what waits of it: the same record, or the number that the row names. */

import type { Transaction } from '../../db/database.ts';
import { emptyLog } from '../../db/erasure.repository.ts';
import { hasWaiting, listWaitingOf } from '../../db/push.repository.ts';
import type { Reading, WireRecord } from '../../domain/record/observation.ts';
import type { Entry } from '../entry.ts';
import type { Hub } from '../hub.ts';
import type { EntryOutcome } from '../planned.ts';
import { decideWithin } from '../quarantine.ts';

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
  const wire: WireRecord = { plain: plainRest, personal: personalRest };
  return { reading: { ...reading, wire }, mends: /^\d{1,15}$/.test(named) ? Number(named) : null };
}

/** Closes within one transaction what a sender's records mend. */
export class Mending {
  readonly #hub: Hub;
  readonly #sender: string;
  #mayMend: boolean;
  #closed = false;

  private constructor(hub: Hub, sender: string, mayMend: boolean) {
    this.#hub = hub;
    this.#sender = sender;
    this.#mayMend = mayMend;
  }

  static async of(hub: Hub, sender: string): Promise<Mending> {
    return new Mending(hub, sender, await hasWaiting(hub.db.write, sender));
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
      if (id !== null) byId.set(id, outcome);
      const about = 'key' in entry ? { recordType: entry.type.name, key: entry.key } : entry.about;
      if (about !== undefined && outcome.outcome !== 'quarantined') byKey.set(`${about.recordType} ${about.key}`, outcome);
    });
    const keys = [...byKey.keys()].map((name) => name.slice(name.indexOf(' ') + 1));
    const stillWaiting = new Set(outcomes.map(({ quarantined }) => quarantined));
    for (const row of await listWaitingOf(trx, this.#sender, { ids: [...byId.keys()], keys })) {
      if (stillWaiting.has(row.id)) continue;
      const outcome = byId.get(row.id) ?? byKey.get(`${row.record_type} ${row.record_key}`);
      if (outcome === undefined) continue;
      await decideWithin(this.#hub, trx, row.id, 'superseded', outcome.position);
      this.#closed = true;
    }
  }

  /** Takes what was deleted out of the files. */
  async end(): Promise<void> {
    if (this.#closed) await emptyLog(this.#hub.db);
  }
}
