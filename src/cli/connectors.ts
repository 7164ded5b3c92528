/** The connectors that this program comes with, by source. */
import type { Connector } from '../../connectors/connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import { type RegistryOptions, registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import type { ConnectorOf } from '../../jobs/reread.ts';
import type { Settings } from '../config/settings.ts';
import { statusSources } from '../domain/code/registration-status.ts';

/** What a person must say about a source because its files do not. */
export type ConnectorOptions = RegistryOptions;

const makers = {
  registry: registryConnector,
  tax: taxConnector,
  filing: () => filingConnector(),
} as const satisfies Readonly<Record<string, (options: ConnectorOptions) => Connector>>;

export const sourceNames: readonly string[] = Object.keys(makers);

/** The connector that reads what a source sent; undefined for a source without one. */
export function connectorOf(source: string, options: ConnectorOptions = {}): Connector | undefined {
  return Object.hasOwn(makers, source) ? makers[source as keyof typeof makers](options) : undefined;
}

/** Reads rows again as they were read when they came, but for what a person says of them now. */
export function readingAgain(settings: Settings, said: ConnectorOptions = {}): ConnectorOf {
  return (source, reading) => {
    const kept = statusSources.find((each) => each === reading.statusCodes);
    return connectorOf(source, { statusCodes: kept ?? settings.registryStatusCodes, ...said });
  };
}
