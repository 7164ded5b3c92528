/** What happens to owners' committees: elected, another term, another chair. */

import { personName } from '../names.ts';
import { type Affair, affair, another, changes } from './affair.ts';
import { seated, termOf } from './committee-founding.ts';
import type { FactHappeningKinds } from './fact-happening.ts';

export const committeeHappenings: Readonly<Record<FactHappeningKinds['committee'], Affair>> = {
  'committee-elected': affair({
    zh: '成立业主组织',
    of: 'estate',
    weight: 6,
    happensTo: ({ number, mergedInto, residential }, city) =>
      residential && mergedInto === null && city.committeesOf(number).length === 0,
    happen(estate, { day, found, newNumber }) {
      const committee = found.committee.elected(newNumber('committee'), [estate], day);
      return changes('committee', 'committee-elected', { ...committee, filedOn: day });
    },
  }),

  'committee-renewed': affair({
    zh: '换届',
    of: 'committee',
    weight: 6,
    happensTo: () => true,
    happen: (committee, { day, chance }) =>
      changes('committee', 'committee-renewed', {
        ...committee,
        ...termOf(committee.kind, day),
        ...seated(chance),
        filedOn: day,
        term: committee.term + 1,
      }),
  }),

  'chair-changed': affair({
    zh: '主任变更',
    of: 'committee',
    weight: 4,
    happensTo: () => true,
    happen: (committee, { chance }) =>
      changes('committee', 'chair-changed', { ...committee, chair: another(committee.chair, () => personName(chance)) }),
  }),
};
