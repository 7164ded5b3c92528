/** Spells names: every character with the readings that people know. */
import { pinyin } from 'pinyin-pro';
import type { Spelling } from '../../domain/search/spelling.ts';
import { usualReadings } from '../../domain/search/usual-readings.data.ts';

const HAN = /\p{Script=Han}/u;
const LETTER_OR_DIGIT = /^[a-z0-9]$/;

const known = new Map<string, readonly string[]>();

/** Readings of one character; none for a sign. By itself, not in its word: who does not know the word reads it either way. */
function readingsOf(character: string): readonly string[] {
  let readings = known.get(character);
  if (readings === undefined) {
    readings = HAN.test(character)
      ? (usualReadings.get(character) ?? pinyin(character, { toneType: 'none', type: 'array', v: true }))
      : LETTER_OR_DIGIT.test(character)
        ? [character]
        : [];
    readings = readings.filter((reading) => /^[a-z0-9]+$/.test(reading));
    known.set(character, readings);
  }
  return readings;
}

/** @param folded see `foldName` */
export function spell(folded: string): Spelling {
  const spelling = [];
  for (const character of folded) {
    const readings = readingsOf(character);
    if (readings.length > 0) spelling.push(readings);
  }
  return spelling;
}
