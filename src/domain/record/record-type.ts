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

/** A number or name that leads to a company. */
export interface Identifier {
  readonly kind: 'USCC' | 'REGNO' | 'PRIPID' | 'FORMER_NAME' | 'NSRSBH' | 'DJXH';
  readonly value: string;
}

/** Why a company is in the hub's population. */
export type ScopeReason = 'INDUSTRY' | 'BUSINESS_SCOPE' | 'NAME' | 'FILED' | 'CONTRACT';

/** Content as stored: a JSON object whose absent fields are absent. */
export type Content = { readonly [field: string]: unknown };

export interface RecordType<C extends Content = Content> {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly source: SourceName;
  /** The kind of identifier that the key itself is, where a key may be replaced by another one. */
  readonly keyKind?: Identifier['kind'];
  readonly fields: Fields;
  /** The record's columns for filters and sorting; null where it has no value. The names are those of the table. */
  columns(key: string, content: C): Readonly<Record<string, string | number | null>>;
  /** The companies, estates and counties that this content concerns. */
  links(key: string, content: C): readonly Link[];
  /** The company that the identifiers lead to, and the identifiers. */
  identifiers(key: string, content: C): { readonly company: string; readonly identifiers: readonly Identifier[] } | null;
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
  /** A problem where before and after can hardly be the same subject: the step then waits for a person. */
  subjectConflict(before: C, after: C): Problem | null;
  /** Whether the record belongs to the population of property-service companies, and why. */
  scopeReasons(content: C): readonly ScopeReason[];
}
