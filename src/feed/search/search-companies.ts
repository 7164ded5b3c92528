/** Searches companies by whatever somebody has of them: a part of a name, pinyin, initials, a former name, a code. */
import type { Viewer } from '../../access/viewer.ts';
import { findSearchState, listSearchCompaniesAfter } from '../../db/search.repository.ts';
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { Problem } from '../../domain/message/problem.ts';
import { type Match, type MatchedOn, nearWay, type Way, waysOf } from '../../domain/search/match.ts';
import { readSearchText } from '../../domain/search/search-text.ts';
import type { CodeKind, Searchable } from '../../domain/search/searchable.ts';
import type { Hub } from '../hub.ts';
import { fromRow } from './documents.ts';

export interface CompanyMatch {
  readonly uscc: string;
  /** The present name. */
  readonly name: string;
  readonly status: RegistrationStatus | null;
  readonly matchedOn: MatchedOn;
  /** With IDENTIFIER: which. */
  readonly identifierKind?: CodeKind;
  /** The name or code that matched, as published. */
  readonly matchedText: string;
  /** It is the whole of what was looked for, not a part or nearly so. */
  readonly exact: boolean;
}

export interface SearchAnswer {
  /** The index holds what the feed says up to here. */
  readonly indexedTo: number;
  /** The best first. */
  readonly matches: readonly CompanyMatch[];
  readonly hasMore: boolean;
  /** Why the text cannot be searched for: too short, too long, no word in it. There are no matches then. */
  readonly problem: Problem | null;
}

export const MAX_MATCHES = 100;
export const DEFAULT_MATCHES = 20;

/**
 * The best matches, at most `first` of them (20; 100 at most). Surer ways of meaning the text go first: a whole code, a
 * part of a name, pinyin, initials, a part of a code; within each what is the whole, then what begins with the text,
 * then the shorter name, a present name before a former one, a living company before an ended one, the one that the
 * hub has known longer. Only when nothing matches is one wrong character forgiven.
 */
export async function searchCompanies(
  hub: Hub,
  query: { readonly text: string; readonly first?: number | undefined },
  viewer: Viewer,
): Promise<SearchAnswer> {
  const { position } = await findSearchState(hub.db.scan);
  const read = readSearchText(query.text);
  if (!read.ok) return { indexedTo: position, matches: [], hasMore: false, problem: read.problem };
  const first = Math.min(Math.max(query.first ?? DEFAULT_MATCHES, 1), MAX_MATCHES);
  let found = await searchIn(hub, waysOf(read.value, viewer.classes));
  const near = nearWay(read.value);
  if (found.length === 0 && near !== null) found = await searchIn(hub, [near]);
  return { indexedTo: position, matches: found.slice(0, first), hasMore: found.length > first, problem: null };
}

async function searchIn(hub: Hub, ways: readonly Way[]): Promise<readonly CompanyMatch[]> {
  const found: { id: number; way: number; company: Searchable; match: Match }[] = [];
  for (let after = 0; ; ) {
    const rows = await listSearchCompaniesAfter(hub.db.scan, after, 1000);
    if (rows.length === 0) break;
    for (const row of rows) {
      after = row.id;
      const company = fromRow(row);
      for (const [way, { match: matchOf }] of ways.entries()) {
        const match = matchOf(company);
        if (match === null) continue;
        found.push({ id: row.id, way, company, match });
        break;
      }
    }
  }
  const startsFirst = (way: number, { atStart }: Match) => (ways[way]?.startsFirst === true && !atStart ? 1 : 0);
  return found
    .sort(
      (a, b) =>
        a.way - b.way || startsFirst(a.way, a.match) - startsFirst(b.way, b.match) || a.match.rank - b.match.rank || a.id - b.id,
    )
    .map(({ company, match }) => viewOf(company, match));
}

function viewOf({ uscc, status, names }: Searchable, match: Match): CompanyMatch {
  const { matchedOn, identifierKind, matchedText, isExact } = match;
  return {
    uscc,
    name: names[0]?.text ?? '',
    status,
    matchedOn,
    ...(identifierKind === undefined ? {} : { identifierKind }),
    matchedText,
    exact: isExact,
  };
}
