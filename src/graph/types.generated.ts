// Made by `npm run codegen` from schema/*.graphql. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EstateAt } from './estate/estate.ts';
import type { RecordAt, RowAt } from './records.ts';
import type { Challenge as ChallengeModel } from '../feed/challenges.ts';
import type { ChallengePage } from './feed/challenges.ts';
import type { ChangeView } from '../feed/changes.ts';
import type { ChangesAt } from './feed/change-connection.ts';
import type { CompanyAt } from './registry/company.ts';
import type { MatchesAt, MatchAt } from './registry/company-by-identifier.ts';
import type { CompaniesAt } from './registry/company-connection.ts';
import type { StatsAt } from './registry/company-stats.ts';
import type { EstateCompany as EstateCompanyModel } from './filing/contracts.ts';
import type { EstatesAt } from './estate/estate-connection.ts';
import type { EstateStatsAt } from './estate/estate-stats.ts';
import type { HeadView, GraphContext } from './context.ts';
import type { FieldHistoryPage } from './registry/field-history.ts';
import type { FieldRun } from '../feed/field-history.ts';
import type { Problem as ProblemModel } from '../domain/message/problem.ts';
import type { PushedAnswer } from './push/push.ts';
import type { RecordAnswer, AnswerProblem } from '../feed/push/answer.ts';
import type { Provenance as ProvenanceModel } from '../feed/read.ts';
import type { Quarantined as QuarantinedModel } from '../feed/quarantine.ts';
import type { QuarantinePage } from './feed/quarantine-connection.ts';
import type { Run as RunModel, SourceView } from '../feed/runs.ts';
import type { RunPage } from './feed/runs.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A moment of knowledge (时点): a position (`1234`), a position with the date that is asked about (`1234~2025-09-30`), or
   * an instant with its zone (`2025-09-30T10:00:00+08:00`), which is turned into a position first. One that is still to come is refused
   * with `AT_FUTURE`. A date alone is refused with `AT_DATE`: it says when something was true, and goes with `validOn`. Answers always
   * give the position.
   */
  At: { input: string; output: string; }
  /** A calendar date (日期) in Asia/Shanghai, `2025-09-30`. */
  Date: { input: string; output: string; }
  /** An instant (时间) of ISO 8601; answers are in UTC, `2025-09-30T02:00:00.000Z`, and any zone may be sent. */
  DateTime: { input: number; output: number; }
  /** A decimal number as text (十进制数), so that no digit is lost on the way. */
  Decimal: { input: string; output: string; }
  /** Any JSON value (JSON 值). */
  JSON: { input: unknown; output: unknown; }
  /** A place in the feed (位置), written as decimal digits. Positions have no gaps and grow with every accepted fact. */
  Position: { input: number; output: number; }
  /**
   * A unified social credit code (统一社会信用代码): 18 characters. Lower case, full width and blanks are accepted and mended;
   * a code that is none is refused with the reason.
   */
  USCC: { input: string; output: string; }
};

/** An entry in the list of abnormal operation (经营异常名录). */
export type AbnormalEntry = {
  readonly __typename?: 'AbnormalEntry';
  /** Authority (列入机关). */
  readonly authority?: Maybe<Scalars['String']['output']>;
  /** Entered on (列入日期). */
  readonly enteredOn?: Maybe<Scalars['Date']['output']>;
  /** Reason (列入原因). */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Reason of the removal (移出原因). */
  readonly removalReason?: Maybe<Scalars['String']['output']>;
  /** Removed on (移出日期). */
  readonly removedOn?: Maybe<Scalars['Date']['output']>;
};

/** A field of a record that a party disputes (异议). */
export type Challenge = {
  readonly __typename?: 'Challenge';
  /** The party (提出方). */
  readonly challenger: Scalars['String']['output'];
  /** The position that corrects what was disputed (更正位置). */
  readonly correction?: Maybe<Scalars['Position']['output']>;
  /** By when it has to be answered (答复期限). */
  readonly dueOn: Scalars['Date']['output'];
  /** Which field (字段). */
  readonly field: Scalars['String']['output'];
  /** Its number (编号). */
  readonly id: Scalars['ID']['output'];
  /** Whether it is open after that day (是否逾期). */
  readonly isOverdue: Scalars['Boolean']['output'];
  /** The key of the record (记录键). */
  readonly key: Scalars['String']['output'];
  /** What the party holds to be right (己方认定的值), masked as the record's own value is. */
  readonly ownValue?: Maybe<Scalars['JSON']['output']>;
  /** The source that has to answer (答复来源). */
  readonly owner: Scalars['String']['output'];
  /** The version that is disputed (异议所指位置). */
  readonly position: Scalars['Position']['output'];
  /** When it was raised (提出时间). */
  readonly raisedAt: Scalars['DateTime']['output'];
  /** Why (理由); for those whom it concerns. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** The type of the record (记录类型). */
  readonly recordType: Scalars['String']['output'];
  /** When it was settled (办结时间). */
  readonly settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it stands (状态). */
  readonly state: ChallengeState;
  /** What happened to it (办理过程). */
  readonly steps: ReadonlyArray<ChallengeStep>;
};

/** How a challenge is answered (异议答复). */
export type ChallengeAct =
  /** It was wrong and has been corrected (采纳并更正). */
  | 'AGREED'
  /** Another source has to answer (转交). */
  | 'PASSED_ON'
  /** It stays as it is (维持). */
  | 'UPHELD';

/** A page of challenges (异议分页). */
export type ChallengeConnection = {
  readonly __typename?: 'ChallengeConnection';
  /** The challenges with their cursors (带游标的异议). */
  readonly edges: ReadonlyArray<ChallengeEdge>;
  /** The challenges (异议). */
  readonly nodes: ReadonlyArray<Challenge>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
};

/** A challenge and its cursor (带游标的异议). */
export type ChallengeEdge = {
  readonly __typename?: 'ChallengeEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The challenge (异议). */
  readonly node: Challenge;
};

/** Which challenges (异议筛选). All conditions must hold. */
export type ChallengeFilter = {
  /** The key of the record (记录键). */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Only those that are open after their day (仅看逾期). */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** The source that has to answer (答复来源). */
  readonly owner?: InputMaybe<Scalars['String']['input']>;
  /** The type of the record (记录类型). */
  readonly recordType?: InputMaybe<Scalars['String']['input']>;
  /** How they stand (状态). */
  readonly state?: InputMaybe<ChallengeState>;
};

/** How a challenge stands (异议状态). */
export type ChallengeState =
  /** What was disputed was wrong and has been corrected (已采纳并更正). */
  | 'AGREED'
  /** It has to be answered (待答复). */
  | 'OPEN'
  /** It stays as it is (维持). */
  | 'UPHELD';

/** One step of a challenge (异议办理步骤). */
export type ChallengeStep = {
  readonly __typename?: 'ChallengeStep';
  /** What happened (步骤). */
  readonly act: ChallengeStepKind;
  /** When (时间). */
  readonly at: Scalars['DateTime']['output'];
  /** The source that has to answer after it (其后的答复来源). */
  readonly owner: Scalars['String']['output'];
  /** Who did it (办理方). */
  readonly party: Scalars['String']['output'];
  /** What there was to say (说明); for those whom it concerns. */
  readonly remark?: Maybe<Scalars['String']['output']>;
};

/** What happened to a challenge (异议办理步骤). */
export type ChallengeStepKind =
  /** It was agreed to (采纳). */
  | 'AGREED'
  /** Another source has to answer from then on (转交). */
  | 'PASSED_ON'
  /** It was raised (提出). */
  | 'RAISED'
  /** It was not agreed to (维持). */
  | 'UPHELD';

/** One row of the feed (变更): enough to apply it without another query. */
export type Change = {
  readonly __typename?: 'Change';
  /** The record after it (变更后), null where the record ends and where it leaves the scope. */
  readonly after?: Maybe<Scalars['JSON']['output']>;
  /** The record before it (变更前), null for a new one and for one that comes into the scope. */
  readonly before?: Maybe<Scalars['JSON']['output']>;
  /** The company that it concerns, as of this change's position (企业). */
  readonly company?: Maybe<Company>;
  /** The position that it corrects (所更正的位置). */
  readonly corrects?: Maybe<Scalars['Position']['output']>;
  /** Whether the record comes into the scope that the filter selects, or leaves it (进出范围); null where it does neither. */
  readonly crossing?: Maybe<Crossing>;
  /** When it became true, from the source; null where the source does not say (生效日期). */
  readonly effectiveOn?: Maybe<Scalars['Date']['output']>;
  /** The estate that it concerns, the first of several, as of this change's position (小区). */
  readonly estate?: Maybe<Estate>;
  /** The fields that differ (变更字段). */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** The paper that it rests on, where its sender names one (依据); for authorities only. */
  readonly grounds?: Maybe<Grounds>;
  /** Digest of what the reader sees of the record after it, but for personal values (变更后摘要). */
  readonly hash: Scalars['String']['output'];
  /** Digest of what the reader sees of the record before it (变更前摘要), null where `before` is. */
  readonly hashBefore?: Maybe<Scalars['String']['output']>;
  /** It adds to the history and moves no current state: do not apply it (仅补充历史). */
  readonly historyOnly: Scalars['Boolean']['output'];
  /** The key of the record within its type (记录键). */
  readonly key: Scalars['String']['output'];
  /** How it came about (变更类别). */
  readonly kind: ChangeKind;
  /** Its place in the feed (位置). */
  readonly position: Scalars['Position']['output'];
  /** The position before it under the same filter; the first of a page names the `after` given (前一位置). */
  readonly previous?: Maybe<Scalars['Position']['output']>;
  /** When the hub received it (接收时间). */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The type of the record (记录类型). */
  readonly recordType: Scalars['String']['output'];
  /** When the hub recorded it (入库时间). */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The source that stated it (来源). */
  readonly source: Scalars['String']['output'];
  /** The stage of the company's life that it belongs to (阶段), null where the fact is not about one. */
  readonly stage?: Maybe<Stage>;
};

/** A page of changes (变更分页). */
export type ChangeConnection = {
  readonly __typename?: 'ChangeConnection';
  /** The position that the request sees; the page reaches up to it at most (时点). */
  readonly at: Scalars['At']['output'];
  /** The changes with their cursors (带游标的变更). */
  readonly edges: ReadonlyArray<ChangeEdge>;
  /** The feed that the positions belong to (数据流标识). */
  readonly feed: Scalars['ID']['output'];
  /** The changes (变更). */
  readonly nodes: ReadonlyArray<Change>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
  /** Everything up to here has been looked at: send it as the next `after` (已扫描至). */
  readonly scannedTo: Scalars['Position']['output'];
};

/** A change and its cursor (带游标的变更). */
export type ChangeEdge = {
  readonly __typename?: 'ChangeEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The change (变更). */
  readonly node: Change;
};

