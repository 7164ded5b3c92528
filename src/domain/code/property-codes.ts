/** Words of the housing bureau about filings, contracts, estates and their committees. */
import type { CodeTable } from './code-table.ts';

export type FilingKind = 'FIRST' | 'CHANGE' | 'RENEWAL' | 'CANCELLATION';

export const filingKinds: CodeTable<FilingKind> = {
  zh: '备案类型',
  en: 'kind of filing',
  values: {
    FIRST: { zh: '首次备案', en: 'first', codes: ['1'], words: ['首次', '新备案', '初次备案'] },
    CHANGE: { zh: '变更备案', en: 'change', codes: ['2'], words: ['变更'] },
    RENEWAL: { zh: '延续备案', en: 'renewal', codes: ['3'], words: ['延续', '续期'] },
    CANCELLATION: { zh: '注销备案', en: 'cancellation', codes: ['4'], words: ['注销', '撤销备案'] },
  },
};

export type FilingStatus = 'SUBMITTED' | 'RETURNED' | 'ACCEPTED' | 'REFUSED' | 'CANCELLED';

export const filingStatuses: CodeTable<FilingStatus> = {
  zh: '备案状态',
  en: 'status of a filing',
  values: {
    SUBMITTED: { zh: '已提交', en: 'submitted', codes: ['1'], words: ['待审核', '审核中', '受理中'] },
    RETURNED: { zh: '补正', en: 'returned to be completed', codes: ['2'], words: ['备案补正', '退回补正', '退回'] },
    ACCEPTED: { zh: '已备案', en: 'accepted', codes: ['3'], words: ['通过', '备案通过', '准予备案', '备案有效'] },
    REFUSED: { zh: '不予备案', en: 'refused', codes: ['4'], words: ['驳回', '未通过'] },
    CANCELLED: { zh: '已注销', en: 'cancelled', codes: ['5'], words: ['备案注销', '失效'] },
  },
};

export type ContractPhase = 'EARLY' | 'ORDINARY';

export const contractPhases: CodeTable<ContractPhase> = {
  zh: '物业服务阶段',
  en: 'phase of a service contract',
  values: {
    EARLY: { zh: '前期物业服务', en: 'early stage, under the developer', codes: ['1'], words: ['前期', '前期物业'] },
    ORDINARY: { zh: '普通物业服务', en: 'ordinary, under the owners', codes: ['2'], words: ['普通', '常规', '物业服务'] },
  },
};

export type ClientKind = 'DEVELOPER' | 'OWNERS' | 'COMMITTEE' | 'PUBLIC_BODY' | 'UNIT' | 'STREET' | 'OTHER';

export const clientKinds: CodeTable<ClientKind> = {
  zh: '委托方类型',
  en: 'kind of client',
  values: {
    DEVELOPER: { zh: '建设单位', en: 'developer', words: ['开发商', '开发企业', '建设（开发）单位'] },
    OWNERS: { zh: '业主大会', en: 'the owners', words: ['业主', '全体业主'] },
    COMMITTEE: { zh: '业主委员会', en: "the owners' committee", words: ['业委会', '物管会', '物业管理委员会'] },
    PUBLIC_BODY: { zh: '机关事业单位', en: 'public body or institution', words: ['机关', '事业单位', '国有企业'] },
    UNIT: { zh: '产权单位', en: 'the unit that owns it', words: ['单位'] },
    STREET: { zh: '街道（社区）', en: 'street or community', words: ['街道', '社区', '街道办事处', '居委会'] },
    OTHER: { zh: '其他', en: 'other' },
  },
};

export type Selection = 'TENDER' | 'AGREEMENT' | 'OWNERS_VOTE' | 'ASSIGNED' | 'OTHER';

export const selections: CodeTable<Selection> = {
  zh: '选聘方式',
  en: 'way of selection',
  values: {
    TENDER: { zh: '招投标', en: 'tender', words: ['公开招标', '邀请招标', '招标'] },
    AGREEMENT: { zh: '协议', en: 'agreement', words: ['协议选聘', '协议方式'] },
    OWNERS_VOTE: { zh: '业主大会表决', en: "the owners' vote", words: ['业主表决', '业主大会选聘'] },
    ASSIGNED: { zh: '指派', en: 'assigned by the street', words: ['街道指派', '应急接管', '托管'] },
    OTHER: { zh: '其他', en: 'other' },
  },
};

export type PriceKind = 'GUIDED' | 'MARKET';

export const priceKinds: CodeTable<PriceKind> = {
  zh: '价格形式',
  en: 'kind of price',
  values: {
    GUIDED: { zh: '政府指导价', en: 'guided by the government', codes: ['1'], words: ['指导价'] },
    MARKET: { zh: '市场调节价', en: 'of the market', codes: ['2'], words: ['市场价'] },
  },
};

