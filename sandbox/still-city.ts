/** The companies of a city that stands still, and what happened to some of them by a second day: what the files of `makeRegistryFile` hold. */
import { addDays, someDay } from './calendar.ts';
import type { Registered } from './city/company.ts';
import { makeRegistrationNumber, makeUscc } from './identifiers.ts';
import { personName, tradeName } from './names.ts';
import { makePlace, type Place } from './places.ts';
import { type Chance, chanceFrom } from './random.ts';

/** Shares of a registry file: property companies, their branches, others that the hub does not hold. */
const PROPERTY_SHARE = 0.6;
const BRANCH_SHARE = 0.15;

/** Companies without end; of the first n every n gives the same ones. */
export function* companiesOf(seed: number): Generator<Company, never> {
  const chance = chanceFrom(seed);
  const parents: Company[] = [];
  const taken = new Set<string>();
  for (;;) {
    const share = chance.next();
    const company =
      share < BRANCH_SHARE && parents.length > 0
        ? makeBranch(chance, chance.pick(parents))
        : makeCompany(chance, share < BRANCH_SHARE + PROPERTY_SHARE ? 'property' : 'other');
    if (taken.has(company.uscc) || taken.has(company.name)) continue;
    taken.add(company.uscc).add(company.name);
    if (company.kind === 'property' && company.status === 'IN_OPERATION') parents.push(company);
    yield company;
  }
}

type Company = Registered;

export type Happening = 'renamed' | 'moved' | 'cancelled' | 'new-representative';

export const happenings: readonly Happening[] = ['renamed', 'moved', 'cancelled', 'new-representative'];

/** A company after something happened to it, approved so many days after the first file. */
export function after(company: Company, happening: Happening, chance: Chance, days: number): Company {
  const approvedOn = addDays(TODAY, days);
  switch (happening) {
    case 'renamed':
      return { ...company, approvedOn, name: renamed(company, chance), formerNames: [...company.formerNames, company.name] };
    case 'moved':
      return { ...company, approvedOn, place: makePlace(chance) };
    case 'cancelled':
      return { ...company, approvedOn, status: 'CANCELLED', cancelledOn: approvedOn };
    case 'new-representative':
      return { ...company, approvedOn, legalRepresentative: personName(chance) };
  }
}

function renamed({ name }: Company, chance: Chance): string {
  const place = name.startsWith('长治市') ? '长治市' : '山西';
  return `${place}${tradeName(chance)}${chance.pick(['物业服务', '物业管理'])}有限公司`;
}

/** The last day before the city's first file. */
export const TODAY = '2025-06-30';
const NEW_NUMBERS_SINCE = '2015-10-01';

const PROPERTY_SCOPE = '物业管理；住宅室内装饰装修；停车场服务；园林绿化工程施工；家政服务';
const OTHER_TRADES: readonly { readonly word: string; readonly industry: string; readonly scope: string }[] = [
  { word: '商贸', industry: '5211', scope: '日用百货销售；食品销售；五金产品零售' },
  { word: '建材', industry: '5165', scope: '建筑材料销售；建筑装饰材料销售' },
  { word: '餐饮管理', industry: '6210', scope: '餐饮服务；餐饮管理' },
  { word: '科技', industry: '6510', scope: '软件开发；信息系统集成服务；技术咨询' },
  { word: '运输', industry: '5430', scope: '道路货物运输；装卸搬运' },
  { word: '农业开发', industry: '0111', scope: '谷物种植；农产品销售；中草药种植' },
];

export function makeCompany(chance: Chance, kind: 'property' | 'other'): Company {
  const place = makePlace(chance);
  const town = chance.happens(0.6) ? '长治市' : `山西`;
  const trade = chance.pick(OTHER_TRADES);
  const word = kind === 'property' ? chance.pick(['物业服务', '物业管理', '物业']) : trade.word;
  const establishedOn = someDay(chance, '1999-03-01', '2025-05-31');
  const registered = {
    ...makeIdentity(chance, place, establishedOn),
    name: `${town}${tradeName(chance)}${word}有限公司`,
    kind,
    parentUscc: null,
    capital: chance.pick([10, 30, 50, 100, 100, 200, 300, 500, 500, 1000, 2000, 5000]),
    place,
    establishedOn,
    termTo: chance.happens(0.6) ? null : addDays(establishedOn, 7305),
    businessScope: kind === 'property' ? PROPERTY_SCOPE : trade.scope,
    // A property company is not always filed under 7020.
    industry: kind === 'property' ? (chance.happens(0.85) ? '7020' : '7030') : trade.industry,
  };
  return { ...registered, ...makeLife(chance, establishedOn) };
}

export function makeBranch(chance: Chance, parent: Company): Company {
  const place = makePlace(chance);
  const establishedOn = someDay(chance, parent.establishedOn, TODAY);
  return {
    ...makeIdentity(chance, place, establishedOn),
    name: `${parent.name}${tradeName(chance)}分公司`,
    kind: 'branch',
    parentUscc: parent.uscc,
    capital: null,
    place,
    establishedOn,
    termTo: null,
    businessScope: '物业管理',
    industry: '7020',
    ...makeLife(chance, establishedOn),
  };
}

function makeIdentity(chance: Chance, place: Place, establishedOn: string) {
  const isNew = establishedOn >= NEW_NUMBERS_SINCE;
  return {
    uscc: makeUscc(chance, place.county, isNew || chance.happens(0.3)),
    registrationNo: isNew ? null : makeRegistrationNumber(chance, place.county),
    pripid: `${place.county}${chance.digits(14)}`,
    legalRepresentative: personName(chance),
    formerNames: [],
  };
}

/** Where it stands in its life: nine of ten are in operation. */
function makeLife(chance: Chance, establishedOn: string) {
  const approvedOn = someDay(chance, establishedOn, TODAY);
  const alive = { status: 'IN_OPERATION', approvedOn, cancelledOn: null, revokedOn: null } as const;
  const fate = chance.next();
  if (fate < 0.9) return alive;
  if (fate < 0.96) return { ...alive, status: 'CANCELLED', cancelledOn: approvedOn } as const;
  if (fate < 0.99) return { ...alive, status: 'REVOKED', revokedOn: approvedOn } as const;
  return { ...alive, status: 'REVOKED_AND_CANCELLED', revokedOn: approvedOn, cancelledOn: addDays(approvedOn, 200) } as const;
}
