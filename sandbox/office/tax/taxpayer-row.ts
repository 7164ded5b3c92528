/** How the tax office writes a tax registration: names of 金税三期 in its exchange table, Chinese headings in the files it sends. */
import { taxpayerStatuses, vatKinds } from '../../../src/domain/code/tax-codes.ts';
import { dayOf, spellMoment } from '../../calendar.ts';
import type { Told } from '../../city/fact-happening.ts';
import type { Taxpayer } from '../../city/facts.ts';

/** Columns of the exchange table (前置库) in their order, and what each is called in a file. */
export const taxpayerHeadings = {
  DJXH: '登记序号',
  NSRSBH: '纳税人识别号',
  YNSRSBH: '原纳税人识别号',
  SHXYDM: '社会信用代码',
  NSRMC: '纳税人名称',
  NSRZT_DM: '纳税人状态代码',
  NSRZTMC: '纳税人状态名称',
  KZZTDJLX_DM: '课征主体登记类型代码',
  DJZCLX_DM: '登记注册类型代码',
  HY_DM: '行业代码',
  ZGSWJ_DM: '主管税务局代码',
  ZGSWJMC: '主管税务局名称',
  ZGSWSKFJ_DM: '主管税务所（科、分局）代码',
  NSRZGLX_DM: '纳税人资格类型代码',
  NSXYJB: '纳税信用级别',
  PJND: '评价年度',
  QSBZ: '欠税标志',
  DJRQ: '登记日期',
  FZCRDRQ: '非正常户认定日期',
  QSZMBH: '清税证明编号',
  QSRQ: '清税日期',
  ZXRQ: '注销日期',
  ZCDZ: '注册地址',
  JDXZ_DM: '街道乡镇代码',
  CZBZ: '操作标志',
  XGSJ: '修改时间',
  BSLX: '报送类型',
  GZWZ: '更正位置',
  WH: '文号',
  YY: '原因',
  YDJXH: '原登记序号',
} as const;

export type TaxpayerColumn = keyof typeof taxpayerHeadings;
/** Empty is NULL in the table. */
export type TaxpayerRow = Readonly<Record<TaxpayerColumn, string>>;

export const taxpayerColumns = Object.keys(taxpayerHeadings) as readonly TaxpayerColumn[];

/** XGSJ is the time of the update; the exchange table has its own. */
export function taxpayerRow(taxpayer: Taxpayer, told: Told | null): TaxpayerRow {
  const status = taxpayerStatuses.values[taxpayer.status];
  return {
    DJXH: taxpayer.djxh,
    NSRSBH: taxpayer.taxpayerId,
    YNSRSBH: taxpayer.formerTaxpayerId ?? '',
    SHXYDM: taxpayer.uscc,
    NSRMC: taxpayer.companyName,
    NSRZT_DM: status.codes?.[0] ?? '',
    NSRZTMC: status.zh,
    KZZTDJLX_DM: taxpayer.registrationKind,
    DJZCLX_DM: taxpayer.companyTypeCode,
    HY_DM: taxpayer.industry,
    ZGSWJ_DM: taxpayer.officeCode,
    ZGSWJMC: taxpayer.office,
    ZGSWSKFJ_DM: taxpayer.branchOfficeCode,
    NSRZGLX_DM: vatKinds.values[taxpayer.vatKind].codes?.[0] ?? '',
    NSXYJB: taxpayer.creditRating ?? '',
    PJND: taxpayer.creditYear ?? '',
    QSBZ: taxpayer.inArrears ? 'Y' : 'N',
    DJRQ: taxpayer.registeredOn,
    FZCRDRQ: taxpayer.abnormalSince ?? '',
    QSZMBH: taxpayer.clearanceNo ?? '',
    QSRQ: taxpayer.clearedOn ?? '',
    ZXRQ: taxpayer.deregisteredOn ?? '',
    ZCDZ: taxpayer.address,
    JDXZ_DM: taxpayer.town,
    CZBZ: dayOf(taxpayer.updatedAt) === taxpayer.registeredOn ? 'I' : 'U',
    XGSJ: spellMoment(taxpayer.updatedAt),
    BSLX: told === null ? '' : (STEPS[told.kind] ?? ''),
    GZWZ: '',
    WH: told?.documentNo ?? '',
    YY: told?.reason ?? '',
    YDJXH: '',
  };
}

/** 换号 is of the serial, which nobody replaces: another taxpayer id is a change that says the former one (YNSRSBH). */
const STEPS: Readonly<Partial<Record<Told['kind'], string>>> = { CORRECTED: '更正', RESTORED: '恢复' };
