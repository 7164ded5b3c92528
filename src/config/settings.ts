/**
 * The settings, declared once as data: what each is called, what it may hold, its default and its environment variable.
 * The configuration file, `hutong --help` and the documentation all work from this table.
 */
import { EXCHANGE_COLUMNS } from '../../connectors/tax/exchange-columns.ts';
import { type StatusSource, statusSources } from '../domain/code/registration-status.ts';
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { countSetting } from './count-setting.ts';
import { databaseUrlForm, redactUrl } from './database-url.ts';
import { addressSetting, scheduleSetting, timeLimitSetting, tokenSetting } from './office-settings.ts';
import { acceptParties, PARTIES_FORM, type PushParty, readParties } from './push-parties.ts';

export interface Settings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly lang: 'zh' | 'en';
  /** `off`: programs are not told the schema, nor names by mistyping one, and there is no page to try queries in. */
  readonly introspection: 'on' | 'off';
  /** `trusted`: no text is run but those of documents/. */
  readonly documents: 'any' | 'trusted';
  readonly population: 'property-services' | 'all';
  /** Empty: the registry is not asked. */
  readonly registryUrl: string;
  readonly registryToken: string;
  readonly registrySchedule: string;
  /** Empty: it is never asked for everything. */
  readonly registryFullSchedule: string;
  readonly registryTimeLimitMinutes: number;
  readonly registryStatusCodes: StatusSource;
  /** Empty: the tax bureau's exchange table is not read. */
  readonly taxDatabaseUrl: string;
  readonly taxTable: string;
  readonly taxColumns: string;
  readonly taxSchedule: string;
  /** Empty: never. */
  readonly taxFullSchedule: string;
  readonly taxTimeLimitMinutes: number;
  /** Empty: the housing authority is not asked for filings and contracts. */
  readonly filingUrl: string;
  readonly filingToken: string;
  readonly filingSchedule: string;
  /** Empty: it is never asked for everything. */
  readonly filingFullSchedule: string;
  readonly filingTimeLimitMinutes: number;
  /** Empty: the housing platform is not asked for estates and committees. */
  readonly estateUrl: string;
  readonly estateToken: string;
  /** The folder that county offices drop ledgers into. Empty: none is looked at. */
  readonly estateDrop: string;
  readonly estateSchedule: string;
  /** Empty: never. */
  readonly estateFullSchedule: string;
  readonly estateTimeLimitMinutes: number;
  readonly pushParties: readonly PushParty[];
  readonly pushAnswerDays: number;
  readonly challengeDays: number;
  /** Of one party, or, of those who do not say who they are, of one address. */
  readonly subscriptionsOfOne: number;
  readonly subscriptionsInAll: number;
  /** Different ones: each is executed for each change. */
  readonly subscriptionsQuestions: number;
  /** Megabytes. */
  readonly memory: number;
}

export interface Setting<T> {
  /** The environment variable that overrides the file. */
  readonly variable: string;
  readonly default: T;
  readonly zh: string;
  readonly en: string;
  /** What a good value looks like, for the error message. */
  readonly expected: string;
  /** The value is never repeated, not even a bad one: it is a secret, or a slip may have put one into it. */
  readonly secret?: true;
  /** Whoever gives it a value gives the hub something to do by a schedule. */
  readonly startsJobs?: true;
  /** The value of a text; undefined where it is none. */
  parse(text: string): T | undefined;
  /** The value of an object that the file gives in place of a text; undefined where it is none. */
  accept?(given: object): T | undefined;
}

