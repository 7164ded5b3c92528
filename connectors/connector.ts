/**
 * What every connector is: it fetches from one source and turns its wire records into observations. It never writes.
 */
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import type { Problem, Result } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import type { Reading, WireRecord } from '../src/domain/record/observation.ts';

/** Whether a delivery is everything there is (of some regions, or of all), so that what is missing has ended, or only news. */
export type Completeness = { readonly kind: 'delta' } | { readonly kind: 'full'; readonly region: string | null };

/** How far a delivery has been read: what an interrupted run goes on after. */
export interface Place {
  /** Rows read so far, or the row of a file as a spreadsheet counts. */
  readonly row: number;
  /** Where an interface goes on, in words of its connector; null at its beginning, and for a file. */
  readonly cursor: string | null;
}

/** Rows read together, and where the interface goes on after them. */
export interface ReadingBatch {
  /** At most 1,000; none where an interface has only moved its cursor. */
  readonly readings: readonly Reading[];
  /** Absent where the place is told by the rows alone. */
  readonly cursor?: string;
  /** What there is to say that is about no row of them. */
  readonly warnings?: readonly Problem[];
  /** The sheet that they stand on, where a workbook has several: each counts its rows from 1. */
  readonly sheet?: string;
}

/** A sheet of a workbook that is read, and the row of its header. */
export interface SheetRead {
  readonly sheet: string;
  readonly headerRow: number;
}

/** One delivery of a source: a file, or what an interface answers. */
export interface Delivery {
  readonly completeness: Completeness;
  /** Record types that it may hold: what `full` speaks of. */
  readonly recordTypes: readonly string[];
  /** Of a workbook: the sheets that are read of it. */
  readonly sheets?: readonly SheetRead[];
  /** A short name for the ledger. */
  readonly input: string;
  /** Identity of the content: a killed run goes on only with the same input. */
  readonly fingerprint: string;
  /**
   * The interface whose cursor is kept from run to run, so that the next run asks for what is new; at most 200
   * characters, without a secret. Absent for a file, and for a listing of a part of what there is.
   *
   * A full listing starts anew, and once all of it has been read it leaves its cursor to the runs after it. One that
   * broke off leaves theirs where it was.
   */
  readonly stream?: string;
  /** Size in bytes; null where nobody knows before the end. */
  readonly bytesTotal: number | null;
  bytesRead(): number;
  /**
   * What comes after a place.
   * @throws DeliveryError
   */
  readings(options: { readonly after: Place; readonly signal?: AbortSignal }): AsyncIterable<ReadingBatch>;
}

/** A way to what a source has: opened once for each run. */
export interface Opening {
  /** A short name for the ledger, should it not open at all. */
  readonly input: string;
  readonly completeness: Completeness;
  open(): Promise<Result<Delivery>>;
}

/** Problems that a person has looked at and overruled. */
export interface ReadOptions {
  readonly confirmed?: ReadonlySet<MessageCode>;
}

export interface Connector {
  readonly source: SourceName;
  /**
   * What was said about the rows because they do not say it themselves, e.g. whose status codes they carry: a row that is
   * set aside is read again by it. At most 400 characters as JSON.
   */
  readonly reading?: Readonly<Record<string, string>>;
  /** A dropped file; news unless it is said to be everything. */
  file(path: string, completeness?: Completeness): Opening;
  /** Reads one wire record again: what quarantine does when it releases. */
  readWire(wire: WireRecord, row: number, options?: ReadOptions): Reading;
}
