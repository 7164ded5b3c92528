/** What of a sender's own waits in quarantine. */
import { operator } from '../../access/viewer.ts';
import { findPushedTypes } from '../../db/push.repository.ts';
import type { Hub } from '../hub.ts';
import { listQuarantine, type Quarantined } from '../quarantine.ts';

const PAGE = 500;

export interface WaitingQuery {
  readonly sender: string;
  /** Null: of all types. */
  readonly recordType: string | null;
  /** Those with a greater number. */
  readonly after?: number;
}

/**
 * The oldest first, in clear: they are the sender's own words. Of a record of which not even the type could be read, it is
 * the type as which it was pushed.
 */
export async function* waitingOf(hub: Hub, query: WaitingQuery): AsyncGenerator<Quarantined, void, undefined> {
  const { sender, recordType } = query;
  for (let after = query.after ?? 0; ; ) {
    const page = await listQuarantine(hub, { sender, state: 'waiting', after, limit: PAGE }, operator);
    const runs = page.flatMap(({ run, recordType: own }) => (own === null && run !== null ? [run] : []));
    const pushed = await findPushedTypes(hub.db.read, [...new Set(runs)]);
    for (const each of page) {
      const own = each.recordType ?? pushed.get(each.run ?? 0) ?? null;
      if (recordType === null || own === recordType) yield { ...each, recordType: own };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}
