/** The exchange table in a real MySQL or MariaDB: the same rows that the played one has. */
import { type TaxpayerRow, taxpayerColumns } from './taxpayer-row.ts';

/** Runs one statement with its values, `?` for each. */
export type Execute = (sql: string, values: readonly (string | null)[]) => Promise<unknown>;

const ROWS_AT_ONCE = 200;

/** Makes the table where it is missing. Offices keep everything but the time of writing as text. */
export async function createExchangeTable(execute: Execute, name: string): Promise<void> {
  const columns = taxpayerColumns.map((column) => {
    if (column === 'XGSJ') return 'XGSJ DATETIME NOT NULL';
    if (column === 'DJXH') return 'DJXH VARCHAR(32) NOT NULL';
    return `${column} VARCHAR(400) NULL`;
  });
  await execute(
    `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')}, PRIMARY KEY (XGSJ, DJXH)) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin`,
    [],
  );
}

/** Writes rows; those that are there already are left alone. */
export async function writeExchangeRows(execute: Execute, name: string, rows: Iterable<TaxpayerRow>): Promise<void> {
  const places = `(${taxpayerColumns.map(() => '?').join(', ')})`;
  const write = async (batch: readonly TaxpayerRow[]): Promise<void> => {
    if (batch.length === 0) return;
    await execute(
      `INSERT INTO ${name} (${taxpayerColumns.join(', ')}) VALUES ${batch.map(() => places).join(', ')} ON DUPLICATE KEY UPDATE DJXH = VALUES(DJXH)`,
      batch.flatMap((row) => taxpayerColumns.map((column) => row[column] || null)),
    );
  };
  let batch: TaxpayerRow[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    await write(batch);
    batch = [];
  }
  await write(batch);
}