/** Which changes (变更筛选). Conditions on several fields must all hold; of a list one must. An empty list is refused (`LIST_EMPTY`): leave it out for all. */
export type ChangeFilter = {
  /** Changes that concern this company (企业). */
  readonly company?: InputMaybe<Scalars['USCC']['input']>;
  /** Changes that concern one of these counties, 6 digits; codes that a county had before are included (县区). */
  readonly counties?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Became true on this date or later (生效日期自). */
  readonly effectiveFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Became true on this date or earlier (生效日期至). */
  readonly effectiveTo?: InputMaybe<Scalars['Date']['input']>;
  /** Fields of which one differs between before and after (变更字段). */
  readonly fields?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Kinds (变更类别). */
  readonly kinds?: InputMaybe<ReadonlyArray<ChangeKind>>;
  /** Types of records, e.g. `registration` (记录类型). */
  readonly recordTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Recorded at this time or later (入库时间自). */
  readonly recordedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Recorded at this time or earlier (入库时间至). */
  readonly recordedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Changes that concern a region with all that lies in it: a city or a county, or a street or community of its domicile. Regions of Shanxi (14) are known, of other provinces none (区划，含下级；目录只收录山西省). */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Sources, e.g. `registry` (来源). */
  readonly sources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Stages (阶段). */
  readonly stages?: InputMaybe<ReadonlyArray<Stage>>;
  /** Changes that concern a development zone, by id or name (功能区). */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
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

/** A body of the owners of one or several estates (业主组织). Every field rests on that one source and is null where it gives none. */
export type Committee = {
  readonly __typename?: 'Committee';
  /** Chair (主任). */
  readonly chair?: Maybe<Scalars['String']['output']>;
  /** County (所属县区). */
  readonly county?: Maybe<Scalars['String']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Its estates (所属小区). */
  readonly estates?: Maybe<ReadonlyArray<CommitteeEstate>>;
  /** Filed on (备案日期). */
  readonly filedOn?: Maybe<Scalars['Date']['output']>;
  /** Owners' committee or management committee (业主组织类型). */
  readonly kind?: Maybe<CommitteeKind>;
  /** Members (委员人数). */
  readonly members?: Maybe<Scalars['Int']['output']>;
  /** Name (业主组织名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Committee number (业主组织编号). */
  readonly number?: Maybe<Scalars['String']['output']>;
  /** Members of the Party among them (党员委员人数). */
  readonly partyMembers?: Maybe<Scalars['Int']['output']>;
  /** Phone (联系电话). */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance: Provenance;
  /** Which term it is in (届别). */
  readonly term?: Maybe<Scalars['Int']['output']>;
  /** Term from (任期自). */
  readonly termFrom?: Maybe<Scalars['Date']['output']>;
  /** Term to (任期至). */
  readonly termTo?: Maybe<Scalars['Date']['output']>;
};

/** An estate of a committee (所属小区). */
export type CommitteeEstate = {
  readonly __typename?: 'CommitteeEstate';
  /** The estate (小区), as of the moment of the committee. */
  readonly estate?: Maybe<Estate>;
  /** Name as the source has it (小区名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** Kind of committee (业主组织类型). */
export type CommitteeKind =
  /** Management committee (物业管理委员会). */
  | 'MANAGEMENT_COMMITTEE'
  /** Owners' committee (业主委员会). */
  | 'OWNERS_COMMITTEE';

/**
 * A company (企业) as known at a moment: everything the sources state about one code. What rests on a source that never told the hub
 * anything, or that was asked longer ago than is allowed, is null with an error of its own: `SOURCE_NEVER_SEEN`, `SOURCE_STALE`. An
 * empty list says that the source has nothing.
 */
export type Company = {
  readonly __typename?: 'Company';
  /** The moment that this answer is about (时点). Send it again to see the same. */
  readonly at: Scalars['At']['output'];
  /** How many service contracts the company has, in force or not (物业服务合同数): the length of `contracts`, without reading them. */
  readonly contractCount?: Maybe<Scalars['Int']['output']>;
  /** The company's service contracts (物业服务合同). */
  readonly contracts?: Maybe<ReadonlyArray<ServiceContract>>;
  /**
   * The estates that the company serves on the day of the answer, by its contracts in force (在管小区), each once; `contracts` says by
   * which contract and which part.
   */
  readonly estates?: Maybe<ReadonlyArray<Estate>>;
  /**
   * The values that a field of the registration had, the newest first, up to the position of this answer: since which
   * position, and from which source (字段沿革), under whichever code the company had. Equal values in a row are one entry. A date in
   * `at` does not apply.
   */
  readonly fieldHistory?: Maybe<FieldHistoryConnection>;
  /** The company's filings with the housing authorities of counties (物业服务企业备案). */
  readonly filings?: Maybe<ReadonlyArray<CompanyFiling>>;
  /** Codes that this one took the place of, directly or through others, the latest first (曾用统一社会信用代码). */
  readonly formerCodes: ReadonlyArray<Scalars['USCC']['output']>;
  /** Why the hub holds the company (纳入原因), as known at the position; empty where it is only named. A source that was never heard of gives no reason. */
  readonly inScope?: Maybe<ReadonlyArray<ScopeReason>>;
  /** Who states the company's registration (登记信息来源性质), as known at the position. */
  readonly origin: Origin;
  /** The company that this branch belongs to (隶属企业), null where it is no branch. */
  readonly parent?: Maybe<Company>;
  /** The registration (登记), null where none holds; where the registry was never heard of, with an error. Asked about a date before all that is known: an error `NOT_KNOWN_THEN` here. */
  readonly registration?: Maybe<Registration>;
  /** The company that goes on under another code, where this code was replaced or merged (代码更换后的企业); null where the code stands. */
  readonly replacedBy?: Maybe<Company>;
  /**
   * Where the company stands now in its life (现处环节), by a rule of the hub's own. DEREGISTRATION: its registration or every main tax
   * serial has ended or is on the way; OPERATION: an accepted filing or a contract in force; TAX: a taxpayer that is not closed;
   * REGISTRATION: registered. Null where nothing of it holds. It rests on registry, tax and filing: where one of them was never heard of, null with an error.
   */
  readonly stage?: Maybe<Stage>;
  /** What the tax bureau says of the company, one for each register serial (税务登记), also under codes that the company had before. */
  readonly taxpayers?: Maybe<ReadonlyArray<Taxpayer>>;
  /**
   * What happened to the company up to the position of this answer, under whichever code it had (企业变更历程): its own records,
   * and those of other companies that name it, which are its branches and what was merged into it (分支机构、被合并企业).
   */
  readonly timeline?: Maybe<ChangeConnection>;
  /** Unified social credit code (统一社会信用代码). */
  readonly uscc: Scalars['USCC']['output'];
};


/**
 * A company (企业) as known at a moment: everything the sources state about one code. What rests on a source that never told the hub
 * anything, or that was asked longer ago than is allowed, is null with an error of its own: `SOURCE_NEVER_SEEN`, `SOURCE_STALE`. An
 * empty list says that the source has nothing.
 */
export type CompanyContractsArgs = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
};


/**
 * A company (企业) as known at a moment: everything the sources state about one code. What rests on a source that never told the hub
 * anything, or that was asked longer ago than is allowed, is null with an error of its own: `SOURCE_NEVER_SEEN`, `SOURCE_STALE`. An
 * empty list says that the source has nothing.
 */
export type CompanyFieldHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  field: RegistrationField;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * A company (企业) as known at a moment: everything the sources state about one code. What rests on a source that never told the hub
 * anything, or that was asked longer ago than is allowed, is null with an error of its own: `SOURCE_NEVER_SEEN`, `SOURCE_STALE`. An
 * empty list says that the source has nothing.
 */
export type CompanyTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<TimelineOrder>;
  own?: InputMaybe<Scalars['Boolean']['input']>;
  stage?: InputMaybe<Stage>;
};

/** What a number leads to (编号查询结果): the surest match, and all the others. */
export type CompanyByIdentifier = {
  readonly __typename?: 'CompanyByIdentifier';
  /** Every match with the surest first, at most 20 (全部候选): one number may have been given to several companies. */
  readonly candidates: ReadonlyArray<IdentifierMatch>;
  /** The present company (现企业): whatever took the place of the one that had the number. */
  readonly company: Company;
  /** Whether there are more matches than are told (是否还有候选). */
  readonly hasMoreCandidates: Scalars['Boolean']['output'];
  /** What kind of number it was found as (匹配的编号类型). */
  readonly matchedOn: IdentifierKind;
  /** The code that took the place of the one that had the number (更换后的代码), null where it stands. */
  readonly replacedBy?: Maybe<Scalars['USCC']['output']>;
  /** The position from which the number led there (起始位置). */
  readonly since: Scalars['Position']['output'];
  /** The position from which it did no more (终止位置), null while it does. */
  readonly until?: Maybe<Scalars['Position']['output']>;
  /** The number as it is kept (编号). */
  readonly value: Scalars['String']['output'];
};

