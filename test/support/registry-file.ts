/** Made-up deliveries of the registry as CSV files, column names as in the national exchange. */
import { writeFileSync } from 'node:fs';
import { usccOf } from './uscc.ts';

export interface Row {
  readonly uscc: string;
  readonly name: string;
  readonly status?: string;
  readonly legalRepresentative?: string;
  readonly established?: string;
  readonly approved?: string;
  readonly scope?: string;
  /** County, 6 digits. */
  readonly district?: string;
}

const COLUMNS = 'UNISCID,ENTNAME,REGSTATE,LEREP,ESTDATE,APPRDATE,OPSCOPE,DOMDISTRICT';

export function rowOf(n: number, given: Partial<Row> = {}): Row {
  return {
    uscc: usccOf(n),
    name: `太原市第${n}物业服务有限公司`,
    status: '1',
    legalRepresentative: `某人${n}`,
    established: '2010-01-01',
    approved: '2020-01-01',
    scope: '物业管理',
    district: n % 2 === 0 ? '140105' : '140106',
    ...given,
  };
}

export function rowsOf(from: number, to: number): Row[] {
  return Array.from({ length: to - from + 1 }, (_, i) => rowOf(from + i));
}

export function writeRegistryFile(path: string, rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    [row.uscc, row.name, row.status, row.legalRepresentative, row.established, row.approved, row.scope, row.district].join(','),
  );
  writeFileSync(path, `${[COLUMNS, ...lines].join('\n')}\n`);
  return path;
}
