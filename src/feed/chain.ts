/** The chain, along the feeds that restores began: what each link of it is made on. */
import type { VersionRow } from '../db/version.repository.ts';
import type { Lineage } from './lineage.ts';
import { branchChain, type ChainLink, genesisChain, nextChain, type Suite } from './suite.ts';

export class Chain {
  readonly #suite: Suite;
  readonly #genesis: string;
  /** Feeds that restores began, oldest first. */
  readonly #later: Lineage;

  constructor(suite: Suite, lineage: Lineage) {
    const [first, ...later] = lineage.toReversed();
    if (first === undefined) throw new Error('the hub has no feed');
    this.#suite = suite;
    this.#genesis = genesisChain(suite, first.feed);
    this.#later = later;
  }

  /**
   * What comes before the link of a position.
   * @param previous the link of the position before it; null where there is none
   */
  before(position: number, previous: string | null): string | null {
    const feeds = this.#later.filter(({ common }) => common === position - 1);
    const last = position === 1 ? this.#genesis : previous;
    if (last === null) return null;
    return feeds.reduce((chain, { feed }) => branchChain(this.#suite, feed, position - 1, chain), last);
  }

  /** Whether nothing of a version was altered that the chain covers: all but its content, which its hash tells of, and what is derived. */
  fits(row: VersionRow, previous: string | null): boolean {
    const before = this.before(row.position, previous);
    return before !== null && nextChain(this.#suite, before, chainLinkOf(row)) === row.chain;
  }
}

export function chainLinkOf(row: VersionRow): ChainLink {
  return {
    position: row.position,
    recordType: row.record_type,
    key: row.record_key,
    previous: row.previous,
    kind: row.kind,
    stage: row.stage,
    corrects: row.corrects,
    historyOnly: row.history_only === 1,
    effectiveOn: row.effective_on,
    source: row.source,
    sourceVersion: row.source_version,
    run: row.run_id,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    hash: row.hash,
    commitments: row.commitments,
    grounds: row.grounds,
  };
}