/** A page of companies (企业分页). */
export type CompanyConnection = {
  readonly __typename?: 'CompanyConnection';
  /** The position that all pages of this list see (时点); a date in `at` stands in that of the companies. */
  readonly at: Scalars['At']['output'];
  /** The companies with their cursors (带游标的企业). */
  readonly edges: ReadonlyArray<CompanyEdge>;
  /** The companies (企业). */
  readonly nodes: ReadonlyArray<Company>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
  /** How many companies the filter finds in all (总数); counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A company and its cursor (带游标的企业). */
export type CompanyEdge = {
  readonly __typename?: 'CompanyEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The company (企业). */
  readonly node: Company;
};

/** A company's filing with the housing authority of a county (物业服务企业备案). Every field rests on that one source and is null where it gives none. */
export type CompanyFiling = {
  readonly __typename?: 'CompanyFiling';
  /** Domicile (住所). */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Number of staff with certificates (持证人员数). */
  readonly certified?: Maybe<Scalars['Int']['output']>;
  /** Contact; personal: masked for viewers who may not see it (联系人). */
  readonly contactName?: Maybe<Scalars['String']['output']>;
  /** Phone of the contact; personal: masked for viewers who may not see it (联系电话). */
  readonly contactPhone?: Maybe<Scalars['String']['output']>;
  /** County that it is filed in (备案县区). */
  readonly county?: Maybe<Scalars['String']['output']>;
  /** Decided on (办结日期). */
  readonly decidedOn?: Maybe<Scalars['Date']['output']>;
  /** What the authority said (审核意见). */
  readonly decision?: Maybe<Scalars['String']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Documents, as references (备案材料). */
  readonly documents?: Maybe<ReadonlyArray<DocumentReference>>;
  /** Filing number (备案编号). */
  readonly filingNo?: Maybe<Scalars['String']['output']>;
  /** Region of its domicile, as far as known (注册地区划). */
  readonly homeRegion?: Maybe<Scalars['String']['output']>;
  /** Is a company of the city (是否本地企业). */
  readonly isLocal?: Maybe<Scalars['Boolean']['output']>;
  /** Kind of filing (备案类型). */
  readonly kind?: Maybe<FilingKind>;
  /** Legal representative; personal: masked for viewers who may not see it (法定代表人). */
  readonly legalRepresentative?: Maybe<Scalars['String']['output']>;
  /** Company name (企业名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance: Provenance;
  /** Number of staff (从业人员数). */
  readonly staff?: Maybe<Scalars['Int']['output']>;
  /** Status (备案状态). */
  readonly status?: Maybe<FilingStatus>;
  /** Status in the words of the source — 备案状态（来源原文）. */
  readonly statusText?: Maybe<Scalars['String']['output']>;
  /** Submitted on (提交日期). */
  readonly submittedOn?: Maybe<Scalars['Date']['output']>;
  /** USCC of the company (统一社会信用代码). */
  readonly uscc?: Maybe<Scalars['USCC']['output']>;
  /** Valid to (有效期至). */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
};

/** Which companies (企业筛选). Conditions on several fields must all hold; of a list one must, so an empty list finds nothing. They look at what is known at the position. */
export type CompanyFilter = {
  /** Classes of company types (企业类型大类). */
  readonly companyType?: InputMaybe<ReadonlyArray<CompanyTypeClass>>;
  /** Established on this date or later (成立日期自). */
  readonly establishedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Established on this date or earlier (成立日期至). */
  readonly establishedTo?: InputMaybe<Scalars['Date']['input']>;
  /** Reasons of which the company has one (纳入原因). */
  readonly inScope?: InputMaybe<ReadonlyArray<ScopeReason>>;
  /** Industries of GB/T 4754 with all that lies below them (行业): `K`, `70`, `702`, `7020`. */
  readonly industry?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** A part of the name, as it is written (名称包含). */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  /** Who states the registration (登记信息来源性质). */
  readonly origin?: InputMaybe<Origin>;
  /** Region of the domicile with all that lies in it, codes that its parts had before included. Regions of Shanxi (14) are known, of other provinces none (住所所在区划，含下级；目录只收录山西省). */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Statuses (登记状态). */
  readonly status?: InputMaybe<ReadonlyArray<RegistrationStatus>>;
  /** Development zone of the domicile, by id or name, e.g. `changzhi-jingkai` (住所所在功能区); it may cross counties. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
};

/** What companies can be counted by (企业统计分组项). */
export type CompanyGroup =
  /** Year of establishment (成立年份). */
  | 'ESTABLISHED_YEAR'
  /** Industry, four digits of GB/T 4754 (行业). */
  | 'INDUSTRY'
  /** Who states the registration (登记信息来源性质). */
  | 'ORIGIN'
  /** County of the domicile; codes that were replaced count as what they became (住所所在县区). */
  | 'REGION'
  /** Status (登记状态). */
  | 'STATUS'
  /** Company type class (企业类型大类). */
  | 'TYPE';

/** A company that a search has found (搜索结果). */
export type CompanyMatch = {
  readonly __typename?: 'CompanyMatch';
  /** The company (企业), as known at the request's position. */
  readonly company: Company;
  /** It is the whole of what was looked for (完全一致). */
  readonly exact: Scalars['Boolean']['output'];
  /** The position that the search answered from; what was recorded after it is not found yet (索引位置). */
  readonly indexedTo: Scalars['Position']['output'];
  /** What of it matched (匹配项). */
  readonly matchedOn: MatchedOn;
  /** The name or code that matched, as published (匹配文字). */
  readonly matchedText: Scalars['String']['output'];
};

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

/** How many companies there are (企业统计). */
export type CompanyStats = {
  readonly __typename?: 'CompanyStats';
  /** The position that is counted (时点). */
  readonly at: Scalars['At']['output'];
  /** The groups, largest first, at most 1,000 (分组). */
  readonly groups: ReadonlyArray<CompanyStatsGroup>;
  /** All of them together (合计). */
  readonly total: Scalars['Int']['output'];
};

/** Companies that are alike in what was counted by (统计分组). */
export type CompanyStatsGroup = {
  readonly __typename?: 'CompanyStatsGroup';
  /** How many they are (数量). */
  readonly count: Scalars['Int']['output'];
  /** What they have in common, in the order of `groupBy` (分组值). */
  readonly keys: ReadonlyArray<CompanyStatsKey>;
};

/** What the companies of a group have in common (分组值). */
export type CompanyStatsKey = {
  readonly __typename?: 'CompanyStatsKey';
  /** What was counted by (分组项). */
  readonly by: CompanyGroup;
  /** The Chinese word for the value (名称). */
  readonly label: Scalars['String']['output'];
  /** The value (值), null where the registration does not say. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

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

/** An estate that a contract is about, or a part of one (服务小区). */
export type ContractEstate = {
  readonly __typename?: 'ContractEstate';
  /** Area in square metres — 服务面积（平方米）. */
  readonly area?: Maybe<Scalars['Decimal']['output']>;
  /** The estate (小区), as of the moment of the contract. */
  readonly estate?: Maybe<Estate>;
  /** Name as the contract has it (小区名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Part or building phase — 服务部位（分期）. */
  readonly part?: Maybe<Scalars['String']['output']>;
};

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

/** A document that an authority keeps (材料); the hub holds the reference only. */
export type DocumentReference = {
  readonly __typename?: 'DocumentReference';
  /** SHA-256, hex (摘要). */
  readonly digest?: Maybe<Scalars['String']['output']>;
  /** Kind (材料类型). */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** Name (材料名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where the housing bureau keeps it (存放引用). */
  readonly reference?: Maybe<Scalars['String']['output']>;
};

/**
 * A housing estate (小区) as known at a moment. What the housing bureau says of it is null where it says nothing, and where no record
 * of it holds. Asked about a date before all that is known: an error `NOT_KNOWN_THEN` at each of those fields. What rests on
 * a source that never told the hub anything, or that was asked longer ago than is allowed, is null with an error of its own.
 */
export type Estate = {
  readonly __typename?: 'Estate';
  /** Address (坐落地址). */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** What other systems call it (各系统编号). */
  readonly aliases?: Maybe<ReadonlyArray<EstateAlias>>;
  /** The moment that this answer is about (时点). Send it again to see the same. */
  readonly at: Scalars['At']['output'];
  /** Building area in square metres — 建筑面积（平方米）. */
  readonly buildingArea?: Maybe<Scalars['Decimal']['output']>;
  /** Buildings (楼栋数). */
  readonly buildings?: Maybe<Scalars['Int']['output']>;
  /** Year it was built (建成年份). */
  readonly builtYear?: Maybe<Scalars['Int']['output']>;
  /** The bodies of its owners (业主组织); several where there were several terms. */
  readonly committees?: Maybe<ReadonlyArray<Committee>>;
  /** Community or village — 社区（村）. */
  readonly community?: Maybe<Scalars['String']['output']>;
  /** The companies that serve the estate on the day of the answer, by the contracts in force (现物业服务企业), the latest first. */
  readonly companies?: Maybe<ReadonlyArray<EstateCompany>>;
  /** The service contracts about the estate, or a part of it (物业服务合同). */
  readonly contracts?: Maybe<ReadonlyArray<ServiceContract>>;
  /** County whose office keeps it (所属县区). */
  readonly county?: Maybe<Scalars['String']['output']>;
  /** Developer (建设单位). */
  readonly developer?: Maybe<Scalars['String']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Facilities (设施设备). */
  readonly facilities?: Maybe<ReadonlyArray<Facility>>;
  /** The companies that served the estate before, by the contracts that are over (曾物业服务企业), the latest first. */
  readonly formerCompanies?: Maybe<ReadonlyArray<EstateCompany>>;
  /** Households (户数). */
  readonly households?: Maybe<Scalars['Int']['output']>;
  /** The id that the hub has given it (小区标识). */
  readonly id: Scalars['ID']['output'];
  /** Lies in the built-up area (是否在建成区). */
  readonly inBuiltUpArea?: Maybe<Scalars['Boolean']['output']>;
  /** Kind (小区类别). */
  readonly kind?: Maybe<EstateKind>;
  /** Land in square metres — 占地面积（平方米）. */
  readonly landArea?: Maybe<Scalars['Decimal']['output']>;
  /** Latitude, CGCS2000 — 纬度（CGCS2000）. */
  readonly latitude?: Maybe<Scalars['Decimal']['output']>;
  /** Lifts (电梯数). */
  readonly lifts?: Maybe<Scalars['Int']['output']>;
  /** Longitude, CGCS2000 — 经度（CGCS2000）. */
  readonly longitude?: Maybe<Scalars['Decimal']['output']>;
  /** Name (小区名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Parking spaces (停车位). */
  readonly parkingSpaces?: Maybe<Scalars['Int']['output']>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance?: Maybe<Provenance>;
  /** Region, as deep as known (所在区划). */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** The regions that it lies in, from the province down, as deep as known (所在区划层级). */
  readonly regions?: Maybe<ReadonlyArray<Region>>;
  /** State of renovation (改造状态). */
  readonly renovation?: Maybe<RenovationState>;
  /** Year of the renovation (改造年度). */
  readonly renovationYear?: Maybe<Scalars['Int']['output']>;
  /** The estate that it went up in (合并后的小区); null where it stands. */
  readonly replacedBy?: Maybe<Estate>;
  /** Is residential (是否住宅). */
  readonly residential?: Maybe<Scalars['Boolean']['output']>;
  /** Level of service (服务等级). */
  readonly serviceLevel?: Maybe<Scalars['String']['output']>;
  /** Mode of service (服务模式). */
  readonly serviceMode?: Maybe<ServiceMode>;
  /** The estate that it came out of (拆分自). */
  readonly splitFrom?: Maybe<Estate>;
  /** Street or town — 街道（乡镇）. */
  readonly street?: Maybe<Scalars['String']['output']>;
  /** What happened to the estate up to the position of this answer (小区变更历程): its own record, its contracts and committees. */
  readonly timeline?: Maybe<ChangeConnection>;
};


/**
 * A housing estate (小区) as known at a moment. What the housing bureau says of it is null where it says nothing, and where no record
 * of it holds. Asked about a date before all that is known: an error `NOT_KNOWN_THEN` at each of those fields. What rests on
 * a source that never told the hub anything, or that was asked longer ago than is allowed, is null with an error of its own.
 */
export type EstateContractsArgs = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
};


/**
 * A housing estate (小区) as known at a moment. What the housing bureau says of it is null where it says nothing, and where no record
 * of it holds. Asked about a date before all that is known: an error `NOT_KNOWN_THEN` at each of those fields. What rests on
 * a source that never told the hub anything, or that was asked longer ago than is allowed, is null with an error of its own.
 */
export type EstateTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: InputMaybe<TimelineOrder>;
  stage?: InputMaybe<Stage>;
};

/** What another system calls an estate (各系统编号). */
export type EstateAlias = {
  readonly __typename?: 'EstateAlias';
  /** Code (编号). */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Name (名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** System (系统). */
  readonly source?: Maybe<Scalars['String']['output']>;
};

/** A company that serves or served an estate, and by which contract (小区物业服务企业). */
export type EstateCompany = {
  readonly __typename?: 'EstateCompany';
  /** The company (企业), under its present code. */
  readonly company: Company;
  /** The contract (物业服务合同). */
  readonly contract: ServiceContract;
  /** The day from which it serves: that on which the term begins, else the contract was signed (服务起始日期). */
  readonly since?: Maybe<Scalars['Date']['output']>;
  /** The day on which the contract ended, else its term does (服务终止日期); null where neither is told. */
  readonly until?: Maybe<Scalars['Date']['output']>;
};

/** A page of estates (小区分页). */
export type EstateConnection = {
  readonly __typename?: 'EstateConnection';
  /** The position that all pages of this list see (时点); a date in `at` stands in that of the estates. */
  readonly at: Scalars['At']['output'];
  /** The estates with their cursors (带游标的小区). */
  readonly edges: ReadonlyArray<EstateEdge>;
  /** The estates (小区). */
  readonly nodes: ReadonlyArray<Estate>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
  /** How many estates the filter finds in all (总数); counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An estate and its cursor (带游标的小区). */
export type EstateEdge = {
  readonly __typename?: 'EstateEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The estate (小区). */
  readonly node: Estate;
};

/** Which estates (小区筛选). Conditions on several fields must all hold; of a list one must, so an empty list finds nothing. */
export type EstateFilter = {
  /** Lies in the built-up area (是否在建成区). */
  readonly inBuiltUpArea?: InputMaybe<Scalars['Boolean']['input']>;
  /** Kinds (小区类别). */
  readonly kind?: InputMaybe<ReadonlyArray<EstateKind>>;
  /** A part of the name, as it is written (名称包含). */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  /** Division code of where it lies: the region with all that lies in it and the codes that its parts had before (所在区划，含下级与已撤销代码). */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** States of renovation (改造状态). */
  readonly renovation?: InputMaybe<ReadonlyArray<RenovationState>>;
  /** Is residential (是否住宅). */
  readonly residential?: InputMaybe<Scalars['Boolean']['input']>;
  /** Levels of service, in the words of the source (服务等级). */
  readonly serviceLevel?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Modes of service (服务模式). */
  readonly serviceMode?: InputMaybe<ReadonlyArray<ServiceMode>>;
  /** Development zone that it lies in, by id or name, e.g. `changzhi-jingkai` (所在功能区); it may cross counties. */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
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

/** How many estates there are (小区统计). */
export type EstateStats = {
  readonly __typename?: 'EstateStats';
  /** The position that is counted (时点). */
  readonly at: Scalars['At']['output'];
  /** The groups, largest first, at most 1,000 (分组). */
  readonly groups: ReadonlyArray<EstateStatsGroup>;
  /** Their households together, as far as told (户数合计). */
  readonly households: Scalars['Int']['output'];
  /** All of them together (小区合计). */
  readonly total: Scalars['Int']['output'];
};

/** Estates that are alike in what was counted by (统计分组). */
export type EstateStatsGroup = {
  readonly __typename?: 'EstateStatsGroup';
  /** How many they are (小区数). */
  readonly count: Scalars['Int']['output'];
  /** How many households they have, as far as told (户数). */
  readonly households: Scalars['Int']['output'];
  /** What they have in common, in the order of `groupBy` (分组值). */
  readonly keys: ReadonlyArray<EstateStatsKey>;
};

/** What the estates of a group have in common (分组值). */
export type EstateStatsKey = {
  readonly __typename?: 'EstateStatsKey';
  /** What was counted by (分组项). */
  readonly by: EstateGroup;
  /** The Chinese word for the value (名称). */
  readonly label: Scalars['String']['output'];
  /** The value (值), null where the record does not say. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Facilities of one kind (设施设备). */
export type Facility = {
  readonly __typename?: 'Facility';
  /** How many (数量). */
  readonly count?: Maybe<Scalars['Decimal']['output']>;
  /** Kind (类别). */
  readonly kind?: Maybe<Scalars['String']['output']>;
};

/** Where the feed stands (数据流现状). */
export type FeedHead = {
  readonly __typename?: 'FeedHead';
  /** State digest of everything current that the reader sees any of: the sum of the records' digests modulo 2^256, 64 hex digits (状态摘要). */
  readonly digest: Scalars['String']['output'];
  /** The feed's own id (数据流标识). After a restore from a backup there is another one, and positions start anew from a common point. */
  readonly feed: Scalars['ID']['output'];
  /** The last position given (当前位置). */
  readonly position: Scalars['Position']['output'];
  /** How many records that is (记录数). */
  readonly records: Scalars['Int']['output'];
  /** The position that searches answer from (搜索索引位置). It follows the feed. */
  readonly searchedTo: Scalars['Position']['output'];
  /** The suite of algorithms (算法套件). */
  readonly suite: Scalars['String']['output'];
  /** When it was recorded (入库时间), null where the feed is empty. */
  readonly time?: Maybe<Scalars['DateTime']['output']>;
};

/** The values that a field had, the newest first (字段沿革). */
export type FieldHistoryConnection = {
  readonly __typename?: 'FieldHistoryConnection';
  /** The values with their cursors (带游标的字段值). */
  readonly edges: ReadonlyArray<FieldHistoryEdge>;
  /** The values (字段值). */
  readonly nodes: ReadonlyArray<FieldValue>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
};

/** A value and its cursor (带游标的字段值). */
export type FieldHistoryEdge = {
  readonly __typename?: 'FieldHistoryEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The value (字段值). */
  readonly node: FieldValue;
};

/** A value that a field had, and since when (字段值). */
export type FieldValue = {
  readonly __typename?: 'FieldValue';
  /** When it became true, from the source; null where the source does not say (生效日期). */
  readonly effectiveOn?: Maybe<Scalars['Date']['output']>;
  /** The value was personal and has been erased (已删除). */
  readonly erased: Scalars['Boolean']['output'];
  /** How the version came about that brought it (变更类别); ENDED and the like where the record went. */
  readonly kind: ChangeKind;
  /** When the hub recorded it (入库时间). */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The position from which the field had it (起始位置). */
  readonly since: Scalars['Position']['output'];
  /** The source that stated it (来源). */
  readonly source: Scalars['String']['output'];
  /** The position from which it had another one (终止位置), null while it has it. */
  readonly until?: Maybe<Scalars['Position']['output']>;
  /** The value as the viewer may see it (值), null where there was none. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

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

/** The paper that a change rests on, as its sender names it (依据). */
export type Grounds = {
  readonly __typename?: 'Grounds';
  /** Number of the document (文号). */
  readonly documentNo?: Maybe<Scalars['String']['output']>;
  /** Reason (理由). */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

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

/** One company that a number leads to (编号匹配). */
export type IdentifierMatch = {
  readonly __typename?: 'IdentifierMatch';
  /** The present company (现企业). */
  readonly company: Company;
  /** What kind of number it was found as (匹配的编号类型). */
  readonly matchedOn: IdentifierKind;
  /** The code that took the place of the one that had the number (更换后的代码), null where it stands. */
  readonly replacedBy?: Maybe<Scalars['USCC']['output']>;
  /** The position from which the number led there (起始位置). */
  readonly since: Scalars['Position']['output'];
  /** The position from which it did no more (终止位置), null while it does. */
  readonly until?: Maybe<Scalars['Position']['output']>;
  /** The number as it is kept (编号). */
  readonly value: Scalars['String']['output'];
};

/** The languages of messages (语言). */
export type Language =
  /** English (英文). */
  | 'EN'
  /** Chinese (中文). */
  | 'ZH';

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

/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Answers a challenge, for the source that has to (答复异议). */
  readonly answerChallenge?: Maybe<Challenge>;
  /**
   * Approves a full run that waits (核准运行): what it has not seen ends, unless it has moved since. Said twice it is done once. An
   * error where a later full run of the same scope has taken its place.
   */
  readonly approveRun?: Maybe<Run>;
  /** Disputes a field of a record (提出异议). Any party may do so about what it reads. */
  readonly challengeRecord?: Maybe<Challenge>;
  /** Decides that a record set aside is none (丢弃隔离记录). The same one will not wait again. */
  readonly dropQuarantined?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Pushes a few records (报送), at most 1000, as the party whose token is sent as `Authorization: Bearer …`. More go by
   * `POST /push/{recordType}`. Good records are taken in, faulty ones wait for their sender.
   */
  readonly push?: Maybe<PushAnswer>;
  /** Rejects a full run that waits (驳回运行): nothing ends. */
  readonly rejectRun?: Maybe<Run>;
  /** Reads a record set aside again and takes it in if it can be accepted now (放行隔离记录). */
  readonly releaseQuarantined?: Maybe<Released>;
  /** Reads records set aside again, at most 1,000 of them, in the order of their numbers (重试隔离记录). */
  readonly retryQuarantined?: Maybe<Retried>;
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationAnswerChallengeArgs = {
  answer: ChallengeAct;
  correction?: InputMaybe<Scalars['Position']['input']>;
  id: Scalars['ID']['input'];
  remark: Scalars['String']['input'];
  to?: InputMaybe<Scalars['String']['input']>;
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationApproveRunArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationChallengeRecordArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  field: Scalars['String']['input'];
  key: Scalars['String']['input'];
  ownValue?: InputMaybe<Scalars['JSON']['input']>;
  reason: Scalars['String']['input'];
  recordType: Scalars['String']['input'];
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationDropQuarantinedArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationPushArgs = {
  dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  recordType: Scalars['String']['input'];
  records: ReadonlyArray<Scalars['JSON']['input']>;
  totals?: InputMaybe<PushTotals>;
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationRejectRunArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationReleaseQuarantinedArgs = {
  as?: InputMaybe<Scalars['String']['input']>;
  confirm?: InputMaybe<Scalars['Boolean']['input']>;
  id: Scalars['ID']['input'];
};


/**
 * The root of every write (写入入口). Each subgraph adds its own fields to it. What a request writes is done in its order; one that is
 * refused is null with its error, and what the others did stays done.
 */
export type MutationRetryQuarantinedArgs = {
  after?: InputMaybe<Scalars['ID']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
};

/** Who states a company's registration (登记信息来源性质). */
export type Origin =
  /** Nobody: the code is named by other records, yet no registration holds (仅被提及，无登记信息). */
  | 'NAMED'
  /** The city's registry (登记机关). */
  | 'REGISTRY'
  /** The company itself, in a filing: it is registered elsewhere (企业自行申报). */
  | 'SELF_DECLARED';

/** Where a page lies in its list (分页信息). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** What to send as `after` for the next page (末条游标). */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page (是否有下一页). */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page (是否有上一页). */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** What to send as `before` for the page before, where the list can be read backwards (首条游标). */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Kind of price (价格形式). */
export type PriceKind =
  /** Guided by the government (政府指导价). */
  | 'GUIDED'
  /** Of the market (市场调节价). */
  | 'MARKET';

/** What is wrong with a record or a request (问题). */
export type Problem = {
  readonly __typename?: 'Problem';
  /** The code of the message (问题代码), which never changes. */
  readonly code: Scalars['String']['output'];
  /** The field at fault in the sender's own spelling (字段). */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The sentence for a person, with what can be done (问题说明). */
  readonly message: Scalars['String']['output'];
  /** The row of the input, as a spreadsheet counts (行号). */
  readonly row?: Maybe<Scalars['Int']['output']>;
};


/** What is wrong with a record or a request (问题). */
export type ProblemMessageArgs = {
  language?: InputMaybe<Language>;
};

/** Where a record comes from (数据来源). */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** When it became true, from the source; null where the source does not say (生效日期). */
  readonly effectiveOn?: Maybe<Scalars['Date']['output']>;
  /** The key under which it was stated: of a registration the code, which may be one that the company had before (记录编号). */
  readonly key: Scalars['String']['output'];
  /** The position from which it holds (位置). */
  readonly position: Scalars['Position']['output'];
  /** When the hub received it (接收时间). */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** When the hub recorded it (入库时间). */
  readonly recordedAt: Scalars['DateTime']['output'];
  /** The source that stated it (来源). */
  readonly source: Scalars['String']['output'];
};

/** What a sender is answered (报送答复). */
export type PushAnswer = {
  readonly __typename?: 'PushAnswer';
  /** What became of the records (统计). */
  readonly counts: PushCounts;
  /** Whether it was only compared (试报). */
  readonly dryRun: Scalars['Boolean']['output'];
  /** The feed that positions belong to (数据流标识). */
  readonly feed: Scalars['ID']['output'];
  /** When it was done (处理完毕时间). */
  readonly finishedAt: Scalars['DateTime']['output'];
  /** The position that was reached: whoever reads at it sees what was accepted (位置). */
  readonly position: Scalars['Position']['output'];
  /** Why it broke off (中断原因). */
  readonly problem?: Maybe<PushProblem>;
  /** The number of the receipt (回执编号); null for a dry run. */
  readonly receipt?: Maybe<Scalars['String']['output']>;
  /** When it came (收到时间). */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The type of the records (记录类型). */
  readonly recordType: Scalars['String']['output'];
  /** What became of each record, in their order (逐条结果). */
  readonly records: ReadonlyArray<PushedRecord>;
  /** Who sent it (报送单位). */
  readonly sender: Scalars['String']['output'];
  /** The source of the records (来源). */
  readonly source: Scalars['String']['output'];
  /** How it ended (状态). */
  readonly state: PushState;
};

/** What became of the records of a push (报送统计). All but `ended` add up to `read`. */
export type PushCounts = {
  readonly __typename?: 'PushCounts';
  /** Records that changed (变更). */
  readonly changed: Scalars['Int']['output'];
  /** Records corrected (更正). */
  readonly corrected: Scalars['Int']['output'];
  /** New records (新增). */
  readonly created: Scalars['Int']['output'];
  /** Records that ended because another one took their place (随之终止). */
  readonly ended: Scalars['Int']['output'];
  /** Records older than what is known (迟到). */
  readonly late: Scalars['Int']['output'];
  /** Records outside the hub's population (不在收录范围). */
  readonly outOfScope: Scalars['Int']['output'];
  /** Records that came (共收到). */
  readonly read: Scalars['Int']['output'];
  /** Records that wait to be mended (未通过). */
  readonly refused: Scalars['Int']['output'];
  /** Records back to life (恢复). */
  readonly restored: Scalars['Int']['output'];
  /** Records equal to what is known (无变化). */
  readonly unchanged: Scalars['Int']['output'];
  /** Records that their source has taken back (撤回). */
  readonly withdrawn: Scalars['Int']['output'];
};

/** What became of a record that was pushed (处理结果). */
export type PushOutcome =
  /** It is in the feed (已收录). */
  | 'ACCEPTED'
  /** It is older than what the hub knows (迟到). */
  | 'LATE'
  /** The hub does not hold records like it (不在收录范围). */
  | 'OUT_OF_SCOPE'
  /** It waits to be mended (未通过). */
  | 'REFUSED'
  /** It is what the hub knows already (无变化). */
  | 'UNCHANGED';

/** What is wrong with a record or a push (问题), in words that are kept with the answer. */
export type PushProblem = {
  readonly __typename?: 'PushProblem';
  /** The code of the message (问题代码), which never changes. */
  readonly code: Scalars['String']['output'];
  /** The field at fault in the sender's own spelling (字段). */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** The sentence for a person, with what can be done (问题说明). */
  readonly message: Scalars['String']['output'];
  /** The place of the record among those that were sent (序号). */
  readonly row?: Maybe<Scalars['Int']['output']>;
};


/** What is wrong with a record or a push (问题), in words that are kept with the answer. */
export type PushProblemMessageArgs = {
  language?: InputMaybe<Language>;
};

/** How a push ended (报送状态). */
export type PushState =
  /** All of it was read (处理完毕). */
  | 'DONE'
  /** It broke off, or too much of it was refused; what stood before that was taken in (中断). */
  | 'FAILED';

/** Control totals of a push (控制总数). What is absent is not checked. */
export type PushTotals = {
  /** Records that correct (更正). */
  readonly corrected?: InputMaybe<Scalars['Int']['input']>;
  /** Records in which others went up (合并). */
  readonly merges?: InputMaybe<Scalars['Int']['input']>;
  /** Records (条数). */
  readonly records?: InputMaybe<Scalars['Int']['input']>;
  /** Records that take the place of another identifier (代码更换). */
  readonly replaces?: InputMaybe<Scalars['Int']['input']>;
  /** Records that say they are back in life (恢复). */
  readonly restored?: InputMaybe<Scalars['Int']['input']>;
  /** Records that came out of another one (拆分). */
  readonly split?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of one record (逐条结果). */
export type PushedRecord = {
  readonly __typename?: 'PushedRecord';
  /** The key of the record (记录键), as far as it could be read. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** How it was accepted (收录方式). */
  readonly kind?: Maybe<ChangeKind>;
  /** What became of it (处理结果). */
  readonly outcome: PushOutcome;
  /** Where it stands in the feed, or what it is equal to does (位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why it was refused (未通过原因). */
  readonly problems: ReadonlyArray<PushProblem>;
  /** The number under which it waits in quarantine (隔离编号). */
  readonly quarantine?: Maybe<Scalars['ID']['output']>;
  /** Its place among the records that were sent, from 1 on (序号). */
  readonly row?: Maybe<Scalars['Int']['output']>;
  /** What there is to say although it was accepted (提醒). */
  readonly warnings: ReadonlyArray<PushProblem>;
};

/** A page of wire records set aside (隔离记录分页). */
export type QuarantineConnection = {
  readonly __typename?: 'QuarantineConnection';
  /** The wire records with their cursors (带游标的隔离记录). */
  readonly edges: ReadonlyArray<QuarantineEdge>;
  /** The wire records (隔离记录). */
  readonly nodes: ReadonlyArray<Quarantined>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
  /** How many there are in all (总数); counted only when asked for. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A wire record set aside and its cursor (带游标的隔离记录). */
export type QuarantineEdge = {
  readonly __typename?: 'QuarantineEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The wire record (隔离记录). */
  readonly node: Quarantined;
};

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

/** A wire record that could not be accepted (隔离记录). */
export type Quarantined = {
  readonly __typename?: 'Quarantined';
  /** When it came (接收时间). */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When a person decided (处理时间). */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its number (编号). */
  readonly id: Scalars['ID']['output'];
  /** Where it stands in the feed once released, or where its right form does (放行后位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why it could not be accepted (问题). */
  readonly problems: ReadonlyArray<Problem>;
  /** Its row in the input, as a spreadsheet counts (行号). */
  readonly row?: Maybe<Scalars['Int']['output']>;
  /** Who pushed it (报送方); null where the hub fetched it. */
  readonly sender?: Maybe<Scalars['String']['output']>;
  /** The sheet that the row stands on, where several of a workbook were read (工作表). */
  readonly sheet?: Maybe<Scalars['String']['output']>;
  /** The source that sent it (来源). */
  readonly source: Scalars['String']['output'];
  /** What became of it (状态). */
  readonly state: QuarantineState;
  /** The record as it came, in the sender's columns; personal values as the viewer may see them (原始记录). */
  readonly wire: Scalars['JSON']['output'];
};

/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type Query = {
  readonly __typename?: 'Query';
  /** Challenges that concern the viewer, in the order in which they were raised (异议): the operator sees all, an office those that it has to answer, any other party its own. */
  readonly challenges?: Maybe<ChallengeConnection>;
  /** The changes of the feed after a position, oldest first (变更). Go on with `scannedTo` of the page before. */
  readonly changes?: Maybe<ChangeConnection>;
  /** Companies whose registration holds at a moment (企业列表). The pages of one list all see the position of its first page. */
  readonly companies?: Maybe<CompanyConnection>;
  /** A company by its code (企业); null where no source has ever named it. */
  readonly company?: Maybe<Company>;
  /**
   * The present company that a number leads to, be it one that the company no longer has (按编号查企业): a code that was
   * replaced, a registration number, an organisation code, the registry's own id, a taxpayer's number. Width, case, blanks
   * and hyphens do not matter. Null where it leads nowhere.
   */
  readonly companyByIdentifier?: Maybe<CompanyByIdentifier>;
  /** How many companies there are, by up to three of their properties (企业统计). */
  readonly companyStats?: Maybe<CompanyStats>;
  /**
   * What a copy of a scope must add up to (范围摘要), and how many records that is. Record types and whole counties, now or a moment ago, are
   * told at once; for other scopes and for what was long ago the records themselves are gone through, which takes its turn.
   */
  readonly digest?: Maybe<ScopeDigest>;
  /** An estate by its id (小区); null where no source has ever named it. */
  readonly estate?: Maybe<Estate>;
  /** How many estates there are, and how many households they have, by up to three of their properties (小区统计). */
  readonly estateStats?: Maybe<EstateStats>;
  /** Estates whose record holds at a moment (小区列表). The pages of one list all see the position of its first page. */
  readonly estates?: Maybe<EstateConnection>;
  /** Where the feed stands now (当前位置). `at` and the header `hutong-at` do not move it. */
  readonly head: FeedHead;
  /** Wire records that could not be accepted, in the order in which they came (隔离记录). */
  readonly quarantine?: Maybe<QuarantineConnection>;
  /** The run ledger, newest first (运行记录). For the operator; for others it is empty. */
  readonly runs?: Maybe<RunConnection>;
  /**
   * Companies by whatever somebody has of them (搜索企业): two or more characters of a name, pinyin or its initials, a former name, a
   * code or six characters of one. The best matches first. Only where nothing matches is one wrong character forgiven.
   */
  readonly searchCompanies?: Maybe<ReadonlyArray<CompanyMatch>>;
  /** How fresh each source is, and what of it waits for a person (来源). */
  readonly sources: ReadonlyArray<Source>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryChallengesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ChallengeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['Position']['input']>;
  feed?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<ChangeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryCompaniesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  at?: InputMaybe<Scalars['At']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CompanyFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CompanyOrder>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryCompanyArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
  uscc: Scalars['USCC']['input'];
  validOn?: InputMaybe<Scalars['Date']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryCompanyByIdentifierArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  kind?: InputMaybe<IdentifierKind>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
  value: Scalars['String']['input'];
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryCompanyStatsArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  filter?: InputMaybe<CompanyFilter>;
  groupBy: ReadonlyArray<CompanyGroup>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryDigestArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  scope?: InputMaybe<ScopeInput>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryEstateArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  id: Scalars['ID']['input'];
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryEstateStatsArgs = {
  at?: InputMaybe<Scalars['At']['input']>;
  filter?: InputMaybe<EstateFilter>;
  groupBy: ReadonlyArray<EstateGroup>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryEstatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  at?: InputMaybe<Scalars['At']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EstateFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  maxStaleness?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<EstateOrder>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  sender?: InputMaybe<Scalars['String']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<QuarantineState>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QuerySearchCompaniesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};

/** A division of the country (行政区划). */
export type Region = {
  readonly __typename?: 'Region';
  /** Its code without trailing zeros (区划代码). */
  readonly code: Scalars['String']['output'];
  /** Its level (层级). */
  readonly level: RegionLevel;
  /** Its name (名称). */
  readonly name: Scalars['String']['output'];
};

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

/** What the registry of an approval bureau says about a company (登记). Every field rests on that one source and is null where it gives none. */
export type Registration = {
  readonly __typename?: 'Registration';
  /** Entries in the list of abnormal operation (经营异常名录). */
  readonly abnormalEntries?: Maybe<ReadonlyArray<AbnormalEntry>>;
  /** Domicile (住所). */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Date of the last approved change (核准日期). */
  readonly approvedOn?: Maybe<Scalars['Date']['output']>;
  /** Registration authority (登记机关). */
  readonly authority?: Maybe<Scalars['String']['output']>;
  /** Code of the registration authority (登记机关代码). */
  readonly authorityCode?: Maybe<Scalars['String']['output']>;
  /** Scope of business (经营范围). */
  readonly businessScope?: Maybe<Scalars['String']['output']>;
  /** Reason of the cancellation (注销原因). */
  readonly cancellationReason?: Maybe<Scalars['String']['output']>;
  /** Date of cancellation (注销日期). */
  readonly cancelledOn?: Maybe<Scalars['Date']['output']>;
  /** Registered capital, in ten thousands — 注册资本（万元）. */
  readonly capital?: Maybe<Scalars['Decimal']['output']>;
  /** Currency of the capital, ISO 4217 (注册资本币种). */
  readonly capitalCurrency?: Maybe<Scalars['String']['output']>;
  /** Company type class (企业类型大类). */
  readonly companyType?: Maybe<CompanyTypeClass>;
  /** Company type code (企业类型代码). */
  readonly companyTypeCode?: Maybe<Scalars['String']['output']>;
  /** Company type in the words of the source (企业类型). */
  readonly companyTypeText?: Maybe<Scalars['String']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Division code of the domicile as the source gives it — 住所行政区划（来源）. */
  readonly district?: Maybe<Scalars['String']['output']>;
  /** Date of establishment (成立日期). */
  readonly establishedOn?: Maybe<Scalars['Date']['output']>;
  /** Since when a field has the value that it has, and from which source (字段现值起始). */
  readonly fieldSince: FieldValue;
  /** Former names (曾用名). */
  readonly formerNames?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Industry, GB/T 4754 (行业代码). */
  readonly industry?: Maybe<Scalars['String']['output']>;
  /** Is a branch (是否分支机构). */
  readonly isBranch?: Maybe<Scalars['Boolean']['output']>;
  /** Legal representative, or whoever is in charge of a branch (法定代表人、负责人). Personal: masked for viewers who may not see it. */
  readonly legalRepresentative?: Maybe<Scalars['String']['output']>;
  /** Liquidation filing (清算组备案日期). */
  readonly liquidationFiledOn?: Maybe<Scalars['Date']['output']>;
  /** Company name (企业名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Who states the registration (登记信息来源性质). */
  readonly origin?: Maybe<Origin>;
  /** USCC of the parent company (隶属企业统一社会信用代码). */
  readonly parentUscc?: Maybe<Scalars['USCC']['output']>;
  /** The registry's own id of the subject (主体身份代码). */
  readonly pripid?: Maybe<Scalars['String']['output']>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance: Provenance;
  /** Region of the domicile, current code, as deep as known (住所所在区划). */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Registration number (注册号). */
  readonly registrationNo?: Maybe<Scalars['String']['output']>;
  /** Authority of the revocation (吊销机关). */
  readonly revocationAuthority?: Maybe<Scalars['String']['output']>;
  /** Document of the revocation (吊销文号). */
  readonly revocationNo?: Maybe<Scalars['String']['output']>;
  /** Date of revocation (吊销日期). */
  readonly revokedOn?: Maybe<Scalars['Date']['output']>;
  /** Entries in the list of serious violations (严重违法失信名单). */
  readonly seriousEntries?: Maybe<ReadonlyArray<SeriousEntry>>;
  /** Simple-deregistration notice from (简易注销公告自). */
  readonly simpleNoticeFrom?: Maybe<Scalars['Date']['output']>;
  /** Simple-deregistration notice to (简易注销公告至). */
  readonly simpleNoticeTo?: Maybe<Scalars['Date']['output']>;
  /** Status (登记状态). */
  readonly status?: Maybe<RegistrationStatus>;
  /** Status code as the source's table has it — 登记状态代码（来源）. */
  readonly statusCode?: Maybe<Scalars['String']['output']>;
  /** Status in the words of the source — 登记状态（来源原文）. */
  readonly statusText?: Maybe<Scalars['String']['output']>;
  /** Term from (经营期限自). */
  readonly termFrom?: Maybe<Scalars['Date']['output']>;
  /** The term has no end (长期). */
  readonly termOpen?: Maybe<Scalars['Boolean']['output']>;
  /** Term to; absent with termOpen (经营期限至). */
  readonly termTo?: Maybe<Scalars['Date']['output']>;
};


/** What the registry of an approval bureau says about a company (登记). Every field rests on that one source and is null where it gives none. */
export type RegistrationFieldSinceArgs = {
  field: RegistrationField;
};

/** Fields of a registration (登记字段), by their names. */
export type RegistrationField =
  /** Entries in the list of abnormal operation (经营异常名录). */
  | 'abnormalEntries'
  /** Domicile (住所). */
  | 'address'
  /** Date of the last approved change (核准日期). */
  | 'approvedOn'
  /** Registration authority (登记机关). */
  | 'authority'
  /** Code of the registration authority (登记机关代码). */
  | 'authorityCode'
  /** Scope of business (经营范围). */
  | 'businessScope'
  /** Reason of the cancellation (注销原因). */
  | 'cancellationReason'
  /** Date of cancellation (注销日期). */
  | 'cancelledOn'
  /** Registered capital, in ten thousands — 注册资本（万元）. */
  | 'capital'
  /** Currency of the capital, ISO 4217 (注册资本币种). */
  | 'capitalCurrency'
  /** Company type class (企业类型大类). */
  | 'companyType'
  /** Company type code (企业类型代码). */
  | 'companyTypeCode'
  /** Company type in the words of the source (企业类型). */
  | 'companyTypeText'
  /** Division code of the domicile as the source gives it — 住所行政区划（来源）. */
  | 'district'
  /** Date of establishment (成立日期). */
  | 'establishedOn'
  /** Former names (曾用名). */
  | 'formerNames'
  /** Industry, GB/T 4754 (行业代码). */
  | 'industry'
  /** Is a branch (是否分支机构). */
  | 'isBranch'
  /** Legal representative, or whoever is in charge of a branch (法定代表人、负责人). Personal: masked for viewers who may not see it. */
  | 'legalRepresentative'
  /** Liquidation filing (清算组备案日期). */
  | 'liquidationFiledOn'
  /** Company name (企业名称). */
  | 'name'
  /** Who states the registration (登记信息来源性质). */
  | 'origin'
  /** USCC of the parent company (隶属企业统一社会信用代码). */
  | 'parentUscc'
  /** The registry's own id of the subject (主体身份代码). */
  | 'pripid'
  /** Region of the domicile, current code, as deep as known (住所所在区划). */
  | 'region'
  /** Registration number (注册号). */
  | 'registrationNo'
  /** Authority of the revocation (吊销机关). */
  | 'revocationAuthority'
  /** Document of the revocation (吊销文号). */
  | 'revocationNo'
  /** Date of revocation (吊销日期). */
  | 'revokedOn'
  /** Entries in the list of serious violations (严重违法失信名单). */
  | 'seriousEntries'
  /** Simple-deregistration notice from (简易注销公告自). */
  | 'simpleNoticeFrom'
  /** Simple-deregistration notice to (简易注销公告至). */
  | 'simpleNoticeTo'
  /** Status (登记状态). */
  | 'status'
  /** Status code as the source's table has it — 登记状态代码（来源）. */
  | 'statusCode'
  /** Status in the words of the source — 登记状态（来源原文）. */
  | 'statusText'
  /** Term from (经营期限自). */
  | 'termFrom'
  /** The term has no end (长期). */
  | 'termOpen'
  /** Term to; absent with termOpen (经营期限至). */
  | 'termTo';

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

/** What became of a record that was read again (放行结果). */
export type Released = {
  readonly __typename?: 'Released';
  /** Where it stands in the feed (位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why it still waits (问题). */
  readonly problems: ReadonlyArray<Problem>;
  /** Whether it was taken in (是否收录). */
  readonly released: Scalars['Boolean']['output'];
};

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

/** What became of records that were read again (重试结果). */
export type Retried = {
  readonly __typename?: 'Retried';
  /** How many were taken in (收录). */
  readonly accepted: Scalars['Int']['output'];
  /** Whether these were all (是否已全部重试). */
  readonly isAll: Scalars['Boolean']['output'];
  /** The number of the last one (最后一条的编号); null where there was none. The next request goes on after it. */
  readonly last?: Maybe<Scalars['ID']['output']>;
  /** Of how many the right form had come meanwhile (已被取代). */
  readonly superseded: Scalars['Int']['output'];
  /** How many were read again (重试). */
  readonly tried: Scalars['Int']['output'];
  /** How many still wait (仍待处理). */
  readonly waiting: Scalars['Int']['output'];
};

/** One execution of a synchronisation (运行). */
export type Run = {
  readonly __typename?: 'Run';
  /** 1, and one more each time it was taken up again (尝试次数). */
  readonly attempts: Scalars['Int']['output'];
  /** What became of its records (统计). */
  readonly counts: RunCounts;
  /** What a person decided (人工决定). */
  readonly decision?: Maybe<RunDecision>;
  /** When it ended (结束时间). */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its number (编号). */
  readonly id: Scalars['ID']['output'];
  /** What it read (输入). */
  readonly input?: Maybe<Scalars['String']['output']>;
  /** `delta`, `full`, or `full:` and a division code (方式). */
  readonly mode: Scalars['String']['output'];
  /** The head after its last batch (位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why it did not end well, why it waits, or what its source gave rise to though it did (问题). */
  readonly problem?: Maybe<Problem>;
  /** The source (来源). */
  readonly source: Scalars['String']['output'];
  /** When it began (开始时间). */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How it stands (状态). */
  readonly state: RunState;
};

/** A page of runs (运行分页). */
export type RunConnection = {
  readonly __typename?: 'RunConnection';
  /** The runs with their cursors (带游标的运行). */
  readonly edges: ReadonlyArray<RunEdge>;
  /** The runs (运行). */
  readonly nodes: ReadonlyArray<Run>;
  /** Where the page lies (分页信息). */
  readonly pageInfo: PageInfo;
};

/** What became of the records of a run (运行统计). All but `ended` add up to `read`. */
export type RunCounts = {
  readonly __typename?: 'RunCounts';
  /** Records that changed (变更). */
  readonly changed: Scalars['Int']['output'];
  /** Records corrected (更正). */
  readonly corrected: Scalars['Int']['output'];
  /** New records (新增). */
  readonly created: Scalars['Int']['output'];
  /** Records that ended without a row of their own (终止): a full run has missed them, or another record took their place. */
  readonly ended: Scalars['Int']['output'];
  /** Records older than what is known (迟到). */
  readonly late: Scalars['Int']['output'];
  /** Records outside the hub's population (范围外). */
  readonly outOfScope: Scalars['Int']['output'];
  /** Wire records set aside (隔离). */
  readonly quarantined: Scalars['Int']['output'];
  /** Wire records read (读取). */
  readonly read: Scalars['Int']['output'];
  /** Records back to life (恢复). */
  readonly restored: Scalars['Int']['output'];
  /** Records equal to what is known (未变). */
  readonly unchanged: Scalars['Int']['output'];
  /** Records that their source has taken back (撤回). */
  readonly withdrawn: Scalars['Int']['output'];
};

/** What a person decided about a run that waited (运行决定). */
export type RunDecision = {
  readonly __typename?: 'RunDecision';
  /** When (时间). */
  readonly at: Scalars['DateTime']['output'];
  /** Who decided (决定人). */
  readonly by: Scalars['String']['output'];
  /** `approved` or `rejected` (决定). */
  readonly kind: Scalars['String']['output'];
  /** Why it was decided so (理由). */
  readonly reason: Scalars['String']['output'];
};

/** A run and its cursor (带游标的运行). */
export type RunEdge = {
  readonly __typename?: 'RunEdge';
  /** What to send as `after` to go on behind it (游标). */
  readonly cursor: Scalars['String']['output'];
  /** The run (运行). */
  readonly node: Run;
};

/** Which runs (运行筛选). All conditions must hold. */
export type RunFilter = {
  /** Name of a source (来源). */
  readonly source?: InputMaybe<Scalars['String']['input']>;
  /** How they ended (状态). */
  readonly state?: InputMaybe<RunState>;
};

/** How a run stands (运行状态). */
export type RunState =
  /** It has done its work (完成). */
  | 'DONE'
  /** It ended for a reason (失败). */
  | 'FAILED'
  /** It is under way, or its process was killed (进行中). */
  | 'RUNNING'
  /** It was stopped and can go on (已中止). */
  | 'STOPPED'
  /** A person has to decide about it (等待人工确认). */
  | 'WAITING';

/** What a copy of a scope must add up to (范围摘要). */
export type ScopeDigest = {
  readonly __typename?: 'ScopeDigest';
  /** The position that it holds for (时点). */
  readonly at: Scalars['At']['output'];
  /** The sum modulo 2^256 of the hashes of what the reader sees of the records, 64 hex digits (摘要). */
  readonly digest: Scalars['String']['output'];
  /** The feed that the position belongs to (数据流标识). */
  readonly feed: Scalars['ID']['output'];
  /** How many records that is (记录数). */
  readonly records: Scalars['Int']['output'];
  /** How many stored versions were gone through to work it out (读取版本数); 0 where it was known. */
  readonly scanned: Scalars['Int']['output'];
  /** The scope that it is of, as it was given (范围). */
  readonly scope: Scalars['JSON']['output'];
};

/** Which records (范围). Conditions on several fields must all hold; of a list one must. An empty list is refused (`LIST_EMPTY`): leave it out for all. The same fields select within `ChangeFilter`, and the addresses of exports name them. */
export type ScopeInput = {
  /** Records that concern this company (企业). */
  readonly company?: InputMaybe<Scalars['USCC']['input']>;
  /** Records of one of these counties, 6 digits; codes that a county had before are included (县区). */
  readonly counties?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Types of records, e.g. `registration` (记录类型). */
  readonly recordTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Records of a region with all that lies in it: a city or a county, or a street or community. Regions of Shanxi (14) are known, of other provinces none (区划，含下级；目录只收录山西省). */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Records of a development zone, by id or name (功能区). */
  readonly zone?: InputMaybe<Scalars['String']['input']>;
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

/** An entry in the list of serious violations (严重违法失信名单). */
export type SeriousEntry = {
  readonly __typename?: 'SeriousEntry';
  /** Authority (列入机关). */
  readonly authority?: Maybe<Scalars['String']['output']>;
  /** Entered on (列入日期). */
  readonly enteredOn?: Maybe<Scalars['Date']['output']>;
  /** Reason (列入原因). */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Removed on (移出日期). */
  readonly removedOn?: Maybe<Scalars['Date']['output']>;
};

/** A contract about the service of estates, filed with the housing authority (物业服务合同). Every field rests on that one source and is null where it gives none. */
export type ServiceContract = {
  readonly __typename?: 'ServiceContract';
  /** Whether it is in force on the day of the answer (是否履行中): it has begun, was not ended, and its term is not over. */
  readonly active: Scalars['Boolean']['output'];
  /** Lump sum or commission (计费方式). */
  readonly chargeMode?: Maybe<ChargeMode>;
  /** Client (委托方). */
  readonly client?: Maybe<Scalars['String']['output']>;
  /** Kind of client (委托方类型). */
  readonly clientKind?: Maybe<ClientKind>;
  /** The company that it is with (物业服务企业), under its present code. */
  readonly company?: Maybe<Company>;
  /** Company as the contract names it (物业服务企业). */
  readonly companyName?: Maybe<Scalars['String']['output']>;
  /** Filing number of the contract (合同备案编号). */
  readonly contractNo?: Maybe<Scalars['String']['output']>;
  /** County that it is filed in (备案县区). */
  readonly county?: Maybe<Scalars['String']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Documents, as references (合同附件). */
  readonly documents?: Maybe<ReadonlyArray<DocumentReference>>;
  /** Why it ended (终止原因). */
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** Ended on (终止日期). */
  readonly endedOn?: Maybe<Scalars['Date']['output']>;
  /** Estates that it is about (服务小区). */
  readonly estates?: Maybe<ReadonlyArray<ContractEstate>>;
  /** Fee in yuan per square metre and month — 物业费（元/平方米·月）. */
  readonly fee?: Maybe<Scalars['Decimal']['output']>;
  /** Filed on (合同备案日期). */
  readonly filedOn?: Maybe<Scalars['Date']['output']>;
  /** Premises, facilities and records handed over on (移交日期). */
  readonly handedOverOn?: Maybe<Scalars['Date']['output']>;
  /** Project lead (项目负责人). */
  readonly leadName?: Maybe<Scalars['String']['output']>;
  /** Service phone of the project (项目服务电话). */
  readonly leadPhone?: Maybe<Scalars['String']['output']>;
  /** Level of service (服务等级). */
  readonly level?: Maybe<Scalars['String']['output']>;
  /** Early stage or ordinary (物业服务阶段). */
  readonly phase?: Maybe<ContractPhase>;
  /** Guided or market price (价格形式). */
  readonly priceKind?: Maybe<PriceKind>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance: Provenance;
  /** Way of selection (选聘方式). */
  readonly selection?: Maybe<Selection>;
  /** Signed on (签订日期). */
  readonly signedOn?: Maybe<Scalars['Date']['output']>;
  /** The company that took over from it (接管企业), under its present code. */
  readonly successor?: Maybe<Company>;
  /** USCC of the company that took over (接管企业统一社会信用代码). */
  readonly successorUscc?: Maybe<Scalars['USCC']['output']>;
  /** Term from (合同期限自). */
  readonly termFrom?: Maybe<Scalars['Date']['output']>;
  /** Term to (合同期限至). */
  readonly termTo?: Maybe<Scalars['Date']['output']>;
  /** USCC of the company (统一社会信用代码). */
  readonly uscc?: Maybe<Scalars['USCC']['output']>;
};

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

/** An upstream system of one authority (来源): how fresh it is, and what of it waits for a person. */
export type Source = {
  readonly __typename?: 'Source';
  /** Since when its scheduled syncs have failed three times in a row or more, so that a person should look; null where all is well (告警起始时间). */
  readonly alertSince?: Maybe<Scalars['DateTime']['output']>;
  /** What became of the records of the last run (最近一次统计). */
  readonly counts?: Maybe<RunCounts>;
  /** When it was last asked (最近尝试时间). */
  readonly lastAttempt?: Maybe<Scalars['DateTime']['output']>;
  /** When it last answered in full (最近成功时间). */
  readonly lastSuccess?: Maybe<Scalars['DateTime']['output']>;
  /** Its name, e.g. `registry` (名称). */
  readonly name: Scalars['String']['output'];
  /** The head after the last run's last batch (最近位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why the last run did not end well, or what its source gave rise to though it did (最近一次问题). */
  readonly problem?: Maybe<Problem>;
  /** How many of its wire records wait for a person (待处理隔离记录数). */
  readonly quarantined: Scalars['Int']['output'];
  /** How it is doing (状态). */
  readonly state: SourceState;
  /** Full runs that a person has to decide about, newest first (待确认的运行). */
  readonly waitingRuns: ReadonlyArray<Run>;
};

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

/** What can be followed as it happens, over Server-Sent Events or WebSocket (订阅). */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * The changes of the feed after a position, and then those that come (变更订阅): each event is a page, oldest first, without a gap and
   * without a repeat. A page without changes is a bookmark, sent when nothing has come for ten seconds. Whoever keeps `scannedTo` of the last
   * page that it has applied, and its `feed`, goes on from there after a break of any length.
   */
  readonly changes: ChangeConnection;
};


/** What can be followed as it happens, over Server-Sent Events or WebSocket (订阅). */
export type SubscriptionChangesArgs = {
  after?: InputMaybe<Scalars['Position']['input']>;
  feed?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<ChangeFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

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

/** What the tax bureau says under one tax register serial (税务登记). Every field rests on that one source and is null where it gives none. */
export type Taxpayer = {
  readonly __typename?: 'Taxpayer';
  /** Abnormal since (非正常户认定日期). */
  readonly abnormalSince?: Maybe<Scalars['Date']['output']>;
  /** Registered address (注册地址). */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Code of the branch office (主管税务所代码). */
  readonly branchOfficeCode?: Maybe<Scalars['String']['output']>;
  /** Number of the tax clearance certificate (清税证明编号). */
  readonly clearanceNo?: Maybe<Scalars['String']['output']>;
  /** Date of the clearance (清税日期). */
  readonly clearedOn?: Maybe<Scalars['Date']['output']>;
  /** Type of enterprise, DJZCLX_DM (登记注册类型代码). */
  readonly companyTypeCode?: Maybe<Scalars['String']['output']>;
  /** Tax credit rating (纳税信用级别). */
  readonly creditRating?: Maybe<TaxRating>;
  /** Year of the rating (评价年度). */
  readonly creditYear?: Maybe<Scalars['String']['output']>;
  /** Date of the tax deregistration (税务注销日期). */
  readonly deregisteredOn?: Maybe<Scalars['Date']['output']>;
  /** What parties dispute of this record now (异议中). Beside the feed: it is not part of the record at a position. */
  readonly disputed: ReadonlyArray<Challenge>;
  /** Tax register serial, the key of the record (登记序号). */
  readonly djxh: Scalars['String']['output'];
  /** Former taxpayer id (原纳税人识别号). */
  readonly formerTaxpayerId?: Maybe<Scalars['String']['output']>;
  /** Owes tax (是否欠税). */
  readonly inArrears?: Maybe<Scalars['Boolean']['output']>;
  /** Industry, GB/T 4754 (行业代码). */
  readonly industry?: Maybe<Scalars['String']['output']>;
  /** Name of the taxpayer (纳税人名称). */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Tax office in charge (主管税务局). */
  readonly office?: Maybe<Scalars['String']['output']>;
  /** Code of the tax office in charge (主管税务局代码). */
  readonly officeCode?: Maybe<Scalars['String']['output']>;
  /** Where it comes from and since when it holds (数据来源). */
  readonly provenance: Provenance;
  /** Region of the office in charge, or of the address (主管税务局所在区划). */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Date of the tax registration (税务登记日期). */
  readonly registeredOn?: Maybe<Scalars['Date']['output']>;
  /** Kind of tax registration, KZZTDJLX_DM (课征主体登记类型). */
  readonly registrationKind?: Maybe<Scalars['String']['output']>;
  /** Status (纳税人状态). */
  readonly status?: Maybe<TaxpayerStatus>;
  /** Status code as the source has it — 纳税人状态代码（来源）. */
  readonly statusCode?: Maybe<Scalars['String']['output']>;
  /** Status in the words of the source — 纳税人状态（来源原文）. */
  readonly statusText?: Maybe<Scalars['String']['output']>;
  /** Taxpayer id (纳税人识别号). */
  readonly taxpayerId?: Maybe<Scalars['String']['output']>;
  /** USCC of the company (统一社会信用代码). */
  readonly uscc?: Maybe<Scalars['USCC']['output']>;
  /** General or small-scale (增值税纳税人类型). */
  readonly vatKind?: Maybe<VatKind>;
};

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



export type ResolverTypeWrapper<T> = T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AbnormalEntry: ResolverTypeWrapper<AbnormalEntry>;
  At: ResolverTypeWrapper<Scalars['At']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Challenge: ResolverTypeWrapper<ChallengeModel>;
  ChallengeAct: ChallengeAct;
  ChallengeConnection: ResolverTypeWrapper<ChallengePage>;
  ChallengeEdge: ResolverTypeWrapper<Omit<ChallengeEdge, 'node'> & { node: ResolversTypes['Challenge'] }>;
  ChallengeFilter: ChallengeFilter;
  ChallengeState: ChallengeState;
  ChallengeStep: ResolverTypeWrapper<ChallengeStep>;
  ChallengeStepKind: ChallengeStepKind;
  Change: ResolverTypeWrapper<ChangeView>;
  ChangeConnection: ResolverTypeWrapper<ChangesAt>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  ChangeFilter: ChangeFilter;
  ChangeKind: ChangeKind;
  ChargeMode: ChargeMode;
  ClientKind: ClientKind;
  Committee: ResolverTypeWrapper<RecordAt>;
  CommitteeEstate: ResolverTypeWrapper<RowAt>;
  CommitteeKind: CommitteeKind;
  Company: ResolverTypeWrapper<CompanyAt>;
  CompanyByIdentifier: ResolverTypeWrapper<MatchesAt>;
  CompanyConnection: ResolverTypeWrapper<CompaniesAt>;
  CompanyEdge: ResolverTypeWrapper<Omit<CompanyEdge, 'node'> & { node: ResolversTypes['Company'] }>;
  CompanyFiling: ResolverTypeWrapper<RecordAt>;
  CompanyFilter: CompanyFilter;
  CompanyGroup: CompanyGroup;
  CompanyMatch: ResolverTypeWrapper<Omit<CompanyMatch, 'company'> & { company: ResolversTypes['Company'] }>;
  CompanyOrder: CompanyOrder;
  CompanyStats: ResolverTypeWrapper<StatsAt>;
  CompanyStatsGroup: ResolverTypeWrapper<CompanyStatsGroup>;
  CompanyStatsKey: ResolverTypeWrapper<CompanyStatsKey>;
  CompanyTypeClass: CompanyTypeClass;
  ContractEstate: ResolverTypeWrapper<RowAt>;
  ContractPhase: ContractPhase;
  Crossing: Crossing;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DocumentReference: ResolverTypeWrapper<DocumentReference>;
  Estate: ResolverTypeWrapper<EstateAt>;
  EstateAlias: ResolverTypeWrapper<EstateAlias>;
  EstateCompany: ResolverTypeWrapper<EstateCompanyModel>;
  EstateConnection: ResolverTypeWrapper<EstatesAt>;
  EstateEdge: ResolverTypeWrapper<Omit<EstateEdge, 'node'> & { node: ResolversTypes['Estate'] }>;
  EstateFilter: EstateFilter;
  EstateGroup: EstateGroup;
  EstateKind: EstateKind;
  EstateOrder: EstateOrder;
  EstateStats: ResolverTypeWrapper<EstateStatsAt>;
  EstateStatsGroup: ResolverTypeWrapper<EstateStatsGroup>;
  EstateStatsKey: ResolverTypeWrapper<EstateStatsKey>;
  Facility: ResolverTypeWrapper<Facility>;
  FeedHead: ResolverTypeWrapper<HeadView>;
  FieldHistoryConnection: ResolverTypeWrapper<FieldHistoryPage>;
  FieldHistoryEdge: ResolverTypeWrapper<Omit<FieldHistoryEdge, 'node'> & { node: ResolversTypes['FieldValue'] }>;
  FieldValue: ResolverTypeWrapper<FieldRun>;
  FilingKind: FilingKind;
  FilingStatus: FilingStatus;
  Grounds: ResolverTypeWrapper<Grounds>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdentifierKind: IdentifierKind;
  IdentifierMatch: ResolverTypeWrapper<MatchAt>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Language: Language;
  MatchedOn: MatchedOn;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Origin: Origin;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Position: ResolverTypeWrapper<Scalars['Position']['output']>;
  PriceKind: PriceKind;
  Problem: ResolverTypeWrapper<ProblemModel>;
  Provenance: ResolverTypeWrapper<ProvenanceModel>;
  PushAnswer: ResolverTypeWrapper<PushedAnswer>;
  PushCounts: ResolverTypeWrapper<PushCounts>;
  PushOutcome: PushOutcome;
  PushProblem: ResolverTypeWrapper<AnswerProblem>;
  PushState: PushState;
  PushTotals: PushTotals;
  PushedRecord: ResolverTypeWrapper<RecordAnswer>;
  QuarantineConnection: ResolverTypeWrapper<QuarantinePage>;
  QuarantineEdge: ResolverTypeWrapper<Omit<QuarantineEdge, 'node'> & { node: ResolversTypes['Quarantined'] }>;
  QuarantineState: QuarantineState;
  Quarantined: ResolverTypeWrapper<QuarantinedModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Region: ResolverTypeWrapper<Region>;
  RegionLevel: RegionLevel;
  Registration: ResolverTypeWrapper<RecordAt>;
  RegistrationField: RegistrationField;
  RegistrationStatus: RegistrationStatus;
  Released: ResolverTypeWrapper<Omit<Released, 'problems'> & { problems: ReadonlyArray<ResolversTypes['Problem']> }>;
  RenovationState: RenovationState;
  Retried: ResolverTypeWrapper<Retried>;
  Run: ResolverTypeWrapper<RunModel>;
  RunConnection: ResolverTypeWrapper<RunPage>;
  RunCounts: ResolverTypeWrapper<RunCounts>;
  RunDecision: ResolverTypeWrapper<RunDecision>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunFilter: RunFilter;
  RunState: RunState;
  ScopeDigest: ResolverTypeWrapper<ScopeDigest>;
  ScopeInput: ScopeInput;
  ScopeReason: ScopeReason;
  Selection: Selection;
  SeriousEntry: ResolverTypeWrapper<SeriousEntry>;
  ServiceContract: ResolverTypeWrapper<RecordAt>;
  ServiceMode: ServiceMode;
  Source: ResolverTypeWrapper<SourceView>;
  SourceState: SourceState;
  Stage: Stage;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TaxRating: TaxRating;
  Taxpayer: ResolverTypeWrapper<RecordAt>;
  TaxpayerStatus: TaxpayerStatus;
  TimelineOrder: TimelineOrder;
  USCC: ResolverTypeWrapper<Scalars['USCC']['output']>;
  VatKind: VatKind;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbnormalEntry: AbnormalEntry;
  At: Scalars['At']['output'];
  Boolean: Scalars['Boolean']['output'];
  Challenge: ChallengeModel;
  ChallengeConnection: ChallengePage;
  ChallengeEdge: Omit<ChallengeEdge, 'node'> & { node: ResolversParentTypes['Challenge'] };
  ChallengeFilter: ChallengeFilter;
  ChallengeStep: ChallengeStep;
  Change: ChangeView;
  ChangeConnection: ChangesAt;
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  ChangeFilter: ChangeFilter;
  Committee: RecordAt;
  CommitteeEstate: RowAt;
  Company: CompanyAt;
  CompanyByIdentifier: MatchesAt;
  CompanyConnection: CompaniesAt;
  CompanyEdge: Omit<CompanyEdge, 'node'> & { node: ResolversParentTypes['Company'] };
  CompanyFiling: RecordAt;
  CompanyFilter: CompanyFilter;
  CompanyMatch: Omit<CompanyMatch, 'company'> & { company: ResolversParentTypes['Company'] };
  CompanyStats: StatsAt;
  CompanyStatsGroup: CompanyStatsGroup;
  CompanyStatsKey: CompanyStatsKey;
  ContractEstate: RowAt;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DocumentReference: DocumentReference;
  Estate: EstateAt;
  EstateAlias: EstateAlias;
  EstateCompany: EstateCompanyModel;
  EstateConnection: EstatesAt;
  EstateEdge: Omit<EstateEdge, 'node'> & { node: ResolversParentTypes['Estate'] };
  EstateFilter: EstateFilter;
  EstateStats: EstateStatsAt;
  EstateStatsGroup: EstateStatsGroup;
  EstateStatsKey: EstateStatsKey;
  Facility: Facility;
  FeedHead: HeadView;
  FieldHistoryConnection: FieldHistoryPage;
  FieldHistoryEdge: Omit<FieldHistoryEdge, 'node'> & { node: ResolversParentTypes['FieldValue'] };
  FieldValue: FieldRun;
  Grounds: Grounds;
  ID: Scalars['ID']['output'];
  IdentifierMatch: MatchAt;
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Position: Scalars['Position']['output'];
  Problem: ProblemModel;
  Provenance: ProvenanceModel;
  PushAnswer: PushedAnswer;
  PushCounts: PushCounts;
  PushProblem: AnswerProblem;
  PushTotals: PushTotals;
  PushedRecord: RecordAnswer;
  QuarantineConnection: QuarantinePage;
  QuarantineEdge: Omit<QuarantineEdge, 'node'> & { node: ResolversParentTypes['Quarantined'] };
  Quarantined: QuarantinedModel;
  Query: Record<PropertyKey, never>;
  Region: Region;
  Registration: RecordAt;
  Released: Omit<Released, 'problems'> & { problems: ReadonlyArray<ResolversParentTypes['Problem']> };
  Retried: Retried;
  Run: RunModel;
  RunConnection: RunPage;
  RunCounts: RunCounts;
  RunDecision: RunDecision;
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunFilter: RunFilter;
  ScopeDigest: ScopeDigest;
  ScopeInput: ScopeInput;
  SeriousEntry: SeriousEntry;
  ServiceContract: RecordAt;
  Source: SourceView;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Taxpayer: RecordAt;
  USCC: Scalars['USCC']['output'];
};

export type AbnormalEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AbnormalEntry'] = ResolversParentTypes['AbnormalEntry']> = {
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enteredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removalReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export interface AtScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['At'], any> {
  name: 'At';
}

export type ChallengeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Challenge'] = ResolversParentTypes['Challenge']> = {
  challenger?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correction?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  dueOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ownValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  raisedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ChallengeState'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['ChallengeStep']>, ParentType, ContextType>;
};

export type ChallengeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ChallengeConnection'] = ResolversParentTypes['ChallengeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChallengeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChallengeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ChallengeEdge'] = ResolversParentTypes['ChallengeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType>;
};

export type ChallengeStepResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ChallengeStep'] = ResolversParentTypes['ChallengeStep']> = {
  act?: Resolver<ResolversTypes['ChallengeStepKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  party?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remark?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChangeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  corrects?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  crossing?: Resolver<Maybe<ResolversTypes['Crossing']>, ParentType, ContextType>;
  effectiveOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  estate?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  grounds?: Resolver<Maybe<ResolversTypes['Grounds']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hashBefore?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  historyOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['Stage']>, ParentType, ContextType>;
};

export type ChangeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ChangeConnection'] = ResolversParentTypes['ChangeConnection']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChangeEdge']>, ParentType, ContextType>;
  feed?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Change']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  scannedTo?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
};

export type ChangeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ChangeEdge'] = ResolversParentTypes['ChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Change'], ParentType, ContextType>;
};

export type CommitteeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Committee'] = ResolversParentTypes['Committee']> = {
  chair?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  estates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CommitteeEstate']>>, ParentType, ContextType>;
  filedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['CommitteeKind']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partyMembers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  term?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  termFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  termTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type CommitteeEstateResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CommitteeEstate'] = ResolversParentTypes['CommitteeEstate']> = {
  estate?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CompanyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  contractCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  contracts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ServiceContract']>>, ParentType, ContextType, Partial<CompanyContractsArgs>>;
  estates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Estate']>>, ParentType, ContextType>;
  fieldHistory?: Resolver<Maybe<ResolversTypes['FieldHistoryConnection']>, ParentType, ContextType, RequireFields<CompanyFieldHistoryArgs, 'field' | 'first'>>;
  filings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CompanyFiling']>>, ParentType, ContextType>;
  formerCodes?: Resolver<ReadonlyArray<ResolversTypes['USCC']>, ParentType, ContextType>;
  inScope?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ScopeReason']>>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  registration?: Resolver<Maybe<ResolversTypes['Registration']>, ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['Stage']>, ParentType, ContextType>;
  taxpayers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Taxpayer']>>, ParentType, ContextType>;
  timeline?: Resolver<Maybe<ResolversTypes['ChangeConnection']>, ParentType, ContextType, RequireFields<CompanyTimelineArgs, 'first' | 'order' | 'own'>>;
  uscc?: Resolver<ResolversTypes['USCC'], ParentType, ContextType>;
};

export type CompanyByIdentifierResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyByIdentifier'] = ResolversParentTypes['CompanyByIdentifier']> = {
  candidates?: Resolver<ReadonlyArray<ResolversTypes['IdentifierMatch']>, ParentType, ContextType>;
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  hasMoreCandidates?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  matchedOn?: Resolver<ResolversTypes['IdentifierKind'], ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CompanyConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyConnection'] = ResolversParentTypes['CompanyConnection']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['CompanyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Company']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompanyEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyEdge'] = ResolversParentTypes['CompanyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
};

export type CompanyFilingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyFiling'] = ResolversParentTypes['CompanyFiling']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  certified?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DocumentReference']>>, ParentType, ContextType>;
  filingNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  homeRegion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isLocal?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['FilingKind']>, ParentType, ContextType>;
  legalRepresentative?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  staff?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['FilingStatus']>, ParentType, ContextType>;
  statusText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  submittedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  uscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type CompanyMatchResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyMatch'] = ResolversParentTypes['CompanyMatch']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  exact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  indexedTo?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  matchedOn?: Resolver<ResolversTypes['MatchedOn'], ParentType, ContextType>;
  matchedText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CompanyStatsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyStats'] = ResolversParentTypes['CompanyStats']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['CompanyStatsGroup']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CompanyStatsGroupResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyStatsGroup'] = ResolversParentTypes['CompanyStatsGroup']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['CompanyStatsKey']>, ParentType, ContextType>;
};

export type CompanyStatsKeyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['CompanyStatsKey'] = ResolversParentTypes['CompanyStatsKey']> = {
  by?: Resolver<ResolversTypes['CompanyGroup'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ContractEstateResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ContractEstate'] = ResolversParentTypes['ContractEstate']> = {
  area?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  estate?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  part?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DocumentReferenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DocumentReference'] = ResolversParentTypes['DocumentReference']> = {
  digest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EstateResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Estate'] = ResolversParentTypes['Estate']> = {
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  aliases?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EstateAlias']>>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  buildingArea?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  buildings?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  builtYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  committees?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Committee']>>, ParentType, ContextType>;
  community?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EstateCompany']>>, ParentType, ContextType>;
  contracts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ServiceContract']>>, ParentType, ContextType, Partial<EstateContractsArgs>>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  developer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  facilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Facility']>>, ParentType, ContextType>;
  formerCompanies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EstateCompany']>>, ParentType, ContextType>;
  households?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inBuiltUpArea?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['EstateKind']>, ParentType, ContextType>;
  landArea?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  latitude?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  lifts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  longitude?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parkingSpaces?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  provenance?: Resolver<Maybe<ResolversTypes['Provenance']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  regions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Region']>>, ParentType, ContextType>;
  renovation?: Resolver<Maybe<ResolversTypes['RenovationState']>, ParentType, ContextType>;
  renovationYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType>;
  residential?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  serviceLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serviceMode?: Resolver<Maybe<ResolversTypes['ServiceMode']>, ParentType, ContextType>;
  splitFrom?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType>;
  street?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeline?: Resolver<Maybe<ResolversTypes['ChangeConnection']>, ParentType, ContextType, RequireFields<EstateTimelineArgs, 'first' | 'order'>>;
};

export type EstateAliasResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateAlias'] = ResolversParentTypes['EstateAlias']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EstateCompanyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateCompany'] = ResolversParentTypes['EstateCompany']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  contract?: Resolver<ResolversTypes['ServiceContract'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type EstateConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateConnection'] = ResolversParentTypes['EstateConnection']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['EstateEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Estate']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EstateEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateEdge'] = ResolversParentTypes['EstateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Estate'], ParentType, ContextType>;
};

