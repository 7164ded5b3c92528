/** What the registry may do wrong with one update of a company. */
import type { Company } from '../../city/company.ts';
import type { Change } from '../../city/happening.ts';
import { isPropertyCompany } from '../../city/truth.ts';
import { spoilUscc } from '../../identifiers.ts';
import { contradicting, type DataFault, doubled, late, malformed, missing, outOfOrder } from '../data-faults.ts';
import type { Update } from '../lagging-copy.ts';
import type { FlatRow, SubjectRow } from './subject-row.ts';

export type RegistryFaultKind =
  | 'late'
  | 'missing'
  | 'doubled'
  | 'second-company'
  | 'wrong-before'
  | 'masked-code'
  | 'wrong-check-character'
  | 'bad-date'
  | 'no-name'
  | 'unknown-status'
  | 'out-of-order';

// An old code that comes back after its replacement would speak of another company's past.
const keepsItsCode = ({ kind }: Update<Company, Change>): boolean => kind !== 'code-replaced';

export const registryFaults: Readonly<Record<RegistryFaultKind, DataFault<Company, SubjectRow, Change>>> = {
  late: late(keepsItsCode),
  missing: missing(),
  doubled: doubled(),
  'second-company': contradicting(
    '已登记的代码下出现另一家企业',
    'a second company under a known code',
    asAnotherCompany,
    // Only a company that the hub knows by then can be contradicted.
    (update) => keepsItsCode(update) && update.before !== null && isPropertyCompany(update.before),
  ),
  'wrong-before': {
    group: 'contradicting',
    zh: '矛盾：变更前内容与此前登记不符',
    en: 'contradicting: the before of a change row is not what stood there',
    oneIn: 15,
    waits: false,
    strikes: (update) => update.notes.length > 0 && keepsItsCode(update),
    sendings: (_update, chance) => [
      { state: 'UPDATE', inDays: 0, spoilNote: (change) => ({ ...change, before: `${change.before}（原）` }), faulty: true },
      { state: 'AS_IT_IS', inDays: chance.whole(2, 5) },
    ],
  },
  'masked-code': malformed('代码被遮盖', 'the code is masked', ({ UNISCID }) => ({
    UNISCID: `${UNISCID.slice(0, 6)}******${UNISCID.slice(12)}`,
  })),
  'wrong-check-character': malformed('代码校验位不符', 'the check character is wrong', ({ UNISCID }) => ({
    UNISCID: spoilUscc(UNISCID.trim().toUpperCase()),
  })),
  'bad-date': malformed('日期不存在', 'a date that does not exist', ({ ESTDATE }) => ({
    ESTDATE: `${ESTDATE.slice(0, 4)}-02-30`,
  })),
  'no-name': malformed('名称为空', 'the name is empty', () => ({ ENTNAME: '' })),
  'unknown-status': malformed('状态代码与文字均无法识别', 'a status that nobody knows', () => ({
    REGSTATE: 'W7',
    REGSTATE_CN: '登记状态待核',
  })),
  'out-of-order': outOfOrder(keepsItsCode),
};

export const registryFaultKinds = Object.keys(registryFaults) as readonly RegistryFaultKind[];

/** Another name, another subject id and another date of establishment: nobody can take it for the same company. */
function asAnotherCompany({ PRIPID, ESTDATE }: FlatRow): Partial<FlatRow> {
  return {
    ENTNAME: `长治市另一家${PRIPID.slice(-6)}物业有限公司`,
    PRIPID: `${PRIPID.slice(0, 6)}${PRIPID[6] === '9' ? '8' : '9'}${PRIPID.slice(7)}`,
    ESTDATE: ESTDATE.startsWith('2001') ? '2002-02-02' : '2001-01-01',
    historyName: '',
  };
}