export type ChargeMode = 'LUMP_SUM' | 'COMMISSION';

export const chargeModes: CodeTable<ChargeMode> = {
  zh: '计费方式',
  en: 'mode of charging',
  values: {
    LUMP_SUM: { zh: '包干制', en: 'lump sum', codes: ['1'], words: ['包干'] },
    COMMISSION: { zh: '酬金制', en: 'commission', codes: ['2'], words: ['酬金'] },
  },
};

export type ServiceMode =
  | 'PROFESSIONAL'
  | 'TRUSTEESHIP'
  | 'CENTRAL_TRUSTEESHIP'
  | 'SOCIAL_ORGANISATION'
  | 'UNIT_RUN'
  | 'OWNER_RUN'
  | 'NONE';

/** How an estate is served (design.md, Records; policy JC1). */
export const serviceModes: CodeTable<ServiceMode> = {
  zh: '服务模式',
  en: 'mode of service',
  values: {
    PROFESSIONAL: { zh: '专业化物业服务', en: 'a professional company', words: ['专业', '专业物业', '专业化', '物业企业服务'] },
    TRUSTEESHIP: {
      zh: '社区（村）托管',
      en: 'trusteeship of the community or village',
      words: ['社区托管', '村托管', '社区/村托管', '社区村托管'],
    },
    CENTRAL_TRUSTEESHIP: { zh: '集中托管', en: 'several estates under one trusteeship', words: ['打包托管'] },
    SOCIAL_ORGANISATION: { zh: '社会组织代管', en: 'a social organisation', words: ['社会组织'] },
    UNIT_RUN: { zh: '单位自管', en: 'run by the unit', words: ['单位管理', '产权单位自管'] },
    OWNER_RUN: { zh: '业主自管', en: 'run by the owners', words: ['业主自治', '自管', '自治'] },
    NONE: { zh: '无物业', en: 'none', words: ['无', '无物业服务', '无人管理', '失管'] },
  },
};

export type EstateKind =
  | 'COMMODITY'
  | 'OLD'
  | 'AFFORDABLE'
  | 'RESETTLEMENT'
  | 'UNIT_HOUSING'
  | 'SCATTERED'
  | 'VILLAGE'
  | 'NON_RESIDENTIAL'
  | 'OTHER';

export const estateKinds: CodeTable<EstateKind> = {
  zh: '小区类别',
  en: 'kind of estate',
  values: {
    COMMODITY: { zh: '商品房小区', en: 'commodity housing', words: ['商品房', '商品住宅', '住宅小区', '普通小区'] },
    OLD: { zh: '老旧小区', en: 'old estate', words: ['老旧', '老小区'] },
    AFFORDABLE: { zh: '保障性住房', en: 'affordable housing', words: ['保障房', '经济适用房', '公租房', '廉租房'] },
    RESETTLEMENT: { zh: '安置房小区', en: 'resettlement housing', words: ['安置房', '回迁房', '拆迁安置'] },
    UNIT_HOUSING: { zh: '单位住宅', en: 'housing of a unit', words: ['单位家属院', '家属院', '房改房', '单位房'] },
    SCATTERED: { zh: '零散楼栋', en: 'scattered blocks', words: ['零散楼院', '单体楼', '独栋楼'] },
    VILLAGE: { zh: '村改居', en: 'village housing', words: ['城中村', '农民住宅', '村民住宅'] },
    NON_RESIDENTIAL: { zh: '非住宅', en: 'not residential', words: ['写字楼', '商业', '办公', '公建', '园区'] },
    OTHER: { zh: '其他', en: 'other' },
  },
};

export type RenovationState = 'NOT_DUE' | 'PLANNED' | 'IN_PROGRESS' | 'DONE';

export const renovationStates: CodeTable<RenovationState> = {
  zh: '改造状态',
  en: 'state of renovation',
  values: {
    NOT_DUE: { zh: '不需改造', en: 'not due', words: ['无需改造', '未列入'] },
    PLANNED: { zh: '计划改造', en: 'planned', words: ['未改造', '待改造', '已列入计划', '未开工'] },
    IN_PROGRESS: { zh: '改造中', en: 'in progress', words: ['正在改造', '施工中', '在建'] },
    DONE: { zh: '已改造', en: 'done', words: ['改造完成', '已完成', '完工'] },
  },
};

export type CommitteeKind = 'OWNERS_COMMITTEE' | 'MANAGEMENT_COMMITTEE';

export const committeeKinds: CodeTable<CommitteeKind> = {
  zh: '业主组织类型',
  en: 'kind of committee',
  values: {
    OWNERS_COMMITTEE: { zh: '业主委员会', en: "owners' committee", codes: ['1'], words: ['业委会'] },
    MANAGEMENT_COMMITTEE: { zh: '物业管理委员会', en: 'management committee', codes: ['2'], words: ['物管会'] },
  },
};
