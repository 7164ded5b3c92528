// Made by `npm run codegen` from schema/*.graphql and documents/*.graphql. Do not edit.
import type { Operation, PagedOperation } from './operation.ts';
import type { Answer, RequestOptions } from './request.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How a challenge stands (异议状态). */
export type ChallengeState =
  /** What was disputed was wrong and has been corrected (已采纳并更正). */
  | 'AGREED'
  /** It has to be answered (待答复). */
  | 'OPEN'
  /** It stays as it is (维持). */
  | 'UPHELD';

/** Which changes (变更筛选). Conditions on several fields must all hold; of a list one must. An empty list is refused (`LIST_EMPTY`): leave it out for all. */
export type ChangeFilter = {
  /** Changes that concern this company (企业). */
  readonly company?: string | null | undefined;
  /** Changes that concern one of these counties, 6 digits; codes that a county had before are included (县区). */
  readonly counties?: ReadonlyArray<string> | null | undefined;
  /** Became true on this date or later (生效日期自). */
  readonly effectiveFrom?: string | null | undefined;
  /** Became true on this date or earlier (生效日期至). */
  readonly effectiveTo?: string | null | undefined;
  /** Fields of which one differs between before and after (变更字段). */
  readonly fields?: ReadonlyArray<string> | null | undefined;
  /** Kinds (变更类别). */
  readonly kinds?: ReadonlyArray<ChangeKind> | null | undefined;
  /** Types of records, e.g. `registration` (记录类型). */
  readonly recordTypes?: ReadonlyArray<string> | null | undefined;
  /** Recorded at this time or later (入库时间自). */
  readonly recordedFrom?: string | null | undefined;
  /** Recorded at this time or earlier (入库时间至). */
  readonly recordedTo?: string | null | undefined;
  /** Changes that concern a region with all that lies in it: a city or a county, or a street or community of its domicile. Regions of Shanxi (14) are known, of other provinces none (区划，含下级；目录只收录山西省). */
  readonly region?: string | null | undefined;
  /** Sources, e.g. `registry` (来源). */
  readonly sources?: ReadonlyArray<string> | null | undefined;
  /** Stages (阶段). */
  readonly stages?: ReadonlyArray<Stage> | null | undefined;
  /** Changes that concern a development zone, by id or name (功能区). */
  readonly zone?: string | null | undefined;
};

/** How a version came about (变更类别). */
export type ChangeKind =
  /** The record changes (变更). A deregistration is a change: the record stays. */
  | 'CHANGED'
  /** What was stated before was wrong (更正); `corrects` names the position. */
  | 'CORRECTED'
  /** The hub learns of the record (新增). */
  | 'CREATED'
  /** The source withdrew the record (终止). */
  | 'ENDED'
  /** The record goes on under another key (代码更换). */
  | 'IDENTIFIER_REPLACED'
  /** The record went up in another one (合并). */
  | 'MERGED'
  /** The record is back under the same key (恢复). */
  | 'RESTORED'
  /** A record that came out of another one (拆分). */
  | 'SPLIT';

/** Mode of charging (计费方式). */
export type ChargeMode =
  /** Commission (酬金制). */
  | 'COMMISSION'
  /** Lump sum (包干制). */
  | 'LUMP_SUM';

/** Kind of client (委托方类型). */
export type ClientKind =
  /** The owners' committee (业主委员会). */
  | 'COMMITTEE'
  /** Developer (建设单位). */
  | 'DEVELOPER'
  /** Other (其他). */
  | 'OTHER'
  /** The owners (业主大会). */
  | 'OWNERS'
  /** Public body or institution (机关事业单位). */
  | 'PUBLIC_BODY'
  /** Street or community — 街道（社区）. */
  | 'STREET'
  /** The unit that owns it (产权单位). */
  | 'UNIT';

/** Kind of committee (业主组织类型). */
export type CommitteeKind =
  /** Management committee (物业管理委员会). */
  | 'MANAGEMENT_COMMITTEE'
  /** Owners' committee (业主委员会). */
  | 'OWNERS_COMMITTEE';

/** The orders of companies (企业排序). All of them stay as they are while pages are read. */
export type CompanyOrder =
  /** By date of establishment, oldest first, those without one before them (按成立日期), then by code. */
  | 'ESTABLISHED'
  /** By date of establishment, newest first, the reverse of ESTABLISHED (按成立日期倒序). */
  | 'ESTABLISHED_DESC'
  /** By name, character by character (按名称), then by code. */
  | 'NAME'
  /** By name, the reverse of NAME (按名称倒序). */
  | 'NAME_DESC'
  /** By code (按统一社会信用代码). */
  | 'USCC'
  /** By code, the reverse of USCC (按统一社会信用代码倒序). */
  | 'USCC_DESC';

/** Classes of company types (企业类型大类). */
export type CompanyTypeClass =
  /** Business unit (营业单位、非公司企业法人分支机构). */
  | 'BUSINESS_UNIT'
  /** Company (公司). */
  | 'COMPANY'
  /** Branch of a company (分公司). */
  | 'COMPANY_BRANCH'
  /** Farmers' cooperative (农民专业合作社). */
  | 'COOPERATIVE'
  /** Branch of a farmers' cooperative (农民专业合作社分支机构). */
  | 'COOPERATIVE_BRANCH'
  /** Branch of a foreign enterprise (外国企业分支机构). */
  | 'FOREIGN_BRANCH'
  /** Foreign-invested enterprise (外商投资企业). */
  | 'FOREIGN_INVESTED'
  /** Branch of a foreign-invested enterprise (外商投资企业分支机构). */
  | 'FOREIGN_INVESTED_BRANCH'
  /** Office of a foreign-invested enterprise (外商投资企业办事机构). */
  | 'FOREIGN_INVESTED_OFFICE'
  /** Foreign enterprise operating in China — 外国（地区）企业在华从事经营活动. */
  | 'FOREIGN_OPERATING'
  /** Foreign-invested partnership (外商投资合伙企业). */
  | 'FOREIGN_PARTNERSHIP'
  /** Branch of a foreign-invested partnership (外商投资合伙企业分支机构). */
  | 'FOREIGN_PARTNERSHIP_BRANCH'
  /** Representative office of a foreign enterprise — 外国（地区）企业常驻代表机构. */
  | 'FOREIGN_REPRESENTATIVE'
  /** Group (集团). */
  | 'GROUP'
  /** Individual business (个体户). */
  | 'INDIVIDUAL_BUSINESS'
  /** Enterprise with legal personality that is no company (非公司企业法人). */
  | 'NON_COMPANY'
  /** Partnership (合伙企业). */
  | 'PARTNERSHIP'
  /** Branch of a partnership (合伙企业分支机构). */
  | 'PARTNERSHIP_BRANCH'
  /** Sole proprietorship (个人独资企业). */
  | 'SOLE_PROPRIETORSHIP'
  /** Branch of a sole proprietorship (个人独资企业分支机构). */
  | 'SOLE_PROPRIETORSHIP_BRANCH';

/** Phase of a service contract (物业服务阶段). */
export type ContractPhase =
  /** Early stage, under the developer (前期物业服务). */
  | 'EARLY'
  /** Ordinary, under the owners (普通物业服务). */
  | 'ORDINARY';

/**
 * How a change crosses the border of the scope that a filter selects by `recordTypes`, `company`, `counties`, `region` and `zone`
 * (进出范围). A company that moves to another county would stay in a copy of the first one for ever if it were not told.
 */
export type Crossing =
  /** The record was outside before (移入): the change carries all of it and no before, to be taken in as new. */
  | 'ENTERED'
  /** The record is outside now (移出): the change carries no after, and the record is to be removed. */
  | 'LEFT';

/** Which estates (小区筛选). Conditions on several fields must all hold; of a list one must, so an empty list finds nothing. */
export type EstateFilter = {
  /** Lies in the built-up area (是否在建成区). */
  readonly inBuiltUpArea?: boolean | null | undefined;
  /** Kinds (小区类别). */
  readonly kind?: ReadonlyArray<EstateKind> | null | undefined;
  /** A part of the name, as it is written (名称包含). */
  readonly nameContains?: string | null | undefined;
  /** Division code of where it lies: the region with all that lies in it and the codes that its parts had before (所在区划，含下级与已撤销代码). */
  readonly region?: string | null | undefined;
  /** States of renovation (改造状态). */
  readonly renovation?: ReadonlyArray<RenovationState> | null | undefined;
  /** Is residential (是否住宅). */
  readonly residential?: boolean | null | undefined;
  /** Levels of service, in the words of the source (服务等级). */
  readonly serviceLevel?: ReadonlyArray<string> | null | undefined;
  /** Modes of service (服务模式). */
  readonly serviceMode?: ReadonlyArray<ServiceMode> | null | undefined;
  /** Development zone that it lies in, by id or name, e.g. `changzhi-jingkai` (所在功能区); it may cross counties. */
  readonly zone?: string | null | undefined;
};

