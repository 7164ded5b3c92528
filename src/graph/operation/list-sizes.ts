/** How many entries a list may have, so far as the schema or a query says it. */
import { MAX_GROUPINGS, MAX_GROUPS } from '../../feed/group-counts.ts';
import { MAX_MATCHES } from '../../feed/identifiers.ts';
import { MAX_PUSHED } from '../push/push.ts';

/** Arguments that say how long a list may be. */
export const SIZE_ARGUMENTS: ReadonlySet<string> = new Set(['first', 'last']);

/** Of a router that joins subgraphs: it asks for as many entities as it names. */
export const KEYS_ARGUMENT = 'representations';

/** Of a connection, what there is of every entry; the rest of it is there once. */
export const ENTRY_FIELDS: ReadonlySet<string> = new Set(['nodes', 'edges']);

/** Values in one of the type JSON: the record before or after a change, a row as its source sent it. */
export const JSON_VALUES = 25;

/**
 * Lists of objects that take no size: their limit where they have one, else how long they are of a large company or estate.
 * The schema of the schema is by its own averages.
 */
export const UNSIZED_LISTS: Readonly<Record<string, number>> = {
  'PushAnswer.records': MAX_PUSHED,
  'PushedRecord.problems': 2,
  'PushedRecord.warnings': 2,
  'CompanyStats.groups': MAX_GROUPS,
  'CompanyStatsGroup.keys': MAX_GROUPINGS,
  'EstateStats.groups': MAX_GROUPS,
  'EstateStatsGroup.keys': MAX_GROUPINGS,
  'CompanyByIdentifier.candidates': MAX_MATCHES,
  'Query.sources': 10,
  'Source.waitingRuns': 5,
  'Quarantined.problems': 3,
  'Released.problems': 5,
  'Challenge.steps': 5,
  'Company.taxpayers': 3,
  'Company.filings': 5,
  'Company.contracts': 10,
  'Company.estates': 10,
  'CompanyFiling.documents': 5,
  'CompanyFiling.disputed': 1,
  'ServiceContract.documents': 5,
  'ServiceContract.disputed': 1,
  'ServiceContract.estates': 2,
  'Registration.abnormalEntries': 3,
  'Registration.seriousEntries': 2,
  'Registration.disputed': 1,
  'Taxpayer.disputed': 1,
  'Estate.aliases': 3,
  'Estate.committees': 2,
  'Estate.companies': 2,
  'Estate.contracts': 5,
  'Estate.disputed': 1,
  'Estate.facilities': 5,
  'Estate.formerCompanies': 5,
  'Estate.regions': 5,
  'Committee.disputed': 1,
  'Committee.estates': 2,
  '__Directive.args': 1,
  '__Field.args': 0.2,
  '__Schema.directives': 10,
  '__Schema.types': 150,
  '__Type.enumValues': 3,
  '__Type.fields': 5,
  '__Type.inputFields': 0.5,
  '__Type.interfaces': 0.1,
  '__Type.ofType': 0.5,
  '__Type.possibleTypes': 0.1,
};
