/** The housing bureau's estates (小区) and committees (业主组织): ledgers that county offices drop, and a platform over HTTP. */
import { basename } from 'node:path';
import type { Completeness, Connector, Opening } from '../connector.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { openPlatform } from './interface.ts';
import { openLedger } from './open-ledger.ts';
import { rowReader } from './row-reader.ts';

export interface EstateConnector extends Connector {
  /** The platform's interface: what is new since the last run, or everything of a scope. */
  http(office: ClientOptions, completeness?: Completeness): Opening;
}

const DELTA: Completeness = { kind: 'delta' };

export function estateConnector(): EstateConnector {
  const reader = rowReader();
  return {
    source: 'estate',

    file(path, completeness) {
      const open = () => openLedger(path, completeness ?? null, reader);
      return { input: basename(path), completeness: completeness ?? DELTA, open };
    },

    http(office, completeness = DELTA) {
      return { input: 'http', completeness, open: async () => openPlatform(office, completeness, reader) };
    },

    readWire: reader.readWire,
  };
}
