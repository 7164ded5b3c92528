/**
 * An export in a file. Until all of it is there it stands beside, as lines of JSON in `FILE.part`: each line says its key and its hash,
 * so that what was cut short can be gone on with. Then it becomes the file that was asked for, in one step.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { appendFile, rename, rm, truncate } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ScopeInput } from '../domain/scope/scope.ts';
import { type Export, ExportTotal } from '../feed/export/export.ts';
import { type ExportFormat, type ExportOpening, exportedRecord, formOf } from '../feed/export/export-text.ts';
import { EXIT } from './exit-codes.ts';
import { type CliFailure, failure } from './failure.ts';

/** What an export that was cut short has already. */
export interface Part {
  readonly opening: ExportOpening;
  readonly total: ExportTotal;
  /** Of the whole lines. */
  readonly bytes: number;
}

export const partOf = (file: string): string => `${file}.part`;

/**
 * What stands in the part of a file; null where there is none, or nothing in it.
 * @throws CliFailure where it is not what an export has left
 */
export async function readPart(file: string): Promise<Part | null> {
  if (!existsSync(partOf(file))) return null;
  const total = new ExportTotal();
  let opening: ExportOpening | null = null;
  let bytes = 0;
  // A last line without its end was cut off.
  const lines = createInterface({ input: createReadStream(partOf(file), 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let held: string | null = null;
  const take = (text: string): void => {
    if (opening === null) opening = readLine(file, text, isOpening);
    else total.add(readLine(file, text, isRecord));
    bytes += Buffer.byteLength(text) + 1;
  };
  for await (const line of lines) {
    if (held !== null) take(held);
    held = line;
  }
  if (held !== null && (await endsWithLine(partOf(file), bytes + Buffer.byteLength(held)))) take(held);
  if (opening === null && held !== null) throw strangePart(file);
  return opening === null ? null : { opening, total, bytes };
}

function readLine<T>(file: string, text: string, isExpected: (value: unknown) => value is T): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw Object.assign(strangePart(file), { cause: error });
  }
  if (!isExpected(value)) throw strangePart(file);
  return value;
}

function isOpening(value: unknown): value is ExportOpening {
  const { export: type, feed, position } = (value ?? {}) as Partial<Record<keyof ExportOpening, unknown>>;
  return typeof type === 'string' && typeof feed === 'string' && typeof position === 'string' && /^\d{1,15}$/.test(position);
}

function isRecord(value: unknown): value is { readonly key: string; readonly hash: string } {
  const { key, hash } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return typeof key === 'string' && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash);
}

function strangePart(file: string): CliFailure {
  const [reason, reasonEn] = ['它不是导出留下的', 'no export has left it'];
  return failure('EXPORT_PART_STRANGE', { file: partOf(file), reason, reasonEn });
}

async function endsWithLine(file: string, at: number): Promise<boolean> {
  for await (const chunk of createReadStream(file, { start: at, end: at })) return String(chunk) === '\n';
  return false;
}

/** Writes what lacks behind the part that is there. @throws CliFailure where it was told to stop */
export async function writePart(
  file: string,
  order: Export,
  scope: ScopeInput,
  { total, signal, before }: { readonly total: ExportTotal; readonly signal: AbortSignal; readonly before: Part | null },
): Promise<void> {
  const part = partOf(file);
  const form = formOf('ndjson', order, scope);
  if (before === null) await appendFile(part, form.opening());
  else await truncate(part, before.bytes);
  for await (const page of order.pages()) {
    if (signal.aborted) throw failure('EXPORT_STOPPED', { rows: String(total.rows), file: part }, EXIT.stopped);
    await appendFile(part, page.map((record) => form.record(record)).join(''));
    for (const record of page) total.add(record);
  }
}

/** Makes the file of its part. */
export async function finish(
  file: string,
  order: Export,
  scope: ScopeInput,
  format: ExportFormat,
  total: ExportTotal,
): Promise<void> {
  const part = partOf(file);
  const form = formOf(format, order, scope);
  const made = `${file}.new`;
  const text = async function* () {
    yield form.opening();
    let isFirst = true;
    for await (const line of createInterface({ input: createReadStream(part, 'utf8') })) {
      if (!isFirst) yield form.record(exportedRecord(line));
      isFirst = false;
    }
    yield form.closing(total);
  };
  if (file.endsWith('.gz')) await pipeline(text, createGzip(), createWriteStream(made));
  else await pipeline(text, createWriteStream(made));
  await rename(made, file);
  await rm(part);
}
