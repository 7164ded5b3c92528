/**
 * Pushes (报送) as those see them who take them in: the server and the graph hand a push to an intake and get its answer.
 * How it is read and written is the business of whoever implements the intake.
 */
import type { Result } from '../../domain/message/problem.ts';
import type { PushSummary } from './answer.ts';
import type { PushTotals } from './totals.ts';

/** Who may push: its own name and the source whose records it sends. */
export interface Party {
  readonly id: string;
  readonly source: string;
}

/** The operator at the machine itself, as the sender of what is pushed by the command line. */
export const OPERATOR_SENDER = 'operator';

export interface PushRequest {
  /** Id of the party, or `operator`. */
  readonly sender: string;
  readonly recordType: string;
  /** The body as it came, in a file that nobody changes meanwhile. */
  readonly file: string;
  /** SHA-256 of the body, hex. */
  readonly bodyDigest: string;
  /** Names the push for good: sent again with the same body it gets the first answer. Null: it is a push of its own. */
  readonly idempotencyKey: string | null;
  readonly totals: PushTotals;
  /** Compares only: nothing is written and no lock is held. */
  readonly dryRun: boolean;
  /** Whether a workbook with refused rows shall come back with the reasons in it. */
  readonly workbook: boolean;
  /** When all of it had come; milliseconds. */
  readonly receivedAt: number;
}

/** Files of an answer lie in the folder of the request's file; whoever asked removes them. */
export interface PushAnswer {
  readonly summary: PushSummary;
  /** What became of each record, in the order of the rows: one JSON object to a line. */
  readonly recordsFile: string;
  /** The workbook with the reasons in it; null where it was not asked for, is none, or has no refused row. */
  readonly workbookFile: string | null;
}

/** A sender's waiting records as a table in its own columns. */
export interface WaitingRequest {
  readonly sender: string;
  readonly recordType: string | null;
  readonly format: 'csv' | 'xlsx';
  /** Where the table is to be written. */
  readonly file: string;
}

export interface PushIntake {
  push(request: PushRequest): Promise<Result<PushAnswer>>;
  /** Writes the table; answers how many records are in it. */
  writeWaiting(request: WaitingRequest): Promise<Result<number>>;
  /** A new folder that only this process reads, for one request's files. */
  makeFolder(): Promise<string>;
}
