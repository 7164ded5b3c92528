/** What happens to estates: they are built, renamed, renovated, served otherwise, split and merged. */
import { type Affair, affair, another, changes, type Surroundings, toldBy } from './affair.ts';
import { codeOf, rounded } from './estate-founding.ts';
import type { FactHappeningKinds } from './fact-happening.ts';
import type { Estate } from './facts.ts';

/** It is there, and has not gone up in another. */
const stands = ({ mergedInto }: Estate): boolean => mergedInto === null;

const OTHER_MODES = ['TRUSTEESHIP', 'CENTRAL_TRUSTEESHIP', 'SOCIAL_ORGANISATION', 'OWNER_RUN', 'NONE'] as const;

export const estateHappenings: Readonly<
  Record<Exclude<FactHappeningKinds['estate'], 'estate-split-off' | 'estate-merged-away'>, Affair>
> = {
  'estate-built': affair({
    zh: '新建小区交付',
    of: 'estate',
    weight: 5,
    happensTo: stands,
    happen(beside, { day, found, newNumber, chance }) {
      const number = newNumber('estate');
      // A developer has a company at hand before the first key is given away.
      const next = [{ kind: 'contract-signed', number, inDays: chance.whole(1, 12) }] as const;
      return changes('estate', 'estate-built', found.estate.built(number, beside, day), { next });
    },
  }),

  'estate-renamed': affair({
    zh: '小区更名',
    of: 'estate',
    weight: 5,
    happensTo: stands,
    happen: (estate, { freshEstateName }) =>
      changes('estate', 'estate-renamed', {
        ...estate,
        name: freshEstateName(),
        formerNames: [...estate.formerNames, estate.name],
      }),
  }),

  'renovation-planned': affair({
    zh: '列入改造计划',
    of: 'estate',
    weight: 6,
    happensTo: (estate) => stands(estate) && estate.renovation === 'NOT_DUE' && estate.kind !== 'NON_RESIDENTIAL',
    happen: (estate, { day, chance }) =>
      changes(
        'estate',
        'renovation-planned',
        { ...estate, renovation: 'PLANNED', renovationYear: Number(day.slice(0, 4)) },
        { next: [{ kind: 'renovation-begun', number: estate.number, inDays: chance.whole(8, 30) }] },
      ),
  }),

  'renovation-begun': affair({
    zh: '改造开工',
    of: 'estate',
    weight: 4,
    happensTo: (estate) => stands(estate) && estate.renovation === 'PLANNED',
    happen: (estate, { day, chance }) =>
      changes(
        'estate',
        'renovation-begun',
        { ...estate, renovation: 'IN_PROGRESS', renovationYear: Number(day.slice(0, 4)) },
        { next: [{ kind: 'renovation-done', number: estate.number, inDays: chance.whole(20, 50) }] },
      ),
  }),

  'renovation-done': affair({
    zh: '改造完工',
    of: 'estate',
    weight: 3,
    happensTo: (estate) => stands(estate) && estate.renovation === 'IN_PROGRESS',
    happen: (estate, { day, chance }) =>
      changes('estate', 'renovation-done', {
        ...estate,
        renovation: 'DONE',
        renovationYear: Number(day.slice(0, 4)),
        parkingSpaces: estate.parkingSpaces + chance.whole(5, 80),
      }),
  }),

  'service-mode-changed': affair({
    zh: '服务模式变更',
    of: 'estate',
    weight: 6,
    happensTo: (estate, city) => stands(estate) && city.contractsOfEstate(estate.number).length === 0,
    happen: (estate, { chance }) =>
      changes('estate', 'service-mode-changed', {
        ...estate,
        serviceMode: another(estate.serviceMode, () => chance.pick(OTHER_MODES)),
        serviceLevel: null,
      }),
  }),

  'estate-split': affair({
    zh: '小区拆分',
    of: 'estate',
    weight: 3,
    happensTo: (estate) => stands(estate) && estate.buildings >= 6 && !estate.name.endsWith('号楼'),
    happen(estate, scene) {
      const number = scene.newNumber('estate');
      const share = scene.chance.pick([0.25, 0.4, 0.5]);
      const rest = partOf(estate, 1 - share);
      const off: Estate = {
        ...estate,
        ...partOf(estate, share),
        buildings: estate.buildings - rest.buildings,
        number,
        code: codeOf(estate.county, number),
        // By its last buildings: what is split off later has others.
        name: `${estate.name}${rest.buildings + 1}至${estate.buildings}号楼`,
        formerNames: [],
        splitFrom: estate.number,
        serviceMode: 'OWNER_RUN',
        serviceLevel: null,
      };
      const told = toldBy(scene, '长住建房', 'SPLIT', '分期独立管理', [estate.code]);
      return {
        steps: [
          { subject: 'estate', kind: 'estate-split', after: { ...estate, ...rest } },
          { subject: 'estate', kind: 'estate-split-off', after: off, told },
        ],
      };
    },
  }),

  'estate-merged': affair({
    zh: '小区合并',
    of: 'estate',
    weight: 4,
    happensTo: (estate, city) => stands(estate) && neighbourOf(estate, city) !== undefined,
    happen(estate, scene) {
      const other = neighbourOf(estate, scene.city);
      if (other === undefined) return { steps: [] };
      const after: Estate = {
        ...estate,
        households: estate.households + other.households,
        buildings: estate.buildings + other.buildings,
        buildingArea: rounded(estate.buildingArea + other.buildingArea),
        landArea: rounded(estate.landArea + other.landArea),
        lifts: estate.lifts + other.lifts,
        parkingSpaces: estate.parkingSpaces + other.parkingSpaces,
      };
      const told = toldBy(scene, '长住建房', 'MERGES', '统一管理，合并为一个小区', [other.code]);
      return {
        steps: [
          { subject: 'estate', kind: 'estate-merged', after, told },
          { subject: 'estate', kind: 'estate-merged-away', after: { ...other, mergedInto: estate.number } },
        ],
      };
    },
  }),

  'estate-corrected': affair({
    zh: '小区信息更正',
    of: 'estate',
    weight: 5,
    happensTo: stands,
    happen(estate, scene) {
      const households = another(estate.households, () => scene.chance.whole(24, 2_000));
      const told = toldBy(scene, '长住建更', 'CORRECTED', '户数录入有误');
      return changes('estate', 'estate-corrected', { ...estate, households }, { told });
    },
  }),
};

/** The next phase of the same project, by number and community. */
function neighbourOf(estate: Estate, city: Surroundings): Estate | undefined {
  const next = city.estate(estate.number + 1);
  const isNext = next?.community === estate.community && next.developer === estate.developer && next.mergedInto === null;
  return isNext && /期$/.test(next.name) ? next : undefined;
}

function partOf({ households, buildings, buildingArea, landArea, lifts, parkingSpaces }: Estate, share: number) {
  const whole = (all: number): number => Math.round(all * share);
  return {
    households: whole(households),
    buildings: Math.max(1, whole(buildings)),
    buildingArea: rounded(buildingArea * share),
    landArea: rounded(landArea * share),
    lifts: whole(lifts),
    parkingSpaces: whole(parkingSpaces),
  };
}
