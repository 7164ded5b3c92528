/**
 * What happens to tax registrations. Most follows what the registry did (see reactions.ts); ratings, arrears and abnormal
 * taxpayers are the tax office's own.
 */
import { MAIN_REGISTRATION } from '../../src/domain/code/tax-codes.ts';
import { type Affair, affair, changes, type Surroundings, toldBy } from './affair.ts';
import type { Company } from './company.ts';
import type { FactHappeningKinds } from './fact-happening.ts';
import type { Taxpayer } from './facts.ts';
import { partyOfCompany, serverOf } from './party.ts';
import { cleared, officeOf, placeOf, rated } from './taxpayer-founding.ts';

/** Of the city, registered and not on its way out. */
function isSound({ company, status }: Taxpayer): boolean {
  return company >= 0 && status === 'NORMAL';
}

function isEnded({ status }: Taxpayer): boolean {
  return status === 'DEREGISTERED' || status === 'ABNORMAL_DEREGISTERED' || status === 'OUT_OF_AREA_CLOSED';
}

const isOpen = (taxpayer: Taxpayer): boolean => taxpayer.company >= 0 && !isEnded(taxpayer);

export const taxpayerHappenings: Readonly<Record<FactHappeningKinds['taxpayer'], Affair>> = {
  'tax-registered': affair({
    zh: '税务登记',
    of: 'company',
    weight: 2,
    happensTo: ({ number, status }, city) =>
      status === 'IN_OPERATION' &&
      !city.taxpayersOf(number).some(({ registrationKind }) => registrationKind === MAIN_REGISTRATION),
    happen: (company, { day, found, newNumber }) =>
      changes('taxpayer', 'tax-registered', found.taxpayer.registered(newNumber('taxpayer'), company, day)),
  }),

  'tax-changed': affair({
    zh: '税务登记信息变更',
    of: 'taxpayer',
    weight: 0,
    happensTo: (taxpayer, city) => isOpen(taxpayer) && isOutdated(taxpayer, city),
    happen(taxpayer, { city }) {
      const { place, now } = asRegistered(taxpayer, city.company(taxpayer.company));
      return changes('taxpayer', 'tax-changed', { ...taxpayer, ...now, ...place, ...officeOf(place) });
    },
  }),

  'tax-abnormal': affair({
    zh: '认定为非正常户',
    of: 'taxpayer',
    weight: 5,
    happensTo: isSound,
    happen: (taxpayer, { day }) => changes('taxpayer', 'tax-abnormal', { ...taxpayer, status: 'ABNORMAL', abnormalSince: day }),
  }),

  'tax-normal-again': affair({
    zh: '解除非正常户',
    of: 'taxpayer',
    weight: 5,
    happensTo: ({ status, company }, city) =>
      (status === 'ABNORMAL' && city.company(company).status === 'IN_OPERATION') ||
      (status === 'SIMPLE_DEREGISTRATION' && city.company(company).notice === null),
    happen: (taxpayer) => changes('taxpayer', 'tax-normal-again', { ...taxpayer, status: 'NORMAL', abnormalSince: null }),
  }),

  'tax-liquidation': affair({
    zh: '进入清算',
    of: 'taxpayer',
    weight: 2,
    happensTo: isSound,
    happen: (taxpayer, { chance }) =>
      changes(
        'taxpayer',
        'tax-liquidation',
        { ...taxpayer, status: 'IN_LIQUIDATION' },
        { next: [{ kind: 'tax-deregistered', number: taxpayer.number, inDays: chance.whole(12, 34) }] },
      ),
  }),

  'tax-simple-deregistration': affair({
    zh: '简易注销无异议',
    of: 'taxpayer',
    weight: 0,
    happensTo: (taxpayer, city) => isSound(taxpayer) && city.company(taxpayer.company).notice !== null,
    happen: (taxpayer) => changes('taxpayer', 'tax-simple-deregistration', { ...taxpayer, status: 'SIMPLE_DEREGISTRATION' }),
  }),

  'tax-deregistered': affair({
    zh: '税务注销（清税）',
    of: 'taxpayer',
    weight: 0,
    happensTo: isOpen,
    happen: (taxpayer, { chance, day }) =>
      changes('taxpayer', 'tax-deregistered', {
        ...taxpayer,
        status: 'DEREGISTERED',
        inArrears: false,
        ...cleared(chance, day),
      }),
  }),

  'tax-abnormal-deregistered': affair({
    zh: '非正常户注销',
    of: 'taxpayer',
    weight: 3,
    happensTo: ({ status }) => status === 'ABNORMAL',
    happen: (taxpayer, { day }) =>
      changes('taxpayer', 'tax-abnormal-deregistered', { ...taxpayer, status: 'ABNORMAL_DEREGISTERED', deregisteredOn: day }),
  }),

  'tax-restored': affair({
    zh: '恢复税务登记',
    of: 'taxpayer',
    weight: 0,
    happensTo: (taxpayer, city) =>
      taxpayer.company >= 0 && isEnded(taxpayer) && city.company(taxpayer.company).status === 'IN_OPERATION',
    happen(taxpayer, scene) {
      const told = toldBy(scene, '长税恢', 'RESTORED', '市场主体恢复登记');
      const back = { abnormalSince: null, clearanceNo: null, clearedOn: null, deregisteredOn: null } as const;
      return changes('taxpayer', 'tax-restored', { ...taxpayer, ...back, status: 'NORMAL' }, { told });
    },
  }),

  'tax-rated': affair({
    zh: '纳税信用评价',
    of: 'taxpayer',
    weight: 8,
    happensTo: isSound,
    happen(taxpayer, { chance, day }) {
      let rating = rated(chance, day);
      while (rating.creditRating === taxpayer.creditRating && rating.creditYear === taxpayer.creditYear)
        rating = rated(chance, day);
      return changes('taxpayer', 'tax-rated', { ...taxpayer, ...rating });
    },
  }),

  'arrears-found': affair({
    zh: '欠税',
    of: 'taxpayer',
    weight: 4,
    happensTo: (taxpayer) => isSound(taxpayer) && !taxpayer.inArrears,
    happen: (taxpayer) => changes('taxpayer', 'arrears-found', { ...taxpayer, inArrears: true }),
  }),

  'arrears-paid': affair({
    zh: '欠税缴清',
    of: 'taxpayer',
    weight: 4,
    happensTo: ({ inArrears }) => inArrears,
    happen: (taxpayer) => changes('taxpayer', 'arrears-paid', { ...taxpayer, inArrears: false }),
  }),

  'taxpayer-id-changed': affair({
    zh: '纳税人识别号变更',
    of: 'taxpayer',
    weight: 4,
    happensTo: (taxpayer, city) => isOpen(taxpayer) && taxpayer.taxpayerId !== city.company(taxpayer.company).uscc,
    happen(taxpayer, scene) {
      const { now } = asRegistered(taxpayer, scene.city.company(taxpayer.company));
      const { taxpayerId: formerTaxpayerId } = taxpayer;
      const told = toldBy(scene, '长税换', 'REPLACES', '统一社会信用代码变更', [formerTaxpayerId]);
      const after = { ...taxpayer, ...now, taxpayerId: now.uscc, formerTaxpayerId };
      return changes('taxpayer', 'taxpayer-id-changed', after, { told });
    },
  }),

  'tax-corrected': affair({
    zh: '税务登记信息更正',
    of: 'taxpayer',
    weight: 4,
    happensTo: isSound,
    happen(taxpayer, scene) {
      const vatKind = taxpayer.vatKind === 'GENERAL' ? 'SMALL_SCALE' : 'GENERAL';
      const told = toldBy(scene, '长税更', 'CORRECTED', '纳税人资格录入有误');
      return changes('taxpayer', 'tax-corrected', { ...taxpayer, vatKind }, { told });
    },
  }),
};

/** What the registry says now; the taxpayer id stays until it is changed by itself. */
function asRegistered(taxpayer: Taxpayer, company: Company) {
  const server = serverOf(partyOfCompany(company));
  const isMain = taxpayer.registrationKind === MAIN_REGISTRATION;
  return {
    now: server,
    place: isMain ? placeOf(company) : { county: taxpayer.county, town: taxpayer.town, address: taxpayer.address },
  };
}

function isOutdated(taxpayer: Taxpayer, city: Surroundings): boolean {
  const company = city.company(taxpayer.company);
  const isMain = taxpayer.registrationKind === MAIN_REGISTRATION;
  return (
    taxpayer.companyName !== company.name ||
    taxpayer.uscc !== company.uscc ||
    (isMain && taxpayer.address !== company.place.address)
  );
}
