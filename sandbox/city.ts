/** The companies of the synthetic city, and what happens to them between two days. */
import { addDays } from './calendar.ts';
import { type Company, makeBranch, makeCompany, TODAY } from './company.ts';
import { personName, tradeName } from './names.ts';
import { makePlace } from './places.ts';
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
