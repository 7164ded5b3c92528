/**
 * How companies come to be. A company as the city's first day finds it is computed from the seed and its number, so a
 * city holds only what happened since: 300,000 companies cost nothing until somebody asks for them.
 */
import type { Uscc } from '../../src/domain/identifier/uscc.ts';
import { addDays, daysBetween, instantOf, someDay } from '../calendar.ts';
import { ALPHABET, completeRegistrationNumber, completeUscc } from '../identifiers.ts';
import { personName } from '../names.ts';
import { shuffled } from '../permutation.ts';
import { makePlace, type Place, placeName } from '../places.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import type { Company, CompanyKind, ListEntry } from './company.ts';
import { type NumberedName, namesOf } from './trade-name.ts';

/** Day 0 of a city that is told no other. */
export const FIRST_DAY = '2025-06-30';

/** Of a hundred companies: property companies, their branches; the rest are others, which the hub does not hold. */
const PROPERTY_SHARE = 0.6;
const BRANCH_SHARE = 0.15;

/** Since then a company has one code for everything, and no registration number of its own. */
const ONE_CODE_SINCE = '2015-10-01';
/** When Changzhi's districts were laid out anew; codes given before keep the office that gave them. */
const NEW_DISTRICTS_SINCE = '2018-11-01';
const FORMER_OFFICES: Readonly<Record<string, string>> = {
  '140403': '140402',
  '140404': '140421',
  '140405': '140424',
  '140406': '140481',
};
const CITY_OFFICE = '140400';

/** Seconds of a day between which offices work. */
export const OFFICE_HOURS = { from: 8.5 * 3600, to: 17.5 * 3600 } as const;

/** What a founding needs besides the number: where the city says when, and who may have branches. */
export interface Circumstances {
  /** The day, where the company is founded while the city lives. */
  readonly day?: string;
  /** Finds a company that may have a branch, by trying numbers. */
  parent(chance: Chance, before: number): Company | undefined;
}

export interface Founder {
  /** As the first day finds it. */
  existing(number: number): Company;
  /** Founded on a day. */
  founded(number: number, circumstances: Required<Circumstances>): Company;
  /** The n-th name that nobody was founded with, for who changes name. */
  newName(number: number, company: Company): string;
  /** The n-th code that nobody was founded with. */
  newCode(number: number, company: Company): Uscc;
}

const MA_SERIES = ALPHABET.length ** 6;
const OLD_SERIES = 10 ** 8;
/** Former names come from the middle of the numbers, new ones from the end: they never meet those of foundings. */
const FORMER_NAMES_FROM = 600_000;

/**
 * @param firstDay day 0 of the city: what its companies lived through before lies as many days earlier or later, what the law
 * changed on a day does not
 */
export function founderOf(seed: number, firstDay = FIRST_DAY): Founder {
  const shift = daysBetween(FIRST_DAY, firstDay);
  const names = { property: namesOf(seed, 'property'), other: namesOf(seed, 'other') };
  const maSeries = shuffled(MA_SERIES, seedOf(seed, 'codes'));
  const oldSeries = shuffled(OLD_SERIES, seedOf(seed, 'organisation codes'));

  const newSeriesSubject = (number: number): string => {
    let rest = maSeries(number);
    let subject = 'MA';
    for (let i = 0; i < 6; i++) {
      subject += ALPHABET[rest % ALPHABET.length];
      rest = Math.floor(rest / ALPHABET.length);
    }
    return subject;
  };
  const oldSubject = (number: number): string => String(oldSeries(number)).padStart(8, '0');

  const identity = (chance: Chance, number: number, place: Place, establishedOn: string) => {
    const recent = establishedOn >= ONE_CODE_SINCE;
    const office = officeOf(chance, place.county, establishedOn);
    return {
      number,
      // Old firms were given their organisation code's number, or one of the new series.
      uscc: completeUscc(office, recent || chance.happens(0.3) ? newSeriesSubject(number) : oldSubject(number)),
      registrationNo: recent
        ? null
        : completeRegistrationNumber(FORMER_OFFICES[place.county] ?? place.county, oldSubject(number)),
      pripid: `${place.county}${chance.digits(6)}${String(number).padStart(8, '0')}`,
      legalRepresentative: personName(chance),
      place,
    };
  };

  const found = (number: number, { day, parent }: Circumstances): Company => {
    const chance = chanceFrom(seedOf(seed, 'company', number));
    const kind = kindOf(chance, number);
    const head = kind === 'branch' ? parent(chance, number) : undefined;
    const place = makePlace(chance);
    const establishedOn =
      day ?? someDay(chance, head?.establishedOn ?? addDays('1999-03-01', shift), addDays('2025-05-31', shift));
    const born = {
      ...identity(chance, number, place, establishedOn),
      establishedOn,
      approvedOn: establishedOn,
      ...UNBLEMISHED,
      updatedAt: 0,
    };
    const registered: Company =
      head === undefined
        ? { ...born, ...company(chance, names[kind === 'other' ? 'other' : 'property'].at(number), kind, establishedOn) }
        : { ...born, ...branch(chance, head, place) };
    return day === undefined ? lived(registered, chance, names, firstDay) : registered;
  };

  const existing = (number: number): Company =>
    found(number, {
      parent(chance, before) {
        for (let tries = 0; tries < 30; tries++) {
          const candidate = chance.whole(0, before - 1);
          if (kindOf(chanceFrom(seedOf(seed, 'company', candidate)), candidate) !== 'property') continue;
          const company = existing(candidate);
          if (company.status === 'IN_OPERATION') return company;
        }
        return undefined;
      },
    });

  return {
    existing,
    founded: found,
    newName(number, { kind }) {
      const known = names[kind === 'other' ? 'other' : 'property'];
      return known.at(known.count - 1 - number).name;
    },
    newCode: (number, { place }) => completeUscc(place.county, newSeriesSubject(MA_SERIES - 1 - number)),
  };
}