export const settings: { readonly [K in keyof Settings]: Setting<Settings[K]> } = {
  databaseUrl: {
    variable: 'HUTONG_DATABASE_URL',
    default: 'sqlite:./data/hutong.db',
    zh: '数据库地址',
    en: 'where the hub keeps its feed',
    expected: databaseUrlForm.expected,
    parse: (text) => (databaseUrlForm.test(text) ? text : undefined),
  },
  port: {
    variable: 'HUTONG_PORT',
    default: 4000,
    zh: '服务端口',
    en: 'port that `serve` listens on',
    expected: '0–65535',
    parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  },
  host: {
    variable: 'HUTONG_HOST',
    default: '127.0.0.1',
    zh: '服务监听地址',
    en: 'address that `serve` listens on',
    expected: '127.0.0.1, ::1, 0.0.0.0, localhost, …',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  },
  lang: {
    variable: 'HUTONG_LANG',
    default: 'zh',
    zh: '消息语言',
    en: 'language of messages',
    expected: 'zh, en',
    parse: (text) => (text === 'zh' || text === 'en' ? text : undefined),
  },
  introspection: {
    variable: 'HUTONG_INTROSPECTION',
    default: 'on',
    zh: '是否公开接口定义（自省、拼写提示和试写查询的页面）',
    en: 'whether the schema is told (introspection, suggestions, the page to try queries in)',
    expected: 'on, off',
    parse: (text) => (text === 'on' || text === 'off' ? text : undefined),
  },
  documents: {
    variable: 'HUTONG_DOCUMENTS',
    default: 'any',
    zh: '图接口执行哪些查询：任意，或只执行已登记的（见 /q）',
    en: 'which queries the graph runs: any, or only those that it keeps (see /q)',
    expected: 'any, trusted',
    parse: (text) => (text === 'any' || text === 'trusted' ? text : undefined),
  },
  population: {
    variable: 'HUTONG_POPULATION',
    default: 'property-services',
    zh: '收录范围',
    en: 'which companies of a source the hub holds',
    expected: 'property-services, all',
    parse: (text) => (text === 'property-services' || text === 'all' ? text : undefined),
  },
  registryUrl: addressSetting('HUTONG_REGISTRY_URL', {
    zh: '登记接口地址，留空则不采集',
    en: "address of the registry's interface; without one it is not asked",
  }),
  registryToken: tokenSetting('HUTONG_REGISTRY_TOKEN', { zh: '登记接口令牌，不会显示', en: 'its bearer token; never shown' }),
  registrySchedule: scheduleSetting('HUTONG_REGISTRY_SCHEDULE', '*/5 * * * *', {
    zh: '登记接口的采集时间（cron，北京时间）',
    en: 'when it is asked (cron, Shanghai time)',
  }),
  registryFullSchedule: scheduleSetting('HUTONG_REGISTRY_FULL_SCHEDULE', '', {
    zh: '登记接口的全量核对时间，留空则不核对',
    en: 'when it is asked for everything; never without one',
  }),
  registryTimeLimitMinutes: timeLimitSetting('HUTONG_REGISTRY_TIME_LIMIT_MINUTES', {
    zh: '一次采集的时限（分钟）',
    en: 'how long one sync may take, in minutes',
  }),
  registryStatusCodes: {
    variable: 'HUTONG_REGISTRY_STATUS_CODES',
    default: 'NATIONAL',
    zh: '登记状态代码用哪一套',
    en: "whose status codes the registry's rows carry",
    expected: statusSources.join(', '),
    parse: (text) => statusSources.find((source) => source === text),
  },
  taxDatabaseUrl: {
    variable: 'HUTONG_TAX_DATABASE_URL',
    default: '',
    zh: '税务前置库地址，含密码，不会显示；留空则不采集',
    en: "address of the tax bureau's exchange database, with its password; never shown; without one it is not read",
    expected: 'mysql://user:password@host:port/database',
    secret: true,
    startsJobs: true,
    parse: (text) => (text === '' || (text.startsWith('mysql://') && databaseUrlForm.test(text)) ? text : undefined),
  },
  taxTable: {
    variable: 'HUTONG_TAX_TABLE',
    default: 'DJ_NSRXX_JH',
    zh: '税务前置表的表名',
    en: 'its table',
    expected: 'DJ_NSRXX_JH',
    parse: (text) => (/^[\p{L}\p{N}_$]{1,64}$/u.test(text) ? text : undefined),
  },
  taxColumns: {
    variable: 'HUTONG_TAX_COLUMNS',
    default: '',
    zh: '与约定不同的列名（约定名=实际名，逗号分隔；没有的列写 约定名=）',
    en: 'columns that are called otherwise there (ours=theirs, commas between; `ours=` where there is none)',
    expected: 'XGSJ=GXSJ, BSLX=',
    parse: (text) => (text.split(',').every(isColumnPair) ? text : undefined),
  },
  taxSchedule: scheduleSetting('HUTONG_TAX_SCHEDULE', '*/5 * * * *', {
    zh: '税务前置表的采集时间（cron，北京时间）',
    en: 'when its news are read (cron, Shanghai time)',
  }),
  // News never bring again what came before its company was one of the hub's: it was out of scope then.
  taxFullSchedule: scheduleSetting('HUTONG_TAX_FULL_SCHEDULE', '30 3 * * 0', {
    zh: '税务前置表的全量核对时间，先于企业到达的税务登记由此补齐',
    en: 'when all of it is read, which brings registrations that came before their companies',
  }),
  taxTimeLimitMinutes: timeLimitSetting('HUTONG_TAX_TIME_LIMIT_MINUTES', {
    zh: '一次税务采集的时限（分钟）',
    en: 'how long one sync of it may take, in minutes',
  }),
  filingUrl: addressSetting('HUTONG_FILING_URL', {
    zh: '备案接口地址，留空则不采集',
    en: "address of the housing authority's interface of filings and contracts; without one it is not asked",
  }),
  filingToken: tokenSetting('HUTONG_FILING_TOKEN', { zh: '备案接口令牌，不会显示', en: 'its bearer token; never shown' }),
  filingSchedule: scheduleSetting('HUTONG_FILING_SCHEDULE', '*/5 * * * *', {
    zh: '备案接口的采集时间（cron，北京时间）',
    en: 'when it is asked (cron, Shanghai time)',
  }),
  filingFullSchedule: scheduleSetting('HUTONG_FILING_FULL_SCHEDULE', '', {
    zh: '备案接口的全量核对时间，留空则不核对',
    en: 'when it is asked for everything; never without one',
  }),
  filingTimeLimitMinutes: timeLimitSetting('HUTONG_FILING_TIME_LIMIT_MINUTES', {
    zh: '一次采集的时限（分钟）',
    en: 'how long one sync may take, in minutes',
  }),
  estateUrl: addressSetting('HUTONG_ESTATE_URL', {
    zh: '小区平台接口地址，留空则不采集',
    en: "address of the housing platform's interface of estates and committees; without one it is not asked",
  }),
  estateToken: tokenSetting('HUTONG_ESTATE_TOKEN', { zh: '小区平台接口令牌，不会显示', en: 'its bearer token; never shown' }),
  estateDrop: {
    variable: 'HUTONG_ESTATE_DROP',
    default: '',
    zh: '县区投放小区台账的目录，读后归档；留空则不读',
    en: 'folder that county offices drop ledgers into, each archived once it was read; without one none is read',
    expected: './data/estate',
    startsJobs: true,
    parse: (text) => (text.includes('\0') ? undefined : text),
  },
  estateSchedule: scheduleSetting('HUTONG_ESTATE_SCHEDULE', '*/5 * * * *', {
    zh: '小区平台和投放目录的采集时间（cron，北京时间）',
    en: 'when the platform is asked and the folder looked at (cron, Shanghai time)',
  }),
  estateFullSchedule: scheduleSetting('HUTONG_ESTATE_FULL_SCHEDULE', '', {
    zh: '小区平台的全量核对时间，留空则不核对',
    en: 'when it is asked for everything; never without one',
  }),
  estateTimeLimitMinutes: timeLimitSetting('HUTONG_ESTATE_TIME_LIMIT_MINUTES', {
    zh: '一次采集的时限（分钟）',
    en: 'how long one sync of it may take, in minutes',
  }),
  pushParties: {
    variable: 'HUTONG_PUSH_PARTIES',
    default: [],
    zh: '可报送的单位（单位:来源:令牌，逗号分隔），留空则不接受报送',
    en: 'who may push (party:source:token, commas between); nobody without one',
    expected: PARTIES_FORM,
    secret: true,
    startsJobs: true,
    parse: readParties,
    accept: (given) => (Array.isArray(given) ? acceptParties(given) : undefined),
  },
  pushAnswerDays: countSetting('HUTONG_PUSH_ANSWER_DAYS', 90, [1, 3650], {
    zh: '报送的逐条结果保存多少天，回执长期保存',
    en: 'days for which what pushed records were answered is kept; receipts stay',
  }),
  challengeDays: countSetting('HUTONG_CHALLENGE_DAYS', 15, [1, 365], {
    zh: '异议的答复期限（天）',
    en: 'days in which a challenge has to be answered',
  }),
  subscriptionsOfOne: countSetting('HUTONG_SUBSCRIPTIONS_OF_ONE', 50, [1, 100_000], {
    zh: '一个单位（不带令牌的按地址计）同时至多多少个订阅',
    en: 'subscriptions at once of one party, or of one address where no token is shown',
  }),
  subscriptionsInAll: countSetting('HUTONG_SUBSCRIPTIONS_IN_ALL', 5_000, [1, 100_000], {
    zh: '全部订阅同时至多多少个',
    en: 'subscriptions at once in all',
  }),
  subscriptionsQuestions: countSetting('HUTONG_SUBSCRIPTIONS_QUESTIONS', 500, [1, 10_000], {
    zh: '内容不同的订阅同时至多多少种，相同的只执行一次',
    en: 'different subscriptions at once: those that ask alike are executed once for all of them',
  }),
  memory: countSetting('HUTONG_MEMORY', 320, [0, 65_536], {
    zh: '服务进程为已读版本保留多少内存（MB），0 表示每次重新读取',
    en: 'megabytes in which a server keeps what it has read of versions; with 0 all is read anew each time',
  }),
};

