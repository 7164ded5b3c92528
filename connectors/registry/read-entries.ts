/** The lists that a subject stands on (经营异常名录、严重违法失信名单), as rows within its own row. */
import { parseDate } from '../../src/domain/value/date.ts';
import { cleanText, isNullSpelling } from '../../src/domain/value/name.ts';
import { parseJson } from '../parse-json.ts';

/** Where an entry's values stand in the exchange: first the names, of which the first that is there counts. */
export type EntryColumns<Column extends string> = Readonly<
  Record<Column, { readonly names: readonly string[]; readonly read: 'text' | 'date' }>
>;

const shared = {
  enteredOn: { names: ['ABNTIME', 'inclu_dt', '列入日期'], read: 'date' },
  authority: { names: ['DECORG', 'DECORG_CN', '列入机关'], read: 'text' },
  removedOn: { names: ['REMDATE', 'remove_dt', '移出日期'], read: 'date' },
} as const;

export const abnormalColumns = {
  reason: { names: ['SPECAUSE', 'SPECAUSE_CN', 'inclu_reason', '列入原因'], read: 'text' },
  ...shared,
  removalReason: { names: ['REMEXCPRES', 'REMEXCPRES_CN', '移出原因'], read: 'text' },
} as const satisfies EntryColumns<string>;

export const seriousColumns = {
  reason: { names: ['SERILLREA', 'SERILLREA_CN', '列入原因'], read: 'text' },
  ...shared,
} as const satisfies EntryColumns<string>;

/**
 * Reads a list: an array, or its JSON text. The entries come without doubles and in an order of their own, since the
 * order of a source's answers means nothing; `faults` counts entries that are none and dates that cannot be read.
 * Undefined where it is no list at all.
 */
export function readEntries<Column extends string>(
  input: unknown,
  columns: EntryColumns<Column>,
): { readonly entries: readonly Partial<Record<Column, string>>[]; readonly faults: number } | undefined {
  const rows = rowsOf(input);
  if (rows === undefined) return undefined;
  const entries = new Map<string, Partial<Record<Column, string>>>();
  let faults = 0;
  for (const row of rows) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      faults++;
      continue;
    }
    const cells = new Map(Object.entries(row).map(([name, value]) => [fold(name), value]));
    const entry: Partial<Record<Column, string>> = {};
    for (const [column, { names, read }] of Object.entries(columns) as [Column, EntryColumns<Column>[Column]][]) {
      const value = names.map((name) => cells.get(fold(name))).find((cell) => cell !== undefined && cell !== null);
      const text = read === 'text' ? cleanText(value) : dateOf(value);
      if (text === undefined) faults++;
      else if (text !== null) entry[column] = text;
    }
    if (Object.keys(entry).length > 0) entries.set(orderOf(entry), entry);
  }
  return { entries: [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry), faults };
}

function rowsOf(input: unknown): readonly unknown[] | undefined {
  if (input === undefined || input === null) return [];
  if (typeof input !== 'string') return Array.isArray(input) ? input : undefined;
  if (isNullSpelling(input.trim())) return [];
  try {
    const parsed = parseJson(input);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where it cannot be read. */
function dateOf(value: unknown): string | null | undefined {
  const read = parseDate(value);
  return read.ok ? read.value : undefined;
}

/** By the date of entry, then by everything else. */
function orderOf(entry: { readonly enteredOn?: string }): string {
  return (entry.enteredOn ?? '') + JSON.stringify(entry);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}
