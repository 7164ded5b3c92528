/** What matches has all grams of one alternative at the rank of the match: without that the index would miss it. */
import { expect, it } from 'vitest';
import { Dice } from '../../../test/support/dice.ts';
import { randomCompany } from '../../../test/support/search-companies.ts';
import { usccOf } from '../../../test/support/uscc.ts';
import { operator } from '../../access/viewer.ts';
import { nearWay, waysOf } from '../../domain/search/match.ts';
import { readSearchText } from '../../domain/search/search-text.ts';
import { eachGram } from '../../domain/search/searchable.ts';
import { documentOf } from './documents.ts';

const SEED = 7_020;

it(`finds by grams whatever matches (seed ${SEED})`, () => {
  const dice = new Dice(SEED);
  const companies = Array.from({ length: 60 }, (_, n) => {
    const { n: _n, ...content } = randomCompany(dice, n);
    return documentOf(usccOf(n), content, null, n % 3 === 0 ? [{ kind: 'USCC', value: usccOf(1000 + n) }] : []);
  });
  const texts = companies.flatMap(({ names, codes, uscc }) => {
    const name = names[0]?.text ?? '';
    const from = dice.roll(name.length - 1);
    const part = name.slice(from, from + 2 + dice.roll(6));
    const letters = (names[0]?.spelling ?? []).slice(from, from + 3).map((readings) => dice.pick(readings));
    const code = dice.pick([uscc, ...codes.map(({ value }) => value)]);
    const codeFrom = dice.roll(code.length - 5);
    return [
      ...[part, `${part.slice(0, 2)}误${part.slice(3)}`, letters.join(''), letters.join('').slice(0, -1)],
      ...[letters.map((reading) => reading[0]).join(''), code, code.slice(codeFrom, codeFrom + 6 + dice.roll(4))],
    ];
  });
  const gramsOf = companies.map((company) => {
    const grams = new Set<string>();
    eachGram(company, (rank, gram) => grams.add(`${rank} ${gram}`));
    return grams;
  });
  const matched = new Map<string, number>();
  for (const text of texts) {
    const read = readSearchText(text);
    if (!read.ok) continue;
    const near = nearWay(read.value);
    for (const way of [...waysOf(read.value, operator.classes), ...(near === null ? [] : [near])]) {
      for (const [i, company] of companies.entries()) {
        const match = way.match(company);
        if (match === null) continue;
        const kind = way.startsFirst ? match.matchedOn : `whole or near ${match.matchedOn}`;
        matched.set(kind, (matched.get(kind) ?? 0) + 1);
        const grams = gramsOf[i] ?? new Set();
        const isFound = way
          .alternatives(way.startsFirst && match.atStart)
          .some((alternative) => alternative.every((gram) => grams.has(`${match.rank} ${gram}`)));
        expect(isFound, `${text} in ${JSON.stringify(company.names)}`).toBe(true);
        expect(match.rank).toBeLessThanOrEqual(way.lastRank);
      }
    }
  }
  for (const kind of [
    'NAME',
    'FORMER_NAME',
    'PINYIN',
    'INITIALS',
    'CODE',
    'IDENTIFIER',
    'whole or near NAME',
    'whole or near CODE',
  ]) {
    expect(matched.get(kind), kind).toBeGreaterThan(20);
  }
});
