/** What a connector hands over: one record as a source sent it, in our terms, before it has a position. */
import type { Problem } from '../message/problem.ts';
import type { Content } from './record-type.ts';

/**
 * What a source says a step is, beyond the new values; kinds are told, not guessed.
 *
 * - RESTORED: the subject is back in life under the same key (恢复登记、撤销注销登记).
 * - CORRECTED: what holds now was wrong from the start (更正登记).
 * - REPLACES: the subject goes on under this key; `formers` are the keys it had before (统一社会信用代码变更), the newest
 *   first, each with the day on which it was replaced: null where the source does not say it.
 */
export type ToldStep =
  | { readonly kind: 'RESTORED' }
  | { readonly kind: 'CORRECTED' }
  | { readonly kind: 'REPLACES'; readonly formers: readonly Former[] };

/** A key that a subject had, and the day (`YYYY-MM-DD`) on which another took its place. */
export interface Former {
  readonly key: string;
  readonly on: string | null;
}

export interface Observation {
  readonly recordType: string;
  readonly key: string;
  readonly content: Content;
  /** Personal values by field; kept apart from content from here on. */
  readonly personal: Readonly<Record<string, string>>;
  /** When it became true, where the wire record says so itself; otherwise the record type works it out. */
  readonly effectiveOn?: string;
  /** The source's own version of the record: a time in milliseconds or a sequence number; larger is newer. */
  readonly sourceVersion?: number;
  /** What the source says the step is; an ordinary change where absent. */
  readonly told?: ToldStep;
  /**
   * The fields that the sender has a column for; all of them where absent. What it has no column for it does not state,
   * and a known value stays; what it states as empty is empty.
   */
  readonly stated?: ReadonlySet<string>;
  readonly warnings: readonly Problem[];
}

/** The wire record as it came, with the sender's column names; kept in quarantine when it cannot be accepted. */
export interface WireRecord {
  /** Columns that hold nothing personal. */
  readonly plain: Readonly<Record<string, unknown>>;
  /** Columns that hold or may hold personal values; they go to the side table. */
  readonly personal: Readonly<Record<string, string>>;
}

/** One row of a source, read: an observation, or the reasons why it cannot be one. */
export type Reading =
  | { readonly row: number; readonly wire: WireRecord; readonly observation: Observation }
  | {
      readonly row: number;
      readonly wire: WireRecord;
      readonly problems: readonly [Problem, ...Problem[]];
      /** The record it speaks of, where that much could be read: a record that came damaged has not ended. */
      readonly about?: { readonly recordType: string; readonly key: string };
    };
