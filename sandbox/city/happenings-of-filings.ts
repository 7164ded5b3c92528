/** What happens to companies' filings: submitted, returned to be completed, accepted, changed, renewed, cancelled, corrected. */
import { type Affair, affair, changes, operates, toldBy } from './affair.ts';
import type { FactHappeningKinds } from './fact-happening.ts';
import type { Filing } from './facts.ts';
import { acceptedOn, statedOf } from './filing-founding.ts';
import { serverOf } from './party.ts';

/** In force, and one that a later act can be told apart by: what has no number is known by its company and day. */
const holds = ({ status, filingNo }: Filing): boolean => status === 'ACCEPTED' && filingNo !== null;

export const filingHappenings: Readonly<Record<FactHappeningKinds['filing'], Affair>> = {
  'filing-submitted': affair({
    zh: '提交首次备案',
    of: 'contract',
    weight: 6,
    happensTo: ({ endedOn, company, county }, city) =>
      endedOn === null && operates(company, city) && !city.filingsOf(company).some((filing) => filing.county === county),
    happen({ company, county }, { city, day, chance, found, newNumber }) {
      const number = newNumber('filing');
      const kind = chance.happens(0.3) ? 'filing-returned' : 'filing-accepted';
      return changes('filing', 'filing-submitted', found.filing.submitted(number, city.party(company), county, day), {
        next: [{ kind, number, inDays: chance.whole(2, 10) }],
      });
    },
  }),

  'filing-returned': affair({
    zh: '退回补正',
    of: 'filing',
    weight: 2,
    happensTo: ({ status }) => status === 'SUBMITTED',
    happen: (filing, { day, chance }) =>
      changes(
        'filing',
        'filing-returned',
        {
          ...filing,
          status: 'RETURNED',
          decidedOn: day,
          decision: chance.pick(['缺人员花名册，请补正', '营业执照模糊，请重新上传']),
        },
        { next: [{ kind: 'filing-accepted', number: filing.number, inDays: chance.whole(5, 20) }] },
      ),
  }),

  'filing-accepted': affair({
    zh: '准予备案',
    of: 'filing',
    weight: 4,
    happensTo: ({ status }) => status === 'SUBMITTED' || status === 'RETURNED',
    happen: (filing, { day }) => changes('filing', 'filing-accepted', { ...filing, ...acceptedOn(day) }),
  }),

  'filing-changed': affair({
    zh: '变更备案',
    of: 'filing',
    weight: 6,
    happensTo: (filing, city) => holds(filing) && operates(filing.company, city),
    happen(filing, { city, day, chance }) {
      const server = city.party(filing.company);
      return changes('filing', 'filing-changed', {
        ...filing,
        ...serverOf(server),
        ...statedOf(server),
        kind: 'CHANGE',
        submittedOn: day,
        decidedOn: day,
        staff: filing.staff + chance.whole(1, 30),
        decision: '变更材料齐全，准予备案',
      });
    },
  }),

  'filing-renewed': affair({
    zh: '延续备案',
    of: 'filing',
    weight: 5,
    happensTo: (filing, city) => holds(filing) && operates(filing.company, city),
    happen(filing, { city, day }) {
      const server = city.party(filing.company);
      const after = { ...filing, ...serverOf(server), ...statedOf(server), ...acceptedOn(day), submittedOn: day };
      return changes('filing', 'filing-renewed', { ...after, kind: 'RENEWAL' });
    },
  }),

  'filing-cancelled': affair({
    zh: '注销备案',
    of: 'filing',
    weight: 3,
    happensTo: holds,
    happen: (filing, { day }) =>
      changes('filing', 'filing-cancelled', {
        ...filing,
        kind: 'CANCELLATION',
        status: 'CANCELLED',
        submittedOn: day,
        decidedOn: day,
        decision: '注销备案',
      }),
  }),

  'filing-corrected': affair({
    zh: '备案信息更正',
    of: 'filing',
    weight: 4,
    happensTo: holds,
    happen(filing, scene) {
      const told = toldBy(scene, '长住建更', 'CORRECTED', '从业人员数录入有误');
      return changes('filing', 'filing-corrected', { ...filing, staff: filing.staff + scene.chance.whole(1, 40) }, { told });
    },
  }),
};
