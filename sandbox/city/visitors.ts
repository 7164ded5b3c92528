/**
 * Companies from outside that work in the city: real places elsewhere, invented names, right codes. The city's registry
 * does not know them; they appear by name in filings, contracts and tenders.
 */
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import { ALPHABET, completeUscc } from '../identifiers.ts';
import { personName } from '../names.ts';
import { shuffled } from '../permutation.ts';
import { chanceFrom, seedOf } from '../random.ts';
import type { City } from './city.ts';
import { namesOf } from './trade-name.ts';

export interface Visitor {
  readonly uscc: Uscc;
  readonly name: string;
  /** Code of the county where it is registered, 6 digits. */
  readonly county: string;
  readonly legalRepresentative: string;
}

/** Counties of other cities and provinces, with what their companies are called after. */
const HOMES = [
  ['140105', '太原'],
  ['140502', '晋城'],
  ['140702', '晋中'],
  ['110105', '北京'],
  ['130102', '石家庄'],
  ['410105', '郑州'],
  ['440305', '深圳'],
  ['500103', '重庆'],
] as const;

/** One for each twenty companies of the city, and three at least. */
export function visitorCount({ size }: Pick<City, 'size'>): number {
  return Math.max(3, Math.ceil(size / 20));
}

/** The n-th of them, from 0. They stay what they are. */
export function visitorsAt({ seed }: Pick<City, 'seed'>): (number: number) => Visitor {
  const names = namesOf(seedOf(seed, 'visitors'), 'property', ['']);
  const serial = shuffled(ALPHABET.length ** 4, seedOf(seed, 'visitors'));
  return (number) => {
    const chance = chanceFrom(seedOf(seed, 'visitor', number));
    const [county, city] = chance.pick(HOMES);
    // Their own registries have given out many codes before: those that begin with MAE are of this year.
    return {
      uscc: completeUscc(county, `MAE${chance.digits(1)}${spell(serial(number))}`),
      name: `${city}${names.at(number).name}`,
      county,
      legalRepresentative: personName(chance),
    };
  };
}

export function* visitorsOf(city: Pick<City, 'seed' | 'size'>): Generator<Visitor, void> {
  const at = visitorsAt(city);
  for (let number = 0; number < visitorCount(city); number++) yield at(number);
}

function spell(number: number): string {
  let text = '';
  for (let rest = number, i = 0; i < 4; i++, rest = Math.floor(rest / ALPHABET.length)) text += ALPHABET[rest % ALPHABET.length];
  return text;
}
