/** What joins the records of several sources: whose they are, which day it is, what took an estate's place, what happened to it. */
import type { Viewer } from '../access/viewer.ts';
import { type ChangePage, emptyPage } from '../feed/changes.ts';
import { formerCodesOf, type Successor, successorOf } from '../feed/code-replacements.ts';
import type { Hub } from '../feed/hub.ts';
import type { Pin } from '../feed/position.ts';
import { type Soon, soon } from '../feed/soon.ts';
import { listTimelines, type TimelineQuery } from '../feed/timeline.ts';
import { type CodeLoader, codeLoader, type KeptLoader, keptLoader } from './code-loader.ts';
import { type RelatedLoader, relatedLoader } from './related-loader.ts';

export interface JoinedLoaders {
  readonly related: RelatedLoader;
  /** Null for an estate that stands at the position. */
  readonly estateSuccessors: KeptLoader<Successor | null>;
  /** The ids of the estates that went up in one, the last one first. */
  readonly formerEstates: KeptLoader<readonly string[]>;
  readonly estateTimelines: CodeLoader<TimelineQuery, ChangePage>;
  /** The day (YYYY-MM-DD) that an answer at a pin is about: its date, else the one on which its position was recorded. */
  today(pin: Pin): Soon<string>;
}

/** At the position before the first nothing is in force, whatever the day. */
const BEFORE_ALL = '1970-01-01';

export function joinedLoaders(hub: Hub, viewer: Viewer): JoinedLoaders {
  return {
    related: relatedLoader(hub, viewer),
    estateSuccessors: keptLoader(hub, (id, position) => successorOf(hub, id, position, 'ESTATE')),
    formerEstates: keptLoader(hub, (id, position) => formerCodesOf(hub, id, position, 'ESTATE')),
    estateTimelines: codeLoader<TimelineQuery, ChangePage>((ids, query) => {
      const alone = ids.map((id) => [id, [{ code: id, before: Number.MAX_SAFE_INTEGER }]] as const);
      return listTimelines(hub, new Map(alone), query, viewer);
    }, emptyPage),
    today: ({ position, validOn }) => validOn ?? soon(hub.reads.dayOf(position), (day) => day ?? BEFORE_ALL),
  };
}
