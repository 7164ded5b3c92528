/**
 * A record type is one definition: shape, key, classes, stage, links and identifiers. Storage, history, feed,
 * import, export, push and masking all work from it; to add a record type is to add a definition.
 */
import type { Problem } from '../message/problem.ts';
import type { SourceName, Stage } from './change.ts';
import type { Fields } from './field.ts';

/** What a position concerns: a company (its USCC), an estate (its id), a region (its county, 6 digits). */
export interface Link {
  readonly kind: 'company' | 'estate' | 'region';
  readonly value: string;
}

/** Whose record it is, while it holds: what a company or an estate is asked for finds it by that. */
export interface Relation {
  readonly kind: 'company' | 'estate';
  readonly value: string;
}

/** A number or name that leads to a company (its USCC) or to an estate (its id). */
export interface Identifier {
  readonly kind: CompanyIdentifierKind | EstateIdentifierKind;
  readonly value: string;
}

export const companyIdentifierKinds = ['USCC', 'REGNO', 'PRIPID', 'FORMER_NAME', 'NSRSBH', 'DJXH'] as const;
export type CompanyIdentifierKind = (typeof companyIdentifierKinds)[number];

/**
 * ESTATE_CODE: `source:county:code`, as one system of one county numbers its estates. ESTATE_NAME: `county:name`, the name
 * folded (see estate-name.ts). ESTATE: an id that another one took the place of.
 */
export const estateIdentifierKinds = ['ESTATE', 'ESTATE_CODE', 'ESTATE_NAME'] as const;
export type EstateIdentifierKind = (typeof estateIdentifierKinds)[number];

/** Why a company is in the hub's population. */
export type ScopeReason = 'INDUSTRY' | 'BUSINESS_SCOPE' | 'NAME' | 'FILED' | 'CONTRACT';

/** Content as stored: a JSON object whose absent fields are absent. */
export type Content = { readonly [field: string]: unknown };

/** A column of a record type's own table: a text of at most so many characters (`cut`: of a longer one the beginning), a date, a whole number. */
export type Column = { readonly text: number; readonly cut?: true } | 'date' | 'integer';

/** The table of a record type's columns. To change it later takes a migration of its own. */
export interface TypedTable {
  /** `region` is one of them in every type: the division code that lists and `full(region)` go by. */
  readonly columns: { readonly region: Column } & Readonly<Record<string, Column>>;
  /** Fields that a column holds word for word, as far as it does not cut: by field, the column. */
  readonly tells: Readonly<Record<string, string>>;
  /** By name, the columns in order; `record_key`, `position` and `until` may be among them. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

export interface RecordType<C extends Content = Content> {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly source: SourceName;
  /** The kind of identifier that the key itself is, where a key may be replaced by another one. */
  readonly keyKind?: Identifier['kind'];
  readonly fields: Fields;
  readonly table: TypedTable;
  /** The record's columns for filters and sorting; null where it has no value. The names are those of the table. */
  columns(key: string, content: C): Readonly<Record<string, string | number | null>>;
  /** The companies, estates and counties that this content concerns. */
  links(key: string, content: C): readonly Link[];
  /** The companies and estates that ask for the record as theirs; absent where records are asked for by key alone. */
  relations?(content: C): readonly Relation[];
  /** What the identifiers lead to (a company's USCC, an estate's id), and the identifiers. */
  identifiers(key: string, content: C): { readonly subject: string; readonly identifiers: readonly Identifier[] } | null;
  /** The county (6 digits) whose digest and `full(scope)` the record belongs to; null where unknown. */
  county(content: C): string | null;
  /** The stage of a step; `before` is null for a new record, `after` is null when the record ends. */
  stage(before: C | null, after: C | null): Stage | null;
  /** When the step became true, from the source's own dates; null where the source gives none. */
  effectiveOn(before: C | null, after: C): string | null;
  /**
   * A date (YYYY-MM-DD) that only grows from one step of a subject to the next, by which an older sheet is told from a
   * newer one where the source gives no version of its own; null where there is none.
   */
  sourceOrder(content: C): string | null;
  /**
   * A problem where before and after can hardly be the same subject: the step then waits for a person.
   * @param hasEnded what was before ended since, and nobody says that it is back: its code may have been given to another
   */
  subjectConflict(before: C, after: C, hasEnded?: boolean): Problem | null;
  /**
   * Which of two statements goes, where two sources state records of this type under one key and their versions cannot be
   * held against each other; null where the two are of one source.
   */
  precedence?(known: C, given: C): 'known' | 'given' | null;
  /**
   * What of a list that a sender states stays of what is known, where each sender knows its own part of it; absent where a
   * field is stated as a whole.
   */
  kept?(known: C, given: C): Partial<C>;
  /**
   * Whether the record is the hub's by what it says itself, or by the company that it is about: then it is held where the
   * hub knows that company (`company`, a USCC), and counted as out of scope elsewhere.
   */
  population(key: string, content: C): 'in' | 'out' | { readonly company: string };
}
