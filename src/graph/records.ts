/**
 * Records as the graph shows them: the fields as the viewer may see them, and where they come from. One mechanism for
 * every record type; a field added to a definition and to the schema needs nothing here, nor does a new record type.
 */
import type { Fields } from '../domain/record/field.ts';
import type { Content } from '../domain/record/record-type.ts';
import type { Pin } from '../feed/position.ts';
import { type OpenRecord, provenanceOf } from '../feed/read.ts';
import { soon } from '../feed/soon.ts';
import type { GraphContext } from './context.ts';
import { disputed } from './feed/challenges.ts';

/** A record and the moment that it is asked about. */
export interface RecordAt extends OpenRecord {
  readonly pin: Pin;
}

/** Name by name: to copy the rest of an object takes several times as long, and there are dozens to a request. */
export function recordAt(record: OpenRecord, pin: Pin): RecordAt {
  return {
    recordType: record.recordType,
    key: record.key,
    fields: record.fields,
    position: record.position,
    kind: record.kind,
    effectiveOn: record.effectiveOn,
    source: record.source,
    receivedAt: record.receivedAt,
    recordedAt: record.recordedAt,
    hasPersonal: record.hasPersonal,
    seenFrom: record.seenFrom,
    pin,
  };
}

/** What the type of a record type is called in the graph. @example typeNameOf('company-filing') → 'CompanyFiling' */
export function typeNameOf(recordType: string): string {
  return recordType.replace(/(?:^|-)(.)/g, (_match, letter: string) => letter.toUpperCase());
}

/** One resolver for each field of a record type, `provenance` and `disputed`. */
export function recordResolvers(fields: Fields) {
  const ofFields = Object.entries(fields).map(
    ([name, { personal }]) => [name, personal === true ? personalField(name) : openField(name)] as const,
  );
  return { ...Object.fromEntries(ofFields), provenance, disputed };
}

function provenance(record: OpenRecord, _args: object, { hub, viewer }: GraphContext) {
  return provenanceOf(hub, record, viewer);
}

function openField(name: string) {
  return ({ fields }: OpenRecord) => fields[name] ?? null;
}

/** It is read when it is asked for, and where the record came with any. */
function personalField(name: string) {
  return (record: OpenRecord, _args: object, context: GraphContext) =>
    record.hasPersonal ? soon(context.personal.load(record), (values) => values[name] ?? null) : null;
}

/** A row of one of a record's lists, and the moment that it is asked about. */
export interface RowAt {
  readonly row: Readonly<Record<string, string | undefined>>;
  readonly pin: Pin;
}

/** The rows of a list whose entries lead on to other records; null where the source gives no list. */
export function rowsAt({ fields, pin }: { readonly fields: Content; readonly pin: Pin }, list: string): readonly RowAt[] | null {
  const rows = fields[list] as readonly RowAt['row'][] | undefined;
  return rows?.map((row) => ({ row, pin })) ?? null;
}

/** One resolver for each column of such a list. */
export function rowResolvers(columns: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, ({ row }: RowAt) => row[name] ?? null]));
}
