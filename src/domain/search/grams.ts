/**
 * Grams: short pieces by which the index finds whatever may hold a text. What holds the text has all grams of one of
 * its alternatives; not all that has them holds the text, so that a candidate is looked at again.
 *
 * A gram is a number of 31 bits: what it is a piece of, and the piece. Two pieces may share a number, which only brings a
 * candidate more; texts in their place would take twice the time to make an index.
 */
import { partings, type Spelling, syllablesFrom } from './spelling.ts';
import { syllables } from './syllables.data.ts';

export type Gram = number;

/** Grams that must all be there. */
export type Alternative = readonly Gram[];

/** What a gram is a piece of: two characters of a name, two syllables, three initials, three characters of a code. */
const kinds = { nameStart: 0, name: 1, pinyinStart: 2, pinyin: 3, initialsStart: 4, initials: 5, code: 6 } as const;

type Kind = keyof typeof kinds;

const PIECE_BITS = 28;

function gram(kind: Kind, piece: number): Gram {
  return kinds[kind] * 2 ** PIECE_BITS + piece;
}

function ofName(kind: 'name' | 'nameStart', one: string, other: string): Gram {
  const a = one.codePointAt(0) ?? 0;
  const b = other.codePointAt(0) ?? 0;
  return gram(kind, (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> (32 - PIECE_BITS));
}

const syllableNumbers: ReadonlyMap<string, number> = new Map([...syllables].map((syllable, i) => [syllable, i]));
const SYLLABLES = 512;

function ofSyllables(kind: 'pinyin' | 'pinyinStart', one: number, other: number): Gram {
  return gram(kind, one * SYLLABLES + other);
}

/** Of the first characters of three readings. */
function ofInitials(kind: 'initials' | 'initialsStart', one: string, two: string, three: string): Gram {
  return gram(kind, ofThree(one.charCodeAt(0), two.charCodeAt(0), three.charCodeAt(0)));
}

/** Of three characters of a code, and where they stand: codes are alike in many places, hardly ever in the same ones. */
function ofCode(code: string, at: number, place: number): Gram {
  const piece = ofThree(code.charCodeAt(at), code.charCodeAt(at + 1), code.charCodeAt(at + 2));
  return gram('code', (place / 2) * 2 ** 21 + piece);
}

/** 21 bits: letters, digits and signs of ASCII; others share with them. */
function ofThree(a: number, b: number, c: number): number {
  return ((a & 127) << 14) | ((b & 127) << 7) | (c & 127);
}

// --- of what is indexed

type Visit = (gram: Gram) => void;

/** @param name folded, one entry for each character */
export function nameGrams(name: readonly string[], visit: Visit): void {
  for (let i = 0; i + 1 < name.length; i++) {
    const one = name[i] as string;
    const other = name[i + 1] as string;
    if (i === 0) visit(ofName('nameStart', one, other));
    visit(ofName('name', one, other));
  }
}

export function spellingGrams(spelling: Spelling, visit: Visit): void {
  for (let i = 0; i + 1 < spelling.length; i++) {
    const firsts = spelling[i] as readonly string[];
    const seconds = spelling[i + 1] as readonly string[];
    const thirds = spelling[i + 2] ?? AT_END;
    for (const first of firsts) {
      const one = syllableNumbers.get(first);
      for (const second of seconds) {
        const other = syllableNumbers.get(second);
        if (one !== undefined && other !== undefined) {
          if (i === 0) visit(ofSyllables('pinyinStart', one, other));
          visit(ofSyllables('pinyin', one, other));
        }
        for (const third of thirds) {
          if (i === 0) visit(ofInitials('initialsStart', first, second, third));
          visit(ofInitials('initials', first, second, third));
        }
      }
    }
  }
}

/** At every second place: six characters in a row hold two of these grams wherever they begin. @param code folded */
export function codeGrams(code: string, visit: Visit): void {
  for (let i = 0; i + 3 <= code.length && i < CODE_PLACES; i += 2) visit(ofCode(code, i, i));
}

/** The longest codes are ids of 32 digits. */
const CODE_PLACES = 32;

/** Stands for the third initial where a name ends after two. */
const END = '$';
const AT_END = [END];

// --- of what is looked for; `atStart` asks for what begins with it

/** @param name folded, at least two characters */
export function nameAlternatives(name: readonly string[], atStart: boolean): readonly Alternative[] {
  const [one = '', other = ''] = name;
  return [atStart ? [ofName('nameStart', one, other), ...ofPairs(name)] : ofPairs(name)];
}

/** Names that hold the text but for one wrong, missing or extra character have all that is left of it and right of it. */
export function nearNameAlternatives(name: readonly string[]): readonly Alternative[] {
  return name.map((_, i) => [...ofPairs(name.slice(0, i)), ...ofPairs(name.slice(i + 1))]).filter((grams) => grams.length > 0);
}

function ofPairs(name: readonly string[]): Gram[] {
  return name.slice(1).map((character, i) => ofName('name', name[i] as string, character));
}

/** The ways to read letters multiply with their number: as many letters are taken apart as have no more ways than this. */
const MOST_PARTINGS = 64;
const MOST_LETTERS = 60;
const SHORTER_BY = 6;

export function pinyinAlternatives(letters: string, atStart: boolean): readonly Alternative[] {
  let length = Math.min(letters.length, MOST_LETTERS);
  let ways = partings(letters.slice(0, length), MOST_PARTINGS);
  while (ways === null) {
    length -= SHORTER_BY;
    ways = partings(letters.slice(0, length), MOST_PARTINGS);
  }
  const kind = atStart ? 'pinyinStart' : 'pinyin';
  const alternatives = ways.flatMap(({ whole, rest }): readonly Alternative[] => {
    const numbers = whole.map(numberOf);
    return syllablesFrom(rest).map((last) => ofSyllablesInARow([...numbers, numberOf(last)], kind));
  });
  if (alternatives.length <= MOST_ALTERNATIVES) return alternatives;
  // Of long texts the whole syllables are enough.
  return ways.flatMap(({ whole, rest }) => {
    const numbers = whole.map(numberOf);
    if (numbers.length > 1) return [ofSyllablesInARow(numbers, kind)];
    return syllablesFrom(rest).map((last) => ofSyllablesInARow([...numbers, numberOf(last)], kind));
  });
}

/** More would cost more to look up than they leave out. */
const MOST_ALTERNATIVES = 512;

/** @param numbers of two syllables or more */
function ofSyllablesInARow(numbers: readonly number[], kind: 'pinyin' | 'pinyinStart'): Alternative {
  const [first = 0, second = 0] = numbers;
  const inner = numbers.slice(1).map((number, i) => ofSyllables('pinyin', numbers[i] as number, number));
  return [ofSyllables(kind, first, second), ...inner];
}

/** @param syllable one of the table */
function numberOf(syllable: string): number {
  return syllableNumbers.get(syllable) ?? 0;
}

const AFTER_INITIALS = [END, ...'abcdefghijklmnopqrstuvwxyz0123456789'];

export function initialsAlternatives(letters: string, atStart: boolean): readonly Alternative[] {
  const kind = atStart ? 'initialsStart' : 'initials';
  const [one = '', two = '', ...others] = letters;
  const [three] = others;
  if (three === undefined) return AFTER_INITIALS.map((third) => [ofInitials(kind, one, two, third)]);
  const inner = others.map((third, i) => ofInitials('initials', letters.charAt(i), letters.charAt(i + 1), third));
  return [[ofInitials(kind, one, two, three), ...inner]];
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
  const grams: Gram[] = [];
  for (let i = before % 2; i + 3 <= code.length && before + i < CODE_PLACES; i += 2) {
    grams.push(ofCode(code, i, before + i));
  }
  return grams;
}
