/** A copy of a scope as anybody can keep it who has 32 bytes for each key, and what is wrong with a page that is to be applied to it. */
import { StateDigest } from '../../src/feed/suite.ts';
import type { AppliedPage } from './applied-log.ts';

/** A page of the subscription as it comes over the wire. */
export interface WirePage {
  readonly feed: string;
  readonly scannedTo: string;
  readonly nodes: readonly WireChange[];
}

export interface WireChange {
  readonly position: string;
  readonly previous: string | null;
  readonly recordType: string;
  readonly key: string;
  readonly crossing: 'ENTERED' | 'LEFT' | null;
  readonly historyOnly: boolean;
  readonly before: object | null;
  readonly after: object | null;
  readonly hash: string;
  readonly hashBefore: string | null;
}

export class ScopeCopy {
  position = 0;
  feed: string | null = null;
  readonly #held = new Map<string, string>();
  readonly #digest = new StateDigest();

  get digest(): string {
    return this.#digest.hex;
  }

  get records(): number {
    return this.#held.size;
  }

  /** What of a page contradicts the copy or itself; nothing where it can be applied. */
  faultsOf({ feed, scannedTo, nodes }: WirePage): readonly string[] {
    const faults: string[] = [];
    if (this.feed !== null && feed !== this.feed) faults.push(`the feed is ${feed}, and was ${this.feed}`);
    const held = new Map<string, string | null>();
    let expected = this.position;
    for (const change of nodes) {
      const { position, previous, recordType, key, crossing, historyOnly, after, before, hashBefore } = change;
      const at = Number(position);
      if (Number(previous ?? 0) !== expected) faults.push(`${position} names ${previous} before it, and ${expected} is`);
      if (at <= expected) faults.push(`${position} comes after ${expected}`);
      expected = at;
      if (historyOnly) continue;
      const name = `${recordType} ${key}`;
      const had = held.has(name) ? (held.get(name) ?? null) : (this.#held.get(name) ?? null);
      if (hashBefore !== had) faults.push(`${position} says that ${hashBefore} was before it, and ${had} is held`);
      if (crossing === 'ENTERED' && (before !== null || after === null)) faults.push(`${position} enters without a whole record`);
      if (crossing === 'LEFT' && after !== null) faults.push(`${position} leaves with a record`);
      held.set(name, after === null ? null : change.hash);
    }
    if (Number(scannedTo) < expected) faults.push(`it looked as far as ${scannedTo}, and ${expected} is there`);
    return faults;
  }

  take({ to, feed, changes }: AppliedPage): void {
    this.position = to;
    this.feed = feed;
    for (const { record, hash } of changes) {
      if (hash === undefined) continue;
      const had = this.#held.get(record);
      if (had !== undefined) this.#digest.subtract(had);
      if (hash === null) this.#held.delete(record);
      else {
        this.#held.set(record, hash);
        this.#digest.add(hash);
      }
    }
  }
}

/** A page as it is kept. */
export function applied({ feed, scannedTo, nodes }: WirePage): AppliedPage {
  return {
    ...{ feed, to: Number(scannedTo) },
    changes: nodes.map(({ position, recordType, key, historyOnly, after, hash }) => ({
      ...{ position: Number(position), record: `${recordType} ${key}` },
      ...(historyOnly ? {} : { hash: after === null ? null : hash }),
    })),
  };
}
