/**
 * Feeds that are one's kin. After a restore positions are given again to other facts, so a new feed begins, which names the one that
 * it goes on from and the last position that both have.
 */
import { ok, type Problem, problem, type Result } from '../domain/message/problem.ts';
import type { Hub } from './hub.ts';
import { leastCommon, lineageOf } from './lineage.ts';
import { getHead } from './position.ts';

/** A position and the feed that it is one of. */
export interface FeedPlace {
  readonly feed: string;
  readonly position: number;
}

/**
 * What positions of a feed are here: the same, the same as far as a common one, or nothing at all.
 * @example { kin: 'ANCESTOR', common: 1200 } up to 1200 they name the same facts
 */
export type Kinship =
  | { readonly kin: 'SAME' }
  | { readonly kin: 'ANCESTOR'; readonly common: number }
  | { readonly kin: 'FOREIGN' };

/** @param feedId as somebody kept it; any text */
export async function kinshipOf(hub: Hub, feedId: string): Promise<Kinship> {
  const { feed_id: present } = await getHead(hub);
  if (feedId === present) return { kin: 'SAME' };
  const line = await lineageOf(hub.db.read, present);
  if (!line.some(({ feed }) => feed === feedId)) return { kin: 'FOREIGN' };
  return { kin: 'ANCESTOR', common: leastCommon(line, feedId) };
}

/**
 * Whether somebody who kept a position of a feed may go on with it here. From a feed that this one goes on from it may, as far as the
 * common position; the problem says where to resume otherwise.
 * @param feedId null where it was not kept
 * @returns the present feed's id
 */
export async function requireFeed(hub: Hub, feedId: string | null, position: number): Promise<Result<string>> {
  const { feed_id: present } = await getHead(hub);
  if (feedId === null || feedId === present) return ok(present);
  const kinship = await kinshipOf(hub, feedId);
  if (kinship.kin === 'SAME' || (kinship.kin === 'ANCESTOR' && position <= kinship.common)) return ok(present);
  return { ok: false, problem: foreign(present, kinship.kin === 'ANCESTOR' ? kinship.common : null) };
}

/** @param position the last one that both feeds have; null where they have none */
function foreign(feed: string, position: number | null): Problem {
  const resumeAfter = position === null ? null : String(position);
  const said =
    resumeAfter === null
      ? {
          common: '两者没有共同的位置',
          commonEn: 'they have no position in common',
          way: '重新导出全量数据',
          wayEn: 'begin anew with an export',
        }
      : {
          common: `两者共同的最后位置为 ${resumeAfter}`,
          commonEn: `the last position that both have is ${resumeAfter}`,
          way: '退回该位置再续接：其后所收的变更已失效',
          wayEn: 'go back to that one and resume there: what was received after it does not hold any more',
        };
  return { ...problem('FEED_FOREIGN', { feed, ...said }), facts: { feed, resumeAfter } };
}
