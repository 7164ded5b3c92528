/** What happens in the city: words only. What each kind does is in `happenings.ts`. */
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import type { Chance } from '../random.ts';
import type { Company } from './company.ts';

export type HappeningKind =
  | 'founded'
  | 'renamed'
  | 'moved'
  | 'new-representative'
  | 'capital-changed'
  | 'scope-changed'
  | 'corrected'
  | 'code-replaced'
  | 'notice-opened'
  | 'notice-withdrawn'
  | 'liquidation-filed'
  | 'cancelled'
  | 'revoked'
  | 'restored'
  | 'abnormal-entered'
  | 'abnormal-removed'
  | 'serious-entered'
  | 'serious-removed';

/** A change row (变更信息) as it should read: the item, what stood there before, what stands there now. */
export interface Change {
  /** ALT_ID. */
  readonly id: string;
  /** ALTITEM; the numbers are this office's own, most changes have none. */
  readonly item: string;
  /** ALTITEM_CN. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** Day of the approval. */
  readonly on: string;
}

/** Something that happened to one company at one moment. A company has at most one happening a day. */
export interface Happening {
  readonly kind: HappeningKind;
  /** UTC milliseconds. */
  readonly at: number;
  /** Null for a foundation. */
  readonly before: Company | null;
  readonly after: Company;
  readonly changes: readonly Change[];
}

/** What one kind of happening needs to know of its moment. */
export interface Moment {
  readonly day: string;
  readonly chance: Chance;
  newName(company: Company): string;
  newCode(company: Company): Uscc;
}

export interface Outcome {
  readonly now: Partial<Company>;
  readonly changes?: readonly Pick<Change, 'item' | 'text' | 'before' | 'after'>[];
  /** What comes of it later, unless the company has taken another way meanwhile. */
  readonly next?: { readonly kind: HappeningKind; readonly inDays: number };
}

export interface HappeningDefinition {
  readonly zh: string;
  /** How often, beside the others; 0 where it only comes of another happening. */
  readonly weight: number;
  happensTo(company: Company): boolean;
  happen(company: Company, moment: Moment): Outcome;
}
