/** What a version opens and closes among the identifiers that lead to companies and estates. Pure; writing and verifying share it. */
import type { Content, Identifier, RecordType } from '../domain/record/record-type.ts';

/** An identifier and where it leads. */
export interface IdentifierOf extends Identifier {
  readonly subject: string;
  readonly record_type: string;
}

/** One side of a step: the content that holds, or the key that goes on where the record was closed for another one. */
export interface IdentifierSide {
  readonly content: Content | null;
  readonly into: string | null;
}

export function identifierSteps(
  type: RecordType,
  key: string,
  before: IdentifierSide,
  after: IdentifierSide,
): { readonly opened: readonly IdentifierOf[]; readonly closed: readonly IdentifierOf[] } {
  const had = identifiersOf(type, key, before);
  const has = identifiersOf(type, key, after);
  return { opened: has.filter((each) => !isIn(had, each)), closed: had.filter((each) => !isIn(has, each)) };
}

function identifiersOf(type: RecordType, key: string, { content, into }: IdentifierSide): readonly IdentifierOf[] {
  // A key that was replaced leads to the one that goes on.
  if (into !== null && type.keyKind !== undefined) {
    return [{ kind: type.keyKind, value: key, subject: into, record_type: type.name }];
  }
  const held = content === null ? null : type.identifiers(key, content);
  if (held === null) return [];
  return held.identifiers.map((each) => ({ ...each, subject: held.subject, record_type: type.name }));
}

function isIn(list: readonly IdentifierOf[], { kind, value, subject }: IdentifierOf): boolean {
  return list.some((other) => other.kind === kind && other.value === value && other.subject === subject);
}
