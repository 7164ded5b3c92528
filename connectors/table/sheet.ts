/**
 * What a source sends as rows of named columns, as data: our names for the columns ("slots"), and how its senders call them.
 */

/** What a slot is for. */
export interface SlotDefinition {
  /** The fields of the record that it says something about: a sender without a column for it does not state them. */
  readonly fields?: readonly string[];
  /** It holds a value about a person: kept apart, and masked by whoever reports it. */
  readonly personal?: true;
  /** Its value is a list of rows: as it came, or as JSON text in the cell of a table. */
  readonly list?: true;
  /** A row may say it although it is about nothing: its number in the list, or what is filled down into a note. */
  readonly beside?: true;
}

/** How one kind of sender names its columns. */
export interface LayoutDefinition<Slot extends string> {
  readonly name: string;
  /** Without a column for each of these a file is not of this layout, or is refused; of a group one is enough. */
  readonly required: readonly (Slot | readonly Slot[])[];
  /** Columns that only tables of other kinds have: two kinds may share all that is required. */
  readonly foreign?: readonly string[];
  /** Accepted names per slot, compared without case and underscores; of several that are present the first counts. */
  readonly columns: Readonly<Partial<Record<Slot, readonly string[]>>>;
}

/** One kind of table that a source sends. */
export interface SheetDefinition<Slot extends string> {
  readonly slots: Readonly<Record<Slot, SlotDefinition>>;
  /** The same column name may mean different things in different layouts, so a layout is chosen as a whole. */
  readonly layouts: readonly LayoutDefinition<Slot>[];
}

/** A row's cells by column, before any value is understood. */
export type Cells = Readonly<Record<string, unknown>>;
