/**
 * The desk (处置): what a person decides about runs and about what was set aside. It is carried out where the connectors
 * are, which the graph does not see; whoever starts a server hands it in.
 */
import type { Problem, Result } from '../domain/message/problem.ts';
import type { Outcome } from './counts.ts';
import type { QuarantineFilter } from './quarantine.ts';
import type { Run, RunDecision } from './runs.ts';

export interface Desk {
  settleRun(id: number, decision: Omit<RunDecision, 'at'>): Promise<Result<Run>>;
  release(id: number, options: ReleaseOptions): Promise<ReleaseAnswer>;
  /** @param most how many at most */
  retry(filter: RetryFilter, most: number): Promise<RetryAnswer>;
}

export interface ReleaseOptions {
  /** A person vouches for the record. */
  readonly confirm?: boolean;
  /** The USCC or the id of an estate that a person has chosen, where the record names one in doubt. */
  readonly as?: string;
}

export type ReleaseAnswer =
  | { readonly released: true; readonly outcome: Outcome; readonly position: number | null }
  | { readonly released: false; readonly problems: readonly Problem[] }
  /** No such record waits. */
  | { readonly released: false; readonly problems: null };

/** Which records are read again, in the order of their numbers. */
export type RetryFilter = Pick<QuarantineFilter, 'source' | 'code' | 'sender' | 'after'>;

export interface RetryCounts {
  readonly tried: number;
  readonly accepted: number;
  /** Their right form had come meanwhile. */
  readonly superseded: number;
  readonly waiting: number;
}

export interface RetryAnswer extends RetryCounts {
  /** Nothing is left to be tried. */
  readonly isAll: boolean;
  /** The number of the last one; what is left comes after it. */
  readonly last: number | null;
}
