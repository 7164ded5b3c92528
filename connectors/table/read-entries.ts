/** A list of rows within a cell: an array as an interface sends it, or its JSON text as it stands in a table. */
import { parseDate } from '../../src/domain/value/date.ts';
import { cleanText, isNullSpelling } from '../../src/domain/value/name.ts';
import { parseJson } from '../parse-json.ts';

/** Where an entry's values stand: first the names, of which the first that is there counts. */
export type EntryColumns<Column extends string> = Readonly<
  Record<Column, { readonly names: readonly string[]; readonly read: 'text' | 'date' }>
>;

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
  const wanted = (Object.entries(columns) as [Column, EntryColumns<Column>[Column]][]).map(
    ([column, { names, read }]) => [column, names.map(fold), read] as const,
  );
  const entries = new Map<string, Partial<Record<Column, string>>>();
  let faults = 0;
  for (const row of rows) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      faults++;
      continue;
    }
    const cells = new Map(Object.entries(row).map(([name, value]) => [fold(name), value]));
    const entry: Partial<Record<Column, string>> = {};
    for (const [column, names, read] of wanted) {
      const value = names.map((name) => cells.get(name)).find((cell) => cell !== undefined && cell !== null);
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

/** By the date of entry where there is one, then by everything else. */
function orderOf(entry: { readonly enteredOn?: string }): string {
  return (entry.enteredOn ?? '') + JSON.stringify(entry);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}
