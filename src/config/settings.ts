/**
 * The settings, declared once as data: what each is called, what it may hold, its default and its environment variable.
 * The configuration file, `hutong --help` and the documentation all work from this table.
 */
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { databaseUrlForm, redactUrl } from './database-url.ts';

export interface Settings {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly lang: 'zh' | 'en';
  readonly population: 'property-services' | 'all';
}

export interface Setting<T> {
  /** The environment variable that overrides the file. */
  readonly variable: string;
  readonly default: T;
  readonly zh: string;
  readonly en: string;
  /** What a good value looks like, for the error message. */
  readonly expected: string;
  /** The value of a text; undefined where it is none. */
  parse(text: string): T | undefined;
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
  population: {
    variable: 'HUTONG_POPULATION',
    default: 'property-services',
    zh: '收录范围',
    en: 'which companies of a source the hub holds',
    expected: 'property-services, all',
    parse: (text) => (text === 'property-services' || text === 'all' ? text : undefined),
  },
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
    const { variable, parse, default: usual, expected } = settings[name];
    const fromEnvironment = environment[variable] ?? '';
    const given = fromEnvironment === '' ? file[name] : fromEnvironment;
    const value = given === undefined ? usual : parse(String(given));
    if (value === undefined) {
      const setting = fromEnvironment === '' ? `hutong.config.ts: ${name}` : variable;
      return fail('CLI_SETTING_INVALID', { setting, value: redactUrl(String(given)).slice(0, 120), expected });
    }
    read[name] = value;
  }
  return ok(read as Settings);
}
