import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { type LayoutDefinition, layouts } from './layouts.ts';
import type { Slot } from './slot.ts';

/** A layout recognised in the columns of one file, or of one JSON row. */
export interface Layout {
  readonly name: LayoutDefinition['name'];
  /** The sender's column per slot, in the sender's spelling. */
  readonly columns: ReadonlyMap<Slot, string>;
  /** Columns that fill no slot. Allowed; they may be about persons, as a second column of names is. */
  readonly unknownColumns: readonly string[];
  /** The sender's name for a slot, for problems; undefined where the sender has no such column. */
  senderColumn(slot: Slot): string | undefined;
}

/** A key set beyond this many is recognised anew: a sender with ever new keys must not fill the memory. */
const CACHED_KEY_SETS = 1_000;

/** Recognises the layout in the header of a table or the keys of an object. */
export function chooseLayout(columns: readonly string[]): Result<Layout> {
  const matches = layouts.map((definition) => match(definition, columns)).sort((one, other) => other.slots.size - one.slots.size);
  const chosen = matches.find(({ missing }) => missing.length === 0);
  if (chosen === undefined) return notRecognised(matches, columns);

  const used = new Set([...chosen.slots.values()].map(fold));
  const seen = new Set<string>();
  for (const column of columns) {
    const folded = fold(column);
    if (used.has(folded) && seen.has(folded)) return fail('FILE_COLUMN_TWICE', { column });
    seen.add(folded);
  }
  return ok({
    name: chosen.definition.name,
    columns: chosen.slots,
    unknownColumns: columns.filter((column) => !used.has(fold(column))),
    senderColumn: (slot) => chosen.slots.get(slot),
  });
}

/**
 * Chooses the layout row by row, for JSON, where senders leave out what is empty. The outcome is remembered per key
 * set, so that nearly every row costs one look-up.
 */
export function layoutOfRows(): (cells: Readonly<Record<string, unknown>>) => Result<Layout> {
  const known = new Map<string, Result<Layout>>();
  return (cells) => {
    const keys = Object.keys(cells);
    const keySet = JSON.stringify(keys);
    let layout = known.get(keySet);
    if (layout === undefined) {
      layout = chooseLayout(keys);
      if (known.size < CACHED_KEY_SETS) known.set(keySet, layout);
    }
    return layout;
  };
}

/** The values of one row by slot, just as they came. A slot without a column is absent. */
export function toSlots(cells: Readonly<Record<string, unknown>>, layout: Layout): Partial<Record<Slot, unknown>> {
  const slots: Partial<Record<Slot, unknown>> = {};
  for (const [slot, column] of layout.columns) slots[slot] = cells[column];
  return slots;
}

const SUBJECT_IDS = new Set(layouts.flatMap(({ columns }) => columns.pripid ?? []).map(fold));

/** The registry's own id of the subject that a row of JSON is about; undefined where it names none. */
export function subjectId(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  return Object.entries(row).find(([column]) => SUBJECT_IDS.has(fold(column)))?.[1];
}

interface Match {
  readonly definition: LayoutDefinition;
  readonly slots: Map<Slot, string>;
  readonly missing: readonly Slot[];
}

function match(definition: LayoutDefinition, columns: readonly string[]): Match {
  const sent = new Map(columns.map((column) => [fold(column), column]));
  const slots = new Map<Slot, string>();
  for (const [slot, names] of Object.entries(definition.columns) as [Slot, readonly string[]][]) {
    const name = names.find((candidate) => sent.has(fold(candidate)));
    if (name !== undefined) slots.set(slot, sent.get(fold(name)) ?? name);
  }
  return { definition, slots, missing: definition.required.filter((slot) => !slots.has(slot)) };
}

/** Three known columns make a header that only lacks something; fewer may be chance, as in a first line of data. */
const SURELY_A_HEADER = 3;

function notRecognised(matches: readonly Match[], columns: readonly string[]): Result<never> {
  const best = matches[0];
  const missing = best?.missing[0];
  if (best !== undefined && missing !== undefined && best.slots.size >= SURELY_A_HEADER) {
    return fail('FILE_COLUMN_MISSING', { column: nameOf(best.definition, missing) });
  }
  const expected = layouts.map(
    (layout) => `${layout.name} (${layout.required.map((slot) => nameOf(layout, slot)).join(', ')}, …)`,
  );
  // A file without a header has values here, perhaps of persons: they are repeated only if some column is known.
  const actual = best !== undefined && best.slots.size > 0 ? columns.slice(0, 20).join(', ') : `? × ${columns.length}`;
  return fail('FILE_LAYOUT_UNKNOWN', { expected: expected.join(' / '), actual });
}

function nameOf(definition: LayoutDefinition, slot: Slot): string {
  return definition.columns[slot]?.[0] ?? slot;
}

/** `REGSTATE_CN`, `regstateCn` and `RegState_CN` are one name; so are full-width and half-width brackets. */
function fold(column: string): string {
  return column.normalize('NFKC').trim().toLowerCase().replaceAll('_', '');
}
