/** Tells an interface that was changed from a row that is bad. */
import type { MessageCode } from '../../src/domain/message/catalogue.ts';
import { problem } from '../../src/domain/message/problem.ts';
import type { Reading } from '../../src/domain/record/observation.ts';
import { SourceError } from './source-error.ts';

const OTHER_COLUMNS: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'ROW_FIELDS_UNKNOWN',
  'ROW_FIELD_MISSING',
  'FILE_OTHER_TABLE',
]);

/**
 * A bad row waits, and its page goes on. Where no row of a page has the columns that were agreed, the interface is another
 * one: its place is kept, so that nothing of it is passed by until it is as before or its new columns are known here.
 *
 * @param url the list, as messages name it
 * @throws {SourceError}
 */
export function checkColumns(readings: readonly Reading[], url: string): void {
  const found = readings.map((reading) => ('problems' in reading ? reading.problems[0] : undefined));
  const [first] = found;
  if (first === undefined || !found.every((each) => each !== undefined && OTHER_COLUMNS.has(each.code))) return;
  // Alone on its page, a row that lacks one column is a bad row.
  if (found.length === 1 && first.code === 'ROW_FIELD_MISSING') return;
  const expected = first.params.expected ?? first.params.column ?? '';
  throw new SourceError('unreadable', problem('SOURCE_COLUMNS', { url, rows: String(found.length), expected }));
}
