/** Estates as the first day finds them, each computed from its number; and those that are built or split off later. */
import type { EstateKind, RenovationState, ServiceMode } from '../../src/domain/code/property-codes.ts';
import { addDays, instantOf } from '../calendar.ts';
import { type Chance, chanceFrom, seedOf } from '../random.ts';
import { type EstateName, estateNamesOf } from './estate-name.ts';
import type { Estate } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';
import { type Beginning, blockOf, type Layout, namesakeOf, type Project } from './layout.ts';
import { remembered } from './remembered.ts';
import { type Site, siteIn } from './siting.ts';

export interface EstateFounder {
  /** As the first day finds it. */
  existing(number: number): Estate;
  /** A new one beside another. */
  built(number: number, beside: Estate, day: string): Estate;
  /** The n-th name that no estate was built with. */
  freshName(number: number): string;
}

/** What the estates of a project have in common. */
interface Common {
  readonly named: EstateName;
  readonly site: Site;
  readonly builtOn: string;
  readonly kind: EstateKind;
  readonly serviceMode: ServiceMode;
  readonly serviceLevel: string | null;
}

export function estateFounderOf({ seed, firstDay }: Beginning, layout: Layout): EstateFounder {
  const names = estateNamesOf(seed);
  let last: { readonly lead: number; readonly common: Common } | undefined;

  const siteOf = (chance: Chance, lead: number): Site => siteIn(chance, layout.block(blockOf(lead)).county);

  const commonOf = (project: Project): Common => {
    if (last?.lead === project.lead) return last.common;
    const chance = chanceFrom(seedOf(seed, 'project', project.lead));
    const original = namesakeOf(project.lead);
    let site = siteOf(chance, project.lead);
    if (original !== undefined) {
      const there = siteOf(chanceFrom(seedOf(seed, 'project', original)), original);
      while (site.community === there.community || site.address === there.address) site = siteOf(chance, project.lead);
    }
    const named = names.at(original ?? project.lead);
    const builtOn = addDays(firstDay, -Math.round(named.isUnits ? chance.whole(7_000, 14_000) : chance.whole(200, 11_000)));
    const kind = kindOf(chance, named, site, builtOn, firstDay);
    const serviceMode = modeOf(chance, kind);
    const serviceLevel = serviceMode === 'PROFESSIONAL' ? chance.pick(['一级', '二级', '二级', '三级', '三级']) : null;
    const common = { named, site, builtOn, kind, serviceMode, serviceLevel };
    last = { lead: project.lead, common };
    return common;
  };

  const existing = (number: number): Estate => {
    const project = layout.project(number);
    const common = commonOf(project);
    const chance = chanceFrom(seedOf(seed, 'estate', number));
    const phase = number - project.lead;
    const updatedOn = addDays(firstDay, -chance.whole(1, 900));
    return {
      number,
      name: project.phases === 1 ? common.named.name : `${common.named.name}${'一二三四'.charAt(phase)}期`,
      ...commonFields(common),
      builtOn: addDays(common.builtOn, 30 * phase),
      ...grown(chance, common.builtOn, common.kind, firstDay),
      ...renovated(chance, common.builtOn, firstDay),
      ...UNTOUCHED,
      code: codeOf(common.site.county, number),
      updatedAt: instantOf(updatedOn, chance.whole(OFFICE_HOURS.from, OFFICE_HOURS.to)),
    };
  };

  return {
    existing: remembered(existing),
    built(number, { county }, day) {
      const chance = chanceFrom(seedOf(seed, 'estate', number));
      const named = names.at(number);
      const kind = named.isUnits
        ? 'UNIT_HOUSING'
        : chance.pick(['COMMODITY', 'COMMODITY', 'RESETTLEMENT', 'AFFORDABLE'] as const);
      const site = siteIn(chance, county);
      return {
        number,
        name: named.name,
        ...commonFields({ named, site, builtOn: day, kind, serviceMode: 'NONE', serviceLevel: null }),
        ...grown(chance, day, kind, day),
        renovation: 'NOT_DUE',
        renovationYear: null,
        ...UNTOUCHED,
        code: codeOf(county, number),
        updatedAt: 0,
      };
    },
    freshName: names.fresh,
  };
}

