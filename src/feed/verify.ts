/**
 * Recomputes the whole feed from content and holds it against what is stored, in one moment of the database: here what was written
 * once and stays, hashes, chain and personal values; in `derived/` what follows from it. Others may write meanwhile.
 */

import { findHead, type HeadRow } from '../db/head.repository.ts';
import type { Snapshot } from '../db/snapshot.ts';
import { countPersonal, listVersionsAfter } from '../db/verify.repository.ts';
import { VERSION_HOLDER, type VersionRow } from '../db/version.repository.ts';
import { type Beside, readBeside } from './beside.ts';
import { type Breach, type Detail, derivedBreach } from './breach.ts';
import { breath } from './breath.ts';
import { Chain, chainLinkOf } from './chain.ts';
import { checkDerived } from './derived/check-derived.ts';
import type { Hub } from './hub.ts';
import { type Lineage, lineageOf } from './lineage.ts';
import { personalFaults } from './personal-faults.ts';
import { contentHash, nextChain, type Suite } from './suite.ts';

export interface Verification {
  readonly upTo: number;
  readonly versions: number;
  /** State digest as recomputed; null where versions are damaged, so that nobody can tell. */
  readonly digest: string | null;
  /** The first ones. */
  readonly breaches: readonly Breach[];
  /** Of all. */
  readonly count: number;
  /** How many of them are of derived rows that can be made again. */
  readonly mendable: number;
}

export interface VerifyOptions {
  /** What is gone through is first what was written, then what is derived of it. */
  onProgress?(stage: 'written' | 'derived', checked: number, upTo: number): void;
  readonly signal?: AbortSignal;
}

const PAGE = 1000;
/** A broken feed can have a breach in every row; the first ones tell. */
const MAX_BREACHES = 1000;

/** @throws the signal's reason where it is ended before its end */
export function verifyFeed(hub: Hub, { onProgress, signal }: VerifyOptions = {}): Promise<Verification> {
  return hub.db.snapshot(async (snapshot) => {
    const head = await findHead(snapshot.db);
    if (head === undefined) throw new Error('the hub has no head row');
    const verifier = new Verifier(hub, snapshot, await lineageOf(snapshot.db, head.feed_id));
    await verifier.verifyTo(head, (checked) => onProgress?.('written', checked, head.position), signal);
    const derived = await checkDerived(snapshot, {
      ...(signal === undefined ? {} : { signal }),
      onProgress: (checked, upTo) => onProgress?.('derived', checked, upTo),
    });
    if (derived === null) throw signal?.reason;
    const { breaches, versions } = verifier;
    // What is damaged or lost was named above: what does not fit its hash, its chain or its commitments, and positions left out.
    const named = new Set(['damaged', 'lost']);
    const first = derived.first.filter(({ what }) => !named.has(what)).map(derivedBreach);
    const mendable = derived.breaches - derived.damaged;
    const count = verifier.count + mendable;
    return { upTo: head.position, versions, digest: derived.digest, breaches: [...breaches, ...first], count, mendable };
  });
}

class Verifier {
  readonly breaches: Breach[] = [];
  /** Of all breaches, also those that are not kept. */
  count = 0;
  versions = 0;
  readonly #hub: Hub;
  readonly #suite: Suite;
  readonly #db: Snapshot['db'];
  #position = 0;
  #recordedAt = 0;
  readonly #chain: Chain;
  /** Of the last position. */
  #link: string | null = null;
  #personal = 0;

  constructor(hub: Hub, { db }: Snapshot, lineage: Lineage) {
    this.#hub = hub;
    this.#suite = hub.suite;
    this.#db = db;
    this.#chain = new Chain(hub.suite, lineage);
  }

  async verifyTo(head: HeadRow, onProgress: (checked: number) => void, signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      // Without it no signal would be heard: what waits for SQLite in this thread waits for no event.
      await breath();
      signal?.throwIfAborted();
      const page = await listVersionsAfter(this.#db, this.#position, Number.MAX_SAFE_INTEGER, PAGE);
      if (page.length === 0) break;
      const beside = await readBeside(this.#db, page);
      for (const row of page) this.#verifyVersion(row, beside);
      onProgress(this.#position);
    }
    await this.#verifyHead(head);
  }

  #breach(position: number | null, what: string, column: string, detail: Detail): void {
    this.count += 1;
    if (this.breaches.length < MAX_BREACHES) this.breaches.push({ position, what, column, detail });
  }

  #expect(position: number | null, what: string, column: string, expected: unknown, found: unknown): void {
    if (expected === found) return;
    const detail = {
      zh: `应为 ${String(expected)}，实为 ${String(found)}`,
      en: `expected ${String(expected)}, found ${String(found)}`,
    };
    this.#breach(position, what, column, detail);
  }

  #verifyVersion(row: VersionRow, beside: Beside): void {
    const { position } = row;
    this.#expect(position, 'version', 'position', this.#position + 1, position);
    this.#position = position;
    this.versions += 1;
    if (row.recorded_at < this.#recordedAt) {
      this.#breach(position, 'version', 'recorded_at', { zh: '早于前一位置', en: 'earlier than the position before' });
    }
    this.#recordedAt = Math.max(this.#recordedAt, row.recorded_at);

    const hash = contentHash(this.#suite, row.record_type, row.record_key, row.content);
    this.#expect(position, 'version', 'hash', hash, row.hash);
    const before = this.#chain.before(position, this.#link) ?? '';
    this.#expect(position, 'version', 'chain', nextChain(this.#suite, before, chainLinkOf(row)), row.chain);
    // Go on from what is stored, so that one breach is told once and not of every row after it.
    this.#link = row.chain;
    this.#verifyPrevious(row, beside);
    this.#verifyPersonal(row, beside);
  }

  #verifyPrevious(row: VersionRow, { versions }: Beside): void {
    const { position, previous } = row;
    if (previous === null) return;
    const before = versions.get(previous);
    if (before !== undefined && sameKey(before, row) && before.history_only === 0 && before.position < position) return;
    const detail = { zh: `${previous} 不是该记录较早的版本`, en: `${previous} is no earlier version of this key` };
    this.#breach(position, 'version', 'previous', detail);
  }

  #verifyPersonal(row: VersionRow, beside: Beside): void {
    const { position } = row;
    this.#personal += beside.personal.get(position)?.length ?? 0;
    for (const { field, detail } of personalFaults(this.#suite, row, beside)) {
      if (field === null) this.#breach(position, 'version', 'commitments', detail);
      else this.#breach(position, 'personal', field, detail);
    }
  }

  async #verifyHead(head: HeadRow): Promise<void> {
    this.#expect(null, 'head', 'position', this.#position, head.position);
    this.#expect(null, 'head', 'recorded_at', this.#recordedAt, head.recorded_at);
    this.#expect(null, 'head', 'chain', this.#chain.before(this.#position + 1, this.#link), head.chain);
    this.#expect(null, 'head', 'feed_id', this.#hub.feedId, head.feed_id);
    if (head.leveled_to > head.position) {
      this.#breach(null, 'head', 'leveled_to', { zh: '超过最后位置', en: 'beyond the last position' });
    }
    this.#expect(null, 'personal', 'rows', this.#personal, await countPersonal(this.#db, VERSION_HOLDER));
  }
}

function sameKey(a: VersionRow, b: VersionRow): boolean {
  return a.record_type === b.record_type && a.record_key === b.record_key;
}
