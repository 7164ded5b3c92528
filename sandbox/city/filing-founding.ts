/**
 * Companies' filings as the first day finds them: one for each county in which a company serves estates, under the number of its first
 * block there. A few serve without having filed, and a few that have filed were returned, refused or cancelled.
 */
import { addDays, instantOf } from '../calendar.ts';
import { personName } from '../names.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import { documentsOf } from './documents.ts';
import type { Filing } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';
import type { Beginning, Layout } from './layout.ts';
import { type Party, serverOf } from './party.ts';

export interface FilingFounder {
  readonly span: number;
  existing(number: number): Filing | undefined;
  /** The numbers of a company's filings of the first day. */
  ofCompany(company: number): readonly number[];
  submitted(number: number, server: Party, county: string, day: string): Filing;
}

const UNFILED_SHARE = 0.06;
/** Years that an accepted filing holds. */
const VALID_YEARS = 3;

export function filingFounderOf({ seed, firstDay }: Beginning, layout: Layout, party: (company: number) => Party): FilingFounder {
  const isFiled = (block: number): boolean => !chanceFrom(seedOf(seed, 'filing', block)).happens(UNFILED_SHARE);

  const submitted = (number: number, server: Party, county: string, day: string): Filing => {
    const chance = chanceFrom(seedOf(seed, 'filed', number));
    const staff = chance.whole(8, 220);
    const filingNo = `BA${county}${day.slice(0, 4)}${String(number + 1).padStart(6, '0')}`;
    return {
      number,
      // Filed on paper, before the system knew numbers.
      filingNo: chance.happens(0.03) ? null : filingNo,
      county,
      ...serverOf(server),
      ...statedOf(server),
      kind: 'FIRST',
      status: 'SUBMITTED',
      submittedOn: day,
      decidedOn: null,
      validTo: null,
      decision: null,
      staff,
      certified: Math.round(staff * (0.1 + chance.next() * 0.4)),
      documents: documentsOf(filingNo, [
        ['营业执照', '执照'],
        ['人员花名册', '人员'],
        ['项目负责人资质证明', '资质'],
      ]),
      contactName: personName(chance),
      contactPhone: `1${chance.pick(['35', '38', '39', '50', '86'])}${chance.digits(8)}`,
      updatedAt: 0,
    };
  };

  return {
    span: layout.blocks,
    existing(number) {
      const { company, county } = layout.block(number);
      if (layout.firstBlockIn(company, county) !== number || !isFiled(number)) return undefined;
      const chance = chanceFrom(seedOf(seed, 'filing fate', number));
      const submittedOn = addDays(firstDay, -chance.whole(40, 1_400));
      const filing = decided(chance, submitted(number, party(company), county, submittedOn), firstDay);
      const touched = filing.decidedOn ?? submittedOn;
      return { ...filing, updatedAt: instantOf(touched, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)) };
    },
    ofCompany(company) {
      const blocks = layout.blocksOf(company);
      const counties = blocks.map((block) => layout.block(block).county);
      return blocks.filter((block, index) => counties.indexOf(counties[index] ?? '') === index && isFiled(block));
    },
    submitted,
  };
}

/** What a filing states of its company. */
export function statedOf({ isLocal, homeRegion, address, legalRepresentative }: Party) {
  return { isLocal, homeRegion, address, legalRepresentative };
}

/** Accepted on a day, and valid from then on. */
export function acceptedOn(day: string): Pick<Filing, 'status' | 'decidedOn' | 'validTo' | 'decision'> {
  return {
    status: 'ACCEPTED',
    decidedOn: day,
    validTo: addDays(day, Math.round(VALID_YEARS * 365.25)),
    decision: '材料齐全，准予备案',
  };
}

function decided(chance: Chance, filing: Filing, firstDay: string): Filing {
  const day = addDays(filing.submittedOn, chance.whole(2, 20));
  const fate = chance.next();
  if (fate < 0.86) {
    const renewedOn = addDays(day, Math.round(VALID_YEARS * 365.25));
    return renewedOn < firstDay && chance.happens(0.7)
      ? { ...filing, kind: 'RENEWAL', ...acceptedOn(renewedOn) }
      : { ...filing, ...acceptedOn(day) };
  }
  if (fate < 0.9) return filing;
  if (fate < 0.94) return { ...filing, status: 'RETURNED', decidedOn: day, decision: '缺项目负责人资质证明，请补正' };
  if (fate < 0.96) return { ...filing, status: 'REFUSED', decidedOn: day, decision: '不符合备案条件' };
  return { ...filing, kind: 'CANCELLATION', status: 'CANCELLED', decidedOn: addDays(day, 15), decision: '企业申请注销备案' };
}
