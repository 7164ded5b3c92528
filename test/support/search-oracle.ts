/**
 * What a search must answer, worked out the slow way: every company, every name, every way to read it, then one sort.
 * It knows no index and shares only the folding of names and the readings of characters.
 */
import { foldName } from '../../src/domain/value/name.ts';
import { spell } from '../../src/feed/search/spell.ts';
import type { TestCompany } from './search-companies.ts';
import { usccOf } from './uscc.ts';

interface Found {
  /** Which way found it, whether it begins with the text, length, former, ended, then the age in the hub. */
  readonly order: readonly number[];
  readonly said: string;
}

/** @param companies as they are now, in the order in which the hub first heard of them. @returns `USCC matchedOn text exact` */
export function oracleSearch(companies: readonly TestCompany[], text: string, seesShared: boolean): readonly string[] {
  const folded = foldName(text);
  const letters = folded.replaceAll('ü', 'v').replaceAll("'", '');
  const code = folded.toUpperCase().replaceAll('-', '');
  const asks = { folded, letters: /^[a-z]{2,}$/.test(letters) ? letters : null, code: /^[0-9A-Z]{6,}$/.test(code) ? code : null };
  const found = companies.map((company, age) => first(waysToFind(company, age, asks, seesShared)));
  const exact = found.filter((one) => one !== undefined);
  const near = companies.map((company, age) => first(nearly(company, age, folded))).filter((one) => one !== undefined);
  return (exact.length > 0 || folded.length < 4 ? exact : near).toSorted(byOrder).map(({ said }) => said);
}

function first(found: readonly Found[]): Found | undefined {
  return found.toSorted(byOrder)[0];
}

function byOrder(a: Found, b: Found): number {
  for (const [i, value] of a.order.entries()) if (value !== b.order[i]) return value - (b.order[i] ?? 0);
  return 0;
}

interface Asks {
  readonly folded: string;
  readonly letters: string | null;
  readonly code: string | null;
}

const ENDED = ['CANCELLED', 'REVOKED', 'REVOKED_AND_CANCELLED', 'ANNULLED', 'MOVED_OUT'];

function waysToFind(company: TestCompany, age: number, { folded, letters, code }: Asks, seesShared: boolean): Found[] {
  const uscc = usccOf(company.n);
  const ended = ENDED.includes(company.status ?? '') ? 1 : 0;
  const found: Found[] = [];
  for (const [i, name] of [company.name, ...(company.formerNames ?? [])].entries()) {
    const former = i === 0 ? 0 : 1;
    const own = foldName(name);
    const say = (way: number, matchedOn: string, isAtStart: boolean, isWhole: boolean): void => {
      found.push({
        order: [way, isAtStart ? 0 : 1, [...own].length, former, ended, age, i],
        said: `${uscc} ${matchedOn} ${name} ${isWhole}`,
      });
    };
    if (own.includes(folded)) say(1, former ? 'FORMER_NAME' : 'NAME', own.startsWith(folded), own === folded);
    if (letters === null) continue;
    const spelling = spell(own);
    spelling.forEach((_, start) => {
      const rest = spelling.slice(start);
      for (const way of readings(rest.slice(0, letters.length))) {
        const pinyin = way.join('');
        const isHan = (part: readonly string[]) => part.every((reading) => reading.length > 1 || 'aeo'.includes(reading));
        const used = way.findIndex((_, at) => way.slice(0, at + 1).join('').length >= letters.length) + 1;
        if (used >= 2 && pinyin.startsWith(letters) && isHan(way.slice(0, used))) {
          say(2, 'PINYIN', start === 0, start === 0 && used === spelling.length && way.slice(0, used).join('') === letters);
        }
        if (
          way
            .map((reading) => reading[0])
            .join('')
            .startsWith(letters)
        ) {
          say(3, 'INITIALS', start === 0, start === 0 && spelling.length === letters.length);
        }
      }
    });
  }
  if (code !== null) {
    const codes = [
      { name: 'CODE', value: uscc, other: 0 },
      { name: 'IDENTIFIER ORGANISATION_CODE', value: uscc.slice(8, 17), other: 0 },
      ...(company.registrationNo === undefined ? [] : [{ name: 'IDENTIFIER REGNO', value: company.registrationNo, other: 1 }]),
      ...(company.pripid === undefined || !seesShared ? [] : [{ name: 'IDENTIFIER PRIPID', value: company.pripid, other: 1 }]),
      ...(company.formerCodes ?? []).map((value) => ({ name: 'CODE', value, other: 1 })),
    ];
    for (const [i, { name, value, other }] of codes.entries()) {
      if (!value.includes(code)) continue;
      const isWhole = value === code;
      const isInner = name.endsWith('ORGANISATION_CODE');
      const length = isInner ? 18 : value.length;
      found.push({
        order: [isWhole ? 0 : 4, isWhole || (value.startsWith(code) && !isInner) ? 0 : 1, length, other, ended, age, i],
        said: `${uscc} ${name} ${value} ${isWhole}`,
      });
    }
  }
  return found;
}

/** Every way to read characters one after another. */
function readings(spelling: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let ways: readonly (readonly string[])[] = [[]];
  for (const each of spelling) ways = ways.flatMap((way) => each.map((reading) => [...way, reading]));
  return ways;
}

/** One character of the text left out, another in its place, or one put in: `.` stands for any. */
function nearly(company: TestCompany, age: number, folded: string): Found[] {
  const characters = [...folded].map((character) => character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const patterns = characters.flatMap((_, i) => {
    const [left, right] = [characters.slice(0, i).join(''), characters.slice(i + 1).join('')];
    return [`${left}${right}`, `${left}.${right}`, `${left}.${characters[i]}${right}`];
  });
  const pattern = new RegExp(patterns.join('|'), 'u');
  const ended = ENDED.includes(company.status ?? '') ? 1 : 0;
  return [company.name, ...(company.formerNames ?? [])].flatMap((name, i): Found[] => {
    const own = foldName(name);
    if (!pattern.test(own)) return [];
    const former = i === 0 ? 0 : 1;
    return [
      {
        order: [0, 0, [...own].length, former, ended, age, i],
        said: `${usccOf(company.n)} ${former ? 'FORMER_NAME' : 'NAME'} ${name} false`,
      },
    ];
  });
}
