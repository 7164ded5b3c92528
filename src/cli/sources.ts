/** The sources that are asked over HTTP, and what the settings say of each: one entry for each. */
import type { Completeness, Connector, Opening } from '../../connectors/connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import type { ClientOptions } from '../../connectors/http/json-client.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import type { Settings } from '../config/settings.ts';
import { settings as definitions } from '../config/settings.ts';

/** A connector whose source answers over HTTP. */
export interface HttpConnector extends Connector {
  http(office: ClientOptions, completeness?: Completeness): Opening;
}

/** What is configured of a source; the address is empty where it is not asked. */
export interface ConfiguredOffice {
  readonly url: string;
  readonly token: string;
  readonly schedule: string;
  /** Empty: it is never asked for everything. */
  readonly fullSchedule: string;
  readonly timeLimitMinutes: number;
}

export interface HttpSource {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** The environment variable of its token. */
  readonly tokenVariable: string;
  connector(settings: Settings): HttpConnector;
  office(settings: Settings): ConfiguredOffice;
}

export const registrySource: HttpSource = {
  name: 'registry',
  zh: '审批局的登记',
  en: 'the registry of the approval bureau',
  tokenVariable: definitions.registryToken.variable,
  connector: ({ registryStatusCodes }) => registryConnector({ statusCodes: registryStatusCodes }),
  office: (settings) => ({
    url: settings.registryUrl,
    token: settings.registryToken,
    schedule: settings.registrySchedule,
    fullSchedule: settings.registryFullSchedule,
    timeLimitMinutes: settings.registryTimeLimitMinutes,
  }),
};

export const filingSource: HttpSource = {
  name: 'filing',
  zh: '住建局的企业备案和物业服务合同',
  en: 'filings of companies and service contracts at the housing authority',
  tokenVariable: definitions.filingToken.variable,
  connector: () => filingConnector(),
  office: (settings) => ({
    url: settings.filingUrl,
    token: settings.filingToken,
    schedule: settings.filingSchedule,
    fullSchedule: settings.filingFullSchedule,
    timeLimitMinutes: settings.filingTimeLimitMinutes,
  }),
};

export const httpSources: readonly HttpSource[] = [registrySource, filingSource];
