/** What every resolver of one request shares: the hub, who asks, in which language, and the one position it sees. */
import type { Viewer } from '../access/viewer.ts';
import type { Language } from '../domain/message/describe.ts';
import { ANSWER_DAYS } from '../feed/challenges.ts';
import type { Desk } from '../feed/desk.ts';
import { lastSuccesses, stalenessProblem } from '../feed/freshness.ts';
import type { Hub } from '../feed/hub.ts';
import { getHead, type Pin, pin as pinFeed } from '../feed/position.ts';
import { listSources, type SourceView } from '../feed/runs.ts';
import { type CompanyLoaders, companyLoaders } from './company-loaders.ts';
import { type DisputeLoader, disputeLoader } from './feed/challenges.ts';
import { sourceNames } from './feed/sources.ts';
import { type JoinedLoaders, joinedLoaders } from './joined-loaders.ts';
import { readStaleness } from './max-staleness.ts';
import { problemError, valueOrThrow } from './problem-error.ts';
import type { PushGate } from './push/push.ts';
import { type RecordLoader, recordLoader } from './record-loader.ts';

/** Where the feed stands; nothing of the head row that must not leave the hub. */
export interface HeadView {
  readonly feed: string;
  readonly position: number;
  readonly recordedAt: number;
  readonly digest: string;
  readonly records: number;
}

export interface GraphContext extends CompanyLoaders, JoinedLoaders {
  /** The way in for pushes; null where nobody may push. */
  readonly pushGate: PushGate | null;
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly language: Language;
  /** The head, read once: a request that asks for it twice gets the same. */
  head(): Promise<HeadView>;
  /** How fresh every source is, read once. */
  sources(): Promise<readonly SourceView[]>;
  /**
   * What a field sees: its own `at`, else the position of the request, which is that of the header `hutong-at` or the
   * head, and is taken once. @param validOn takes the place of the date in `at`
   */
  pin(at?: string | null, validOn?: string | null): Promise<Pin>;
  /**
   * Refuses to answer from a source that was not asked successfully for longer than the reader allows: a field's own
   * `maxStaleness` in seconds, else the header `hutong-max-staleness`; without either anything will do.
   */
  requireFresh(source: string, maxStaleness?: number | null): Promise<void>;
  /** The same of every source that was ever asked: what rests on all of them rests on no other. */
  requireAllFresh(): Promise<void>;
  /** The positions that fields of this request were answered at. */
  readonly positions: ReadonlySet<number>;
  readonly records: RecordLoader;
  /** What is disputed of records. */
  readonly disputes: DisputeLoader;
  /** Where decisions of the operator are carried out; absent where this server carries out none. */
  readonly desk: Desk | undefined;
  /** Days in which a challenge has to be answered. */
  readonly challengeDays: number;
}

export interface RequestFacts {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly language: Language;
  /** The header `hutong-at`. */
  readonly at: string | undefined;
  /** The header `hutong-max-staleness`. */
  readonly maxStaleness?: string | undefined;
  readonly desk?: Desk | undefined;
  readonly challengeDays?: number | undefined;
  readonly pushGate?: PushGate | null;
}

/** Reads nothing yet: a request that asks the schema only costs no statement. */
export function createContext({
  hub,
  viewer,
  language,
  at: atHeader,
  maxStaleness: stalenessHeader,
  desk,
  challengeDays = ANSWER_DAYS,
  pushGate = null,
}: RequestFacts): GraphContext {
  const positions = new Set<number>();
  const pins = new Map<string, Promise<Pin>>();
  let headOnce: Promise<HeadView> | undefined;
  let sourcesOnce: Promise<readonly SourceView[]> | undefined;
  let successesOnce: ReturnType<typeof lastSuccesses> | undefined;

  const head = (): Promise<HeadView> => {
    headOnce ??= getHead(hub).then(({ feed_id, position, recorded_at, digest, records }) => ({
      feed: feed_id,
      position,
      recordedAt: recorded_at,
      digest,
      records,
    }));
    return headOnce;
  };

  const resolve = async (at: string): Promise<Pin> => {
    if (at === '') return { position: (await head()).position, validOn: null };
    return valueOrThrow(await pinFeed(hub, at), 'at');
  };

  const pinOnce = (at: string): Promise<Pin> => {
    const known = pins.get(at) ?? resolve(at);
    pins.set(at, known);
    return known;
  };

  return {
    hub,
    pushGate,
    viewer,
    language,
    head,
    sources() {
      sourcesOnce ??= listSources(hub, sourceNames());
      return sourcesOnce;
    },
    positions,
    records: recordLoader(hub, viewer),
    disputes: disputeLoader(hub, viewer),
    desk,
    challengeDays,
    ...companyLoaders(hub, viewer),
    ...joinedLoaders(hub, viewer),
    async requireFresh(source, maxStaleness) {
      const seconds = readStaleness(maxStaleness ?? stalenessHeader?.trim());
      if (seconds === null) return;
      successesOnce ??= lastSuccesses(hub);
      const found = stalenessProblem(source, await successesOnce, seconds, hub.clock.now());
      if (found !== null) throw problemError(found, 'maxStaleness');
    },
    async requireAllFresh() {
      if (readStaleness(stalenessHeader?.trim()) === null) return;
      successesOnce ??= lastSuccesses(hub);
      for (const source of (await successesOnce).keys()) await this.requireFresh(source);
    },
    async pin(at, validOn) {
      const ofRequest = atHeader?.trim() ?? '';
      // `~2025-09-30` asks about a date at the position of the request.
      const own = at?.startsWith('~') ? `${(await pinOnce(ofRequest)).position}${at}` : (at ?? ofRequest);
      const found = await pinOnce(own);
      positions.add(found.position);
      return validOn == null ? found : { ...found, validOn };
    },
  };
}
