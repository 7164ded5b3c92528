/**
 * Records as far as the columns of their type's own table tell them. All that a version says is a kilobyte to be read and parsed; a
 * page of a list mostly asks for what it is filtered and sorted by, and that stands in columns.
 */
import type { Viewer } from '../access/viewer.ts';
import type { Database } from '../db/database.ts';
import { type BriefRow, listBriefRows } from '../db/held.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import type { Content, RecordType } from '../domain/record/record-type.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { Generations } from './generations.ts';
import type { Soon } from './soon.ts';
import { readTogether } from './turn.ts';

/** A record of which some fields were read and no more. */
export interface BriefRecord {
  readonly recordType: string;
  readonly key: string;
  readonly position: number;
  /** Those that were asked for; one that the source does not give is absent. */
  readonly fields: Content;
}

interface BriefAsk {
  readonly recordType: string;
  readonly fields: readonly string[];
  readonly positions: readonly number[];
}

/** By position; null where a column may have been too short for what the record says, absent where the version closes its key. */
export type BriefByPosition = ReadonlyMap<number, BriefRecord | null>;

/** Whether columns tell some fields of a type, all of which the viewer sees. */
export function areTold(
  { fields, table }: Pick<RecordType, 'fields' | 'table'>,
  asked: readonly string[],
  viewer: Viewer,
): boolean {
  return asked.every((name) => {
    const field = fields[name];
    return field !== undefined && Object.hasOwn(table.tells, name) && viewer.classes.has(field.class);
  });
}

export class BriefRecords {
  readonly #db: Database;
  readonly #load: (ask: BriefAsk) => Promise<BriefByPosition>;
  /** By type, fields and position. What the columns of a version tell never changes. */
  readonly #kept: Generations<number, BriefRecord | null>;

  /** @param limit records that are kept; each takes some four hundred bytes */
  constructor(db: Database, limit: number) {
    this.#db = db;
    this.#load = readTogether((asks) => this.#read(asks), AT_ONCE);
    this.#kept = new Generations(limit, () => 1);
  }

  /** What some versions tell of some fields, as `areTold` allows; those that others have asked for may be among them. */
  at({ recordType, fields, positions }: BriefAsk): Soon<BriefByPosition> {
    const name = nameOf({ recordType, fields });
    const found = new Map<number, BriefRecord | null>();
    const unknown: number[] = [];
    for (const position of positions) {
      const record = this.#kept.get(name, position);
      if (record === undefined) unknown.push(position);
      else found.set(position, record);
    }
    if (unknown.length === 0) return found;
    return this.#load({ recordType, fields, positions: unknown }).then((read) => new Map([...found, ...read]));
  }

  async #read(asks: readonly BriefAsk[]): Promise<readonly BriefByPosition[]> {
    const found = new Map<BriefAsk, BriefByPosition>();
    for (const alike of Map.groupBy(asks, nameOf).values()) {
      const [first] = alike;
      if (first === undefined) continue;
      const positions = [...new Set(alike.flatMap((ask) => ask.positions))];
      const records = await this.#readAlike(first, positions);
      for (const ask of alike) found.set(ask, records);
    }
    return asks.map((ask) => found.get(ask) ?? new Map());
  }

  async #readAlike({ recordType, fields }: BriefAsk, positions: readonly number[]): Promise<BriefByPosition> {
    const name = nameOf({ recordType, fields });
    const briefOf = briefReader(getRecordType(recordType), fields);
    const columns = columnsOf(getRecordType(recordType), fields);
    const records = new Map<number, BriefRecord | null>();
    for (let from = 0; from < positions.length; from += MAX_KEYS) {
      const rows = await listBriefRows(this.#db, recordType, columns, positions.slice(from, from + MAX_KEYS));
      for (const row of rows) {
        const record = briefOf(row);
        records.set(row.position, record);
        this.#kept.set(name, row.position, record);
      }
    }
    return records;
  }
}

const AT_ONCE = 2;

function nameOf({ recordType, fields }: Pick<BriefAsk, 'recordType' | 'fields'>): string {
  return `${recordType} ${fields.join()}`;
}

function columnsOf({ table }: RecordType, fields: readonly string[]): readonly string[] {
  return [...new Set(fields.map((field) => table.tells[field] ?? ''))];
}

function briefReader({ name: recordType, table }: RecordType, fields: readonly string[]): (row: BriefRow) => BriefRecord | null {
  const places = fields.map((field) => {
    const column = table.tells[field] ?? '';
    const kind = table.columns[column];
    return { field, column, limit: typeof kind === 'object' && kind.cut === true ? kind.text : Number.POSITIVE_INFINITY };
  });
  return (row) => {
    const content: Record<string, unknown> = {};
    for (const { field, column, limit } of places) {
      const value = row[column];
      if (value == null) continue;
      if (typeof value === 'string' && value.length >= limit) return null;
      content[field] = value;
    }
    return { recordType, key: row.record_key, position: row.position, fields: content };
  };
}
