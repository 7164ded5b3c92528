/**
 * The one place that turns a stored version into what a viewer sees. Nothing else reads content: a field that is
 * not of the viewer's classes is left out, a personal value is masked or shown, an erased one is marked.
 */
import type { Field } from '../domain/record/field.ts';
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
  for (const [name, field] of Object.entries(type.fields)) {
    const value = field.personal === true ? presentPersonal(name, field, stored, viewer) : stored.content[name];
    if (value !== undefined && isShown(field, viewer)) seen[name] = value;
  }
  return seen;
}

/** Whether a viewer sees any field of records of a type. */
export function seesAnyOf(type: RecordType, viewer: Viewer): boolean {
  return Object.values(type.fields).some((field) => isShown(field, viewer));
}

/** A personal value is shown to all, masked. */
function isShown(field: Field, viewer: Viewer): boolean {
  return viewer.classes.has(field.class) || field.personal === true;
}

function presentPersonal(name: string, field: Field, stored: StoredContent, viewer: Viewer): string | undefined {
  if (stored.erased.includes(name)) return ERASED;
  const value = stored.personal[name];
  if (value === undefined) return undefined;
  const inClear = viewer.classes.has(field.class) && (viewer.personalInClear || field.class === 'PUBLIC_BY_DUTY');
  return inClear ? value : maskPersonal(value);
}
