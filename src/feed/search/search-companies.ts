/** Searches companies by whatever somebody has of them: a part of a name, pinyin, initials, a former name, a code. */
import type { Viewer } from '../../access/viewer.ts';
import { countPostings, findSearchState, listSearchCompaniesById } from '../../db/search.repository.ts';
import type { RegistrationStatus } from '../../domain/code/registration-status.ts';
import type { Problem } from '../../domain/message/problem.ts';
import type { Alternative } from '../../domain/search/grams.ts';
import { type Match, type MatchedOn, nearWay, type Way, waysOf } from '../../domain/search/match.ts';
import { readSearchText } from '../../domain/search/search-text.ts';
import type { CodeKind, Searchable } from '../../domain/search/searchable.ts';
import { breath } from '../breath.ts';
import type { Hub } from '../hub.ts';
import { candidates, pieceReader, type Source } from './candidates.ts';
import { companyOfPosting, rankOfPosting } from './postings.ts';
import { TIERS } from './runs.ts';
import { fromRow } from './stored-document.ts';

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
  const read = readSearchText(query.text);
  if (!read.ok) {
    const { position } = await findSearchState(hub.db.scan);
    return { indexedTo: position, matches: [], hasMore: false, problem: read.problem };
  }
  const first = Math.min(Math.max(query.first ?? DEFAULT_MATCHES, 1), MAX_MATCHES);
  const ways = waysOf(read.value, viewer.classes);
  const near = nearWay(read.value);
  return unmoved(hub, async (indexedTo) => {
    let found = await search(hub, ways, first + 1);
    if (found.length === 0 && near !== null) found = await search(hub, [near], first + 1);
    return { indexedTo, matches: found.slice(0, first), hasMore: found.length > first, problem: null };
  });
}

/** Times that a search begins anew because the index changed under it. More often than that it is told as it was found. */
const ATTEMPTS = 3;

/** Reads the index as it stood at one position: what it reads in several statements must not change in between. */
async function unmoved<T>(hub: Hub, read: (position: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const before = await findSearchState(hub.db.scan);
    const answer = await read(before.position);
    const after = await findSearchState(hub.db.scan);
    if (after.generation === before.generation || attempt === ATTEMPTS) return answer;
  }
}

async function search(hub: Hub, ways: readonly Way[], wanted: number): Promise<readonly CompanyMatch[]> {
  const passes = ways.flatMap((way) => (way.startsFirst ? [true, false] : [false]).map((atStart) => passOf(way, atStart)));
  const grams = new Set(passes.flatMap(({ alternatives }) => alternatives.flat()));
  const counts = await countPostings(hub.db.scan, TIERS, [...grams]);
  const read = pieceReader(hub.db.scan);
  const found = new Map<string, CompanyMatch>();
  for (const pass of passes) {
    if (found.size >= wanted) break;
    await walk(hub, pass.way, candidates(read, pass.alternatives, counts), { ...pass, found, wanted });
  }
  return [...found.values()];
}

/** One way, or the half of one: what begins with the text, or what holds it elsewhere. */
interface Pass {
  readonly way: Way;
  readonly alternatives: readonly Alternative[];
  takes(match: Match): boolean;
}

function passOf(way: Way, atStart: boolean): Pass {
  return {
    way,
    alternatives: way.alternatives(atStart),
    takes: (match) => !way.startsFirst || match.atStart === atStart,
  };
}

/** Candidates looked at together: few at first, since the first ones are often enough. */
const SMALLEST_GLANCE = 32;
const LARGEST_GLANCE = 256;
/** Candidates held against the text in one go: a long text takes some tenths of a millisecond for each. */
const BETWEEN_BREATHS = 32;

async function walk(
  hub: Hub,
  way: Way,
  source: Source,
  into: {
    readonly found: Map<string, CompanyMatch>;
    readonly wanted: number;
    takes(match: Match): boolean;
  },
): Promise<void> {
  const { found, wanted, takes } = into;
  let glance = SMALLEST_GLANCE;
  let seen = 0;
  for (let block = await source.next(); block !== null; block = await source.next()) {
    for (let from = 0; from < block.length; ) {
      if (rankOfPosting(block[from] as number) > way.lastRank) return;
      const part = block.subarray(from, from + glance);
      from += part.length;
      seen += part.length;
      glance = Math.min(glance * 2, LARGEST_GLANCE);
      const rows = await listSearchCompaniesById(hub.db.scan, [...new Set(Array.from(part, companyOfPosting))]);
      const companies = new Map(rows.map((row) => [row.id, fromRow(row)]));
      for (const [looked, value] of part.entries()) {
        if (looked % BETWEEN_BREATHS === BETWEEN_BREATHS - 1) await breath();
        const company = companies.get(companyOfPosting(value));
        if (company === undefined || found.has(company.uscc)) continue;
        const match = way.match(company);
        // Of the postings of one company the one of its best match counts; others are of what it was once called.
        if (match === null || match.rank !== rankOfPosting(value) || !takes(match)) continue;
        found.set(company.uscc, viewOf(company, match));
        if (found.size >= wanted) return;
      }
      if (seen >= way.mostCandidates) return;
    }
  }
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
