/** What a connector hands over: one record as a source sent it, in our terms, before it has a position. */
import type { Problem } from '../message/problem.ts';
import type { CompanyIdentifierKind, Content } from './record-type.ts';

/**
 * What a source says a step is, beyond the new values; kinds are told, not guessed.
 *
 * - RESTORED: the subject is back in life under the same key (恢复登记、撤销注销登记).
 * - CORRECTED: what was stated before was wrong from the start (更正登记); what holds now, or the position that is named.
 * - REPLACES: the subject goes on under this key; `formers` are the keys it had before (统一社会信用代码变更), the newest
 *   first, each with the day on which it was replaced: null where the source does not say it.
 * - MERGES: the subjects of `formers` went up in this one (合并).
 * - SPLIT: the subject came out of another one (拆分), which the content names.
 */
export type ToldStep =
  | { readonly kind: 'RESTORED' }
  | { readonly kind: 'CORRECTED'; readonly corrects?: number }
  | { readonly kind: 'REPLACES' | 'MERGES'; readonly formers: readonly Former[] }
  | { readonly kind: 'SPLIT' };

/** A key that a subject had, and the day (`YYYY-MM-DD`) on which another took its place. */
export interface Former {
  readonly key: string;
  readonly on: string | null;
}

/** The paper that a step rests on, as its sender names it. */
export interface Grounds {
  /** 文号. */
  readonly documentNo?: string;
  readonly reason?: string;
}

/** A company, an estate or a tax registration that a record names otherwise than by our key. `field` is the sender's column. */
export type Want = CompanyWant | EstateWant | TaxpayerWant;

export interface CompanyWant {
  readonly kind: 'company';
  readonly field: string;
  /** Numbers that may lead to it, as far as the row gives any. */
  readonly identifiers: readonly CompanyNumber[];
  /** Its name; null where the row gives none. */
  readonly name: string | null;
}

/**
 * A tax registration that a row only tells more of: the one under its serial; without a serial the company's main one, where
 * there is exactly one.
 */
export interface TaxpayerWant {
  readonly kind: 'taxpayer';
  readonly field: string;
  readonly serial: string | null;
  readonly company: { readonly uscc: string } | { readonly want: CompanyWant };
}

export interface CompanyNumber {
  /** The organisation code stands in many codes and columns, and has no kind of its own among the stored identifiers. */
  readonly kind: CompanyIdentifierKind | 'ORGANISATION_CODE';
  readonly value: string;
}

export interface EstateWant {
  readonly kind: 'estate';
  readonly field: string;
  /** Values of ESTATE_CODE. */
  readonly codes: readonly string[];
  /** The value of ESTATE_NAME; null where the row gives no name. */
  readonly name: string | null;
  /** The name as the row gives it, for who is told of it. */
  readonly called: string | null;
  readonly place: EstatePlace;
  /**
   * Of an estate's own row: what it is known by first (a value of ESTATE_CODE; else county, name and place), of which its id is
   * made where the hub knows none like it. Null where a record only names an estate.
   */
  readonly firstAlias: string | null;
}

/** Where an estate lies, by which two of one name are told apart; null where it is not known. */
export interface EstatePlace {
  /** Division code of the community, or of the street where no more is known. */
  readonly community: string | null;
  /** The address, folded (see estate-name.ts). */
  readonly address: string | null;
}

/** What has to be found among what the hub knows before an observation is one. */
export interface Needs {
  readonly wants: readonly [Want, ...Want[]];
  /** The observation with what was found, in the order of the wants: a USCC, an estate's id. */
  complete(found: readonly string[]): Observation;
}

export interface Observation {
  readonly recordType: string;
  readonly key: string;
  readonly content: Content;
  /** Personal values by field; kept apart from content from here on. */
  readonly personal: Readonly<Record<string, string>>;
  /** The source takes the record back: it ends. Of such an observation key, version and date count. */
  readonly closes?: true;
  /** When it became true, where the wire record says so itself; otherwise the record type works it out. */
  readonly effectiveOn?: string;
  /** The source's own version of the record: a time in milliseconds or a sequence number; larger is newer. */
  readonly sourceVersion?: number;
  /** What the source says the step is; an ordinary change where absent. */
  readonly told?: ToldStep;
  readonly grounds?: Grounds;
  /**
   * The fields that the sender has a column for; all of them where absent. What it has no column for it does not state,
   * and a known value stays; what it states as empty is empty. One that lacks what the record must have is about a record
   * that the hub holds already.
   */
  readonly stated?: ReadonlySet<string>;
  /** What has to be found first. Key and content of such an observation count only once it is completed. */
  readonly needs?: Needs;
  /**
   * A record that the wire record states by the way, as a filing states who its company is. It is written where this one
   * is news, and is counted nowhere.
   */
  readonly implied?: Omit<Observation, 'implied' | 'needs'>;
  readonly warnings: readonly Problem[];
}

/** The wire record as it came, with the sender's column names; kept in quarantine when it cannot be accepted. */
export interface WireRecord {
  /** Columns that hold nothing personal. */
  readonly plain: Readonly<Record<string, unknown>>;
  /** Columns that hold or may hold personal values; they go to the side table. */
  readonly personal: Readonly<Record<string, string>>;
  /** The columns as the sender orders them, for who gives the record back; absent where nobody knows. No part of the record. */
  readonly columns?: readonly string[];
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