/** What estates can be counted by (小区统计分组项). */
export type EstateGroup =
  /** Whether it lies in the built-up area (是否在建成区). */
  | 'BUILT_UP'
  /** Kind (小区类别). */
  | 'KIND'
  /** County that it lies in; codes that were replaced count as what they became (所在县区). */
  | 'REGION'
  /** State of renovation (改造状态). */
  | 'RENOVATION'
  /** Whether it is residential (是否住宅). */
  | 'RESIDENTIAL'
  /** Level of service (服务等级). */
  | 'SERVICE_LEVEL'
  /** Mode of service (服务模式). */
  | 'SERVICE_MODE'
  /** Development zone that it lies in, whichever counties that crosses (所在功能区); null for what lies in none whose border is known. */
  | 'ZONE';

/** Kind of estate (小区类别). */
export type EstateKind =
  /** Affordable housing (保障性住房). */
  | 'AFFORDABLE'
  /** Commodity housing (商品房小区). */
  | 'COMMODITY'
  /** Not residential (非住宅). */
  | 'NON_RESIDENTIAL'
  /** Old estate (老旧小区). */
  | 'OLD'
  /** Other (其他). */
  | 'OTHER'
  /** Resettlement housing (安置房小区). */
  | 'RESETTLEMENT'
  /** Scattered blocks (零散楼栋). */
  | 'SCATTERED'
  /** Housing of a unit (单位住宅). */
  | 'UNIT_HOUSING'
  /** Village housing (村改居). */
  | 'VILLAGE';

/** The orders of estates (小区排序). All of them stay as they are while pages are read. */
export type EstateOrder =
  /** By name, character by character (按名称), then by id. */
  | 'NAME'
  /** By name, the reverse of NAME (按名称倒序). */
  | 'NAME_DESC';

/** Kind of filing (备案类型). */
export type FilingKind =
  /** Cancellation (注销备案). */
  | 'CANCELLATION'
  /** Change (变更备案). */
  | 'CHANGE'
  /** First (首次备案). */
  | 'FIRST'
  /** Renewal (延续备案). */
  | 'RENEWAL';

/** Status of a filing (备案状态). */
export type FilingStatus =
  /** Accepted (已备案). */
  | 'ACCEPTED'
  /** Cancelled (已注销). */
  | 'CANCELLED'
  /** Refused (不予备案). */
  | 'REFUSED'
  /** Returned to be completed (补正). */
  | 'RETURNED'
  /** Submitted (已提交). */
  | 'SUBMITTED';

/** Kinds of numbers that lead to a company (编号类型). */
export type IdentifierKind =
  /** The tax bureau's own number of a registration (登记序号). */
  | 'DJXH'
  /** Taxpayer's identification number (纳税人识别号). */
  | 'NSRSBH'
  /** Organisation code, which a unified code holds in its positions 9 to 17 (组织机构代码). */
  | 'ORGANISATION_CODE'
  /** The registry's own id of the subject (主体身份代码). */
  | 'PRIPID'
  /** Registration number (注册号). */
  | 'REGNO'
  /** Unified social credit code (统一社会信用代码). */
  | 'USCC';

/** What of a company a search has matched (匹配项). */
export type MatchedOn =
  /** Its unified social credit code (统一社会信用代码). */
  | 'CODE'
  /** A former name (曾用名). */
  | 'FORMER_NAME'
  /** Another number that leads to it (其他编号): registration number, organisation code, the registry's own id. */
  | 'IDENTIFIER'
  /** The initials of a name's pinyin (拼音首字母). */
  | 'INITIALS'
  /** Its name (名称). */
  | 'NAME'
  /** The pinyin of a name (拼音). */
  | 'PINYIN';

/** Who states a company's registration (登记信息来源性质). */
export type Origin =
  /** Nobody: the code is named by other records, yet no registration holds (仅被提及，无登记信息). */
  | 'NAMED'
  /** The city's registry (登记机关). */
  | 'REGISTRY'
  /** The company itself, in a filing: it is registered elsewhere (企业自行申报). */
  | 'SELF_DECLARED';

/** Kind of price (价格形式). */
export type PriceKind =
  /** Guided by the government (政府指导价). */
  | 'GUIDED'
  /** Of the market (市场调节价). */
  | 'MARKET';

/** What became of a wire record set aside (隔离状态). */
export type QuarantineState =
  /** A person decided that it is no record (已丢弃). */
  | 'DROPPED'
  /** It was accepted after all (已放行). */
  | 'RELEASED'
  /** Its right form came later (已被后来的记录取代). */
  | 'SUPERSEDED'
  /** It waits for a person (待处理). */
  | 'WAITING';

/** Levels of divisions (区划层级). */
export type RegionLevel =
  /** City (市). */
  | 'CITY'
  /** Community or village (社区、村). */
  | 'COMMUNITY'
  /** County or district (县区). */
  | 'COUNTY'
  /** Province (省). */
  | 'PROVINCE'
  /** Street or town (街道、乡镇). */
  | 'STREET';

/** What the registry says about a company's life (登记状态). */
export type RegistrationStatus =
  /** Registration annulled (撤销). */
  | 'ANNULLED'
  /** Cancelled (注销). */
  | 'CANCELLED'
  /** Being cancelled (注销中). */
  | 'CANCELLING'
  /** In liquidation (清算中). */
  | 'IN_LIQUIDATION'
  /** In operation — 存续（在营、开业、在册）. */
  | 'IN_OPERATION'
  /** In preparation (筹建). */
  | 'IN_PREPARATION'
  /** Moved to another register (迁出). */
  | 'MOVED_OUT'
  /** Other (其他). */
  | 'OTHER'
  /** Licence revoked, not cancelled (吊销，未注销). */
  | 'REVOKED'
  /** Licence revoked, cancelled since (吊销，已注销). */
  | 'REVOKED_AND_CANCELLED'
  /** Suspended (歇业). */
  | 'SUSPENDED';

/** State of renovation (改造状态). */
export type RenovationState =
  /** Done (已改造). */
  | 'DONE'
  /** In progress (改造中). */
  | 'IN_PROGRESS'
  /** Not due (不需改造). */
  | 'NOT_DUE'
  /** Planned (计划改造). */
  | 'PLANNED';

/** Which records (范围). Conditions on several fields must all hold; of a list one must. An empty list is refused (`LIST_EMPTY`): leave it out for all. The same fields select within `ChangeFilter`, and the addresses of exports name them. */
export type ScopeInput = {
  /** Records that concern this company (企业). */
  readonly company?: string | null | undefined;
  /** Records of one of these counties, 6 digits; codes that a county had before are included (县区). */
  readonly counties?: ReadonlyArray<string> | null | undefined;
  /** Types of records, e.g. `registration` (记录类型). */
  readonly recordTypes?: ReadonlyArray<string> | null | undefined;
  /** Records of a region with all that lies in it: a city or a county, or a street or community. Regions of Shanxi (14) are known, of other provinces none (区划，含下级；目录只收录山西省). */
  readonly region?: string | null | undefined;
  /** Records of a development zone, by id or name (功能区). */
  readonly zone?: string | null | undefined;
};

/** Why a company is in the hub's population (纳入原因). */
export type ScopeReason =
  /** Its scope of business names property services (经营范围含物业服务). */
  | 'BUSINESS_SCOPE'
  /** A service contract names it (有物业服务合同). */
  | 'CONTRACT'
  /** It filed with the housing bureau (已备案). */
  | 'FILED'
  /** Its industry is property management, 7020 (行业代码为物业管理). */
  | 'INDUSTRY'
  /** Its name says so (名称含“物业”). */
  | 'NAME';

/** Way of selection (选聘方式). */
export type Selection =
  /** Agreement (协议). */
  | 'AGREEMENT'
  /** Assigned by the street (指派). */
  | 'ASSIGNED'
  /** Other (其他). */
  | 'OTHER'
  /** The owners' vote (业主大会表决). */
  | 'OWNERS_VOTE'
  /** Tender (招投标). */
  | 'TENDER';

