/** What joins the records of several sources: whose they are, which day it is, what took an estate's place, what happened to it. */
import DataLoader from 'dataloader';
import type { Viewer } from '../access/viewer.ts';
import { type ChangePage, emptyPage } from '../feed/changes.ts';
import { findSuccessors, listFormerCodes, type Successor } from '../feed/code-replacements.ts';
import type { Hub } from '../feed/hub.ts';
import { daysOfPositions, type Pin } from '../feed/position.ts';
import { listTimelines, type TimelineQuery } from '../feed/timeline.ts';
import { type CodeLoader, codeLoader } from './code-loader.ts';
import { type RelatedLoader, relatedLoader } from './related-loader.ts';

export interface JoinedLoaders {
  readonly related: RelatedLoader;
  /** Null for an estate that stands at the position. */
  readonly estateSuccessors: CodeLoader<number, Successor | null>;
  /** The ids of the estates that went up in one, the last one first. */
  readonly formerEstates: CodeLoader<number, readonly string[]>;
  readonly estateTimelines: CodeLoader<TimelineQuery, ChangePage>;
  /** The day (YYYY-MM-DD) that an answer at a pin is about: its date, else the one on which its position was recorded. */
  today(pin: Pin): Promise<string>;
}

/** At the position before the first nothing is in force, whatever the day. */
const BEFORE_ALL = '1970-01-01';

export function joinedLoaders(hub: Hub, viewer: Viewer): JoinedLoaders {
  const days = new DataLoader<number, string>(async (positions) => {
    const found = await daysOfPositions(hub, positions);
    return positions.map((position) => found.get(position) ?? BEFORE_ALL);
  });
  return {
    related: relatedLoader(hub, viewer),
    estateSuccessors: codeLoader<number, Successor | null>(
      (ids, position) => findSuccessors(hub, ids, position, 'ESTATE'),
      () => null,
    ),
    formerEstates: codeLoader<number, readonly string[]>(
      (ids, position) => listFormerCodes(hub, ids, position, 'ESTATE'),
      () => [],
    ),
    estateTimelines: codeLoader<TimelineQuery, ChangePage>((ids, query) => {
      const alone = ids.map((id) => [id, [{ code: id, before: Number.MAX_SAFE_INTEGER }]] as const);
      return listTimelines(hub, new Map(alone), query, viewer);
    }, emptyPage),
    today: async ({ position, validOn }) => validOn ?? days.load(position),
  };
}
