/**
 * What every connector is: it fetches from one source and turns its wire records into observations. It never writes.
 */
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import type { Result } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import type { Reading, WireRecord } from '../src/domain/record/observation.ts';

/** Whether a delivery is everything there is (of some regions, or of all), so that what is missing has ended, or only news. */
export type Completeness = { readonly kind: 'delta' } | { readonly kind: 'full'; readonly region: string | null };

/** One delivery of a source: a file, or what an interface answers. */
export interface Delivery {
  readonly completeness: Completeness;
  /** Record types that it may hold: what `full` speaks of. */
  readonly recordTypes: readonly string[];
  /** A short name for the ledger. */
  readonly input: string;
  /** Identity of the content: a killed run goes on only with the same input. */
  readonly fingerprint: string;
  /** Size and progress, in bytes. */
  readonly bytesTotal: number;
  bytesRead(): number;
  /** Batches of rows after a row that was saved before; at most 1,000 to a batch. */
  readings(options: { readonly after: number; readonly signal?: AbortSignal }): AsyncIterable<readonly Reading[]>;
}

/** Problems that a person has looked at and overruled. */
export interface ReadOptions {
  readonly confirmed?: ReadonlySet<MessageCode>;
}

export interface Connector {
  readonly source: SourceName;
  /** Opens a file drop. */
  openFile(path: string, completeness: Completeness): Promise<Result<Delivery>>;
  /** Reads one wire record again: what quarantine does when it releases. */
  readWire(wire: WireRecord, row: number, options?: ReadOptions): Reading;
}
