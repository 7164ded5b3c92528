/** Recognises the layout of a table by its columns. */
import type { MessageCode } from '../../src/domain/message/catalogue.ts';
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { foldColumn } from './fold-column.ts';
import { kindOfTable } from './kinds-of-table.ts';
import type { Cells, LayoutDefinition, SheetDefinition } from './sheet.ts';

/** A layout recognised in the columns of one file, or of one JSON row. */
export interface Layout<Slot extends string> {
  readonly name: string;
  /** The sender's column per slot, in the sender's spelling. */
  readonly columns: ReadonlyMap<Slot, string>;
  /** Columns that fill no slot. Allowed; they may be about persons, as a second column of names is. */
  readonly unknownColumns: readonly string[];
  /** The fields that the sender has columns for. */
  readonly stated: ReadonlySet<string>;
  /** The sender's name for a slot, for problems; undefined where the sender has no such column. */
  senderColumn(slot: Slot): string | undefined;
}

/** A key set beyond this many is recognised anew: a sender with ever new keys must not fill the memory. */
const CACHED_KEY_SETS = 1_000;

/** Recognises the layout in the header of a table or the keys of an object. */
export function chooseLayout<Slot extends string>(
  sheet: SheetDefinition<Slot>,
  columns: readonly string[],
): Result<Layout<Slot>> {
  const matches = sheet.layouts
    .map((definition) => match(definition, columns))
    .sort((one, other) => other.slots.size - one.slots.size);
  const chosen = matches.find(({ missing, foreign }) => missing.length === 0 && foreign === undefined);
  if (chosen === undefined) return notRecognised(sheet, matches, columns);

  const used = new Set([...chosen.slots.values()].map(foldColumn));
  const seen = new Set<string>();
  for (const column of columns) {
    const folded = foldColumn(column);
    if (used.has(folded) && seen.has(folded)) return fail('FILE_COLUMN_TWICE', { column });
    seen.add(folded);
  }
  const { slots } = chosen;
  return ok({
    name: chosen.definition.name,
    columns: slots,
    unknownColumns: columns.filter((column) => !used.has(foldColumn(column))),
    stated: new Set([...slots.keys()].flatMap((slot) => sheet.slots[slot].fields ?? [])),
    senderColumn: (slot) => slots.get(slot),
  });
}

/** The slots that a table of a layout cannot do without, with those of each group of which one is enough. */
export function requiredSlots<Slot extends string>(sheet: SheetDefinition<Slot>, layout: string): readonly Slot[] {
  const definition = sheet.layouts.find(({ name }) => name === layout);
  return definition === undefined ? [] : requirements(definition).flat();
}

/**
 * How many of some cells are names of a table's columns; 0 where they are no header. One that lacks something is one too:
 * then that can be told.
 */
export function countColumns<Slot extends string>(sheet: SheetDefinition<Slot>, cells: readonly string[]): number {
  const headers = sheet.layouts
    .map((definition) => match(definition, cells))
    .filter(({ missing, slots }) => missing.length === 0 || slots.size >= SURELY_A_HEADER);
  return Math.max(0, ...headers.map(({ slots }) => slots.size));
}

/**
 * Chooses the layout row by row, for JSON, where senders leave out what is empty. The outcome is remembered per key
 * set, so that nearly every row costs one look-up.
 */
export function layoutOfRows<Slot extends string>(sheet: SheetDefinition<Slot>): (cells: Cells) => Result<Layout<Slot>> {
  const known = new Map<string, Result<Layout<Slot>>>();
  return (cells) => {
    const keys = Object.keys(cells);
    const keySet = JSON.stringify(keys);
    let layout = known.get(keySet);
    if (layout === undefined) {
      layout = inFields(chooseLayout(sheet, keys));
      if (known.size < CACHED_KEY_SETS) known.set(keySet, layout);
    }
    return layout;
  };
}

/** What is said of the columns of a header, as it is said of an object: it has fields, and nothing to look for in a first line. */
const OF_FIELDS: ReadonlyMap<MessageCode, MessageCode> = new Map([
  ['FILE_LAYOUT_UNKNOWN', 'ROW_FIELDS_UNKNOWN'],
  ['FILE_COLUMN_MISSING', 'ROW_FIELD_MISSING'],
  ['FILE_COLUMN_TWICE', 'ROW_FIELD_TWICE'],
]);

