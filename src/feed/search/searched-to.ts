import { findSearchState } from '../../db/search.repository.ts';
import type { Hub } from '../hub.ts';

/** The position that searches answer from: the index follows the feed, and is behind its head for a moment after each change. */
export async function searchedTo(hub: Hub): Promise<number> {
  return (await findSearchState(hub.db.read)).position;
}
