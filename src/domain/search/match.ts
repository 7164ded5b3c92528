/** Whether and how a company is what somebody looks for: the rules of a search, without an index. */
import { parseOrganisationCode } from '../identifier/organisation-code.ts';
import type { DataClass } from '../record/field.ts';
import { foldName } from '../value/name.ts';
import { foldCode } from './fold-code.ts';
import {
  type Alternative,
  codeAlternatives,
  initialsAlternatives,
  nameAlternatives,
  nearNameAlternatives,
  pinyinAlternatives,
  wholeCodeAlternatives,
} from './grams.ts';
import { holdsNearly, MAX_NEAR, MIN_NEAR } from './near.ts';
import type { SearchText } from './search-text.ts';
import { type CodeKind, codeRankOf, codesOf, RANKS, rankOf, type Searchable, type SearchName } from './searchable.ts';
import { findInitials, findPinyin, type Place } from './spelling.ts';

export type MatchedOn = 'NAME' | 'FORMER_NAME' | 'PINYIN' | 'INITIALS' | 'CODE' | 'IDENTIFIER';

export interface Match {
  readonly matchedOn: MatchedOn;
  /** With IDENTIFIER: which. */
  readonly identifierKind?: CodeKind;
  /** The name or code that matched, as published. */
  readonly matchedText: string;
  /** It is the whole of what was looked for. */
  readonly isExact: boolean;
  readonly atStart: boolean;
  readonly rank: number;
}

/** One way to look for a text. */
export interface Way {
  /** Grams of what may match; with `atStart`, of what may begin with it. */
  alternatives(atStart: boolean): readonly Alternative[];
  /** Whether what begins with the text goes before what holds it elsewhere. */
  readonly startsFirst: boolean;
  /** No match has a larger rank. */
  readonly lastRank: number;
  /** So many candidates are looked at, the best ranks first, and no more. */
  readonly mostCandidates: number;
  /** The best match of a company, or null. */
  match(company: Searchable): Match | null;
}

/**
 * Grams of letters let much through that does not match, and forgiving may ask of each company whether it has two common
 * characters: without a bound a search for next to nothing would look at everything.
 */
const MOST_BY_LETTERS = 4000;
const MOST_NEAR = 500;

/** The ways in which a text may be meant, the surest first: what an earlier way finds goes before what a later one does. */
export function waysOf(text: SearchText, classes: ReadonlySet<DataClass>): readonly Way[] {
  const { name, letters, code } = text;
  const ways: Way[] = [];
  if (code !== null) ways.push(wholeCode(code, classes));
  ways.push(byName(name));
  if (letters !== null) ways.push(byPinyin(letters), byInitials(letters));
  if (code !== null) ways.push(partOfCode(code, classes));
  return ways;
}

/** The way that forgives one wrong, missing or extra character; null where the text is too short to tell, or too long to try. */
export function nearWay({ name }: SearchText): Way | null {
  if (name.length < MIN_NEAR || name.length > MAX_NEAR) return null;
  return {
    alternatives: () => nearNameAlternatives(name),
    startsFirst: false,
    lastRank: RANKS,
    mostCandidates: MOST_NEAR,
    match: (company) => bestName(company, (folded) => (holdsNearly(folded, name) ? { atStart: false, toEnd: false } : null)),
  };
}

function byName(name: readonly string[]): Way {
  const text = name.join('');
  return {
    alternatives: (atStart) => nameAlternatives(name, atStart),
    startsFirst: true,
    lastRank: RANKS,
    mostCandidates: Number.POSITIVE_INFINITY,
    match: (company) =>
      bestName(company, (folded) => {
        const joined = folded.join('');
        const place = joined.indexOf(text);
        return place === -1 ? null : { atStart: place === 0, toEnd: joined.length === text.length };
      }),
  };
}

function byPinyin(letters: string): Way {
  return {
    alternatives: (atStart) => pinyinAlternatives(letters, atStart),
    startsFirst: true,
    lastRank: RANKS,
    mostCandidates: MOST_BY_LETTERS,
    match: (company) => bestName(company, (_, { spelling }) => findPinyin(spelling, letters), 'PINYIN'),
  };
}

function byInitials(letters: string): Way {
  return {
    alternatives: (atStart) => initialsAlternatives(letters, atStart),
    startsFirst: true,
    lastRank: RANKS,
    mostCandidates: MOST_BY_LETTERS,
    match: (company) => bestName(company, (_, { spelling }) => findInitials(spelling, letters), 'INITIALS'),
  };
}

function bestName(
  { names, status }: Searchable,
  find: (folded: readonly string[], name: SearchName) => Place | null,
  matchedOn?: 'PINYIN' | 'INITIALS',
): Match | null {
  let best: Match | null = null;
  for (const name of names) {
    const folded = [...foldName(name.text)];
    const place = find(folded, name);
    if (place === null) continue;
    best = better(best, {
      matchedOn: matchedOn ?? (name.isFormer ? 'FORMER_NAME' : 'NAME'),
      matchedText: name.text,
      isExact: place.atStart && place.toEnd,
      atStart: place.atStart,
      rank: rankOf(folded.length, name.isFormer, status),
    });
  }
  return best;
}

function wholeCode(code: string, classes: ReadonlySet<DataClass>): Way {
  return {
    alternatives: () => wholeCodeAlternatives(code),
    startsFirst: false,
    lastRank: rankOf(parseOrganisationCode(code).ok ? USCC_LENGTH : code.length, true, 'CANCELLED'),
    mostCandidates: Number.POSITIVE_INFINITY,
    match: (company) => bestCode(company, classes, code, (value) => value === code),
  };
}

function partOfCode(code: string, classes: ReadonlySet<DataClass>): Way {
  return {
    alternatives: (atStart) => codeAlternatives(code, atStart),
    startsFirst: true,
    lastRank: RANKS,
    mostCandidates: Number.POSITIVE_INFINITY,
    match: (company) => bestCode(company, classes, code, (value) => value.includes(code)),
  };
}

function bestCode(
  company: Searchable,
  classes: ReadonlySet<DataClass>,
  code: string,
  fits: (value: string) => boolean,
): Match | null {
  let best: Match | null = null;
  for (const found of codesOf(company, classes)) {
    const { kind, value } = found;
    const folded = foldCode(value);
    if (!fits(folded)) continue;
    best = better(best, {
      ...(kind === 'USCC' ? { matchedOn: 'CODE' } : { matchedOn: 'IDENTIFIER', identifierKind: kind }),
      matchedText: value,
      isExact: folded === code,
      // An organisation code is indexed as a part of the USCC, and takes its rank.
      atStart: kind !== 'ORGANISATION_CODE' && folded.startsWith(code),
      rank: kind === 'ORGANISATION_CODE' ? rankOf(USCC_LENGTH, false, company.status) : codeRankOf(company, found, folded),
    });
  }
  return best;
}

const USCC_LENGTH = 18;

/** What begins with the text goes before what does not, then the smaller rank, then what was found first. */
function better(one: Match | null, other: Match): Match {
  if (one === null) return other;
  if (one.atStart !== other.atStart) return one.atStart ? one : other;
  return other.rank < one.rank ? other : one;
}
