/** How the registry of the synthetic city writes a company into an exchange file: real column names, uneven spellings. */
import { REGISTRATION_STATUSES } from '../src/domain/code/registration-status.ts';
import { findRegion } from '../src/domain/region/region-tree.ts';
import { spellDay } from './calendar.ts';
import type { Registered } from './city/company.ts';
import type { Chance } from './random.ts';

export const registryColumns = [
  'PRIPID',
  'UNISCID',
  'REGNO',
  'ENTNAME',
  'historyName',
  'ENTTYPE',
  'ENTTYPE_CN',
  'parentUscc',
  'LEREP',
  'REGCAP',
  'REGCAPCUR',
  'REGCAPCUR_CN',
  'ESTDATE',
  'APPRDATE',
  'OPFROM',
  'OPTO',
  'INDUSTRYPHY',
  'INDUSTRYCO',
  'OPSCOPE',
  'DOM',
  'DOMDISTRICT',
  'REGORG',
  'REGORG_CN',
  'REGSTATE',
  'REGSTATE_CN',
  'CANDATE',
  'CANREA',
  'REVDATE',
  'REVDECNO',
  'REVAUTH',
] as const;

export type RegistryRow = Readonly<Record<(typeof registryColumns)[number], string>>;

const SECTIONS: Readonly<Record<string, string>> = {
  '01': 'A',
  '51': 'F',
  '52': 'F',
  '54': 'G',
  '62': 'H',
  '65': 'I',
  '70': 'K',
};
const STATUS_WORDS: Readonly<Partial<Record<Registered['status'], readonly string[]>>> = {
  IN_OPERATION: ['存续', '存续', '存续（在营、开业、在册）', '开业', '在业'],
  CANCELLED: ['注销'],
  REVOKED: ['吊销，未注销', '吊销'],
  REVOKED_AND_CANCELLED: ['吊销，已注销'],
};

/** @param chance decides the spellings; give each company its own, so that one file is spelt like the next */
export function registryRow(company: Registered, chance: Chance): RegistryRow {
  const { place, status, capital } = company;
  const office = `${findRegion(place.county)?.name ?? ''}行政审批服务管理局`;
  const branch = company.kind === 'branch';
  return {
    PRIPID: company.pripid,
    UNISCID: chance.happens(0.03) ? `${company.uscc.toLowerCase()} ` : company.uscc,
    REGNO: company.registrationNo ?? '',
    ENTNAME: company.name,
    historyName: company.formerNames.join('；'),
    ENTTYPE: branch ? '2130' : '1130',
    ENTTYPE_CN: branch ? '有限责任公司分公司(自然人投资或控股)' : '有限责任公司(自然人投资或控股)',
    parentUscc: company.parentUscc ?? '',
    LEREP: company.legalRepresentative,
    ...spellCapital(capital, chance),
    ESTDATE: spellDay(chance, company.establishedOn),
    APPRDATE: spellDay(chance, company.approvedOn),
    OPFROM: company.establishedOn,
    OPTO: company.termTo ?? chance.pick(['', '', '9999-9-9', '2099-12-31', 'NULL']),
    INDUSTRYPHY: SECTIONS[company.industry.slice(0, 2)] ?? '',
    INDUSTRYCO: company.industry,
    OPSCOPE: company.businessScope + chance.pick(['', '（依法须经批准的项目，经相关部门批准后方可开展经营活动）', '**']),
    DOM: place.address,
    DOMDISTRICT: chance.happens(0.7) ? place.county : place.town,
    REGORG: place.county,
    REGORG_CN: office,
    REGSTATE: REGISTRATION_STATUSES[status].national,
    REGSTATE_CN: chance.pick(STATUS_WORDS[status] ?? [REGISTRATION_STATUSES[status].zh]),
    CANDATE: company.cancelledOn ?? '',
    CANREA: company.cancelledOn === null ? '' : '决议解散',
    REVDATE: company.revokedOn ?? '',
    REVDECNO: company.revokedOn === null ? '' : `长市监罚字〔${company.revokedOn.slice(0, 4)}〕${chance.whole(1, 900)}号`,
    REVAUTH: company.revokedOn === null ? '' : '长治市市场监督管理局',
  };
}

/** REGCAP is in ten thousands; some clerks write the unit all the same, or the currency, or noughts. */
function spellCapital(capital: number | null, chance: Chance) {
  const currency = { REGCAPCUR: '156', REGCAPCUR_CN: '人民币' };
  if (capital === null) return { REGCAP: '', REGCAPCUR: '', REGCAPCUR_CN: '' };
  switch (chance.whole(0, 7)) {
    case 0:
      return { REGCAP: `${capital}万元`, ...currency };
    case 1:
      return { REGCAP: `${capital}万元人民币`, REGCAPCUR: '', REGCAPCUR_CN: '' };
    case 2:
      return { REGCAP: capital.toFixed(4), ...currency };
    case 3:
      return { REGCAP: capital.toFixed(6), REGCAPCUR: '156', REGCAPCUR_CN: '' };
    default:
      return { REGCAP: String(capital), ...currency };
  }
}
