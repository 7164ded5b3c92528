import { expect, it } from 'vitest';
import { readRoundPlace, roundPlaceText } from './round-place.ts';

it.each([
  ['the beginning of everything', null, { since: null, round: null }],
  ['the end of a round', roundPlaceText('12', undefined), { since: '12', round: '12' }],
  ['the middle of a round', roundPlaceText('12', '7'), { since: '12', round: '7' }],
  ['the middle of the first round', roundPlaceText('12', null), { since: '12', round: null }],
])('%s is kept as %j', (_name, kept, place) => {
  expect(readRoundPlace(kept)).toEqual(place);
});
