/**
 * Reads a list and writes its answer in a thread of its own: a large or malicious file takes neither the serving loop
 * nor the memory of the process. It is told the bytes, tells the rows, is told the answers, tells the bytes to return.
 */
import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Result } from '../../../domain/message/problem.ts';
import type { Answer } from './answer.ts';
import { type ListRow, readList } from './read-list.ts';
import { readTable } from './read-table.ts';
import type { Table, TableLimits } from './table.ts';
import { writeTable } from './write-table.ts';

export interface ListWork {
  readonly bytes: Uint8Array;
  readonly limits: TableLimits;
}

/** The rows to be matched. */
export type ListRead = Result<{ readonly rows: readonly ListRow[]; readonly notes: readonly string[] }>;

export interface ListWritten {
  readonly format: Table['format'];
  readonly bytes: Uint8Array;
}

async function work(port: MessagePort, { bytes, limits }: ListWork): Promise<void> {
  const table = await readTable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  const list = table.ok ? readList(table.value, limits) : table;
  if (!table.ok || !list.ok) {
    port.postMessage(list satisfies Result<unknown>);
    return;
  }
  const answered = once(port, 'message');
  port.postMessage({ ok: true, value: { rows: list.value.rows, notes: table.value.notes } } satisfies ListRead);
  // Null where nobody could answer: the thread ends, then as always, by having nothing left to do.
  const [answers] = (await answered) as [readonly Answer[] | null];
  if (answers === null) return;
  const written = await writeTable(table.value, list.value.header, answers);
  port.postMessage({ format: table.value.format, bytes: written } satisfies ListWritten);
}

if (parentPort !== null) await work(parentPort, workerData as ListWork);
