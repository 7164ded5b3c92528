/** The registry's own id of the subject that a row is about (主体身份代码). */
import { foldColumn } from '../table/fold-column.ts';
import { registrySheet } from './sheet.ts';

const SUBJECT_IDS = new Set(registrySheet.layouts.flatMap(({ columns }) => columns.pripid ?? []).map(foldColumn));

/** Undefined where the row of JSON names none. */
export function subjectId(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  return Object.entries(row).find(([column]) => SUBJECT_IDS.has(foldColumn(column)))?.[1];
}
