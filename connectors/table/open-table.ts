/** A dropped file of rows as a delivery. */
import { at, ok, type Result } from '../../src/domain/message/problem.ts';
import type { Completeness, Delivery } from '../connector.ts';
import { openFile } from '../file/read-file.ts';
import type { SheetReader } from './sheet-reader.ts';

export interface TableOptions<Slot extends string> {
  readonly completeness: Completeness;
  readonly recordTypes: readonly string[];
  /** Those of a table with a header of this layout, where they are fewer: a full one speaks of no others. */
  recordTypesOf?(layout: string): readonly string[];
  /** A short name for the ledger. */
  readonly input: string;
  readonly reader: SheetReader<Slot>;
  /** How rows are read, where that is a choice: read otherwise it is another delivery. */
  readonly reading?: string;
}

export async function openTable<Slot extends string>(path: string, options: TableOptions<Slot>): Promise<Result<Delivery>> {
  const { completeness, recordTypes, input, reader, reading } = options;
  const opened = await openFile(path, { recognise: reader.columnsIn });
  if (!opened.ok) return opened;
  const file = opened.value;
  const layout = file.header === null ? undefined : reader.layoutOf(file.header);
  if (layout !== undefined && !layout.ok) return { ok: false, problem: at(layout.problem, undefined, file.headerRow) };
  const isRemark = layout === undefined ? () => false : reader.remarksUnder(layout.value);
  return ok({
    completeness,
    ...(file.sheet === null ? {} : { sheets: [{ sheet: file.sheet, headerRow: file.headerRow }] }),
    recordTypes: (layout === undefined ? undefined : options.recordTypesOf?.(layout.value.name)) ?? recordTypes,
    input,
    fingerprint: reading === undefined ? file.fingerprint : `${file.fingerprint}-${reading}`,
    bytesTotal: file.bytesTotal,
    bytesRead: () => file.bytesRead(),
    async *readings({ after, signal }) {
      for await (const rows of file.rows({ skipThrough: after.row, ...(signal === undefined ? {} : { signal }) })) {
        const records = rows.filter((row) => !isRemark(row));
        if (records.length > 0) yield { readings: records.map((row) => reader.readFileRow(row, layout?.value)) };
      }
    },
  });
}
