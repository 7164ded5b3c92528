/** The sources, how their interfaces are reached, and what the settings say of each: one entry for each. */
import type { Completeness, Connector, Opening } from '../../connectors/connector.ts';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import type { ClientOptions } from '../../connectors/http/json-client.ts';
import { type RegistryOptions, registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import type { Settings } from '../config/settings.ts';
import { settings as definitions } from '../config/settings.ts';

/** What a person must say about a source because its files do not. */
export type ConnectorOptions = RegistryOptions;

/** What is configured of a source; the address is empty where it is not asked. */
export interface ConfiguredOffice {
  readonly url: string;
  readonly schedule: string;
  /** Empty: it is never asked for everything. */
  readonly fullSchedule: string;
  readonly timeLimitMinutes: number;
}

export interface Source<C extends Connector = Connector> {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  connector(options: ConnectorOptions): C;
  /** Absent where it sends files and no more. */
  readonly interface?: SourceInterface<C>;
  /** The folder that it drops files into; absent where there is none. */
  drop?(settings: Settings): DropFolder;
}

/** What is configured of a folder that files are dropped into; `folder` is empty where none is looked at. */
export interface DropFolder {
  readonly folder: string;
  readonly schedule: string;
  readonly timeLimitMinutes: number;
}

/** How a source is asked. */
export interface SourceInterface<C extends Connector> {
  /** What it is, and what `--from` takes besides a file. */
  readonly zh: string;
  readonly en: string;
  readonly fromZh: string;
  readonly fromEn: string;
  /** The environment variable of its address. */
  readonly addressVariable: string;
  office(settings: Settings): ConfiguredOffice;
  /** The interface at an address; undefined where the address is none of an interface, and so a file. */
  at(address: string, connector: C, settings: Settings, completeness: Completeness): Opening | undefined;
}

/** A connector whose source answers over HTTP. */
interface HttpConnector extends Connector {
  http(office: ClientOptions, completeness?: Completeness): Opening;
}

/** What is particular to one of the sources that are asked over HTTP. */
interface HttpSource<C extends HttpConnector> extends Omit<Source<C>, 'interface'>, Pick<SourceInterface<C>, 'office'> {
  /** The environment variables of its address and of its token. */
  readonly addressVariable: string;
  readonly tokenVariable: string;
  token(settings: Settings): string;
}

function httpSource<C extends HttpConnector>({
  addressVariable,
  tokenVariable,
  token,
  office,
  ...source
}: HttpSource<C>): Source<C> {
  return {
    ...source,
    interface: {
      zh: '其接口',
      en: 'its interface over HTTP',
      fromZh: `，或接口地址（令牌取自 ${tokenVariable}）`,
      fromEn: `, or the address of the interface (its token is ${tokenVariable})`,
      addressVariable,
      office,
      at: (address, connector, settings, completeness) =>
        /^https?:\/\//.test(address) ? connector.http({ base: address, token: token(settings) }, completeness) : undefined,
    },
  };
}

export const registrySource = httpSource({
  name: 'registry',
  zh: '审批局的登记',
  en: 'the registry of the approval bureau',
  addressVariable: definitions.registryUrl.variable,
  tokenVariable: definitions.registryToken.variable,
  token: ({ registryToken }) => registryToken,
  connector: registryConnector,
  office: (settings) => ({
    url: settings.registryUrl,
    schedule: settings.registrySchedule,
    fullSchedule: settings.registryFullSchedule,
    timeLimitMinutes: settings.registryTimeLimitMinutes,
  }),
});

export const taxSource: Source<ReturnType<typeof taxConnector>> = {
  name: 'tax',
  zh: '税务局的纳税人信息',
  en: 'taxpayers of the tax bureau',
  connector: taxConnector,
  interface: {
    zh: '其前置库',
    en: 'its exchange table in a database',
    // An address of a database holds a password, which a command line shows to everybody on the machine.
    fromZh: '',
    fromEn: '',
    addressVariable: definitions.taxDatabaseUrl.variable,
    office: (settings) => ({
      url: settings.taxDatabaseUrl,
      schedule: settings.taxSchedule,
      fullSchedule: settings.taxFullSchedule,
      timeLimitMinutes: settings.taxTimeLimitMinutes,
    }),
    at: (address, connector, { taxDatabaseUrl, taxTable, taxColumns }, completeness) =>
      address === taxDatabaseUrl && address !== ''
        ? connector.table({ url: address, table: taxTable, columns: taxColumns }, completeness)
        : undefined,
  },
};

export const filingSource = httpSource({
  name: 'filing',
  zh: '住建局的企业备案和物业服务合同',
  en: 'filings of companies and service contracts at the housing authority',
  addressVariable: definitions.filingUrl.variable,
  tokenVariable: definitions.filingToken.variable,
  token: ({ filingToken }) => filingToken,
  connector: () => filingConnector(),
  office: (settings) => ({
    url: settings.filingUrl,
    schedule: settings.filingSchedule,
    fullSchedule: settings.filingFullSchedule,
    timeLimitMinutes: settings.filingTimeLimitMinutes,
  }),
});

export const estateSource = httpSource({
  name: 'estate',
  zh: '住建局的小区和业主组织',
  en: "estates and owners' committees at the housing authority",
  addressVariable: definitions.estateUrl.variable,
  tokenVariable: definitions.estateToken.variable,
  token: ({ estateToken }) => estateToken,
  connector: () => estateConnector(),
  office: (settings) => ({
    url: settings.estateUrl,
    schedule: settings.estateSchedule,
    fullSchedule: settings.estateFullSchedule,
    timeLimitMinutes: settings.estateTimeLimitMinutes,
  }),
  drop: ({ estateDrop: folder, estateSchedule: schedule, estateTimeLimitMinutes: timeLimitMinutes }) => ({
    folder,
    schedule,
    timeLimitMinutes,
  }),
});

/** A source that sends files and no more needs no more than `{ name, zh, en, connector }`. */
export const sources: readonly Source[] = [
  // One entry for each.
  registrySource,
  taxSource,
  filingSource,
  estateSource,
];
