/** The connectors that this program comes with, by source. */
import type { Connector } from '../../connectors/connector.ts';
import type { ConnectorOf } from '../../jobs/reread.ts';
import type { Settings } from '../config/settings.ts';
import { statusSources } from '../domain/code/registration-status.ts';
import { type ConnectorOptions, sources } from './sources.ts';

export const sourceNames: readonly string[] = sources.map(({ name }) => name);

/** The connector that reads what a source sent; undefined for a source without one. */
export function connectorOf(source: string, options: ConnectorOptions = {}): Connector | undefined {
  return sources.find(({ name }) => name === source)?.connector(options);
}

/** Reads rows again as they were read when they came, but for what a person says of them now. */
export function readingAgain(settings: Settings, said: ConnectorOptions = {}): ConnectorOf {
  return (source, reading) => {
    const kept = statusSources.find((each) => each === reading.statusCodes);
    return connectorOf(source, { statusCodes: kept ?? settings.registryStatusCodes, ...said });
  };
}