export type EstateStatsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateStats'] = ResolversParentTypes['EstateStats']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['EstateStatsGroup']>, ParentType, ContextType>;
  households?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EstateStatsGroupResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateStatsGroup'] = ResolversParentTypes['EstateStatsGroup']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  households?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keys?: Resolver<ReadonlyArray<ResolversTypes['EstateStatsKey']>, ParentType, ContextType>;
};

export type EstateStatsKeyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['EstateStatsKey'] = ResolversParentTypes['EstateStatsKey']> = {
  by?: Resolver<ResolversTypes['EstateGroup'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacilityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility']> = {
  count?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FeedHeadResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FeedHead'] = ResolversParentTypes['FeedHead']> = {
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feed?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  searchedTo?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  suite?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type FieldHistoryConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FieldHistoryConnection'] = ResolversParentTypes['FieldHistoryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FieldHistoryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['FieldValue']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FieldHistoryEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FieldHistoryEdge'] = ResolversParentTypes['FieldHistoryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FieldValue'], ParentType, ContextType>;
};

export type FieldValueResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FieldValue'] = ResolversParentTypes['FieldValue']> = {
  effectiveOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  erased?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type GroundsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Grounds'] = ResolversParentTypes['Grounds']> = {
  documentNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type IdentifierMatchResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['IdentifierMatch'] = ResolversParentTypes['IdentifierMatch']> = {
  company?: Resolver<ResolversTypes['Company'], ParentType, ContextType>;
  matchedOn?: Resolver<ResolversTypes['IdentifierKind'], ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  answerChallenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<MutationAnswerChallengeArgs, 'answer' | 'id' | 'remark'>>;
  approveRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<MutationApproveRunArgs, 'id' | 'reason'>>;
  challengeRecord?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<MutationChallengeRecordArgs, 'field' | 'key' | 'reason' | 'recordType'>>;
  dropQuarantined?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<MutationDropQuarantinedArgs, 'id'>>;
  push?: Resolver<Maybe<ResolversTypes['PushAnswer']>, ParentType, ContextType, RequireFields<MutationPushArgs, 'dryRun' | 'recordType' | 'records'>>;
  rejectRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<MutationRejectRunArgs, 'id' | 'reason'>>;
  releaseQuarantined?: Resolver<Maybe<ResolversTypes['Released']>, ParentType, ContextType, RequireFields<MutationReleaseQuarantinedArgs, 'confirm' | 'id'>>;
  retryQuarantined?: Resolver<Maybe<ResolversTypes['Retried']>, ParentType, ContextType, Partial<MutationRetryQuarantinedArgs>>;
};

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface PositionScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Position'], any> {
  name: 'Position';
}

