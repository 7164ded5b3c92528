/**
 * What a housing authority sends about filings of companies and about service contracts, as data: our names for the columns,
 * the names that its interface gives them (docs/filing-http.md), and the Chinese ones of its tables. Which of the two a
 * table or a row is about is told from its columns.
 */
import type { companyFilingFields } from '../../src/domain/record/company-filing.record.ts';
import type { serviceContractFields } from '../../src/domain/record/service-contract.record.ts';
import type { LayoutDefinition, SheetDefinition, SlotDefinition } from '../table/sheet.ts';
import { toldColumns, toldSlots } from '../table/told.ts';

type FieldName = keyof typeof companyFilingFields | keyof typeof serviceContractFields;

const slots = {
  // --- both
  number: { fields: ['filingNo', 'contractNo'] },
  county: { fields: ['county'] },
  // Whose record it is, is found out from all numbers together, and is always there.
  uscc: {},
  name: { fields: ['name', 'companyName'] },
  organisationCode: {},
  registrationNo: {},
  taxpayerId: {},
  attachments: { fields: ['documents'], list: true },
  updated: {},
  ...toldSlots,

  // --- filings
  isLocal: { fields: ['isLocal'] },
  address: { fields: ['address', 'homeRegion'] },
  kind: { fields: ['kind'] },
  status: { fields: ['status', 'statusText'] },
  submitted: { fields: ['submittedOn'] },
  decided: { fields: ['decidedOn'] },
  validTo: { fields: ['validTo'] },
  decision: { fields: ['decision'] },
  staff: { fields: ['staff'] },
  certified: { fields: ['certified'] },
  legalRepresentative: { fields: ['legalRepresentative'], personal: true },
  contactName: { fields: ['contactName'], personal: true },
  contactPhone: { fields: ['contactPhone'], personal: true },

  // --- contracts
  projects: { fields: ['estates'], list: true },
  estateCode: { fields: ['estates'] },
  estateName: { fields: ['estates'] },
  part: { fields: ['estates'] },
  area: { fields: ['estates'] },
  communityCode: {},
  estateAddress: {},
  phase: { fields: ['phase'] },
  clientKind: { fields: ['clientKind'] },
  client: { fields: ['client'] },
  selection: { fields: ['selection'] },
  signed: { fields: ['signedOn'] },
  filed: { fields: ['filedOn'] },
  termFrom: { fields: ['termFrom'] },
  termTo: { fields: ['termTo'] },
  level: { fields: ['level'] },
  priceKind: { fields: ['priceKind'] },
  chargeMode: { fields: ['chargeMode'] },
  fee: { fields: ['fee'] },
  leadName: { fields: ['leadName'], personal: true },
  leadPhone: { fields: ['leadPhone'], personal: true },
  ended: { fields: ['endedOn'] },
  endReason: { fields: ['endReason'] },
  handedOver: { fields: ['handedOverOn'] },
  successor: { fields: ['successorUscc'] },
} as const satisfies Readonly<Record<string, SlotDefinition & { readonly fields?: readonly FieldName[] }>>;

export type Slot = keyof typeof slots;

type Columns = LayoutDefinition<Slot>['columns'];

const both: Columns = {
  county: ['CantonCode', '备案县区', '备案县（市、区）', '所属县区', '县区', '行政区划代码', '行政区划'],
  uscc: ['RealtyMgeComCode', '统一社会信用代码', '企业统一社会信用代码', '社会信用代码'],
  name: ['RealtyMgeComName', '企业名称', '物业服务企业', '物业服务企业名称', '物业企业名称'],
  organisationCode: ['OrgCode', '组织机构代码'],
  registrationNo: ['RegNo', '注册号', '工商注册号', '营业执照注册号'],
  taxpayerId: ['TaxNo', '纳税人识别号', '税务登记证号'],
  attachments: ['Attachments', '附件', '备案材料', '合同附件'],
  updated: ['UpdateTime', '更新时间', '数据更新时间'],
  ...toldColumns,
};

