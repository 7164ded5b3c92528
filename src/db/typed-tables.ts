/** The tables of the record types' columns, made of their definitions: a new type brings its table with it. */
import type { Column, RecordType } from '../domain/record/record-type.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';
import type { Migration } from './migrate.ts';
import { typedTable } from './version.repository.ts';

/** One migration for each record type. A registration's own table is older; it is there already. */
export function typedTables(): readonly Migration[] {
  return listRecordTypes().map(({ name, table }) => ({
    name: `type-${name}`,
    statements: ({ id, table: ending }) => [
      `CREATE TABLE IF NOT EXISTS ${typedTable(name)} (
        position ${id} NOT NULL PRIMARY KEY, record_key VARCHAR(128) NOT NULL, until BIGINT NOT NULL,
        ${Object.entries(table.columns)
          .map(([column, kind]) => `${column} ${sqlType(kind)}`)
          .join(', ')}) ${ending}`,
      ...indexesOf(name, table.indexes),
    ],
  }));
}

function indexesOf(type: string, indexes: RecordType['table']['indexes']): readonly string[] {
  return Object.entries(indexes).map(
    ([index, columns]) => `CREATE INDEX IF NOT EXISTS ${index} ON ${typedTable(type)} (${columns.join(', ')})`,
  );
}

function sqlType(column: Column): string {
  if (column === 'date') return 'CHAR(10)';
  return column === 'integer' ? 'BIGINT' : `VARCHAR(${column.text})`;
}
