/** A hub as whoever copies it sees it: over HTTP (`RemoteHub`), or the database itself, for those who verify. */
import type { Json } from '../domain/record/canonical-json.ts';
import type { Level } from '../domain/record/level.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';

export interface UpstreamHead {
  readonly feed: string;
  readonly position: number;
}

/** What a record says, as the viewer sees it. */
export type RecordFields = { readonly [field: string]: Json | undefined };

/** A record at a position: a row of an export, or what a change left of it. */
export interface UpstreamRecord {
  readonly key: string;
  /** Of the version that holds. */
  readonly position: number;
  /** 64 hex digits. */
  readonly hash: string;
  readonly effectiveOn: string | null;
  readonly source: string;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly recordedAt: string;
  readonly fields: RecordFields;
}

export interface UpstreamChange extends Omit<UpstreamRecord, 'fields'> {
  /** The position before it under the same filter; the first of a page names the `after` that was asked for. */
  readonly previous: number | null;
  readonly recordType: string;
  readonly kind: string;
  /** Whether the record comes into the scope or leaves it. */
  readonly crossing: 'ENTERED' | 'LEFT' | null;
  /** It moves no current state. */
  readonly historyOnly: boolean;
  /** Null where the record ends, or leaves the scope. */
  readonly after: RecordFields | null;
  /** What is to be taken from the sum; null where nothing was there. */
  readonly hashBefore: string | null;
}

export interface UpstreamPage {
  readonly feed: string;
  readonly changes: readonly UpstreamChange[];
  /** Everything up to here has been looked at: go on after it. */
  readonly scannedTo: number;
  /** The head that the page reaches up to at most. */
  readonly at: number;
}

export interface PageQuery {
  /** The feed that `after` belongs to. */
  readonly feed: string;
  readonly after: number;
  /** At most so many, up to 1,000. */
  readonly first: number;
  readonly scope: ScopeInput;
}

export interface ExportQuery {
  readonly recordType: string;
  readonly feed: string;
  readonly at: number;
  /** Rows after this key; from the first where it is null. */
  readonly after: string | null;
  readonly scope: ScopeInput;
}

/** A part of an export, in the order of keys. The last one has been held against what the export says that it adds up to. */
export interface ExportBatch {
  readonly feed: string;
  readonly level: Level;
  readonly rows: readonly UpstreamRecord[];
  readonly isLast: boolean;
}

export interface DigestQuery {
  readonly scope: ScopeInput;
  readonly at: number;
}

export interface UpstreamDigest {
  readonly feed: string;
  readonly at: number;
  /** Sum modulo 2^256 of the records' hashes, 64 hex digits. */
  readonly digest: string;
  readonly records: number;
}

/** All of them throw `UpstreamError`. */
export interface Upstream {
  head(): Promise<UpstreamHead>;
  changes(query: PageQuery): Promise<UpstreamPage>;
  /** Batches of 1,000 rows at most, the last one perhaps empty. Where it ends without one that `isLast`, it throws. */
  exportRows(query: ExportQuery): AsyncIterable<ExportBatch>;
  /** Of the position and the scope that were asked for. */
  digest(query: DigestQuery): Promise<UpstreamDigest>;
}
