/** Makes the search index anew. */
import { emptyIndex, lockSearchState, saveSearchState } from '../../db/search.repository.ts';
import { sendAhead } from '../../db/statements.ts';
import type { Hub } from '../hub.ts';
import { transact } from '../transact.ts';
import { type CatchUpOptions, catchUpSearch } from './catch-up.ts';

/**
 * In one transaction nothing is in it any more, so that nobody who follows the feed takes what is left for what there should be; then it
 * follows the feed as always, by whoever does, and here too. Until then searches find what it has come to.
 * @returns the position that it has come to: less than the head where it was ended
 */
export async function remakeIndex(hub: Hub, options: CatchUpOptions = {}): Promise<number> {
  await transact(hub, async (trx) => {
    const { generation } = await lockSearchState(trx, hub.db.dialect);
    await sendAhead(trx, emptyIndex());
    await saveSearchState(trx, { position: 0, generation: generation + 1 });
  });
  return catchUpSearch(hub, options);
}
