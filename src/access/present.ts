/**
 * The one place that turns a stored version into what a viewer sees. Nothing else reads content: a field that is
 * not of the viewer's classes is left out, a personal value is masked or shown, an erased one is marked.
 */
import type { DataClass, Field } from '../domain/record/field.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { maskPersonal } from './mask.ts';
import type { Viewer } from './viewer.ts';

export interface StoredContent {
  readonly content: Content;
  /** Personal values still held, by field. */
  readonly personal: Readonly<Record<string, string>>;
  /** Personal fields this version once had and that were erased. */
  readonly erased: readonly string[];
}

/** What stands in place of an erased personal value. */
export const ERASED = '（已删除）';

/** The fields of a version as this viewer sees them, in the order of the record type. */
export function present(type: RecordType, stored: StoredContent, viewer: Viewer): Content {
  const seen: Record<string, unknown> = {};
  for (const [name, field] of shownOf(type, viewer)) {
    const value = field.personal === true ? presentPersonal(name, field, stored, viewer) : stored.content[name];
    if (value !== undefined) seen[name] = value;
  }
  return seen;
}

/** Personal values that a version holds or held, without the rest of it. */
export type StoredPersonal = Pick<StoredContent, 'personal' | 'erased'>;

/**
 * Stored content as its type has it today: a field that it has no more, or that is personal by now, is nobody's to see.
 * @param content it is altered, and comes back
 */
export function openContent(type: RecordType, content: Record<string, unknown>): Content {
  const { open } = fieldsOf(type);
  for (const name of Object.keys(content)) if (!open.has(name)) delete content[name];
  return content;
}

/**
 * Without the personal fields, which `presentPersonalOf` adds where somebody asks for them.
 * @param content of `openContent`; it comes back as it is where nothing of it is hidden
 */
export function presentOpen(type: RecordType, content: Content, { classes }: Viewer): Content {
  const { open, ofClass } = fieldsOf(type);
  let isHidden = false;
  for (const each of ofClass) if (!classes.has(each)) isHidden = true;
  if (!isHidden) return content;
  const seen: Record<string, unknown> = {};
  for (const [name, { class: ofField }] of open) {
    const value = content[name];
    if (value !== undefined && classes.has(ofField)) seen[name] = value;
  }
  return seen;
}

/** The personal fields of a version as this viewer sees them. */
export function presentPersonalOf(type: RecordType, stored: StoredPersonal, viewer: Viewer): Content {
  const seen: Record<string, unknown> = {};
  for (const [name, field] of fieldsOf(type).personal) {
    const value = presentPersonal(name, field, stored, viewer);
    if (value !== undefined) seen[name] = value;
  }
  return seen;
}

interface TypeFields {
  readonly open: ReadonlyMap<string, Field>;
  readonly personal: ReadonlyMap<string, Field>;
  /** The classes of the open ones. */
  readonly ofClass: readonly DataClass[];
}

const known = new WeakMap<RecordType, TypeFields>();

function fieldsOf(type: RecordType): TypeFields {
  const made = known.get(type);
  if (made !== undefined) return made;
  const all = Object.entries(type.fields);
  const open = new Map(all.filter(([, field]) => field.personal !== true));
  const personal = new Map(all.filter(([, field]) => field.personal === true));
  const fields = { open, personal, ofClass: [...new Set([...open.values()].map((field) => field.class))] };
  known.set(type, fields);
  return fields;
}

type ShownFields = readonly (readonly [name: string, field: Field])[];

const shown = new WeakMap<Viewer['classes'], WeakMap<RecordType, ShownFields>>();

/** The fields of a type that a viewer sees, in its order. They are asked for with every record that is read. */
function shownOf(type: RecordType, viewer: Viewer): ShownFields {
  const ofClasses = shown.get(viewer.classes) ?? new WeakMap<RecordType, ShownFields>();
  const known = ofClasses.get(type);
  if (known !== undefined) return known;
  const fields = Object.entries(type.fields).filter(([, field]) => isShown(field, viewer));
  ofClasses.set(type, fields);
  shown.set(viewer.classes, ofClasses);
  return fields;
}

/** Whether a viewer sees any field of records of a type. */
export function seesAnyOf(type: RecordType, viewer: Viewer): boolean {
  return shownOf(type, viewer).length > 0;
}

/** Whether a viewer sees something of every record of a type: a field that none of them lacks. */
export function seesEachOf(type: Pick<RecordType, 'fields'>, viewer: Viewer): boolean {
  return Object.values(type.fields).some((field) => field.required === true && isShown(field, viewer));
}

/** A personal value is shown to all, masked. */
function isShown(field: Field, viewer: Viewer): boolean {
  return viewer.classes.has(field.class) || field.personal === true;
}

function presentPersonal(name: string, field: Field, stored: StoredPersonal, viewer: Viewer): string | undefined {
  if (stored.erased.includes(name)) return ERASED;
  const value = stored.personal[name];
  if (value === undefined) return undefined;
  const inClear = viewer.classes.has(field.class) && (viewer.personalInClear || field.class === 'PUBLIC_BY_DUTY');
  return inClear ? value : maskPersonal(value);
}