/** Mode of service (服务模式). */
export type ServiceMode =
  /** Several estates under one trusteeship (集中托管). */
  | 'CENTRAL_TRUSTEESHIP'
  /** None (无物业). */
  | 'NONE'
  /** Run by the owners (业主自管). */
  | 'OWNER_RUN'
  /** A professional company (专业化物业服务). */
  | 'PROFESSIONAL'
  /** A social organisation (社会组织代管). */
  | 'SOCIAL_ORGANISATION'
  /** Trusteeship of the community or village — 社区（村）托管. */
  | 'TRUSTEESHIP'
  /** Run by the unit (单位自管). */
  | 'UNIT_RUN';

/** How a source is doing (来源状态). */
export type SourceState =
  /** The last run failed (失败). */
  | 'FAILED'
  /** It was never asked (从未同步). */
  | 'NEVER_SEEN'
  /** The last run went well (正常). */
  | 'OK'
  /** A run is under way (同步中). */
  | 'RUNNING'
  /** The last run was stopped and can go on (已停止). */
  | 'STOPPED'
  /** The last run waits for a person's decision (待人工确认). */
  | 'WAITING';

/** The policy's four words about a company's life (企业全生命周期阶段). */
export type Stage =
  /** It ends or is on the way to it: 注销, 吊销, 撤销, 清算, and their reversals (注销). */
  | 'DEREGISTRATION'
  /** It runs: filings, contracts, supervision (经营). */
  | 'OPERATION'
  /** It is registered or its registration changes (设立登记与变更). */
  | 'REGISTRATION'
  /** It is taxed (税务). */
  | 'TAX';

/** Tax credit rating (纳税信用级别). */
export type TaxRating =
  /** Rating A (A级). */
  | 'A'
  /** Rating B (B级). */
  | 'B'
  /** Rating C (C级). */
  | 'C'
  /** Rating D (D级). */
  | 'D'
  /** Rating M (M级). */
  | 'M';

/** Status of a taxpayer (纳税人状态). */
export type TaxpayerStatus =
  /** Abnormal (非正常). */
  | 'ABNORMAL'
  /** Cancelled as an abnormal one (非正常户注销). */
  | 'ABNORMAL_DEREGISTERED'
  /** Application accepted (受理). */
  | 'ACCEPTED'
  /** Contributions paused (中断缴费). */
  | 'CONTRIBUTIONS_PAUSED'
  /** Contributions resumed (恢复缴费). */
  | 'CONTRIBUTIONS_RESUMED'
  /** Tax registration cancelled (注销). */
  | 'DEREGISTERED'
  /** In liquidation (清算). */
  | 'IN_LIQUIDATION'
  /** Normal (正常). */
  | 'NORMAL'
  /** Other (其他). */
  | 'OTHER'
  /** Business outside its area (报验). */
  | 'OUT_OF_AREA'
  /** Business outside its area, closed (核销报验). */
  | 'OUT_OF_AREA_CLOSED'
  /** In preparation (筹建期). */
  | 'PREPARING'
  /** Simple deregistration, nothing against it (简易注销无异议). */
  | 'SIMPLE_DEREGISTRATION'
  /** Suspended (停业). */
  | 'SUSPENDED';

/** Orders of a timeline (历程顺序). */
export type TimelineOrder =
  /** For a page that shows the latest at its top (由近及远). */
  | 'NEWEST_FIRST'
  /** As it happened to the hub (由远及近). */
  | 'OLDEST_FIRST';

/** Kind of VAT payer (增值税纳税人类型). */
export type VatKind =
  /** General (一般纳税人). */
  | 'GENERAL'
  /** Small-scale (小规模纳税人). */
  | 'SMALL_SCALE';

export type SearchCompaniesQueryVariables = Exact<{
  text: string;
  first?: number | null | undefined;
}>;


export type SearchCompaniesQuery = {
  readonly searchCompanies: ReadonlyArray<{
    readonly matchedOn: MatchedOn,
    readonly matchedText: string,
    readonly exact: boolean,
    readonly indexedTo: string,
    readonly company: {
      readonly uscc: string,
      readonly at: string,
      readonly stage: Stage | null,
      readonly registration: {
        readonly name: string | null,
        readonly status: RegistrationStatus | null,
        readonly region: string | null,
        readonly establishedOn: string | null
      } | null
    }
  }> | null
};

export type CompanyHistoryQueryVariables = Exact<{
  uscc: string;
  stage?: Stage | null | undefined;
  own?: boolean | null | undefined;
  order?: TimelineOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  at?: string | null | undefined;
}>;


export type CompanyHistoryQuery = {
  readonly company: {
    readonly uscc: string,
    readonly at: string,
    readonly stage: Stage | null,
    readonly registration: {
      readonly name: string | null,
      readonly status: RegistrationStatus | null
    } | null,
    readonly timeline: {
      readonly nodes: ReadonlyArray<{
        readonly position: string,
        readonly recordType: string,
        readonly key: string,
        readonly stage: Stage | null,
        readonly kind: ChangeKind,
        readonly corrects: string | null,
        readonly fields: ReadonlyArray<string>,
        readonly before: unknown,
        readonly after: unknown,
        readonly effectiveOn: string | null,
        readonly source: string,
        readonly recordedAt: string
      }>,
      readonly pageInfo: {
        readonly hasNextPage: boolean,
        readonly endCursor: string | null
      }
    } | null
  } | null
};

export type CompaniesOfCountyQueryVariables = Exact<{
  region: string;
  status?: ReadonlyArray<RegistrationStatus> | null | undefined;
  orderBy?: CompanyOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  at?: string | null | undefined;
}>;


export type CompaniesOfCountyQuery = {
  readonly companies: {
    readonly at: string,
    readonly totalCount: number,
    readonly nodes: ReadonlyArray<{
      readonly uscc: string,
      readonly stage: Stage | null,
      readonly inScope: ReadonlyArray<ScopeReason> | null,
      readonly registration: {
        readonly name: string | null,
        readonly status: RegistrationStatus | null,
        readonly legalRepresentative: string | null,
        readonly establishedOn: string | null,
        readonly address: string | null,
        readonly region: string | null
      } | null,
      readonly taxpayers: ReadonlyArray<{
        readonly status: TaxpayerStatus | null,
        readonly office: string | null
      }> | null,
      readonly filings: ReadonlyArray<{
        readonly county: string | null,
        readonly status: FilingStatus | null,
        readonly validTo: string | null
      }> | null
    }>,
    readonly pageInfo: {
      readonly hasNextPage: boolean,
      readonly endCursor: string | null
    }
  } | null
};

