/** What a connector's conformance is tested with: tables as its source sends them, and how its readings are compared. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector, Delivery, Opening, Place } from '../../connectors/connector.ts';
import type { ClientOptions } from '../../connectors/http/json-client.ts';
import type { Observation, Reading } from '../../src/domain/record/observation.ts';

export type SentRow = Readonly<Record<string, string>>;

export interface SentTable {
  readonly name: string;
  /** The n-th row; all of a table have the same columns. */
  row(n: number): SentRow;
  /** Columns about persons. */
  readonly personal: readonly string[];
  /** A cell that keeps the row out. */
  readonly spoilt: SentRow;
}

export interface ConformanceCase {
  readonly connector: Connector;
  readonly tables: readonly [SentTable, ...SentTable[]];
  /** Its interface over HTTP, and the lists of it with the n-th row of each; absent where it has none. */
  readonly http?: {
    open(office: ClientOptions): Opening;
    readonly lists: Readonly<Record<string, (n: number) => object>>;
  };
}

/** A folder for files, gone at the end. */
export class Drop implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hutong-drop-'));

  write(name: string, text: string): string {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    return path;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export function csvOf(rows: readonly SentRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(line).join('');
}

export function ndjsonOf(rows: readonly SentRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export async function opened(opening: Opening): Promise<Delivery> {
  const result = await opening.open();
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

export const START: Place = { row: 0, cursor: null };

/** All readings after a place, each with the place that its batch leaves behind. */
export async function readAll(delivery: Delivery, after: Place = START) {
  const readings: { readonly reading: Reading; readonly place: Place; readonly isLast: boolean }[] = [];
  for await (const batch of delivery.readings({ after })) {
    batch.readings.forEach((reading, i) => {
      const place = { row: reading.row, cursor: batch.cursor ?? null };
      readings.push({ reading, place, isLast: i === batch.readings.length - 1 });
    });
  }
  return readings;
}

/** A reading as a value that can be compared: what is still to be found is found as made-up subjects. */
export function comparable({ wire: _wire, ...reading }: Reading): unknown {
  return 'observation' in reading ? { ...reading, observation: completed(reading.observation) } : reading;
}

function completed({ needs, ...observation }: Observation): unknown {
  if (needs === undefined) return observation;
  const { needs: _none, ...whole } = needs.complete(needs.wants.map((_want, i) => `FOUND${i}`));
  return { ...observation, wants: needs.wants, whole };
}