const FILINGS = '企业备案';

/** The name of the layout of contracts. */
export const CONTRACTS = '物业服务合同';

export const filingSheet: SheetDefinition<Slot> = {
  slots,
  layouts: [
    {
      name: FILINGS,
      required: [['kind', 'status'], 'county', ['uscc', 'name', 'organisationCode', 'registrationNo', 'taxpayerId']],
      columns: {
        ...both,
        number: ['FilingNo', '备案编号', '备案号', '企业备案编号'],
        formerKey: ['OldFilingNo', '原备案编号', '原备案号', ...toldColumns.formerKey],
        isLocal: ['IsLocal', '是否本地企业', '本地企业'],
        address: ['RegAddress', '住所', '注册地址', '企业住所'],
        kind: ['FilingType', '备案类型'],
        status: ['FilingState', '备案状态'],
        submitted: ['SubmitDate', '提交日期', '申请日期'],
        decided: ['HandleDate', '办结日期', '审核日期'],
        validTo: ['ValidDate', '有效期至', '备案有效期至'],
        decision: ['Opinion', '审核意见'],
        staff: ['StaffNum', '从业人员数', '从业人员人数', '员工人数'],
        certified: ['CertNum', '持证人员数', '持证人数'],
        legalRepresentative: ['LegalPerson', '法定代表人', '法定代表人（负责人）'],
        contactName: ['Linkman', '联系人'],
        contactPhone: ['LinkTel', '联系电话'],
      },
    },
    {
      name: CONTRACTS,
      required: [
        ['projects', 'estateName', 'estateCode'],
        'county',
        ['uscc', 'name', 'organisationCode', 'registrationNo', 'taxpayerId'],
        // A ledger of estates names their companies too.
        ['number', 'signed', 'termFrom', 'termTo', 'filed', 'ended'],
      ],
      columns: {
        ...both,
        number: ['ContractNo', '合同备案编号', '合同备案号', '合同编号', '备案编号'],
        formerKey: ['OldContractNo', '原合同备案编号', '原合同编号', '原备案编号', ...toldColumns.formerKey],
        projects: ['Projects', '服务项目'],
        estateCode: ['AreaCode', '小区编号', '小区代码', '项目编号'],
        estateName: ['AreaName', '小区名称', '项目名称', '物业项目名称', '服务小区'],
        part: ['Part', '服务部位', '服务部位（分期）', '分期'],
        area: ['Acreage', '服务面积', '服务面积（平方米）', '服务面积（㎡）'],
        communityCode: ['CommunityCode', '社区代码'],
        estateAddress: ['Address', '小区地址', '坐落地址', '项目地址'],
        phase: ['Stage', '物业服务阶段', '服务阶段', '合同类型'],
        clientKind: ['ClientType', '委托方类型', '甲方类型'],
        client: ['ClientName', '委托方', '甲方', '委托方名称'],
        selection: ['SelectType', '选聘方式'],
        signed: ['SignDate', '签订日期', '合同签订日期'],
        filed: ['RecordDate', '合同备案日期', '备案日期'],
        termFrom: ['StartDate', '合同期限自', '合同开始日期', '服务期限自'],
        termTo: ['EndDate', '合同期限至', '合同结束日期', '服务期限至'],
        level: ['ServiceLevel', '服务等级', '物业服务等级'],
        priceKind: ['PriceType', '价格形式', '定价方式'],
        chargeMode: ['ChargeType', '计费方式', '收费方式'],
        fee: ['Price', '物业费', '物业费（元/平方米·月）', '收费标准'],
        leadName: ['ProjectLeader', '项目负责人', '项目经理'],
        leadPhone: ['ProjectTel', '项目服务电话', '服务电话'],
        ended: ['StopDate', '终止日期', '合同终止日期'],
        endReason: ['StopReason', '终止原因'],
        handedOver: ['HandoverDate', '移交日期'],
        successor: ['NextComCode', '接管企业统一社会信用代码', '接管企业'],
      },
    },
  ],
};
