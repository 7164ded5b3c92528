/** What happens in the city outside the registry: words only. What each kind does is in the tables `happenings-of-….ts`. */
import type { Facts, OtherSubject } from './facts.ts';

export interface FactHappeningKinds {
  readonly estate:
    | 'estate-built'
    | 'estate-renamed'
    | 'renovation-planned'
    | 'renovation-begun'
    | 'renovation-done'
    | 'service-mode-changed'
    | 'estate-split'
    | 'estate-split-off'
    | 'estate-merged'
    | 'estate-merged-away'
    | 'estate-corrected';
  readonly contract: 'contract-signed' | 'contract-renewed' | 'contract-ended' | 'contract-handed-over' | 'contract-corrected';
  readonly filing:
    | 'filing-submitted'
    | 'filing-returned'
    | 'filing-accepted'
    | 'filing-changed'
    | 'filing-renewed'
    | 'filing-cancelled'
    | 'filing-corrected';
  readonly committee: 'committee-elected' | 'committee-renewed' | 'chair-changed';
  readonly taxpayer:
    | 'tax-registered'
    | 'tax-changed'
    | 'tax-abnormal'
    | 'tax-normal-again'
    | 'tax-liquidation'
    | 'tax-simple-deregistration'
    | 'tax-deregistered'
    | 'tax-abnormal-deregistered'
    | 'tax-restored'
    | 'tax-rated'
    | 'arrears-found'
    | 'arrears-paid'
    | 'taxpayer-id-changed'
    | 'tax-corrected';
}

/** What an office says a step is, beyond the new values, and the paper it rests on. */
export interface Told {
  /** 更正, 恢复, 换号, 合并, 拆分. */
  readonly kind: 'CORRECTED' | 'RESTORED' | 'REPLACES' | 'MERGES' | 'SPLIT';
  /** 文号. */
  readonly documentNo: string;
  readonly reason: string;
  /** The day of the paper. */
  readonly on: string;
  /** Former codes: of the estates that went up in this one, of the one that it came out of, the former serial or taxpayer id. */
  readonly formers: readonly string[];
}

/** Something that happened to one thing at one moment. A thing has at most one happening a day. */
export interface FactHappening<S extends OtherSubject = OtherSubject> {
  readonly kind: FactHappeningKinds[S];
  /** UTC milliseconds. */
  readonly at: number;
  /** Null for what is new. */
  readonly before: Facts[S] | null;
  readonly after: Facts[S];
  readonly told: Told | null;
}

/** All of one subject: what an office that keeps it copies. */
export interface Register<S extends OtherSubject> {
  /** What the first day found has the numbers 0 … span − 1; not every number has something. */
  readonly span: number;
  /** Today's numbers are 0 … count − 1. */
  readonly count: number;
  onFirstDay(number: number): Facts[S] | undefined;
  today(number: number): Facts[S] | undefined;
  all(): Generator<Facts[S], void>;
  /** What happened on a day that has come, in the order of time. */
  happeningsOn(day: number): readonly FactHappening<S>[];
}
