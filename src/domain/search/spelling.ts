/**
 * How a name is spelled: for each of its characters the readings that people know, so that it is found by pinyin
 * (`changzhi`, also while the last syllable is still being typed) and by initials (`cz`).
 */
import { syllables } from './syllables.data.ts';

/**
 * One entry for each Han character, letter and digit; brackets and other signs have none, pinyin reads across them. Several readings
 * where people read it in several ways. A letter or digit reads as itself.
 */
export type Spelling = readonly (readonly string[])[];

/** Where letters were found in a spelling. */
export interface Place {
  readonly atStart: boolean;
  readonly toEnd: boolean;
}

/** @example formatSpelling([['chang', 'zhang'], ['zhi']]) → `chang/zhang zhi` */
export function formatSpelling(spelling: Spelling): string {
  return spelling.map((readings) => readings.join('/')).join(' ');
}

export function readSpelling(text: string): Spelling {
  return text === '' ? [] : text.split(' ').map((readings) => readings.split('/'));
}

/** Finds letters as pinyin: two syllables or more, of which the last may be unfinished. The place at the start comes first. */
export function findPinyin(spelling: Spelling, letters: string): Place | null {
  for (let start = 0; start < spelling.length; start++) {
    const end = furthestEnd(spelling, letters, start, 0, 0);
    if (end !== null) return { atStart: start === 0, toEnd: end === spelling.length };
  }
  return null;
}

/** The place behind the last character that the letters reach, where they fit; the spelling's end is preferred. */
function furthestEnd(spelling: Spelling, letters: string, place: number, from: number, depth: number): number | null {
  let found: number | null = null;
  for (const reading of spelling[place] ?? []) {
    if (!syllables.has(reading)) continue;
    const left = letters.length - from;
    if (left <= reading.length) {
      if (depth > 0 && reading.startsWith(letters.slice(from))) {
        // An unfinished syllable is not the whole of the name.
        const end = left === reading.length ? place + 1 : place + 0.5;
        found = Math.max(found ?? 0, end);
      }
    } else if (letters.startsWith(reading, from)) {
      const end = furthestEnd(spelling, letters, place + 1, from + reading.length, depth + 1);
      if (end !== null) found = Math.max(found ?? 0, end);
    }
  }
  return found;
}

/** Finds letters as initials, one for each character. */
export function findInitials(spelling: Spelling, letters: string): Place | null {
  for (let start = 0; start + letters.length <= spelling.length; start++) {
    let fits = true;
    for (let i = 0; fits && i < letters.length; i++) {
      fits = (spelling[start + i] as readonly string[]).some((reading) => reading[0] === letters[i]);
    }
    if (fits) return { atStart: start === 0, toEnd: start + letters.length === spelling.length };
  }
  return null;
}

/** Letters taken apart into whole syllables and the beginning of one more, which may be a whole one too. */
export interface Parting {
  readonly whole: readonly string[];
  readonly rest: string;
}

/**
 * Every way to take letters apart that has a whole syllable; null where there are more ways than the limit. Only what can
 * be taken apart to its end is walked: letters of which that cannot be said (`ananan…ii`) would take for ever.
 */
export function partings(letters: string, limit: number): readonly Parting[] | null {
  const canPart = partableFrom(letters);
  const found: Parting[] = [];
  const walk = (from: number, whole: readonly string[]): void => {
    if (found.length > limit) return;
    const rest = letters.slice(from);
    if (whole.length > 0 && beginnings.has(rest)) found.push({ whole, rest });
    for (const length of syllableLengths(letters, from)) {
      if (canPart[from + length] === true) walk(from + length, [...whole, letters.slice(from, from + length)]);
    }
  };
  walk(0, []);
  return found.length > limit ? null : found;
}

/** For each place in letters, whether what follows is syllables and the beginning of one more. */
function partableFrom(letters: string): readonly boolean[] {
  const can = Array.from(letters, () => false);
  for (let from = letters.length - 1; from >= 0; from--) {
    can[from] =
      beginnings.has(letters.slice(from)) || syllableLengths(letters, from).some((length) => can[from + length] === true);
  }
  return can;
}

/** How long the syllables are that begin at a place and leave something behind them, the longest first. */
function syllableLengths(letters: string, from: number): readonly number[] {
  const lengths: number[] = [];
  for (let length = Math.min(letters.length - from - 1, LONGEST); length > 0; length--) {
    if (syllables.has(letters.slice(from, from + length))) lengths.push(length);
  }
  return lengths;
}

const LONGEST = 6;

/** What a syllable may begin with, whole ones included. */
const beginnings: ReadonlySet<string> = new Set(
  [...syllables].flatMap((syllable) => Array.from(syllable, (_, i) => syllable.slice(0, i + 1))),
);

const syllablesByBeginning: ReadonlyMap<string, readonly string[]> = new Map(
  [...beginnings].map((beginning) => [beginning, [...syllables].filter((syllable) => syllable.startsWith(beginning))]),
);

/** The syllables that begin so. */
export function syllablesFrom(beginning: string): readonly string[] {
  return syllablesByBeginning.get(beginning) ?? [];
}
