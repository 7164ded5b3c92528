/** Owners' committees as the first day finds them: under the number of the first estate of their project. */
import { addDays, instantOf } from '../calendar.ts';
import { personName } from '../names.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import type { Committee, Estate } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';
import type { Beginning, Layout } from './layout.ts';

export interface CommitteeFounder {
  readonly span: number;
  existing(number: number): Committee | undefined;
  /** The committee of the first day that an estate has. */
  ofEstate(estate: number): number | undefined;
  elected(number: number, estates: readonly [Estate, ...Estate[]], day: string): Committee;
}

const SHARE = 0.4;
/** Projects of several phases that have one committee for all of them. */
const JOINT_SHARE = 0.7;
/** Years of a term: five for an owners' committee, two for a management committee. */
const TERM_YEARS = { OWNERS_COMMITTEE: 5, MANAGEMENT_COMMITTEE: 2 } as const;

export function committeeFounderOf(
  { seed, firstDay }: Beginning,
  layout: Layout,
  estate: (number: number) => Estate,
): CommitteeFounder {
  const has = (lead: number): boolean => estate(lead).residential && chanceFrom(seedOf(seed, 'committee', lead)).happens(SHARE);
  const isJoint = (lead: number): boolean => chanceFrom(seedOf(seed, 'joint committee', lead)).happens(JOINT_SHARE);

  const elected = (number: number, estates: readonly [Estate, ...Estate[]], day: string): Committee => {
    const chance = chanceFrom(seedOf(seed, 'elected', number));
    const [{ county, name }] = estates;
    const kind = chance.happens(0.7) ? 'OWNERS_COMMITTEE' : 'MANAGEMENT_COMMITTEE';
    return {
      number,
      committeeNo: `YZ${county}${String(number + 1).padStart(6, '0')}`,
      name: `${estates.length > 1 ? name.replace(/一期$/, '') : name}${kind === 'OWNERS_COMMITTEE' ? '业主委员会' : '物业管理委员会'}`,
      kind,
      county,
      estates: estates.map((each) => ({ estate: each.number, code: each.code, name: each.name })),
      term: 1,
      ...termOf(kind, day),
      filedOn: addDays(day, chance.whole(1, 20)),
      ...seated(chance),
      phone: `0355-${chance.whole(2, 8)}${chance.digits(6)}`,
      updatedAt: 0,
    };
  };

  return {
    span: layout.estates,
    ofEstate(number) {
      if (number >= layout.estates) return undefined;
      const { lead } = layout.project(number);
      return has(lead) && (number === lead || isJoint(lead)) ? lead : undefined;
    },
    existing(number) {
      const { lead, phases } = layout.project(number);
      if (lead !== number || !has(lead)) return undefined;
      const chance = chanceFrom(seedOf(seed, 'seated', number));
      const others = isJoint(lead) ? Array.from({ length: phases - 1 }, (_, index) => estate(lead + index + 1)) : [];
      const committee = elected(number, [estate(lead), ...others], addDays(firstDay, -chance.whole(60, 2_000)));
      const touched = committee.filedOn < firstDay ? committee.filedOn : addDays(firstDay, -1);
      return {
        ...committee,
        term: chance.whole(1, 4),
        updatedAt: instantOf(touched, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
      };
    },
    elected,
  };
}

export function termOf(kind: Committee['kind'], day: string): Pick<Committee, 'termFrom' | 'termTo'> {
  return { termFrom: day, termTo: addDays(day, Math.round(TERM_YEARS[kind] * 365.25) - 1) };
}

/** An odd number of members; two of three committees have the half of them that should be in the Party. */
export function seated(chance: Chance): Pick<Committee, 'members' | 'partyMembers' | 'chair'> {
  const members = chance.pick([5, 5, 7, 7, 9, 11]);
  return { members, partyMembers: chance.whole(1, Math.ceil(members * 0.8)), chair: personName(chance) };
}
