/** What the tax bureau says of a taxpayer, by the names and codes of 金税三期. */
import type { CodeTable } from './code-table.ts';

export type TaxpayerStatus =
  | 'ACCEPTED'
  | 'PREPARING'
  | 'NORMAL'
  | 'SUSPENDED'
  | 'ABNORMAL'
  | 'IN_LIQUIDATION'
  | 'DEREGISTERED'
  | 'ABNORMAL_DEREGISTERED'
  | 'OUT_OF_AREA'
  | 'OUT_OF_AREA_CLOSED'
  | 'CONTRIBUTIONS_PAUSED'
  | 'CONTRIBUTIONS_RESUMED'
  | 'SIMPLE_DEREGISTRATION'
  | 'OTHER';

/** NSRZT_DM 纳税人状态代码. */
export const taxpayerStatuses: CodeTable<TaxpayerStatus> = {
  zh: '纳税人状态',
  en: 'status of a taxpayer',
  values: {
    ACCEPTED: { zh: '受理', en: 'application accepted', codes: ['01'] },
    PREPARING: { zh: '筹建期', en: 'in preparation', codes: ['02'], words: ['筹建'] },
    NORMAL: { zh: '正常', en: 'normal', codes: ['03'], words: ['正常户', '开业'] },
    SUSPENDED: { zh: '停业', en: 'suspended', codes: ['04'] },
    ABNORMAL: { zh: '非正常', en: 'abnormal', codes: ['05'], words: ['非正常户'] },
    IN_LIQUIDATION: { zh: '清算', en: 'in liquidation', codes: ['06'] },
    DEREGISTERED: { zh: '注销', en: 'tax registration cancelled', codes: ['07'], words: ['税务注销', '已注销'] },
    ABNORMAL_DEREGISTERED: { zh: '非正常户注销', en: 'cancelled as an abnormal one', codes: ['08'], words: ['非正常注销'] },
    OUT_OF_AREA: { zh: '报验', en: 'business outside its area', codes: ['09'] },
    OUT_OF_AREA_CLOSED: { zh: '核销报验', en: 'business outside its area, closed', codes: ['10'] },
    CONTRIBUTIONS_PAUSED: { zh: '中断缴费', en: 'contributions paused', codes: ['11'] },
    CONTRIBUTIONS_RESUMED: { zh: '恢复缴费', en: 'contributions resumed', codes: ['12'] },
    SIMPLE_DEREGISTRATION: { zh: '简易注销无异议', en: 'simple deregistration, nothing against it', codes: ['13'] },
    OTHER: { zh: '其他', en: 'other', codes: ['99'] },
  },
};

/** 06 清算, 07 注销, 08 非正常户注销 and the way there: the end of a company's life at the tax office. */
const ENDING: ReadonlySet<TaxpayerStatus | undefined> = new Set([
  'IN_LIQUIDATION',
  'DEREGISTERED',
  'ABNORMAL_DEREGISTERED',
  'SIMPLE_DEREGISTRATION',
]);

export function isTaxEnding(status: TaxpayerStatus | undefined): boolean {
  return ENDING.has(status);
}

/** Whether tax is closed for good under this serial. */
export function isTaxClosed(status: TaxpayerStatus | undefined): boolean {
  return status === 'DEREGISTERED' || status === 'ABNORMAL_DEREGISTERED' || status === 'OUT_OF_AREA_CLOSED';
}

export type VatKind = 'GENERAL' | 'SMALL_SCALE';

/** NSRZGLX_DM 纳税人资格类型: 201 and 202 are general payers of VAT. */
export const vatKinds: CodeTable<VatKind> = {
  zh: '增值税纳税人类型',
  en: 'kind of VAT payer',
  values: {
    GENERAL: { zh: '一般纳税人', en: 'general', codes: ['201', '202'], words: ['增值税一般纳税人'] },
    SMALL_SCALE: { zh: '小规模纳税人', en: 'small-scale', codes: ['101'], words: ['增值税小规模纳税人', '小规模'] },
  },
};

export type TaxRating = 'A' | 'B' | 'M' | 'C' | 'D';

/** 纳税信用级别, published yearly. M: new, or without income. */
export const taxRatings: CodeTable<TaxRating> = {
  zh: '纳税信用级别',
  en: 'tax credit rating',
  values: {
    A: { zh: 'A级', en: 'A' },
    B: { zh: 'B级', en: 'B' },
    M: { zh: 'M级', en: 'M' },
    C: { zh: 'C级', en: 'C' },
    D: { zh: 'D级', en: 'D' },
  },
};

/** KZZTDJLX_DM 课征主体登记类型. 1110 is the main registration of a unit; the look-up takes the lowest first. */
export const MAIN_REGISTRATION = '1110';