export type ProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Problem'] = ResolversParentTypes['Problem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<ProblemMessageArgs>>;
  row?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  effectiveOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PushAnswerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushAnswer'] = ResolversParentTypes['PushAnswer']> = {
  counts?: Resolver<ResolversTypes['PushCounts'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  feed?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Position'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['PushProblem']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  records?: Resolver<ReadonlyArray<ResolversTypes['PushedRecord']>, ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PushState'], ParentType, ContextType>;
};

export type PushCountsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushCounts'] = ResolversParentTypes['PushCounts']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  corrected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outOfScope?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  restored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  withdrawn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PushProblemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushProblem'] = ResolversParentTypes['PushProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<PushProblemMessageArgs>>;
  row?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PushedRecordResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PushedRecord'] = ResolversParentTypes['PushedRecord']> = {
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ChangeKind']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['PushOutcome'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['PushProblem']>, ParentType, ContextType>;
  quarantine?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['PushProblem']>, ParentType, ContextType>;
};

export type QuarantineConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QuarantineConnection'] = ResolversParentTypes['QuarantineConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['QuarantineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Quarantined']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantineEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['QuarantineEdge'] = ResolversParentTypes['QuarantineEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Quarantined'], ParentType, ContextType>;
};

export type QuarantinedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Quarantined'] = ResolversParentTypes['Quarantined']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sender?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sheet?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['QuarantineState'], ParentType, ContextType>;
  wire?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  challenges?: Resolver<Maybe<ResolversTypes['ChallengeConnection']>, ParentType, ContextType, RequireFields<QueryChallengesArgs, 'first'>>;
  changes?: Resolver<Maybe<ResolversTypes['ChangeConnection']>, ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  companies?: Resolver<Maybe<ResolversTypes['CompanyConnection']>, ParentType, ContextType, RequireFields<QueryCompaniesArgs, 'orderBy'>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType, RequireFields<QueryCompanyArgs, 'uscc'>>;
  companyByIdentifier?: Resolver<Maybe<ResolversTypes['CompanyByIdentifier']>, ParentType, ContextType, RequireFields<QueryCompanyByIdentifierArgs, 'value'>>;
  companyStats?: Resolver<Maybe<ResolversTypes['CompanyStats']>, ParentType, ContextType, RequireFields<QueryCompanyStatsArgs, 'groupBy'>>;
  digest?: Resolver<Maybe<ResolversTypes['ScopeDigest']>, ParentType, ContextType, Partial<QueryDigestArgs>>;
  estate?: Resolver<Maybe<ResolversTypes['Estate']>, ParentType, ContextType, RequireFields<QueryEstateArgs, 'id'>>;
  estateStats?: Resolver<Maybe<ResolversTypes['EstateStats']>, ParentType, ContextType, RequireFields<QueryEstateStatsArgs, 'groupBy'>>;
  estates?: Resolver<Maybe<ResolversTypes['EstateConnection']>, ParentType, ContextType, RequireFields<QueryEstatesArgs, 'orderBy'>>;
  head?: Resolver<ResolversTypes['FeedHead'], ParentType, ContextType>;
  quarantine?: Resolver<Maybe<ResolversTypes['QuarantineConnection']>, ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first'>>;
  runs?: Resolver<Maybe<ResolversTypes['RunConnection']>, ParentType, ContextType, RequireFields<QueryRunsArgs, 'first'>>;
  searchCompanies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CompanyMatch']>>, ParentType, ContextType, RequireFields<QuerySearchCompaniesArgs, 'first' | 'text'>>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type RegionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['RegionLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegistrationResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Registration'] = ResolversParentTypes['Registration']> = {
  abnormalEntries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AbnormalEntry']>>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  approvedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  authorityCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  businessScope?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancellationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelledOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  capital?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  capitalCurrency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companyType?: Resolver<Maybe<ResolversTypes['CompanyTypeClass']>, ParentType, ContextType>;
  companyTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  companyTypeText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  district?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  establishedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  fieldSince?: Resolver<ResolversTypes['FieldValue'], ParentType, ContextType, RequireFields<RegistrationFieldSinceArgs, 'field'>>;
  formerNames?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isBranch?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  legalRepresentative?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  liquidationFiledOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  parentUscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  pripid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registrationNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revocationAuthority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revocationNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revokedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  seriousEntries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SeriousEntry']>>, ParentType, ContextType>;
  simpleNoticeFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  simpleNoticeTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RegistrationStatus']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  termFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  termOpen?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  termTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ReleasedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Released'] = ResolversParentTypes['Released']> = {
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['Problem']>, ParentType, ContextType>;
  released?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RetriedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Retried'] = ResolversParentTypes['Retried']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isAll?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  last?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  superseded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tried?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['RunCounts'], ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['RunDecision']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  input?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RunState'], ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RunCountsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RunCounts'] = ResolversParentTypes['RunCounts']> = {
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  corrected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outOfScope?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  restored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  withdrawn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunDecisionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RunDecision'] = ResolversParentTypes['RunDecision']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type ScopeDigestResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ScopeDigest'] = ResolversParentTypes['ScopeDigest']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  digest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feed?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  records?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scanned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type SeriousEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SeriousEntry'] = ResolversParentTypes['SeriousEntry']> = {
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enteredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ServiceContractResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['ServiceContract'] = ResolversParentTypes['ServiceContract']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  chargeMode?: Resolver<Maybe<ResolversTypes['ChargeMode']>, ParentType, ContextType>;
  client?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientKind?: Resolver<Maybe<ResolversTypes['ClientKind']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  companyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contractNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  county?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  documents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DocumentReference']>>, ParentType, ContextType>;
  endReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  estates?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ContractEstate']>>, ParentType, ContextType>;
  fee?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  filedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  handedOverOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  leadName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leadPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phase?: Resolver<Maybe<ResolversTypes['ContractPhase']>, ParentType, ContextType>;
  priceKind?: Resolver<Maybe<ResolversTypes['PriceKind']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  selection?: Resolver<Maybe<ResolversTypes['Selection']>, ParentType, ContextType>;
  signedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  successor?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  successorUscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  termFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  termTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  uscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  alertSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['RunCounts']>, ParentType, ContextType>;
  lastAttempt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSuccess?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['Problem']>, ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
  waitingRuns?: Resolver<ReadonlyArray<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  changes?: SubscriptionResolver<ResolversTypes['ChangeConnection'], "changes", ParentType, ContextType, RequireFields<SubscriptionChangesArgs, 'first'>>;
};

