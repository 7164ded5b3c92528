/**
 * Grams: short pieces by which the index finds whatever may hold a text. What holds the text has all grams of one of
 * its alternatives; not all that has them holds the text, so that a candidate is looked at again.
 *
 * The first character of a gram says what it is a piece of, in capitals where it is the beginning: `n` two characters of a
 * name, `p` two syllables, `i` three initials. `c` is three characters of a code, with the place where they stand: codes are
 * alike in many places, and hardly ever in the same ones.
 */
import { partings, type Spelling, syllablesFrom } from './spelling.ts';
import { syllables } from './syllables.data.ts';

/** Grams that must all be there. */
export type Alternative = readonly string[];

// --- of what is indexed

type Visit = (gram: string) => void;

/** @param name folded, one entry for each character */
export function nameGrams(name: readonly string[], visit: Visit): void {
  for (let i = 0; i + 1 < name.length; i++) {
    const [one, other] = [name[i] as string, name[i + 1] as string];
    if (i === 0) visit(`N${one}${other}`);
    visit(ofName(one, other));
  }
}

export function spellingGrams(spelling: Spelling, visit: Visit): void {
  for (let i = 0; i + 1 < spelling.length; i++) {
    const [firsts, seconds, thirds] = [spelling[i] ?? [], spelling[i + 1] ?? [], spelling[i + 2] ?? AT_END];
    for (const first of firsts) {
      for (const second of seconds) {
        if (syllables.has(first) && syllables.has(second)) {
          if (i === 0) visit(`P${first}${second}`);
          visit(ofSyllables(first, second));
        }
        for (const third of thirds) {
          const [a, b, c] = [first.charCodeAt(0), second.charCodeAt(0), third.charCodeAt(0)];
          if (i === 0) visit(`I${String.fromCharCode(a, b, c)}`);
          visit(ofInitials(a, b, c));
        }
      }
    }
  }
}

/** At every second place: six characters in a row hold two of these grams wherever they begin. @param code folded */
export function codeGrams(code: string, visit: Visit): void {
  for (let i = 0; i + 3 <= code.length && i < CODE_PLACES; i += 2) {
    visit(ofCode(code.charCodeAt(i), code.charCodeAt(i + 1), code.charCodeAt(i + 2), i));
  }
}

/** The longest codes are ids of 32 digits; places are letters. */
const CODE_PLACES = 32;

/** Stands for the third initial where a name ends after two. */
const END = '$';
const AT_END = [END];

// The same grams come again and again. Each is kept, so that its text is put together and hashed once: half the time of
// making an index.
const ofName = keptPairs('n');
const ofSyllables = keptPairs('p');
const ofInitials = keptTriples('i');
const ofCode = keptTriples('c');

function keptPairs(kind: string): (one: string, other: string) => string {
  const kept = new Map<string, Map<string, string>>();
  let count = 0;
  return (one, other) => {
    const ofOne = kept.get(one);
    const known = ofOne?.get(other);
    if (known !== undefined) return known;
    const gram = kind + one + other;
    if (count++ > MOST_KEPT) {
      kept.clear();
      count = 0;
    } else if (ofOne === undefined) kept.set(one, new Map([[other, gram]]));
    else ofOne.set(other, gram);
    return gram;
  };
}

/** Takes the codes of three characters, and a place where there is one. */
function keptTriples(kind: string): (a: number, b: number, c: number, place?: number) => string {
  const kept = new Map<number, string>();
  return (a, b, c, place = -1) => {
    const isAscii = (a | b | c) < 128;
    const number = ((place + 1) << 21) | (a << 14) | (b << 7) | c;
    const known = isAscii ? kept.get(number) : undefined;
    if (known !== undefined) return known;
    const gram = `${kind}${place < 0 ? '' : letterOf(place)}${String.fromCharCode(a, b, c)}`;
    if (isAscii) kept.set(number, gram);
    return gram;
  };
}

function letterOf(place: number): string {
  return String.fromCharCode(97 + place / 2);
}

const MOST_KEPT = 500_000;

// --- of what is looked for; `atStart` asks for what begins with it

/** @param name folded, at least two characters */
export function nameAlternatives(name: readonly string[], atStart: boolean): readonly Alternative[] {
  const inner = pairs(name).map((pair) => `n${pair}`);
  return [atStart ? [`N${name[0]}${name[1]}`, ...inner] : inner];
}

/** Names that hold the text but for one wrong, missing or extra character have all that is left of it and right of it. */
export function nearNameAlternatives(name: readonly string[]): readonly Alternative[] {
  return name
    .map((_, i) => [...pairs(name.slice(0, i)), ...pairs(name.slice(i + 1))].map((pair) => `n${pair}`))
    .filter((grams) => grams.length > 0);
}

function pairs(name: readonly string[]): string[] {
  return name.slice(1).map((character, i) => `${name[i]}${character}`);
}

/** The ways to read letters multiply with their number: as many letters are taken apart as have no more ways than this. */
const MOST_PARTINGS = 64;
const MOST_LETTERS = 60;

export function pinyinAlternatives(letters: string, atStart: boolean): readonly Alternative[] {
  let length = Math.min(letters.length, MOST_LETTERS);
  let ways = partings(letters.slice(0, length), MOST_PARTINGS);
  while (ways === null) {
    length -= SHORTER_BY;
    ways = partings(letters.slice(0, length), MOST_PARTINGS);
  }
  const kind = atStart ? 'P' : 'p';
  return ways.flatMap(({ whole, rest }): readonly Alternative[] => {
    const [first = '', second] = whole;
    if (second === undefined) return syllablesFrom(rest).map((syllable) => [`${kind}${first}${syllable}`]);
    return [[`${kind}${first}${second}`, ...pairs(whole).map((pair) => `p${pair}`)]];
  });
}

const SHORTER_BY = 6;

const AFTER_INITIALS = [END, ...'abcdefghijklmnopqrstuvwxyz0123456789'];

export function initialsAlternatives(letters: string, atStart: boolean): readonly Alternative[] {
  const kind = atStart ? 'I' : 'i';
  if (letters.length === 2) return AFTER_INITIALS.map((third) => [`${kind}${letters}${third}`]);
  const inner = Array.from({ length: letters.length - 2 }, (_, i) => `i${letters.slice(i, i + 3)}`);
  return [atStart ? [`I${letters.slice(0, 3)}`, ...inner] : inner];
}

/** @param code folded, at least MIN_CODE_PART characters */
export function codeAlternatives(code: string, atStart: boolean): readonly Alternative[] {
  if (atStart) return [codeAt(code, 0)];
  return Array.from({ length: CODE_PLACES - code.length }, (_, before) => codeAt(code, before + 1));
}

/** A whole code, or the organisation code that stands in a USCC. */
export function wholeCodeAlternatives(code: string): readonly Alternative[] {
  return [codeAt(code, 0), codeAt(code, ORGANISATION_CODE_PLACE)];
}

const ORGANISATION_CODE_PLACE = 8;

/** The grams of a part of a code that begins behind so many characters. */
function codeAt(code: string, before: number): Alternative {
  const grams: string[] = [];
  for (let i = before % 2; i + 3 <= code.length && before + i < CODE_PLACES; i += 2) {
    grams.push(`c${letterOf(before + i)}${code.slice(i, i + 3)}`);
  }
  return grams;
}
