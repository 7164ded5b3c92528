/** The connectors that this program comes with, by source. */
import type { Connector } from '../../connectors/connector.ts';
import { type RegistryOptions, registryConnector } from '../../connectors/registry/registry.connector.ts';

/** What a person must say about a source because its files do not. */
export type ConnectorOptions = RegistryOptions;

const makers = {
  registry: registryConnector,
} as const satisfies Readonly<Record<string, (options: ConnectorOptions) => Connector>>;

export const sourceNames: readonly string[] = Object.keys(makers);

/** The connector that reads what a source sent; undefined for a source without one. */
export function connectorOf(source: string, options: ConnectorOptions = {}): Connector | undefined {
  return Object.hasOwn(makers, source) ? makers[source as keyof typeof makers](options) : undefined;
}
