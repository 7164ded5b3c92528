/**
 * Who is asking. Every read of the feed takes a viewer: a party that proves itself with its token, or the operator, who
 * sits at the machine itself (the hub listens on loopback).
 */
import type { DataClass } from '../domain/record/field.ts';

export interface Viewer {
  /** The organisation, as it will stand in the access log. */
  readonly party: string;
  /** The classes of fields this viewer sees. */
  readonly classes: ReadonlySet<DataClass>;
  /** The source whose records it answers for; absent where there is none. */
  readonly source?: string;
  /** Whether personal values of those classes are seen in clear; masked otherwise. */
  readonly personalInClear: boolean;
  /** Where it asks from, of one that does not prove who it is: it waits its turn among those of its own address. */
  readonly address?: string;
  /** Aborted when it waits for no answer any more. */
  readonly gone?: AbortSignal;
}

export const operator: Viewer = {
  party: 'operator',
  classes: new Set(['PUBLIC', 'PUBLIC_BY_DUTY', 'SHARED', 'RESTRICTED']),
  personalInClear: true,
};

/** Anybody: what is public by nature, and personal values masked unless they are ordered to be published. */
export const anybody: Viewer = {
  party: 'anybody',
  classes: new Set(['PUBLIC', 'PUBLIC_BY_DUTY']),
  personalInClear: false,
};

/** One set for all of them: what follows from it is worked out once. */
const OF_AUTHORITIES: Viewer['classes'] = new Set(['PUBLIC', 'PUBLIC_BY_DUTY', 'SHARED']);

/**
 * An authority that sends records of a source: what is shared between authorities, personal values masked unless they are
 * ordered to be published.
 */
export function partyViewer({ id, source }: { readonly id: string; readonly source: string }): Viewer {
  return { party: id, source, classes: OF_AUTHORITIES, personalInClear: false };
}

/** Whether it is the operator: who decides about runs and about what was set aside. */
export function isOperator({ party }: Viewer): boolean {
  return party === operator.party;
}

/** Whether it is somebody who can be asked back. */
export function isParty({ party }: Viewer): boolean {
  return party !== anybody.party;
}