export type MirrorChangesQueryVariables = Exact<{
  after?: string | null | undefined;
  feed?: string | null | undefined;
  filter?: ChangeFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type MirrorChangesQuery = {
  readonly changes: {
    readonly feed: string,
    readonly at: string,
    readonly scannedTo: string,
    readonly nodes: ReadonlyArray<{
      readonly position: string,
      readonly previous: string | null,
      readonly recordType: string,
      readonly key: string,
      readonly kind: ChangeKind,
      readonly crossing: Crossing | null,
      readonly historyOnly: boolean,
      readonly after: unknown,
      readonly hash: string,
      readonly hashBefore: string | null,
      readonly effectiveOn: string | null,
      readonly source: string,
      readonly receivedAt: string,
      readonly recordedAt: string
    }>
  } | null
};

export type EstateCardQueryVariables = Exact<{
  id: string;
  at?: string | null | undefined;
}>;


export type EstateCardQuery = {
  readonly estate: {
    readonly id: string,
    readonly at: string,
    readonly name: string | null,
    readonly county: string | null,
    readonly address: string | null,
    readonly builtYear: number | null,
    readonly developer: string | null,
    readonly households: number | null,
    readonly buildings: number | null,
    readonly buildingArea: string | null,
    readonly kind: EstateKind | null,
    readonly serviceMode: ServiceMode | null,
    readonly serviceLevel: string | null,
    readonly lifts: number | null,
    readonly parkingSpaces: number | null,
    readonly renovation: RenovationState | null,
    readonly renovationYear: number | null,
    readonly regions: ReadonlyArray<{
      readonly code: string,
      readonly name: string,
      readonly level: RegionLevel
    }> | null,
    readonly replacedBy: {
      readonly id: string,
      readonly name: string | null
    } | null,
    readonly splitFrom: {
      readonly id: string,
      readonly name: string | null
    } | null,
    readonly committees: ReadonlyArray<{
      readonly name: string | null,
      readonly number: string | null,
      readonly kind: CommitteeKind | null,
      readonly term: number | null,
      readonly termFrom: string | null,
      readonly termTo: string | null,
      readonly filedOn: string | null
    }> | null,
    readonly companies: ReadonlyArray<{
      readonly since: string | null,
      readonly until: string | null,
      readonly company: {
        readonly uscc: string,
        readonly stage: Stage | null,
        readonly registration: {
          readonly name: string | null,
          readonly status: RegistrationStatus | null
        } | null
      },
      readonly contract: {
        readonly county: string | null,
        readonly contractNo: string | null,
        readonly phase: ContractPhase | null,
        readonly level: string | null,
        readonly fee: string | null,
        readonly leadName: string | null,
        readonly leadPhone: string | null
      }
    }> | null,
    readonly formerCompanies: ReadonlyArray<{
      readonly since: string | null,
      readonly until: string | null,
      readonly company: {
        readonly uscc: string,
        readonly stage: Stage | null,
        readonly registration: {
          readonly name: string | null,
          readonly status: RegistrationStatus | null
        } | null
      },
      readonly contract: {
        readonly county: string | null,
        readonly contractNo: string | null,
        readonly endedOn: string | null,
        readonly endReason: string | null,
        readonly handedOverOn: string | null
      }
    }> | null,
    readonly disputed: ReadonlyArray<{
      readonly id: string,
      readonly field: string,
      readonly state: ChallengeState,
      readonly owner: string,
      readonly dueOn: string
    }>,
    readonly provenance: {
      readonly source: string,
      readonly position: string,
      readonly effectiveOn: string | null,
      readonly recordedAt: string
    } | null
  } | null
};

export type SourceStateQueryVariables = Exact<{
  source?: string | null | undefined;
  state?: QuarantineState | null | undefined;
  code?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SourceStateQuery = {
  readonly head: {
    readonly feed: string,
    readonly position: string,
    readonly time: string | null
  },
  readonly sources: ReadonlyArray<{
    readonly name: string,
    readonly state: SourceState,
    readonly lastAttempt: string | null,
    readonly lastSuccess: string | null,
    readonly position: string | null,
    readonly quarantined: number,
    readonly alertSince: string | null,
    readonly problem: {
      readonly code: string,
      readonly message: string
    } | null,
    readonly counts: {
      readonly read: number,
      readonly created: number,
      readonly changed: number,
      readonly corrected: number,
      readonly restored: number,
      readonly withdrawn: number,
      readonly ended: number,
      readonly unchanged: number,
      readonly late: number,
      readonly outOfScope: number,
      readonly quarantined: number
    } | null
  }>,
  readonly quarantine: {
    readonly totalCount: number,
    readonly nodes: ReadonlyArray<{
      readonly id: string,
      readonly source: string,
      readonly sender: string | null,
      readonly sheet: string | null,
      readonly row: number | null,
      readonly state: QuarantineState,
      readonly createdAt: string,
      readonly decidedAt: string | null,
      readonly position: string | null,
      readonly wire: unknown,
      readonly problems: ReadonlyArray<{
        readonly code: string,
        readonly field: string | null,
        readonly message: string
      }>
    }>,
    readonly pageInfo: {
      readonly hasNextPage: boolean,
      readonly endCursor: string | null
    }
  } | null
};

export type MirrorFollowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  feed?: string | null | undefined;
  filter?: ChangeFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type MirrorFollowSubscription = {
  readonly changes: {
    readonly feed: string,
    readonly at: string,
    readonly scannedTo: string,
    readonly nodes: ReadonlyArray<{
      readonly position: string,
      readonly previous: string | null,
      readonly recordType: string,
      readonly key: string,
      readonly kind: ChangeKind,
      readonly crossing: Crossing | null,
      readonly historyOnly: boolean,
      readonly after: unknown,
      readonly hash: string,
      readonly hashBefore: string | null,
      readonly effectiveOn: string | null,
      readonly source: string,
      readonly receivedAt: string,
      readonly recordedAt: string
    }>
  }
};

export type FeedHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type FeedHeadQuery = {
  readonly head: {
    readonly feed: string,
    readonly position: string,
    readonly time: string | null
  }
};

export type ScopeDigestQueryVariables = Exact<{
  scope?: ScopeInput | null | undefined;
  at?: string | null | undefined;
}>;


export type ScopeDigestQuery = {
  readonly digest: {
    readonly feed: string,
    readonly at: string,
    readonly scope: unknown,
    readonly digest: string,
    readonly records: number,
    readonly scanned: number
  } | null
};

export type EstateStatisticsQueryVariables = Exact<{
  groupBy?: ReadonlyArray<EstateGroup>;
  filter?: EstateFilter | null | undefined;
  at?: string | null | undefined;
}>;


export type EstateStatisticsQuery = {
  readonly estateStats: {
    readonly at: string,
    readonly total: number,
    readonly households: number,
    readonly groups: ReadonlyArray<{
      readonly count: number,
      readonly households: number,
      readonly keys: ReadonlyArray<{
        readonly by: EstateGroup,
        readonly value: string | null,
        readonly label: string
      }>
    }>
  } | null
};

export type ChangesAfterQueryVariables = Exact<{
  after?: string | null | undefined;
  feed?: string | null | undefined;
  filter?: ChangeFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type ChangesAfterQuery = {
  readonly changes: {
    readonly feed: string,
    readonly at: string,
    readonly scannedTo: string,
    readonly nodes: ReadonlyArray<{
      readonly position: string,
      readonly previous: string | null,
      readonly recordType: string,
      readonly key: string,
      readonly stage: Stage | null,
      readonly kind: ChangeKind,
      readonly corrects: string | null,
      readonly crossing: Crossing | null,
      readonly historyOnly: boolean,
      readonly fields: ReadonlyArray<string>,
      readonly before: unknown,
      readonly after: unknown,
      readonly hash: string,
      readonly hashBefore: string | null,
      readonly effectiveOn: string | null,
      readonly source: string,
      readonly receivedAt: string,
      readonly recordedAt: string
    }>,
    readonly pageInfo: {
      readonly hasNextPage: boolean
    }
  } | null
};

export type CompanyCardQueryVariables = Exact<{
  uscc: string;
  at?: string | null | undefined;
  validOn?: string | null | undefined;
  activeContracts?: boolean | null | undefined;
}>;


export type CompanyCardQuery = {
  readonly company: {
    readonly uscc: string,
    readonly at: string,
    readonly stage: Stage | null,
    readonly inScope: ReadonlyArray<ScopeReason> | null,
    readonly origin: Origin,
    readonly formerCodes: ReadonlyArray<string>,
    readonly replacedBy: {
      readonly uscc: string
    } | null,
    readonly parent: {
      readonly uscc: string,
      readonly registration: {
        readonly name: string | null
      } | null
    } | null,
    readonly registration: {
      readonly name: string | null,
      readonly formerNames: ReadonlyArray<string> | null,
      readonly status: RegistrationStatus | null,
      readonly statusText: string | null,
      readonly companyType: CompanyTypeClass | null,
      readonly isBranch: boolean | null,
      readonly legalRepresentative: string | null,
      readonly capital: string | null,
      readonly capitalCurrency: string | null,
      readonly establishedOn: string | null,
      readonly approvedOn: string | null,
      readonly termFrom: string | null,
      readonly termTo: string | null,
      readonly termOpen: boolean | null,
      readonly businessScope: string | null,
      readonly industry: string | null,
      readonly address: string | null,
      readonly region: string | null,
      readonly authority: string | null,
      readonly registrationNo: string | null,
      readonly cancelledOn: string | null,
      readonly revokedOn: string | null,
      readonly simpleNoticeFrom: string | null,
      readonly simpleNoticeTo: string | null,
      readonly liquidationFiledOn: string | null,
      readonly abnormalEntries: ReadonlyArray<{
        readonly reason: string | null,
        readonly enteredOn: string | null,
        readonly authority: string | null,
        readonly removedOn: string | null
      }> | null,
      readonly seriousEntries: ReadonlyArray<{
        readonly reason: string | null,
        readonly enteredOn: string | null,
        readonly authority: string | null,
        readonly removedOn: string | null
      }> | null,
      readonly disputed: ReadonlyArray<{
        readonly id: string,
        readonly field: string,
        readonly state: ChallengeState,
        readonly owner: string,
        readonly dueOn: string
      }>,
      readonly provenance: {
        readonly source: string,
        readonly position: string,
        readonly effectiveOn: string | null,
        readonly recordedAt: string
      }
    } | null,
    readonly taxpayers: ReadonlyArray<{
      readonly djxh: string,
      readonly taxpayerId: string | null,
      readonly name: string | null,
      readonly status: TaxpayerStatus | null,
      readonly statusText: string | null,
      readonly office: string | null,
      readonly vatKind: VatKind | null,
      readonly creditRating: TaxRating | null,
      readonly creditYear: string | null,
      readonly inArrears: boolean | null,
      readonly registeredOn: string | null,
      readonly abnormalSince: string | null,
      readonly clearanceNo: string | null,
      readonly clearedOn: string | null,
      readonly deregisteredOn: string | null,
      readonly disputed: ReadonlyArray<{
        readonly id: string,
        readonly field: string,
        readonly state: ChallengeState,
        readonly owner: string,
        readonly dueOn: string
      }>,
      readonly provenance: {
        readonly source: string,
        readonly position: string,
        readonly effectiveOn: string | null,
        readonly recordedAt: string
      }
    }> | null,
    readonly filings: ReadonlyArray<{
      readonly county: string | null,
      readonly filingNo: string | null,
      readonly kind: FilingKind | null,
      readonly status: FilingStatus | null,
      readonly submittedOn: string | null,
      readonly decidedOn: string | null,
      readonly validTo: string | null,
      readonly disputed: ReadonlyArray<{
        readonly id: string,
        readonly field: string,
        readonly state: ChallengeState,
        readonly owner: string,
        readonly dueOn: string
      }>,
      readonly provenance: {
        readonly source: string,
        readonly position: string,
        readonly effectiveOn: string | null,
        readonly recordedAt: string
      }
    }> | null,
    readonly contracts: ReadonlyArray<{
      readonly county: string | null,
      readonly contractNo: string | null,
      readonly active: boolean,
      readonly phase: ContractPhase | null,
      readonly clientKind: ClientKind | null,
      readonly client: string | null,
      readonly selection: Selection | null,
      readonly signedOn: string | null,
      readonly filedOn: string | null,
      readonly termFrom: string | null,
      readonly termTo: string | null,
      readonly level: string | null,
      readonly priceKind: PriceKind | null,
      readonly chargeMode: ChargeMode | null,
      readonly fee: string | null,
      readonly endedOn: string | null,
      readonly endReason: string | null,
      readonly leadName: string | null,
      readonly leadPhone: string | null,
      readonly estates: ReadonlyArray<{
        readonly name: string | null,
        readonly part: string | null,
        readonly area: string | null,
        readonly estate: {
          readonly id: string
        } | null
      }> | null,
      readonly disputed: ReadonlyArray<{
        readonly id: string,
        readonly field: string,
        readonly state: ChallengeState,
        readonly owner: string,
        readonly dueOn: string
      }>,
      readonly provenance: {
        readonly source: string,
        readonly position: string,
        readonly effectiveOn: string | null,
        readonly recordedAt: string
      }
    }> | null,
    readonly estates: ReadonlyArray<{
      readonly id: string,
      readonly name: string | null,
      readonly county: string | null,
      readonly region: string | null,
      readonly serviceMode: ServiceMode | null,
      readonly households: number | null
    }> | null
  } | null
};

export type EstatesOfRegionQueryVariables = Exact<{
  region: string;
  serviceMode?: ReadonlyArray<ServiceMode> | null | undefined;
  kind?: ReadonlyArray<EstateKind> | null | undefined;
  nameContains?: string | null | undefined;
  orderBy?: EstateOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  at?: string | null | undefined;
}>;


export type EstatesOfRegionQuery = {
  readonly estates: {
    readonly at: string,
    readonly totalCount: number,
    readonly nodes: ReadonlyArray<{
      readonly id: string,
      readonly name: string | null,
      readonly county: string | null,
      readonly region: string | null,
      readonly address: string | null,
      readonly kind: EstateKind | null,
      readonly serviceMode: ServiceMode | null,
      readonly serviceLevel: string | null,
      readonly households: number | null,
      readonly buildingArea: string | null,
      readonly renovation: RenovationState | null,
      readonly companies: ReadonlyArray<{
        readonly since: string | null,
        readonly until: string | null,
        readonly company: {
          readonly uscc: string,
          readonly registration: {
            readonly name: string | null,
            readonly status: RegistrationStatus | null
          } | null
        }
      }> | null
    }>,
    readonly pageInfo: {
      readonly hasNextPage: boolean,
      readonly endCursor: string | null
    }
  } | null
};

export type CompanyByNumberQueryVariables = Exact<{
  value: string;
  kind?: IdentifierKind | null | undefined;
  at?: string | null | undefined;
}>;


export type CompanyByNumberQuery = {
  readonly companyByIdentifier: {
    readonly matchedOn: IdentifierKind,
    readonly value: string,
    readonly replacedBy: string | null,
    readonly hasMoreCandidates: boolean,
    readonly company: {
      readonly uscc: string,
      readonly at: string,
      readonly stage: Stage | null,
      readonly registration: {
        readonly name: string | null,
        readonly formerNames: ReadonlyArray<string> | null,
        readonly status: RegistrationStatus | null,
        readonly establishedOn: string | null,
        readonly address: string | null,
        readonly region: string | null,
        readonly authority: string | null,
        readonly cancelledOn: string | null,
        readonly revokedOn: string | null
      } | null,
      readonly taxpayers: ReadonlyArray<{
        readonly djxh: string,
        readonly status: TaxpayerStatus | null,
        readonly office: string | null
      }> | null,
      readonly filings: ReadonlyArray<{
        readonly county: string | null,
        readonly filingNo: string | null,
        readonly status: FilingStatus | null,
        readonly validTo: string | null
      }> | null
    },
    readonly candidates: ReadonlyArray<{
      readonly matchedOn: IdentifierKind,
      readonly value: string,
      readonly replacedBy: string | null,
      readonly since: string,
      readonly until: string | null,
      readonly company: {
        readonly uscc: string,
        readonly registration: {
          readonly name: string | null,
          readonly status: RegistrationStatus | null
        } | null
      }
    }>
  } | null
};

export type FollowChangesSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  feed?: string | null | undefined;
  filter?: ChangeFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type FollowChangesSubscription = {
  readonly changes: {
    readonly feed: string,
    readonly at: string,
    readonly scannedTo: string,
    readonly nodes: ReadonlyArray<{
      readonly position: string,
      readonly previous: string | null,
      readonly recordType: string,
      readonly key: string,
      readonly stage: Stage | null,
      readonly kind: ChangeKind,
      readonly corrects: string | null,
      readonly crossing: Crossing | null,
      readonly historyOnly: boolean,
      readonly fields: ReadonlyArray<string>,
      readonly before: unknown,
      readonly after: unknown,
      readonly hash: string,
      readonly hashBefore: string | null,
      readonly effectiveOn: string | null,
      readonly source: string,
      readonly receivedAt: string,
      readonly recordedAt: string
    }>,
    readonly pageInfo: {
      readonly hasNextPage: boolean
    }
  }
};

/**
 * 某一位置之后的全部变更，按顺序、不重不漏；处理完一页后以 scannedTo 作为下一次的 after。税务部门只跟踪注销环节（filter.stages=DEREGISTRATION），门户跟踪全部。
 *
 * The changes after a position, in order, none lost, none twice: when a page has been worked off, its scannedTo is the next `after`. For the tax office that follows deregistrations only (filter.stages=DEREGISTRATION), and for portals that keep a copy.
 */
export const ChangesAfter: Operation<ChangesAfterQuery, ChangesAfterQueryVariables> = {
  name: 'ChangesAfter',
  sha256: 'ea46706ed3a2fc4748371c3498dfebf7c3d7d2e5db3dfdcde52eaf7bf5c6afa6',
  text: "query ChangesAfter($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int = 100) {\n  changes(after: $after, feed: $feed, filter: $filter, first: $first) {\n    feed\n    at\n    scannedTo\n    nodes {\n      position\n      previous\n      recordType\n      key\n      stage\n      kind\n      corrects\n      crossing\n      historyOnly\n      fields\n      before\n      after\n      hash\n      hashBefore\n      effectiveOn\n      source\n      receivedAt\n      recordedAt\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n}",
};

/**
 * 一个县区的企业名单，可按登记状态筛选，逐页读取；各页看到的是同一时点。住建部门掌握本县区的企业，门户做列表页。
 *
 * The companies of a county, or of any region with all that lies in it, by status, page by page; all pages see the position of the first. For the housing bureau of a county and for the lists of portals.
 */
export const CompaniesOfCounty: PagedOperation<CompaniesOfCountyQuery, CompaniesOfCountyQueryVariables> = {
  name: 'CompaniesOfCounty',
  sha256: '9f2deaea49e8aa99ccee1e27b3cd22a3124a876dac0baa19fd991f73f7f13654',
  text: "query CompaniesOfCounty($region: String!, $status: [RegistrationStatus!], $orderBy: CompanyOrder = NAME, $first: Int = 20, $after: String, $at: At) {\n  companies(\n    filter: {region: $region, status: $status}\n    orderBy: $orderBy\n    first: $first\n    after: $after\n    at: $at\n  ) {\n    at\n    totalCount\n    nodes {\n      uscc\n      stage\n      inScope\n      registration {\n        name\n        status\n        legalRepresentative\n        establishedOn\n        address\n        region\n      }\n      taxpayers {\n        status\n        office\n      }\n      filings {\n        county\n        status\n        validTo\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}",
  list: ["companies"],
};

/**
 * 按任一编号查企业：统一社会信用代码（含已更换的）、注册号、组织机构代码、主体身份代码、纳税人识别号、登记序号。审批窗口手里有什么证照就用什么编号；一号多企时列出全部候选。
 *
 * The present company that any number leads to: a unified code (also a replaced one), a registration number, an organisation code, the registry's own id, a taxpayer's number. For the counter of the approval bureau, which has whatever stands on the papers; where one number was given to several companies all of them are told.
 */
export const CompanyByNumber: Operation<CompanyByNumberQuery, CompanyByNumberQueryVariables> = {
  name: 'CompanyByNumber',
  sha256: '6c667349a287059889306f4bf9e44fb35737f78ea573004c7ade76561e566dff',
  text: "query CompanyByNumber($value: String!, $kind: IdentifierKind, $at: At) {\n  companyByIdentifier(value: $value, kind: $kind, at: $at) {\n    matchedOn\n    value\n    replacedBy\n    company {\n      uscc\n      at\n      stage\n      registration {\n        name\n        formerNames\n        status\n        establishedOn\n        address\n        region\n        authority\n        cancelledOn\n        revokedOn\n      }\n      taxpayers {\n        djxh\n        status\n        office\n      }\n      filings {\n        county\n        filingNo\n        status\n        validTo\n      }\n    }\n    candidates {\n      matchedOn\n      value\n      replacedBy\n      since\n      until\n      company {\n        uscc\n        registration {\n          name\n          status\n        }\n      }\n    }\n    hasMoreCandidates\n  }\n}",
};

/**
 * 企业全貌：登记、税务、备案、合同、小区、现处环节与正在提出的异议，一次取回。审批部门作决定前核对企业现状，税务部门看税务登记，住建部门看合同，门户作为企业公示卡；个人信息按查询者的权限遮蔽。
 *
 * A company as every source states it, with where it stands in its life and what is disputed of it. For the approval bureau before it decides, the tax office (tax cards), the housing bureau (contracts), portals (public card); personal values are masked by who asks.
 */
export const CompanyCard: Operation<CompanyCardQuery, CompanyCardQueryVariables> = {
  name: 'CompanyCard',
  sha256: 'cb50da0e82ca4158c21312dc5e4e48af9fbd4a17d83bc05f92e9f29e2645079f',
  text: "query CompanyCard($uscc: USCC!, $at: At, $validOn: Date, $activeContracts: Boolean) {\n  company(uscc: $uscc, at: $at, validOn: $validOn) {\n    uscc\n    at\n    stage\n    inScope\n    origin\n    formerCodes\n    replacedBy {\n      uscc\n    }\n    parent {\n      uscc\n      registration {\n        name\n      }\n    }\n    registration {\n      name\n      formerNames\n      status\n      statusText\n      companyType\n      isBranch\n      legalRepresentative\n      capital\n      capitalCurrency\n      establishedOn\n      approvedOn\n      termFrom\n      termTo\n      termOpen\n      businessScope\n      industry\n      address\n      region\n      authority\n      registrationNo\n      cancelledOn\n      revokedOn\n      simpleNoticeFrom\n      simpleNoticeTo\n      liquidationFiledOn\n      abnormalEntries {\n        reason\n        enteredOn\n        authority\n        removedOn\n      }\n      seriousEntries {\n        reason\n        enteredOn\n        authority\n        removedOn\n      }\n      disputed {\n        id\n        field\n        state\n        owner\n        dueOn\n      }\n      provenance {\n        source\n        position\n        effectiveOn\n        recordedAt\n      }\n    }\n    taxpayers {\n      djxh\n      taxpayerId\n      name\n      status\n      statusText\n      office\n      vatKind\n      creditRating\n      creditYear\n      inArrears\n      registeredOn\n      abnormalSince\n      clearanceNo\n      clearedOn\n      deregisteredOn\n      disputed {\n        id\n        field\n        state\n        owner\n        dueOn\n      }\n      provenance {\n        source\n        position\n        effectiveOn\n        recordedAt\n      }\n    }\n    filings {\n      county\n      filingNo\n      kind\n      status\n      submittedOn\n      decidedOn\n      validTo\n      disputed {\n        id\n        field\n        state\n        owner\n        dueOn\n      }\n      provenance {\n        source\n        position\n        effectiveOn\n        recordedAt\n      }\n    }\n    contracts(active: $activeContracts) {\n      county\n      contractNo\n      active\n      phase\n      clientKind\n      client\n      selection\n      signedOn\n      filedOn\n      termFrom\n      termTo\n      level\n      priceKind\n      chargeMode\n      fee\n      endedOn\n      endReason\n      leadName\n      leadPhone\n      estates {\n        name\n        part\n        area\n        estate {\n          id\n        }\n      }\n      disputed {\n        id\n        field\n        state\n        owner\n        dueOn\n      }\n      provenance {\n        source\n        position\n        effectiveOn\n        recordedAt\n      }\n    }\n    estates {\n      id\n      name\n      county\n      region\n      serviceMode\n      households\n    }\n  }\n}",
};

/**
 * 一家企业的变更历程，跨部门、跨代码，可只看某一阶段（如注销）。审批部门核对来龙去脉，门户展示历史沿革；个人信息按权限遮蔽。
 *
 * What happened to a company across all sources and all the codes that it had, of one stage where asked, e.g. DEREGISTRATION. For the approval bureau that follows a case back, and for portals; personal values are masked by who asks.
 */
export const CompanyHistory: PagedOperation<CompanyHistoryQuery, CompanyHistoryQueryVariables> = {
  name: 'CompanyHistory',
  sha256: '5ab4303b03799986fbcb5de8d98d0d066ddfe77c9b5bfd3e793184f320af6492',
  text: "query CompanyHistory($uscc: USCC!, $stage: Stage, $own: Boolean = false, $order: TimelineOrder = NEWEST_FIRST, $first: Int = 20, $after: String, $at: At) {\n  company(uscc: $uscc, at: $at) {\n    uscc\n    at\n    stage\n    registration {\n      name\n      status\n    }\n    timeline(stage: $stage, own: $own, order: $order, first: $first, after: $after) {\n      nodes {\n        position\n        recordType\n        key\n        stage\n        kind\n        corrects\n        fields\n        before\n        after\n        effectiveOn\n        source\n        recordedAt\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}",
  list: ["company","timeline"],
};

/**
 * 一个小区的全貌：基本情况、业主组织、现在和曾经的物业服务企业及其合同。住建部门处理更换物业，门户公示小区由谁服务。
 *
 * An estate with its committees and the companies that serve it now and served it before, each by its contract. For the housing bureau when companies change, and for portals that show who serves an estate.
 */
export const EstateCard: Operation<EstateCardQuery, EstateCardQueryVariables> = {
  name: 'EstateCard',
  sha256: 'f090944d1771c42619d041f97e7cf887749a833523559a40ddfb644eeb6fe145',
  text: "query EstateCard($id: ID!, $at: At) {\n  estate(id: $id, at: $at) {\n    id\n    at\n    name\n    county\n    regions {\n      code\n      name\n      level\n    }\n    address\n    builtYear\n    developer\n    households\n    buildings\n    buildingArea\n    kind\n    serviceMode\n    serviceLevel\n    lifts\n    parkingSpaces\n    renovation\n    renovationYear\n    replacedBy {\n      id\n      name\n    }\n    splitFrom {\n      id\n      name\n    }\n    committees {\n      name\n      number\n      kind\n      term\n      termFrom\n      termTo\n      filedOn\n    }\n    companies {\n      since\n      until\n      company {\n        uscc\n        stage\n        registration {\n          name\n          status\n        }\n      }\n      contract {\n        county\n        contractNo\n        phase\n        level\n        fee\n        leadName\n        leadPhone\n      }\n    }\n    formerCompanies {\n      since\n      until\n      company {\n        uscc\n        stage\n        registration {\n          name\n          status\n        }\n      }\n      contract {\n        county\n        contractNo\n        endedOn\n        endReason\n        handedOverOn\n      }\n    }\n    disputed {\n      id\n      field\n      state\n      owner\n      dueOn\n    }\n    provenance {\n      source\n      position\n      effectiveOn\n      recordedAt\n    }\n  }\n}",
};

/**
 * 小区与户数统计，默认按县区和服务模式分组。住建部门掌握专业化物业、托管、自管和无物业小区的分布。
 *
 * How many estates there are and how many households they have, by county and mode of service unless asked otherwise. For the housing bureau: where professional companies serve, where communities or owners run an estate, and where nobody does.
 */
export const EstateStatistics: Operation<EstateStatisticsQuery, EstateStatisticsQueryVariables> = {
  name: 'EstateStatistics',
  sha256: 'b640bcdd79067604d00abe7a54e9113bd6c2f7995049c202ab2cc6e2748d12ce',
  text: "query EstateStatistics($groupBy: [EstateGroup!]! = [REGION, SERVICE_MODE], $filter: EstateFilter, $at: At) {\n  estateStats(groupBy: $groupBy, filter: $filter, at: $at) {\n    at\n    total\n    households\n    groups {\n      count\n      households\n      keys {\n        by\n        value\n        label\n      }\n    }\n  }\n}",
};

/**
 * 一个区划（市、县区、街道、社区）内的小区名单，可再按服务模式等筛选，附现物业服务企业，逐页读取。
 *
 * The estates of a region, a city, county, street or community, further narrowed by mode of service and the like, with the companies that serve them, page by page. For the housing bureau and for streets.
 */
export const EstatesOfRegion: PagedOperation<EstatesOfRegionQuery, EstatesOfRegionQueryVariables> = {
  name: 'EstatesOfRegion',
  sha256: '6ddcea90a8f2c12d702f5949bff5096f0629622e2f4ddc246d5776e7cdbbf632',
  text: "query EstatesOfRegion($region: String!, $serviceMode: [ServiceMode!], $kind: [EstateKind!], $nameContains: String, $orderBy: EstateOrder = NAME, $first: Int = 20, $after: String, $at: At) {\n  estates(\n    filter: {region: $region, serviceMode: $serviceMode, kind: $kind, nameContains: $nameContains}\n    orderBy: $orderBy\n    first: $first\n    after: $after\n    at: $at\n  ) {\n    at\n    totalCount\n    nodes {\n      id\n      name\n      county\n      region\n      address\n      kind\n      serviceMode\n      serviceLevel\n      households\n      buildingArea\n      renovation\n      companies {\n        since\n        until\n        company {\n          uscc\n          registration {\n            name\n            status\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}",
  list: ["estates"],
};

/**
 * 数据流现在到哪里：标识、位置和时间。各单位开始跟踪变更、建立副本时先问这个。
 *
 * Where the feed stands: its id, its position and the time of that. What a department asks first that begins to follow the changes or to keep a copy.
 */
export const FeedHead: Operation<FeedHeadQuery, FeedHeadQueryVariables> = {
  name: 'FeedHead',
  sha256: '113d2347c40622efe2ac9c385fe42eff6ff8cf671c0b050b556cc7202b472dec',
  text: "query FeedHead {\n  head {\n    feed\n    position\n    time\n  }\n}",
};

/**
 * 跟踪变更，订阅：每个事件一页，与 ChangesAfter 的页相同；处理完后以 scannedTo 和 feed 续接。各单位和门户实时跟踪变更。
 *
 * The changes as they come, as a subscription: each event is a page, the same as those of ChangesAfter; when it has been worked off, go on from its scannedTo and feed. For departments and portals that follow live.
 */
export const FollowChanges: Operation<FollowChangesSubscription, FollowChangesSubscriptionVariables> = {
  name: 'FollowChanges',
  sha256: 'e093aa03c48cd9d8b18f6d0ee333ab819f2713b2109b7316ab51df38193e4077',
  text: "subscription FollowChanges($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int = 100) {\n  changes(after: $after, feed: $feed, filter: $filter, first: $first) {\n    feed\n    at\n    scannedTo\n    nodes {\n      position\n      previous\n      recordType\n      key\n      stage\n      kind\n      corrects\n      crossing\n      historyOnly\n      fields\n      before\n      after\n      hash\n      hashBefore\n      effectiveOn\n      source\n      receivedAt\n      recordedAt\n    }\n    pageInfo {\n      hasNextPage\n    }\n  }\n}",
};

/**
 * 副本所需的变更：只有更新副本用得到的内容，不含变更前的值，逐页取。hutong mirror 补齐落下的变更时用的就是它。
 *
 * The changes as a copy needs them, without what was before, page by page: what `hutong mirror` asks to catch up.
 */
export const MirrorChanges: Operation<MirrorChangesQuery, MirrorChangesQueryVariables> = {
  name: 'MirrorChanges',
  sha256: 'c62158f99b44e3128f3c399429d5c138f788ea795e6d9752ad8ab4b9ae7719b4',
  text: "query MirrorChanges($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int = 100) {\n  changes(after: $after, feed: $feed, filter: $filter, first: $first) {\n    feed\n    at\n    scannedTo\n    nodes {\n      position\n      previous\n      recordType\n      key\n      kind\n      crossing\n      historyOnly\n      after\n      hash\n      hashBefore\n      effectiveOn\n      source\n      receivedAt\n      recordedAt\n    }\n  }\n}",
};

/**
 * 副本所需的变更，订阅：每个事件一页，与 MirrorChanges 的页相同。hutong mirror 用它跟随。
 *
 * The changes as a copy needs them, as a subscription: each event is a page, the same as those of MirrorChanges. What `hutong mirror` follows by.
 */
export const MirrorFollow: Operation<MirrorFollowSubscription, MirrorFollowSubscriptionVariables> = {
  name: 'MirrorFollow',
  sha256: 'ab4c5a3b17b3b53f4d763ede2e4aa432eec47051366025bea1f5650b1a2b7e5b',
  text: "subscription MirrorFollow($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int = 100) {\n  changes(after: $after, feed: $feed, filter: $filter, first: $first) {\n    feed\n    at\n    scannedTo\n    nodes {\n      position\n      previous\n      recordType\n      key\n      kind\n      crossing\n      historyOnly\n      after\n      hash\n      hashBefore\n      effectiveOn\n      source\n      receivedAt\n      recordedAt\n    }\n  }\n}",
};

/**
 * 范围摘要：一个范围在某一位置应有多少条记录、合计摘要是什么。维护副本的单位用它核对自己的副本：副本在哪个位置，就问哪个位置。
 *
 * How many records a scope has at a position, and what their hashes add up to. For whoever keeps a copy and verifies it: ask at the position where the copy stands.
 */
export const ScopeDigest: Operation<ScopeDigestQuery, ScopeDigestQueryVariables> = {
  name: 'ScopeDigest',
  sha256: '9cb20f8e6f6208670a0fa5d216057fbff65cbc4ba20cad6157dfab4fcd5abf80',
  text: "query ScopeDigest($scope: ScopeInput, $at: At) {\n  digest(scope: $scope, at: $at) {\n    feed\n    at\n    scope\n    digest\n    records\n    scanned\n  }\n}",
};

/**
 * 搜索企业：名称片段、拼音或首字母、曾用名、编号片段。供门户和窗口的搜索框使用，最相近的在前。
 *
 * Companies by whatever somebody has of them: a part of a name, pinyin or its initials, a former name, a part of a code. For the search box of a portal or a counter; the best matches first.
 */
export const SearchCompanies: Operation<SearchCompaniesQuery, SearchCompaniesQueryVariables> = {
  name: 'SearchCompanies',
  sha256: '4f6fbb5bf7b38d62a5ec5ceb1c5720151df0b2314f9cde6938a59b6ff753c2a2',
  text: "query SearchCompanies($text: String!, $first: Int = 20) {\n  searchCompanies(text: $text, first: $first) {\n    matchedOn\n    matchedText\n    exact\n    indexedTo\n    company {\n      uscc\n      at\n      stage\n      registration {\n        name\n        status\n        region\n        establishedOn\n      }\n    }\n  }\n}",
};

/**
 * 各来源的同步状态，以及待处理的隔离记录和原因。税务、备案等报送部门据此知道报了什么、还有哪些没有收录（只看到本单位报送的）；操作员看到全部。
 *
 * How fresh each source is, and which wire records wait, with the reasons. For an office that sends records, such as the tax office: what it sent and what of it still waits (an office sees its own rows only, the operator all).
 */
export const SourceState: PagedOperation<SourceStateQuery, SourceStateQueryVariables> = {
  name: 'SourceState',
  sha256: '9ef78cf04a7d91b5e2aea02bebbb2c9b1d5af7e2ce7950c30e1f1c3bfa9aeaf9',
  text: "query SourceState($source: String, $state: QuarantineState = WAITING, $code: String, $first: Int = 20, $after: String) {\n  head {\n    feed\n    position\n    time\n  }\n  sources {\n    name\n    state\n    lastAttempt\n    lastSuccess\n    position\n    quarantined\n    alertSince\n    problem {\n      code\n      message\n    }\n    counts {\n      read\n      created\n      changed\n      corrected\n      restored\n      withdrawn\n      ended\n      unchanged\n      late\n      outOfScope\n      quarantined\n    }\n  }\n  quarantine(\n    source: $source\n    state: $state\n    code: $code\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    nodes {\n      id\n      source\n      sender\n      sheet\n      row\n      state\n      createdAt\n      decidedAt\n      position\n      problems {\n        code\n        field\n        message\n      }\n      wire\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}",
  list: ["quarantine"],
};

/** One method for each query. */
export abstract class Operations {
  abstract query<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Answer<Data>>;

  /**
   * 某一位置之后的全部变更，按顺序、不重不漏；处理完一页后以 scannedTo 作为下一次的 after。税务部门只跟踪注销环节（filter.stages=DEREGISTRATION），门户跟踪全部。
   *
   * The changes after a position, in order, none lost, none twice: when a page has been worked off, its scannedTo is the next `after`. For the tax office that follows deregistrations only (filter.stages=DEREGISTRATION), and for portals that keep a copy.
   */
  changesAfter(
    variables: ChangesAfterQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<ChangesAfterQuery>> {
    return this.query(ChangesAfter, variables, options);
  }

  /**
   * 一个县区的企业名单，可按登记状态筛选，逐页读取；各页看到的是同一时点。住建部门掌握本县区的企业，门户做列表页。
   *
   * The companies of a county, or of any region with all that lies in it, by status, page by page; all pages see the position of the first. For the housing bureau of a county and for the lists of portals.
   */
  companiesOfCounty(
    variables: CompaniesOfCountyQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<CompaniesOfCountyQuery>> {
    return this.query(CompaniesOfCounty, variables, options);
  }

  /**
   * 按任一编号查企业：统一社会信用代码（含已更换的）、注册号、组织机构代码、主体身份代码、纳税人识别号、登记序号。审批窗口手里有什么证照就用什么编号；一号多企时列出全部候选。
   *
   * The present company that any number leads to: a unified code (also a replaced one), a registration number, an organisation code, the registry's own id, a taxpayer's number. For the counter of the approval bureau, which has whatever stands on the papers; where one number was given to several companies all of them are told.
   */
  companyByNumber(
    variables: CompanyByNumberQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<CompanyByNumberQuery>> {
    return this.query(CompanyByNumber, variables, options);
  }

  /**
   * 企业全貌：登记、税务、备案、合同、小区、现处环节与正在提出的异议，一次取回。审批部门作决定前核对企业现状，税务部门看税务登记，住建部门看合同，门户作为企业公示卡；个人信息按查询者的权限遮蔽。
   *
   * A company as every source states it, with where it stands in its life and what is disputed of it. For the approval bureau before it decides, the tax office (tax cards), the housing bureau (contracts), portals (public card); personal values are masked by who asks.
   */
  companyCard(
    variables: CompanyCardQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<CompanyCardQuery>> {
    return this.query(CompanyCard, variables, options);
  }

  /**
   * 一家企业的变更历程，跨部门、跨代码，可只看某一阶段（如注销）。审批部门核对来龙去脉，门户展示历史沿革；个人信息按权限遮蔽。
   *
   * What happened to a company across all sources and all the codes that it had, of one stage where asked, e.g. DEREGISTRATION. For the approval bureau that follows a case back, and for portals; personal values are masked by who asks.
   */
  companyHistory(
    variables: CompanyHistoryQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<CompanyHistoryQuery>> {
    return this.query(CompanyHistory, variables, options);
  }

  /**
   * 一个小区的全貌：基本情况、业主组织、现在和曾经的物业服务企业及其合同。住建部门处理更换物业，门户公示小区由谁服务。
   *
   * An estate with its committees and the companies that serve it now and served it before, each by its contract. For the housing bureau when companies change, and for portals that show who serves an estate.
   */
  estateCard(
    variables: EstateCardQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<EstateCardQuery>> {
    return this.query(EstateCard, variables, options);
  }

  /**
   * 小区与户数统计，默认按县区和服务模式分组。住建部门掌握专业化物业、托管、自管和无物业小区的分布。
   *
   * How many estates there are and how many households they have, by county and mode of service unless asked otherwise. For the housing bureau: where professional companies serve, where communities or owners run an estate, and where nobody does.
   */
  estateStatistics(
    variables: EstateStatisticsQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<EstateStatisticsQuery>> {
    return this.query(EstateStatistics, variables, options);
  }

  /**
   * 一个区划（市、县区、街道、社区）内的小区名单，可再按服务模式等筛选，附现物业服务企业，逐页读取。
   *
   * The estates of a region, a city, county, street or community, further narrowed by mode of service and the like, with the companies that serve them, page by page. For the housing bureau and for streets.
   */
  estatesOfRegion(
    variables: EstatesOfRegionQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<EstatesOfRegionQuery>> {
    return this.query(EstatesOfRegion, variables, options);
  }

  /**
   * 数据流现在到哪里：标识、位置和时间。各单位开始跟踪变更、建立副本时先问这个。
   *
   * Where the feed stands: its id, its position and the time of that. What a department asks first that begins to follow the changes or to keep a copy.
   */
  feedHead(
    variables: FeedHeadQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<FeedHeadQuery>> {
    return this.query(FeedHead, variables, options);
  }

  /**
   * 副本所需的变更：只有更新副本用得到的内容，不含变更前的值，逐页取。hutong mirror 补齐落下的变更时用的就是它。
   *
   * The changes as a copy needs them, without what was before, page by page: what `hutong mirror` asks to catch up.
   */
  mirrorChanges(
    variables: MirrorChangesQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<MirrorChangesQuery>> {
    return this.query(MirrorChanges, variables, options);
  }

  /**
   * 范围摘要：一个范围在某一位置应有多少条记录、合计摘要是什么。维护副本的单位用它核对自己的副本：副本在哪个位置，就问哪个位置。
   *
   * How many records a scope has at a position, and what their hashes add up to. For whoever keeps a copy and verifies it: ask at the position where the copy stands.
   */
  scopeDigest(
    variables: ScopeDigestQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<ScopeDigestQuery>> {
    return this.query(ScopeDigest, variables, options);
  }

  /**
   * 搜索企业：名称片段、拼音或首字母、曾用名、编号片段。供门户和窗口的搜索框使用，最相近的在前。
   *
   * Companies by whatever somebody has of them: a part of a name, pinyin or its initials, a former name, a part of a code. For the search box of a portal or a counter; the best matches first.
   */
  searchCompanies(
    variables: SearchCompaniesQueryVariables,
    options?: RequestOptions,
  ): Promise<Answer<SearchCompaniesQuery>> {
    return this.query(SearchCompanies, variables, options);
  }

  /**
   * 各来源的同步状态，以及待处理的隔离记录和原因。税务、备案等报送部门据此知道报了什么、还有哪些没有收录（只看到本单位报送的）；操作员看到全部。
   *
   * How fresh each source is, and which wire records wait, with the reasons. For an office that sends records, such as the tax office: what it sent and what of it still waits (an office sees its own rows only, the operator all).
   */
  sourceState(
    variables: SourceStateQueryVariables = {},
    options?: RequestOptions,
  ): Promise<Answer<SourceStateQuery>> {
    return this.query(SourceState, variables, options);
  }
}
