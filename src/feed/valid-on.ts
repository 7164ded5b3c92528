/**
 * What was true on a date, as known at a position. Of the versions known and not corrected away, the one with the
 * latest (effective date, position) not after the date.
 *
 * A version without an effective date counts from the day the hub recorded it: the only day on which the fact is known
 * to have been true. No date is invented for it anywhere else.
 */
export interface DatedVersion {
  readonly position: number;
  readonly corrects: number | null;
  readonly effectiveOn: string | null;
  /** Milliseconds. */
  readonly recordedAt: number;
}

export type ValidOn<V> =
  | { readonly known: true; readonly version: V }
  /** Nothing known to be true that early; `earliest` is the first date there is something for, null where there never is. */
  | { readonly known: false; readonly earliest: string | null };

export function validOn<V extends DatedVersion>(versions: readonly V[], date: string): ValidOn<V> {
  const corrected = new Set(versions.map((version) => version.corrects));
  let best: V | undefined;
  let bestFrom = '';
  let earliest: string | null = null;
  for (const version of versions) {
    if (corrected.has(version.position)) continue;
    const from = trueFrom(version);
    if (earliest === null || from < earliest) earliest = from;
    if (from > date) continue;
    if (best === undefined || from > bestFrom || (from === bestFrom && version.position > best.position)) {
      best = version;
      bestFrom = from;
    }
  }
  return best === undefined ? { known: false, earliest } : { known: true, version: best };
}

function trueFrom(version: DatedVersion): string {
  return version.effectiveOn ?? shanghaiDate(version.recordedAt);
}

/** China has had one zone and no summer time since 1991, and no hub has recorded anything before. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The calendar date in Asia/Shanghai of an instant after 1991. */
export function shanghaiDate(milliseconds: number): string {
  return new Date(milliseconds + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}