const UNBLEMISHED = {
  replacedCodes: [],
  formerNames: [],
  status: 'IN_OPERATION',
  cancelledOn: null,
  revokedOn: null,
  notice: null,
  liquidationFiledOn: null,
  abnormalEntries: [],
  seriousEntries: [],
} as const satisfies Partial<Company>;

/** The first of all is a property company: branches need one. */
function kindOf(chance: Chance, number: number): CompanyKind {
  const share = chance.next();
  if (number === 0 || share < PROPERTY_SHARE) return 'property';
  return share < PROPERTY_SHARE + BRANCH_SHARE ? 'branch' : 'other';
}

function officeOf(chance: Chance, county: string, establishedOn: string): string {
  if (chance.happens(0.3)) return CITY_OFFICE;
  return establishedOn < NEW_DISTRICTS_SINCE ? (FORMER_OFFICES[county] ?? county) : county;
}

function company(chance: Chance, { name, trade }: NumberedName, kind: CompanyKind, establishedOn: string) {
  return {
    name,
    kind: kind === 'branch' ? 'property' : kind,
    parentUscc: null,
    capital: chance.pick([10, 30, 50, 100, 100, 200, 300, 500, 500, 1000, 2000, 5000]),
    termTo: chance.happens(0.6) ? null : addDays(establishedOn, 7305),
    businessScope: trade.scope,
    // A property company is not always filed under 7020.
    industry: trade.industry === '7020' && chance.happens(0.15) ? '7030' : trade.industry,
  } as const;
}

function branch(chance: Chance, head: Company, place: Place) {
  const nth = chance.happens(0.6) ? '' : chance.pick(['第一', '第二', '第三', '第四', '第五']);
  return {
    name: `${head.name}${placeName(place.county).replace(/(?<=..)[县区市]$/, '')}${nth}分公司`,
    kind: 'branch',
    parentUscc: head.uscc,
    capital: null,
    termTo: null,
    businessScope: '物业管理',
    industry: '7020',
  } as const;
}

/** What its years until the first day made of it: nine of ten are in operation, some had another name, some are on a list. */
function lived(
  company: Company,
  chance: Chance,
  names: Readonly<Record<'property' | 'other', ReturnType<typeof namesOf>>>,
  firstDay: string,
): Company {
  const approvedOn = someDay(chance, company.establishedOn, firstDay);
  // The exchange keeps times since there is one code for everything; what is older was taken over then.
  const takenIn = approvedOn < ONE_CODE_SINCE ? ONE_CODE_SINCE : approvedOn;
  const updatedAt = instantOf(takenIn, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to));
  const renamed = company.kind !== 'branch' && chance.happens(0.1);
  const formerNames = renamed
    ? [names[company.kind === 'other' ? 'other' : 'property'].at(FORMER_NAMES_FROM + company.number).name]
    : [];
  const older = { ...company, approvedOn, updatedAt, formerNames };
  const fate = chance.next();
  // Company 0 always has an heir to its branches.
  if (company.number === 0 || fate < 0.88) {
    return chance.happens(0.03) ? { ...older, abnormalEntries: [listEntry(chance, approvedOn)] } : older;
  }
  if (fate < 0.94) return { ...older, status: 'CANCELLED', cancelledOn: approvedOn };
  if (fate < 0.97) return { ...older, status: 'REVOKED', revokedOn: approvedOn };
  if (fate < 0.99) {
    const revokedOn = someDay(chance, company.establishedOn, approvedOn);
    return { ...older, status: 'REVOKED_AND_CANCELLED', revokedOn, cancelledOn: approvedOn };
  }
  return { ...older, status: 'ANNULLED' };
}

const ABNORMAL_REASONS = [
  '未依照《企业信息公示暂行条例》第八条规定的期限公示年度报告',
  '通过登记的住所或者经营场所无法联系',
  '公示企业信息隐瞒真实情况、弄虚作假',
];

/** A new entry in the list of abnormal operation. */
export function listEntry(chance: Chance, enteredOn: string): ListEntry {
  return {
    reason: chance.pick(ABNORMAL_REASONS),
    enteredOn,
    authority: '长治市市场监督管理局',
    removedOn: null,
    removalReason: null,
  };
}
