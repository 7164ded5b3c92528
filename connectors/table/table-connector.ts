/** What every connector does with a dropped table: all of a source that sends tables and no more. */
import { basename } from 'node:path';
import type { SourceName } from '../../src/domain/record/change.ts';
import type { Connector } from '../connector.ts';
import { openTable, type TableOptions } from './open-table.ts';

export interface TableSource<Slot extends string> extends Pick<TableOptions<Slot>, 'recordTypes' | 'recordTypesOf' | 'reader'> {
  readonly source: SourceName;
}

export function tableConnector<Slot extends string>({ source, ...rows }: TableSource<Slot>): Connector {
  return {
    source,
    file(path, completeness = { kind: 'delta' }) {
      const input = basename(path);
      return { input, completeness, open: () => openTable(path, { ...rows, completeness, input }) };
    },
    readWire: rows.reader.readWire,
  };
}
