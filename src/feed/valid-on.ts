/**
 * What was true on a date, as known at a position: of the versions whose date is not after it, the newest in the order
 * in which the source stated them. See docs/decisions/0004.
 *
 * A correction stands in the place of what it corrects, in order and, unless it brings one, in date. A late version
 * stands where its source's own version number puts it, or, where there is none, before the first version that the source
 * orders after it. A version without an effective date counts from the day the hub
 * recorded it: the only day on which the fact is known to have been true. No date is invented for it anywhere else.
 */
export interface DatedVersion {
  readonly position: number;
  readonly corrects: number | null;
  readonly effectiveOn: string | null;
  /** Milliseconds. */
  readonly recordedAt: number;
  readonly sourceVersion: number | null;
  /** Stored for the history only: late, or a correction of what no longer held. */
  readonly historyOnly: boolean;
  /** The source's own order of steps where it gives no version; see `RecordType.sourceOrder`. */
  readonly sourceOrder: string | null;
}

export type ValidOn<V> =
  | { readonly known: true; readonly version: V }
  /** Nothing known to be true that early; `earliest` is the first date there is something for, null where there never is. */
  | { readonly known: false; readonly earliest: string | null };

export function validOn<V extends DatedVersion>(versions: readonly V[], date: string): ValidOn<V> {
  const byPosition = new Map(versions.map((version) => [version.position, version]));
  const corrected = new Set(versions.map((version) => version.corrects));
  let best: V | undefined;
  let earliest: string | null = null;
  for (const version of versions) {
    if (corrected.has(version.position)) continue;
    const from = trueFrom(version, byPosition);
    if (earliest === null || from < earliest) earliest = from;
    if (from <= date && (best === undefined || isNewer(version, best, byPosition))) best = version;
  }
  return best === undefined ? { known: false, earliest } : { known: true, version: best };
}

/** What a chain of corrections began with. */
function original<V extends DatedVersion>(version: V, byPosition: ReadonlyMap<number, V>): V {
  const target = version.corrects === null ? undefined : byPosition.get(version.corrects);
  return target === undefined ? version : original(target, byPosition);
}

/** Later in the source's own numbering; by place where the numbers agree or there are none. */
function isNewer<V extends DatedVersion>(one: V, other: V, byPosition: ReadonlyMap<number, V>): boolean {
  const [a, b] = [original(one, byPosition), original(other, byPosition)];
  const order =
    (a.sourceVersion ?? -1) - (b.sourceVersion ?? -1) ||
    placeOf(a, byPosition) - placeOf(b, byPosition) ||
    one.position - other.position;
  return order > 0;
}

/** Its position; of what came late without a number of its source, just before the first version that belongs after it. */
function placeOf<V extends DatedVersion>(version: V, byPosition: ReadonlyMap<number, V>): number {
  const { sourceOrder, position } = version;
  if (!version.historyOnly || version.corrects !== null || version.sourceVersion !== null || sourceOrder === null)
    return position;
  for (const other of byPosition.values()) {
    if (!other.historyOnly && other.sourceOrder !== null && other.sourceOrder > sourceOrder) {
      return Math.min(position, other.position - 0.5);
    }
  }
  return position;
}

function trueFrom<V extends DatedVersion>(version: V, byPosition: ReadonlyMap<number, V>): string {
  if (version.effectiveOn !== null) return version.effectiveOn;
  const target = version.corrects === null ? undefined : byPosition.get(version.corrects);
  return target === undefined ? shanghaiDate(version.recordedAt) : trueFrom(target, byPosition);
}

/** China has had one zone and no summer time since 1991, and no hub has recorded anything before. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The calendar date in Asia/Shanghai of an instant after 1991. */
export function shanghaiDate(milliseconds: number): string {
  return new Date(milliseconds + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}
