/** Where a copy stands, and what it is a copy of. Whoever reads the copy looks here first (`mirror_state`). */
import type { MirrorStateRow } from '../db/mirror-database.ts';
import { problem } from '../domain/message/problem.ts';
import { canonicalJson, type Json } from '../domain/record/canonical-json.ts';
import { LEVELS, type Level } from '../domain/record/level.ts';
import { listRecordTypes } from '../domain/record/record-types.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';
import { MirrorError } from './mirror-error.ts';

/**
 * BOOTSTRAPPING: it is being filled, and what is in it is no snapshot. FOLLOWING: its rows are those of `position`. REPAIRING: some of
 * its rows are of `position`, some of `goal`.
 */
export const STATES = ['BOOTSTRAPPING', 'FOLLOWING', 'REPAIRING'] as const;
export type StateName = (typeof STATES)[number];

/** What a copy is of. Its types are named: those that the hub gets later are no part of it. */
export interface CopyScope extends ScopeInput {
  readonly recordTypes: readonly string[];
}

export interface CopyState {
  readonly name: StateName;
  readonly revision: number;
  readonly feed: string;
  /** Null as long as it is not filled. */
  readonly position: number | null;
  /** What it is being brought to; null where it is in step. */
  readonly goal: number | null;
  readonly scope: CopyScope;
  /** At which its records are seen; null before the first export. */
  readonly level: Level | null;
  /** When it last agreed with the hub's digest, and where. */
  readonly checked: { readonly position: number; readonly at: number } | null;
}

export function stateOf(row: MirrorStateRow): CopyState {
  const name = STATES.find((each) => each === row.state);
  const scope = scopeOf(row.scope);
  if (name === undefined || scope === undefined)
    throw new MirrorError(problem('MIRROR_TARGET_STRANGE', { part: 'mirror_state' }));
  const { checked_position: position, checked_at: at } = row;
  return {
    name,
    revision: row.revision,
    feed: row.feed,
    position: row.position,
    goal: row.goal,
    scope,
    level: LEVELS.find((each) => each === row.level) ?? null,
    checked: position === null || at === null ? null : { position, at },
  };
}

export function stateRow({
  name,
  feed,
  position,
  goal,
  scope,
  level,
  checked,
}: CopyState): Omit<MirrorStateRow, 'id' | 'revision' | 'updated_at'> {
  return {
    state: name,
    feed,
    position,
    goal,
    scope: scopeText(scope),
    level,
    checked_position: checked?.position ?? null,
    checked_at: checked?.at ?? null,
  };
}

/** One way of writing a scope: two copies of the same one agree in it. */
export function scopeText({ recordTypes, ...rest }: CopyScope): string {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null));
  return canonicalJson({ ...given, recordTypes: recordTypes.toSorted() } as Json);
}

/** A scope as somebody would ask for it: by the options of the command. */
export function scopeOptions({ recordTypes, region, counties, company, zone }: CopyScope): string {
  const isEachType = listRecordTypes().every(({ name }) => recordTypes.includes(name));
  const places = { region, county: counties?.join(','), company, zone };
  const given = Object.entries(places).filter(([, value]) => value != null);
  const types: readonly [string, string][] = isEachType && given.length > 0 ? [] : [['types', recordTypes.join(',')]];
  return [...types, ...given].map(([name, value]) => `--${name} ${value}`).join(' ');
}

/** All of its types, where none is named: those that this program knows. */
export function copyScope(scope: ScopeInput): CopyScope {
  return { ...scope, recordTypes: scope.recordTypes ?? listRecordTypes().map(({ name }) => name) };
}

function scopeOf(text: string): CopyScope | undefined {
  try {
    const scope = JSON.parse(text) as Partial<CopyScope>;
    return Array.isArray(scope.recordTypes) ? (scope as CopyScope) : undefined;
  } catch {
    return undefined;
  }
}
