/**
 * snapshot(P1) + changes(P1, P2] = snapshot(P2), as any consumer can find out: a copy is filled as of P1, moved by the changes, and then
 * held row by row against an export as of P2 and against the digest that the hub says. The copy is a file, so that a feed of any length
 * takes no more memory than a short one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMirrorDatabase } from '../db/mirror-database.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';
import { align } from '../mirror/align.ts';
import { Copy, type CopyTotal, type Difference } from '../mirror/copy.ts';
import { copyScope } from '../mirror/copy-state.ts';
import type { Upstream, UpstreamPage } from '../mirror/upstream.ts';
import { type Breach, type Breaches, fitsHash } from './breach.ts';

export interface ReplayOptions {
  readonly scope: ScopeInput;
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal;
  onProgress?(rows: number, changes: number): void;
}

export interface ReplayReport {
  readonly feed: string;
  readonly from: number;
  readonly to: number;
  /** Exported as of `from`, and as of `to`. */
  readonly rows: number;
  readonly changes: number;
  /** What the copy added up to after the changes. */
  readonly total: CopyTotal;
  readonly milliseconds: number;
}

const PAGE = 1000;

/**
 * @returns undefined where the signal ended it before, and where the hub cannot read what it keeps: that is among the breaches
 * @throws UpstreamError
 */
export async function verifyReplay(
  upstream: Upstream,
  options: ReplayOptions,
  breaches: Breaches,
): Promise<ReplayReport | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-replay-'));
  try {
    const database = await openMirrorDatabase(`sqlite:${join(folder, 'copy.db')}`, 0);
    try {
      const { feed } = await upstream.head();
      const scope = copyScope(options.scope);
      const copy = await Copy.begin(database, () => 0, { feed, goal: options.from, scope });
      return await new Replay(upstream, copy, options, breaches).run();
    } catch (error) {
      breaches.addDamage(error);
      return undefined;
    } finally {
      await database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const DETAILS: Readonly<Record<Difference['what'], Breach['detail']>> = {
  MISSING: { zh: '导出中有，快照加变更中没有', en: 'the export has it, snapshot and changes do not' },
  EXTRA: { zh: '快照加变更中有，导出中没有', en: 'snapshot and changes have it, the export does not' },
  DIFFERENT: { zh: '导出中的内容与快照加变更所得不同', en: 'is another in the export than by snapshot and changes' },
};

class Replay {
  readonly #upstream: Upstream;
  readonly #copy: Copy;
  readonly #options: ReplayOptions;
  readonly #breaches: Breaches;
  #rows = 0;
  #changes = 0;

  constructor(upstream: Upstream, copy: Copy, options: ReplayOptions, breaches: Breaches) {
    this.#upstream = upstream;
    this.#copy = copy;
    this.#options = options;
    this.#breaches = breaches;
  }

  async run(): Promise<ReplayReport | undefined> {
    const start = performance.now();
    const { from, to } = this.#options;
    if (!(await this.#align(() => undefined))) return undefined;
    await this.#expectDigest(from, { zh: '快照', en: 'the snapshot' });
    if (!(await this.#replay())) return undefined;
    const { total } = this.#copy;
    await this.#expectDigest(to, { zh: '快照加变更', en: 'snapshot and changes' });
    const { feed, scope } = this.#copy.state;
    await this.#copy.startAligning(scope.recordTypes, { name: 'REPAIRING', feed, goal: to });
    const isThere = await this.#align(({ recordType, key, what }) =>
      this.#breaches.add({ position: to, record: `${recordType} ${key}`, what: 'replay', detail: DETAILS[what] }),
    );
    if (!isThere) return undefined;
    await this.#expectDigest(to, { zh: '导出', en: 'the export' });
    return { feed, from, to, rows: this.#rows, changes: this.#changes, total, milliseconds: performance.now() - start };
  }

  /** Brings the copy to its goal by exports, each row of which is held against its hash. */
  #align(onDifference: (difference: Difference) => void): Promise<boolean> {
    const { signal, onProgress } = this.#options;
    const onRows = (_: string, rows: number) => {
      this.#rows += rows;
      onProgress?.(this.#rows, this.#changes);
    };
    return align(this.#copy, this.#looking(), { onRows, onDifference }, signal);
  }

  #looking(): Pick<Upstream, 'exportRows'> {
    const [upstream, breaches] = [this.#upstream, this.#breaches];
    return {
      async *exportRows(query) {
        for await (const batch of upstream.exportRows(query)) {
          for (const { position, key, fields, hash } of batch.rows) {
            if (fitsHash(query.recordType, key, fields, hash, batch.level)) continue;
            const record = `${query.recordType} ${key}`;
            breaches.add({
              position,
              record,
              what: 'hash',
              detail: {
                zh: `位置 ${query.at} 的导出中，与字段内容不符`,
                en: `is not that of its fields, in the export as of ${query.at}`,
              },
            });
          }
          yield batch;
        }
      },
    };
  }

  async #replay(): Promise<boolean> {
    const { to, signal, onProgress } = this.#options;
    for (;;) {
      const { feed, position, scope } = this.#copy.state;
      if (position === null || position >= to) return true;
      if (signal.aborted) return false;
      const page = await this.#upstream.changes({ feed, after: position, first: PAGE, scope });
      const taken = upTo(page, to);
      this.#lookAt(taken);
      this.#changes += await this.#copy.takePage(taken);
      onProgress?.(this.#rows, this.#changes);
    }
  }

  #lookAt({ changes }: UpstreamPage): void {
    const level = this.#copy.state.level ?? 'PUBLIC';
    for (const { position, recordType, key, after, hash } of changes) {
      if (after === null || fitsHash(recordType, key, after, hash, level)) continue;
      const record = `${recordType} ${key}`;
      this.#breaches.add({
        position,
        record,
        what: 'hash',
        detail: { zh: '变更中，与字段内容不符', en: 'is not that of its fields, in the change' },
      });
    }
  }

  async #expectDigest(at: number, of: Breach['detail']): Promise<void> {
    const { scope } = this.#copy.state;
    const expected = await this.#upstream.digest({ scope, at });
    const { digest, records } = this.#copy.total;
    if (expected.digest === digest && expected.records === records) return;
    const detail = {
      zh: `${of.zh}：${records} 条，${digest}；互通称 ${expected.records} 条，${expected.digest}`,
      en: `${of.en}: ${records} records, ${digest}; the hub says ${expected.records}, ${expected.digest}`,
    };
    this.#breaches.add({ position: at, record: null, what: 'digest', detail });
  }
}

/** A page without what lies beyond a position. */
function upTo(page: UpstreamPage, last: number): UpstreamPage {
  return { ...page, changes: page.changes.filter(({ position }) => position <= last), scannedTo: Math.min(page.scannedTo, last) };
}

/** Pairs of positions by chance, the same ones for the same seed; the last one reaches up to the head. */
export function randomPairs(head: number, rounds: number, seed: number): readonly (readonly [number, number])[] {
  const roll = dice(seed);
  return Array.from({ length: rounds }, (_, i) => {
    const [one, other] = [roll(head + 1), i === rounds - 1 ? head : roll(head + 1)];
    return [Math.min(one, other), Math.max(one, other)];
  });
}

/** Whole numbers from 0 to below a limit (mulberry32). */
function dice(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}
