/** What a plan is made of: what the hub knows that bears on a batch, and what the batch will write. */
import type { Problem } from '../domain/message/problem.ts';
import type { ChangeKind, Stage } from '../domain/record/change.ts';
import type { Grounds } from '../domain/record/observation.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import type { Outcome } from './counts.ts';
import type { Lack, ReadyEntry } from './entry.ts';
import type { Hashes } from './hashes.ts';
import type { SeenVersion } from './seen-from.ts';

/** The version of a key that holds. `content` is null where the key is closed. */
export interface KeyState extends Hashes {
  readonly position: number;
  /** When the hub received it; milliseconds. Of what the batch itself writes, that of what held before: a batch overtakes nothing of itself. */
  readonly receivedAt: number;
  readonly kind: ChangeKind;
  readonly effectiveOn: string | null;
  readonly sourceVersion: number | null;
  readonly fingerprint: string | null;
  readonly content: Content | null;
  readonly contentText: string | null;
  /** The key that goes on in place of this one, where it was closed for that reason. */
  readonly into: string | null;
  /** What held last under a key that is closed: an old sheet of it is known by that. */
  readonly last: { readonly content: Content; readonly hash: string } | null;
  /** Personal values, where an entry of the batch may have to be filled in from them. */
  readonly personal: Readonly<Record<string, string>>;
}

/** A stored version that a correction or a late record is held against. */
export interface KnownVersion extends Hashes {
  readonly position: number;
  readonly recordType: string;
  readonly key: string;
  readonly kind: ChangeKind;
  readonly corrects: number | null;
  readonly effectiveOn: string | null;
  readonly sourceVersion: number | null;
  /** Worked out anew from content and personal values; null where the version closes its key. */
  readonly fingerprint: string | null;
  readonly content: Content | null;
  readonly contentText: string | null;
  /** Those that are held still. */
  readonly personal: Readonly<Record<string, string>>;
}

/** What the hub knows that bears on the batch. Keys are `stateKey(type, key)`. */
export interface Known {
  readonly states: ReadonlyMap<string, KeyState>;
  /** All versions of the keys that late records or corrections name. */
  readonly histories: ReadonlyMap<string, readonly KnownVersion[]>;
  /** Of the companies that decide whether an entry is the hub's, those that it knows. */
  readonly companies: ReadonlySet<string>;
}

/** A version as far as another one is held against it. */
export type Against = SeenVersion & Pick<KeyState, 'contentText' | 'fingerprint'>;

export interface PlannedVersion extends Hashes {
  readonly position: number;
  readonly type: RecordType;
  readonly key: string;
  readonly previous: number | null;
  until: number | null;
  readonly kind: ChangeKind;
  readonly stage: Stage | null;
  readonly corrects: number | null;
  readonly historyOnly: boolean;
  readonly effectiveOn: string | null;
  readonly sourceVersion: number | null;
  /** The version that it is held against, the one that held or that it corrects; undefined for the first of a key and for what came late. */
  readonly against: Against | undefined;
  /** What that one says; null where it closes its key. */
  readonly before: Content | null;
  readonly beforeInto: string | null;
  readonly content: Content | null;
  /** The key that goes on in place of this one, where the version closes it for that reason. */
  readonly into: string | null;
  readonly contentText: string | null;
  readonly personal: Readonly<Record<string, string>>;
  fingerprint: string | null;
  readonly grounds: Grounds | null;
}

export interface Refusal {
  readonly entry: ReadyEntry;
  readonly problems: readonly Problem[];
  /** What it waits for: it is tried again once the hub knows one of them. */
  readonly lacks: readonly Lack[];
}

/** What became of one entry; `position` where it wrote, or that of the equal version. */
export interface EntryOutcome {
  readonly outcome: Outcome;
  readonly position: number | null;
  readonly problems: readonly Problem[];
  /** The key that was found or issued for it, where its row does not hold it. */
  readonly key?: string;
  /** The number under which a refused one waits in quarantine. */
  readonly quarantined?: number;
  /** It waited, and what its source stated since of the same record answers it. */
  readonly isOvertaken?: boolean;
  /** It waited, and somebody has decided about it meanwhile. */
  readonly isDecided?: boolean;
}

export interface Plan {
  readonly versions: readonly PlannedVersion[];
  /** Stored versions that end. */
  readonly ends: readonly { readonly recordType: string; readonly position: number; readonly until: number }[];
  readonly refusals: readonly Refusal[];
  /** Versions that their source has stated again, under a newer version of its own: position → that version. */
  readonly seen: ReadonlyMap<number, number>;
  /** Keys that closed because their subject goes on under the key of an entry. */
  readonly replaced: number;
  /** In the order of the entries. */
  readonly outcomes: readonly EntryOutcome[];
}

export function stateKey(recordType: string, key: string): string {
  return `${recordType} ${key}`;
}
