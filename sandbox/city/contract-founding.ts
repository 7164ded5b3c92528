/**
 * Service contracts as the first day finds them. The contract of an estate has the estate's number; one that is about all phases of
 * a project has the first one's. What the numbers after those of the estates stand for is the contract before, which has
 * ended: 小区易主.
 */
import { addDays, instantOf } from '../calendar.ts';
import { personName } from '../names.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import { documentsOf } from './documents.ts';
import { rounded } from './estate-founding.ts';
import type { Contract, ContractEstate, Estate } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';
import { type Beginning, blockOf, type Layout } from './layout.ts';
import { type Party, partyOfCompany, serverOf } from './party.ts';

export interface ContractFounder {
  readonly span: number;
  existing(number: number): Contract | undefined;
  /** The contract of the first day that an estate is served under. */
  ofEstate(estate: number): number | undefined;
  /** Those of the first day that are a company's, ended ones of the kind above left out. */
  ofCompany(company: number): readonly number[];
  signed(number: number, signing: Signing): Contract;
}

/** What a new contract is made of. */
export interface Signing {
  readonly server: Party;
  readonly estates: readonly [Estate, ...Estate[]];
  readonly client: Pick<Contract, 'phase' | 'clientKind' | 'client' | 'selection'>;
  readonly signedOn: string;
  /** Years. */
  readonly years: number;
}

/** Projects of several phases that have one contract for all of them. */
const JOINT_SHARE = 0.7;
const FORMER_SHARE = 0.15;
const EARLY_YEARS = 5;

const FEES: Readonly<Record<string, readonly [number, number]>> = { 一级: [1.5, 2.6], 二级: [0.9, 1.6], 三级: [0.4, 1] };

