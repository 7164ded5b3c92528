/**
 * What a version brings into the tables that are derived of versions, and what it ends there. Pure: who writes a version, who checks
 * the tables and who makes them again work it out by this.
 */
import type { IdentifierRow, TypedRow } from '../../db/version.repository.ts';
import type { Content, Link, RecordType, Relation } from '../../domain/record/record-type.ts';
import { identifierSteps } from '../identifier-steps.ts';

/** A version in its place among those of its key. */
export interface PlacedVersion {
  readonly position: number;
  readonly type: RecordType;
  readonly key: string;
  /** Null while it holds. */
  readonly until: number | null;
  readonly historyOnly: boolean;
  /** Null where it closes its key. */
  readonly content: Content | null;
  /** The key that goes on in place of this one, where it closes it for that reason. */
  readonly into: string | null;
  /** The same of the version that it is held against. */
  readonly before: Content | null;
  readonly beforeInto: string | null;
}

export interface StepRows {
  readonly links: readonly (Link & { readonly position: number })[];
  readonly relations: readonly (Relation & { readonly position: number; readonly until: number | null })[];
  /** Null where nothing holds from here on. */
  readonly typed: TypedRow | null;
  readonly opened: readonly (IdentifierRow & { readonly since: number })[];
  readonly closed: readonly (IdentifierRow & { readonly key: string; readonly until: number })[];
}

const NOTHING = { relations: [], typed: null, opened: [], closed: [] } as const;

export function rowsOfStep(version: PlacedVersion): StepRows {
  const { position, type, key, until, content } = version;
  const links = linksOf(version).map((link) => ({ ...link, position }));
  if (version.historyOnly) return { ...NOTHING, links };
  const before = { content: version.before, into: version.beforeInto };
  const { opened, closed } = identifierSteps(type, key, before, { content, into: version.into });
  return {
    links,
    relations: content === null ? [] : relationsOf(type, content).map((relation) => ({ ...relation, position, until })),
    typed: content === null ? null : { key, position, until, columns: type.columns(key, content) },
    opened: opened.map((each) => ({ ...each, since: position })),
    closed: closed.map((each) => ({ ...each, key, until: position })),
  };
}

/** A position concerns what its before or its after concerns: whoever is left must hear of it too. */
function linksOf({ type, key, before, content, into }: PlacedVersion): readonly Link[] {
  const kind = type.keyKind === 'USCC' ? 'company' : type.keyKind === 'ESTATE' ? 'estate' : null;
  const goesOn: readonly Link[] = into === null || kind === null ? [] : [key, into].map((value) => ({ kind, value }));
  const after = content === null ? goesOn : type.links(key, content);
  return distinct(before === null ? after : [...after, ...type.links(key, before)]);
}

/** Whose record a content is, each named once. */
export function relationsOf(type: RecordType, content: Content): readonly Relation[] {
  return distinct(type.relations?.(content) ?? []);
}

function distinct<T extends Link>(links: readonly T[]): readonly T[] {
  return links.filter((link, i) => links.findIndex((other) => other.kind === link.kind && other.value === link.value) === i);
}