export type SettingName = keyof Settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

/**
 * The settings in force: the environment over the file over the defaults. An empty variable is one that is not set.
 * The first bad value is the problem; what it holds is never repeated in full where it may carry a password.
 */
export function readSettings(
  file: Partial<Settings>,
  environment: Readonly<Record<string, string | undefined>>,
): Result<Settings> {
  const read: Partial<Record<SettingName, Settings[SettingName]>> = {};
  for (const name of settingNames) {
    const { variable, parse, accept, default: usual, expected, secret } = settings[name];
    const fromEnvironment = environment[variable] ?? '';
    const given = fromEnvironment === '' ? file[name] : fromEnvironment;
    const value = given === undefined ? usual : typeof given === 'object' ? accept?.(given) : parse(String(given));
    if (value === undefined) {
      const setting = fromEnvironment === '' ? `hutong.config.ts: ${name}` : variable;
      const shown = secret === true ? '…' : redactUrl(String(given)).slice(0, 120);
      return fail('CLI_SETTING_INVALID', { setting, value: shown, expected });
    }
    read[name] = value;
  }
  return ok(read as Settings);
}

/** `ours=theirs`, of a column that there is, or a blank. */
function isColumnPair(pair: string): boolean {
  const ours = /^([A-Z_]+)\s*=[\s\p{L}\p{N}_$]*$/u.exec(pair.trim())?.[1];
  return pair.trim() === '' || (ours !== undefined && EXCHANGE_COLUMNS.includes(ours));
}
