/** The housing authority's filings of companies (企业备案) and service contracts (合同备案): files, and an interface over HTTP. */
import type { Completeness, Connector, Opening } from '../connector.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { tableConnector } from '../table/table-connector.ts';
import { openOffice, RECORD_TYPES } from './interface.ts';
import { rowReader } from './row-reader.ts';
import { CONTRACTS } from './sheet.ts';

/** A housing authority that also answers over HTTP. */
export interface FilingConnector extends Connector {
  /** The office's interface: what is new since the last run, or everything of a scope. */
  http(office: ClientOptions, completeness?: Completeness): Opening;
}

const DELTA: Completeness = { kind: 'delta' };

function recordTypesOf(layout: string): readonly string[] {
  return [layout === CONTRACTS ? 'service-contract' : 'company-filing'];
}

export function filingConnector(): FilingConnector {
  const reader = rowReader();
  return {
    ...tableConnector({ source: 'filing', recordTypes: RECORD_TYPES, recordTypesOf, reader }),

    http(office, completeness = DELTA) {
      return { input: 'http', completeness, open: async () => openOffice(office, completeness, reader) };
    },
  };
}
