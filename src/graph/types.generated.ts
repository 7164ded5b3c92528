// Made by `npm run codegen` from schema/*.graphql. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ChangeView } from '../feed/changes.ts';
import type { ChangesAt } from './feed/change-connection.ts';
import type { CompanyAt } from './registry/company.ts';
import type { MatchesAt, MatchAt } from './registry/company-by-identifier.ts';
import type { CompaniesAt } from './registry/company-connection.ts';
import type { StatsAt } from './registry/company-stats.ts';
import type { HeadView, GraphContext } from './context.ts';
import type { FieldHistoryPage } from './registry/field-history.ts';
import type { FieldRun } from '../feed/field-history.ts';
import type { Problem as ProblemModel } from '../domain/message/problem.ts';
import type { RecordView } from '../feed/read.ts';
import type { Quarantined as QuarantinedModel } from '../feed/quarantine.ts';
import type { QuarantinePage } from './feed/quarantine-connection.ts';
import type { RegistrationAt } from './registry/registration.ts';
import type { SourceView } from '../feed/runs.ts';
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
   * an instant with its zone (`2025-09-30T10:00:00+08:00`), which is turned into a position first. Answers always give the
   * position.
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

/** One row of the feed (变更): enough to apply it without another query. */
export type Change = {
  readonly __typename?: 'Change';
  /** The record after it (变更后), null where the record ends. */
  readonly after?: Maybe<Scalars['JSON']['output']>;
  /** The record before it (变更前), null for a new one. */
  readonly before?: Maybe<Scalars['JSON']['output']>;
  /** The company that it concerns, as of this change's position (企业). */
  readonly company?: Maybe<Company>;
  /** The position that it corrects (所更正的位置). */
  readonly corrects?: Maybe<Scalars['Position']['output']>;
  /** When it became true, from the source; null where the source does not say (生效日期). */
  readonly effectiveOn?: Maybe<Scalars['Date']['output']>;
  /** The fields that differ (变更字段). */
  readonly fields: ReadonlyArray<Scalars['String']['output']>;
  /** Digest of the record after it (变更后摘要). */
  readonly hash: Scalars['String']['output'];
  /** Digest of the record before it (变更前摘要). */
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

/** Which changes (变更筛选). Conditions on several fields must all hold; of a list one must. */
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
  /** Changes that concern a region with all that lies in it: a city or a county, or a street or community of its domicile (区划，含下级). */
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

/** A company (企业) as known at a moment: everything the sources state about one code. */
export type Company = {
  readonly __typename?: 'Company';
  /** The moment that this answer is about (时点). Send it again to see the same. */
  readonly at: Scalars['At']['output'];
  /**
   * The values that a field of the registration had, the newest first, up to the position of this answer: since which
   * position, and from which source (字段沿革), under whichever code the company had. Equal values in a row are one entry. A date in
   * `at` does not apply.
   */
  readonly fieldHistory: FieldHistoryConnection;
  /** Codes that this one took the place of, directly or through others, the latest first (曾用统一社会信用代码). */
  readonly formerCodes: ReadonlyArray<Scalars['USCC']['output']>;
  /** Why the company is in the hub's population (纳入原因), as known at the position; empty where no registration holds. */
  readonly inScope: ReadonlyArray<ScopeReason>;
  /** Who states the company's registration (登记信息来源性质), as known at the position. */
  readonly origin: Origin;
  /** The company that this branch belongs to (隶属企业), null where it is no branch. */
  readonly parent?: Maybe<Company>;
  /** The registration (登记), null where none holds. Asked about a date before all that is known: an error `NOT_KNOWN_THEN` here. */
  readonly registration?: Maybe<Registration>;
  /** The company that goes on under another code, where this code was replaced or merged (代码更换后的企业); null where the code stands. */
  readonly replacedBy?: Maybe<Company>;
  /**
   * What happened to the company up to the position of this answer, under whichever code it had (企业变更历程): its own records,
   * and those of other companies that name it, which are its branches and what was merged into it (分支机构、被合并企业).
   */
  readonly timeline: ChangeConnection;
  /** Unified social credit code (统一社会信用代码). */
  readonly uscc: Scalars['USCC']['output'];
};


/** A company (企业) as known at a moment: everything the sources state about one code. */
export type CompanyFieldHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  field: RegistrationField;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A company (企业) as known at a moment: everything the sources state about one code. */
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

/** Which companies (企业筛选). Conditions on several fields must all hold; of a list one must. They look at what is known at the position. */
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
  /** Region of the domicile with all that lies in it, codes that its parts had before included (住所所在区划，含下级). */
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

/** Where the feed stands (数据流现状). */
export type FeedHead = {
  readonly __typename?: 'FeedHead';
  /** State digest of everything current: the sum of the records' digests modulo 2^256, 64 hex digits (状态摘要). */
  readonly digest: Scalars['String']['output'];
  /** The feed's own id (数据流标识). After a restore from a backup there is another one, and positions start anew from a common point. */
  readonly feed: Scalars['ID']['output'];
  /** The last position given (当前位置). */
  readonly position: Scalars['Position']['output'];
  /** How many records are current (记录数). */
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
  /** Where it stands in the feed once released (放行后位置). */
  readonly position?: Maybe<Scalars['Position']['output']>;
  /** Why it could not be accepted (问题). */
  readonly problems: ReadonlyArray<Problem>;
  /** Its row in the input, as a spreadsheet counts (行号). */
  readonly row?: Maybe<Scalars['Int']['output']>;
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
  /** The changes of the feed after a position, oldest first (变更). Go on with `scannedTo` of the page before. */
  readonly changes: ChangeConnection;
  /** Companies whose registration holds at a moment (企业列表). The pages of one list all see the position of its first page. */
  readonly companies: CompanyConnection;
  /** A company by its code (企业); null where no source has ever named it. */
  readonly company?: Maybe<Company>;
  /**
   * The present company that a number leads to, be it one that the company no longer has (按编号查企业): a code that was
   * replaced, a registration number, an organisation code, the registry's own id, a taxpayer's number. Width, case, blanks
   * and hyphens do not matter. Null where it leads nowhere.
   */
  readonly companyByIdentifier?: Maybe<CompanyByIdentifier>;
  /** How many companies there are, by up to three of their properties (企业统计). */
  readonly companyStats: CompanyStats;
  /** Where the feed stands now (当前位置). `at` and the header `hutong-at` do not move it. */
  readonly head: FeedHead;
  /** Wire records that could not be accepted, in the order in which they came (隔离记录). */
  readonly quarantine: QuarantineConnection;
  /**
   * Companies by whatever somebody has of them (搜索企业): two or more characters of a name, pinyin or its initials, a former name, a
   * code or six characters of one. The best matches first. Only where nothing matches is one wrong character forgiven.
   */
  readonly searchCompanies: ReadonlyArray<CompanyMatch>;
  /** How fresh each source is, and what of it waits for a person (来源). */
  readonly sources: ReadonlyArray<Source>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QueryChangesArgs = {
  after?: InputMaybe<Scalars['Position']['input']>;
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
export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  source?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<QuarantineState>;
};


/** The root of every read (查询入口). Each subgraph adds its own fields to it. */
export type QuerySearchCompaniesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};

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

/** What became of the records of a run (运行统计). All but `ended` add up to `read`. */
export type RunCounts = {
  readonly __typename?: 'RunCounts';
  /** Records that changed (变更). */
  readonly changed: Scalars['Int']['output'];
  /** Records corrected (更正). */
  readonly corrected: Scalars['Int']['output'];
  /** New records (新增). */
  readonly created: Scalars['Int']['output'];
  /** Records that ended (终止). */
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
  /** Why the last run did not end well (最近一次问题). */
  readonly problem?: Maybe<Problem>;
  /** How many of its wire records wait for a person (待处理隔离记录数). */
  readonly quarantined: Scalars['Int']['output'];
  /** How it is doing (状态). */
  readonly state: SourceState;
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

/** Orders of a timeline (历程顺序). */
export type TimelineOrder =
  /** For a page that shows the latest at its top (由近及远). */
  | 'NEWEST_FIRST'
  /** As it happened to the hub (由远及近). */
  | 'OLDEST_FIRST';



export type ResolverTypeWrapper<T> = Promise<T> | T;


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
  Change: ResolverTypeWrapper<ChangeView>;
  ChangeConnection: ResolverTypeWrapper<ChangesAt>;
  ChangeEdge: ResolverTypeWrapper<Omit<ChangeEdge, 'node'> & { node: ResolversTypes['Change'] }>;
  ChangeFilter: ChangeFilter;
  ChangeKind: ChangeKind;
  Company: ResolverTypeWrapper<CompanyAt>;
  CompanyByIdentifier: ResolverTypeWrapper<MatchesAt>;
  CompanyConnection: ResolverTypeWrapper<CompaniesAt>;
  CompanyEdge: ResolverTypeWrapper<Omit<CompanyEdge, 'node'> & { node: ResolversTypes['Company'] }>;
  CompanyFilter: CompanyFilter;
  CompanyGroup: CompanyGroup;
  CompanyMatch: ResolverTypeWrapper<Omit<CompanyMatch, 'company'> & { company: ResolversTypes['Company'] }>;
  CompanyOrder: CompanyOrder;
  CompanyStats: ResolverTypeWrapper<StatsAt>;
  CompanyStatsGroup: ResolverTypeWrapper<CompanyStatsGroup>;
  CompanyStatsKey: ResolverTypeWrapper<CompanyStatsKey>;
  CompanyTypeClass: CompanyTypeClass;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  FeedHead: ResolverTypeWrapper<HeadView>;
  FieldHistoryConnection: ResolverTypeWrapper<FieldHistoryPage>;
  FieldHistoryEdge: ResolverTypeWrapper<Omit<FieldHistoryEdge, 'node'> & { node: ResolversTypes['FieldValue'] }>;
  FieldValue: ResolverTypeWrapper<FieldRun>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IdentifierKind: IdentifierKind;
  IdentifierMatch: ResolverTypeWrapper<MatchAt>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Language: Language;
  MatchedOn: MatchedOn;
  Origin: Origin;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Position: ResolverTypeWrapper<Scalars['Position']['output']>;
  Problem: ResolverTypeWrapper<ProblemModel>;
  Provenance: ResolverTypeWrapper<RecordView>;
  QuarantineConnection: ResolverTypeWrapper<QuarantinePage>;
  QuarantineEdge: ResolverTypeWrapper<Omit<QuarantineEdge, 'node'> & { node: ResolversTypes['Quarantined'] }>;
  QuarantineState: QuarantineState;
  Quarantined: ResolverTypeWrapper<QuarantinedModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Registration: ResolverTypeWrapper<RegistrationAt>;
  RegistrationField: RegistrationField;
  RegistrationStatus: RegistrationStatus;
  RunCounts: ResolverTypeWrapper<RunCounts>;
  ScopeReason: ScopeReason;
  SeriousEntry: ResolverTypeWrapper<SeriousEntry>;
  Source: ResolverTypeWrapper<SourceView>;
  SourceState: SourceState;
  Stage: Stage;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  TimelineOrder: TimelineOrder;
  USCC: ResolverTypeWrapper<Scalars['USCC']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AbnormalEntry: AbnormalEntry;
  At: Scalars['At']['output'];
  Boolean: Scalars['Boolean']['output'];
  Change: ChangeView;
  ChangeConnection: ChangesAt;
  ChangeEdge: Omit<ChangeEdge, 'node'> & { node: ResolversParentTypes['Change'] };
  ChangeFilter: ChangeFilter;
  Company: CompanyAt;
  CompanyByIdentifier: MatchesAt;
  CompanyConnection: CompaniesAt;
  CompanyEdge: Omit<CompanyEdge, 'node'> & { node: ResolversParentTypes['Company'] };
  CompanyFilter: CompanyFilter;
  CompanyMatch: Omit<CompanyMatch, 'company'> & { company: ResolversParentTypes['Company'] };
  CompanyStats: StatsAt;
  CompanyStatsGroup: CompanyStatsGroup;
  CompanyStatsKey: CompanyStatsKey;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  FeedHead: HeadView;
  FieldHistoryConnection: FieldHistoryPage;
  FieldHistoryEdge: Omit<FieldHistoryEdge, 'node'> & { node: ResolversParentTypes['FieldValue'] };
  FieldValue: FieldRun;
  ID: Scalars['ID']['output'];
  IdentifierMatch: MatchAt;
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  PageInfo: PageInfo;
  Position: Scalars['Position']['output'];
  Problem: ProblemModel;
  Provenance: RecordView;
  QuarantineConnection: QuarantinePage;
  QuarantineEdge: Omit<QuarantineEdge, 'node'> & { node: ResolversParentTypes['Quarantined'] };
  Quarantined: QuarantinedModel;
  Query: Record<PropertyKey, never>;
  Registration: RegistrationAt;
  RunCounts: RunCounts;
  SeriousEntry: SeriousEntry;
  Source: SourceView;
  String: Scalars['String']['output'];
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

export type ChangeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Change'] = ResolversParentTypes['Change']> = {
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  corrects?: Resolver<Maybe<ResolversTypes['Position']>, ParentType, ContextType>;
  effectiveOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
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

export type CompanyResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Company'] = ResolversParentTypes['Company']> = {
  at?: Resolver<ResolversTypes['At'], ParentType, ContextType>;
  fieldHistory?: Resolver<ResolversTypes['FieldHistoryConnection'], ParentType, ContextType, RequireFields<CompanyFieldHistoryArgs, 'field' | 'first'>>;
  formerCodes?: Resolver<ReadonlyArray<ResolversTypes['USCC']>, ParentType, ContextType>;
  inScope?: Resolver<ReadonlyArray<ResolversTypes['ScopeReason']>, ParentType, ContextType>;
  origin?: Resolver<ResolversTypes['Origin'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  registration?: Resolver<Maybe<ResolversTypes['Registration']>, ParentType, ContextType>;
  replacedBy?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType>;
  timeline?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<CompanyTimelineArgs, 'first' | 'order' | 'own'>>;
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

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

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
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['QuarantineState'], ParentType, ContextType>;
  wire?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  changes?: Resolver<ResolversTypes['ChangeConnection'], ParentType, ContextType, RequireFields<QueryChangesArgs, 'first'>>;
  companies?: Resolver<ResolversTypes['CompanyConnection'], ParentType, ContextType, RequireFields<QueryCompaniesArgs, 'orderBy'>>;
  company?: Resolver<Maybe<ResolversTypes['Company']>, ParentType, ContextType, RequireFields<QueryCompanyArgs, 'uscc'>>;
  companyByIdentifier?: Resolver<Maybe<ResolversTypes['CompanyByIdentifier']>, ParentType, ContextType, RequireFields<QueryCompanyByIdentifierArgs, 'value'>>;
  companyStats?: Resolver<ResolversTypes['CompanyStats'], ParentType, ContextType, RequireFields<QueryCompanyStatsArgs, 'groupBy'>>;
  head?: Resolver<ResolversTypes['FeedHead'], ParentType, ContextType>;
  quarantine?: Resolver<ResolversTypes['QuarantineConnection'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first'>>;
  searchCompanies?: Resolver<ReadonlyArray<ResolversTypes['CompanyMatch']>, ParentType, ContextType, RequireFields<QuerySearchCompaniesArgs, 'first' | 'text'>>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['Source']>, ParentType, ContextType>;
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
};

export type SeriousEntryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SeriousEntry'] = ResolversParentTypes['SeriousEntry']> = {
  authority?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enteredOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  removedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
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
};

export interface UsccScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['USCC'], any> {
  name: 'USCC';
}

export type Resolvers<ContextType = GraphContext> = {
  AbnormalEntry?: AbnormalEntryResolvers<ContextType>;
  At?: GraphQLScalarType;
  Change?: ChangeResolvers<ContextType>;
  ChangeConnection?: ChangeConnectionResolvers<ContextType>;
  ChangeEdge?: ChangeEdgeResolvers<ContextType>;
  Company?: CompanyResolvers<ContextType>;
  CompanyByIdentifier?: CompanyByIdentifierResolvers<ContextType>;
  CompanyConnection?: CompanyConnectionResolvers<ContextType>;
  CompanyEdge?: CompanyEdgeResolvers<ContextType>;
  CompanyMatch?: CompanyMatchResolvers<ContextType>;
  CompanyStats?: CompanyStatsResolvers<ContextType>;
  CompanyStatsGroup?: CompanyStatsGroupResolvers<ContextType>;
  CompanyStatsKey?: CompanyStatsKeyResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  FeedHead?: FeedHeadResolvers<ContextType>;
  FieldHistoryConnection?: FieldHistoryConnectionResolvers<ContextType>;
  FieldHistoryEdge?: FieldHistoryEdgeResolvers<ContextType>;
  FieldValue?: FieldValueResolvers<ContextType>;
  IdentifierMatch?: IdentifierMatchResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Position?: GraphQLScalarType;
  Problem?: ProblemResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  QuarantineConnection?: QuarantineConnectionResolvers<ContextType>;
  QuarantineEdge?: QuarantineEdgeResolvers<ContextType>;
  Quarantined?: QuarantinedResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Registration?: RegistrationResolvers<ContextType>;
  RunCounts?: RunCountsResolvers<ContextType>;
  SeriousEntry?: SeriousEntryResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  USCC?: GraphQLScalarType;
};

