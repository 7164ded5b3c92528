/** What every resolver of one request shares: the hub, who asks, in which language, and the one position it sees. */
import type { Viewer } from '../access/viewer.ts';
import type { HeadRow } from '../db/head.repository.ts';
import type { Language } from '../domain/message/describe.ts';
import type { Result } from '../domain/message/problem.ts';
import { patienceWith } from '../feed/await-position.ts';
import { ANSWER_DAYS } from '../feed/challenges.ts';
import type { Desk } from '../feed/desk.ts';
import { type DigestView, digestAt } from '../feed/digests.ts';
import type { FeedPlace } from '../feed/feeds.ts';
import { neverSeen, type Watermarks } from '../feed/freshness.ts';
import type { Hub } from '../feed/hub.ts';
import { getHead, type Pin, pin as pinFeed, pinPosition } from '../feed/position.ts';
import { listSources, type SourceView } from '../feed/runs.ts';
import { type CompanyLoaders, companyLoaders } from './company-loaders.ts';
import { type DisputeLoader, disputeLoader } from './feed/challenges.ts';
import { sourceNames } from './feed/sources.ts';
import { type JoinedLoaders, joinedLoaders } from './joined-loaders.ts';
import { readStaleness } from './max-staleness.ts';
import { MAX_CHANGES } from './page.ts';
import { type PersonalLoader, personalLoader } from './personal-loader.ts';
import { problemError, valueOrThrow } from './problem-error.ts';
import type { PushGate } from './push/push.ts';
import { type RecordLoader, recordLoader } from './record-loader.ts';

/** Where the feed stands; nothing of the head row that must not leave the hub. */
export interface HeadView {
  readonly feed: string;
  readonly position: number;
  readonly recordedAt: number;
  /** Digest and count of what the viewer sees. @throws LevelsUnfilledError */
  readonly sums: () => DigestView;
}

export interface GraphContext extends CompanyLoaders, JoinedLoaders {
  /** The way in for pushes; null where nobody may push. */
  readonly pushGate: PushGate | null;
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly language: Language;
  /** Where a subscription goes on, whatever it says itself; undefined where it does as it says. */
  readonly resumeAfter: FeedPlace | undefined;
  /** The head, read once: a request that asks for it twice gets the same. Its position is among `positions`. */
  head(): Promise<HeadView>;
  /** How fresh every source is, read once. */
  sources(): Promise<readonly SourceView[]>;
  /**
   * What a field sees: its own `at`, else the position of the request, which is that of the header `hutong-at` or the
   * head, and is taken once. @param validOn takes the place of the date in `at`
   */
  pin(at?: string | null, validOn?: string | null): Promise<Pin>;
  /** The same of a field that is told for positions and not for dates. */
  pinPosition(at?: string | null): Promise<number>;
  /**
   * What keys of entities see, by their `at`, or why nothing can be seen there. Another subgraph has chosen them, so that they are
   * not among `positions`. Where this node has not reached all of them it waits once, for the last; for too many not at all.
   */
  pinsOfKeys(moments: ReadonlySet<string>): Promise<ReadonlyMap<string, Result<Pin>>>;
  /**
   * Refuses to answer from a source that was not asked successfully for longer than the reader allows: a field's own
   * `maxStaleness` in seconds, else the header `hutong-max-staleness`; without either anything will do.
   */
  requireFresh(source: string, maxStaleness?: number | null): Promise<void>;
  /** The same of every source that was ever asked: what rests on all of them rests on no other. */
  requireAllFresh(): Promise<void>;
  /** Refuses to say "none" of what would come from a source which has never told the hub anything. */
  requireHeard(source: string): Promise<void>;
  /** Both: of a field that lists what a source says. Nothing to wait for where nothing stands against it. */
  requireSource(source: string, maxStaleness?: number | null): Promise<void> | undefined;
  /** Whether `requireSource` has nothing to say against a source, as far as remembered: nothing is read to answer this. */
  isSourceFine(source: string): boolean;
  /** The positions that fields of this request were answered at. */
  readonly positions: ReadonlySet<number>;
  /** How the sources stood before the first of those positions was taken; empty while there is none. */
  watermarks(): Watermarks;
  readonly records: RecordLoader;
  /** Personal values of records. */
  readonly personal: PersonalLoader;
  /** What is disputed of records. */
  readonly disputes: DisputeLoader;
  /** Where decisions of the operator are carried out; absent where this server carries out none. */
  readonly desk: Desk | undefined;
  /** Days in which a challenge has to be answered. */
  readonly challengeDays: number;
}

/** A page of changes names so many moments, and nothing names more. */
const MAX_AWAITED = MAX_CHANGES;

export interface RequestFacts {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly language: Language;
  /** The header `hutong-at`. */
  readonly at: string | undefined;
  /** The header `hutong-max-staleness`. */
  readonly maxStaleness?: string | undefined;
  /** How long to wait for a position that this node has not reached, milliseconds. Default: see await-position.ts. */
  readonly positionWaitMs?: number | undefined;
  readonly desk?: Desk | undefined;
  readonly challengeDays?: number | undefined;
  readonly pushGate?: PushGate | null;
  readonly resumeAfter?: FeedPlace | undefined;
}

