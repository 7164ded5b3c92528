/** Statements of every request, whose text is there already: to build it again would take as long as to run it. */
import { CompiledQuery } from 'kysely';
import type { Database } from './database.ts';

/** Both ways answer the same; on SQLite there is a shorter one. */
export async function rowsOf<Row>(
  { read, readNow }: Database,
  text: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  if (readNow !== undefined) return readNow(text, parameters) as readonly Row[];
  return (await read.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
}