function inFields<T>(chosen: Result<T>): Result<T> {
  if (chosen.ok) return chosen;
  const { code, params } = chosen.problem;
  return fail(OF_FIELDS.get(code) ?? code, params);
}

/** The values of one row by slot, just as they came. A slot without a column is absent. */
export function toSlots<Slot extends string>(cells: Cells, layout: Layout<Slot>): Partial<Record<Slot, unknown>> {
  const slots: Partial<Record<Slot, unknown>> = {};
  for (const [slot, column] of layout.columns) slots[slot] = cells[column];
  return slots;
}

interface Match<Slot extends string> {
  readonly definition: LayoutDefinition<Slot>;
  readonly slots: Map<Slot, string>;
  /** Of each requirement that is not met, the slot that would do best. */
  readonly missing: readonly Slot[];
  /** A column that tells that the table is of another kind. */
  readonly foreign: string | undefined;
}

function match<Slot extends string>(definition: LayoutDefinition<Slot>, columns: readonly string[]): Match<Slot> {
  const sent = new Map(columns.map((column) => [foldColumn(column), column]));
  const slots = new Map<Slot, string>();
  for (const [slot, names] of Object.entries(definition.columns) as [Slot, readonly string[]][]) {
    const name = names.find((candidate) => sent.has(foldColumn(candidate)));
    if (name !== undefined) slots.set(slot, sent.get(foldColumn(name)) ?? name);
  }
  const missing = requirements(definition).filter((group) => !group.some((slot) => slots.has(slot)));
  const foreign = definition.foreign?.find((column) => sent.has(foldColumn(column)));
  return { definition, slots, missing: missing.map(([best]) => best), foreign };
}

function requirements<Slot extends string>({ required }: LayoutDefinition<Slot>): readonly (readonly [Slot, ...Slot[]])[] {
  return required.map((each) => (typeof each === 'string' ? [each] : each) as readonly [Slot, ...Slot[]]);
}

/** Three known columns make a header that only lacks something; fewer may be chance, as in a first line of data. */
const SURELY_A_HEADER = 3;

/** So many columns of another kind make a table of that kind that shares some with ours. */
const SURELY_ANOTHER = 2;

function notRecognised<Slot extends string>(
  sheet: SheetDefinition<Slot>,
  matches: readonly Match<Slot>[],
  columns: readonly string[],
): Result<never> {
  const best = matches[0];
  const known = new Set(matches.flatMap(({ slots }) => [...slots.values()]));
  const other = kindOfTable(columns.filter((column) => !known.has(column)));
  const foreign = matches.find((each) => each.foreign !== undefined)?.foreign;
  const missing = best?.missing[0];
  const expected = sheet.layouts
    .map(
      (layout) =>
        `${layout.name} (${requirements(layout)
          .map(([slot]) => nameOf(layout, slot, columns))
          .join(', ')}, …)`,
    )
    .join(' / ');
  if (other !== undefined && (foreign !== undefined || other.columns.length >= SURELY_ANOTHER)) {
    return fail('FILE_OTHER_TABLE', { kind: other.kind, columns: other.columns.join('、'), expected });
  }
  if (best !== undefined && missing !== undefined && foreign === undefined && best.slots.size >= SURELY_A_HEADER) {
    return fail('FILE_COLUMN_MISSING', { column: nameOf(best.definition, missing, columns) });
  }
  // A file without a header has values here, perhaps of persons: they are repeated only if some column is known.
  const actual = known.size > 0 ? columns.slice(0, 20).join(', ') : `? × ${columns.length}`;
  return fail('FILE_LAYOUT_UNKNOWN', { expected, actual });
}

/** What a slot is called by senders who write like this one, in Chinese or in Latin letters. */
function nameOf<Slot extends string>(definition: LayoutDefinition<Slot>, slot: Slot, columns: readonly string[]): string {
  const names = definition.columns[slot] ?? [];
  const isChinese = columns.some(inChinese);
  return names.find((name) => inChinese(name) === isChinese) ?? names[0] ?? slot;
}

function inChinese(name: string): boolean {
  return /\p{Script=Han}/u.test(name);
}
