/**
 * A fixed set: the estates and the graded companies of Jincheng, invented one by one, so that they add up to exactly the figures that
 * the city's housing bureau states. A report over it must print what the papers print.
 *
 * - 1,563 estates: 762 served by companies, 335 in trusteeship of community or village, 256 run by units, 210 by their owners
 *   (晋城市住建局 2024-06-07 对第358号提案的答复);
 * - 434 of them to renovate 2021–2025: 264 done, 92 in progress (对第TA0315号提案的答复);
 * - 202 companies graded for 2024: A 32, B 77, C 92, D 1 (the same).
 */
import type { EstateKind, RenovationState, ServiceMode } from '../../src/domain/code/property-codes.ts';
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import { addDays, instantOf } from '../calendar.ts';
import { codeOf, rounded } from '../city/estate-founding.ts';
import { type EstateName, estateNamesOf } from '../city/estate-name.ts';
import type { Estate } from '../city/facts.ts';
import { OFFICE_HOURS } from '../city/founding.ts';
import { countiesOf, siteIn } from '../city/siting.ts';
import { namesOf } from '../city/trade-name.ts';
import { ALPHABET, completeUscc } from '../identifiers.ts';
import { shuffled } from '../permutation.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';

/** What the set is made from, for whoever spells it. */
export const JINCHENG_SEED = 1405;
const CITY = '1405';
/** 城区, where two of five estates lie. */
const CENTRE = '140502';

/** The day that the set speaks of. */
export const JINCHENG_DAY = '2024-12-31';

export const JINCHENG_MODES = {
  PROFESSIONAL: 762,
  TRUSTEESHIP: 335,
  UNIT_RUN: 256,
  OWNER_RUN: 210,
} as const satisfies Partial<Record<ServiceMode, number>>;

/** Of the estates to renovate 2021–2025; the papers state the first two and the sum. */
export const JINCHENG_RENOVATIONS = { DONE: 264, IN_PROGRESS: 92, PLANNED: 434 - 264 - 92 } as const satisfies Partial<
  Record<RenovationState, number>
>;

export const JINCHENG_GRADES = { A: 32, B: 77, C: 92, D: 1 } as const;
export type Grade = keyof typeof JINCHENG_GRADES;

const ESTATES = sumOf(JINCHENG_MODES);
const COMPANIES = sumOf(JINCHENG_GRADES);

