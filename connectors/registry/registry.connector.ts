/** The registry (登记) of an approval bureau: the files it drops, and its interface over HTTP. */
import { basename } from 'node:path';
import type { StatusSource } from '../../src/domain/code/registration-status.ts';
import type { Completeness, Connector, Opening } from '../connector.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { openTable } from '../table/open-table.ts';
import { openSubjects } from './interface.ts';
import { rowReader } from './row-reader.ts';

export interface RegistryOptions {
  /** Whose status codes the rows carry: code 3 means two things in two provinces. */
  readonly statusCodes?: StatusSource;
}

/** A registry that also answers over HTTP. */
export interface RegistryConnector extends Connector {
  /** The office's interface: what is new since the last run, or everything of a scope. */
  http(office: ClientOptions, completeness?: Completeness): Opening;
}

const DELTA: Completeness = { kind: 'delta' };

export function registryConnector({ statusCodes = 'NATIONAL' }: RegistryOptions = {}): RegistryConnector {
  const reader = rowReader(statusCodes);
  return {
    source: 'registry',
    reading: { statusCodes },

    file(path, completeness = DELTA) {
      const input = basename(path);
      return {
        input,
        completeness,
        open: () => openTable(path, { completeness, recordTypes: ['registration'], input, reader, reading: statusCodes }),
      };
    },

    http(office, completeness = DELTA) {
      return { input: 'http', completeness, open: async () => openSubjects(office, completeness, reader, statusCodes) };
    },

    readWire: reader.readWire,
  };
}
