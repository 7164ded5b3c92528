/**
 * What a tax bureau sends about taxpayers, as data: the names of 金税三期 (their camelCase twins are folded away) and the
 * headings of the sheets that offices make of them (docs/tax-exchange.md).
 */
import type { taxpayerFields } from '../../src/domain/record/taxpayer.record.ts';
import type { SheetDefinition, SlotDefinition } from '../table/sheet.ts';
import { toldColumns, toldSlots } from '../table/told.ts';

const taxSlots = {
  serial: {},
  // Whose record it is, is found out from all numbers together, so no column alone states it.
  uscc: {},
  taxpayerId: { fields: ['taxpayerId'] },
  formerTaxpayerId: { fields: ['formerTaxpayerId'] },
  organisationCode: {},
  name: { fields: ['name'] },
  // One of the two states the status, and that what the other one said before is over.
  statusCode: { fields: ['status', 'statusCode', 'statusText'] },
  statusText: { fields: ['status', 'statusCode', 'statusText'] },
  registrationKind: { fields: ['registrationKind'] },
  companyType: { fields: ['companyTypeCode'] },
  industry: { fields: ['industry'] },
  officeCode: { fields: ['officeCode', 'region'] },
  office: { fields: ['office'] },
  branchOfficeCode: { fields: ['branchOfficeCode'] },
  vatKind: { fields: ['vatKind'] },
  rating: { fields: ['creditRating'] },
  ratingYear: { fields: ['creditYear'] },
  arrears: { fields: ['inArrears'] },
  registered: { fields: ['registeredOn'] },
  abnormalSince: { fields: ['abnormalSince'] },
  clearanceNo: { fields: ['clearanceNo'] },
  cleared: { fields: ['clearedOn'] },
  deregistered: { fields: ['deregisteredOn'] },
  address: { fields: ['address'] },
  street: { fields: ['region'] },
  operation: {},
  valid: {},
  updated: {},
  // A counted line of a list; and who looks after the taxpayer, which is nobody else's business.
  sequence: { beside: true },
  officer: { personal: true },
  ...toldSlots,
} as const satisfies Readonly<Record<string, SlotDefinition & { readonly fields?: readonly (keyof typeof taxpayerFields)[] }>>;

export type TaxSlot = keyof typeof taxSlots;

export const taxSheet: SheetDefinition<TaxSlot> = {
  slots: taxSlots,
  layouts: [
    {
      name: '纳税人信息',
      // A list of deregistrations, clearances or ratings is the same sheet with fewer columns.
      required: [
        ['serial', 'uscc', 'taxpayerId'],
        [
          'statusCode',
          'statusText',
          'deregistered',
          'clearanceNo',
          'cleared',
          'rating',
          'arrears',
          'abnormalSince',
          'operation',
          'name',
        ],
      ],
      foreign: [
        '登记状态',
        'REGSTATE',
        '经营范围',
        '备案状态',
        'FilingState',
        '合同备案编号',
        '签订日期',
        '小区名称',
        '所属小区',
      ],
      columns: {
        sequence: ['序号'],
        serial: ['DJXH', '登记序号'],
        uscc: ['SHXYDM', '社会信用代码', '统一社会信用代码', 'UNISCID', 'uscc', 'TYSHXYDM'],
        taxpayerId: ['NSRSBH', '纳税人识别号', 'tax_payer_no', '税号'],
        formerTaxpayerId: ['YNSRSBH', '原纳税人识别号'],
        organisationCode: ['ZZJG_DM', '组织机构代码'],
        name: ['NSRMC', '纳税人名称', '企业名称'],
        statusCode: ['NSRZT_DM', '纳税人状态代码'],
        statusText: ['NSRZTMC', '纳税人状态', '纳税人状态名称', '状态', 'tax_payer_state'],
        registrationKind: ['KZZTDJLX_DM', '课征主体登记类型代码', '课征主体登记类型'],
        companyType: ['DJZCLX_DM', '登记注册类型代码', '登记注册类型'],
        industry: ['HY_DM', '行业代码'],
        officeCode: ['ZGSWJ_DM', '主管税务局代码', '主管税务机关代码', 'tax_office_no'],
        office: ['ZGSWJMC', '主管税务局', '主管税务机关', '主管税务局名称', 'swjgmc', 'tax_office_nm'],
        branchOfficeCode: ['ZGSWSKFJ_DM', '主管税务所代码', '主管税务所（科、分局）代码', '主管税务所'],
        vatKind: ['NSRZGLX_DM', '纳税人资格类型代码', '增值税纳税人类型', '纳税人资格类型'],
        rating: ['NSXYJB', '纳税信用级别', '纳税信用等级', '信用级别', 'tax_credit_level'],
        ratingYear: ['PJND', '评价年度', 'evalua_year'],
        arrears: ['QSBZ', '欠税标志', '是否欠税'],
        registered: ['DJRQ', '登记日期', '税务登记日期', 'tax_reg_dt'],
        abnormalSince: ['FZCRDRQ', '非正常户认定日期', '非正常认定日期', 'unnor_cogni_dt'],
        clearanceNo: ['QSZMBH', '清税证明编号', '清税证明文号'],
        cleared: ['QSRQ', '清税日期', '清税证明日期'],
        deregistered: ['ZXRQ', '注销日期', '税务注销日期'],
        address: ['ZCDZ', '注册地址'],
        street: ['JDXZ_DM', '街道乡镇代码'],
        operation: ['CZBZ', '操作标志', 'dsc_biz_operation'],
        valid: ['YXBZ', '有效标志'],
        updated: ['XGSJ', 'XGRQ', '修改时间', '修改日期', '更新时间', 'dsc_biz_timestamp'],
        officer: ['SSGLY_DM', '税收管理员', '税收管理员代码'],
        ...toldColumns,
        told: ['BSLX', ...toldColumns.told],
        corrects: ['GZWZ', ...toldColumns.corrects],
        formerKey: ['YDJXH', '原登记序号', ...toldColumns.formerKey],
        documentNo: ['WH', ...toldColumns.documentNo],
        reason: ['YY', ...toldColumns.reason],
      },
    },
  ],
};
