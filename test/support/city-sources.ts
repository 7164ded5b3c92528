/** The four sources of a played city as a hub asks them: each connector with the way to its office. */
import type { Completeness, Connector, Opening } from '../../connectors/connector.ts';
import { estateConnector } from '../../connectors/estate/estate.connector.ts';
import { filingConnector } from '../../connectors/filing/filing.connector.ts';
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { taxConnector } from '../../connectors/tax/tax.connector.ts';

/** Where the offices of a city are. */
export interface CityAddresses {
  readonly token: string;
  readonly registry: string;
  readonly filing: string;
  readonly estate: string;
  /** `mysql://…`, with the account. */
  readonly tax: string;
}

export interface CitySource {
  readonly connector: Connector;
  opening(completeness: Completeness): Opening;
}

/** A page of an office is small, and it is asked again soon. */
const PATIENT = { bodyBytes: 4 * 1024 * 1024, attempts: 2, firstWaitMs: 5, longestWaitMs: 20 };
/**
 * Where offices are told to fall silent: each silence costs this much. A machine that stands still for so long makes silent
 * ones of all the others, so whoever is in haste has to bear that a well office has failed.
 */
const HASTY = { ...PATIENT, headMs: 150, bodyMs: 300 };
const HASTY_TABLE = { connectMs: 200, answerMs: 300 };

/** In the order in which least has to be tried again; nothing rests on it. */
export function citySources({ token, registry, filing, estate, tax }: CityAddresses, isHasty = false): readonly CitySource[] {
  const [limits, tableLimits] = isHasty ? [HASTY, HASTY_TABLE] : [PATIENT, {}];
  const [atRegistry, atFiling, atEstate, atTax] = [registryConnector(), filingConnector(), estateConnector(), taxConnector()];
  return [
    { connector: atRegistry, opening: (completeness) => atRegistry.http({ base: registry, token, limits }, completeness) },
    { connector: atEstate, opening: (completeness) => atEstate.http({ base: estate, token, limits }, completeness) },
    { connector: atFiling, opening: (completeness) => atFiling.http({ base: filing, token, limits }, completeness) },
    { connector: atTax, opening: (completeness) => atTax.table({ url: tax, limits: tableLimits }, completeness) },
  ];
}
