/** One row of a table by slot: its values read one by one, with problems and warnings under the sender's column names. */
import { at, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import { cleanName, cleanText } from '../../src/domain/value/name.ts';
import { CELL_ERROR } from '../file/cell-error.ts';
import type { Layout } from './choose-layout.ts';
import { readMoment } from './read-moment.ts';
import type { SheetDefinition } from './sheet.ts';

export class Row<Slot extends string> {
  readonly number: number;
  /** Why the row cannot be accepted, so far. */
  readonly problems: Problem[] = [];
  /** What there is to say of a row that is accepted all the same. */
  readonly warnings: Problem[] = [];
  readonly #slots: Partial<Record<Slot, unknown>>;
  readonly #layout: Layout<Slot>;
  readonly #sheet: SheetDefinition<Slot>;
  readonly #unread: Slot[] = [];
  /** What is the matter with a cell that shows the error of a formula. */
  readonly #errors = new Map<Slot, Problem>();

  constructor(sheet: SheetDefinition<Slot>, layout: Layout<Slot>, slots: Partial<Record<Slot, unknown>>, number: number) {
    this.#sheet = sheet;
    this.#layout = layout;
    this.#slots = slots;
    this.number = number;
    for (const slot of layout.columns.keys()) this.#setErrorAside(slot);
  }

  /** The name of the layout that its table is of. */
  get layout(): string {
    return this.#layout.name;
  }

  /** A value as it came. */
  raw(slot: Slot): unknown {
    return this.#slots[slot];
  }

  /** Whether the sender has a column for a slot. */
  has(slot: Slot): boolean {
    return this.#layout.columns.has(slot);
  }

  /** The sender's column for a slot, for who speaks of it; where there is none, what it would be called among the sender's. */
  column(slot: Slot): string {
    return this.#layout.senderColumn(slot) ?? this.#wouldBe(slot);
  }

  text(slot: Slot): string | null {
    return cleanText(this.#slots[slot]);
  }

  name(slot: Slot): string | null {
    return cleanName(this.#slots[slot]);
  }

  /** Of a cell whose formula failed, that is the reason. */
  refuse(found: Problem, slot: Slot): void {
    this.problems.push(at(this.#errors.get(slot) ?? found, this.column(slot), this.number));
  }

  warn(found: Problem, slot: Slot): void {
    this.warnings.push(at(found, this.column(slot), this.number));
  }

  /** A value whose fault keeps the record out. */
  required<T>(slot: Slot, read: Result<T>): T | undefined {
    if (!read.ok) {
      this.refuse(read.problem, slot);
      return undefined;
    }
    return this.#accepted(slot, read);
  }

  /** A value whose fault is a warning. */
  lenient<T>(slot: Slot, read: Result<T>): T | undefined {
    if (!read.ok) {
      this.warn(read.problem, slot);
      return undefined;
    }
    return this.#accepted(slot, read);
  }

  /** A value whose fault is a warning, and which then is not stated: the known one stays. */
  lenientOrKnown<T>(slot: Slot, read: Result<T>): T | undefined {
    if (!read.ok) this.leaveUnstated(slot);
    return this.lenient(slot, read);
  }

  /** What a slot holds could not be read and is not stated: that the known value ended is not said. */
  leaveUnstated(slot: Slot): void {
    this.#unread.push(slot);
  }

  /** The fields that the sender states: those it has columns for, less what could not be read. */
  stated(...always: readonly string[]): ReadonlySet<string> {
    const { stated } = this.#layout;
    if (this.#unread.length === 0 && always.length === 0) return stated;
    const unread = new Set(this.#unread.flatMap((slot) => this.#sheet.slots[slot].fields ?? []));
    return new Set([...always, ...[...stated].filter((field) => !unread.has(field))]);
  }

  /** When the source last touched the row, as milliseconds; absent where it does not say, or says no time there can be. */
  moment(slot: Slot): number | undefined {
    const given = this.#slots[slot];
    if (given === undefined || given === null || cleanText(String(given)) === null) return undefined;
    const time = readMoment(String(given).trim());
    if (time === undefined) this.warn(problem('SOURCE_TIME_UNREADABLE'), slot);
    return time;
  }

  /** An error is no value, and not the lack of one: what was known stays. */
  #setErrorAside(slot: Slot): void {
    const value = this.#slots[slot];
    if (typeof value !== 'string' || !CELL_ERROR.test(value)) return;
    delete this.#slots[slot];
    this.leaveUnstated(slot);
    const failed = problem('CELL_ERROR', { received: value });
    this.#errors.set(slot, failed);
    this.warn(failed, slot);
  }

  #wouldBe(slot: Slot): string {
    const names = this.#sheet.layouts.find(({ name }) => name === this.layout)?.columns[slot] ?? [];
    const isChinese = [...this.#layout.columns.values()].some((column) => /\p{Script=Han}/u.test(column));
    return names.find((name) => /\p{Script=Han}/u.test(name) === isChinese) ?? names[0] ?? slot;
  }

  #accepted<T>(slot: Slot, read: { readonly value: T; readonly warnings?: readonly Problem[] }): T {
    for (const warning of read.warnings ?? []) this.warn(warning, slot);
    return read.value;
  }
}
