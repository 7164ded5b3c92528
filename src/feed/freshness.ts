/** How lately sources were asked, for readers who demand that it be lately enough. */
import { listSources } from '../db/run.repository.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { Hub } from './hub.ts';

/** When each source that was ever asked last answered in full: milliseconds since 1970, null where it never did. */
export async function lastSuccesses(hub: Hub): Promise<ReadonlyMap<string, number | null>> {
  const rows = await listSources(hub.db.read);
  return new Map(rows.map(({ name, last_success_at }) => [name, last_success_at]));
}

/** Why a source's facts are not fresh enough for somebody; null where they are. @param seconds the longest that it may be ago */
export function stalenessProblem(
  source: string,
  successes: ReadonlyMap<string, number | null>,
  seconds: number,
  now: number,
): Problem | null {
  const last = successes.get(source);
  if (last === undefined || last === null) return problem('SOURCE_NEVER_SEEN', { source });
  if (now - last <= seconds * 1000) return null;
  return problem('SOURCE_STALE', { source, lastSuccess: new Date(last).toISOString(), seconds: String(seconds) });
}
