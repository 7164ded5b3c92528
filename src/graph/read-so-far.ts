/**
 * What one request has read, by position, record type and kind of owner. A page of a list looks here some hundred times: names put
 * together of all three would cost more than what they lead to.
 */
import type { Relation } from '../domain/record/record-type.ts';

interface Group<Value> {
  readonly recordType: string;
  readonly kind: Relation['kind'] | null;
  readonly values: Map<string, Value>;
}

export class ReadSoFar<Value> {
  /** Of a position there are a few groups; of a page of changes there are many positions. */
  readonly #at = new Map<number, Group<Value>[]>();

  /** Those of one group, by key or owner. @param kind null where records are asked for by their keys */
  of(recordType: string, position: number, kind: Relation['kind'] | null): Map<string, Value> {
    let groups = this.#at.get(position);
    if (groups === undefined) {
      groups = [];
      this.#at.set(position, groups);
    }
    for (const group of groups) if (group.recordType === recordType && group.kind === kind) return group.values;
    const values = new Map<string, Value>();
    groups.push({ recordType, kind, values });
    return values;
  }
}