/** Reads nothing yet: a request that asks the schema only costs no statement. */
export function createContext({
  hub,
  viewer,
  language,
  at: atHeader,
  maxStaleness: stalenessHeader,
  positionWaitMs,
  desk,
  challengeDays = ANSWER_DAYS,
  pushGate = null,
  resumeAfter,
}: RequestFacts): GraphContext {
  const positions = new Set<number>();
  const pins = new Map<string, Promise<Pin>>();
  let watermarks: Watermarks | undefined;
  let headOnce: Promise<HeadRow> | undefined;
  let sourcesOnce: Promise<readonly SourceView[]> | undefined;
  let lookedOnce: Promise<void> | undefined;

  const head = (): Promise<HeadRow> => {
    headOnce ??= getHead(hub);
    return headOnce;
  };

  const reach = patienceWith(hub, positionWaitMs);

  const ofRequest = atHeader?.trim() ?? '';
  const nameOf = (at: string): string => (at !== '' && at === ofRequest ? 'hutong-at' : 'at');
  const resolve = async (at: string): Promise<Pin> => valueOrThrow(await pinFeed(hub, at, await head(), reach), nameOf(at));

  const pinOnce = (at: string): Promise<Pin> => {
    const known = pins.get(at) ?? resolve(at);
    pins.set(at, known);
    return known;
  };

  /** How the sources stand now; what was remembered of them was not enough. */
  const look = (): Promise<void> => {
    lookedOnce ??= hub.freshness.look();
    return lookedOnce;
  };

  const requireFresh = async (source: string, maxStaleness?: number | null): Promise<void> => {
    const seconds = readStaleness(maxStaleness ?? stalenessHeader?.trim());
    if (seconds === null || hub.freshness.staleness(source, seconds) === null) return;
    await look();
    const found = hub.freshness.staleness(source, seconds);
    if (found !== null) throw problemError(found, 'maxStaleness');
  };

  const isSourceFine = (source: string): boolean => stalenessHeader === undefined && hub.freshness.isHeard(source);

  const requireHeard = async (source: string): Promise<void> => {
    if (hub.freshness.isHeard(source)) return;
    await look();
    if (!hub.freshness.isHeard(source)) throw problemError(neverSeen(source));
  };

  return {
    hub,
    pushGate,
    viewer,
    language,
    resumeAfter,
    async head() {
      watermarks ??= await hub.freshness.watermarks();
      const row = await head();
      const { feed_id, position, recorded_at } = row;
      positions.add(position);
      return { feed: feed_id, position, recordedAt: recorded_at, sums: () => digestAt(row, viewer) };
    },
    sources() {
      sourcesOnce ??= listSources(hub, sourceNames());
      return sourcesOnce;
    },
    positions,
    records: recordLoader(hub, viewer),
    personal: personalLoader(hub, viewer),
    disputes: disputeLoader(hub, viewer),
    desk,
    challengeDays,
    ...companyLoaders(hub, viewer),
    ...joinedLoaders(hub, viewer),
    requireFresh,
    requireHeard,
    isSourceFine,
    requireSource(source, maxStaleness) {
      // Asked by every field of a page; hardly ever is there more to look at.
      if (maxStaleness == null && isSourceFine(source)) return undefined;
      return requireFresh(source, maxStaleness).then(() => requireHeard(source));
    },
    async requireAllFresh() {
      if (readStaleness(stalenessHeader?.trim()) === null) return;
      await look();
      for (const source of hub.freshness.asked()) await requireFresh(source);
    },
    watermarks: () => watermarks ?? {},
    async pin(at, validOn) {
      watermarks ??= await hub.freshness.watermarks();
      // `~2025-09-30` asks about a date at the position of the request.
      const own = at?.startsWith('~') ? `${(await pinOnce(ofRequest)).position}${at}` : (at ?? ofRequest);
      const found = await pinOnce(own);
      positions.add(found.position);
      return validOn == null ? found : { ...found, validOn };
    },
    async pinPosition(at) {
      watermarks ??= await hub.freshness.watermarks();
      const own = at ?? ofRequest;
      const position = valueOrThrow(await pinPosition(hub, own, await head(), reach), nameOf(own));
      positions.add(position);
      return position;
    },
    async pinsOfKeys(moments) {
      const known = await head();
      const ahead = [...moments].map((at) => Number.parseInt(at, 10)).filter((position) => position > known.position);
      const waits = ahead.length > 0 && ahead.length <= MAX_AWAITED;
      const reached = waits ? await reach(Math.max(...ahead)) : known;
      const pins = new Map<string, Result<Pin>>();
      for (const at of moments) pins.set(at, await pinFeed(hub, at, reached, async () => reached));
      return pins;
    },
  };
}
