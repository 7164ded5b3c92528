/**
 * A hub: a database with a feed in it, and what the feed needs from outside (clock, randomness). Opened once per
 * process and passed to every function of this folder.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../db/database.ts';
import { createFeed, findFeed, findHead, getHubKey } from '../db/head.repository.ts';
import { RestoreUnfinishedError } from '../db/restoring.ts';
import { Freshness } from './freshness.ts';
import { MEMORY, Reads } from './reads.ts';
import { genesisChain, getSuite, intl, type Suite, ZERO_DIGEST } from './suite.ts';
import { patiently } from './transact.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface Randomness {
  /** 16 random bytes as 32 hex digits. */
  salt(): string;
  /** 32 random bytes as 64 hex digits. */
  key(): string;
  feedId(): string;
}

export interface Hub {
  readonly db: Database;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly suite: Suite;
  /** The feed of the head that was read last: where a database is put back under a server that goes on, it is another from then on. */
  readonly feedId: string;
  /** HMAC under the hub's own key, by which changes of personal values are noticed. */
  readonly fingerprint: (text: string) => string;
  /** What this process remembers of the sources. */
  readonly freshness: Freshness;
  /** What its readers share. */
  readonly reads: Reads;
  close(): Promise<void>;
}

export interface HubOptions {
  readonly databaseUrl: string;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly migrate?: boolean;
  readonly connections?: number;
  /** SQLite only; see `OpenOptions` of the database. */
  readonly writer?: 'thread' | 'inline';
  readonly scanner?: 'threads' | 'inline';
  /** Megabytes that what was read of versions may take; with 0 all of it is read anew each time. Default: MEMORY. */
  readonly memory?: number;
  /** Told of every statement, without its values; for counting. */
  readonly onQuery?: (sql: string) => void;
}

/** @throws RestoreUnfinishedError, CopyThereError */
export async function openHub(options: HubOptions): Promise<Hub> {
  const clock = options.clock ?? systemClock;
  const randomness = options.randomness ?? systemRandomness();
  const db = await openDatabase(options.databaseUrl, {
    now: clock.now(),
    ...(options.migrate === undefined ? {} : { migrate: options.migrate }),
    ...(options.connections === undefined ? {} : { connections: options.connections }),
    ...(options.writer === undefined ? {} : { writer: options.writer }),
    ...(options.scanner === undefined ? {} : { scanner: options.scanner }),
    ...(options.onQuery === undefined ? {} : { onQuery: options.onQuery }),
  });
  try {
    const head = (await findHead(db.read)) ?? (await makeFeed(db, clock, randomness));
    const feed = await findFeed(db.read, head.feed_id);
    if (feed === undefined) throw new RestoreUnfinishedError();
    const suite = getSuite(feed.suite);
    const fingerprint = suite.hmac(await getHubKey(db.read));
    const freshness = new Freshness(db, clock);
    const reads = new Reads(db, head.feed_id, options.memory ?? MEMORY);
    return {
      db,
      clock,
      randomness,
      suite,
      get feedId() {
        return reads.feedId;
      },
      fingerprint,
      freshness,
      reads,
      close: () => db.close(),
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function makeFeed(db: Database, clock: Clock, randomness: Randomness) {
  const feedId = randomness.feedId();
  const feed = { feed_id: feedId, parent_feed: null, common_position: null, suite: intl.name, created_at: clock.now() };
  const genesis = { chain: genesisChain(intl, feedId), digest: ZERO_DIGEST, hubKey: randomness.key() };
  // On a cluster whoever comes second is told to begin again.
  await patiently({ clock }, () => createFeed(db, feed, genesis));
  const head = await findHead(db.write);
  if (head === undefined) throw new Error('the head row was not made');
  return head;
}

export const systemClock: Clock = { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** Randomness drawn 8 KiB at a time: a call for each salt would cost more than hashing with it. */
export function systemRandomness(): Randomness {
  let pool = '';
  let used = 0;
  const take = (digits: number): string => {
    if (used + digits > pool.length) {
      pool = randomBytes(8192).toString('hex');
      used = 0;
    }
    const taken = pool.slice(used, used + digits);
    used += digits;
    return taken;
  };
  return { salt: () => take(32), key: () => randomBytes(32).toString('hex'), feedId: () => randomUUID() };
}
