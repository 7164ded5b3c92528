/**
 * What a registry sends, as data: our names for its columns, and how its senders call them.
 */
import type { registrationFields } from '../../src/domain/record/registration.record.ts';
import type { SheetDefinition, SlotDefinition } from '../table/sheet.ts';

type FieldName = keyof typeof registrationFields;

const slots = {
  uscc: {},
  name: { fields: ['name'] },
  formerName: { fields: ['formerNames'] },
  parentUscc: { fields: ['parentUscc'] },
  pripid: { fields: ['pripid'] },
  regno: { fields: ['registrationNo'] },
  type: { fields: ['companyType', 'companyTypeCode', 'isBranch'] },
  typeText: { fields: ['companyType', 'companyTypeText', 'isBranch'] },
  status: { fields: ['status', 'statusCode'] },
  statusText: { fields: ['status', 'statusText'] },
  legalRepresentative: { fields: ['legalRepresentative'], personal: true },
  capital: { fields: ['capital', 'capitalCurrency'] },
  capitalCurrency: {},
  capitalCurrencyText: {},
  established: { fields: ['establishedOn'] },
  approved: { fields: ['approvedOn'] },
  termFrom: { fields: ['termFrom'] },
  termTo: { fields: ['termTo', 'termOpen'] },
  scope: { fields: ['businessScope'] },
  industry: { fields: ['industry'] },
  industrySection: { fields: ['industry'] },
  address: { fields: ['address', 'region'] },
  addressDistrict: { fields: ['district', 'region'] },
  province: {},
  city: {},
  authority: { fields: ['authorityCode', 'authority'] },
  authorityText: { fields: ['authority'] },
  cancelledOn: { fields: ['cancelledOn'] },
  cancelReason: { fields: ['cancellationReason'] },
  revokedOn: { fields: ['revokedOn'] },
  revocationNo: { fields: ['revocationNo'] },
  revocationAuthority: { fields: ['revocationAuthority'] },
  noticeFrom: { fields: ['simpleNoticeFrom'] },
  noticeTo: { fields: ['simpleNoticeTo'] },
  liquidationFiled: { fields: ['liquidationFiledOn'] },
  abnormal: { fields: ['abnormalEntries'], list: true },
  serious: { fields: ['seriousEntries'], list: true },
  sourceUpdated: {},
} as const satisfies Readonly<Record<string, SlotDefinition & { readonly fields?: readonly FieldName[] }>>;

export type Slot = keyof typeof slots;

/**
 * The layouts registry files come in. The same column name means different things in different layouts (`name` is
 * the company in one and the legal representative in the other), so a layout is chosen as a whole.
 */
export const registrySheet: SheetDefinition<Slot> = {
  slots,
  layouts: [
    {
      // Collections of published register entries: no status, no person, capital as free text.
      name: 'public-register-collection',
      required: ['uscc', 'name'],
      columns: {
        uscc: ['code', 'code_as_published'],
        name: ['name'],
        established: ['reg_date'],
        typeText: ['ent_type'],
        capital: ['reg_capital_text'],
        scope: ['business_scope'],
        province: ['province'],
        city: ['city'],
        address: ['address'],
      },
    },
    {
      // The national exchange names, their lower-case and camelCase twins (folded away), and what publicity
      // sites, provincial hubs and workbooks call the same things.
      name: 'exchange',
      required: ['uscc', 'name'],
      foreign: ['登记序号', 'DJXH', '纳税人状态', '备案状态', 'FilingState', '合同备案编号', '签订日期', '小区名称', '所属小区'],
      columns: {
        uscc: ['UNISCID', 'unicode', 'tyshxydm', 'creditCode', 'lgl_credit_no', 'uni_social_crd_cd', '统一社会信用代码'],
        name: ['ENTNAME', 'lgl_name', 'comp_nm', '企业名称', '市场主体名称', '名称'],
        formerName: ['historyName', '曾用名'],
        parentUscc: ['parentUscc', '隶属企业统一社会信用代码'],
        pripid: ['PRIPID', 'main_identi_id', '主体身份代码'],
        regno: ['REGNO', 'lgl_reg_no', '注册号'],
        type: ['ENTTYPE', '企业类型代码'],
        typeText: ['ENTTYPE_CN', 'entTypeString', 'enttypename', 'comp_type', '企业类型'],
        status: ['REGSTATE', 'corpStatus', '登记状态代码'],
        statusText: ['REGSTATE_CN', 'corpStatusString', '登记状态'],
        legalRepresentative: [
          'LEREP',
          'legelRep',
          'legalRep',
          'legal_repre',
          'NAME',
          '法定代表人',
          '法定代表人（负责人）',
          '负责人',
        ],
        capital: ['REGCAP', 'reg_capt', '注册资本', '注册资本（万元）'],
        capitalCurrency: ['REGCAPCUR', 'capt_kind', '币种代码'],
        capitalCurrencyText: ['REGCAPCUR_CN', '币种', '注册资本币种'],
        established: ['ESTDATE', 'est_dt', '成立日期'],
        approved: ['APPRDATE', 'appr_dt', '核准日期'],
        termFrom: ['OPFROM', 'opt_from', '经营期限自', '营业期限自'],
        termTo: ['OPTO', 'opt_to', '经营期限至', '营业期限至'],
        scope: ['OPSCOPE', 'opt_scop', '经营范围'],
        industry: ['INDUSTRYCO', 'indv_code', '行业代码'],
        industrySection: ['INDUSTRYPHY', 'indv_id', '行业门类'],
        address: ['DOM', 'addr', '住所', '住所（经营场所）'],
        addressDistrict: ['DOMDISTRICT', '住所行政区划'],
        // Some senders put the office's name under the plain name; which it is, is seen from the value.
        authority: ['REGORG', '登记机关代码'],
        authorityText: ['REGORG_CN', 'regorgname', '登记机关'],
        cancelledOn: ['CANDATE', '注销日期'],
        cancelReason: ['CANREA', '注销原因'],
        revokedOn: ['REVDATE', '吊销日期'],
        revocationNo: ['REVDECNO', '吊销文号', '处罚文号'],
        revocationAuthority: ['REVAUTH', '吊销机关'],
        noticeFrom: ['NOTICEFROM', '简易注销公告期自'],
        noticeTo: ['NOTICETO', '简易注销公告期至'],
        liquidationFiled: ['LIQDATE', '清算组备案日期'],
        abnormal: ['ABNORMAL', '经营异常名录'],
        serious: ['SERIOUS', '严重违法失信名单'],
        sourceUpdated: ['dsc_biz_timestamp', 'src_update_time'],
      },
    },
  ],
};