const UNTOUCHED = { formerNames: [], splitFrom: null, mergedInto: null } as const satisfies Partial<Estate>;

/** The number that the office of its county gave it. */
export function codeOf(county: string, number: number): string {
  return `XQ${county}${String(number + 1).padStart(6, '0')}`;
}

function commonFields({ named, site, builtOn, kind, serviceMode, serviceLevel }: Common) {
  const { developer } = named;
  return { ...site, builtOn, developer, kind, residential: kind !== 'NON_RESIDENTIAL', serviceMode, serviceLevel } as const;
}

function kindOf(chance: Chance, { isUnits }: EstateName, site: Site, builtOn: string, today: string): EstateKind {
  if (isUnits) return chance.pick(['UNIT_HOUSING', 'UNIT_HOUSING', 'OLD']);
  if (yearsBetween(builtOn, today) > 22) return 'OLD';
  if (!site.inBuiltUpArea && chance.happens(0.3)) return 'VILLAGE';
  return chance.pick([
    'COMMODITY',
    'COMMODITY',
    'COMMODITY',
    'COMMODITY',
    'COMMODITY',
    'RESETTLEMENT',
    'AFFORDABLE',
    'SCATTERED',
    'NON_RESIDENTIAL',
    'OTHER',
  ]);
}

/** Two of three are served by a company; who lives in old housing mostly does without. */
function modeOf(chance: Chance, kind: EstateKind): ServiceMode {
  if (kind === 'UNIT_HOUSING') return chance.pick(['UNIT_RUN', 'UNIT_RUN', 'PROFESSIONAL', 'OWNER_RUN']);
  if (kind === 'OLD') {
    return chance.pick([
      'PROFESSIONAL',
      'PROFESSIONAL',
      'TRUSTEESHIP',
      'TRUSTEESHIP',
      'CENTRAL_TRUSTEESHIP',
      'OWNER_RUN',
      'SOCIAL_ORGANISATION',
      'NONE',
    ]);
  }
  return chance.happens(0.85) ? 'PROFESSIONAL' : chance.pick(['TRUSTEESHIP', 'OWNER_RUN', 'NONE', 'CENTRAL_TRUSTEESHIP']);
}

/** How large it is: households follow the buildings, areas follow the households. */
function grown(chance: Chance, builtOn: string, kind: EstateKind, today: string) {
  const isHigh = yearsBetween(builtOn, today) < 16 && chance.happens(0.7);
  const buildings = kind === 'SCATTERED' ? chance.whole(1, 2) : chance.whole(2, isHigh ? 24 : 16);
  const households = buildings * chance.whole(isHigh ? 60 : 24, isHigh ? 136 : 48);
  const buildingArea = rounded(households * (85 + chance.next() * 45));
  return {
    buildings,
    households,
    buildingArea,
    landArea: rounded(buildingArea / (isHigh ? 2.6 : 1.3)),
    lifts: isHigh ? buildings * chance.whole(1, 4) : 0,
    parkingSpaces: Math.round(households * chance.next()),
  };
}

function renovated(
  chance: Chance,
  builtOn: string,
  today: string,
): { readonly renovation: RenovationState; readonly renovationYear: number | null } {
  const year = Number(today.slice(0, 4));
  if (yearsBetween(builtOn, today) <= 20) return { renovation: 'NOT_DUE', renovationYear: null };
  const renovation = chance.pick(['PLANNED', 'PLANNED', 'PLANNED', 'IN_PROGRESS', 'DONE', 'DONE', 'DONE', 'DONE'] as const);
  if (renovation === 'DONE') return { renovation, renovationYear: year - chance.whole(1, 4) };
  return { renovation, renovationYear: renovation === 'PLANNED' ? year + 1 : year };
}

function yearsBetween(from: string, to: string): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4));
}

/** To two decimals. */
export function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
