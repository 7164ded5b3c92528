/**
 * How far an interface has been followed, in one text that the hub keeps: `12` after a whole round of pages, `7..12` at
 * cursor 12 within the round that began with 7, `..12` within the one that began at the beginning of everything.
 *
 * Where the round began is kept with the cursor because the next page may be asked for by another process: what stands
 * beside the rows counts from there.
 */

/** Where the next page is asked for. Cursors are null at the beginning of everything. */
export interface RoundPlace {
  readonly since: string | null;
  /** With what the round of pages began that the next page is of; `since` itself where it begins one. */
  readonly round: string | null;
}

/** The place that a kept text tells; the beginning where nothing is kept. */
export function readRoundPlace(kept: string | null): RoundPlace {
  const [first, second] = (kept ?? '').split('..');
  const round = first === undefined || first === '' ? null : first;
  return { since: second ?? round, round };
}

/** @param round with what the round began that the cursor is in the middle of; undefined after its last page */
export function roundPlaceText(cursor: string, round: string | null | undefined): string {
  return round === undefined ? cursor : `${round ?? ''}..${cursor}`;
}
