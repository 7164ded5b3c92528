/** The registry (登记) of an approval bureau: the files it drops, and its interface over HTTP. */
import { basename } from 'node:path';
import type { StatusSource } from '../../src/domain/code/registration-status.ts';
import { at, ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Connector, Delivery, Opening } from '../connector.ts';
import { openFile } from '../file/read-file.ts';
import type { ClientOptions } from '../http/json-client.ts';
import { chooseLayout } from './choose-layout.ts';
import { type RowReader, rowReader } from './row-reader.ts';
import { openSubjects } from './subjects.ts';

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

    file(path, completeness = DELTA) {
      const input = basename(path);
      return { input, completeness, open: () => openDrop(path, input, completeness, reader, statusCodes) };
    },

    http(office, completeness = DELTA) {
      return { input: 'http', completeness, open: async () => openSubjects(office, completeness, reader, statusCodes) };
    },

    readWire: reader.readWire,
  };
}

async function openDrop(
  path: string,
  input: string,
  completeness: Completeness,
  reader: RowReader,
  statusCodes: StatusSource,
): Promise<Result<Delivery>> {
  const opened = await openFile(path);
  if (!opened.ok) return opened;
  const file = opened.value;
  const layout = file.header === null ? undefined : chooseLayout(file.header);
  if (layout !== undefined && !layout.ok) return { ok: false, problem: at(layout.problem, undefined, 1) };
  return ok({
    completeness,
    recordTypes: ['registration'],
    input,
    // Read by another table of codes it is another delivery.
    fingerprint: `${file.fingerprint}-${statusCodes}`,
    bytesTotal: file.bytesTotal,
    bytesRead: () => file.bytesRead(),
    async *readings({ after, signal }) {
      for await (const rows of file.rows({ skipThrough: after.row, ...(signal === undefined ? {} : { signal }) })) {
        yield { readings: rows.map((row) => reader.readFileRow(row, layout?.value)) };
      }
    },
  });
}