export function contractFounderOf(
  { seed, firstDay, companyOnFirstDay }: Beginning,
  layout: Layout,
  estate: (number: number) => Estate,
  party: (company: number) => Party,
): ContractFounder {
  const isJoint = (lead: number): boolean => chanceFrom(seedOf(seed, 'joint contract', lead)).happens(JOINT_SHARE);

  const ofEstate = (number: number): number | undefined => {
    if (number >= layout.estates || estate(number).serviceMode !== 'PROFESSIONAL') return undefined;
    const { lead, phases } = layout.project(number);
    return phases > 1 && isJoint(lead) ? lead : number;
  };
  const estatesOf = (number: number): readonly [Estate, ...Estate[]] => {
    const { lead, phases } = layout.project(number);
    const others = phases > 1 && isJoint(lead) ? Array.from({ length: phases - 1 }, (_, index) => estate(lead + index + 1)) : [];
    return [estate(number), ...others];
  };

  const signed = (number: number, signing: Signing): Contract => {
    const chance = chanceFrom(seedOf(seed, 'contract', number));
    const { server, estates, client, signedOn, years } = signing;
    const [{ county, serviceLevel }] = estates;
    const termFrom = addDays(signedOn, chance.whole(0, 30));
    const level = serviceLevel ?? '三级';
    const [least, most] = FEES[level] ?? [0.4, 1];
    const contractNo = `HT${county}${signedOn.slice(0, 4)}${String(number + 1).padStart(7, '0')}`;
    return {
      number,
      contractNo,
      county,
      ...serverOf(server),
      estates: withParts(chance, estates),
      ...client,
      signedOn,
      filedOn: addDays(signedOn, chance.whole(1, 25)),
      termFrom,
      termTo: addDays(termFrom, Math.round(years * 365.25) - 1),
      level,
      priceKind: client.phase === 'EARLY' || chance.happens(0.3) ? 'GUIDED' : 'MARKET',
      chargeMode: chance.happens(0.9) ? 'LUMP_SUM' : 'COMMISSION',
      fee: rounded(least + chance.next() * (most - least)),
      leadName: personName(chance),
      leadPhone: `0355-${chance.whole(2, 8)}${chance.digits(6)}`,
      endedOn: null,
      endReason: null,
      handedOverOn: null,
      successor: null,
      documents: documentsOf(contractNo, [
        ['物业服务合同', '合同'],
        ...(client.selection === 'TENDER' ? ([['中标通知书', '招投标']] as const) : []),
      ]),
      updatedAt: 0,
    };
  };

  /** How the estate is served on the first day. */
  const present = (number: number): Contract | undefined => {
    if (ofEstate(number) !== number) return undefined;
    const estates = estatesOf(number);
    const chance = chanceFrom(seedOf(seed, 'present contract', number));
    const years = chance.pick([1, 2, 3, 3, 3, 5]);
    const lasted = Math.round(years * 365 * (chance.happens(0.92) ? 0.05 + chance.next() * 0.85 : 1.05 + chance.next() * 0.2));
    const signedOn = addDays(firstDay, -lasted - 30);
    const contract = signed(number, {
      server: party(layout.block(blockOf(number)).company),
      estates,
      client: clientOf(chance, estates[0], signedOn),
      signedOn,
      years,
    });
    const touched = contract.filedOn < firstDay ? contract.filedOn : addDays(firstDay, -1);
    return { ...contract, updatedAt: instantOf(touched, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)) };
  };

  /** Who served before, and when it was handed over. */
  const former = (number: number): Contract | undefined => {
    const chance = chanceFrom(seedOf(seed, 'former contract', number));
    if (!chance.happens(FORMER_SHARE)) return undefined;
    const after = present(number - layout.estates);
    if (after === undefined || after.phase === 'EARLY') return undefined;
    const company = layout.soundFrom((Math.max(after.company, 0) + chance.whole(1, 40)) % Math.max(1, layout.blocks));
    if (company === after.company) return undefined;
    const signedOn = addDays(after.signedOn, -chance.whole(800, 1_500));
    const [first, ...others] = estatesOf(number - layout.estates);
    const contract = signed(number, {
      server: partyOfCompany(companyOnFirstDay(company)),
      estates: [first, ...others],
      client: clientOf(chance, first, signedOn),
      signedOn,
      years: 3,
    });
    const endedOn = addDays(after.signedOn, -chance.whole(1, 20));
    return {
      ...contract,
      endedOn,
      endReason: chance.pick(END_REASONS),
      handedOverOn: addDays(endedOn, chance.whole(0, 15)),
      successor: { company: after.company, uscc: after.uscc },
      updatedAt: instantOf(after.signedOn, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  };

  return {
    span: 2 * layout.estates,
    existing: (number) => (number < layout.estates ? present(number) : former(number)),
    ofEstate,
    ofCompany: (company) =>
      layout
        .blocksOf(company)
        .flatMap((block) => [0, 1, 2, 3].map((place) => 4 * block + place))
        .filter((number) => ofEstate(number) === number),
    signed,
  };
}

export const END_REASONS = ['合同期满未续签', '业主大会解聘', '企业主动退出', '双方协商解除'];

/** Who signs: the developer while the estate is new, then the owners by whoever speaks for them. */
export function clientOf(
  chance: Chance,
  { name, developer, builtOn, kind }: Estate,
  signedOn: string,
): Pick<Contract, 'phase' | 'clientKind' | 'client' | 'selection'> {
  if (Number(signedOn.slice(0, 4)) - Number(builtOn.slice(0, 4)) < EARLY_YEARS) {
    return {
      phase: 'EARLY',
      clientKind: 'DEVELOPER',
      client: developer,
      selection: chance.happens(0.8) ? 'TENDER' : 'AGREEMENT',
    };
  }
  if (kind === 'UNIT_HOUSING' && chance.happens(0.6)) {
    return { phase: 'ORDINARY', clientKind: 'UNIT', client: developer, selection: 'AGREEMENT' };
  }
  return chance.happens(0.55)
    ? { phase: 'ORDINARY', clientKind: 'COMMITTEE', client: `${name}业主委员会`, selection: 'OWNERS_VOTE' }
    : {
        phase: 'ORDINARY',
        clientKind: 'OWNERS',
        client: `${name}业主大会`,
        selection: chance.pick(['OWNERS_VOTE', 'AGREEMENT', 'TENDER']),
      };
}

/** A phase is named where a contract is about several; a single estate may be served in a part of it only. */
function withParts(chance: Chance, estates: readonly Estate[]): readonly ContractEstate[] {
  return estates.map(({ number, code, name, buildingArea }) => {
    const same = { estate: number, code, name };
    if (estates.length > 1) return { ...same, part: name.slice(-2), area: buildingArea };
    return chance.happens(0.06)
      ? { ...same, part: chance.pick(['住宅部分', '高层区', '地下车库及商业']), area: rounded(buildingArea * 0.6) }
      : { ...same, part: null, area: buildingArea };
  });
}