export type TaxpayerResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Taxpayer'] = ResolversParentTypes['Taxpayer']> = {
  abnormalSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  branchOfficeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clearanceNo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clearedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  companyTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  creditRating?: Resolver<Maybe<ResolversTypes['TaxRating']>, ParentType, ContextType>;
  creditYear?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deregisteredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  disputed?: Resolver<ReadonlyArray<ResolversTypes['Challenge']>, ParentType, ContextType>;
  djxh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  formerTaxpayerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inArrears?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  industry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  office?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  officeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provenance?: Resolver<ResolversTypes['Provenance'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registeredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  registrationKind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['TaxpayerStatus']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  taxpayerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uscc?: Resolver<Maybe<ResolversTypes['USCC']>, ParentType, ContextType>;
  vatKind?: Resolver<Maybe<ResolversTypes['VatKind']>, ParentType, ContextType>;
};

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export type Resolvers<ContextType = GraphContext> = {
  AbnormalEntry?: AbnormalEntryResolvers<ContextType>;
  At?: GraphQLScalarType;
  Challenge?: ChallengeResolvers<ContextType>;
  ChallengeConnection?: ChallengeConnectionResolvers<ContextType>;
  ChallengeEdge?: ChallengeEdgeResolvers<ContextType>;
  ChallengeStep?: ChallengeStepResolvers<ContextType>;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  Committee?: CommitteeResolvers<ContextType>;
  CommitteeEstate?: CommitteeEstateResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CompanyByIdentifier?: CompanyByIdentifierResolvers<ContextType>;
  CompanyConnection?: CompanyConnectionResolvers<ContextType>;
  CompanyEdge?: CompanyEdgeResolvers<ContextType>;
  CompanyFiling?: CompanyFilingResolvers<ContextType>;
  CompanyMatch?: CompanyMatchResolvers<ContextType>;
  CompanyStats?: CompanyStatsResolvers<ContextType>;
  CompanyStatsGroup?: CompanyStatsGroupResolvers<ContextType>;
  CompanyStatsKey?: CompanyStatsKeyResolvers<ContextType>;
  ContractEstate?: ContractEstateResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DocumentReference?: DocumentReferenceResolvers<ContextType>;
  Estate?: EstateResolvers<ContextType>;
  EstateAlias?: EstateAliasResolvers<ContextType>;
  EstateCompany?: EstateCompanyResolvers<ContextType>;
  EstateConnection?: EstateConnectionResolvers<ContextType>;
  EstateEdge?: EstateEdgeResolvers<ContextType>;
  EstateStats?: EstateStatsResolvers<ContextType>;
  EstateStatsGroup?: EstateStatsGroupResolvers<ContextType>;
  EstateStatsKey?: EstateStatsKeyResolvers<ContextType>;
  Facility?: FacilityResolvers<ContextType>;
  FeedHead?: FeedHeadResolvers<ContextType>;
  FieldHistoryConnection?: FieldHistoryConnectionResolvers<ContextType>;
  FieldHistoryEdge?: FieldHistoryEdgeResolvers<ContextType>;
  FieldValue?: FieldValueResolvers<ContextType>;
  Grounds?: GroundsResolvers<ContextType>;
  IdentifierMatch?: IdentifierMatchResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Position?: GraphQLScalarType;
  Problem?: ProblemResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  PushAnswer?: PushAnswerResolvers<ContextType>;
  PushCounts?: PushCountsResolvers<ContextType>;
  PushProblem?: PushProblemResolvers<ContextType>;
  PushedRecord?: PushedRecordResolvers<ContextType>;
  QuarantineConnection?: QuarantineConnectionResolvers<ContextType>;
  QuarantineEdge?: QuarantineEdgeResolvers<ContextType>;
  Quarantined?: QuarantinedResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  Registration?: RegistrationResolvers<ContextType>;
  Released?: ReleasedResolvers<ContextType>;
  Retried?: RetriedResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunCounts?: RunCountsResolvers<ContextType>;
  RunDecision?: RunDecisionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  ScopeDigest?: ScopeDigestResolvers<ContextType>;
  SeriousEntry?: SeriousEntryResolvers<ContextType>;
  ServiceContract?: ServiceContractResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Taxpayer?: TaxpayerResolvers<ContextType>;
  USCC?: GraphQLScalarType;
};

