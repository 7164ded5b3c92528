/**
 * Follows the feed on one node while others write, as a subscriber would, and waits there for positions that other nodes have
 * given out. Where its node is away it asks again, and goes on where it was.
 */
import { operator } from '../../src/access/viewer.ts';
import { isGone } from '../../src/db/retry.ts';
import { patienceWith } from '../../src/feed/await-position.ts';
import { listChanges } from '../../src/feed/changes.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { getHead, pin } from '../../src/feed/position.ts';
import { StateDigest } from '../../src/feed/suite.ts';

const PAGE = 200;
const PAUSE_MS = 5;

export class ClusterFollower {
  readonly faults: string[] = [];
  /** How long it took until a position that another node had given was there, in milliseconds. */
  readonly waits: number[] = [];
  /** How often one was not there within the time that a request waits: a node that comes back is behind by more. */
  late = 0;
  /** How often its node was away when it asked. */
  away = 0;
  /** How often it stood just at the head, and held its own digest against the head's. */
  compared = 0;
  position = 0;
  readonly #hub: Hub;
  /** The last position that was told anywhere. */
  readonly #told: () => number;
  readonly #digest = new StateDigest();
  #recordedAt = 0;

  constructor(hub: Hub, told: () => number) {
    this.#hub = hub;
    this.#told = told;
  }

  get digest(): string {
    return this.#digest.hex;
  }

  async run(isOver: () => boolean): Promise<void> {
    for (;;) {
      const last = isOver();
      try {
        await this.#await();
        const moved = await this.#follow();
        if (last && !moved) return;
        if (!moved) await this.#hub.clock.sleep(PAUSE_MS);
      } catch (error) {
        if (!isGone(error)) throw error;
        this.away += 1;
        await this.#hub.clock.sleep(50);
      }
    }
  }

  /** Pins what another node was told last. */
  async #await(): Promise<void> {
    const position = this.#told();
    if (position <= this.position) return;
    const start = performance.now();
    const head = await getHead(this.#hub);
    const pinned = await pin(this.#hub, String(position), head, patienceWith(this.#hub));
    if (pinned.ok) this.waits.push(performance.now() - start);
    else if (pinned.problem.code === 'POSITION_NOT_REACHED') this.late += 1;
    else this.faults.push(`position ${position}: ${pinned.problem.code}`);
  }

  async #follow(): Promise<boolean> {
    const before = this.position;
    const head = await getHead(this.#hub);
    if (head.position < this.position) this.faults.push(`the head fell back from ${this.position} to ${head.position}`);
    for (;;) {
      const page = await listChanges(this.#hub, { after: this.position, upTo: head.position, first: PAGE, filter: {} }, operator);
      for (const change of page.changes) {
        if (change.position !== this.position + 1) this.faults.push(`${change.position} came after ${this.position}`);
        if (change.recordedAt < this.#recordedAt) this.faults.push(`${change.position} was recorded before ${this.position}`);
        this.position = change.position;
        this.#recordedAt = change.recordedAt;
        if (change.historyOnly) continue;
        if (change.hashBefore !== null) this.#digest.subtract(change.hashBefore);
        if (change.after !== null) this.#digest.add(change.hash);
      }
      if (!page.hasMore) break;
    }
    if (this.position === head.position) {
      this.compared += 1;
      if (this.digest !== head.digest) this.faults.push(`the digest at ${this.position} is not the head's`);
    }
    return this.position > before;
  }
}
