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

/**
 * Later in the order in which the source stated them. What held once stands in the order of positions: the hub has taken
 * nothing older over it. What came late stands before the first of those that is newer, however either is known by.
 */
function isNewer<V extends DatedVersion>(one: V, other: V, byPosition: ReadonlyMap<number, V>): boolean {
  const [a, b] = [original(one, byPosition), original(other, byPosition)];
  const order = slotOf(a, byPosition) - slotOf(b, byPosition) || amongLate(a, b) || one.position - other.position;
  return order > 0;
}

function isLate({ historyOnly, corrects }: DatedVersion): boolean {
  return historyOnly && corrects === null;
}

function slotOf<V extends DatedVersion>(version: V, byPosition: ReadonlyMap<number, V>): number {
  if (!isLate(version)) return version.position;
  for (const other of byPosition.values()) {
    if (!other.historyOnly && isKnownNewer(other, version)) return other.position - 0.5;
  }
  return version.position;
}

/** By the source's own numbers where both have one, else by its order of steps. */
function isKnownNewer(one: DatedVersion, other: DatedVersion): boolean {
  if (one.sourceVersion !== null && other.sourceVersion !== null) return one.sourceVersion > other.sourceVersion;
  return one.sourceOrder !== null && other.sourceOrder !== null && one.sourceOrder > other.sourceOrder;
}

/** Of several that stand before the same version; one order for all, whatever they are known by. */
function amongLate(a: DatedVersion, b: DatedVersion): number {
  if (!isLate(a) || !isLate(b)) return 0;
  const [orderA, orderB] = [a.sourceOrder ?? '', b.sourceOrder ?? ''];
  if (orderA !== orderB) return orderA < orderB ? -1 : 1;
  return (a.sourceVersion ?? -1) - (b.sourceVersion ?? -1) || a.position - b.position;
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
