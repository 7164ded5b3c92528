/** The border of a scope, and on which side of it a change begins and ends. */
import type { VersionFacts, VersionRow } from '../db/version.repository.ts';
import { type ChangeKind, isClosing } from '../domain/record/change.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { isInScope, type Scope } from '../domain/scope/scope.ts';
import { contentOf } from './known.ts';

/** How a change crosses the border of a scope: the record was outside before, or is outside now. */
export type Crossing = 'ENTERED' | 'LEFT';

/** Nothing crosses the border between record types. */
export function hasNoBorder({ company, counties, domiciles }: Scope = {}): boolean {
  return company === undefined && counties === undefined && domiciles === undefined;
}

/** On which side of a border a change begins and ends; what lies outside is not told. */
export interface Side {
  readonly before: boolean;
  readonly after: boolean;
  readonly crossing: Crossing | null;
}

export const WITHIN: Side = { before: true, after: true, crossing: null };

/**
 * Null where it lies outside: what a change is linked to is that of before and after together, so that links of both may fit and neither
 * of the two does. A key that is closed is linked to the one that goes on in its place as well: it is told there, and nothing of it.
 */
export function sideOf(
  row: VersionFacts,
  stated: VersionRow | undefined,
  held: VersionRow | undefined,
  scope: Scope = {},
): Side | null {
  if (hasNoBorder(scope)) return WITHIN;
  const type = getRecordType(row.record_type);
  const isIn = (version: VersionRow | undefined): boolean | null => {
    const content = version === undefined ? null : contentOf(version);
    return content === null ? null : isInScope(scope, type, row.record_key, content);
  };
  const [before, after] = [isIn(held), isIn(stated)];
  if (before !== true && after !== true) {
    return isClosing(row.kind as ChangeKind) ? { before: false, after: false, crossing: null } : null;
  }
  // What moves no current state crosses nothing.
  if (row.history_only === 1 || before === null || after === null || before === after) return WITHIN;
  return { before, after, crossing: after ? 'ENTERED' : 'LEFT' };
}