/** All of them, in the order of their numbers. */
export function jinchengEstates(): readonly Estate[] {
  const names = estateNamesOf(JINCHENG_SEED, '晋城市');
  const counties = countiesOf(CITY);
  const modes = dealt(JINCHENG_MODES, ESTATES, 'modes');
  const renovations = dealt(JINCHENG_RENOVATIONS, ESTATES, 'renovations');
  // Names of units come once in five: a unit runs what it has built, and more besides.
  const units = numbered((number) => names.at(number).isUnits);
  const others = numbered((number) => !names.at(number).isUnits);

  return Array.from({ length: ESTATES }, (_, number) => {
    const chance = chanceFrom(seedOf(JINCHENG_SEED, 'estate', number));
    const serviceMode = modes(number) ?? 'PROFESSIONAL';
    const renovation = renovations(number) ?? 'NOT_DUE';
    const named = names.at((serviceMode === 'UNIT_RUN' ? units : others)());
    const site = siteIn(chance, chance.happens(0.4) ? CENTRE : chance.pick(counties));
    return {
      number,
      code: codeOf(site.county, number),
      name: named.name,
      formerNames: [],
      ...site,
      ...builtAs(chance, named, renovation),
      serviceMode,
      serviceLevel: serviceMode === 'PROFESSIONAL' ? chance.pick(['一级', '二级', '二级', '三级', '三级']) : null,
      renovation,
      renovationYear: yearOf(chance, renovation),
      splitFrom: null,
      mergedInto: null,
      updatedAt: instantOf(addDays(JINCHENG_DAY, -chance.whole(1, 300)), chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  });
}

/** A company as the city's evaluation of a year graded it; letters of other schemes mean other things. */
export interface GradedCompany {
  readonly uscc: Uscc;
  readonly name: string;
  /** Code of the county where it is registered. */
  readonly county: string;
  readonly scheme: string;
  /** 评价年度. */
  readonly period: string;
  /** Out of 100, one decimal. */
  readonly score: number;
  readonly grade: Grade;
}

const SCHEME = '晋城市物业服务企业信用评价';
const SCORES: Readonly<Record<Grade, readonly [number, number]>> = { A: [90, 98], B: [80, 89.9], C: [60, 79.9], D: [40, 59.9] };

export function jinchengGrades(): readonly GradedCompany[] {
  const names = namesOf(JINCHENG_SEED, 'property', ['晋城市', '晋城', '山西', '泽州']);
  const counties = countiesOf(CITY);
  const grades = dealt(JINCHENG_GRADES, COMPANIES, 'grades');
  const serial = shuffled(ALPHABET.length ** 4, seedOf(JINCHENG_SEED, 'codes'));
  return Array.from({ length: COMPANIES }, (_, number) => {
    const chance = chanceFrom(seedOf(JINCHENG_SEED, 'company', number));
    const county = chance.happens(0.4) ? CENTRE : chance.pick(counties);
    const grade = grades(number) ?? 'C';
    const [least, most] = SCORES[grade];
    return {
      uscc: completeUscc(county, `MA0K${spell(serial(number))}`),
      name: names.at(number).name,
      county,
      scheme: SCHEME,
      period: JINCHENG_DAY.slice(0, 4),
      score: Math.round((least + chance.next() * (most - least)) * 10) / 10,
      grade,
    };
  });
}

/** Deals shares among numbers below `size`, as a shuffle has it; what is left gets none. */
function dealt<K extends string>(
  shares: Readonly<Record<K, number>>,
  size: number,
  topic: string,
): (number: number) => K | undefined {
  const place = shuffled(size, seedOf(JINCHENG_SEED, topic));
  const dealing = (Object.entries(shares) as [K, number][]).flatMap(([key, count]) => Array.from({ length: count }, () => key));
  return (number) => dealing[place(number)];
}

/** The next number that is one of a kind, again and again. */
function numbered(isOne: (number: number) => boolean): () => number {
  let next = 0;
  return () => {
    while (!isOne(next)) next += 1;
    next += 1;
    return next - 1;
  };
}

/** Who is renovated was built before the year 2000. */
function builtAs(chance: Chance, { developer, isUnits }: EstateName, renovation: RenovationState) {
  const isOld = renovation !== 'NOT_DUE';
  const builtOn = `${isOld ? chance.whole(1978, 1999) : chance.whole(2001, 2023)}-${chance.pick(['05', '06', '09', '11'])}-${chance.pick(['10', '18', '28'])}`;
  const kind: EstateKind = isUnits
    ? 'UNIT_HOUSING'
    : isOld
      ? 'OLD'
      : chance.pick(['COMMODITY', 'COMMODITY', 'COMMODITY', 'RESETTLEMENT']);
  const buildings = chance.whole(1, isOld ? 10 : 22);
  const households = buildings * chance.whole(24, isOld ? 48 : 120);
  const buildingArea = rounded(households * (70 + chance.next() * 60));
  return {
    developer,
    builtOn,
    kind,
    residential: true,
    buildings,
    households,
    buildingArea,
    landArea: rounded(buildingArea / (isOld ? 1.4 : 2.4)),
    lifts: isOld ? 0 : buildings * chance.whole(0, 3),
    parkingSpaces: Math.round(households * chance.next() * 0.8),
  };
}

function yearOf(chance: Chance, renovation: RenovationState): number | null {
  if (renovation === 'DONE') return chance.whole(2021, 2024);
  if (renovation === 'IN_PROGRESS') return 2024;
  return renovation === 'PLANNED' ? 2025 : null;
}

function spell(number: number): string {
  let text = '';
  for (let rest = number, i = 0; i < 4; i++, rest = Math.floor(rest / ALPHABET.length)) text += ALPHABET[rest % ALPHABET.length];
  return text;
}

function sumOf(shares: Readonly<Record<string, number>>): number {
  return Object.values(shares).reduce((sum, count) => sum + count, 0);
}
