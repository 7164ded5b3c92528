/** What a housing office may do wrong with one update of a filing or a contract. */
import { type Contract, type Filing, isVisitor, type Server } from '../../city/facts.ts';
import { spoilUscc } from '../../identifiers.ts';
import { type DataFault, type DataFaults, malformed } from '../data-faults.ts';
import { isOrdinary, type Step, usualFaults } from '../fact-copy.ts';
import { damaged } from '../spelling.ts';
import type { CompanyColumns } from './company-columns.ts';
import type { ContractRow } from './contract-row.ts';
import type { FilingRow } from './filing-row.ts';

type Wrong = (row: CompanyColumns) => Partial<CompanyColumns>;

/** With no other number that could lead to the company all the same. */
const onlyCode = (code: (uscc: string) => string): Wrong => {
  return ({ RealtyMgeComCode, TaxNo }) => ({
    RealtyMgeComCode: code((RealtyMgeComCode || TaxNo || '911404030000000000').trim().toUpperCase()),
    OrgCode: '',
    RegNo: '',
    TaxNo: '',
  });
};

const maskedCode = onlyCode((uscc) => `${uscc.slice(0, 6)}******${uscc.slice(12)}`);
const wrongCode = onlyCode(spoilUscc);
const nobody: Wrong = ({ RealtyMgeComName }) => ({
  RealtyMgeComCode: '',
  RealtyMgeComName: `${RealtyMgeComName.slice(0, 4)}某某查无此企业物业有限公司`,
  OrgCode: '',
  RegNo: '',
  TaxNo: '',
});

/** A hub takes the row all the same: the name says who it is. Of a visitor it would have to say so alone. */
const nameLeft = <T extends Server, Row>(fault: DataFault<T, Row, Step>): DataFault<T, Row, Step> => ({
  ...fault,
  waits: false,
  strikes: (update) => isOrdinary(update) && !isVisitor(update.after.company),
});

const NO_SUCH_DAY = '2025-02-30';

export const filingFaults: DataFaults<Filing, FilingRow, Step> = {
  ...usualFaults<Filing, FilingRow>(),
  'masked-code': nameLeft(malformed<Filing, FilingRow, Step>('企业代码被遮盖', 'the code of the company is masked', maskedCode)),
  'wrong-check-character': nameLeft(
    malformed<Filing, FilingRow, Step>('企业代码校验位不符', 'the check character of the company is wrong', wrongCode),
  ),
  'unknown-company': malformed('查无此企业', 'a company that nobody knows', nobody, isOrdinary),
  'bad-date': malformed('日期不存在', 'a date that does not exist', () => ({ SubmitDate: NO_SUCH_DAY }), isOrdinary),
  'unknown-status': malformed('备案状态无法识别', 'a status that nobody knows', () => ({ FilingState: 'W7' }), isOrdinary),
  'damaged-text': malformed(
    '文字在转码中损坏',
    'text damaged on its way',
    ({ RegAddress }) => ({ RegAddress: damaged(RegAddress) }),
    isOrdinary,
  ),
};

export const contractFaults: DataFaults<Contract, ContractRow, Step> = {
  ...usualFaults<Contract, ContractRow>(),
  'masked-code': nameLeft(
    malformed<Contract, ContractRow, Step>('企业代码被遮盖', 'the code of the company is masked', maskedCode),
  ),
  'wrong-check-character': nameLeft(
    malformed<Contract, ContractRow, Step>('企业代码校验位不符', 'the check character of the company is wrong', wrongCode),
  ),
  'unknown-company': malformed('查无此企业', 'a company that nobody knows', nobody, isOrdinary),
  'unknown-estate': malformed(
    '查无此小区',
    'an estate that nobody knows',
    ({ Projects }) => ({
      Projects: Projects.map((project) => ({ ...project, AreaCode: '', AreaName: `${project.AreaName}查无此小区`, Address: '' })),
    }),
    isOrdinary,
  ),
  'bad-date': malformed('日期不存在', 'a date that does not exist', () => ({ SignDate: NO_SUCH_DAY }), isOrdinary),
};
